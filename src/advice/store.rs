//! What a file error says to people: which file, which place in it, what is wrong, what to do.

use fluent_bundle::FluentValue;

use crate::store::{Position, StoreError, Why};
use crate::text::Texts;

/// One or two sentences. What the operating system or the parser found is told in their own words.
pub fn store_error_text(error: &StoreError, texts: &Texts) -> String {
    use StoreError as E;
    let file = ("file", FluentValue::from(error.file().display().to_string()));
    let place = ("place", error.position().map(|at| place(at, texts)).unwrap_or_default().into());
    match error {
        E::NotFound { .. } => texts.with("store-not-found", &[file]),
        E::Io { source, .. } => texts.with("store-io", &[file, ("why", source.to_string().into())]),
        E::TooLarge { limit_mib, .. } => texts.with("store-too-large", &[file, ("limit", (*limit_mib).into())]),
        E::NotUtf8 { .. } => texts.with("store-not-utf8", &[file, place]),
        E::Syntax { message, .. } | E::Invalid { message, .. } => {
            texts.with("store-invalid", &[file, place, ("why", message.as_str().into())])
        }
        E::WrongSchema { found, expected, .. } => {
            let [found, expected] =
                [("found", found), ("expected", expected)].map(|(name, text)| (name, text.as_str().into()));
            texts.with("store-wrong-schema", &[file, place, found, expected])
        }
        E::NewerSchema { found, reason, .. } => {
            let [found, why] = [("found", found), ("why", reason)].map(|(name, text)| (name, text.as_str().into()));
            texts.with("store-newer-schema", &[file, place, found, why])
        }
        E::ChangedOnDisk { .. } => texts.with("store-changed", &[file]),
        E::ReadOnly { why, .. } => texts.with("store-read-only", &[file, ("why", why_text(*why, texts).into())]),
        E::AlreadyExists { .. } => texts.with("store-exists", &[file]),
        E::Unsavable { message, .. } => texts.with("store-unsavable", &[file, ("why", message.as_str().into())]),
        E::NotALibrary { .. } => texts.with("store-not-a-library", &[file]),
    }
}

/// Why a session can be looked at but not changed, as a clause.
pub fn why_text(why: Why, texts: &Texts) -> String {
    match why {
        Why::NewerSchema => texts.get("store-why-newer"),
        Why::LockedElsewhere => texts.get("store-why-locked"),
        Why::FolderNotWritable => texts.get("store-why-not-writable"),
    }
}

fn place(at: Position, texts: &Texts) -> String {
    texts.with("store-place", &[("line", at.line.into()), ("column", at.column.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn an_error_names_file_and_place_in_every_language() {
        let file = std::path::PathBuf::from("s.ron");
        let position = Position { line: 12, column: 3 };
        let error = StoreError::Syntax { file, position, message: "expected a number".to_owned() };
        for language in Language::ALL {
            let text = store_error_text(&error, &Texts::of(language));
            for part in ["s.ron", "12", "3", "expected a number"] {
                assert!(text.contains(part), "{text}");
            }
        }
        assert_eq!(store_error_text(&error, &Texts::english()), error.to_string());
    }
}
