//! Edits on both sides at once: what happens to a mark happens to its mirror image too.

use std::collections::{BTreeMap, BTreeSet};

use super::there::There;
use super::{Edit, Mark, MarkId, Origin, Session, Shape, Site};
use crate::atlas::Body;
use crate::atlas::regions::Side;

/// The edit with the same on the other side: what is placed is placed there too, and marks whose mirror image is in the
/// session have it moved, removed and changed along. What lies in the midline is its own mirror image.
pub fn on_both_sides(edit: &Edit, session: &Session) -> Edit {
    let body = Body::get(session.body);
    match edit {
        Edit::Place(marks) => Edit::Place(with_mirror_images(marks, body)),
        Edit::Lay(None, Origin::Together, marks) => {
            // A fan in the midline may be its own mirror image; nothing is deposited twice.
            let there = There::of(marks);
            let copies: Vec<Mark> = mirror_images(marks, body).filter(|copy| !there.has(copy)).collect();
            if copies.is_empty() {
                return edit.clone();
            }
            Edit::Together(vec![edit.clone(), Edit::Lay(None, Origin::Together, copies)])
        }
        Edit::Move(moves) => {
            let moved: BTreeSet<MarkId> = moves.iter().map(|(id, _)| *id).collect();
            let twins = twins(session, &moved);
            let along = moves.iter().filter_map(|(id, shape)| Some((*twins.get(id)?, shape.mirrored(body))));
            Edit::Move(moves.iter().cloned().chain(along).collect())
        }
        Edit::Remove(ids) => Edit::Remove(with_twins(session, ids)),
        Edit::Void(ids, why) => Edit::Void(with_twins(session, ids), why.clone()),
        Edit::Unvoid(ids) => Edit::Unvoid(with_void_twins(session, ids)),
        Edit::Set(ids, change) => Edit::Set(with_twins(session, ids), change.clone()),
        other => other.clone(),
    }
}

/// The marks, and then those of their mirror images that are others.
pub fn with_mirror_images(marks: &[Mark], body: &Body) -> Vec<Mark> {
    marks.iter().cloned().chain(mirror_images(marks, body)).collect()
}

fn mirror_images(marks: &[Mark], body: &Body) -> impl Iterator<Item = Mark> {
    let beside = marks.iter().filter(|mark| is_beside(&mark.shape));
    beside.map(|mark| Mark { shape: mark.shape.mirrored(body), ..mark.clone() })
}

/// Whether its mirror image is another; an area is where its middle is.
pub(super) fn is_beside(shape: &Shape) -> bool {
    let is_beside = |site: &Site| site.locus().side != Side::Midline;
    match shape {
        Shape::Line(path) => path.spots().iter().any(is_beside),
        Shape::Point(_) | Shape::Area(_) => is_beside(&shape.site()),
    }
}

fn with_twins(session: &Session, ids: &BTreeSet<MarkId>) -> BTreeSet<MarkId> {
    ids.iter().copied().chain(twins(session, ids).into_values()).collect()
}

/// Of void marks, those with the same reason: what is void for another one isn't let count again unasked.
fn with_void_twins(session: &Session, ids: &BTreeSet<MarkId>) -> BTreeSet<MarkId> {
    let reasons: BTreeSet<&str> =
        ids.iter().filter_map(|&id| session.void_mark(id)).map(|voided| &*voided.why).collect();
    let twins = reasons.into_iter().flat_map(|why| {
        let alike: Vec<&Mark> =
            session.voided.iter().filter(|voided| *voided.why == *why).map(|voided| &*voided.mark).collect();
        twins_among(Body::get(session.body), &alike, ids).into_values()
    });
    twins.chain(ids.iter().copied()).collect()
}

/// For marks that have one, the mark that lies where their mirror image would, if it isn't one of them.
fn twins(session: &Session, ids: &BTreeSet<MarkId>) -> BTreeMap<MarkId, MarkId> {
    let marks: Vec<&Mark> = session.marks.iter().map(|mark| &**mark).collect();
    twins_among(Body::get(session.body), &marks, ids)
}

fn twins_among(body: &Body, marks: &[&Mark], ids: &BTreeSet<MarkId>) -> BTreeMap<MarkId, MarkId> {
    let (meant, others): (Vec<&Mark>, Vec<&Mark>) = marks.iter().copied().partition(|mark| ids.contains(&mark.id));
    let by_place: BTreeMap<[i32; 3], &Mark> =
        others.into_iter().rev().map(|mark| (mark.site().hundredths(), mark)).collect();
    let twin = |mark: &Mark| {
        let shape = Some(&mark.shape).filter(|shape| is_beside(shape))?.mirrored(body);
        let twin = by_place.get(&shape.site().hundredths()).filter(|other| other.shape == shape)?;
        Some((mark.id, twin.id))
    };
    meant.into_iter().filter_map(twin).collect()
}
