//! Draws the regions of both bodies, with their boundaries and names, over every view to PNG files in a folder.
//!
//! `cargo run --release --example region_gallery -- folder [language] [part of a view's name]`
#![expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "pixels")]

use std::error::Error;
use std::path::{Path, PathBuf};

use mesomap::atlas::raster::{Frame, Look, Picture, render};
use mesomap::atlas::regions::{Patch, RegionTree, boundaries, label_anchor, patch_at};
use mesomap::atlas::{Body, BodyKind, Camera, Surface, SurfacePoint, View, ViewGroup, ViewSides, views};
use mesomap::geom::{Vec2, Vec3};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, PixmapMut, Stroke, Transform};

type Outcome<T> = Result<T, Box<dyn Error>>;

const TEXT_PX: f32 = 17.0;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("give a folder")?);
    let language = arguments.next().unwrap_or_else(|| "en".to_owned());
    let wanted = arguments.next().unwrap_or_default();
    std::fs::create_dir_all(&folder)?;
    let font = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FONT))?;
    for kind in BodyKind::ALL {
        for view in views(kind).iter().cloned().chain(extra_views(kind)).filter(|view| view.id.contains(&wanted)) {
            let picture = draw(Body::get(kind), &view, &language, &FontRef::new(&font)?)?;
            let file = folder.join(format!("{}-{}.png", kind.id(), view.id));
            let (width, height) = (picture.width(), picture.height());
            image::save_buffer(file, picture.data(), width, height, image::ExtendedColorType::Rgba8)?;
        }
    }
    Ok(())
}

/// Close looks that no named view gives, for checking: id, target on the female body, direction to the viewer, size.
const EXTRA: [(&str, [f32; 3], [f32; 3], f32); 26] = [
    ("x-ear", [78.0, -40.0, 1465.0], [1.0, 0.0, 0.0], 90.0),
    ("x-ear-back", [75.0, -30.0, 1465.0], [0.75, 0.8, 0.0], 110.0),
    ("x-jaw-below", [0.0, -90.0, 1400.0], [0.3, -0.8, -0.7], 190.0),
    ("x-nose", [5.0, -140.0, 1465.0], [0.35, -1.0, -0.1], 70.0),
    ("x-eye", [32.0, -115.0, 1490.0], [0.3, -1.0, 0.0], 80.0),
    ("x-mouth", [10.0, -130.0, 1425.0], [0.2, -1.0, 0.0], 90.0),
    ("x-neck-side", [60.0, -20.0, 1360.0], [1.0, -0.3, 0.1], 260.0),
    ("x-shoulder-side", [170.0, -20.0, 1230.0], [1.0, 0.0, 0.6], 330.0),
    ("x-shoulder-back", [150.0, 30.0, 1250.0], [0.3, 1.0, 0.15], 330.0),
    ("x-axilla", [150.0, 0.0, 1200.0], [0.25, -0.6, -0.6], 200.0),
    ("x-arm-front", [310.0, -60.0, 1090.0], [0.0, -1.0, 0.0], 430.0),
    ("x-arm-back", [310.0, -60.0, 1090.0], [0.0, 1.0, 0.0], 430.0),
    ("x-arm-outer", [310.0, -60.0, 1090.0], [0.75, 0.0, 0.7], 430.0),
    ("x-flank-back", [120.0, 30.0, 1000.0], [0.7, 0.8, -0.1], 520.0),
    ("x-flank", [120.0, 0.0, 1000.0], [0.9, -0.1, -0.4], 420.0),
    ("x-crotch", [0.0, 0.0, 760.0], [0.0, -0.8, -0.6], 300.0),
    ("x-buttock-below", [60.0, 40.0, 780.0], [0.3, 0.9, -0.35], 320.0),
    ("x-palm", [460.0, -230.0, 895.0], [-0.75, 0.04, -0.66], 230.0),
    ("x-fingertips", [500.0, -270.0, 860.0], [0.43, -0.72, -0.54], 130.0),
    ("x-hand-radial", [440.0, -220.0, 905.0], [0.0, -1.0, 0.2], 190.0),
    ("x-knee-front", [133.0, -90.0, 440.0], [0.1, -1.0, 0.0], 220.0),
    ("x-knee-back", [133.0, 0.0, 440.0], [0.0, 1.0, 0.0], 220.0),
    ("x-legs-outer", [105.0, -40.0, 420.0], [1.0, 0.0, 0.0], 900.0),
    ("x-ankle-outer", [200.0, -40.0, 60.0], [1.0, 0.0, 0.1], 260.0),
    ("x-foot-top", [165.0, -110.0, 40.0], [0.2, -0.6, 1.0], 260.0),
    ("x-foot-sole", [165.0, -110.0, 30.0], [0.0, -0.2, -1.0], 260.0),
];

fn extra_views(kind: BodyKind) -> impl Iterator<Item = View> {
    EXTRA.into_iter().map(move |(id, target, toward, size_mm)| {
        let female = &Body::get(BodyKind::AdultFemale).surface;
        let (place, _) = female.closest(Vec3::from_array(target));
        let target_mm = Body::get(kind).surface.position_mm(place);
        let scale = if kind == BodyKind::AdultMale { 1.15 } else { 1.0 };
        View {
            id: id.to_owned(),
            camera: Camera::looking(target_mm, Vec3::from_array(toward), Vec3::Z),
            width_mm: size_mm * scale,
            height_mm: size_mm * scale,
            group: ViewGroup::Whole,
            sides: ViewSides::Both { viewer_left: mesomap::atlas::PatientSide::Right },
        }
    })
}

