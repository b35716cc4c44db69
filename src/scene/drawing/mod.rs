//! One view as a display list: the same code for a pane of the screen and for a panel of a page.
//!
//! In painting order: danger zones, guides, lines between regions, names, ways of moved marks, lines and
//! areas, marks, counts. Widths and
//! sizes are those of a [`Pens`], in millimetres of the medium.

mod clip;
mod guides;
mod marks;
mod names;

use super::item::{Item, Rect, TextItem};
use super::palette;
use super::view::ViewScene;
use crate::geom::Vec2;

/// Where the plane of a view lies on a medium.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    /// What of the medium the view fills, in its millimetres, y down.
    pub rect: Rect,
    /// What of the view lies in the middle, in view millimetres, y up.
    pub centre_view_mm: Vec2,
    /// Millimetres of the medium for one of the body.
    pub scale: f32,
}

impl Ground {
    /// View millimetres to millimetres of the medium.
    pub fn medium_from_view(&self, at_view_mm: Vec2) -> Vec2 {
        self.rect.centre() + (at_view_mm - self.centre_view_mm) * Vec2::new(self.scale, -self.scale)
    }

    fn line(&self, points_view_mm: &[Vec2]) -> Vec<Vec2> {
        points_view_mm.iter().map(|&point| self.medium_from_view(point)).collect()
    }
}

/// What a medium is drawn with, in its millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pens {
    /// The line between two regions; guides are shares of it.
    pub line_mm: f32,
    /// Names of regions and levels: the least and the largest height of an em, between which they follow the scale.
    pub name_mm: [f32; 2],
    /// How far beyond its rectangle a view may be drawn, where the medium cuts by itself.
    pub bleed_mm: f32,
}

impl Pens {
    /// Read at 30 cm, printed at 300 dpi.
    pub const PAPER: Self = Self { line_mm: 0.13, name_mm: [1.4, 2.1], bleed_mm: 0.0 };
    /// Read at 60 cm: a line of a logical pixel, letters of 11 points.
    pub const SCREEN: Self = Self { line_mm: 0.265, name_mm: [2.91, 2.91], bleed_mm: 12.0 };

    fn name_size(&self, wanted_mm: f32) -> f32 {
        wanted_mm.clamp(self.name_mm[0], self.name_mm[1])
    }
}

/// A view about to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// What is shown.
    pub scene: &'a ViewScene,
    /// Where.
    pub ground: Ground,
    /// With what.
    pub pens: Pens,
    /// The radius of a circle among its marks, in millimetres of the medium.
    pub radius_mm: f32,
    /// What names must not cover.
    pub keep_clear: &'a [Rect],
}

impl Drawing<'_> {
    /// What is drawn, bottom first.
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.scene.marks.len() + 64);
        guides::draw(self, &mut items);
        self.boundaries(&mut items);
        let counts = marks::counts(self);
        names::draw(self, &counts, &mut items);
        marks::movements(self, &mut items);
        marks::strokes(self, &mut items);
        marks::draw(self, &mut items);
        items.extend(counts.into_iter().map(Item::Text));
        items
    }

    /// What stands beside spots that hold several marks.
    pub(super) fn counts(&self) -> Vec<TextItem> {
        marks::counts(self)
    }

    fn boundaries(&self, items: &mut Vec<Item>) {
        for boundary in self.scene.boundaries.iter() {
            self.line(&self.ground.line(boundary), (palette::REGION.with_alpha(170), self.pens.line_mm), items);
        }
    }

    /// The parts of a line that lie within reach.
    fn line(&self, points: &[Vec2], (colour, width_mm): (palette::Colour, f32), items: &mut Vec<Item>) {
        let inside = clip::clipped(points, self.reach());
        items.extend(inside.into_iter().map(|points| Item::Line { points, colour, width_mm }));
    }

    fn reach(&self) -> Rect {
        self.ground.rect.shrunk(-self.pens.bleed_mm)
    }

    fn reaches(&self, at: Vec2) -> bool {
        self.reach().contains(at)
    }
}
