//! A day's work that is the same in every run, and what must hold of what it told before something stopped it.
//!
//! Each step tells `begin` before it asks the store, and `done` once the store has answered. So what is on the disk must be
//! all that is done, and may be what is begun. A step that is refused is tried once more; then the day ends.

use std::collections::BTreeMap;
use std::io::{IoSlice, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mesomap::chart::{Course, Details, Patient, Session, Technique, TechniqueEdit, TechniqueId};
use mesomap::store::{
    Access, Defect, Holds, Library, Lineage, OpenSession, Place, Reason, StoreError, Why, check, load_session,
    open_session, save_upon, sessions_below, shipped_protocols, techniques, unsaved_work,
};

use crate::child::{numbered, step};
use crate::store_support::{cocktail, course, note, patient};

/// Where the script works; without it the test `work` does nothing.
pub(crate) const ROOT: &str = "MESOMAP_SCRIPT_ROOT";

/// Tells a line. Not by `write`, so that a disk on which nothing can be written any more keeps nobody from telling.
pub(crate) fn tell(line: &str) {
    let line = format!("{line}\n");
    let _ = std::io::stderr().write_vectored(&[IoSlice::new(line.as_bytes())]);
}

/// Asks for one thing, once more where it fails; ends the day where that fails too.
fn again<T>(what: &str, mut work: impl FnMut() -> Result<T, StoreError>) -> T {
    tell(&format!("begin {what}"));
    match work() {
        Ok(done) => done,
        Err(refused) => {
            tell(&format!("refused {what}: {refused}"));
            work().unwrap_or_else(|refused| {
                tell(&format!("given up {what}: {refused}"));
                std::process::exit(0)
            })
        }
    }
}

fn asked<T>(what: &str, work: impl FnMut() -> Result<T, StoreError>) -> T {
    let done = again(what, work);
    tell(&format!("done {what}"));
    done
}

/// What a save came to is told with its number, and how surely it is kept.
fn save(open: &mut OpenSession, next: &Session) {
    let what = format!("save {}", step(next));
    let saved = again(&what, || open.save(next, &note()));
    tell(&format!("done {what} {} {:?}", saved.number, saved.kept));
}

fn library_at(root: &Path) -> Library {
    asked("library", || match Library::open(root) {
        Err(StoreError::NotALibrary { .. }) => match Library::create(root, "Clinic", &note()) {
            // It was made, only the answer was lost.
            Err(StoreError::AlreadyExists { .. } | StoreError::Superseded { .. }) => Library::open(root),
            made => made,
        },
        opened => opened,
    })
}

/// A session that may be written; else the reason, so that it is asked for again.
fn editable(record: &Place) -> Result<OpenSession, StoreError> {
    let open = open_session(record)?;
    match open.access() {
        Access::ReadOnly(why @ Why::FolderNotWritable) => Err(StoreError::ReadOnly { file: record.shown(), why }),
        _ => Ok(open),
    }
}

fn opened(library: &Library) -> (Place, OpenSession) {
    let anna = asked("patient", || match library.patients()?.into_iter().next() {
        Some(anna) => Ok(anna.folder),
        None => library.create_patient(&patient("Anna"), &note()).map(|stored| stored.it),
    });
    let face = asked("course", || match library.courses(&anna)?.into_iter().next() {
        Some(face) => Ok(face.folder),
        None => library.create_course(&anna, &course(), &note()).map(|stored| stored.it),
    });
    let open = asked("session", || match library.sessions(&face)?.into_iter().next() {
        Some(session) => editable(&session.place),
        None => library.create_session(&face, &numbered("first", 0), &note()),
    });
    (face, open)
}

#[test]
fn work() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    // What is read once and takes long is read before it counts.
    let text = mesomap::store::session_text(&numbered("x", 0)).unwrap();
    mesomap::store::parse_session(Path::new("it"), text.as_bytes()).unwrap();
    get_ahead();
    tell("ready");
    let mut library = library_at(Path::new(&root));
    let (face, open) = opened(&library);
    let id = open.session.id.clone();
    let found = open.recovery.as_ref().map_or(0, |work| step(&work.session));
    let from = found.max(step(&open.session));
    let record = chart(open, |nth| numbered(&id, from + nth));
    part_and_merge(&record, |nth| numbered(&id, from + nth));
    keep_the_books(&mut library, &face, from);
    drop(asked("end", || editable(&record)));
    // What the test's own frame would still write is none of the trial.
    std::process::exit(0);
}

