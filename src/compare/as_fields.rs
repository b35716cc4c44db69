//! Which fields are compared as fields: those whose points nobody can tell from each other.

use crate::atlas::Body;
use crate::atlas::size::Scale;
use crate::chart::{Mark, Session};

use super::Options;
use super::candidates::{Grid, Spots};
use super::fields::{FieldPair, Fields, Untold};
use super::votes::{Frame, Votes, count};

/// From this share of the spacing on, a point that lies elsewhere is about as near to its neighbour's place: half, less what a
/// spot is found again by.
const ALIKE: f32 = 0.4;
/// How near to where the field's shift would have it a point must lie to be the same, as a share of the spacing.
const SAME: f32 = 0.25;
/// So large a share of the smaller field must be the same for points to be told.
const TOLD: f32 = 0.6;
/// The most points that are asked.
const ASKED: usize = 800;

/// Decides for each field of both sessions whether its points are told one by one.
pub(super) fn decide(fields: &mut Fields, sessions: [&Session; 2], options: Options, scale: Scale) {
    for pair in &mut fields.pairs {
        pair.untold = untold(pair, sessions, options, scale);
    }
}

fn untold(pair: &FieldPair, sessions: [&Session; 2], options: Options, scale: Scale) -> Option<Untold> {
    #[expect(clippy::cast_possible_truncation, reason = "at most 100 mm")]
    let spacing_mm = pair.before.laying.spacing.min(pair.after.laying.spacing).mm() as f32;
    if is_the_same(pair, sessions) {
        return None;
    }
    if spacing_mm <= 2.0 * options.moved_from_mm {
        return Some(Untold::TooDense);
    }
    let body = Body::get(sessions[0].body);
    let marks = [(&pair.before.marks, sessions[0]), (&pair.after.marks, sessions[1])].map(|(ids, session)| {
        ids.iter().filter_map(|id| session.mark(*id)).map(|mark| &**mark).collect::<Vec<&Mark>>()
    });
    // Asked from the smaller to the larger, so that what the larger has besides isn't missed.
    let swapped = (marks[0].len(), pair.before.group) > (marks[1].len(), pair.after.group);
    let [from, to] = if swapped { [1, 0] } else { [0, 1] }.map(|index: usize| Spots::of(body, &marks[index], scale));
    let factor = from.anchors.first().map_or(1.0, |_| from.factor(0));
    let radius_mm = 1.5 * spacing_mm / factor;
    let rows = from.anchors.len();
    let asked = (0..rows).step_by(rows.div_ceil(ASKED).max(1)).map(|row| (row, Frame::at(body, &from, row)));
    let asked: Vec<(usize, Frame)> = asked.collect();
    let grid = Grid::new(&to.positions_mm, radius_mm);
    let votes = Votes::of(&asked, [&from, &to], &grid, [radius_mm, SAME * spacing_mm / factor]);
    // A lattice that lies a whole spacing off falls on itself but for its edge, so it is points that count, not how exactly.
    let common_mm = votes.fullest();
    if count(votes.hits(common_mm)) < TOLD * count(asked.len()) {
        return Some(Untold::LaidAnew);
    }
    // Places that were scattered are a pattern of their own, which tells how far it was shifted.
    let is_scattered = pair.before.laying.is_scattered();
    let shifted_mm = common_mm.length() * factor;
    (!is_scattered && shifted_mm >= ALIKE * spacing_mm).then_some(Untold::Shifted(shifted_mm))
}

/// Whether every point lies exactly where one of the other session lies: then nothing is in doubt, however dense they are.
fn is_the_same(pair: &FieldPair, sessions: [&Session; 2]) -> bool {
    let places = |ids: &std::collections::BTreeSet<crate::chart::MarkId>, session: &Session| {
        let marks = ids.iter().filter_map(|id| session.mark(*id));
        marks.map(|mark| mark.site().hundredths()).collect::<std::collections::BTreeSet<_>>()
    };
    let [before, after] = [places(&pair.before.marks, sessions[0]), places(&pair.after.marks, sessions[1])];
    before.is_subset(&after) || after.is_subset(&before)
}
