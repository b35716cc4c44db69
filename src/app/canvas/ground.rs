//! Skin chosen by the pointer for a field: regions, what is drawn around, the spots of a row.

use eframe::egui::Response;

use crate::atlas::regions::patch_at;
use crate::chart::{Ground, Laying, Site};
use crate::geom::Vec2;

use super::super::action::{Action, Actions};
use super::super::draft::may_be_covered;
use super::super::model::Model;
use super::press::Press;
use super::stroke;
use super::{Seen, Tool};

/// A click on the skin: the piece of it that the field covers, alone or with Shift or a finger one more; or the next spot of
/// a row.
pub(super) fn choose(
    response: &Response,
    seen: &Seen<'_>,
    model: &Model,
    (tool, press): (Tool, Press),
    actions: &mut Actions,
) {
    let spot = response.interact_pointer_pos().and_then(|at| seen.skin_at(at));
    let Some(spot) = spot.filter(|_| stroke::draws(seen, model)) else { return };
    let (laying, both_sides, patch) = (model.laying(), model.both_sides, patch_at(seen.body, spot));
    if tool == Tool::Row {
        return actions.push(Action::Lay(laying.through(Site::on(seen.body, spot), both_sides)));
    }
    if !may_be_covered(patch) {
        return actions.push(Action::Say(model.texts.get("fill-not-treatable")));
    }
    let adds = press.touch || response.ctx.input(|input| input.modifiers.shift);
    let laying = if adds { laying.toggled(patch, both_sides) } else { laying.only(patch, both_sides) };
    actions.push(Action::Lay(laying));
}

/// What was drawn around, with no more corners than a record holds and a hand can draw; those beside the body are lost.
pub(super) fn corners(corners_mm: &[Vec2], seen: &Seen<'_>) -> Vec<Site> {
    const MOST_CORNERS: usize = 120;
    let every = corners_mm.len().div_ceil(MOST_CORNERS).max(1);
    let spots = corners_mm.iter().step_by(every).filter_map(|&corner| seen.skin_at_mm(corner));
    spots.map(|spot| Site::on(seen.body, spot)).collect()
}

/// Covers what was drawn around.
pub(super) fn around(corners_mm: &[Vec2], seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    let corners = corners(corners_mm, seen);
    if corners.len() >= 3 && stroke::draws(seen, model) {
        let (ground, mirrored) = (Ground::Outline(corners), model.both_sides);
        actions.push(Action::Lay(Laying { mirrored, ..model.laying().over(ground) }));
    }
}
