//! Snapping: what a place near the pointer is drawn to, so that marks lie in the midline, on a landmark, on a crossing of the
//! guides that are shown, or as high as another mark. Alt leaves the place as it is.

use std::collections::BTreeSet;

use eframe::egui::{Align2, Color32, Context, FontId, Painter, Pos2, Stroke, pos2, vec2};

use crate::atlas::SurfacePoint;
use crate::atlas::landmarks::landmarks;
use crate::atlas::regions::Side;
use crate::chart::MarkId;
use crate::geom::{Vec2, Vec3};
use crate::scene::PlacedMark;

use super::super::model::Model;
use super::super::theme;
use super::gestures::{Hovered, own_marks};
use super::grounded::grounded;
use super::stroke::draws;
use super::{Canvas, Seen, Tool};

/// How near something must be on the screen to draw a place to it, in points.
const REACH_PT: f32 = 7.0;

/// A place that was drawn to something.
#[derive(Clone, Debug)]
pub(super) struct Snapped {
    /// The place.
    pub at: SurfacePoint,
    /// What it was drawn to, in words.
    to: String,
    /// Another mark as high as it, in view millimetres.
    level_with_mm: Option<Vec2>,
}

/// Where a mark comes that is put at a place on the screen: what the place is drawn to, else the skin there. `moving` are
/// marks that go along, and draw nothing.
pub(super) fn place(
    ctx: &Context,
    at_mm: Vec2,
    seen: &Seen<'_>,
    model: &Model,
    moving: &BTreeSet<MarkId>,
) -> Option<SurfacePoint> {
    let snapped = is_on(ctx, model).then(|| snapped(at_mm, seen, model, moving)).flatten();
    snapped.map(|snapped| snapped.at).or_else(|| seen.skin_at_mm(at_mm))
}

fn is_on(ctx: &Context, model: &Model) -> bool {
    model.settings.snaps && !ctx.input(|input| input.modifiers.alt)
}

/// What a place of the view is drawn to, the most definite thing first.
fn snapped(at_mm: Vec2, seen: &Seen<'_>, model: &Model, moving: &BTreeSet<MarkId>) -> Option<Snapped> {
    let reach_mm = REACH_PT / seen.map.pt_per_mm;
    to_landmark(at_mm, reach_mm, seen, model)
        .or_else(|| to_crossing(at_mm, reach_mm, seen, model))
        .or_else(|| level(at_mm, reach_mm, seen, model, moving))
        .or_else(|| to_midline(at_mm, reach_mm, seen, model))
}

fn to_landmark(at_mm: Vec2, reach_mm: f32, seen: &Seen<'_>, model: &Model) -> Option<Snapped> {
    let places = landmarks(seen.body).iter().filter_map(|landmark| {
        let there_mm = seen.view.camera.view_from_mm(landmark.position_mm).truncate();
        let off_mm = there_mm.distance(at_mm);
        (off_mm <= reach_mm && seen.body.is_seen(&seen.view.camera, landmark.point)).then_some((off_mm, landmark))
    });
    let (_, landmark) = places.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let to = landmark.name(model.language()).to_owned();
    Some(Snapped { at: landmark.point, to, level_with_mm: None })
}

/// Where lines of the guides that are shown cross.
fn to_crossing(at_mm: Vec2, reach_mm: f32, seen: &Seen<'_>, model: &Model) -> Option<Snapped> {
    let lines = seen.scene.guides.iter().flat_map(|lines| lines.iter());
    let sides = lines.enumerate().flat_map(|(line, guide)| guide.points.windows(2).map(move |side| (line, side)));
    let near: Vec<(usize, &[Vec2])> = sides.filter(|(_, side)| is_near(at_mm, side, reach_mm)).collect();
    let pairs = near.iter().enumerate().flat_map(|(at, one)| near[at + 1..].iter().map(move |other| (one, other)));
    let crossings = pairs.filter(|(one, other)| one.0 != other.0).filter_map(|(one, other)| crossing(one.1, other.1));
    let nearest = crossings.min_by(|a, b| a.distance(at_mm).total_cmp(&b.distance(at_mm)))?;
    let at = seen.skin_at_mm(nearest).filter(|_| nearest.distance(at_mm) <= reach_mm)?;
    Some(Snapped { at, to: model.texts.get("snap-crossing"), level_with_mm: None })
}

fn is_near(at: Vec2, side: &[Vec2], reach: f32) -> bool {
    let (low, high) = (side[0].min(side[1]) - reach, side[0].max(side[1]) + reach);
    at.cmpge(low).all() && at.cmple(high).all()
}

