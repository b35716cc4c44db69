//! A small library to run the program on, and the running of it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Cocktail, Component, Course, Deposit, Depth, Details, Edit, Letter, Patient, PatientSize, Session, Sex, Site,
    TechniqueId, Volume,
};
use mesomap::geom::Vec3;
use mesomap::store::{Library, Note, Reason, session_text};
use tempfile::TempDir;

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn mesomap<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    mesomap_in("en_GB.UTF-8", arguments)
}

/// As [`mesomap`], for a person whose system has this locale.
pub(crate) fn mesomap_in<S: AsRef<OsStr>>(locale: &str, arguments: impl IntoIterator<Item = S>) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mesomap"));
    let output =
        command.env("LANG", locale).env("LC_ALL", locale).env_remove("LANGUAGE").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    // A panic exits with 101, a signal without a status: both are worse than any status of ours.
    Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

pub(crate) fn ml(ml: f64) -> Volume {
    Volume::from_ml(ml).unwrap()
}

pub(crate) fn details(title: &str, started: &str) -> Details {
    Details {
        title: title.to_owned(),
        started: started.parse().unwrap(),
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    }
}

/// A row on the forehead, one mark each 6 mm, from `first` on.
pub(crate) fn session(title: &str, started: &str, first: i16) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let mut session = Session::new(title.to_lowercase().replace(' ', "-"), details(title, started), body.kind);
    let component = Component {
        substance: "Hyaluronic acid".to_owned(),
        volume: ml(3.0),
        lot: "L1".to_owned(),
        ..Component::default()
    };
    session.cocktails.push(Arc::new(Cocktail {
        letter: Letter::A,
        name: "NCTF 135".to_owned(),
        components: vec![component],
        prepared: ml(3.0),
        discarded: None,
    }));
    let top_mm = body.surface.positions_mm().iter().map(|position| position.z).fold(0.0, f32::max);
    let (middle, _) = body.surface.closest(Vec3::new(0.0, -130.0, top_mm - 60.0));
    let middle_mm = body.surface.position_mm(middle);
    for place in first..first + 8 {
        let left_mm = f32::from(place - 4) * 6.0;
        let (point, _) = body.surface.closest(middle_mm + Vec3::new(left_mm, 0.0, 0.0));
        let deposit = Deposit {
            technique: TechniqueId::new("nappage_superficial"),
            depth: Depth::from_mm(1.0).unwrap(),
            cocktail: Some(Letter::A),
            volume: Some(ml(0.02)),
        };
        session = Edit::Place(vec![deposit.mark_at(Site::on(body, point))]).apply(&session).unwrap();
    }
    session
}

/// A library of one patient, one course and two sessions; the second lies one place further left.
pub(crate) struct Clinic {
    folder: TempDir,
    pub(crate) first: PathBuf,
    pub(crate) second: PathBuf,
}

/// A save by nobody.
pub(crate) fn note() -> Note {
    Note::new(Reason::Save, "2026-09-07T10:30:00+02:00".parse().unwrap(), "")
}

impl Clinic {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let library = Library::create(&folder.path().join("charts"), "Test", &note()).unwrap();
        let patient =
            Patient { id: "p1".to_owned(), name: "Zenobia Quarles".to_owned(), sex: Sex::Female, ..Patient::default() };
        let patient = library.create_patient(&patient, &note()).unwrap();
        let course = Course {
            id: "c1".to_owned(),
            title: "Rejuvenation".to_owned(),
            indication: String::new(),
            body: BodyKind::AdultFemale,
            planned_days: vec![0, 14],
            notes: String::new(),
            voided: None,
        };
        let course = library.create_course(&patient, &course, &note()).unwrap();
        // As files of the layout before states were kept: they are read where they stand.
        let file = |name: &str, session: &Session| {
            let file = course.shown().join(name);
            fs::write(&file, session_text(session).unwrap()).unwrap();
            file
        };
        let first = file("s1.ron", &session("Session 1", "2026-09-07T10:30:00+02:00", 0));
        let second = file("s2.ron", &session("Session 2", "2026-09-21T10:30:00+02:00", 1));
        Self { folder, first, second }
    }

    pub(crate) fn charts(&self) -> PathBuf {
        self.folder.path().join("charts")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }
}

pub(crate) fn arguments<'a>(words: &[&'a str], paths: &[&'a Path]) -> Vec<&'a OsStr> {
    words.iter().map(|&word| OsStr::new(word)).chain(paths.iter().map(|path| path.as_os_str())).collect()
}

/// Copies a folder with all that is in it.
pub(crate) fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
