//! What gives a body orientation: lips, brows, eyes, nipples and navel, as smooth shapes over the front projection of the
//! surface.

mod trunk;

use std::f32::consts::TAU;

use serde::Deserialize;

use super::subdivide::eyeball;
use super::{BodyKind, Surface, each};
use crate::geom::{Vec2, Vec3, signed_distance};
pub(crate) use trunk::Trunk;

/// The drawn features of one body.
#[derive(Debug)]
pub(crate) struct Features {
    /// The vermilion border.
    pub lips: Field,
    /// The ground of a brow.
    pub brow: Field,
    /// Left and right eyeball.
    pub eyes: [Eye; 2],
    /// The hairs of both brows.
    pub hairs: Vec<Line>,
    /// The edges of the lids.
    pub lashes: Vec<Line>,
    brow_spine: Spine,
    /// Nipples and navel.
    pub trunk: Trunk,
    kinds: Vec<Feature>,
}

/// Below this scale single hairs are finer than the samples and the brow's ground is drawn darker instead.
pub(crate) const STROKES_ABOVE_PX_PER_MM: f32 = 1.2;

/// What a triangle may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    /// Nothing but skin.
    Skin,
    /// Parts of a lip or a brow.
    Face,
    /// Parts of a nipple or the navel.
    Trunk,
    /// Part of an eyeball: left is 0, right is 1.
    Eye(usize),
}

/// A sphere that looks forward.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Eye {
    pub centre_mm: Vec3,
    pub radius_mm: f32,
}

/// A thin line on the skin.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Points, each with half the line's width there.
    pub points_mm: Vec<(Vec3, f32)>,
    /// Opacity.
    pub strength: f32,
}

impl Line {
    fn mirrored(&self) -> Self {
        let flip = Vec3::new(-1.0, 1.0, 1.0);
        Self { points_mm: self.points_mm.iter().map(|&(p, radius)| (p * flip, radius)).collect(), ..*self }
    }
}

/// `assets/atlas/features.ron` as written.
#[derive(Deserialize)]
struct FeatureFile {
    /// Vertices along the vermilion border of the patient's left half, from the lower midline to the upper one, each
    /// with the share by which it is drawn to the height of the mouth's corner.
    lips: Vec<(u32, f32)>,
    /// Vertices along the edge of the left upper lid, from the outer corner to the inner one; then of the lower lid.
    upper_lid: Vec<u32>,
    lower_lid: Vec<u32>,
    brows: Vec<(String, BrowEntry)>,
    trunks: Vec<(String, Trunk)>,
}

#[derive(Deserialize)]
struct BrowEntry {
    /// From the nose outward: mm from the midline, mm above the eye's centre, half the brow's height in mm.
    spine_mm: Vec<[f32; 3]>,
    hairs: u32,
    hair_length_mm: f32,
}

impl Features {
    pub(super) fn new(kind: BodyKind, surface: &Surface) -> Self {
        let file: FeatureFile =
            ron::from_str(include_str!("../../assets/atlas/features.ron")).expect("features.ron is well formed");
        let (_, brow_entry) =
            file.brows.iter().find(|(id, _)| id == kind.id()).expect("features.ron has brows for every body");
        let &(_, trunk) =
            file.trunks.iter().find(|(id, _)| id == kind.id()).expect("features.ron has a trunk for every body");
        let cage = &surface.cage;
        let eye_faces = (cage.faces.len() - cage.skin_faces) / 2;
        let eyes = [0, 1].map(|side| {
            let first = cage.skin_faces + side * eye_faces;
            let (centre_mm, radius_mm) = eyeball(cage, first..first + eye_faces);
            Eye { centre_mm, radius_mm }
        });
        let lips = lip_field(&file.lips, surface);
        let spine = Spine::new(brow_entry, eyes[0].centre_mm.z);
        let brow = spine.field();
        let hairs = spine.hairs(brow_entry, surface);
        let lid = |border: &[u32], widths_mm: [f32; 3], strength| lid_line(surface, border, widths_mm, strength);
        let lashes = [lid(&file.upper_lid, [0.22, 0.46, 0.14], 0.8), lid(&file.lower_lid, [0.16, 0.12, 0.07], 0.4)];
        let lashes = lashes.iter().flat_map(|line| [line.clone(), line.mirrored()]).collect();
        let kinds = kinds(surface, (&lips, &brow, eyes[0].centre_mm.y), &trunk);
        Self { lips, brow, eyes, hairs, lashes, brow_spine: spine, trunk, kinds }
    }

    /// The middle of the left brow at a share of the way from the nose to its end at the temple, on the skin, LPS mm.
    pub(crate) fn brow_mm(&self, surface: &Surface, share: f32) -> Vec3 {
        let (place, _) = self.brow_spine.at(share);
        on_skin(surface, Vec2::new(place.x, place.y))
    }

    /// What a triangle may show.
    pub(crate) fn of(&self, triangle: u32) -> Feature {
        self.kinds[triangle as usize]
    }
}

