//! Which part of a view a pane shows, and the map between millimetres of the view plane and points on the screen.

use eframe::egui::{Pos2, Rect, pos2};

use crate::atlas::raster::Frame;
use crate::atlas::view::View;
use crate::geom::Vec2;

/// Closest and furthest zoom, as multiples of the whole view.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=40.0;
/// How much of the pane the whole view fills.
const FIT: f32 = 0.96;

/// Zoom and place, kept when the pane changes its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Viewport {
    /// 1 shows the whole view.
    pub zoom: f32,
    /// The middle of the pane, from the middle of the view, in millimetres: x right, y up.
    pub centre_mm: Vec2,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { zoom: 1.0, centre_mm: Vec2::ZERO }
    }
}

impl Viewport {
    /// The map for this viewport on a pane.
    pub(in crate::app) fn map(&self, view: &View, rect: Rect) -> ViewMap {
        let fit = (rect.width() / view.width_mm).min(rect.height() / view.height_mm) * FIT;
        ViewMap { rect, centre_mm: self.centre_mm, pt_per_mm: (fit * self.zoom).max(1e-3) }
    }

    /// Zooms by `factor` so that what lies under `at` stays there; what is shown stays near the view.
    pub(in crate::app) fn zoom_at(&mut self, factor: f32, at: Pos2, view: &View, rect: Rect) {
        let before = self.map(view, rect).mm_from_screen(at);
        self.zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let after = self.map(view, rect).mm_from_screen(at);
        self.centre_mm += before - after;
        self.keep_near(view);
    }

    /// Moves what is shown by a distance on the screen.
    pub(in crate::app) fn pan(&mut self, by: egui::Vec2, view: &View, rect: Rect) {
        let pt_per_mm = self.map(view, rect).pt_per_mm;
        self.centre_mm += Vec2::new(-by.x, by.y) / pt_per_mm;
        self.keep_near(view);
    }

    /// Shows these spots, with room around them.
    pub(in crate::app) fn show(&mut self, spots_mm: &[Vec2], view: &View) {
        let Some(&first) = spots_mm.first() else { return };
        let (low, high) = spots_mm.iter().fold((first, first), |(low, high), &spot| (low.min(spot), high.max(spot)));
        let span_mm = (high - low).max(Vec2::splat(40.0)) * 1.6;
        self.centre_mm = (low + high) / 2.0;
        let zoom = (view.width_mm / span_mm.x).min(view.height_mm / span_mm.y);
        self.zoom = zoom.clamp(1.0, 6.0);
    }

    /// The body can't be lost out of sight.
    fn keep_near(&mut self, view: &View) {
        let reach_mm = Vec2::new(view.width_mm, view.height_mm) * 0.75;
        self.centre_mm = self.centre_mm.clamp(-reach_mm, reach_mm);
    }
}

/// The map between the view plane (millimetres, y up) and the screen (points, y down).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct ViewMap {
    /// The pane.
    pub rect: Rect,
    /// What of the view lies in its middle.
    pub centre_mm: Vec2,
    /// Scale.
    pub pt_per_mm: f32,
}

impl ViewMap {
    /// Where a spot of the view plane is on the screen.
    pub(in crate::app) fn screen_from_mm(&self, view_mm: Vec2) -> Pos2 {
        let from_centre = (view_mm - self.centre_mm) * self.pt_per_mm;
        let centre = self.rect.center();
        pos2(centre.x + from_centre.x, centre.y - from_centre.y)
    }

    /// Which spot of the view plane is at a place on the screen.
    pub(in crate::app) fn mm_from_screen(&self, screen: Pos2) -> Vec2 {
        let from_centre = screen - self.rect.center();
        self.centre_mm + Vec2::new(from_centre.x, -from_centre.y) / self.pt_per_mm
    }

    /// The frame of a picture that fills the pane at `pixels_per_point`.
    pub(in crate::app) fn frame(&self, view: &View, pixels_per_point: f32) -> Frame {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window is under 2^31 pixels")]
        let size_px = [self.rect.width(), self.rect.height()].map(|pt| (pt * pixels_per_point).round().max(1.0) as u32);
        Frame {
            camera: view.camera,
            centre_view_mm: self.centre_mm,
            px_per_mm: self.pt_per_mm * pixels_per_point,
            size_px,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;
    use proptest::prelude::*;

    fn face() -> &'static View {
        crate::atlas::view::view(crate::atlas::BodyKind::AdultFemale, "face-front").unwrap()
    }

    proptest! {
        #[test]
        fn zooming_keeps_what_is_under_the_pointer(x in 0.3_f32..0.7, y in 0.3_f32..0.7, factor in 0.6_f32..1.6) {
            let rect = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
            let at = rect.lerp_inside(vec2(x, y));
            let mut viewport = Viewport { zoom: 2.0, ..Viewport::default() };
            let before = viewport.map(face(), rect).mm_from_screen(at);
            viewport.zoom_at(factor, at, face(), rect);
            let after = viewport.map(face(), rect).mm_from_screen(at);
            prop_assert!(before.distance(after) < 0.05, "{before} {after}");
        }

        #[test]
        fn screen_and_millimetres_are_inverse(x in -200.0_f32..200.0, y in -200.0_f32..200.0, zoom in 0.5_f32..20.0) {
            let rect = Rect::from_min_size(pos2(7.0, 11.0), vec2(731.0, 517.0));
            let map = Viewport { zoom, centre_mm: Vec2::new(3.0, -4.0) }.map(face(), rect);
            let back = map.mm_from_screen(map.screen_from_mm(Vec2::new(x, y)));
            prop_assert!(back.distance(Vec2::new(x, y)) < 0.02);
        }
    }
}
