//! Every sentence that a person reads, by key, from the Fluent files in `assets/locales`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The English files, one a room.
const ENGLISH: [(&str, &str); 4] = [
    ("app.ftl", include_str!("../assets/locales/en/app.ftl")),
    ("cli.ftl", include_str!("../assets/locales/en/cli.ftl")),
    ("findings.ftl", include_str!("../assets/locales/en/findings.ftl")),
    ("scene.ftl", include_str!("../assets/locales/en/scene.ftl")),
];

/// The texts of one language.
pub struct Texts {
    language: String,
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
        Self::from_files("en", &ENGLISH)
    }

    /// A file that can't be parsed whole still gives what could be read; a test refuses such files.
    fn from_files(language: &str, files: &[(&str, &str)]) -> Self {
        let id = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are for mixed writing directions; the bundled font has no glyph for them.
        bundle.set_use_isolating(false);
        for (_name, text) in files {
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self { language: language.to_owned(), bundle }
    }

    /// The language tag, such as `en`: it chooses the names of regions and techniques too.
    pub fn language(&self) -> &str {
        &self.language
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn keys() -> BTreeSet<String> {
        let entry = |line: &str| {
            let (key, _) = line.split_once(" =")?;
            key.starts_with(|c: char| c.is_ascii_lowercase()).then(|| key.to_owned())
        };
        ENGLISH.iter().flat_map(|(_, text)| text.lines()).filter_map(entry).collect()
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
        for (name, text) in ENGLISH {
            let parsed = FluentResource::try_new(text.to_owned());
            assert!(parsed.is_ok(), "{name}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }

    #[test]
    fn no_key_is_written_twice() {
        let lines = ENGLISH.iter().flat_map(|(_, text)| text.lines());
        let written = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains(" ="));
        assert_eq!(written.count(), keys().len());
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
