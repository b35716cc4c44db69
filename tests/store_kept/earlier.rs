//! Libraries of the layout before states were kept: read where they stand, and never written again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mesomap::chart::{Allergies, Patient, Session};
use mesomap::store::{
    Access, Checksum, Defect, Library, Lineage, Place, StoreError, Why, check, load_session, open_session, place_at,
    session_text, unsaved_work,
};

use crate::store_support::{changed, names, note, session, spelled_plainly};

const SESSION: &str = "anna/face/2026-09-07-session-1.ron";

/// A library as the program wrote it then, with work that was never saved where `work` says so.
fn earlier(root: &Path, work: Option<&Session>) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = vec![
        ("library.ron", "(\n    schema: \"mesomap/library/1\",\n    name: \"Clinic\",\n)\n".to_owned()),
        (
            "anna/patient.ron",
            "(\n    schema: \"mesomap/patient/2\",\n    id: \"p\",\n    name: \"Anna\",\n    allergies: NoneKnown,\n)\n".to_owned(),
        ),
        (
            "anna/face/course.ron",
            "(\n    schema: \"mesomap/course/1\",\n    id: \"c\",\n    title: \"Face\",\n    body: \"adult-female\",\n)\n".to_owned(),
        ),
        (SESSION, session_text(&session()).unwrap()),
        (
            "clinic/formulary.ron",
            "(\n    schema: \"mesomap/formulary/1\",\n)\n".to_owned(),
        ),
    ];
    files.extend(work.map(|work| ("anna/face/.2026-09-07-session-1.ron.recovery", session_text(work).unwrap())));
    std::fs::create_dir_all(root.join("anna/face")).unwrap();
    std::fs::create_dir_all(root.join("clinic")).unwrap();
    let write = |(name, text): (&str, String)| {
        std::fs::write(root.join(name), &text).unwrap();
        (root.join(name), text.into_bytes())
    };
    files.into_iter().map(write).collect()
}

fn assert_unchanged(files: &BTreeMap<PathBuf, Vec<u8>>) {
    for (file, bytes) in files {
        assert_eq!(&std::fs::read(file).unwrap(), bytes, "{}", file.display());
    }
}

/// Asserts that a record's first state names the file of before, by what it holds.
fn assert_grown(record: &Place, file: &Path) {
    let text = std::fs::read_to_string(record.child("1.ron").shown()).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let sum = Checksum::of(&std::fs::read(file).unwrap());
    assert!(text.contains(&format!("parents: [(\"../{name}\", \"{}\")]", sum.as_str())), "{text}");
}

#[test]
fn it_is_read_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let files = earlier(folder.path(), None);
    let library = Library::open(&folder.path().join("anna")).unwrap();
    assert_eq!((library.name(), library.root().shown()), ("Clinic", spelled_plainly(folder.path())));
    let patients = library.patients().unwrap();
    assert_eq!(patients[0].patient.as_ref().unwrap().name, "Anna");
    let courses = library.courses(&patients[0].folder).unwrap();
    assert_eq!(courses[0].course.as_ref().unwrap().title, "Face");
    let sessions = library.sessions(&courses[0].folder).unwrap();
    let summary = sessions[0].summary.as_ref().unwrap();
    assert_eq!((summary.saved.clone(), summary.altered, sessions.len()), (None, false, 1));
    assert_eq!(library.formulary().unwrap(), mesomap::chart::Formulary::default());
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    assert_unchanged(&files);
    assert_eq!(names(&folder.path().join("anna/face")).len(), 2, "looking writes nothing");
}

