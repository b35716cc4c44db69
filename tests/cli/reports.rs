//! Documents made from the command line: read back by the tools that a clinic's record system has, where they are there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mesomap::chart::Moment;
use mesomap::store::{
    Library, Note, OpenSession, Place, Reason, Signer, load_session, open_session, open_to_amend, place_at,
    sign_session,
};

use crate::clinic::{Clinic, arguments, copied, mesomap};

thread_local! {
    /// The sample as a copy: that a document was made of it is noted in a library.
    static SAMPLE: tempfile::TempDir = {
        let folder = tempfile::tempdir().unwrap();
        copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts"), folder.path());
        folder
    };
}

pub(crate) fn sample() -> PathBuf {
    SAMPLE.with(|folder| folder.path().join("sample-patient-not-a-real-person/facial-rejuvenation"))
}

const FOUR_VIEWS: &str = "face-front,face-left-profile,face-right-profile,face-left-oblique";

/// Writes a document of a session.
fn report(session: &Path, output: &Path) -> Vec<u8> {
    let ran = mesomap(arguments(&["export", "--view", FOUR_VIEWS, "-o"], &[output, session]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    fs::read(output).unwrap()
}

/// What a tool says of a document, with single blanks; nothing where this machine doesn't have it.
fn said(program: &str, words: &[&str], file: &Path, last: &[&str]) -> Option<String> {
    let ran = Command::new(program).args(words).arg(file).args(last).output().ok()?;
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8_lossy(&ran.stdout);
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn words_of(file: &Path) -> Option<String> {
    said("pdftotext", &["-raw"], file, &["-"])
}

/// Asserts that these follow each other in a text.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let found = rest.find(part);
        assert!(found.is_some(), "{part} is missing, or stands too early, in:\n{text}");
        rest = &rest[found.unwrap() + part.len()..];
    }
}

#[test]
fn a_document_of_four_views_is_small_and_names_the_patient_on_its_pages_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("record.pdf");
    let bytes = report(&sample().join("2026-10-19-session-4.record"), &output);
    assert!(bytes.starts_with(b"%PDF-1.7\n") && bytes.ends_with(b"%%EOF\n"));
    assert!(bytes.len() <= 400_000, "{} bytes", bytes.len());
    let holds = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(holds("<pdfaid:part>3<") && holds("<pdfaid:conformance>A<") && holds("<pdfuaid:part>1<"));
    assert!(holds("Injection chart"), "the title");
    assert!(!holds("Sample Patient") && !holds("SAMPLE-LOT"), "the patient and the lots are in the pages alone");
    let again = folder.path().join("again.pdf");
    assert_eq!(report(&sample().join("2026-10-19-session-4.record"), &again), bytes);
    if let Some(checked) = said("qpdf", &["--check"], &output, &[]) {
        assert!(checked.contains("No syntax or stream encoding errors found"), "{checked}");
    }
}

#[test]
fn every_lot_and_mark_is_found_as_text_in_reading_order() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("record.pdf");
    let place = sample().join("2026-10-19-session-4.record");
    report(&place, &output);
    let Some(text) = words_of(&output) else { return };
    let session = load_session(&place_at(&place).unwrap()).unwrap();
    let parts: Vec<_> = session.cocktails.iter().flat_map(|cocktail| &cocktail.components).collect();
    assert!(parts.len() > 3);
    for part in parts {
        let [lot, maker, expiry] =
            [part.lot.clone(), part.manufacturer.clone(), part.expiry.map(|day| day.to_string()).unwrap_or_default()];
        in_order(&text, &["Cocktail A: Hydration", &part.substance, &maker, &lot, &expiry, "Not signed."]);
    }
    let pages = text.matches("Sample Patient, not a real person, born 1979-05-17, no. SAMPLE-001").count();
    let numbered = (1..=pages).all(|page| text.contains(&format!("page {page} of {pages} ")) || page == pages);
    let last = text.ends_with(&format!("page {pages} of {pages}"));
    assert!((3..=6).contains(&pages) && numbered && last, "each page says whose it is, and its number:\n{text}");
    in_order(
        &text,
        &["Session 4", "Clinician", "Allergies", "Face, front", "Cocktail B: Folds", "By side", "R", "Mid", "L"],
    );
    in_order(&text, &["By side", "Findings", "Marks", "169", "Signatures", "Not signed."]);
    in_order(&text, &["2.000 mL drawn up", "0.820 mL injected in 19 marks"]);
}

#[test]
fn the_record_goes_with_a_document_byte_for_byte_unless_an_archive_takes_none() {
    let folder = tempfile::tempdir().unwrap();
    let place = sample().join("2026-10-19-session-4.record");
    let output = folder.path().join("record.pdf");
    report(&place, &output);
    let whole = fs::read(place.join("2.ron")).unwrap();
    if let Ok(ran) =
        Command::new("pdfdetach").args(["-save", "1", "-o"]).arg(folder.path().join("out")).arg(&output).output()
    {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(fs::read(folder.path().join("out")).unwrap(), whole);
    }
    let strict = folder.path().join("strict.pdf");
    let words = ["export", "--no-record", "--no-patient-name", "--view", FOUR_VIEWS, "-o"];
    assert_eq!(mesomap(arguments(&words, &[&strict, &place])).status, 0);
    let bytes = fs::read(&strict).unwrap();
    let holds = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(holds("<pdfaid:part>2<") && holds("<pdfaid:conformance>A<") && !holds("EmbeddedFile"));
    if let Some(text) = words_of(&strict) {
        assert!(!text.contains("Sample Patient") && !text.contains("1979") && !text.contains("Allergies"), "{text}");
    }
}