fn draw(body: &Body, view: &View, language: &str, font: &FontRef<'_>) -> Outcome<Pixmap> {
    let scale = (1500.0 / view.height_mm).min(1700.0 / view.width_mm);
    let size_px = [view.width_mm, view.height_mm].map(|side| (side * scale) as u32);
    let frame = Frame::fit(view, size_px);
    let picture = render(body, &frame, &Look::default());
    let mut pixmap = Pixmap::new(size_px[0], size_px[1]).ok_or("no size")?;
    pixmap.fill(Color::WHITE);
    tint(&mut pixmap, body, &frame, &picture);
    let mut canvas = pixmap.as_mut();
    for line in boundaries(body) {
        stroke(&mut canvas, &body.surface, &frame, &picture, &line.points);
    }
    for (patch, place) in name_places(body, &frame, &picture) {
        let name = RegionTree::get().region(patch.region).name(language);
        write(&mut canvas, font, name, place);
    }
    Ok(pixmap)
}

/// The picture over white, with a pale colour per region.
fn tint(pixmap: &mut Pixmap, body: &Body, frame: &Frame, picture: &Picture) {
    let width = picture.size_px[0] as usize;
    for (index, (pixel, rgba)) in pixmap.data_mut().chunks_exact_mut(4).zip(picture.rgba.chunks_exact(4)).enumerate() {
        let px = Vec2::new((index % width) as f32 + 0.5, (index / width) as f32 + 0.5);
        let hue = picture.surface.pick(body, frame, px).map(|p| hue(patch_at(body, p)));
        let alpha = f32::from(rgba[3]) / 255.0;
        pixel[3] = 255;
        for channel in 0..3 {
            let tinted = f32::from(rgba[channel]) * hue.map_or(1.0, |hue| 0.8 + 0.2 * hue[channel]);
            pixel[channel] = (tinted * alpha + 255.0 * (1.0 - alpha)) as u8;
        }
    }
}

fn hue(patch: Patch) -> [f32; 3] {
    let angle = patch.region.index() as f32 * 2.399_963;
    [0.0_f32, 2.094, 4.189].map(|phase| 0.5 + 0.5 * (angle + phase).cos())
}

/// Draws the stretches of a line that the viewer sees.
fn stroke(canvas: &mut PixmapMut<'_>, surface: &Surface, frame: &Frame, picture: &Picture, points: &[SurfacePoint]) {
    let mut path = PathBuilder::new();
    let mut down = false;
    for &p in points {
        let position_mm = surface.position_mm(p);
        let px = frame.px_from_mm(position_mm);
        let seen = is_seen(surface, frame, picture, p);
        match (seen, down) {
            (true, true) => path.line_to(px.x, px.y),
            (true, false) => path.move_to(px.x, px.y),
            (false, _) => {}
        }
        down = seen;
    }
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(96, 54, 40, 230);
    if let Some(path) = path.finish() {
        let pen = Stroke { width: 1.6, ..Stroke::default() };
        canvas.stroke_path(&path, &paint, &pen, Transform::identity(), None);
    }
}

fn is_seen(surface: &Surface, frame: &Frame, picture: &Picture, p: SurfacePoint) -> bool {
    let px = frame.px_from_mm(surface.position_mm(p));
    let inside = px.cmpge(Vec2::ZERO).all() && px.x < picture.size_px[0] as f32 && px.y < picture.size_px[1] as f32;
    inside && surface.is_visible_along(p, frame.camera.toward_viewer())
}

/// The label anchors that the viewer sees.
fn name_places(body: &Body, frame: &Frame, picture: &Picture) -> Vec<(Patch, Vec2)> {
    let mut patches: Vec<Patch> = boundaries(body).iter().flat_map(|line| line.between).collect();
    patches.sort_unstable();
    patches.dedup();
    let place = |patch| {
        let anchor = label_anchor(body, patch)?;
        let seen = is_seen(&body.surface, frame, picture, anchor);
        seen.then(|| (patch, frame.px_from_mm(body.surface.position_mm(anchor))))
    };
    patches.into_iter().filter_map(place).collect()
}

const FONT: &str = "assets/fonts/Inter-Regular.otf";

struct Pen<'a> {
    path: &'a mut PathBuilder,
    origin: Vec2,
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.origin.x + x, self.origin.y - y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.origin.x + x, self.origin.y - y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let o = self.origin;
        self.path.quad_to(o.x + cx, o.y - cy, o.x + x, o.y - y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let o = self.origin;
        self.path.cubic_to(o.x + ax, o.y - ay, o.x + bx, o.y - by, o.x + x, o.y - y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

/// Writes the text centred on a place, with a white halo.
fn write(canvas: &mut PixmapMut<'_>, font: &FontRef<'_>, text: &str, centre: Vec2) {
    let size = Size::new(TEXT_PX);
    let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
    let metrics = font.glyph_metrics(size, LocationRef::default());
    let glyphs: Vec<_> = text.chars().filter_map(|c| charmap.map(c)).collect();
    let width: f32 = glyphs.iter().filter_map(|&g| metrics.advance_width(g)).sum();
    let mut path = PathBuilder::new();
    let mut origin = centre + Vec2::new(-width / 2.0, TEXT_PX * 0.35);
    for glyph in glyphs {
        if let Some(outline) = outlines.get(glyph) {
            let settings = DrawSettings::unhinted(size, LocationRef::default());
            let drawn = outline.draw(settings, &mut Pen { path: &mut path, origin });
            debug_assert!(drawn.is_ok(), "the bundled font is sound");
        }
        origin.x += metrics.advance_width(glyph).unwrap_or_default();
    }
    let Some(path) = path.finish() else { return };
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(255, 255, 255, 200);
    let halo = Stroke { width: 3.0, ..Stroke::default() };
    canvas.stroke_path(&path, &paint, &halo, Transform::identity(), None);
    paint.set_color_rgba8(30, 28, 32, 255);
    canvas.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
}
