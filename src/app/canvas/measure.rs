//! The ruler: ways along the skin, the way from the midline, and outlined areas; shown, but never part of a record.

use eframe::egui::{Align2, FontId, Painter, Pos2, Stroke, vec2};

use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec2;

use super::super::model::Model;
use super::super::theme;
use super::Seen;
use super::grounded::grounded;

/// What was measured last.
#[derive(Clone, Debug)]
pub(super) enum Measured {
    /// The shortest way along the skin between two spots.
    Way { path: Vec<SurfacePoint>, length_mm: f32 },
    /// The shortest way from a spot to the midline.
    FromMidline { path: Vec<SurfacePoint>, length_mm: f32 },
    /// The skin inside an outline.
    Area { outline: Vec<SurfacePoint>, area_cm2: f32 },
}

impl Measured {
    /// Along the skin from one spot to another; nothing where no skin joins them.
    pub(super) fn between(body: &Body, from: SurfacePoint, to: SurfacePoint) -> Option<Self> {
        let path = body.surface.geodesic(from, to)?;
        Some(Self::Way { path: path.points, length_mm: path.length_mm })
    }

    /// From a spot to the midline.
    pub(super) fn from_midline(body: &Body, spot: SurfacePoint) -> Option<Self> {
        let path = body.surface.from_midline(spot)?;
        Some(Self::FromMidline { path: path.points, length_mm: path.length_mm.abs() })
    }

    /// Inside corners of the view plane (mm); nothing where fewer than three lie on the skin.
    pub(super) fn inside(seen: &Seen<'_>, corners_mm: &[Vec2]) -> Option<Self> {
        let outline: Vec<SurfacePoint> = corners_mm.iter().filter_map(|&corner| seen.skin_at_mm(corner)).collect();
        let area_cm2 = seen.body.surface.outline_area_cm2(&outline).filter(|_| outline.len() >= 3)?;
        Some(Self::Area { outline, area_cm2 })
    }

    /// The patient's figure in words.
    pub(super) fn text(&self, model: &Model) -> Option<String> {
        let (body, scale, texts) = (model.body()?, model.shown_scale(), &model.texts);
        let figure = |number: f32| texts.decimal(format_args!("{number:.1}")).into();
        let mm = |path: &[SurfacePoint], length_mm: f32| [("mm", figure(scale.length_mm(body, path, length_mm)))];
        Some(match self {
            Self::Way { path, length_mm } => texts.with("measured-way", &mm(path, *length_mm)),
            Self::FromMidline { path, length_mm } => texts.with("measured-from-midline", &mm(path, *length_mm)),
            Self::Area { outline, area_cm2 } => {
                let area_cm2 = scale.area_cm2(body, outline, *area_cm2);
                texts.with("measured-area", &[("area", figure(area_cm2))])
            }
        })
    }
}

/// The line where this view sees it, and the figure at its end.
pub(super) fn paint(painter: &Painter, seen: &Seen<'_>, measured: &Measured, model: &Model, palette: &theme::Palette) {
    let (Measured::Way { path, .. } | Measured::FromMidline { path, .. } | Measured::Area { outline: path, .. }) =
        measured;
    let mut spots: Vec<SurfacePoint> = path.clone();
    if matches!(measured, Measured::Area { .. }) {
        spots.extend(path.first());
    }
    let place = |&spot: &SurfacePoint| {
        let at = seen.view.camera.view_from_mm(seen.body.surface.position_mm(spot)).truncate();
        seen.body.is_seen(&seen.view.camera, spot).then(|| seen.map.screen_from_mm(at))
    };
    let places: Vec<Option<Pos2>> = spots.iter().map(place).collect();
    for pair in places.windows(2) {
        if let [Some(from), Some(to)] = pair {
            painter.line_segment([*from, *to], Stroke::new(2.0, palette.accent));
        }
    }
    let shown = || places.iter().flatten();
    for end in [shown().next(), shown().last()].into_iter().flatten() {
        painter.circle(*end, 4.0, palette.panel, Stroke::new(2.0, palette.accent));
    }
    if let (Some(end), Some(text)) = (shown().last(), measured.text(model)) {
        let width = painter.clip_rect().width();
        let written = painter.layout(text, FontId::new(14.0, theme::semibold()), palette.text, width);
        grounded(painter, (*end + vec2(12.0, -10.0), Align2::LEFT_BOTTOM), written, palette);
    }
}
