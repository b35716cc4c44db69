//! The items of a page on a PDF surface, in points from the top left corner.

use std::collections::BTreeMap;

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::graphic::Graphic;
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::super::body;
use super::tags::PageTags;
use super::{Fineness, POINTS_PER_MM};
use crate::geom::Vec2;
use crate::scene::glyph::{self, Part as Layer};
use crate::scene::sheet::{BodyPicture, Item, Rect, Role, Sheet, TextItem};
use crate::scene::text::{self, GlyphRun};
use crate::scene::{Colour, GlyphKey, Path, Segment};

impl Fineness {
    /// Pixels an inch of the body's pictures.
    fn dpi(self) -> f32 {
        match self {
            Self::Usual => 170.0,
            Self::Small => 90.0,
        }
    }

    /// Of the pictures, of 100: beyond, files grow and nobody sees why.
    fn jpeg_quality(self) -> u8 {
        match self {
            Self::Usual => 82,
            Self::Small => 65,
        }
    }
}

/// Letters in marks are as large as they would be in a picture of so many pixels a millimetre: 300 dpi.
const LETTER_PX_PER_MM: f32 = 300.0 / 25.4;

/// What pages have in common: fonts, and the looks of marks.
pub(super) struct Artist {
    fineness: Fineness,
    fonts: BTreeMap<(usize, u32), Option<Font>>,
    looks: BTreeMap<(GlyphKey, u32), Graphic>,
}

impl Artist {
    pub(super) fn new(fineness: Fineness) -> Self {
        Self { fineness, fonts: BTreeMap::new(), looks: BTreeMap::new() }
    }

    /// Draws a page; what is in no part is adornment.
    pub(super) fn draw(&mut self, sheet: &Sheet, surface: &mut Surface<'_>, tags: &mut PageTags<'_>) {
        let mut next = 0;
        for part in &sheet.parts {
            self.adorn(&sheet.items[next..part.items.start.max(next)], surface);
            let items = &sheet.items[part.items.clone()];
            let running = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header));
            let tag = if part.role == Role::Running { running } else { ContentTag::Other };
            let drawn = surface.start_tagged(tag);
            self.items(items, surface);
            surface.end_tagged();
            if part.role != Role::Running {
                tags.push(&part.role, items, drawn);
            }
            next = part.items.end;
        }
        self.adorn(&sheet.items[next..], surface);
    }

    fn adorn(&mut self, items: &[Item], surface: &mut Surface<'_>) {
        if items.is_empty() {
            return;
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.items(items, surface);
        surface.end_tagged();
    }

    fn items(&mut self, items: &[Item], surface: &mut Surface<'_>) {
        for (at, item) in items.iter().enumerate() {
            match item {
                Item::Text(words) => self.text(words, at + 1 < items.len(), surface),
                other => self.item(other, surface),
            }
        }
    }

    fn item(&mut self, item: &Item, surface: &mut Surface<'_>) {
        match item {
            Item::Picture(picture) => draw_picture(picture, self.fineness, surface),
            Item::Line { points, colour, width_mm } => {
                stroke(surface, &Path::polyline(points), on_page, *colour, width_mm * POINTS_PER_MM);
            }
            Item::Polygon { points, colour } => fill(surface, &Path::polygon(points), on_page, *colour),
            Item::Band { rungs, colour } => {
                let there = rungs.iter().map(|rung| rung[0]);
                let edge: Vec<Vec2> = there.chain(rungs.iter().rev().map(|rung| rung[1])).collect();
                fill(surface, &Path::polygon(&edge), on_page, *colour);
            }
            Item::Box { rect: Rect { min, max }, fill: colour } => {
                let corners = [*min, Vec2::new(max.x, min.y), *max, Vec2::new(min.x, max.y)];
                fill(surface, &Path::polygon(&corners), on_page, *colour);
            }
            Item::Glyph { at, radius_mm, key } => self.mark(*key, *at, *radius_mm, surface),
            Item::Text(words) => self.text(words, false, surface),
        }
    }

    /// A mark; marks that look alike are written once.
    fn mark(&mut self, key: GlyphKey, at: Vec2, radius_mm: f32, surface: &mut Surface<'_>) {
        let look =
            self.looks.entry((key, radius_mm.to_bits())).or_insert_with(|| look(key, radius_mm, surface)).clone();
        let at = on_page(at);
        surface.push_transform(&Transform::from_translate(at.x, at.y));
        surface.draw_graphic(look);
        surface.pop();
    }

    /// A line of text; where more of its part follows it ends in a space, as words end that are read.
    fn text(&mut self, words: &TextItem, goes_on: bool, surface: &mut Surface<'_>) {
        let (start, size) = (on_page(words.start()), words.size_mm * POINTS_PER_MM);
        if let Some(halo) = words.halo {
            let outline = text::outline(&words.string, words.weight);
            stroke(surface, &outline, |point| rounded(start + point * Vec2::new(size, -size)), halo, size * 0.22);
        }
        let said = if goes_on { &format!("{} ", words.string) } else { &words.string };
        for run in text::glyph_runs(said, words.weight) {
            let from = rounded(start + Vec2::new(run.x * size, 0.0));
            if let Some(font) = self.font(&run) {
                surface.set_stroke(None);
                surface.set_fill(Some(filled(words.colour)));
                surface.draw_glyphs(Point::from_xy(from.x, from.y), &glyphs(&run), font, &run.text, size, false);
            } else {
                // Boxes with the characters' numbers.
                let outline = text::outline(&run.text, words.weight);
                fill(surface, &outline, |point| from + point * Vec2::new(size, -size), words.colour);
            }
        }
    }

    fn font(&mut self, run: &GlyphRun) -> Option<Font> {
        if run.font.is_empty() {
            return None;
        }
        let font = self.fonts.entry((run.font.as_ptr().addr(), run.index));
        font.or_insert_with(|| Font::new(run.font.into(), run.index)).clone()
    }
}

