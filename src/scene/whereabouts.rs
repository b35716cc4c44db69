//! Where a point of the skin is, in words: "left cheek, 24 mm lateral and 11 mm inferior to the left alare".

use crate::atlas::Body;
use crate::atlas::landmarks::{Bearing, Direction, Level, Offset, Whereabouts, whereabouts};
use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::chart::{Mark, Session};
use crate::text::Texts;

/// Where a mark of a session is, in the patient's millimetres.
pub fn mark_whereabouts(session: &Session, mark: &Mark) -> Whereabouts {
    let place = whereabouts(Body::get(session.body), mark.site().anchor());
    Whereabouts { locus: mark.site().locus(), ..place }.scaled(session.scale())
}

/// Where a point is, as a phrase without a full stop: on the back the level of the spine and the way from the midline, on
/// a landmark its name, elsewhere the region and the way from a landmark, in whole mm. What rounds to 0 mm isn't told.
pub fn where_in_words(place: &Whereabouts, texts: &Texts) -> String {
    let region = locus_words(place.locus, texts);
    match (&place.level, &place.bearing, way_in_words(place, texts)) {
        (None, Some(bearing), Some(way)) if !told(bearing).is_empty() => {
            texts.with("where-in", &[("region", region.into()), ("way", way.into())])
        }
        (_, _, Some(way)) => way,
        (_, _, None) => region,
    }
}

/// As [`where_in_words`], for places that name the region themselves; nothing where there is no landmark near.
pub fn way_in_words(place: &Whereabouts, texts: &Texts) -> Option<String> {
    let level = place.level.as_ref().map(|level| level_words(level, texts));
    level.or_else(|| Some(bearing_words(place.bearing.as_ref()?, texts)))
}

/// The name of a region with its side, as it stands within a sentence: `left lower cheek`.
pub fn locus_words(locus: Locus, texts: &Texts) -> String {
    let region = within_sentence(RegionTree::get().region(locus.region).name(texts.language()));
    match locus.side {
        Side::Left => texts.with("where-left", &[("region", region.into())]),
        Side::Right => texts.with("where-right", &[("region", region.into())]),
        Side::Midline => region,
    }
}

/// A name that begins a line, as it stands within one: its first letter small unless the second is large too.
fn within_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

fn level_words(level: &Level, texts: &Texts) -> String {
    let vertebra = level.landmark.level.as_deref().unwrap_or_default();
    let mm = whole(level.midline_mm);
    let places = [("level", vertebra.into()), ("mm", mm.into())];
    match level.side {
        Side::Left if mm > 0 => texts.with("where-level-left", &places),
        Side::Right if mm > 0 => texts.with("where-level-right", &places),
        _ => texts.with("where-level-midline", &places),
    }
}

/// The offsets that don't round to nothing.
fn told(bearing: &Bearing) -> Vec<Offset> {
    bearing.offsets.into_iter().filter(|offset| whole(offset.mm) > 0).collect()
}

fn bearing_words(bearing: &Bearing, texts: &Texts) -> String {
    let landmark = bearing.landmark.name_after_of(texts.language());
    let told = told(bearing);
    let offsets = match told[..] {
        [] => return texts.with("where-at", &[("landmark", landmark.into())]),
        [one] => offset_words(one, texts),
        [first, second, ..] => {
            let [first, second] = [first, second].map(|offset| offset_words(offset, texts));
            texts.with("where-and", &[("first", first.into()), ("second", second.into())])
        }
    };
    let places = [("offsets", offsets.into()), ("landmark", landmark.into())];
    // "12 mm left of", but "12 mm inferior to".
    let sideways = |offset: &Offset| matches!(offset.direction, Direction::Left | Direction::Right);
    if told.last().is_some_and(sideways) {
        texts.with("where-beside", &places)
    } else {
        texts.with("where-from", &places)
    }
}

fn offset_words(offset: Offset, texts: &Texts) -> String {
    direction_words(offset.direction, whole(offset.mm).to_string(), texts)
}

/// A way in directions, to tenths of a millimetre, such as `1.2 mm lateral and 0.8 mm superior`; `None` where all of it
/// rounds to nothing.
pub fn offsets_in_words(offsets: &[Offset], texts: &Texts) -> Option<String> {
    const LEAST_MM: f32 = 0.05;
    let told = offsets.iter().filter(|offset| offset.mm >= LEAST_MM);
    let words =
        told.map(|offset| direction_words(offset.direction, texts.decimal(format_args!("{:.1}", offset.mm)), texts));
    words.reduce(|first, second| texts.with("where-and", &[("first", first.into()), ("second", second.into())]))
}

fn direction_words(direction: Direction, mm: String, texts: &Texts) -> String {
    let mm = [("mm", mm.into())];
    match direction {
        Direction::Lateral => texts.with("where-lateral", &mm),
        Direction::Medial => texts.with("where-medial", &mm),
        Direction::Left => texts.with("where-to-left", &mm),
        Direction::Right => texts.with("where-to-right", &mm),
        Direction::Superior => texts.with("where-superior", &mm),
        Direction::Inferior => texts.with("where-inferior", &mm),
        Direction::Proximal => texts.with("where-proximal", &mm),
        Direction::Distal => texts.with("where-distal", &mm),
        Direction::Anterior => texts.with("where-anterior", &mm),
        Direction::Posterior => texts.with("where-posterior", &mm),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "no way along the skin is longer than some metres")]
fn whole(mm: f32) -> i32 {
    mm.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_within_a_sentence_begin_small() {
        assert_eq!(within_sentence("Décolleté"), "décolleté");
        assert_eq!(within_sentence("SMAS"), "SMAS");
        assert_eq!(within_sentence(""), "");
    }
}
