//! Power cuts: the calls of the real child are replayed up to each of them, and of what wasn't synced by then anything may be
//! missing.
//!
//! The model is the strictest that POSIX allows, stricter than the file systems of today. A file's content lasts from its
//! `fsync` on; until then it may be empty, cut short or zeros. A name in a folder, made or taken away, lasts from the
//! folder's `fsync` on; until then each such change may be there or not, whatever came of those before and after it. So a
//! synced file is gone where its name, or a name of a folder above it, wasn't synced. Access rights aren't replayed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use mesomap::store::place_at;

use crate::script::{Told, assert_holds, assert_states_hold};
use crate::traced::{Before, Call, Trial, is_there};

/// A change of the names in a folder: what a name stands for from then on.
type Change = (String, Option<usize>);

#[derive(Clone, Debug)]
enum Node {
    Folder {
        synced: BTreeMap<String, usize>,
        since: Vec<Change>,
    },
    File {
        /// What lasts.
        synced: Vec<u8>,
        /// What a program reads.
        now: Vec<u8>,
    },
}

/// A disk on which every name and content is either synced or not; the first node is the folder of the trial.
#[derive(Clone, Debug)]
struct Disk(Vec<Node>);

/// What becomes of content that wasn't synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Lost,
    Half,
    Zeros,
}

/// What is found after a cut: files by their path below the trial's folder, folders as `None`.
type Tree = BTreeMap<String, Option<Vec<u8>>>;

fn folder() -> Node {
    Node::Folder { synced: BTreeMap::new(), since: Vec::new() }
}

impl Disk {
    /// What lies in a folder, all of it synced.
    fn of(path: &Path) -> Self {
        let mut disk = Self(vec![folder()]);
        disk.add(0, path);
        disk
    }

    fn add(&mut self, within: usize, path: &Path) {
        for entry in std::fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let is_folder = entry.file_type().unwrap().is_dir();
            let bytes = if is_folder { Vec::new() } else { std::fs::read(entry.path()).unwrap() };
            let node = if is_folder { folder() } else { Node::File { synced: bytes.clone(), now: bytes } };
            let id = self.made(node);
            let Node::Folder { synced, .. } = &mut self.0[within] else { panic!("a folder") };
            synced.insert(entry.file_name().into_string().unwrap(), id);
            if is_folder {
                self.add(id, &entry.path());
            }
        }
    }

    fn made(&mut self, node: Node) -> usize {
        self.0.push(node);
        self.0.len() - 1
    }

    /// What a name in a folder stands for now.
    fn named(&self, within: usize, name: &str) -> Option<usize> {
        let Node::Folder { synced, since } = &self.0[within] else { panic!("a folder") };
        let changed = since.iter().rev().find(|(changed, _)| changed == name);
        changed.map_or_else(|| synced.get(name).copied(), |(_, id)| *id)
    }

    fn at(&self, path: &Path) -> Option<usize> {
        path.iter().try_fold(0, |within, name| self.named(within, name.to_str().unwrap()))
    }

    fn change(&mut self, path: &Path, id: Option<usize>) {
        let within = self.at(path.parent().unwrap()).unwrap();
        let Node::Folder { since, .. } = &mut self.0[within] else { panic!("a folder") };
        since.push((path.file_name().unwrap().to_str().unwrap().to_owned(), id));
    }

    fn apply(&mut self, base: &Path, call: &Call) {
        let below = |path: &Path| path.strip_prefix(base).unwrap().to_owned();
        let path = if call.name == "writev" { return } else { below(&call.path) };
        if !call.is_done {
            return;
        }
        match call.name.as_str() {
            "openat" if self.at(&path).is_none() => {
                let id = self.made(Node::File { synced: Vec::new(), now: Vec::new() });
                self.change(&path, Some(id));
            }
            "mkdir" => {
                let id = self.made(folder());
                self.change(&path, Some(id));
            }
            "linkat" => {
                let to = below(Path::new(std::str::from_utf8(&call.texts[1]).unwrap()));
                let id = self.at(&path);
                self.change(&to, id);
            }
            "unlink" | "rmdir" => self.change(&path, None),
            "write" => {
                let id = self.at(&path).unwrap();
                let Node::File { now, .. } = &mut self.0[id] else { panic!("a file") };
                now.extend(&call.texts[0]);
            }
            "fsync" => {
                let id = self.at(&path).unwrap();
                self.sync(id);
            }
            "openat" | "flock" | "fchmod" | "chmod" => {}
            other => panic!("a power cut knows nothing of {other}"),
        }
    }

    fn sync(&mut self, id: usize) {
        match &mut self.0[id] {
            Node::File { synced, now } => synced.clone_from(now),
            Node::Folder { synced, since } => {
                for (name, id) in since.drain(..) {
                    match id {
                        Some(id) => drop(synced.insert(name, id)),
                        None => drop(synced.remove(&name)),
                    }
                }
            }
        }
    }

    /// How many changes of names aren't synced.
    fn open_changes(&self) -> usize {
        self.0.iter().map(|node| if let Node::Folder { since, .. } = node { since.len() } else { 0 }).sum()
    }

    /// What is found where those changes of names came through that `survives` says, in the order in which they are kept.
    fn cut(&self, survives: &dyn Fn(usize) -> bool, content: Content) -> Tree {
        let mut nth = 0;
        let mut names: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for (at, node) in self.0.iter().enumerate() {
            let Node::Folder { synced, since } = node else { continue };
            let mut found = synced.clone();
            for (name, id) in since {
                if survives(nth) {
                    match id {
                        Some(id) => drop(found.insert(name.clone(), *id)),
                        None => drop(found.remove(name)),
                    }
                }
                nth += 1;
            }
            names.insert(at, found);
        }
        let mut tree = Tree::new();
        self.grow(&names, 0, "", content, &mut tree);
        tree
    }

    fn grow(
        &self,
        names: &BTreeMap<usize, BTreeMap<String, usize>>,
        within: usize,
        above: &str,
        content: Content,
        tree: &mut Tree,
    ) {
        for (name, &id) in &names[&within] {
            let path = format!("{above}{name}");
            match &self.0[id] {
                Node::Folder { .. } => {
                    self.grow(names, id, &format!("{path}/"), content, tree);
                    tree.insert(path, None);
                }
                Node::File { synced, now } => drop(tree.insert(path, Some(after_cut(synced, now, content)))),
            }
        }
    }
}

