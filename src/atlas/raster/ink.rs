//! Lines over the shaded body: contours where the surface turns away from the viewer, and the hairs of the brows.
//!
//! Contours are the zero curve of the angle between the smooth normal and the view, found triangle by triangle (Hertzmann
//! and Zorin, "Illustrating smooth surfaces", SIGGRAPH 2000): smooth where the triangles' own outline would zigzag.

use std::collections::{BTreeMap, HashMap};

use super::frame::{Frame, Projection};
use super::look::{Look, Rgb};
use super::painter::fit;
use super::surface_buffer::SurfaceBuffer;
use crate::atlas::Body;
use crate::atlas::features::{Line, STROKES_ABOVE_PX_PER_MM};
use crate::geom::{Vec2, Vec3};

/// A straight piece of line; radius and strength change evenly from end to end.
struct Piece {
    from_px: Vec2,
    to_px: Vec2,
    radius_px: [f32; 2],
    strength: [f32; 2],
}

/// Calls `paint` with pixel number and coverage (0 to 1) for every pixel that the piece touches.
fn cover(piece: &Piece, [width, height]: [u32; 2], mut paint: impl FnMut(usize, f32)) {
    let reach = piece.radius_px[0].max(piece.radius_px[1]) + 1.0;
    let low = (piece.from_px.min(piece.to_px) - reach).max(Vec2::ZERO);
    let high = piece.from_px.max(piece.to_px) + reach;
    let (right, bottom) =
        ((high.x.max(0.0) as usize).min(width as usize), (high.y.max(0.0) as usize).min(height as usize));
    let along = piece.to_px - piece.from_px;
    let scale = 1.0 / along.length_squared().max(1e-6);
    for y in low.y as usize..(bottom + 1).min(height as usize) {
        for x in low.x as usize..(right + 1).min(width as usize) {
            let p = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) - piece.from_px;
            let t = (p.dot(along) * scale).clamp(0.0, 1.0);
            let mix = |ends: [f32; 2]| ends[0] + (ends[1] - ends[0]) * t;
            let radius = mix(piece.radius_px);
            // A line thinner than a pixel keeps a pixel's width and grows faint instead.
            let drawn = radius.max(0.5);
            let coverage =
                (drawn + 0.5 - p.distance(along * t)).clamp(0.0, 1.0) * (radius / drawn) * mix(piece.strength);
            if coverage > 0.0 {
                paint(y * width as usize + x, coverage);
            }
        }
    }
}

/// Lays a colour over a pixel with straight alpha.
fn lay(rgba: &mut [u8], pixel: usize, colour: Rgb, coverage: f32) {
    let Some(bytes) = rgba.get_mut(pixel * 4..pixel * 4 + 4) else {
        return;
    };
    let below = f32::from(bytes[3]) / 255.0;
    let alpha = coverage + below * (1.0 - coverage);
    for (byte, over) in bytes.iter_mut().zip(colour) {
        let mixed = f32::from(over) * coverage + f32::from(*byte) * below * (1.0 - coverage);
        *byte = (mixed / alpha + 0.5) as u8;
    }
    bytes[3] = (alpha * 255.0 + 0.5) as u8;
}

/// Lines grow more slowly than the picture.
pub(super) fn ink_radius_px(frame: &Frame, look: &Look) -> f32 {
    look.ink_width_px * 0.5 * (frame.size_px[1] as f32 / 1200.0).sqrt()
}

/// The lines of ink over a picture.
#[derive(Default)]
pub(super) struct Ink {
    /// From 0 to 255 by pixel number.
    coverage: Vec<u8>,
    /// The pixels that have any.
    touched: Vec<usize>,
}

impl Ink {
    /// Searches the whole body for its contours and draws them by themselves, in place of what was drawn before.
    pub(super) fn draw(
        &mut self,
        body: &Body,
        frame: &Frame,
        look: &Look,
        projection: &Projection,
        surface: &SurfaceBuffer,
    ) {
        let Self { coverage, touched } = self;
        for pixel in touched.drain(..) {
            coverage[pixel] = 0;
        }
        fit(coverage, surface.size_px().iter().map(|&side| side as usize).product(), 0);
        let pen = Pen { frame, surface, radius_px: ink_radius_px(frame, look) };
        let contours = pen.contours(body, projection);
        let taper = taper(&contours);
        for contour in &contours {
            pen.draw(contour, &taper, |pixel, strength| {
                let level = (strength * 255.0 + 0.5) as u8;
                if coverage[pixel] == 0 && level > 0 {
                    touched.push(pixel);
                }
                // Pieces overlap at their joints: the strongest stays, so that joints do not show.
                coverage[pixel] = coverage[pixel].max(level);
            });
        }
    }

