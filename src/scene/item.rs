//! The display list: what a page and a pane of the screen are drawn from, in millimetres of the medium.
//!
//! x right, y down. On paper a millimetre is one; on screen it is what 96 pixels an inch make of it. Whoever writes a format
//! or paints a screen translates the items one by one and decides nothing.

use std::sync::Arc;

use super::GlyphKey;
use super::drawing::Ground;
use super::palette::Colour;
use super::text::{self, Weight};
use crate::atlas::raster::{Frame, Tint};
use crate::atlas::{BodyKind, View};
use crate::geom::Vec2;

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Top left.
    pub min: Vec2,
    /// Bottom right.
    pub max: Vec2,
}

impl Rect {
    /// From its corners.
    pub fn new(min: Vec2, max: Vec2) -> Self {
        Self { min, max }
    }

    /// Left to right.
    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    /// Top to bottom.
    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    /// The middle.
    pub fn centre(&self) -> Vec2 {
        (self.min + self.max) / 2.0
    }

    /// Smaller by `by` on every side.
    #[must_use]
    pub fn shrunk(&self, by: f32) -> Self {
        Self { min: self.min + by, max: self.max - by }
    }

    /// Whether a point lies in it.
    pub fn contains(&self, point: Vec2) -> bool {
        (point.cmpge(self.min) & point.cmple(self.max)).all()
    }

    /// Whether they share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        (self.min.cmplt(other.max) & other.min.cmplt(self.max)).all()
    }
}

/// A picture of the body that fills a rectangle of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyPicture {
    /// Where on the page.
    pub rect: Rect,
    /// Which body.
    pub body: BodyKind,
    /// From where.
    pub view: &'static View,
    /// Page millimetres for a millimetre of body.
    pub scale: f32,
    /// What of the view lies in the middle, in view millimetres, y up: zero where the whole view is shown.
    pub centre_view_mm: Vec2,
    /// Values on the skin in colour, if any are shown.
    pub tint: Option<Arc<Tint>>,
}

impl BodyPicture {
    /// Where the view's plane lies on the page.
    pub fn ground(&self) -> Ground {
        Ground { rect: self.rect, centre_view_mm: self.centre_view_mm, scale: self.scale }
    }

    /// View millimetres to page millimetres.
    pub fn page_from_view(&self, point: Vec2) -> Vec2 {
        self.ground().medium_from_view(point)
    }

    /// Page millimetres back to view millimetres.
    pub fn view_from_page(&self, at: Vec2) -> Vec2 {
        self.centre_view_mm + (at - self.rect.centre()) / Vec2::new(self.scale, -self.scale)
    }

    /// The frame to render when the page has `px_per_page_mm` pixels a millimetre and the picture `size_px` pixels, the
    /// first of them `offset_px` from the picture's top left corner.
    pub fn frame(&self, px_per_page_mm: f32, offset_px: Vec2, size_px: [u32; 2]) -> Frame {
        let px_per_mm = self.scale * px_per_page_mm;
        #[expect(clippy::cast_precision_loss, reason = "pictures have far less than 2^24 pixels a side")]
        let half_px = Vec2::new(size_px[0] as f32, size_px[1] as f32) / 2.0;
        let half_rect_px = (self.rect.max - self.rect.min) / 2.0 * px_per_page_mm;
        let from_middle = (offset_px + half_px - half_rect_px) / px_per_mm * Vec2::new(1.0, -1.0);
        let centre_view_mm = self.centre_view_mm + from_middle;
        Frame { camera: self.view.camera, centre_view_mm, px_per_mm, size_px }
    }
}

/// Which point of a text lies at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The start of the line.
    Start,
    /// The middle of the line.
    Middle,
    /// The end of the line.
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextItem {
    /// The anchor's place on the baseline.
    pub at: Vec2,
    /// Height of an em.
    pub size_mm: f32,
    /// Which point of the line lies there.
    pub anchor: Anchor,
    /// How bold.
    pub weight: Weight,
    /// Ink.
    pub colour: Colour,
    /// A rim around the letters, for text on pictures.
    pub halo: Option<Colour>,
    /// The words.
    pub string: String,
}

impl TextItem {
    /// Where the line starts.
    pub fn start(&self) -> Vec2 {
        let width = self.width_mm();
        let back = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        self.at - Vec2::new(back, 0.0)
    }

    /// Length of the line.
    pub fn width_mm(&self) -> f32 {
        text::width(&self.string, self.weight) * self.size_mm
    }

    /// From the height of a capital to the depth of a descender.
    pub fn rect(&self) -> Rect {
        let start = self.start();
        let end = start + Vec2::new(self.width_mm(), text::DESCENT * self.size_mm);
        Rect::new(start - Vec2::new(0.0, text::CAP_HEIGHT * self.size_mm), end)
    }
}

/// One thing on a page or a pane.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A picture of the body.
    Picture(BodyPicture),
    /// An open line with round ends.
    Line {
        /// Its points.
        points: Vec<Vec2>,
        /// Ink.
        colour: Colour,
        /// Stroke width.
        width_mm: f32,
    },
    /// A filled outline that is convex.
    Polygon {
        /// Its corners.
        points: Vec<Vec2>,
        /// Ink.
        colour: Colour,
    },
    /// A filled strip between two edges.
    Band {
        /// From one end to the other the two edges.
        rungs: Vec<[Vec2; 2]>,
        /// Ink.
        colour: Colour,
    },
    /// A filled rectangle.
    Box {
        /// Where.
        rect: Rect,
        /// Ink.
        fill: Colour,
    },
    /// A mark, on the body or in the legend.
    Glyph {
        /// Its centre.
        at: Vec2,
        /// Radius of a circle among glyphs.
        radius_mm: f32,
        /// How it looks.
        key: GlyphKey,
    },
    /// A line of text.
    Text(TextItem),
}