fn after_cut(synced: &[u8], now: &[u8], content: Content) -> Vec<u8> {
    match content {
        _ if synced == now => now.to_vec(),
        Content::Lost => synced.to_vec(),
        Content::Half => now[..now.len() / 2].to_vec(),
        Content::Zeros => vec![0; now.len()],
    }
}

/// The ways in which `open` changes can come through: all ways of few, else each alone, and all but each.
fn ways(open: usize) -> Vec<Vec<bool>> {
    if open <= 5 {
        return (0..1_u32 << open).map(|bits| (0..open).map(|nth| bits >> nth & 1 == 1).collect()).collect();
    }
    let one = |which: usize, value: bool| (0..open).map(|nth| (nth == which) == value).collect();
    let mut ways: Vec<Vec<bool>> = (0..open).flat_map(|nth| [one(nth, true), one(nth, false)]).collect();
    ways.extend([vec![false; open], vec![true; open]]);
    ways
}

fn lay_out(tree: &Tree, folder: &Path) {
    for (path, content) in tree {
        let path = folder.join(path);
        match content {
            None => std::fs::create_dir_all(path).unwrap(),
            Some(bytes) => {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
    }
}

/// What a replay came to.
#[derive(Debug, Default)]
struct Counts {
    prefixes: usize,
    cuts: usize,
}

/// Cuts the power after each of the calls from `from` on, or after every so many.
fn cut_everywhere(
    (base, mut disk): (&Path, Disk),
    calls: &[Call],
    from: usize,
    holds: impl Fn(&Path, &Told),
    counts: &mut Counts,
) {
    let step = if std::env::var_os("MESOMAP_CALLS").is_some() { 1 } else { 17 };
    let mut lines: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, call) in calls.iter().enumerate() {
        if call.name == "writev" && call.is_done {
            let line = String::from_utf8_lossy(&call.texts.concat()).trim_end().to_owned();
            lines.push(line);
        }
        disk.apply(base, call);
        if at < from || (at % step != 0 && at + 1 != calls.len()) {
            continue;
        }
        counts.prefixes += 1;
        let told = Told::of(lines.iter().map(String::as_str));
        for way in ways(disk.open_changes()) {
            for content in [Content::Lost, Content::Half, Content::Zeros] {
                let tree = disk.cut(&|nth| way[nth], content);
                if !seen.insert((lines.len(), tree.clone())) {
                    continue;
                }
                counts.cuts += 1;
                let folder = tempfile::tempdir().unwrap();
                lay_out(&tree, folder.path());
                let check = || holds(&folder.path().join("clinic"), &told);
                let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(check));
                let names: Vec<_> = tree.keys().collect();
                assert!(
                    outcome.is_ok(),
                    "cut after {at} calls, {call:?}: {way:?} of the changes came through, {content:?}: {names:#?}"
                );
            }
        }
    }
}

