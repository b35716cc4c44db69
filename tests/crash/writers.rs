//! Four programs that write at once, with locks and where the system has none ("no locks available"): each works on the same
//! session, patient and formulary. Nothing that one of them was told to be saved is lost by another.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use mesomap::chart::Patient;
use mesomap::store::{
    Access, Defect, Library, Lineage, OpenSession, Place, Saved, StoreError, Why, check, load_session, open_session,
    sessions_below, unsaved_work,
};

use crate::child::{numbered, step};
use crate::script::{leftovers, tell};
use crate::store_support::{cocktail, library, note};
use crate::traced::is_there;

/// Where a writer works, and which of the four it is; without it the test `work` does nothing.
const ROOT: &str = "MESOMAP_WRITER_ROOT";
const WHO: &str = "MESOMAP_WRITER";

fn rounds() -> usize {
    if std::env::var_os("MESOMAP_CALLS").is_some() { 40 } else { 8 }
}

#[test]
fn work() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let who: usize = std::env::var(WHO).unwrap().parse().unwrap();
    let library = Library::open(Path::new(&root)).unwrap();
    let record = sessions_below(library.root()).remove(0);
    for round in 0..rounds() {
        let step = 1 + who * 10_000 + round;
        if let Some(saved) = save(&record, step) {
            tell(&format!("saved {} {step}", saved.number));
        }
        append_to_notes(&library, &format!("{step};"));
        library_learns(&library);
        let id = format!("{who}-{round}");
        let made = library.create_session(&record.parent().unwrap(), &numbered(&id, step), &note()).unwrap();
        tell(&format!("created {}", made.place().name()));
    }
}

/// Saves a state in the way that the record allows just now; `None` where another program was faster, which is told and not
/// silent.
fn save(record: &Place, step: usize) -> Option<Saved> {
    let tried = match open_session(record) {
        Ok(mut open) if open.access() == Access::Editable => {
            let next = numbered(&open.session.id, step);
            open.autosave(&next, &note()).unwrap();
            open.save(&next, &note())
        }
        Ok(open) => {
            let next = numbered(&open.session.id, step);
            assert!(
                matches!(open.access(), Access::ReadOnly(Why::LockedElsewhere | Why::Forked)),
                "{:?}",
                open.access()
            );
            OpenSession::merge(record, &next, &note())
        }
        // A fork can be looked at, whenever it came to be.
        Err(error) => panic!("blocked: {error}"),
    };
    match tried {
        Err(StoreError::Superseded { .. }) => None,
        saved => Some(saved.unwrap()),
    }
}

/// Adds to what others noted, and begins anew where they noted something meanwhile.
fn append_to_notes(library: &Library, added: &str) {
    loop {
        let entry = library.patients().unwrap().remove(0);
        let known = entry.patient.unwrap();
        let next = Patient { notes: format!("{}{added}", known.notes), ..known.clone() };
        match library.save_patient(&entry.folder, [&known, &next], &note()) {
            Err(StoreError::Superseded { .. }) => {}
            saved => {
                saved.unwrap();
                break;
            }
        }
    }
    tell(&format!("noted {added}"));
}

fn library_learns(library: &Library) {
    loop {
        match library.learn(&cocktail(), &note()) {
            Err(StoreError::Superseded { .. }) => {}
            learned => break drop(learned.unwrap()),
        }
    }
}

fn writer(root: &Path, who: usize, has_locks: bool) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = if has_locks { Command::new(&program) } else { Command::new("strace") };
    if !has_locks {
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"]);
        command.arg(program);
    }
    command.args(["--exact", "writers::work", "--nocapture", "--test-threads=1"]);
    command.env(ROOT, root).env(WHO, who.to_string()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn four_at_once(has_locks: bool) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("clinic");
    let (library, face) = library(&root);
    let record = library.create_session(&face, &numbered("first", 0), &note()).unwrap().place().clone();
    let writers: Vec<Child> = (0..4).map(|who| writer(&root, who, has_locks)).collect();
    let mut told = Vec::new();
    for writer in writers {
        let ended = writer.wait_with_output().unwrap();
        let text = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.success(), "{text}");
        told.extend(text.lines().map(str::to_owned));
    }
    let notes = library.patients().unwrap().remove(0).patient.unwrap().notes;
    let mut states = 0;
    for line in &told {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["saved", number, of] => {
                let state = load_session(&record.child(&format!("{number}.ron"))).unwrap();
                assert_eq!(state, numbered("first", of.parse().unwrap()), "lost: {line}");
                states += 1;
            }
            ["noted", added] => assert!(notes.contains(added), "lost: {line}"),
            ["created", name] => assert!(load_session(&face.child(name)).is_ok(), "lost: {line}"),
            _ => panic!("{line}"),
        }
    }
    assert!(states > 0);
    assert_is_in_order(&library, &record);
    assert_eq!(leftovers(&root), Vec::<std::path::PathBuf>::new(), "left behind");
    eprintln!("locks: {has_locks}, {states} states, {} lines", told.len());
}

/// Nothing but a fork of the session that all wrote, which a person can merge.
fn assert_is_in_order(library: &Library, record: &Place) {
    let is_fork = |defect: &Defect| matches!(defect, Defect::Unreadable(StoreError::Forked { .. }));
    let problems: Vec<_> = check(library.root()).into_iter().filter(|problem| !is_fork(&problem.defect)).collect();
    assert!(problems.is_empty(), "{problems:?}");
    unsaved_work(library.root());
    while Lineage::of(record).unwrap().heads().count() > 1 {
        OpenSession::merge(record, &numbered("first", 1_000_000), &note()).unwrap();
    }
    let mut open = open_session(record).unwrap();
    assert_eq!(open.access(), Access::Editable, "blocked");
    let stale = open.recovery.as_ref().is_some_and(|work| work.is_newest);
    assert!(!stale, "stale work is offered: {:?}", open.recovery.as_ref().map(|work| step(&work.session)));
    open.save(&numbered("first", 1_000_001), &note()).unwrap();
    assert!(check(library.root()).is_empty());
}

#[test]
fn four_writers_at_once_lose_nothing() {
    four_at_once(true);
}

#[test]
fn four_writers_at_once_lose_nothing_where_there_are_no_locks() {
    if is_there() {
        four_at_once(false);
    }
}
