//! What a file error says to people: which file, which place in it, what is wrong, what to do.

use fluent_bundle::FluentValue;

use crate::chart::Edit;
use crate::store::{Defect, Flaw, Position, Problem, SealFault, StoreError, Unwritable, Why};
use crate::text::Texts;

use super::flaw::flaw_text;
use super::system::system_error_text;

/// The file, the place in it where there is one, and what [`store_error_sentence`] says.
pub fn store_error_text(error: &StoreError, texts: &Texts) -> String {
    let file = ("file", FluentValue::from(error.file().display().to_string()));
    let what = ("what", FluentValue::from(store_error_sentence(error, texts)));
    let Some(Position { line, column }) = error.position() else { return texts.with("store-in-file", &[file, what]) };
    let place = [file, ("line", line.into()), ("column", column.into()), what];
    match error {
        StoreError::Invalid { flaw: Flaw::InCell { row, heading, .. }, .. } => {
            in_cell((*row, heading.as_deref()), &place, texts)
        }
        _ => texts.with("store-at-place", &place),
    }
}

/// Row and heading, by which a spreadsheet finds a cell, before line and column.
fn in_cell((row, heading): (usize, Option<&str>), place: &[(&str, FluentValue<'_>)], texts: &Texts) -> String {
    let row = ("row", FluentValue::from(row));
    match heading {
        None => texts.with("store-in-row", &[place, &[row]].concat()),
        Some(heading) => texts.with("store-in-cell", &[place, &[row, ("heading", heading.into())]].concat()),
    }
}

/// One or two clauses, without file and place. What the operating system seldom finds is told in its own words.
pub fn store_error_sentence(error: &StoreError, texts: &Texts) -> String {
    use StoreError as E;
    match error {
        E::NotFound { .. } => texts.get("store-not-found"),
        E::Io { source, .. } => texts.with("store-io", &[("why", system_error_text(source, texts).into())]),
        E::TooLarge { limit_mib, .. } => texts.with("store-too-large", &[("limit", (*limit_mib).into())]),
        E::NotUtf8 { .. } => texts.get("store-not-utf8"),
        E::Invalid { flaw: flaw @ Flaw::InCell { .. }, .. } => {
            texts.with("store-invalid-cell", &[("why", flaw_text(flaw, texts).into())])
        }
        E::Syntax { flaw, .. } | E::Invalid { flaw, .. } => {
            texts.with("store-invalid", &[("why", flaw_text(flaw, texts).into())])
        }
        E::WrongSchema { found, expected, .. } => {
            let [found, expected] =
                [("found", found), ("expected", expected)].map(|(name, text)| (name, text.as_str().into()));
            texts.with("store-wrong-schema", &[found, expected])
        }
        E::NewerSchema { found, flaw, .. } => {
            let why = ("why", flaw_text(flaw, texts).into());
            texts.with("store-newer-schema", &[("found", found.as_str().into()), why])
        }
        E::Superseded { .. } => texts.get("store-superseded"),
        E::NeverFree { tries, .. } => texts.with("store-never-free", &[("tries", (*tries).into())]),
        E::Forked { heads, .. } => texts.with("store-forked", &[("states", heads.join(", ").into())]),
        E::Gone { .. } => texts.get("store-gone"),
        E::ConflictCopy { .. } => texts.get("store-conflict-copy"),
        E::NameNotText { .. } => texts.get("store-name-not-text"),
        E::ReadOnly { why, .. } => texts.with("store-read-only", &[("why", why_text(*why, texts).into())]),
        E::AlreadyExists { .. } => texts.get("store-exists"),
        E::Unsavable { why, .. } => texts.with("store-unsavable", &[("why", unwritable_text(*why, texts).into())]),
        E::NotAFile { .. } => texts.get("store-not-a-file"),
        E::NotClaimed { .. } => texts.get("store-not-claimed"),
        E::NotALibrary { .. } => texts.get("store-not-a-library"),
        E::Locked { .. } => texts.get("store-locked"),
        E::Sealed { fault, stored, .. } => seal_text(*fault, stored, texts),
        E::Bundle { fault, .. } => super::bundle::bundle_fault_text(fault, texts),
    }
}

/// A clause that stands alone, as a sentence begins.
pub fn capitalised(clause: &str) -> String {
    let mut signs = clause.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Why something of an encrypted library doesn't open, and what to do.
fn seal_text(fault: SealFault, stored: &std::path::Path, texts: &Texts) -> String {
    let stored = [("stored", stored.file_name().unwrap_or_default().display().to_string().into())];
    match fault {
        SealFault::WrongPassphrase => texts.get("store-wrong-passphrase"),
        SealFault::WrongKeyFile => texts.get("store-wrong-key-file"),
        SealFault::NoSuchKey => texts.get("store-no-such-key"),
        SealFault::NotTried => texts.get("store-not-tried"),
        SealFault::Damaged => texts.with("store-seal-damaged", &stored),
        SealFault::Moved => texts.with("store-seal-moved", &stored),
        SealFault::OtherKey => texts.with("store-seal-other-key", &stored),
        SealFault::Foreign => texts.get("store-seal-foreign"),
    }
}

/// What is wrong with a file of a library, without file and place.
pub fn problem_sentence(problem: &Problem, texts: &Texts) -> String {
    match &problem.defect {
        Defect::Unreadable(error) => store_error_sentence(error, texts),
        Defect::Altered => texts.get("store-altered"),
        Defect::ParentAltered { parent } => texts.with("store-parent-altered", &[("parent", parent.as_str().into())]),
        Defect::ParentMissing { parent } => texts.with("store-parent-missing", &[("parent", parent.as_str().into())]),
        Defect::OtherBody { stated, expected } => {
            let [stated, expected] =
                [("stated", stated), ("expected", expected)].map(|(name, body)| (name, body.id().into()));
            texts.with("store-other-body", &[stated, expected])
        }
        Defect::SameId { kind, first } => {
            let first = ("file", first.display().to_string().into());
            texts.with("store-same-id", &[("kind", (*kind).into()), first])
        }
    }
}

/// Why a session can be looked at but not changed, as a clause.
pub fn why_text(why: Why, texts: &Texts) -> String {
    match why {
        Why::NewerSchema => texts.get("store-why-newer"),
        Why::LockedElsewhere => texts.get("store-why-locked"),
        Why::FolderNotWritable => texts.get("store-why-not-writable"),
        Why::OlderState => texts.get("store-why-older"),
        Why::Void => texts.get("store-why-void"),
        Why::Signed => texts.get("store-why-signed"),
        Why::PatientVoid => texts.get("store-why-patient-void"),
        Why::CourseVoid => texts.get("store-why-course-void"),
        Why::Forked => texts.get("store-why-forked"),
        Why::NewestBroken => texts.get("store-why-newest-broken"),
    }
}

/// Why a record can't be written, as a clause.
fn unwritable_text(why: Unwritable, texts: &Texts) -> String {
    match why {
        Unwritable::NoId => texts.get("unwritable-no-id"),
        Unwritable::NoDate => texts.get("unwritable-no-date"),
        Unwritable::NoIdOrDate => texts.get("unwritable-no-id-or-date"),
        Unwritable::TooManyMarks => texts.get("unwritable-too-many-marks"),
        Unwritable::TooManyGroups => texts.get("unwritable-too-many-groups"),
        Unwritable::TooLong => texts.with("flaw-too-long", &[("most", Edit::MAX_LENGTH_M.into())]),
        Unwritable::TooManySpots => texts.get("unwritable-too-many-spots"),
        Unwritable::TooLarge { limit_mib } => texts.with("unwritable-too-large", &[("limit", limit_mib.into())]),
        Unwritable::MarkNumberZero => texts.get("flaw-mark-number-zero"),
        Unwritable::MarksUnordered => texts.get("unwritable-marks-unordered"),
        Unwritable::VoidWithoutReason => texts.get("unwritable-void"),
        Unwritable::MarkTooFar => texts.get("unwritable-mark-too-far"),
        Unwritable::OutcomesUnreadable => texts.get("unwritable-outcomes"),
        Unwritable::CocktailsUnordered => texts.get("unwritable-cocktails-unordered"),
        Unwritable::OtherSession => texts.get("unwritable-other-session"),
        Unwritable::OtherRecord => texts.get("unwritable-other-record"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn an_error_names_file_and_place_in_every_language() {
        let file = std::path::PathBuf::from("s.ron");
        let position = Position { line: 12, column: 3 };
        let error = StoreError::Invalid { file, position, flaw: Flaw::MarkTwice(77) };
        for language in Language::ALL {
            let text = store_error_text(&error, &Texts::of(language));
            for part in ["s.ron", "12", "3", "77"] {
                assert!(text.contains(part), "{text}");
            }
        }
        let english = store_error_text(&error, &Texts::english());
        let expected = "s.ron, line 12, column 3: mark number 77 comes twice; correct this place in a text editor or \
                        restore a backup";
        assert_eq!(english, expected);
    }

    #[test]
    fn a_same_id_names_the_kind() {
        let problem = |kind| Problem {
            file: "b.ron".into(),
            position: None,
            defect: Defect::SameId { kind, first: "a.ron".into() },
        };
        let french = Texts::of(Language::French);
        assert_eq!(problem_sentence(&problem("course"), &Texts::english()), "this course has the same id as a.ron");
        assert_eq!(problem_sentence(&problem("course"), &french), "cette cure a le même identifiant que a.ron");
        assert_eq!(problem_sentence(&problem("patient"), &french), "ce patient a le même identifiant que a.ron");
    }
}