#[test]
fn a_power_cut_at_any_call_loses_nothing_that_was_told() {
    if !is_there() {
        return;
    }
    for before in [Before::Nothing, Before::Earlier] {
        let trial = Trial::new(before);
        let disk = Disk::of(trial.folder.path());
        let run = trial.run(&[]);
        let mut counts = Counts::default();
        cut_everywhere((trial.folder.path(), disk), &run.calls, 0, assert_holds, &mut counts);
        let _ = writeln!(std::io::stderr(), "{before:?}: {counts:?}");
    }
}

/// What a program that was killed had not synced yet isn't told to last by the one after it.
#[test]
fn a_power_cut_after_a_kill_loses_nothing_that_was_told() {
    if !is_there() {
        return;
    }
    let calls = Trial::new(Before::Nothing).run(&[]).calls;
    let made: Vec<usize> = (1..calls.len()).filter(|&at| calls[at - 1].name == "mkdir").collect();
    let step = if std::env::var_os("MESOMAP_CALLS").is_some() { 1 } else { 3 };
    let mut counts = Counts::default();
    for at in made.into_iter().step_by(step) {
        let call = &calls[at];
        let trial = Trial::new(Before::Nothing);
        let disk = Disk::of(trial.folder.path());
        let killed = trial.run(&[format!("{}:signal=KILL:when={}", call.name, call.nth)]);
        assert!(killed.was_killed);
        let from = killed.calls.len();
        let calls = [killed.calls, trial.run(&[]).calls].concat();
        let end = calls.len().min(from + 60);
        cut_everywhere((trial.folder.path(), disk), &calls[..end], from, assert_holds, &mut counts);
    }
    let _ = writeln!(std::io::stderr(), "after a kill: {counts:?}");
}

/// A system that doesn't confirm that something lasts is believed: then nothing is told to be kept surely.
#[test]
fn what_the_system_did_not_confirm_is_not_told_to_last() {
    if !is_there() {
        return;
    }
    let calls = Trial::new(Before::Nothing).run(&[]).calls;
    let syncs: Vec<&Call> = calls.iter().filter(|call| call.name == "fsync").collect();
    let step = if std::env::var_os("MESOMAP_CALLS").is_some() { 1 } else { 7 };
    let mut counts = Counts::default();
    for sync in syncs.into_iter().step_by(step) {
        let trial = Trial::new(Before::Nothing);
        let disk = Disk::of(trial.folder.path());
        let calls = trial.run(&[format!("fsync:error=EIO:when={}", sync.nth)]).calls;
        let refused = calls.iter().position(|call| call.is_injected).unwrap();
        let end = calls.len().min(refused + 12);
        // Of what isn't a session's nobody is told how surely it is kept.
        let hold = |root: &Path, told: &Told| {
            let record = "clinic/anna/facial-rejuvenation/2026-09-07-session-1.record";
            if !told.states.is_empty() {
                assert_states_hold(&place_at(&root.with_file_name(record)).unwrap(), told);
            }
        };
        cut_everywhere((trial.folder.path(), disk), &calls[..end], refused, hold, &mut counts);
    }
    let _ = writeln!(std::io::stderr(), "after a sync that failed: {counts:?}");
}