/// Asks some calls so often that this thread alone is ever at the counts that follow: `strace` counts each thread's own.
fn get_ahead() {
    for _call in 0..200 {
        let _ = std::fs::File::options().write(true).open("/dev/null").map(|mut null| null.write_all(b"."));
    }
}

/// Saves, autosaves, drops work and takes it up again.
fn chart(mut open: OpenSession, nth: impl Fn(usize) -> Session) -> Place {
    let record = open.place().clone();
    let autosave = |open: &mut OpenSession, next: usize| {
        let next = nth(next);
        asked(&format!("autosave {}", step(&next)), || open.autosave(&next, &note()));
    };
    autosave(&mut open, 2);
    save(&mut open, &nth(3));
    autosave(&mut open, 4);
    autosave(&mut open, 5);
    drop(open);
    let mut open = asked("open", || editable(&record));
    let work = open.recovery.clone().map(|work| work.session);
    save(&mut open, &work.unwrap_or_else(|| nth(5)));
    autosave(&mut open, 6);
    asked("discard", || open.discard_recovery());
    autosave(&mut open, 7);
    save(&mut open, &nth(8));
    record
}

/// Somebody restores an older state meanwhile; both stay, and are merged.
fn part_and_merge(record: &Place, nth: impl Fn(usize) -> Session) {
    let mut open = asked("open", || editable(record));
    let what = format!("restore {}", step(&nth(3)));
    let holds = Holds::Session(Arc::new(nth(3)));
    let restored = || save_upon(&Lineage::of(record)?.ends()?, &holds, &note().because(Reason::Restore));
    let saved = again(&what, restored);
    tell(&format!("done {what} {} {:?}", saved.number, saved.kept));
    tell("begin fork");
    save(&mut open, &nth(9));
    drop(open);
    let what = format!("merge {}", step(&nth(10)));
    let saved = again(&what, || match OpenSession::merge(record, &nth(10), &note()) {
        Err(StoreError::Superseded { .. }) => OpenSession::merge(record, &nth(10), &note()),
        merged => merged,
    });
    tell(&format!("done {what} {} {:?}", saved.number, saved.kept));
}

/// Everything that isn't a session.
fn keep_the_books(library: &mut Library, face: &Place, from: usize) {
    let anna = face.parent().unwrap();
    let named = from.to_string();
    let known = asked("look", || library.patients()?.remove(0).patient);
    let next = Patient { notes: named.clone(), ..known.clone() };
    asked(&format!("notes {named}"), || match library.save_patient(&anna, [&known, &next], &note()) {
        Err(StoreError::Superseded { .. }) => library.patients()?.remove(0).patient.map(|now| assert_eq!(now, next)),
        saved => saved.map(drop),
    });
    let known: Course = asked("look", || library.courses(&anna)?.remove(0).course);
    let next = Course { notes: named.clone(), ..known.clone() };
    asked(&format!("plan {named}"), || match library.save_course(face, [&known, &next], &note()) {
        Err(StoreError::Superseded { .. }) => library.courses(&anna)?.remove(0).course.map(|now| assert_eq!(now, next)),
        saved => saved.map(drop),
    });
    let root = library.root().clone();
    asked(&format!("rename {named}"), || match library.rename(&named, &note()) {
        Err(StoreError::Superseded { .. }) => {
            *library = Library::at(root.clone())?;
            library.rename(&named, &note())
        }
        renamed => renamed,
    });
    asked("learn", || library.learn(&cocktail(), &note()));
    let papule = techniques().get(&TechniqueId::new("papule")).unwrap().clone();
    let own = Technique { id: TechniqueId::new(""), ..papule };
    asked("technique", || library.change_techniques(&TechniqueEdit::Put(Box::new(own.clone())), &note()));
    asked("protocol", || library.add_protocol(&shipped_protocols()[0], "own", &note()));
    let details = Details { title: "0".to_owned(), ..Details::clone(&numbered("other", 0).details) };
    let other = Session { details: Arc::new(details), ..numbered(&format!("other-{named}"), 0) };
    asked("other", || library.create_session(face, &other, &note()));
}