fn on_page(point_mm: Vec2) -> Vec2 {
    rounded(point_mm * POINTS_PER_MM)
}

/// To a hundredth of a point, far finer than any print: every digit beyond takes room in thousands of places.
fn rounded(points: Vec2) -> Vec2 {
    (points * 100.0).round() / 100.0
}

fn look(key: GlyphKey, radius_mm: f32, surface: &mut Surface<'_>) -> Graphic {
    let mut builder = surface.stream_builder();
    let mut inner = builder.surface();
    let radius = radius_mm * POINTS_PER_MM;
    let to_points = |point: Vec2| rounded(point * Vec2::new(radius, -radius));
    for Layer { path, fill: inside, stroke: line } in
        glyph::parts(key, glyph::letter_scale(radius_mm * LETTER_PX_PER_MM))
    {
        if let Some(colour) = inside {
            fill(&mut inner, &path, to_points, colour);
        }
        if let Some((colour, width)) = line {
            stroke(&mut inner, &path, to_points, colour, width * radius);
        }
    }
    inner.finish();
    Graphic::new(builder.finish(), false)
}

fn glyphs(run: &GlyphRun) -> Vec<KrillaGlyph> {
    let of_run = run.glyphs.iter().map(|glyph| {
        let (id, offset) = (GlyphId::new(glyph.id), glyph.offset);
        KrillaGlyph::new(id, glyph.advance, offset.x, offset.y, 0.0, glyph.says.clone(), None)
    });
    of_run.collect()
}

fn opacity(colour: Colour) -> NormalizedF32 {
    NormalizedF32::new(f32::from(colour.alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn ink(colour: Colour) -> krilla::paint::Paint {
    krilla::color::rgb::Color::new(colour.red, colour.green, colour.blue).into()
}

fn filled(colour: Colour) -> Fill {
    Fill { paint: ink(colour), opacity: opacity(colour), rule: FillRule::NonZero }
}

fn path_of(path: &Path, to: impl Fn(Vec2) -> Vec2) -> Option<krilla::geom::Path> {
    let mut builder = PathBuilder::new();
    for segment in &path.0 {
        match *segment {
            Segment::Move(a) => {
                let a = to(a);
                builder.move_to(a.x, a.y);
            }
            Segment::Line(a) => {
                let a = to(a);
                builder.line_to(a.x, a.y);
            }
            Segment::Quad(a, b) => {
                let (a, b) = (to(a), to(b));
                builder.quad_to(a.x, a.y, b.x, b.y);
            }
            Segment::Cubic(a, b, c) => {
                let (a, b, c) = (to(a), to(b), to(c));
                builder.cubic_to(a.x, a.y, b.x, b.y, c.x, c.y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

fn fill(surface: &mut Surface<'_>, path: &Path, to: impl Fn(Vec2) -> Vec2, colour: Colour) {
    let Some(path) = path_of(path, to) else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(filled(colour)));
    surface.draw_path(&path);
}

fn stroke(surface: &mut Surface<'_>, path: &Path, to: impl Fn(Vec2) -> Vec2, colour: Colour, width: f32) {
    let Some(path) = path_of(path, to) else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: ink(colour),
        width,
        opacity: opacity(colour),
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
}

/// The body as a picture of its own, on white; what can't be encoded is left white.
fn draw_picture(picture: &BodyPicture, fineness: Fineness, surface: &mut Surface<'_>) {
    let Rect { min, max } = picture.rect;
    let at = on_page(min);
    let size = on_page(max - min);
    let Some((image, size)) = encoded(picture, fineness).zip(Size::from_wh(size.x, size.y)) else { return };
    surface.push_transform(&Transform::from_translate(at.x, at.y));
    surface.draw_image(image, size);
    surface.pop();
}

fn encoded(picture: &BodyPicture, fineness: Fineness) -> Option<Image> {
    let pixels = body::pixels(picture, fineness.dpi())?;
    let [width, height] = pixels.size_px;
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, fineness.jpeg_quality());
    encoder.encode(&pixels.rgb(), width, height, ExtendedColorType::Rgb8).ok()?;
    Image::from_jpeg(bytes.into(), false).ok()
}
