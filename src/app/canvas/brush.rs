//! The brush: points painted over the skin one spacing apart, and taken away again.

use std::collections::BTreeSet;

use eframe::egui::{self, Painter, Response, Ui};

use crate::atlas::SurfacePoint;
use crate::atlas::regions::locus_at;
use crate::chart::{
    Edit, Ground, Laying, Length, Mark, MarkId, Origin, Painted, Placing, Session, Site, SpotCount, with_mirror_images,
};
use crate::geom::Vec2;
use crate::pattern::{Bristles, Brush, Pattern, under_brush};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::stroke::draws;
use super::{Canvas, Seen, Tool};

/// A stroke of the brush under way.
#[derive(Clone, Debug)]
pub(super) struct Painting {
    does: Does,
    /// Where the brush was put down last, in view millimetres.
    last_mm: Vec2,
}

/// What a stroke does.
#[derive(Clone, Debug)]
enum Does {
    /// Points appear.
    Paint(Stroke),
    /// Points of the session that the brush went over so far, which go.
    Erase(BTreeSet<MarkId>),
}

/// What is being painted.
#[derive(Clone, Debug)]
struct Stroke {
    brush: Brush,
    /// Where the brush went.
    along: Vec<Site>,
    /// Whether the same appears on the other side.
    mirrored: bool,
}

impl Stroke {
    fn dab(&mut self, at: SurfacePoint, radius_mm: f32, seen: &Seen<'_>) {
        /// What lies nearer to the spot before, in radiuses, tells nothing new.
        const STEP: f32 = 0.4;
        self.brush.dab(seen.body, at);
        let last_mm = self.along.last().map(Site::position_mm);
        let step_mm = seen.body.surface.position_mm(at);
        if last_mm.is_none_or(|last_mm| last_mm.distance(step_mm) >= STEP * radius_mm) {
            self.along.push(Site::on(seen.body, at));
        }
    }

    /// The points as a field, that it can be laid anew; of a stroke longer than a record holds they only belong together.
    fn edit(&self, seen: &Seen<'_>, model: &Model) -> Option<Edit> {
        let mut marks: Vec<Mark> =
            self.brush.places().map(|place| model.next.mark_at(Site::on(seen.body, place))).collect();
        match marks.len() {
            0 => return None,
            1 => return Some(Edit::Place(marks)),
            _ if self.along.len() > SpotCount::MOST => return Some(Edit::Lay(None, Origin::Together, marks)),
            _ => (),
        }
        if self.mirrored {
            marks = with_mirror_images(&marks, seen.body);
        }
        let painted = Painted { along: self.along.clone(), radius: model.strokes.radius };
        let laying = Laying {
            ground: Ground::Painted(painted),
            mirrored: self.mirrored,
            pattern: Pattern::Hexagonal,
            spacing: model.fill.spacing,
            placing: Placing::default(),
            protocol: None,
        };
        Some(Edit::Lay(None, Origin::Field(laying), marks))
    }
}

/// A length on the patient as one of the body, there.
fn on_body_mm(length: Length, at: SurfacePoint, seen: &Seen<'_>, model: &Model) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a length on the body")]
    let mm = length.mm() as f32;
    mm / model.scale().in_region(locus_at(seen.body, at).region)
}

impl Painting {
    /// The brush is put down; `None` beside the skin, or where nothing may be drawn.
    pub(super) fn begin(at_mm: Vec2, erases: bool, seen: &Seen<'_>, model: &Model) -> Option<Self> {
        let at = seen.skin_at_mm(at_mm).filter(|_| draws(seen, model))?;
        let points = model.session()?.marks.iter().filter(|mark| mark.is_point());
        let does = if erases {
            Does::Erase(BTreeSet::new())
        } else {
            let bristles = Bristles {
                spacing_mm: on_body_mm(model.fill.spacing, at, seen, model),
                radius_mm: on_body_mm(model.strokes.radius, at, seen, model),
                mirrored: model.both_sides,
            };
            let brush = Brush::new(seen.body, bristles, points.map(|mark| mark.site().anchor()));
            Does::Paint(Stroke { brush, along: Vec::new(), mirrored: model.both_sides })
        };
        let mut painting = Self { does, last_mm: at_mm };
        painting.dab(at, seen, model);
        Some(painting)
    }