/// What was told, as far as it says what must be there.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What is done, by its kind: how often.
    done: BTreeMap<String, usize>,
    /// The values of `notes`, `plan` and `rename` that may stand there: the last one done and what was begun since.
    values: BTreeMap<String, Vec<String>>,
    /// Numbers of states and the step that each holds.
    pub(crate) states: Vec<(u32, usize)>,
    /// Steps that may be offered as the newest work.
    may_be_offered: Vec<usize>,
    /// Whether work must be offered.
    is_offered: bool,
    /// Whether the record may be a fork.
    is_fork: bool,
    pub(crate) refused: usize,
    pub(crate) given_up: usize,
}

impl Told {
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut told = Self::default();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["begin", kind, ref rest @ ..] => told.begun(kind, rest),
                ["done", kind, ref rest @ ..] => told.done(kind, rest),
                ["refused", ..] => told.refused += 1,
                ["given", ..] => told.given_up += 1,
                _ => assert!(["ready", ""].contains(&line), "{line}"),
            }
        }
        told
    }

    fn begun(&mut self, kind: &str, rest: &[&str]) {
        match kind {
            "autosave" => self.may_be_offered.push(rest[0].parse().unwrap()),
            // It may be done, and so the work gone.
            "save" | "discard" | "restore" | "merge" => self.is_offered = false,
            "fork" => self.is_fork = true,
            "notes" | "plan" | "rename" => {
                self.values.entry(kind.to_owned()).or_default().push(rest[0].to_owned());
            }
            _ => {}
        }
    }

    fn done(&mut self, kind: &str, rest: &[&str]) {
        *self.done.entry(kind.to_owned()).or_default() += 1;
        match kind {
            "autosave" => {
                self.may_be_offered = vec![rest[0].parse().unwrap()];
                self.is_offered = true;
            }
            "save" | "discard" | "restore" | "merge" => {
                self.may_be_offered.clear();
                self.is_fork &= kind != "merge";
                // What the system didn't confirm may be gone after a power cut.
                if let [step, number, "Surely"] = rest {
                    self.states.push((number.parse().unwrap(), step.parse().unwrap()));
                }
            }
            "notes" | "plan" | "rename" => {
                self.values.insert(kind.to_owned(), vec![rest[0].to_owned()]);
            }
            _ => {}
        }
    }

    fn is_done(&self, kind: &str) -> bool {
        self.done.contains_key(kind)
    }

    /// Whether a value may be the one that stands there; before any is done it may be another one.
    fn allows(&self, kind: &str, value: &str) -> bool {
        !self.is_done(kind) || self.values[kind].iter().any(|it| it == value)
    }
}

/// The files that a save which never finished leaves, and locks.
pub(crate) fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_left = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(".part-") || name == ".lock"
    };
    inside.flat_map(|path| if path.is_dir() { leftovers(&path) } else { vec![path] }).filter(is_left).collect()
}

/// The record that the script charts in.
fn charted(library: &Library) -> Option<Place> {
    sessions_below(library.root()).into_iter().find(|record| record.name() == "2026-09-07-session-1.record")
}

