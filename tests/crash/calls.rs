//! Killed before each call to the system that changes something, and each of them answered with an error; a disk that is full or
//! can't be written to any more from each of them on.

use std::io::Write as _;

use crate::script::{Told, assert_holds};
use crate::traced::{Before, Call, Trial, is_there};

/// Every how many calls one is tried; each of them in the long run.
fn step() -> usize {
    if std::env::var_os("MESOMAP_CALLS").is_some() { 1 } else { 23 }
}

/// What the script asks of the system, where nothing comes between.
fn undisturbed(before: Before) -> Vec<Call> {
    let trial = Trial::new(before);
    let run = trial.run(&[]);
    let told = Told::of(run.told.iter().map(String::as_str));
    assert_eq!((told.refused, told.given_up), (0, 0), "{:?}", run.told);
    assert!(told.states.len() >= 6, "{told:?}");
    assert_holds(&trial.root(), &told);
    let calls: Vec<Call> = run.calls.into_iter().filter(|call| call.name != "writev").collect();
    assert!(calls.len() > 150, "{} calls", calls.len());
    calls
}

/// Runs the script with something put in the place of calls, and looks through what it left.
fn tried(before: Before, injections: &[String]) -> (Told, bool) {
    let trial = Trial::new(before);
    let run = trial.run(injections);
    let told = Told::of(run.told.iter().map(String::as_str));
    let is_met = run.was_killed || run.calls.iter().any(|call| call.is_injected);
    assert!(is_met, "{injections:?} met nothing: {:?}", run.told);
    let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| assert_holds(&trial.root(), &told)));
    assert!(looked.is_ok(), "{before:?}, {injections:?}, at {:?}: {:#?}", run.calls.last(), run.told);
    (told, run.was_killed)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[test]
fn killed_before_any_call_it_loses_nothing() {
    if !is_there() {
        return;
    }
    for before in [Before::Nothing, Before::Earlier] {
        let calls = undisturbed(before);
        let mut kills = 0;
        for call in calls.iter().step_by(step()) {
            let (_, was_killed) = tried(before, &[format!("{}:signal=KILL:when={}", call.name, call.nth)]);
            assert!(was_killed, "{call:?}");
            kills += 1;
        }
        say(&format!("{before:?}: killed before {kills} of {} calls", calls.len()));
    }
}

/// Errors that a system answers such a call with.
fn errors(call: &str) -> &'static [&'static str] {
    match call {
        "write" | "pwrite64" => &["ENOSPC", "EIO", "EDQUOT"],
        "fsync" | "fdatasync" => &["EIO", "ENOSPC", "EINVAL"],
        "flock" => &["ENOLCK", "EIO"],
        "linkat" | "link" => &["ENOSPC", "EPERM", "EIO", "EMLINK", "EACCES"],
        "openat" | "mkdir" => &["ENOSPC", "EACCES", "EROFS", "EMFILE"],
        _ => &["EIO", "EROFS", "EACCES"],
    }
}

#[test]
fn whatever_call_fails_once_nothing_is_lost_and_the_next_try_succeeds() {
    if !is_there() {
        return;
    }
    for before in [Before::Nothing, Before::Earlier] {
        let calls = undisturbed(before);
        let asked = calls.iter().flat_map(|call| errors(&call.name).iter().map(move |error| (call, error)));
        let (mut trials, mut refused) = (0, 0);
        for (call, error) in asked.step_by(3 * step() + 1) {
            let (told, _) = tried(before, &[format!("{}:error={error}:when={}", call.name, call.nth)]);
            assert_eq!(told.given_up, 0, "{error} of {call:?} stays in the way: {told:?}");
            trials += 1;
            refused += told.refused;
        }
        say(&format!("{before:?}: {trials} errors, {refused} of them told, the others made no difference"));
    }
}

/// What begins at some call and doesn't end: which calls answer what.
const LASTING: [(&str, &[&str]); 3] = [
    ("ENOSPC", &["write", "fsync", "linkat", "mkdir"]),
    ("EROFS", &["write", "linkat", "mkdir", "unlink", "rmdir", "fchmod"]),
    ("EIO", &["write", "fsync", "linkat", "mkdir", "unlink", "rmdir", "flock"]),
];

#[test]
fn a_disk_that_is_full_or_dead_from_any_call_on_loses_nothing() {
    if !is_there() {
        return;
    }
    for before in [Before::Nothing, Before::Earlier] {
        let calls = undisturbed(before);
        let mut trials = 0;
        for (error, names) in LASTING {
            let at = (0..calls.len()).filter(|&at| names.contains(&calls[at].name.as_str()));
            for at in at.step_by(step()) {
                let from = |name: &&str| {
                    // Of each name the first from there on.
                    let next = calls[at..].iter().find(|call| call.name == *name)?;
                    Some(format!("{name}:error={error}:when={}+", next.nth))
                };
                tried(before, &names.iter().filter_map(from).collect::<Vec<_>>());
                trials += 1;
            }
        }
        say(&format!("{before:?}: {trials} disks that ended"));
    }
}
