//! A disk that doesn't confirm: whatever is saved tells that it may not last. And one that never has a name free.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mesomap::chart::{Course, Patient, Technique, TechniqueEdit, TechniqueId};
use mesomap::store::depot::{Claim, Depot, Entry, Held, Key, Memory};
use mesomap::store::{
    Kept, Library, Place, Stamp, StoreError, known_products, shipped_protocols, techniques, write_copy_in,
};

use crate::store_support::{changed, cocktail, course, note, patient, session};

/// A place that takes everything and confirms nothing, once it is unsure.
#[derive(Debug, Default)]
struct Unsure {
    within: Memory,
    confirms_nothing: AtomicBool,
    /// Whether every name is said to be in use.
    is_taken: AtomicBool,
}

impl Depot for Unsure {
    passes_on!();

    fn create(&self, file: &Key, within: &Key, bytes: &[u8]) -> Result<Kept, StoreError> {
        if self.is_taken.load(Ordering::SeqCst) {
            return Err(StoreError::AlreadyExists { file: self.shown(file) });
        }
        let kept = self.within.create(file, within, bytes)?;
        Ok(if self.confirms_nothing.load(Ordering::SeqCst) { Kept::Unconfirmed } else { kept })
    }

    fn claim(&self, record: &Key) -> Claim {
        self.within.claim(record)
    }
}

/// Everything that a person saves, and how surely each is told to last.
fn a_day(root: &Place) -> Vec<(&'static str, Kept)> {
    let mut library = Library::create_in(root, "Clinic", &note()).unwrap();
    let made = library.kept();
    let (known, plan) = (patient("Anna"), course());
    let anna = library.create_patient(&known, &note()).unwrap();
    let face = library.create_course(&anna, &plan, &note()).unwrap();
    let mut open = library.create_session(&face, &session(), &note()).unwrap();
    let first = open.kept();
    let after = Patient { notes: "x".to_owned(), ..known.clone() };
    let planned = Course { notes: "x".to_owned(), ..plan.clone() };
    let papule = techniques().get(&TechniqueId::new("papule")).unwrap().clone();
    let own = TechniqueEdit::Put(Box::new(Technique { id: TechniqueId::new(""), ..papule }));
    let product = known_products().products[0].clone();
    let product = mesomap::chart::FormularyEdit::Hide(mesomap::chart::Entry::Product(product.id));
    library.rename("Other", &note()).unwrap();
    vec![
        ("a library", made),
        ("a patient", anna.kept),
        ("a course", face.kept),
        ("a session", first),
        ("a state of it", open.save(&changed(&session()), &note()).unwrap().kept),
        ("what was saved here", open.kept()),
        ("a copy", write_copy_in(&face, "copy", &session(), &note()).unwrap()),
        ("changes of a patient", library.save_patient(&anna, [&known, &after], &note()).unwrap()),
        ("changes of a course", library.save_course(&face, [&plan, &planned], &note()).unwrap()),
        ("a name", library.kept()),
        ("a recipe", library.learn(&cocktail(), &note()).unwrap().kept),
        ("a product", library.change_formulary(&product, &note()).unwrap().kept),
        ("a technique", library.change_techniques(&own, &note()).unwrap().kept),
        ("a protocol", library.add_protocol(&shipped_protocols()[0], "own", &note()).unwrap().kept),
        ("a protocol again", library.add_protocol(&shipped_protocols()[0], "own", &note()).unwrap().kept),
    ]
}

#[test]
fn whatever_is_saved_tells_how_surely_it_lasts() {
    for (confirms_nothing, kept) in [(false, Kept::Surely), (true, Kept::Unconfirmed)] {
        let depot = Arc::new(Unsure { confirms_nothing: AtomicBool::new(confirms_nothing), ..Unsure::default() });
        let told = a_day(&Place::new(depot, Key::ROOT));
        let otherwise: Vec<_> = told.iter().filter(|(_, told)| *told != kept).collect();
        assert!(otherwise.is_empty(), "{otherwise:?}");
    }
}

#[test]
fn a_library_that_is_opened_again_says_nothing_of_how_it_was_made() {
    let depot = Arc::new(Unsure { confirms_nothing: AtomicBool::new(true), ..Unsure::default() });
    let root = Place::new(depot, Key::ROOT);
    assert_eq!(Library::create_in(&root, "Clinic", &note()).unwrap().kept(), Kept::Unconfirmed);
    assert_eq!(Library::at(root).unwrap().kept(), Kept::Surely);
}

/// A change of the clinic's lists is tried again where somebody else saved meanwhile, but not for ever.
#[test]
fn where_no_name_is_ever_free_that_is_told_in_the_end() {
    let depot = Arc::new(Unsure::default());
    let root = Place::new(Arc::clone(&depot) as Arc<dyn Depot>, Key::ROOT);
    let library = Library::create_in(&root, "Clinic", &note()).unwrap();
    depot.is_taken.store(true, Ordering::SeqCst);
    let (done, waiting) = std::sync::mpsc::channel();
    let asked = library.clone();
    std::thread::spawn(move || {
        let recipe = asked.learn(&cocktail(), &note()).map(drop);
        let protocol = asked.add_protocol(&shipped_protocols()[0], "own", &note()).map(drop);
        drop(done.send([recipe, protocol]));
    });
    let told = waiting.recv_timeout(std::time::Duration::from_secs(20)).expect("it goes on for ever");
    for told in told {
        assert!(matches!(told, Err(StoreError::NeverFree { tries: 200, .. })), "{told:?}");
    }
    depot.is_taken.store(false, Ordering::SeqCst);
    library.learn(&cocktail(), &note()).unwrap();
}
