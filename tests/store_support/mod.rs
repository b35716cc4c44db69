//! What the tests of the store share: small sessions, and folders that vanish.

#![allow(dead_code, clippy::unwrap_used, reason = "test programs use a part of this each, and may panic")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Allergies, Cocktail, Component, Concentration, ConcentrationUnit, Course, Deposit, Depth, Details, Letter, Mark,
    Patient, PatientSize, Session, Sex, Site, TechniqueId, Volume,
};
use mesomap::store::{Library, Note, Place, Reason};

/// A mark of the female body.
pub(crate) fn mark(id: u32, hundredths: [i32; 3]) -> Mark {
    deposit().mark_at(Site::recorded(Body::get(BodyKind::AdultFemale), hundredths)).numbered(id)
}

pub(crate) fn deposit() -> Deposit {
    Deposit {
        technique: TechniqueId::new("endoepidermal"),
        depth: Depth::from_mm(0.15).unwrap(),
        cocktail: Some(Letter::A),
        volume: Some(Volume::from_ml(0.01).unwrap()),
    }
}

pub(crate) fn cocktail() -> Cocktail {
    let hyaluronic = Component {
        substance: "Hyaluronic acid, \"non-crosslinked\"".to_owned(),
        concentration: None,
        volume: Volume::from_ml(2.0).unwrap(),
        manufacturer: "Sample maker".to_owned(),
        lot: "SAMPLE-LOT-1".to_owned(),
        expiry: Some("2027-06-30".parse().unwrap()),
    };
    let lidocaine = Component {
        substance: "Lidocaine".to_owned(),
        concentration: Some(Concentration::new(1.0, ConcentrationUnit::Percent).unwrap()),
        volume: Volume::from_ml(0.5).unwrap(),
        ..Component::default()
    };
    Cocktail {
        letter: Letter::A,
        name: "Glow".to_owned(),
        components: vec![hyaluronic, lidocaine],
        prepared: Volume::from_ml(2.5).unwrap(),
        discarded: None,
    }
}

pub(crate) fn details() -> Details {
    Details {
        title: "Session 1".to_owned(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        clinician: "Dr Sample".to_owned(),
        notes: "first line\nsecond line".to_owned(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    }
}

/// Three marks (one without cocktail and volume), one cocktail.
pub(crate) fn session() -> Session {
    let mut session = Session::new("session-1".to_owned(), details(), BodyKind::AdultFemale);
    session.cocktails = vec![Arc::new(cocktail())];
    let mut bare = mark(5, [-100, 0, 156_000]);
    (bare.deposit.cocktail, bare.deposit.volume) = (None, None);
    let marks = [mark(1, [1234, -8012, 156_000]), mark(2, [0, -8000, 150_010]), bare];
    session.marks = marks.map(Arc::new).to_vec();
    session
}

pub(crate) fn course() -> Course {
    Course {
        id: "course-1".to_owned(),
        title: "Facial rejuvenation".to_owned(),
        indication: "Fine lines".to_owned(),
        body: BodyKind::AdultFemale,
        planned_days: vec![0, 14, 28, 42],
        notes: String::new(),
        voided: None,
    }
}

pub(crate) fn patient(name: &str) -> Patient {
    Patient {
        id: format!("patient {name}"),
        name: name.to_owned(),
        reference: "SAMPLE-001".to_owned(),
        born: Some("1979-03-14".parse().unwrap()),
        sex: Sex::Female,
        allergies: Allergies::NoneKnown,
        notes: String::new(),
        voided: None,
    }
}

/// A save by the clinician.
pub(crate) fn note() -> Note {
    Note::new(Reason::Save, details().started, "Dr Sample")
}

/// A library with one patient and one course; also the course's folder.
pub(crate) fn library(root: &Path) -> (Library, Place) {
    let library = Library::create(root, "Clinic", &note()).unwrap();
    let patient = library.create_patient(&patient("Anna Sample"), &note()).unwrap();
    let course = library.create_course(&patient, &course(), &note()).unwrap().it;
    (library, course)
}

/// `session` with its first mark's depth changed.
pub(crate) fn changed(session: &Session) -> Session {
    let mut next = session.clone();
    Arc::make_mut(&mut next.marks[0]).deposit.depth = Depth::from_mm(0.2).unwrap();
    next
}

/// The names in a folder, hidden ones too, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A folder as the program spells it: absolute, links followed, and as people write it.
pub(crate) fn spelled_plainly(folder: &Path) -> PathBuf {
    let spelled = folder.canonicalize().unwrap();
    let plain = spelled.to_str().and_then(|spelled| spelled.strip_prefix(r"\\?\")).map(PathBuf::from);
    plain.unwrap_or(spelled)
}

/// Copies a folder and all that it holds but the locks of windows, which some systems let nobody read.
pub(crate) fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    let entries = std::fs::read_dir(from).unwrap().map(Result::unwrap);
    for entry in entries.filter(|entry| entry.file_name() != ".lock") {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
