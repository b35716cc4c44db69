//! Marks that are moved along the skin by the pointer.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::Context;

use super::super::model::Model;
use super::Seen;
use super::snap;
use crate::atlas::Group;
use crate::chart::{Edit, Mark, MarkId, Site};
use crate::geom::Vec2;

/// Marks that are carried along the skin, spacing and all, with one that follows the pointer.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    /// Where the pointer was, and where the mark that follows it was, in view millimetres.
    from_mm: [Vec2; 2],
    marks: Vec<Arc<Mark>>,
    group: Group,
}

/// A mark and what goes along with it: the selection if it belongs to it, shown by this view or not.
pub(super) fn carried(id: MarkId, from_mm: Vec2, seen: &Seen<'_>, model: &Model) -> Option<Carried> {
    let session = model.session()?;
    let leader = session.mark(id)?.site();
    let ids = if model.selection.contains(&id) { model.selection.clone() } else { BTreeSet::from([id]) };
    let marks: Vec<Arc<Mark>> = ids.iter().filter_map(|&id| session.mark(id)).cloned().collect();
    let places: Vec<_> = marks.iter().flat_map(|mark| mark.shape.spots()).map(Site::anchor).collect();
    let at_mm = seen.view.camera.view_from_mm(leader.position_mm()).truncate();
    let group = Group::around(&seen.body.surface, leader.anchor(), &places);
    Some(Carried { from_mm: [from_mm, at_mm], marks, group })
}

impl Carried {
    /// Where the marks are while the pointer is at a place of the view, in mm; `None` off the body, where they wait.
    pub(super) fn moved(&self, ctx: &Context, pointer_mm: Vec2, seen: &Seen<'_>, model: &Model) -> Option<Edit> {
        let [pointer_from_mm, leader_from_mm] = self.from_mm;
        let moving = self.marks.iter().map(|mark| mark.id).collect();
        let place = snap::place(ctx, leader_from_mm + pointer_mm - pointer_from_mm, seen, model, &moving)?;
        let places = self.group.carried_to(&seen.body.surface, place);
        Some(Edit::moving(seen.body, self.marks.iter().map(|mark| &**mark), &places))
    }
}
