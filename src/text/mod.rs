//! Every sentence that a person reads, by key, from the Fluent files in `assets/locales`; numbers and dates as they are typed.

mod date;
mod digits;
mod number;
mod search;

use std::fmt::Display;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use date::{DateFlaw, TimeFlaw, birth_date, date, date_readings, expiry, long_date, time};
pub use number::{Decimal, NumberFlaw, Units, split as split_number, unit_folded, whole_numbers};
pub use search::{Collation, folded};

/// A file of texts: its name, which is its room's, and what it holds.
type File = (&'static str, &'static str);

/// The English files, one a room.
const ENGLISH: [File; 7] = [
    ("app.ftl", include_str!("../../assets/locales/en/app.ftl")),
    ("cli.ftl", include_str!("../../assets/locales/en/cli.ftl")),
    ("fields.ftl", include_str!("../../assets/locales/en/fields.ftl")),
    ("findings.ftl", include_str!("../../assets/locales/en/findings.ftl")),
    ("formulary.ftl", include_str!("../../assets/locales/en/formulary.ftl")),
    ("scene.ftl", include_str!("../../assets/locales/en/scene.ftl")),
    ("techniques.ftl", include_str!("../../assets/locales/en/techniques.ftl")),
];

/// The French files.
const FRENCH: [File; 7] = [
    ("app.ftl", include_str!("../../assets/locales/fr/app.ftl")),
    ("cli.ftl", include_str!("../../assets/locales/fr/cli.ftl")),
    ("fields.ftl", include_str!("../../assets/locales/fr/fields.ftl")),
    ("findings.ftl", include_str!("../../assets/locales/fr/findings.ftl")),
    ("formulary.ftl", include_str!("../../assets/locales/fr/formulary.ftl")),
    ("scene.ftl", include_str!("../../assets/locales/fr/scene.ftl")),
    ("techniques.ftl", include_str!("../../assets/locales/fr/techniques.ftl")),
];

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// The tag that data files use, without a country.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The sign between whole and decimals.
    pub fn decimal_sign(self) -> char {
        match self {
            Self::English => '.',
            Self::French => ',',
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
        }
    }

    /// The first of a person's languages (tags such as `fr-CH`, best first) that there is; English where there is none.
    pub fn first_of(tags: impl IntoIterator<Item = String>) -> Self {
        let known = |tag: String| {
            let language = tag.split(['-', '_', '.']).next().unwrap_or_default().to_ascii_lowercase();
            Self::ALL.into_iter().find(|known| known.tag() == language)
        };
        tags.into_iter().find_map(known).unwrap_or_default()
    }

    fn files(self) -> &'static [File] {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }
}

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::english()
    }
}

