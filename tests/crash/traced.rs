//! The child under `strace`: each call to the system that changes something is told, and one of them can be killed before or
//! answered with an error.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use crate::child::earlier;
use crate::script::ROOT;

/// The calls that may change what is on a disk, in a file's content, its name or its access; `writev` is how the child tells.
const TRACED: &str = "openat,creat,mkdir,mkdirat,write,pwrite64,writev,fsync,fdatasync,link,linkat,rename,renameat,renameat2,\
                      unlink,unlinkat,rmdir,truncate,ftruncate,chmod,fchmod,fchmodat,flock,symlink,symlinkat,copy_file_range";

/// One call that changed something in the folder that was looked at, or told a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    /// Its name.
    pub(crate) name: String,
    /// How many of that name the thread asked before, from 1: what `strace` counts by.
    pub(crate) nth: usize,
    /// The file or folder that it is about: the first that it names, or that is open.
    pub(crate) path: PathBuf,
    /// Every text in it: paths, and what is written.
    pub(crate) texts: Vec<Vec<u8>>,
    /// Whether the system did it.
    pub(crate) is_done: bool,
    /// Whether the answer is one that was put in its place.
    pub(crate) is_injected: bool,
}

/// Why nothing can be proved here; spoken once.
pub(crate) fn is_there() -> bool {
    static IS_THERE: LazyLock<bool> = LazyLock::new(|| {
        let ran = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
        let is_there = ran.is_ok_and(|status| status.success());
        if !is_there {
            eprintln!("skipped: strace isn't installed, or may not trace here; these trials need it");
        }
        is_there
    });
    *IS_THERE
}

/// What the program found when it began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Before {
    Nothing,
    /// A library of the layout before states were kept.
    Earlier,
}

/// A folder for one trial.
pub(crate) struct Trial {
    pub(crate) folder: tempfile::TempDir,
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) told: Vec<String>,
    pub(crate) calls: Vec<Call>,
    pub(crate) was_killed: bool,
}

impl Trial {
    pub(crate) fn new(before: Before) -> Self {
        let folder = tempfile::tempdir().unwrap();
        if before == Before::Earlier {
            earlier(&folder.path().join("clinic"));
        }
        Self { folder }
    }

    /// Where the library is.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("clinic")
    }

    /// Runs the script with what `strace` is to put in the place of calls (`fsync:error=EIO:when=2`).
    pub(crate) fn run(&self, injections: &[String]) -> Run {
        let trace = tempfile::NamedTempFile::new().unwrap();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", "signal=none", "-o"]).arg(trace.path());
        strace.arg("-e").arg(format!("trace={TRACED}"));
        for injection in injections {
            strace.arg("-e").arg(format!("inject={injection}"));
        }
        let child = std::env::current_exe().unwrap();
        strace.arg(child).args(["--exact", "script::work", "--nocapture", "--test-threads=1"]);
        let ran = strace.env(ROOT, self.root()).stdin(Stdio::null()).output().unwrap();
        let text = String::from_utf8(ran.stderr).unwrap();
        let told = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect();
        let was_killed = std::os::unix::process::ExitStatusExt::signal(&ran.status) == Some(9);
        assert!(was_killed || ran.status.success(), "it panicked: {text}");
        let calls = calls(&std::fs::read_to_string(trace.path()).unwrap(), self.folder.path());
        Run { told, calls, was_killed }
    }
}

/// The calls of a trace that are about `folder`, and what was told.
fn calls(trace: &str, folder: &Path) -> Vec<Call> {
    let mut counts = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let Some((name, rest)) = call.trim_start().split_once('(') else { continue };
        let nth: &mut usize = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *nth += 1;
        let (texts, opened) = (within(rest, '"', '"'), within(rest, '<', '>'));
        let is_opening = name == "openat";
        if is_opening && !rest.contains("O_CREAT") {
            continue;
        }
        let is_open_file = rest.starts_with(|first: char| first.is_ascii_digit());
        let path = if is_open_file { opened.first() } else { texts.first() };
        let path = PathBuf::from(String::from_utf8_lossy(path.map_or(&[], Vec::as_slice)).into_owned());
        if !path.starts_with(folder) && name != "writev" {
            continue;
        }
        let answer = rest.rsplit_once(" = ").map_or("?", |(_, answer)| answer);
        calls.push(Call {
            name: name.to_owned(),
            nth: *nth,
            path,
            texts,
            is_done: answer.starts_with(|first: char| first.is_ascii_digit()),
            is_injected: answer.contains("INJECTED"),
        });
    }
    calls
}

/// What stands between two signs, as `-xx` writes it: `\x2f\x74`.
fn within(text: &str, open: char, close: char) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((inside, after)) = after.split_once(close) else { break };
        let byte = |hex: &str| hex.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        parts.push(inside.split("\\x").skip(1).filter_map(byte).collect());
        rest = after;
    }
    parts
}