/// Looks through what was left, as the next opening does, and goes on working there.
pub(crate) fn assert_holds(root: &Path, told: &Told) {
    let library = match Library::open(root) {
        Ok(library) => library,
        Err(error) => return assert!(!told.is_done("library"), "lost: the library: {error}"),
    };
    assert!(told.allows("rename", library.name()), "lost: the name {}", library.name());
    let is_allowed = |defect: &Defect| told.is_fork && matches!(defect, Defect::Unreadable(StoreError::Forked { .. }));
    let problems: Vec<_> = check(library.root()).into_iter().filter(|it| !is_allowed(&it.defect)).collect();
    assert!(problems.is_empty(), "torn: {problems:?}");
    assert_books_hold(&library, told);
    let found = unsaved_work(library.root());
    match charted(&library) {
        None => assert!(!told.is_done("session"), "lost: the session"),
        Some(record) => assert_session_holds(&record, told, found.iter().any(|work| work.session == record)),
    }
    for record in sessions_below(library.root()) {
        assert_eq!(open_session(&record).unwrap().access(), Access::Editable, "blocked");
    }
    assert_eq!(leftovers(root), Vec::<PathBuf>::new(), "left behind");
}

fn assert_books_hold(library: &Library, told: &Told) {
    let mut patients = library.patients().unwrap();
    assert!(patients.iter().all(|entry| entry.patient.is_ok()), "torn");
    if patients.is_empty() {
        return assert!(!told.is_done("patient"), "lost: the patient");
    }
    let anna = patients.remove(0);
    assert!(told.allows("notes", &anna.patient.unwrap().notes), "lost: notes of the patient");
    let mut courses = library.courses(&anna.folder).unwrap();
    if courses.is_empty() {
        return assert!(!told.is_done("course"), "lost: the course");
    }
    assert!(told.allows("plan", &courses.remove(0).course.unwrap().notes), "lost: notes of the course");
    let formulary = library.formulary().unwrap();
    assert!(
        !told.is_done("learn") || !formulary.recipes.is_empty() || !formulary.products.is_empty(),
        "lost: products"
    );
    let listed = library.techniques();
    assert!(listed.fault.is_none(), "torn: {:?}", listed.fault);
    let is_own = |technique: &Technique| technique.id.as_str().starts_with("clinic-");
    assert!(!told.is_done("technique") || listed.techniques.iter().any(is_own), "lost: a technique");
    let protocols = library.protocols().unwrap();
    assert!(protocols.iter().all(|entry| entry.protocol.is_ok()), "torn");
    assert!(protocols.len() >= told.done.get("protocol").copied().unwrap_or(0).min(1), "lost: a protocol");
    let sessions = sessions_below(library.root());
    assert!(!told.is_done("other") || sessions.len() > 1, "lost: a session");
}

/// Whether every state that was told to be kept is there, whole.
pub(crate) fn assert_states_hold(record: &Place, told: &Told) {
    for &(number, step) in &told.states {
        let state = load_session(&record.child(&format!("{number}.ron")));
        let state = state.unwrap_or_else(|error| panic!("lost: state {number} of step {step}: {error}"));
        assert_eq!(state, numbered(&state.id, step), "torn: state {number}");
    }
}

fn assert_session_holds(record: &Place, told: &Told, is_listed: bool) {
    assert_states_hold(record, told);
    let mut open = open_session(record).unwrap();
    assert!(open.broken_recovery.is_none(), "torn: {:?}", open.broken_recovery);
    let next = numbered(&open.session.id, 1_000_000);
    if open.access() == Access::ReadOnly(Why::Forked) {
        assert!(told.is_fork, "a fork that nobody made");
        drop(open);
        OpenSession::merge(record, &next, &note()).unwrap();
        return;
    }
    assert_eq!(open.access(), Access::Editable, "blocked");
    match &open.recovery {
        None => assert!(!told.is_offered, "lost: the work {:?}", told.may_be_offered),
        Some(work) => {
            assert!(is_listed, "the work is listed");
            assert_eq!(work.session, numbered(&work.session.id, step(&work.session)), "torn");
            let is_known = told.may_be_offered.contains(&step(&work.session));
            assert!(is_known || !work.is_newest, "stale work is offered: {}", step(&work.session));
            assert!(work.is_newest || !told.is_offered, "work is offered as older than it is");
        }
    }
    assert!(!open.save(&next, &note()).unwrap().is_fork, "a fork that nobody made");
    assert!(open.session == next && load_session(record).unwrap() == next, "blocked");
}