    /// The brush goes on to a place of the view; nothing skin lies between is left out, however quickly it went.
    pub(super) fn go_on(&mut self, to_mm: Vec2, seen: &Seen<'_>, model: &Model) {
        #[expect(clippy::cast_possible_truncation, reason = "a length on the body")]
        let step_mm = (model.strokes.radius.mm() as f32 / 2.0).max(0.5);
        let way = to_mm - self.last_mm;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a way across a window")]
        let steps = (way.length() / step_mm).ceil() as usize;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let places = (1..=steps).map(|step| self.last_mm + way * (step as f32 / steps as f32));
        for at in places.collect::<Vec<_>>().into_iter().filter_map(|mm| seen.skin_at_mm(mm)) {
            self.dab(at, seen, model);
        }
        self.last_mm = to_mm;
    }

    fn dab(&mut self, at: SurfacePoint, seen: &Seen<'_>, model: &Model) {
        let radius_mm = on_body_mm(model.strokes.radius, at, seen, model);
        match &mut self.does {
            Does::Paint(stroke) => stroke.dab(at, radius_mm, seen),
            Does::Erase(gone) => {
                let settled = model.document.as_ref().map(|document| document.history.settled());
                gone.extend(settled.iter().flat_map(|session| under(session, at, radius_mm, seen)));
            }
        }
    }

    /// What the stroke comes to so far.
    pub(super) fn edit(&self, seen: &Seen<'_>, model: &Model) -> Option<Edit> {
        match &self.does {
            Does::Paint(stroke) => stroke.edit(seen, model),
            Does::Erase(gone) if gone.is_empty() => None,
            Does::Erase(gone) => Some(Edit::Remove(gone.clone())),
        }
    }
}

/// The points of a session under the brush.
fn under(session: &Session, at: SurfacePoint, radius_mm: f32, seen: &Seen<'_>) -> Vec<MarkId> {
    let is_under = |mark: &Mark| mark.is_point() && under_brush(seen.body, at, radius_mm, mark.site().anchor());
    session.marks.iter().filter(|mark| is_under(mark)).map(|mark| mark.id).collect()
}

/// A click puts the brush down once.
pub(super) fn tap(response: &Response, seen: &Seen<'_>, model: &Model, actions: &mut Actions) {
    let Some(at) = response.interact_pointer_pos() else { return };
    let painting = Painting::begin(seen.map.mm_from_screen(at), erases(response, model), seen, model);
    actions.extend(painting.and_then(|painting| painting.edit(seen, model)).map(Action::Edit));
}

/// Whether a stroke that begins now takes away.
pub(super) fn erases(response: &Response, model: &Model) -> bool {
    model.strokes.erases || response.ctx.input(|input| input.modifiers.shift)
}

/// Shift and the wheel make the brush larger and smaller; whether the wheel was meant so.
pub(super) fn resize(ui: &Ui, response: &Response, tool: Tool, model: &Model, actions: &mut Actions) -> bool {
    // With Shift egui takes the wheel for one that goes sideways.
    let (shift, scroll) = ui.input(|input| (input.modifiers.shift, input.smooth_scroll_delta()));
    let turned = scroll.x + scroll.y;
    let is_meant = tool == Tool::Brush && shift && turned != 0.0 && response.contains_pointer();
    if is_meant {
        let factor = f64::from((turned * 0.005).exp());
        actions.push(Action::SetStrokes(model.strokes.clone().with_brush(factor)));
    }
    is_meant
}

/// The rim of the brush where it would be put down.
pub(super) fn rim(painter: &Painter, seen: &Seen<'_>, model: &Model, canvas: &Canvas, stroke: egui::Stroke) {
    let pointer = painter.ctx().pointer_hover_pos().filter(|at| seen.map.rect.contains(*at));
    let Some(at) = pointer.filter(|_| canvas.tool() == Tool::Brush && draws(seen, model)) else { return };
    let Some(skin) = seen.skin_at(at) else { return };
    let radius_pt = on_body_mm(model.strokes.radius, skin, seen, model) * seen.map.pt_per_mm;
    painter.circle_stroke(at, radius_pt, stroke);
}
