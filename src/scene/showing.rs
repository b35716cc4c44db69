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
    let mut left: Vec<_> = all.iter().filter(|view| view.group != ViewGroup::Whole).map(seen).collect();
    let mut chosen = Vec::new();
    while chosen.len() < MOST {
        // Of equals the first in the order in which they are offered.
        let Some((view, covered)) = left.iter().rev().max_by_key(|(_, seen)| seen.len()).cloned() else { break };
        if covered.is_empty() {
            break;
        }
        for (_, seen) in &mut left {
            seen.retain(|at| !covered.contains(at));
        }
        chosen.push(view);
    }
    if chosen.is_empty() {
        let whole = all.iter().filter(|view| view.group == ViewGroup::Whole).map(seen);
        chosen.extend(whole.filter(|(_, seen)| !seen.is_empty()).map(|(view, _)| view));
    }
    if chosen.is_empty() {
        chosen.extend(all.first());
    }
    chosen
}