    /// Lays the lines over the picture.
    pub(super) fn lay(&self, look: &Look, rgba: &mut [u8]) {
        for &pixel in &self.touched {
            lay(rgba, pixel, look.ink, f32::from(self.coverage[pixel]) / 255.0);
        }
    }
}

/// A straight piece of contour across one triangle.
struct Contour {
    ends: [End; 2],
    strength: [f32; 2],
    /// Whether the body stands against the background here.
    outer: bool,
}

/// Inside the body a line swells from its end to full strength over this length.
const TAPER_MM: f32 = 14.0;

/// For every mesh edge that a contour crosses, how far along the line its nearest end is: 0 to 1 over the taper.
fn taper(contours: &[Contour]) -> HashMap<[u32; 2], f32> {
    let mut links: HashMap<[u32; 2], Vec<usize>> = HashMap::new();
    for (index, contour) in contours.iter().enumerate() {
        for end in contour.ends {
            links.entry(end.edge).or_default().push(index);
        }
    }
    let mut reached = HashMap::new();
    let mut loose: Vec<[u32; 2]> = links.iter().filter(|(_, at)| at.len() == 1).map(|(&edge, _)| edge).collect();
    loose.sort_unstable();
    for start in loose {
        let (mut edge, mut along, mut from) = (start, 0.0, usize::MAX);
        // Walk inward until the taper is done; a line that tapers from both ends keeps the lower value.
        while along < 1.0 {
            let value = reached.entry(edge).or_insert(1.0_f32);
            *value = value.min(along);
            let Some(&next) = links[&edge].iter().find(|&&index| index != from) else { break };
            let [a, b] = contours[next].ends;
            along += a.mm.distance(b.mm) / TAPER_MM;
            (edge, from) = (if a.edge == edge { b.edge } else { a.edge }, next);
        }
    }
    reached
}

/// Lines inside the body are full where the surface turns away at least this fast and taper off below.
const SHARP_PER_MM: f32 = 0.012;

/// An end of a contour piece: place in the picture (z in mm toward the viewer) and the surface's outward direction.
#[derive(Clone, Copy)]
struct End {
    at: Vec3,
    mm: Vec3,
    normal: Vec3,
    /// The mesh edge that it lies on, lower vertex first.
    edge: [u32; 2],
}

/// Where the values pass zero inside the triangle.
fn zero_line(values: [f32; 3], triangle: [u32; 3], projection: &Projection, body: &Body) -> Option<[End; 2]> {
    let mut crossings = (0..3).filter_map(|i| {
        let j = (i + 1) % 3;
        ((values[i] > 0.0) != (values[j] > 0.0)).then(|| {
            let t = values[i] / (values[i] - values[j]);
            let (from, to) = (triangle[i], triangle[j]);
            let between = |of: &[Vec3]| of[from as usize].lerp(of[to as usize], t);
            End {
                at: between(&projection.0),
                mm: between(body.surface.positions_mm()),
                normal: between(body.surface.normals()),
                edge: [from.min(to), from.max(to)],
            }
        })
    });
    Some([crossings.next()?, crossings.next()?])
}

/// How fast the surface turns away from the viewer as it recedes. Below zero, in a fold, its own front hides the curve
/// (`DeCarlo` and others, "Suggestive contours for conveying shape", SIGGRAPH 2003, on radial curvature).
fn turning_per_mm([a, b, c]: [Vec3; 3], values: [f32; 3], toward: Vec3) -> f32 {
    let (ab, ac) = (b - a, c - a);
    let normal = ab.cross(ac);
    let gradient = (ac.cross(normal) * (values[1] - values[0]) + normal.cross(ab) * (values[2] - values[0]))
        / normal.length_squared().max(1e-9);
    gradient.dot(toward)
}

struct Pen<'a> {
    frame: &'a Frame,
    surface: &'a SurfaceBuffer,
    radius_px: f32,
}