/// Where two segments cross.
fn crossing(one: &[Vec2], other: &[Vec2]) -> Option<Vec2> {
    let (a, b) = (one[1] - one[0], other[1] - other[0]);
    let turn = a.perp_dot(b);
    let between = other[0] - one[0];
    let (along_one, along_other) = (between.perp_dot(b) / turn, between.perp_dot(a) / turn);
    let within = |along: f32| (0.0..=1.0).contains(&along);
    (within(along_one) && within(along_other)).then(|| one[0] + a * along_one)
}

/// As high as another mark where the view is upright; in the midline too, if that is near.
fn level(at_mm: Vec2, reach_mm: f32, seen: &Seen<'_>, model: &Model, moving: &BTreeSet<MarkId>) -> Option<Snapped> {
    const UPRIGHT: f32 = 0.95;
    if seen.view.camera.up.z < UPRIGHT {
        return None;
    }
    let off = |mark: &&PlacedMark| (mark.at_view_mm.y - at_mm.y).abs();
    let others = own_marks(seen, model).filter(|mark| !moving.contains(&mark.id));
    // What lies under the pointer itself is selected by a click, not taken for a level.
    let apart = others.filter(|mark| (mark.at_view_mm.x - at_mm.x).abs() > reach_mm);
    let mark = apart.filter(|mark| off(mark) <= reach_mm).min_by(|a, b| off(a).total_cmp(&off(b)))?;
    let level_mm = Vec2::new(at_mm.x, mark.at_view_mm.y);
    let number = model.session().and_then(|session| session.number_of(mark.id)).unwrap_or(mark.id.0);
    let to = model.texts.with("snap-level", &[("number", number.into())]);
    let both = to_midline(level_mm, reach_mm, seen, model).map(|middle| middle.at);
    let at = both.or_else(|| seen.skin_at_mm(level_mm))?;
    Some(Snapped { at, to, level_with_mm: Some(mark.at_view_mm) })
}

fn to_midline(at_mm: Vec2, reach_mm: f32, seen: &Seen<'_>, model: &Model) -> Option<Snapped> {
    let surface = &seen.body.surface;
    let mut at = seen.skin_at_mm(at_mm)?;
    // The skin of the midline nearest to a spot: a step or two, as the body is its own mirror image.
    for _ in 0..4 {
        let Vec3 { y, z, .. } = surface.position_mm(at);
        at = surface.closest(Vec3::new(0.0, y, z)).0;
    }
    let position_mm = surface.position_mm(at);
    let there_mm = seen.view.camera.view_from_mm(position_mm).truncate();
    let is_there = Side::of_spot(position_mm.x) == Side::Midline && seen.body.is_seen(&seen.view.camera, at);
    (is_there && there_mm.distance(at_mm) <= reach_mm).then(|| Snapped {
        at,
        to: model.texts.get("snap-midline"),
        level_with_mm: None,
    })
}

/// What the place under the pointer would be drawn to by a click.
pub(super) fn show(
    painter: &Painter,
    hovered: &Hovered,
    seen: &Seen<'_>,
    model: &Model,
    canvas: &Canvas,
    palette: &theme::Palette,
) {
    let would_place = canvas.tool() == Tool::Place && is_on(painter.ctx(), model) && draws(seen, model);
    let pointer = painter.ctx().pointer_hover_pos().filter(|at| seen.map.rect.contains(*at));
    let Some(at) = pointer.filter(|_| would_place && hovered.mark.is_none()) else { return };
    let Some(snapped) = snapped(seen.map.mm_from_screen(at), seen, model, &BTreeSet::new()) else { return };
    let place_mm = seen.view.camera.view_from_mm(seen.body.surface.position_mm(snapped.at)).truncate();
    let place = seen.map.screen_from_mm(place_mm);
    let stroke = Stroke::new(1.5, palette.accent);
    if let Some(other_mm) = snapped.level_with_mm {
        painter.line_segment([seen.map.screen_from_mm(other_mm), place], Stroke::new(1.0, faint(palette.accent)));
    }
    painter.circle_stroke(place, 5.0, stroke);
    let written = painter.layout_no_wrap(snapped.to, FontId::proportional(12.5), palette.text);
    grounded(painter, (beside(place, seen, written.size().x), Align2::LEFT_BOTTOM), written, palette);
}

fn faint(colour: Color32) -> Color32 {
    colour.gamma_multiply(0.7)
}

/// Beside a place, within the pane.
fn beside(place: Pos2, seen: &Seen<'_>, width: f32) -> Pos2 {
    let rect = seen.map.rect.shrink(8.0);
    let corner = place + vec2(12.0, -10.0);
    pos2(corner.x.min(rect.right() - width), corner.y.max(rect.top() + 20.0))
}