fn kinds(surface: &Surface, (lips, brow, front_of_y): (&Field, &Field, f32), trunk: &Trunk) -> Vec<Feature> {
    let skin = surface.skin_triangles();
    let eye = (surface.triangles().len() - skin) / 2;
    let near = |triangle: u32| {
        let corners = surface.corners_mm(triangle);
        let touches = |p: Vec3| {
            let front = Vec2::new(p.x.abs(), p.z);
            lips.distance_mm(front).min(brow.distance_mm(front)) < 4.0
        };
        corners.iter().any(|p| p.y < front_of_y + 12.0 && touches(*p)) && surface.triangle_normal(triangle).y < 0.5
    };
    let on_trunk = |triangle: u32| {
        let shows = surface.corners_mm(triangle).iter().any(|&p| trunk.is_near(p));
        shows && surface.triangle_normal(triangle).y < 0.0
    };
    (0..surface.triangles().len())
        .map(|index| match index.checked_sub(skin) {
            Some(beyond) => Feature::Eye(beyond / eye),
            None if near(index as u32) => Feature::Face,
            None if on_trunk(index as u32) => Feature::Trunk,
            None => Feature::Skin,
        })
        .collect()
}

/// Signed distance to a shape in the front projection (distance from the midline, height), in mm, on a fine grid.
#[derive(Debug)]
pub(crate) struct Field {
    origin: Vec2,
    columns: usize,
    rows: usize,
    values: Vec<f32>,
}

const HAIR_RADIUS_MM: f32 = 0.17;
const GRID_MM: f32 = 0.25;
const FAR_MM: f32 = 1e3;

impl Field {
    fn sample(low: Vec2, high: Vec2, distance_mm: impl Fn(Vec2) -> f32 + Sync) -> Self {
        let size = ((high - low) / GRID_MM).ceil();
        let (columns, rows) = (size.x as usize + 1, size.y as usize + 1);
        let at = |index: usize| low + Vec2::new((index % columns) as f32, (index / columns) as f32) * GRID_MM;
        let places: Vec<usize> = (0..columns * rows).collect();
        Self { origin: low, columns, rows, values: each(&places, |&index| distance_mm(at(index))) }
    }

    /// Negative inside; a large number off the grid.
    pub(crate) fn distance_mm(&self, front: Vec2) -> f32 {
        let place = (front - self.origin) * (1.0 / GRID_MM);
        let (x, y) = (place.x as usize, place.y as usize);
        let cell = Vec2::new(x as f32, y as f32);
        if place.x < 0.0 || place.y < 0.0 || x + 1 >= self.columns || y + 1 >= self.rows {
            return FAR_MM;
        }
        let (t, start) = (place - cell, y * self.columns + x);
        let across = |first: usize| self.values[first] + (self.values[first + 1] - self.values[first]) * t.x;
        let (low, high) = (across(start), across(start + self.columns));
        low + (high - low) * t.y
    }
}

fn lip_field(border: &[(u32, f32)], surface: &Surface) -> Field {
    let place = |vertex: u32| surface.positions_mm()[vertex as usize];
    let corner_z = border.iter().map(|&(v, _)| place(v)).fold(Vec3::ZERO, |far, p| if p.x > far.x { p } else { far }).z;
    let half = border.iter().map(|&(v, pull)| Vec2::new(place(v).x, place(v).z + (corner_z - place(v).z) * pull));
    let other = half.clone().rev().map(|p| Vec2::new(-p.x, p.y)).filter(|p| p.x < -0.01);
    let outline = smooth_closed(&half.clone().chain(other).collect::<Vec<_>>());
    let low = half.clone().fold(Vec2::INFINITY, Vec2::min);
    let high = half.fold(Vec2::NEG_INFINITY, Vec2::max);
    let margin = Vec2::splat(6.0);
    Field::sample(Vec2::new(-1.0, low.y - margin.y), high + margin, |p| signed_distance(&outline, p))
}

/// A closed centripetal-like Catmull-Rom curve through the points, eight pieces to a span.
fn smooth_closed(points: &[Vec2]) -> Vec<Vec2> {
    let count = points.len();
    let at = |index: usize| points[index % count];
    (0..count)
        .flat_map(|i| {
            (0..8).map(move |step| {
                let t = step as f32 / 8.0;
                catmull_rom([at(i + count - 1), at(i), at(i + 1), at(i + 2)], t)
            })
        })
        .collect()
}

/// Catmull and Rom, "A class of local interpolating splines", 1974.
#[expect(clippy::many_single_char_names, reason = "four points and a share")]
fn catmull_rom<T>([a, b, c, d]: [T; 4], t: f32) -> T
where
    T: Copy + std::ops::Add<Output = T> + std::ops::Sub<Output = T> + std::ops::Mul<f32, Output = T>,
{
    let (t2, t3) = (t * t, t * t * t);
    b + ((c - a) * t + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2 + (b * 3.0 - a - c * 3.0 + d) * t3) * 0.5
}

