//! The fewest named views that together show every mark of a session.

use std::collections::BTreeSet;

use crate::atlas::{Body, View, ViewGroup, views};
use crate::chart::Session;

/// More than this many views are more than anybody looks through.
const MOST: usize = 6;

/// The views that show the marks, those first that show most of what is left: a greedy cover of at most six. The whole body shows
/// everything, too small to read, and is taken only where no other view shows a mark; the first view of all where there is none.
pub fn views_showing(session: &Session) -> Vec<&'static View> {
    let body = Body::get(session.body);
    let spots: Vec<_> = session.marks.iter().map(|mark| mark.site().anchor()).collect();
    let seen = |view: &'static View| {
        let seen = spots.iter().enumerate().filter(|&(_, &spot)| view.sees(body, spot).is_some());
        (view, seen.map(|(at, _)| at).collect::<BTreeSet<usize>>())
    };
    let all = views(session.body);
    let near = all.iter().filter(|view| view.group != ViewGroup::Whole).map(seen).collect();
    let mut chosen = covering(near, None, MOST);
    if chosen.is_empty() {
        let whole = all.iter().filter(|view| view.group == ViewGroup::Whole).map(seen);
        chosen.extend(whole.filter(|(_, seen)| !seen.is_empty()).map(|(view, _)| view));
    }
    if chosen.is_empty() {
        chosen.extend(all.first());
    }
    chosen
}

/// Those that show most of what the ones before leave out, each with what it shows: a greedy cover of at most so many, that
/// begins with one if that is told. Of equals the first is taken.
pub fn covering<K: Copy + PartialEq>(mut left: Vec<(K, BTreeSet<usize>)>, begun: Option<K>, most: usize) -> Vec<K> {
    let mut chosen = Vec::new();
    let mut next = begun;
    while chosen.len() < most {
        let best = || left.iter().rev().max_by_key(|(_, seen)| seen.len()).filter(|(_, seen)| !seen.is_empty());
        let Some(view) = next.take().or_else(|| best().map(|(view, _)| *view)) else { break };
        let covered = left.iter().find(|(other, _)| *other == view).map(|(_, seen)| seen.clone()).unwrap_or_default();
        for (_, seen) in &mut left {
            seen.retain(|at| !covered.contains(at));
        }
        chosen.push(view);
    }
    chosen
}
