//! How long the program takes from its start to the first frame in a window. Needs a display.
//!
//! The bench starts itself again as the program, which ends at its first frame.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs, reason = "a benchmark that can't be set up fails")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use criterion::Criterion;
use mesomap::app::{StartOptions, run};

/// Set in the program that is measured: what it opens.
const OPENS: &str = "MESOMAP_BENCH_OPENS";

fn main() -> ExitCode {
    if let Some(path) = std::env::var_os(OPENS) {
        return run(StartOptions {
            path: Some(path.into()),
            on_first_frame: Some(|| std::process::exit(0)),
            ..StartOptions::default()
        });
    }
    if !["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|display| std::env::var_os(display).is_some()) {
        eprintln!("start: not measured, as there is no display");
        return ExitCode::SUCCESS;
    }
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    start(&mut criterion);
    criterion.final_summary();
    ExitCode::SUCCESS
}

fn start(criterion: &mut Criterion) {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("charts");
    copy(Path::new("charts"), &library);
    let session = sessions(&library).pop().unwrap();
    let mut group = criterion.benchmark_group("start");
    for (name, path) in [("library", &library), ("session", &session)] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|starts| (0..starts).map(|_| once(path, home.path())).sum());
        });
    }
    group.finish();
}

fn once(path: &Path, home: &Path) -> Duration {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env(OPENS, path).env("XDG_DATA_HOME", home);
    let before = Instant::now();
    assert!(program.status().unwrap().success());
    before.elapsed()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The session files of the first course.
fn sessions(library: &Path) -> Vec<PathBuf> {
    let library = mesomap::store::Library::open(library).unwrap();
    let patient = library.patients().unwrap().remove(0);
    let course = library.courses(&patient.folder).unwrap().remove(0);
    library.sessions(&course.folder).unwrap().into_iter().map(|session| session.place.shown()).collect()
}