impl Pen<'_> {
    /// All pieces that show.
    fn contours(&self, body: &Body, projection: &Projection) -> Vec<Contour> {
        let toward = self.frame.camera.toward_viewer();
        let facing: Vec<f32> = body.surface.normals().iter().map(|n| n.dot(toward)).collect();
        let piece = |(&triangle, index): (&[u32; 3], u32)| {
            let [a, b, c] = triangle;
            let values = [facing[a as usize], facing[b as usize], facing[c as usize]];
            if (values[0] > 0.0) == (values[1] > 0.0) && (values[0] > 0.0) == (values[2] > 0.0) {
                return None;
            }
            let turning = turning_per_mm(body.surface.corners_mm(index), values, toward);
            if turning <= 0.0 {
                return None;
            }
            self.contour(zero_line(values, triangle, projection, body)?, (turning / SHARP_PER_MM).min(1.0))
        };
        body.surface.triangles().iter().zip(0..).filter_map(piece).collect()
    }

    fn contour(&self, ends: [End; 2], sharpness: f32) -> Option<Contour> {
        let [width, height] = self.surface.size_px().map(|side| side as f32);
        let outside = |p: Vec3| p.x < -9.0 || p.y < -9.0 || p.x > width + 9.0 || p.y > height + 9.0;
        if outside(ends[0].at) && outside(ends[1].at) {
            return None;
        }
        let [(from, from_outer), (to, to_outer)] = ends.map(|end| self.strength(end, sharpness));
        let seen = from > 0.0 || to > 0.0;
        seen.then_some(Contour { ends, strength: [from, to], outer: from_outer || to_outer })
    }

    fn draw(&self, contour: &Contour, taper: &HashMap<[u32; 2], f32>, mut paint: impl FnMut(usize, f32)) {
        let [from, to] = contour.ends;
        let share = |end: End| if contour.outer { 1.0 } else { taper.get(&end.edge).copied().unwrap_or(1.0) };
        let strength = [contour.strength[0] * share(from), contour.strength[1] * share(to)];
        let radius_px = strength.map(|s| self.radius_px * (0.45 + 0.55 * s));
        let [from_px, to_px] = [from, to].map(|end| Vec2::new(end.at.x, end.at.y));
        cover(&Piece { from_px, to_px, radius_px, strength }, self.surface.size_px(), &mut paint);
    }

    /// 0 where something is in front or where the surface goes on without a step, 1 at a step of several mm; and whether
    /// there is nothing behind.
    fn strength(&self, end: End, sharpness: f32) -> (f32, bool) {
        const HIDDEN_MM: f32 = 0.6;
        let camera = &self.frame.camera;
        let outward = Vec2::new(end.normal.dot(camera.right), -end.normal.dot(camera.up)).normalize_or_zero();
        let at_px = Vec2::new(end.at.x, end.at.y);
        let depth = |step_px: f32| self.surface.depth_mm(at_px + outward * step_px);
        // The farthest of three near pixels on the outer side is what the line stands against.
        let behind = depth(1.0).min(depth(2.0)).min(depth(3.0));
        let presence = camera.presence(camera.view_from_mm(end.mm));
        if behind > end.at.z + HIDDEN_MM || presence == 0.0 {
            return (0.0, false);
        }
        let step_mm = end.at.z - behind;
        let inner = ((step_mm - 0.2) / 3.0).clamp(0.0, 1.0).sqrt() * sharpness;
        let outer = behind == f32::NEG_INFINITY;
        (if outer { 1.0 } else { inner } * presence, outer)
    }
}

/// Draws brows and lid edges where nothing hides them.
pub(super) fn draw_hair(body: &Body, frame: &Frame, look: &Look, surface: &SurfaceBuffer, rgba: &mut [u8]) {
    let hairs: &[Line] = if frame.px_per_mm > STROKES_ABOVE_PX_PER_MM { &body.features.hairs } else { &[] };
    for line in hairs {
        draw_line(line, frame, surface, |pixel, coverage| lay(rgba, pixel, look.brow, coverage));
    }
    let mut coverage = BTreeMap::<usize, f32>::new();
    for line in &body.features.lashes {
        draw_line(line, frame, surface, |pixel, level| {
            let most = coverage.entry(pixel).or_default();
            *most = most.max(level);
        });
    }
    for (pixel, level) in coverage {
        lay(rgba, pixel, look.ink, level);
    }
}

fn draw_line(line: &Line, frame: &Frame, surface: &SurfaceBuffer, mut paint: impl FnMut(usize, f32)) {
    const HIDDEN_MM: f32 = 1.5;
    for pair in line.points_mm.windows(2) {
        let [(from_mm, from_radius), (to_mm, to_radius)] = [pair[0], pair[1]];
        let [from_px, to_px] = [from_mm, to_mm].map(|p| frame.px_from_mm(p));
        let from_view_mm = frame.camera.view_from_mm(from_mm);
        let hidden = surface.depth_mm((from_px + to_px) * 0.5) > from_view_mm.z + HIDDEN_MM;
        if hidden || !frame.camera.shows(from_view_mm) {
            continue;
        }
        let radius_px = [from_radius, to_radius].map(|radius| radius * frame.px_per_mm);
        let piece = Piece { from_px, to_px, radius_px, strength: [line.strength; 2] };
        cover(&piece, surface.size_px(), &mut paint);
    }
}