impl Texts {
    /// English.
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// A language's texts. A file that can't be parsed whole still gives what could be read; a test refuses such files.
    pub fn of(language: Language) -> Self {
        let id = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are for mixed writing directions; the bundled font has no glyph for them.
        bundle.set_use_isolating(false);
        for (_name, text) in language.files() {
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language tag, such as `en`: it chooses the names of regions and techniques too.
    pub fn language(&self) -> &'static str {
        self.language.tag()
    }

    /// The language itself.
    pub fn chosen(&self) -> Language {
        self.language
    }

    /// The text for `key`; the key itself where there is none, so that a gap is seen and nothing fails.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text for `key` with its places filled.
    pub fn with(&self, key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = places.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A number or quantity with the language's decimal sign, its unit kept beside it: `0.15 mm` or `0,15 mm`.
    pub fn decimal(&self, number: impl Display) -> String {
        let number = number.to_string();
        match self.language {
            Language::English => number,
            Language::French => {
                let words = number.split([' ', '\u{a0}']).map(|word| self.unit(word));
                words.collect::<Vec<_>>().join("\u{a0}").replace('.', ",")
            }
        }
    }

    /// A unit as the language writes it: international units are `IU` or `UI`.
    pub fn unit(&self, symbol: &str) -> String {
        let rest = symbol.strip_prefix("IU").filter(|rest| !rest.starts_with(char::is_alphanumeric));
        match (self.language, rest) {
            (Language::French, Some(rest)) => format!("UI{rest}"),
            _ => symbol.to_owned(),
        }
    }

    /// What is said of something, after its name: French sets a space before the colon.
    pub fn line(&self, part: &str, words: &str) -> String {
        self.with("part-line", &[("part", part.into()), ("words", words.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn international_units_and_colons_are_written_as_the_language_does() {
        let (english, french) = (Texts::english(), Texts::of(Language::French));
        assert_eq!(
            (english.decimal("2.5 IU/mL"), french.decimal("2.5 IU/mL")),
            ("2.5 IU/mL".into(), "2,5\u{a0}UI/mL".into())
        );
        assert_eq!((french.decimal("4 IU"), french.unit("mg/mL")), ("4\u{a0}UI".into(), "mg/mL".into()));
        assert_eq!((english.line("A", "b"), french.line("A", "b")), ("A: b".into(), "A\u{a0}: b".into()));
    }
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    fn keys() -> BTreeSet<String> {
        keys_of(Language::English)
    }

    fn keys_of(language: Language) -> BTreeSet<String> {
        let entry = |line: &str| {
            let (key, _) = line.split_once(" =")?;
            key.starts_with(|c: char| c.is_ascii_lowercase()).then(|| key.to_owned())
        };
        language.files().iter().flat_map(|(_, text)| text.lines()).filter_map(entry).collect()
    }

    fn sources(folder: &Path, all: &mut String) {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    fn all_sources() -> String {
        let mut all = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        all
    }

    /// The literal first argument of every `.get("…")` and `.with("…")` whose shape is a text key's.
    fn asked_keys(source: &str) -> BTreeSet<String> {
        let mut asked = BTreeSet::new();
        for call in ["texts.get(", "texts.with("] {
            for (at, _) in source.match_indices(call) {
                let rest = source[at + call.len()..].trim_start();
                let key = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
                let key = key.filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase()));
                asked.extend(key.map(str::to_owned));
            }
        }
        asked
    }

    #[test]
    fn files_parse_whole() {
        for (name, text) in Language::ALL.iter().flat_map(|language| language.files()) {
            let parsed = FluentResource::try_new((*text).to_owned());
            assert!(parsed.is_ok(), "{name}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }

    #[test]
    fn no_key_is_written_twice() {
        for language in Language::ALL {
            let lines = language.files().iter().flat_map(|(_, text)| text.lines());
            let written =
                lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains(" ="));
            assert_eq!(written.count(), keys_of(language).len(), "{language:?}");
        }
    }

    /// What stands after `$` in the message of each key.
    fn places(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in language.files().iter().flat_map(|(_, text)| text.lines()) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split(" =").next().unwrap().to_owned();
            }
            let names = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>());
            places.entry(key.clone()).or_default().extend(names);
        }
        places
    }

    #[test]
    fn every_language_says_everything_with_the_same_places() {
        let english = places(Language::English);
        for language in Language::ALL {
            let differing: Vec<_> = keys_of(language).symmetric_difference(&keys()).cloned().collect();
            assert!(differing.is_empty(), "{language:?}: {differing:?}");
            let others = places(language);
            for key in keys() {
                assert_eq!(others[&key], english[&key], "{language:?}: {key}");
            }
        }
    }

    #[test]
    fn a_persons_language_is_found_whatever_the_country() {
        let first = |tags: &[&str]| Language::first_of(tags.iter().map(|&tag| tag.to_owned()));
        assert_eq!(first(&["fr-CH", "de-CH"]), Language::French);
        assert_eq!(first(&["ko-KR", "fr_FR.UTF-8", "en"]), Language::French);
        assert_eq!(first(&["ko-KR"]), Language::English);
        assert_eq!(first(&[]), Language::English);
    }

    #[test]
    fn numbers_are_read_as_they_are_shown() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            for number in [0.15, 2.0, -3.25, 1234.5] {
                let shown = texts.decimal(format_args!("{number:.2} mm"));
                assert_eq!(Units::MILLIMETRES.read(&shown, language).map(Decimal::value), Ok(number));
            }
        }
        assert_eq!(Texts::of(Language::French).decimal("0.15 mm"), "0,15\u{a0}mm");
    }

    #[test]
    fn no_key_is_missing() {
        let missing: Vec<_> = asked_keys(&all_sources()).difference(&keys()).cloned().collect();
        assert!(missing.is_empty(), "asked for but not written: {missing:?}");
    }

    #[test]
    fn no_key_is_unused() {
        let source = all_sources();
        let unused: Vec<_> = keys().into_iter().filter(|key| !source.contains(&format!("\"{key}\""))).collect();
        assert!(unused.is_empty(), "written but never asked for: {unused:?}");
    }
}
