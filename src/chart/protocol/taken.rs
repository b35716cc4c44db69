//! A protocol made from marks of a session: fields stay fields, everything else is kept spot by spot.

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::Body;

use super::super::{
    Deposit, Depth, Ground, GroupId, Laying, Letter, Mark, MarkId, Placing, Session, ShapeKind, Site, SpotCount,
    TechniqueId, Volume,
};
use super::{Dose, Extent, Over, Spot, Step, StepPlacing};

/// What a protocol would lay as these marks lie, and how many of them it can't: lines and areas.
pub fn steps_of(session: &Session, ids: &BTreeSet<MarkId>) -> (Vec<Step>, usize) {
    let chosen = session.marks.iter().map(|mark| &**mark).filter(|mark| ids.contains(&mark.id));
    let (points, others): (Vec<&Mark>, Vec<&Mark>) = chosen.partition(|mark| mark.shape.kind() == ShapeKind::Point);
    let mut groups: BTreeMap<Option<GroupId>, Vec<&Mark>> = BTreeMap::new();
    for mark in points {
        groups.entry(mark.group).or_default().push(mark);
    }
    let mut steps = Vec::new();
    for (group, marks) in groups {
        match group.and_then(|id| field_step(session, id, &marks)) {
            Some(step) => steps.push(step),
            None => steps.extend(point_steps(session, &marks)),
        }
    }
    (steps, others.len())
}

/// A field as it was laid, if all of it is there, untouched, and receives the same.
fn field_step(session: &Session, group: GroupId, marks: &[&Mark]) -> Option<Step> {
    let laying = session.group(group)?.origin.laying()?;
    let deposit = &marks.first()?.deposit;
    if marks.iter().any(|mark| mark.deposit != *deposit) || marks.len() != session.marks_of(group).count() {
        return None;
    }
    let body = Body::get(session.body);
    let field = laying.field(body, session.scale()).ok()?;
    let laid: BTreeSet<[i32; 3]> = field.places.iter().map(|&place| Site::on(body, place).hundredths()).collect();
    let there: BTreeSet<[i32; 3]> = marks.iter().map(|mark| mark.site().hundredths()).collect();
    let over = over(laying, session)?;
    (laid == there).then(|| step(over, laying.mirrored, deposit))
}

/// `None` where a protocol can't tell it by landmarks: what a brush painted is told point by point.
fn over(laying: &Laying, session: &Session) -> Option<Over> {
    let spots = |sites: &[Site]| sites.iter().map(|site| spot(session, site)).collect();
    let extent = match &laying.ground {
        Ground::Regions(patches) => Extent::Regions(patches.clone()),
        Ground::Outline(corners) => Extent::Outline(spots(corners)),
        Ground::Row(along) => Extent::Row(spots(along)),
        Ground::Painted(_) => return None,
    };
    let Placing { margin, anchor, toward } = laying.placing;
    let placing = StepPlacing { margin, anchor: anchor.map(|site| spot(session, &site)), toward };
    Some(Over::Field { extent, pattern: laying.pattern, spacing: laying.spacing, placing })
}

/// What marks receive, in an order.
type Received<'a> = (&'a TechniqueId, Depth, Option<Letter>, Option<Volume>);

/// One step for each that is received, of as many spots as a step may have.
fn point_steps(session: &Session, marks: &[&Mark]) -> Vec<Step> {
    let mut alike: BTreeMap<Received<'_>, Vec<&Mark>> = BTreeMap::new();
    for &mark in marks {
        let Deposit { technique, depth, cocktail, volume } = &mark.deposit;
        alike.entry((technique, *depth, *cocktail, *volume)).or_default().push(mark);
    }
    let pieces = alike.values().flat_map(|marks| marks.chunks(SpotCount::MOST));
    let step_of = |marks: &[&Mark]| {
        let spots = marks.iter().map(|mark| spot(session, &mark.site())).collect();
        Some(step(Over::Points(spots), false, &marks.first()?.deposit))
    };
    pieces.filter_map(step_of).collect()
}

fn spot(session: &Session, site: &Site) -> Spot {
    Spot::On(session.body, site.hundredths())
}

fn step(over: Over, mirrored: bool, deposit: &Deposit) -> Step {
    let dose = deposit.volume.map_or(Dose::Untold, Dose::Volume);
    let (technique, depth, cocktail) = (deposit.technique.clone(), Some(deposit.depth), deposit.cocktail);
    Step { over, mirrored, technique, depth, cocktail, dose }
}
