//! What was assessed in a session, in words, on the scales that come with the program.

use crate::chart::Outcome;
use crate::scene::OutcomeWords;
use crate::store::scales;
use crate::text::Texts;

/// An outcome as a table shows it.
pub fn outcome_row(outcome: &Outcome, texts: &Texts) -> OutcomeWords {
    OutcomeWords::of(outcome, scales().get(&outcome.scale), texts)
}

/// "Pain, NRS or VAS (EVA), lower back: 4, 2026-09-07".
pub fn outcome_words(outcome: &Outcome, texts: &Texts) -> String {
    let OutcomeWords { scale, place, value, at, .. } = outcome_row(outcome, texts);
    let places = [("scale", scale.into()), ("place", place.into()), ("value", value.into()), ("at", at.into())];
    texts.with("outcome-words", &places)
}
