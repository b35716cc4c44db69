//! The colour of a triangle at a pixel: soft key light, fill, hollows and rims darker, with lips, eyes and brows.

use glam::Vec4;

use super::frame::{Frame, Projection};
use super::look::{Look, Rgb};
use super::tint::Dye;
use crate::atlas::Body;
use crate::atlas::bvh::blend;
use crate::atlas::features::{Feature, STROKES_ABOVE_PX_PER_MM};
use crate::atlas::view::Camera;
use crate::geom::{Vec2, Vec3};

/// Everything that shading needs, with the lights turned to where the camera is.
pub(super) struct Shader<'a> {
    body: &'a Body,
    projection: &'a Projection,
    key: Vec3,
    fill: Vec3,
    toward: Vec3,
    glint: Vec3,
    px_per_mm: f32,
    camera: Camera,
    shows_all: bool,
    /// The row of the picture in which the camera's target lies.
    target_row: f32,
    /// Shadow, full light, and where no light comes at all.
    ramp: [Vec4; 3],
    palette: Palette,
    mixed: Mixed<'a>,
    pub(super) dye: Option<&'a Dye<'a>>,
}

/// What is mixed over a triangle from its corners.
enum Mixed<'a> {
    /// Colours lit at the vertices: quick, and no different while triangles are small.
    Colours(&'a [Vec4]),
    /// Normals and tones, lit at every pixel.
    Normals(&'a [Vec4]),
}

/// Above this scale triangles are large enough for light mixed from their corners to show facets.
const LIT_PER_PIXEL_ABOVE_PX_PER_MM: f32 = 8.0;

struct Palette {
    clay: Vec3,
    lips: Vec3,
    areola: Vec3,
    nipple: Vec3,
    brow: Vec3,
    iris: Vec3,
    pupil: Vec3,
    sclera: Vec3,
}

impl<'a> Shader<'a> {
    /// `colours` is room for the colours of the vertices; what it holds is replaced.
    pub(super) fn new(
        body: &'a Body,
        frame: &Frame,
        look: &Look,
        projection: &'a Projection,
        colours: &'a mut Vec<Vec4>,
    ) -> Self {
        let camera = &frame.camera;
        let toward = camera.toward_viewer();
        let from_view = |x: f32, y: f32, z: f32| (camera.right * x + camera.up * y + toward * z).normalize();
        let key = from_view(-0.5, 0.62, 0.75);
        let colour = |rgb: Rgb| Vec3::from_array(rgb.map(f32::from));
        let ramp = [colour(look.shadow), colour(look.clay), colour(look.ink)].map(|rgb| rgb.extend(0.0));
        let palette = Palette {
            clay: colour(look.clay),
            lips: colour(look.lips),
            areola: colour(look.areola),
            nipple: colour(look.nipple),
            brow: colour(look.brow),
            iris: colour(look.iris),
            pupil: colour(look.pupil),
            sclera: colour(look.sclera),
        };
        let fill = from_view(0.75, -0.1, 0.6);
        let glint = from_view(-0.21, 0.15, 0.97);
        let px_per_mm = frame.px_per_mm;
        let shades = &body.surface.refined.shades;
        let mut shader = Self {
            body,
            projection,
            key,
            fill,
            toward,
            glint,
            px_per_mm,
            camera: *camera,
            shows_all: camera.shows_all(),
            target_row: frame.px_from_view(Vec2::ZERO).y,
            ramp,
            palette,
            mixed: Mixed::Normals(shades),
            dye: None,
        };
        if px_per_mm <= LIT_PER_PIXEL_ABOVE_PX_PER_MM {
            colours.clear();
            colours.extend(shades.iter().map(|&shade| shader.skin(shade)));
            shader.mixed = Mixed::Colours(colours);
        }
        shader
    }

    /// With values on the skin in colour.
    pub(super) fn dyed(self, dye: Option<&'a Dye<'a>>) -> Self {
        Self { dye, ..self }
    }

    /// Whether what is mixed over this triangle is its colour already.
    pub(super) fn is_plain(&self, triangle: u32) -> bool {
        matches!(self.mixed, Mixed::Colours(_)) && self.body.features.of(triangle) == Feature::Skin
    }

    /// Opacity in a row of the picture at a depth.
    pub(super) fn presence(&self, row: f32, depth_mm: f32) -> f32 {
        if self.shows_all {
            return 1.0;
        }
        let up_mm = (self.target_row - row) / self.px_per_mm;
        self.camera.presence(Vec3::new(0.0, up_mm, depth_mm))
    }

    /// The corners of a triangle in the picture, and what is mixed over it: see [`Mixed`].
    pub(super) fn corners(&self, triangle: u32) -> ([Vec3; 3], [Vec4; 3]) {
        let [a, b, c] = self.body.surface.triangles()[triangle as usize];
        let (Mixed::Colours(values) | Mixed::Normals(values)) = self.mixed;
        (self.projection.corners([a, b, c]), [values[a as usize], values[b as usize], values[c as usize]])
    }

    /// Channels from 0 to 255 of a triangle at a picture position on it, given what is mixed there.
    pub(super) fn shade(&self, triangle: u32, mixed: Vec4, px: Vec2) -> Vec4 {
        let skin = match &self.mixed {
            Mixed::Colours(_) => mixed,
            Mixed::Normals(_) => self.skin(mixed),
        };
        match self.body.features.of(triangle) {
            Feature::Skin => skin,
            feature => self.feature(triangle, feature, skin, px),
        }
    }

    fn feature(&self, triangle: u32, feature: Feature, skin: Vec4, px: Vec2) -> Vec4 {
        let surface = &self.body.surface;
        let weights = weights_at(self.projection.corners(surface.triangles()[triangle as usize]), px);
        let p = blend(surface.corners_mm(triangle), weights);
        let colour = match feature {
            Feature::Eye(index) => self.eye(p, index),
            Feature::Trunk => self.trunk(p, self.normal(triangle, weights), skin.truncate()),
            Feature::Face | Feature::Skin => self.face(p, skin.truncate()),
        };
        colour.clamp(Vec3::ZERO, Vec3::splat(255.0)).extend(0.0)
    }

    /// The colour of skin with that normal and, in w, tone: the share of light that openness and hollows leave.
    fn skin(&self, shade: Vec4) -> Vec4 {
        let (normal, tone) = (shade.truncate(), shade.w);
        let scale = normal.length_squared().max(1e-6).sqrt().recip();
        let light = self.light(normal * scale, tone);
        let [shadow, clay, deepest] = self.ramp;
        let lit = shadow + (clay - shadow) * light;
        if tone >= DARK_TONE {
            return lit;
        }
        let deep = 0.75 * (1.0 - smooth_step(0.12, DARK_TONE, tone));
        lit + (deepest - lit) * deep
    }

    /// From 0 (no light) to 1.
    fn light(&self, normal: Vec3, tone: f32) -> f32 {
        let key = (normal.dot(self.key) * 0.7 + 0.3).max(0.0);
        let fill = normal.dot(self.fill) * 0.5 + 0.5;
        let facing = normal.dot(self.toward).clamp(0.0, 1.0);
        let lit = 0.30 + 0.52 * key + 0.24 * fill;
        let away = 1.0 - facing;
        let rim = 1.0 - 0.42 * away * away * away;
        (lit * rim * tone).clamp(0.0, 1.0)
    }

    /// Lips and the ground tint of the brows.
    fn face(&self, p: Vec3, skin: Vec3) -> Vec3 {
        let features = &self.body.features;
        let front = Vec2::new(p.x.abs(), p.z);
        let soft_mm = (0.5 / self.px_per_mm).max(0.12);
        let lips = edge(features.lips.distance_mm(front), soft_mm);
        let ground = if self.px_per_mm > STROKES_ABOVE_PX_PER_MM { 0.30 } else { 0.75 };
        let brow = ground * edge(features.brow.distance_mm(front) + 1.3, soft_mm.max(1.6));
        skin.lerp(self.tint(skin, self.palette.lips), lips).lerp(self.tint(skin, self.palette.brow), brow)
    }

    /// A tint keeps the light and shade of the skin under it.
    fn tint(&self, skin: Vec3, colour: Vec3) -> Vec3 {
        skin * colour / self.palette.clay
    }

    /// The outward direction of the smooth skin.
    fn normal(&self, triangle: u32, weights: [f32; 3]) -> Vec3 {
        let surface = &self.body.surface;
        let corners = surface.triangles()[triangle as usize].map(|vertex| surface.normals()[vertex as usize]);
        blend(corners, weights).normalize_or(self.toward)
    }

    /// Nipples and navel: their colours, lit as if the skin sloped.
    fn trunk(&self, p: Vec3, normal: Vec3, skin: Vec3) -> Vec3 {
        let relief = self.body.features.trunk.relief(p, 0.5 / self.px_per_mm);
        let light = |normal: Vec3| self.light(normal.normalize_or(self.toward), 1.0).max(0.05);
        let lit = skin * (light(normal + relief.slope) / light(normal) * relief.tone);
        lit.lerp(self.tint(lit, self.palette.areola), relief.areola)
            .lerp(self.tint(lit, self.palette.nipple), relief.nipple)
    }

    fn eye(&self, p: Vec3, index: usize) -> Vec3 {
        const IRIS: f32 = 27.0;
        const PUPIL: f32 = 12.0;
        let eye = &self.body.features.eyes[index];
        let out = (p - eye.centre_mm).normalize_or(Vec3::NEG_Y);
        let mm_per_degree = eye.radius_mm.to_radians();
        let angle = (-out.y).clamp(-1.0, 1.0).acos().to_degrees();
        let soft_mm = (0.6 / self.px_per_mm).max(0.1);
        let within = |limit: f32, soft: f32| edge((angle - limit) * mm_per_degree, soft);
        let Palette { iris, pupil, sclera, .. } = self.palette;
        // The iris is darkest at its rim and lighter toward the pupil.
        let ring = iris.lerp(pupil, 0.55 * within(IRIS, 0.1) * (1.0 - within(IRIS - 4.0, 0.7)));
        let ring = ring * (1.18 - 0.35 * ((angle - PUPIL) / (IRIS - PUPIL)).clamp(0.0, 1.0));
        let colour = sclera.lerp(ring, within(IRIS, soft_mm)).lerp(pupil, within(PUPIL, soft_mm));
        let lid = smooth_step(0.02, 0.36, out.z) * 0.42 + smooth_step(0.25, 0.5, -out.z) * 0.2;
        let sides = smooth_step(0.35, 0.85, out.x.abs()) * 0.3;
        let facing = out.dot(self.toward).clamp(0.0, 1.0);
        let shaded = colour * (1.0 - lid) * (1.0 - sides) * (0.6 + 0.4 * facing);
        let glint = edge((out.dot(self.glint).clamp(-1.0, 1.0).acos().to_degrees() - 4.2) * mm_per_degree, soft_mm);
        shaded.lerp(Vec3::splat(255.0), 0.9 * glint)
    }
}

/// Skin with less tone than this sinks into the deepest colour.
const DARK_TONE: f32 = 0.45;

/// 1 well inside (negative distance), 0 outside, with a soft border of that half width.
fn edge(distance_mm: f32, soft_mm: f32) -> f32 {
    smooth_step(-soft_mm, soft_mm, -distance_mm)
}

fn smooth_step(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Corner weights of a picture position, held inside the triangle.
#[expect(clippy::many_single_char_names, reason = "corners and their weights")]
fn weights_at([a, b, c]: [Vec3; 3], px: Vec2) -> [f32; 3] {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let v = ((px.x - a.x) * (c.y - a.y) - (px.y - a.y) * (c.x - a.x)) / area;
    let w = ((b.x - a.x) * (px.y - a.y) - (b.y - a.y) * (px.x - a.x)) / area;
    let (v, w) = (v.clamp(0.0, 1.0), w.clamp(0.0, 1.0));
    let over = (v + w).max(1.0);
    [1.0 - (v + w) / over, v / over, w / over]
}
