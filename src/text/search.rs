//! Text as people look for it and as their language orders it.

use std::cmp::Ordering;

use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};
use icu_normalizer::DecomposingNormalizerBorrowed;

use super::Language;

/// In lower case, without accents and with ligatures and barred letters as their plain ones, to search by.
pub fn folded(text: &str) -> String {
    let letters = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(text.chars());
    let mut folded = String::with_capacity(text.len());
    // Lower case of some capitals is a letter and a mark, so marks go last.
    for c in letters.flat_map(char::to_lowercase).filter(|c| !is_mark(*c)) {
        match plain_letters(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// Accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic; not the vowel signs of Indic scripts, which are letters.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// What is typed for a letter that Unicode doesn't take apart.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'þ' => "th",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ƶ' => "z",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' | 'ʹ' => "'",
        '‐' | '‑' | '–' => "-",
        _ => return None,
    })
}

/// The order of names in a language.
#[derive(Debug)]
pub struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// The language's order; accents and case decide only between names that are else the same.
    ///
    /// English and French order as the Unicode Collation Algorithm's root does. The tables of the languages that don't, Chinese above all,
    /// would be a twentieth of all that a page in a browser has to fetch.
    pub fn of(language: Language) -> Self {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        match language {
            Language::English | Language::French => Self(CollatorBorrowed::new_root(options)),
        }
    }

    /// Which of two names comes first; names that the language takes for one are ordered by their characters.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use icu_collator::{Collator, CollatorPreferences};

    use super::*;

    #[test]
    fn accents_capitals_and_ligatures_are_no_matter_for_a_search() {
        let pairs = [
            ("Épaule DROITE, çà", "epaule droite, ca"),
            ("Œuvrard", "oeuvrard"),
            ("Groß GROẞ", "gross gross"),
            ("Łukasz Wałęsa", "lukasz walesa"),
            ("Ødegård Ærø", "odegard aero"),
            ("Đặng Đình", "dang dinh"),
            ("Işık İnönü ISIK", "isik inonu isik"),
            ("Þór Guðrún", "thor gudrun"),
            ("ﬁn Ｓｍｉｔｈ", "fin smith"),
            ("O’Brien", "o'brien"),
            ("Ἀλέξανδρος", "αλεξανδροσ"),
            ("Ёлкин", "елкин"),
            ("אֲבִיגַיִל", "אביגיל"),
            ("مُحَمَّد أحمد", "محمد احمد"),
            ("हिन्दी", "हिन्दी"),
        ];
        for (text, plain) in pairs {
            assert_eq!(folded(text), plain, "{text}");
        }
        assert_eq!(folded("Jose\u{301}"), folded("José"));
    }

    /// A language that has tables of its own can't do with the root's.
    #[test]
    fn every_language_orders_as_the_root_does() {
        let letters: Vec<String> = ('a'..='ž').chain('А'..='я').map(String::from).collect();
        for language in Language::ALL {
            let locale: icu_locale_core::Locale = language.tag().parse().unwrap();
            let own = Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).unwrap();
            let root = Collation::of(language);
            for (one, other) in letters.iter().flat_map(|one| letters.iter().map(move |other| (one, other))) {
                assert_eq!(root.0.compare(one, other), own.compare(one, other), "{language:?}: {one} {other}");
            }
        }
    }

    #[test]
    fn names_are_ordered_as_the_language_does() {
        let mut names = ["Zola", "Émile", "eva", "Œuvrard", "Odette", "Ozon", "Øster", "Łukasz", "Luc", "Lyon", "Emma"];
        for language in Language::ALL {
            let collation = Collation::of(language);
            names.sort_by(|a, b| collation.compare(a, b));
            let order = ["Émile", "Emma", "eva", "Luc", "Łukasz", "Lyon", "Odette", "Œuvrard", "Øster", "Ozon", "Zola"];
            assert_eq!(names, order, "{language:?}");
        }
    }
}