/// The middle line of the left brow: x, z and half height, all mm.
#[derive(Debug)]
struct Spine(Vec<Vec3>);

impl Spine {
    fn new(entry: &BrowEntry, eye_z_mm: f32) -> Self {
        let points: Vec<Vec3> = entry.spine_mm.iter().map(|&[x, up, half]| Vec3::new(x, eye_z_mm + up, half)).collect();
        let last = points.len() - 1;
        let at = |index: usize| points[index.min(last)];
        let pieces = (0..last).flat_map(|i| (0..10).map(move |step| (i, step as f32 / 10.0)));
        let mut line: Vec<Vec3> =
            pieces.map(|(i, t)| catmull_rom([at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2)], t)).collect();
        line.push(points[last]);
        Self(line)
    }

    /// Place (x, z, half height) and direction at a share of the way from the nose outward.
    fn at(&self, share: f32) -> (Vec3, Vec2) {
        let place = share.clamp(0.0, 1.0) * (self.0.len() - 1) as f32;
        let index = (place as usize).min(self.0.len() - 2);
        let (a, b) = (self.0[index], self.0[index + 1]);
        (a.lerp(b, place - index as f32), Vec2::new(b.x - a.x, b.y - a.y).normalize_or(Vec2::X))
    }

    fn field(&self) -> Field {
        let low = self.0.iter().fold(Vec3::INFINITY, |low, &p| low.min(p));
        let high = self.0.iter().fold(Vec3::NEG_INFINITY, |high, &p| high.max(p));
        let margin = Vec2::splat(10.0);
        let distance = |p: Vec2| {
            let to_disc = |disc: &Vec3| p.distance(Vec2::new(disc.x, disc.y)) - disc.z;
            self.0.iter().map(to_disc).fold(FAR_MM, f32::min)
        };
        Field::sample(Vec2::new(low.x, low.y) - margin, Vec2::new(high.x, high.y) + margin, distance)
    }

    /// Hairs that rise at the nose and lie down outward, on both brows.
    fn hairs(&self, entry: &BrowEntry, surface: &Surface) -> Vec<Line> {
        (0..entry.hairs)
            .flat_map(|index| {
                let random = |salt: u32| scatter(index * 8 + salt);
                let share = ((index as f32 + random(0)) / entry.hairs as f32).powf(0.92);
                let across = random(1) * 2.0 - 1.0;
                let (place, along) = self.at(share);
                // Upright near the nose, flat at the tail; upper hairs lean down and lower ones up, to the ridge.
                let rise = (1.0 - share).powf(1.6) * 0.17 + 0.025 - across * 0.045 + (random(2) - 0.5) * 0.03;
                let direction = Vec2::from_angle(rise * TAU).rotate(along);
                let bend = Vec2::from_angle(-0.07 * TAU * (1.0 - share)).rotate(direction);
                let up = Vec2::new(-along.y, along.x);
                let root = Vec2::new(place.x, place.y) + up * (across * place.z * 0.85) - direction * 1.2;
                let length_mm = entry.hair_length_mm * (0.7 + 0.5 * random(3)) * (1.0 - 0.45 * share);
                let points = [0.0, 0.3, 0.65, 1.0_f32].map(|t| {
                    let p = root + (direction.lerp(bend, t) * t) * length_mm;
                    (on_skin(surface, p), HAIR_RADIUS_MM * (1.0 - 0.8 * t))
                });
                let hair = Line { points_mm: points.to_vec(), strength: 0.62 };
                [hair.mirrored(), hair]
            })
            .collect()
    }
}

/// A smooth line along vertices; half widths at its start, a third of the way and at its end.
fn lid_line(surface: &Surface, border: &[u32], [start, middle, end]: [f32; 3], strength: f32) -> Line {
    const STEPS: usize = 5;
    let last = border.len() - 1;
    let at = |index: usize| surface.positions_mm()[border[index.min(last)] as usize];
    let points_mm = (0..=last * STEPS)
        .map(|step| {
            let (i, t) = (step / STEPS, (step % STEPS) as f32 / STEPS as f32);
            let p = catmull_rom([at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2)], t);
            let share = step as f32 / (last * STEPS) as f32 * 3.0;
            let radius = if share < 1.0 {
                start + (middle - start) * share
            } else {
                middle + (end - middle) * (share - 1.0) * 0.5
            };
            (p, radius)
        })
        .collect();
    Line { points_mm, strength }
}

/// The foremost skin at a place of the front projection.
fn on_skin(surface: &Surface, front: Vec2) -> Vec3 {
    let from = Vec3::new(front.x, -1000.0, front.y);
    surface.first_hit(from, Vec3::Y).map_or(from, |(point, _)| surface.position_mm(point))
}

/// A number from 0 to 1 that looks random and is always the same for the same seed (a round of the PCG hash: Jarzynski
/// and Olano, "Hash functions for GPU rendering", 2020).
fn scatter(seed: u32) -> f32 {
    let state = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
    ((word >> 22) ^ word) as f32 / u32::MAX as f32
}
