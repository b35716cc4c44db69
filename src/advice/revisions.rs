//! What became of a session from one state to the next, in words, and what a save says of itself.

use crate::chart::Mark;
use crate::compare::{StateChanges, mostly_in};
use crate::store::Reason;
use crate::text::Texts;

use std::sync::Arc;

/// What is said of so many marks in a place.
type Words = fn(&Texts, i64, String) -> String;

/// "3 moved, 2 added (left cheek)"; a clause.
pub fn changes_text(changes: &StateChanges, texts: &Texts) -> String {
    if changes.is_empty() {
        return texts.get("changes-none");
    }
    let marks: [(&[Arc<Mark>], Words); 6] = [
        (&changes.added, added),
        (&changes.removed, removed),
        (&changes.voided, voided),
        (&changes.unvoided, unvoided),
        (&changes.moved, moved),
        (&changes.changed, changed),
    ];
    let of_marks = marks.into_iter().filter(|(marks, _)| !marks.is_empty()).map(|(marks, words)| {
        let count = i64::try_from(marks.len()).unwrap_or(i64::MAX);
        words(texts, count, place(marks, texts))
    });
    let cocktails =
        (changes.cocktails > 0).then(|| texts.with("changes-cocktails", &[("count", changes.cocktails.into())]));
    let outcomes =
        (changes.outcomes > 0).then(|| texts.with("changes-outcomes", &[("count", changes.outcomes.into())]));
    let details = changes.details.then(|| texts.get("changes-details"));
    let void =
        changes.void.map(|void| if void { texts.get("changes-void") } else { texts.get("changes-counts-again") });
    void.into_iter().chain(of_marks).chain(cocktails).chain(outcomes).chain(details).collect::<Vec<_>>().join(", ")
}

fn added(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-added", &[("count", count.into()), ("place", place.into())])
}

fn removed(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-removed", &[("count", count.into()), ("place", place.into())])
}

fn voided(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-voided", &[("count", count.into()), ("place", place.into())])
}

fn unvoided(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-unvoided", &[("count", count.into()), ("place", place.into())])
}

fn moved(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-moved", &[("count", count.into()), ("place", place.into())])
}

fn changed(texts: &Texts, count: i64, place: String) -> String {
    texts.with("changes-changed", &[("count", count.into()), ("place", place.into())])
}

/// The part of the body that marks lie in, with how many others.
fn place(marks: &[Arc<Mark>], texts: &Texts) -> String {
    let Some((locus, parts)) = mostly_in(marks) else { return String::new() };
    let name = crate::scene::locus_words(locus, texts);
    if parts == 1 {
        return name;
    }
    texts.with("changes-places", &[("place", name.into()), ("others", (parts - 1).into())])
}

/// Why a state was saved, in a word.
pub fn reason_text(reason: Reason, texts: &Texts) -> String {
    match reason {
        Reason::Save => texts.get("reason-save"),
        Reason::TakeOver => texts.get("reason-take-over"),
        Reason::Import => texts.get("reason-import"),
        Reason::Restore => texts.get("reason-restore"),
        Reason::Merge => texts.get("reason-merge"),
        Reason::Void => texts.get("reason-void"),
        Reason::Sign => texts.get("reason-sign"),
        Reason::Amend => texts.get("reason-amend"),
        Reason::Work => texts.get("reason-work"),
    }
}
