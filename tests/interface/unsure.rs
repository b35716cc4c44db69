//! A disk that doesn't confirm what it was asked to keep: the window warns of it, whatever was saved.

use std::path::{Path, PathBuf};
use std::process::Command;

use egui::{Key, Modifiers};

use super::desk::{Desk, sample_copy};

/// Where the window works whose disk confirms nothing; only then it does anything.
const FOLDER: &str = "MESOMAP_UNSURE";
const WARNING: &str =
    "It is saved, but the disk did not confirm that it will last through a power cut. Check the disk.";

/// Every folder in one, and itself.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let below = inside.filter(|path| path.is_dir()).flat_map(|path| folders(&path));
    std::iter::once(folder.to_owned()).chain(below).collect()
}

fn is_warned(desk: &mut Desk, of: &str) {
    assert!(desk.is_shown(WARNING), "nothing is said of {of}");
    desk.click("Close");
    assert!(!desk.is_shown(WARNING), "it is said once");
}

/// What the window does whose disk confirms nothing; run by the test below.
#[test]
fn work() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut desk = Desk::open(Path::new(&folder));
    desk.open_first_session();
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::Delete, Modifiers::NONE);
    desk.key(Key::S, Modifiers::COMMAND);
    is_warned(&mut desk, "a session");
    desk.new_session();
    is_warned(&mut desk, "a new session");
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", "Void this course");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.harness.event(egui::Event::Text("Never begun".to_owned()));
    desk.step();
    desk.fill("Who says so, as recorded with the date", "Dr Sample");
    desk.click("Declare void");
    is_warned(&mut desk, "a course");
    desk.click("New patient…");
    desk.fill("Name", "Third Patient");
    desk.click("Add patient");
    is_warned(&mut desk, "a patient");
    desk.click_button_in_middle("New course…");
    desk.fill("Title", "Neck");
    desk.click("Add course");
    is_warned(&mut desk, "a new course");
}

#[test]
fn a_disk_that_confirms_nothing_is_told_of_whatever_is_saved() {
    let traced = |arguments: &[&std::ffi::OsStr]| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null"]).args(arguments);
        strace
    };
    if !traced(&["true".as_ref()]).status().is_ok_and(|status| status.success()) {
        return;
    }
    let folder = sample_copy();
    let root = std::fs::canonicalize(folder.path()).expect("it is there");
    let mut arguments = vec!["-e".into(), "trace=fsync".into(), "-e".into(), "inject=fsync:error=EIO".into()];
    // Files are kept; only the folders that name them aren't.
    arguments.extend(folders(&root).into_iter().flat_map(|folder| ["-P".into(), folder.into_os_string()]));
    arguments.push(std::env::current_exe().expect("a program").into_os_string());
    arguments.extend(["--exact", "unsure::work", "--nocapture", "--test-threads=1"].map(Into::into));
    let arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(std::ffi::OsString::as_os_str).collect();
    let ran = traced(&arguments).env(FOLDER, &root).output().expect("strace ran before");
    let said = [ran.stdout, ran.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}