#[test]
fn the_first_save_of_each_record_grows_from_its_file_which_stays() {
    let folder = tempfile::tempdir().unwrap();
    let files = earlier(folder.path(), None);
    let mut library = Library::open(folder.path()).unwrap();
    let anna = library.root().child("anna");
    let (patient, course) = mesomap::store::record_of(&place_at(&folder.path().join(SESSION)).unwrap()).unwrap();
    let allergic = Patient { allergies: Allergies::Listed("latex".to_owned()), ..patient.clone() };
    library.save_patient(&anna, [&patient, &allergic], &note()).unwrap();
    let face = anna.child("face");
    library.save_course(&face, [&course, &course], &note()).unwrap();
    library.rename("Other", &note()).unwrap();
    library.learn(&crate::store_support::cocktail(), &note()).unwrap();
    let mut open = open_session(&place_at(&folder.path().join(SESSION)).unwrap()).unwrap();
    assert_eq!((open.access(), open.number()), (Access::Editable, 0));
    assert_eq!(open.save(&changed(&session()), &note()).unwrap().number, 1);
    let record = open.place().clone();
    drop(open);
    assert_unchanged(&files);
    for file in files.keys() {
        let place = place_at(file).unwrap();
        assert_grown(
            &place.parent().unwrap().child(&format!("{}.record", place.name().trim_end_matches(".ron"))),
            file,
        );
    }
    assert_eq!(load_session(&record).unwrap(), changed(&session()));
    let of_file = place_at(&folder.path().join(SESSION)).unwrap();
    assert_eq!(load_session(&of_file).unwrap(), changed(&session()), "its old name is the record's");
    assert_eq!(library.patients().unwrap()[0].patient.as_ref().unwrap(), &allergic);
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    let lineage = Lineage::of(&record).unwrap();
    let listed: Vec<_> = lineage.states().iter().map(|state| (state.name.as_str(), state.is_head)).collect();
    assert_eq!(listed, [("../2026-09-07-session-1.ron", false), ("1.ron", true)]);
}

#[test]
fn its_unsaved_work_is_offered_and_goes_with_a_save() {
    let folder = tempfile::tempdir().unwrap();
    let work = changed(&session());
    let files = earlier(folder.path(), Some(&work));
    let library = Library::open(folder.path()).unwrap();
    let found = unsaved_work(library.root());
    assert_eq!(found.len(), 1);
    let mut open = open_session(&found[0].session).unwrap();
    let recovery = open.recovery.clone().unwrap();
    assert_eq!((&recovery.session, recovery.is_newest, &recovery.note), (&work, true, &None));
    assert_unchanged(&files);
    open.save(&work, &note()).unwrap();
    drop(open);
    assert_eq!(unsaved_work(library.root()), []);
    // As a power cut can bring it back: it is older than what was saved.
    let old_work = folder.path().join("anna/face/.2026-09-07-session-1.ron.recovery");
    let mut older = work;
    older.marks.truncate(1);
    std::fs::write(&old_work, session_text(&older).unwrap()).unwrap();
    let again = open_session(&found[0].session).unwrap();
    assert_eq!(again.recovery.as_ref().map(|work| work.is_newest), Some(false));
}

/// A program of before, on another machine, saves the old file although a state grew from it.
#[test]
fn what_a_program_of_before_saves_later_is_a_fork() {
    let folder = tempfile::tempdir().unwrap();
    earlier(folder.path(), None);
    let file = folder.path().join(SESSION);
    let mut open = open_session(&place_at(&file).unwrap()).unwrap();
    open.save(&changed(&session()), &note()).unwrap();
    let record = open.place().clone();
    drop(open);
    let theirs = session_text(&session()).unwrap().replace("Dr Sample", "Dr Other");
    std::fs::write(&file, &theirs).unwrap();
    assert!(matches!(load_session(&record), Err(StoreError::Forked { heads, .. }) if heads.len() == 2));
    assert_eq!(open_session(&record).unwrap().access(), Access::ReadOnly(Why::Forked));
    let told = check(&record);
    assert!(told.iter().any(|problem| matches!(problem.defect, Defect::ParentAltered { .. })), "{told:?}");
    mesomap::store::OpenSession::merge(&record, &session(), &note()).unwrap();
    assert_eq!(load_session(&record).unwrap(), session());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
}
