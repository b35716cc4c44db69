//! A library in memory: whatever is asked of one in a folder is answered there too, by the same code above the door.

use std::sync::Arc;

use mesomap::chart::Patient;
use mesomap::store::depot::{Key, Memory};
use mesomap::store::{
    Access, Library, Lineage, OpenSession, Place, StoreError, check, load_session, open_session, record_of,
    unsaved_work,
};

use crate::store_support::{changed, cocktail, course, note, patient, session};

#[test]
fn a_library_in_memory_is_one() {
    let root = Place::new(Arc::new(Memory::default()), Key::ROOT);
    assert!(matches!(Library::at(root.clone()), Err(StoreError::NotFound { .. })));
    let mut library = Library::create_in(&root, "Clinic", &note()).unwrap();
    assert!(matches!(Library::create_in(&root, "Again", &note()), Err(StoreError::AlreadyExists { .. })));
    let known = patient("Anna");
    let anna = library.create_patient(&known, &note()).unwrap();
    let face = library.create_course(&anna, &course(), &note()).unwrap();
    let mut open = library.create_session(&face, &session(), &note()).unwrap();
    assert_eq!(open.access(), Access::Editable);
    open.autosave(&changed(&session()), &note()).unwrap();
    let record = open.place().clone();
    assert_eq!(unsaved_work(&root).len(), 1);
    let again = open_session(&record).unwrap();
    assert_eq!(again.recovery.unwrap().session, changed(&session()));
    assert_eq!(open.save(&changed(&session()), &note()).unwrap().number, 2);
    assert!(unsaved_work(&root).is_empty());
    assert_eq!(load_session(&record).unwrap(), changed(&session()));
    let changed = Patient { notes: "x".to_owned(), ..known.clone() };
    library.save_patient(&anna, [&known, &changed], &note()).unwrap();
    let refused = library.save_patient(&anna, [&known, &known], &note());
    assert!(matches!(refused, Err(StoreError::Superseded { .. })));
    library.rename("Other", &note()).unwrap();
    library.learn(&cocktail(), &note()).unwrap();
    assert_eq!(record_of(&record).unwrap().0, changed);
    assert_eq!((library.patients().unwrap().len(), library.sessions(&face).unwrap().len()), (1, 1));
    let (mut one, mut two) = (open_session(&record).unwrap(), open_session(&record).unwrap());
    one.save(&session(), &note()).unwrap();
    assert!(two.save(&changed_again(), &note()).unwrap().is_fork);
    assert_eq!(check(&root).len(), 1);
    OpenSession::merge(&record, &session(), &note()).unwrap();
    assert_eq!(Lineage::of(&record).unwrap().states().len(), 5);
    assert!(check(&root).is_empty(), "{:?}", check(&root));
    assert_eq!(Library::at(root).unwrap().name(), "Other");
}

fn changed_again() -> mesomap::chart::Session {
    let mut session = session();
    session.marks.truncate(1);
    session
}
