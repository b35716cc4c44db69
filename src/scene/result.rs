//! What became of the points of two sessions, in sentences: one text for window, terminal and page.

use crate::atlas::landmarks::{Direction, Offset};
use crate::atlas::regions::Locus;
use crate::compare::{Change, Comparison, Row, Shift};
use crate::text::Texts;

use super::whereabouts::{locus_words, offsets_in_words};

/// So many places are named for each thing that happened; the rest are counted.
const MOST_PLACES: usize = 4;
/// Shifts of parts of the body that differ by no more than this, in mm, are told as one.
const ALIKE_MM: f32 = 1.0;

/// What became of the points in one sentence, such as `12 repeated, 3 moved by 4–7 mm (chin)`; then, where there is such a
/// thing, what parts of the body lie elsewhere as a whole; last what counts as moved.
pub fn result_in_words(comparison: &Comparison, texts: &Texts) -> Vec<String> {
    let mut sentences = vec![points_in_words(comparison, texts)];
    sentences.extend(shifts_in_words(comparison, texts));
    sentences.push(floor_in_words(comparison, texts));
    sentences
}

/// What became of the points, without a full stop.
pub fn points_in_words(comparison: &Comparison, texts: &Texts) -> String {
    let total = &comparison.total;
    let count = |count: usize| [("count", count.into())];
    let at = |words: String, of: fn(&Row) -> usize| with_places(words, &places(comparison, of), texts);
    let mut clauses = Vec::new();
    if total.repeated > 0 {
        clauses.push(texts.with("result-repeated", &count(total.repeated)));
    }
    if total.moved > 0 {
        let places = [("count", total.moved.into()), ("mm", ways_in_words(comparison, texts).into())];
        clauses.push(at(texts.with("result-moved", &places), |row| row.moved));
    }
    if total.added > 0 {
        clauses.push(at(texts.with("result-added", &count(total.added)), |row| row.added));
    }
    if total.dropped > 0 {
        clauses.push(at(texts.with("result-dropped", &count(total.dropped)), |row| row.dropped));
    }
    if total.as_fields != [0, 0] {
        let [before, after] = total.as_fields;
        let places = [("before", before.into()), ("after", after.into())];
        clauses.push(at(texts.with("result-as-fields", &places), |row| row.as_fields[1].max(row.as_fields[0])));
    }
    if clauses.is_empty() { texts.get("result-nothing") } else { clauses.join(", ") }
}

/// The places where something happened to so many points, the most first.
fn places(comparison: &Comparison, of: fn(&Row) -> usize) -> Vec<(usize, Locus)> {
    let counted = comparison.by_locus.iter().map(|(locus, row)| (of(row), *locus));
    let mut places: Vec<_> = counted.filter(|(count, _)| *count > 0).collect();
    places.sort_by_key(|(count, locus)| (std::cmp::Reverse(*count), *locus));
    places
}

fn with_places(what: String, places: &[(usize, Locus)], texts: &Texts) -> String {
    let told = if let [(_, only)] = places {
        locus_words(*only, texts)
    } else {
        let named = places.iter().take(MOST_PLACES);
        let mut told: Vec<String> =
            named.map(|(count, locus)| format!("{count} {}", locus_words(*locus, texts))).collect();
        if let Some(more) = places.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
            told.push(texts.with("result-more-places", &[("count", more.into())]));
        }
        told.join(", ")
    };
    texts.with("result-places", &[("what", what.into()), ("places", told.into())])
}

/// From the shortest to the longest move: `4–7`, or `4.2` where all are one.
fn ways_in_words(comparison: &Comparison, texts: &Texts) -> String {
    let ways = comparison.pairs.iter().filter_map(|pair| match pair.change {
        Change::Moved(mm) => Some(mm),
        Change::Repeated => None,
    });
    let [least, most] = ways.fold([f32::INFINITY, 0.0_f32], |[least, most], mm| [least.min(mm), most.max(mm)]);
    let whole = |mm: f32| format!("{mm:.0}");
    if whole(least) == whole(most) || least < 2.0 {
        let [least, most] = [least, most].map(|mm| texts.decimal(format_args!("{mm:.1}")));
        return if least == most { least } else { format!("{least}–{most}") };
    }
    format!("{}–{}", whole(least), whole(most))
}

/// Parts of the body that lie elsewhere as a whole, a sentence for all that lie so alike.
pub fn shifts_in_words(comparison: &Comparison, texts: &Texts) -> Vec<String> {
    let mut groups: Vec<Vec<&Shift>> = Vec::new();
    for shift in &comparison.shifts {
        match groups.iter_mut().find(|group| are_alike(group[0], shift)) {
            Some(group) => group.push(shift),
            None => groups.push(vec![shift]),
        }
    }
    let sentence = |group: &Vec<&Shift>| {
        let most = group.iter().copied().max_by_key(|shift| shift.pairs)?;
        let part = |shift: &&Shift| locus_words(Locus { region: shift.part, side: shift.side }, texts);
        let places = [
            ("parts", group.iter().map(part).collect::<Vec<_>>().join(", ").into()),
            ("way", offsets_in_words(&most.way, texts)?.into()),
            ("count", group.iter().map(|shift| shift.pairs).sum::<usize>().into()),
        ];
        Some(if comparison.options.without_shift {
            texts.with("result-shift-left-out", &places)
        } else {
            texts.with("result-shift", &places)
        })
    };
    groups.iter().filter_map(sentence).collect()
}

fn are_alike(one: &Shift, other: &Shift) -> bool {
    let directions = |shift: &Shift| shift.way.iter().map(|offset| offset.direction).collect::<Vec<Direction>>();
    let near = |(a, b): (&Offset, &Offset)| (a.mm - b.mm).abs() <= ALIKE_MM;
    directions(one) == directions(other) && one.way.iter().zip(&other.way).all(near)
}

/// What counts as moved.
fn floor_in_words(comparison: &Comparison, texts: &Texts) -> String {
    let mm = texts.decimal(format_args!("{:.1}", comparison.options.moved_from_mm));
    texts.with("result-floor", &[("mm", mm.into())])
}
