//! Kills at random instants, and what is found after each.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mesomap::store::{Access, Library, check, load_session, open_session, place_at, unsaved_work};

use crate::child::{ROOT, earlier, numbered, session, step};
use crate::store_support::note;

/// How many kills one library sees.
const KILLS_OF_ONE: usize = 10;

/// Numbers that look random and are the same in every run (Knuth's constants of MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn asked(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Starts the child, kills it after a while, and returns the whole lines that it told.
fn killed(root: &Path, after: Duration) -> Vec<String> {
    let program = std::env::current_exe().unwrap();
    let mut child = Command::new(program)
        .args(["--exact", "child::work", "--nocapture"])
        .env(ROOT, root)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut errors = BufReader::new(child.stderr.take().unwrap());
    let mut ready = String::new();
    errors.read_line(&mut ready).unwrap();
    assert_eq!(ready, "ready\n");
    std::thread::sleep(after);
    let is_alive = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    let mut told = String::new();
    errors.read_to_string(&mut told).unwrap();
    assert!(is_alive, "it was to work until killed: {told}");
    told.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[derive(Debug, Default)]
struct Counts {
    kills: usize,
    before_anything: usize,
    told: usize,
    parts: usize,
    work: usize,
    older_work: usize,
}

fn assert_told_is_there(root: &Path, told: &[String]) {
    for line in told {
        let (what, rest) = line.split_once(' ').unwrap();
        match what {
            "saved" => {
                let (number, title) = rest.split_once(' ').unwrap();
                let state = session(root).unwrap().child(&format!("{number}.ron"));
                assert_eq!(load_session(&state).unwrap().details.title, title, "lost: {line}");
            }
            "created" => {
                let record = session(root).unwrap().parent().unwrap().child(rest);
                assert!(load_session(&record).is_ok(), "lost: {line}");
            }
            "noted" => {
                let library = Library::open(root).unwrap();
                let mut patients = library.patients().unwrap().into_iter().filter_map(|entry| entry.patient.ok());
                let anna = patients.find(|patient| patient.name == "Anna").unwrap();
                let noted: usize = anna.notes.parse().unwrap();
                assert!(noted >= rest.parse().unwrap(), "lost: {line}");
            }
            "patient" => {
                let library = Library::open(root).unwrap();
                assert!(
                    library.patients().unwrap().iter().any(|it| it.folder.name() == rest && it.patient.is_ok()),
                    "lost: {line}"
                );
            }
            other => panic!("{other}"),
        }
    }
}

/// Looks through what was left, as the next opening does, and goes on working there.
fn look_through(root: &Path, random: &mut Random, counts: &mut Counts) {
    let is_part = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".part-"));
    counts.parts += files(root).iter().filter(|path| is_part(path)).count();
    let Ok(library) = Library::open(root) else {
        counts.before_anything += 1;
        return;
    };
    // Nothing torn, no fork, no record in which nothing was saved.
    let problems = check(library.root());
    assert!(problems.is_empty(), "{problems:?}");
    assert!(library.patients().unwrap().iter().all(|entry| entry.patient.is_ok()));
    let found = unsaved_work(library.root());
    for record in mesomap::store::sessions_below(library.root()) {
        let mut open = open_session(&record).unwrap();
        assert_eq!(open.access(), Access::Editable, "blocked");
        assert!(open.broken_recovery.is_none(), "torn: {:?}", open.broken_recovery);
        assert!(open.recovery.is_none() || found.iter().any(|work| work.session == record), "the work is listed");
        if let Some(work) = open.recovery.clone() {
            counts.work += 1;
            let is_later = step(&work.session) > step(&open.session);
            counts.older_work += usize::from(!is_later);
            assert_eq!(work.is_newest, is_later, "stale work is told to be");
            match random.below(3) {
                0 => drop(open.save(&work.session, &note()).unwrap()),
                1 => open.discard_recovery().unwrap(),
                _ => {}
            }
        } else if random.below(4) == 0 {
            let next = step(&open.session) + 1;
            open.save(&numbered(&open.session.id.clone(), next), &note()).unwrap();
        }
    }
    let left: Vec<_> = files(root).into_iter().filter(|path| is_part(path) || path.ends_with(".lock")).collect();
    assert_eq!(left, Vec::<PathBuf>::new(), "left behind");
}

#[test]
fn kills_lose_nothing_tear_nothing_and_leave_nothing() {
    let (kills, seed) = (asked("MESOMAP_KILLS", 60), asked("MESOMAP_SEED", 7));
    let mut random = Random(seed);
    let mut counts = Counts::default();
    let mut libraries = 0;
    while (counts.kills as u64) < kills {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("clinic");
        if libraries % 2 == 1 {
            earlier(&root);
        }
        let mut told = Vec::new();
        for _kill in 0..KILLS_OF_ONE {
            // Half of them while it creates or migrates.
            let end = if random.below(2) == 0 { 10_000 } else { 100_000 };
            let now = killed(&root, Duration::from_micros(random.below(end)));
            counts.kills += 1;
            counts.told += now.len();
            assert_told_is_there(&root, &now);
            look_through(&root, &mut random, &mut counts);
            told.extend(now);
        }
        // Nothing that was told earlier went meanwhile.
        assert_told_is_there(&root, &told);
        if root.join("library.ron").exists() {
            let place = place_at(&root.join("anna/face/2026-09-07-session-1.ron")).unwrap();
            assert_eq!(
                step(&load_session(&place).unwrap()),
                session(&root).map(|it| step(&load_session(&it).unwrap())).unwrap()
            );
        }
        libraries += 1;
    }
    let _ = writeln!(std::io::stderr(), "{counts:?}");
    assert!(counts.told > 0, "it was killed before it did anything");
}