#[test]
fn a_card_has_one_page_and_says_what_was_given_where_and_when() {
    let folder = tempfile::tempdir().unwrap();
    let place = sample().join("2026-10-19-session-4.record");
    for paper in ["a5", "a4"] {
        let output = folder.path().join(format!("{paper}.pdf"));
        let ran = mesomap(arguments(&["export", "--card", "--paper", paper, "-o"], &[&output, &place]));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        let Some(text) = words_of(&output) else { return };
        in_order(&text, &["Treatment of 2026-10-19", "Sample Patient", "1979-05-17", "Dr Sample", "What was given"]);
        in_order(&text, &["Lidocaine", "SAMPLE-LOT-5", "2027-09-30", "Where", "right nasolabial fold", "Papule", "7"]);
        assert!(text.contains("page 1 of 1"), "{text}");
    }
    let output = folder.path().join("card.png");
    let ran = mesomap(arguments(&["export", "--card", "--dpi", "60", "-o"], &[&output, &place]));
    assert_eq!((ran.status, image::open(&output).unwrap().width()), (0, 496), "{}", ran.err);
    let ran = mesomap(arguments(&["export", "--card", "--view", "face-front", "-o"], &[&output, &place]));
    assert_eq!(ran.status, 2, "{}", ran.out);
}

#[test]
fn a_whole_course_is_one_document_that_lists_its_sessions_and_leaves_void_ones_out() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("course.pdf");
    let ran = mesomap(arguments(&["export", "-o"], &[&output, &sample()]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    if let Some(text) = words_of(&output) {
        in_order(
            &text,
            &["Facial rejuvenation", "Sample Patient", "Sessions", "Session 1", "Session 4", "Points and mL"],
        );
        let first = text.find("page 1 of").unwrap();
        assert!(["Session 1", "Session 2", "Session 3", "Session 4"].iter().all(|name| text[first..].contains(name)));
    }
    for wrong in [vec!["--view", "face-front"], vec!["--card"]] {
        let ran = mesomap(arguments(&[&["export"][..], &wrong, &["-o"]].concat(), &[&output, &sample()]));
        assert_eq!(ran.status, 2, "{wrong:?}: {}", ran.err);
    }
    let ran = mesomap(arguments(&["export", "-o"], &[&folder.path().join("course.png"), &sample()]));
    assert_eq!(ran.status, 2, "{}", ran.err);
    let ran = mesomap(arguments(&["export", "-o"], &[&output, &sample()]));
    assert!(ran.status == 3 && ran.err.contains("--force"), "{}", ran.err);
}

/// A copy of the sample in which somebody signed a session and changed it afterwards.
fn signed(root: &Path) -> (Place, OpenSession) {
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("charts"), root);
    let at: Moment = "2026-10-20T09:15:00+02:00".parse().unwrap();
    let note = Note::new(Reason::Save, at, "Dr Sample");
    let library = Library::open(root).unwrap();
    let signer = Signer::new("s".to_owned(), ["Dr Signing", "physician"], "blue hinge 42", [3; 72]).unwrap();
    library.add_signer(&signer, &note).unwrap();
    let record = root.join("sample-patient-not-a-real-person/facial-rejuvenation/2026-10-19-session-4.record");
    let place = place_at(&record).unwrap();
    let open = open_session(&place).unwrap();
    let state = open.state().unwrap().clone();
    drop(open);
    let key = signer.unlock("blue hinge 42").unwrap();
    sign_session(&state, (&signer, &key), "I gave this treatment", &note).unwrap();
    let open = open_to_amend(&place, "the lot was misread").unwrap();
    (place, open)
}

#[test]
fn a_document_says_who_signed_and_what_was_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let (place, mut open) = signed(&root);
    let output = folder.path().join("signed.pdf");
    report(&place.shown(), &output);
    let signature =
        ["Signatures", "Dr Signing", "physician", "I gave this treatment", "2026-10-20 09:15 +02:00", "holds"];
    if let Some(text) = words_of(&output) {
        in_order(&text, &signature);
        assert!(!text.contains("Not signed") && !text.contains("changed after"), "{text}");
    }
    let note = Note::new(Reason::Save, "2026-10-21T10:00:00+02:00".parse().unwrap(), "Dr Other");
    let session = open.session.clone();
    open.save(&session, &note).unwrap();
    let amended = folder.path().join("amended.pdf");
    report(&place.shown(), &amended);
    if let Some(text) = words_of(&amended) {
        in_order(&text, &["What is shown was changed after the last signature.", "Dr Signing"]);
        in_order(&text, &["Changes since it was signed", "2026-10-21 10:00", "Dr Other", "the lot was misread"]);
    }
}

#[test]
fn another_ending_is_refused_and_nothing_is_written() {
    let clinic = Clinic::new();
    for name in ["page.tiff", "page", "page.ron"] {
        let output = clinic.path(name);
        let ran = mesomap(arguments(&["export", "--view", "face-front", "-o"], &[&output, &clinic.second]));
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(".png, .jpg, .svg or .pdf"), "{}", ran.err);
        assert!(!output.exists());
    }
    let output = clinic.path("PAGE.PDF");
    let ran = mesomap(arguments(&["export", "--view", "face-front", "-o"], &[&output, &clinic.second]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(fs::read(output).unwrap().starts_with(b"%PDF-1.7"));
}
