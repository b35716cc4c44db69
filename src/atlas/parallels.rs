//! Distances along the skin from a line over it or from a place, and the lines on which they are equal.
//!
//! Lines of equal distance from a first one are equally far apart wherever the skin bends (geodesic parallels; C. F. Gauss,
//! "Disquisitiones generales circa superficies curvas", 1827, § 15-16; do Carmo, "Differential Geometry of Curves and
//! Surfaces", 1976, section 4-6). How the distances are reckoned stands at `geodesic::Field`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::geodesic::{Field, Sheet};
use super::regions::{End, chains};
use super::{Surface, SurfacePoint, each_large};
use crate::geom::Vec3;

/// Distances along a piece of skin, of two signs where they are those from a line: above zero on its left.
#[derive(Debug)]
pub struct Distances<'a> {
    surface: &'a Surface,
    sheet: Arc<Sheet>,
    field: Field,
    /// For every vertex of the sheet 1 or -1.
    signs: Vec<f32>,
}

/// Where the distance grows by less than this per millimetre, ways from two sides meet.
const RIDGE: f32 = 0.6;

impl<'a> Distances<'a> {
    /// From the lines that begin at a place, each in one of these directions and in the opposite one, and cut the skin straight
    /// (normal sections), over these triangles in ascending order; `None` where one of them doesn't run through them.
    pub fn from_lines(surface: &'a Surface, skin: Vec<u32>, through: SurfacePoint, ways: &[Vec3]) -> Option<Vec<Self>> {
        let sheet = Arc::new(Sheet::open(surface, skin));
        each_large(ways, |&along| Self::from_line(surface, sheet.clone(), through, along)).into_iter().collect()
    }

    fn from_line(surface: &'a Surface, sheet: Arc<Sheet>, through: SurfacePoint, along: Vec3) -> Option<Self> {
        let plane = surface.normal(through).cross(along).try_normalize()?;
        let offset = plane.dot(surface.position_mm(through));
        let height = |vertex: u32| plane.dot(surface.positions_mm()[vertex as usize]) - offset;
        let cut = cut_from(surface, &sheet.skin, through.triangle, &height);
        let field = Field::new(&sheet, height, |corners| cut.contains(&corners));
        if field.curve.is_empty() {
            return None;
        }
        let signs = signs(&sheet, &field);
        Some(Self { surface, sheet, field, signs })
    }

    /// From a place, over these triangles in ascending order; `None` where it isn't among them.
    pub fn from_place(surface: &'a Surface, skin: Vec<u32>, place: SurfacePoint) -> Option<Self> {
        let sheet = Arc::new(Sheet::open(surface, skin));
        let known = round(surface, &sheet, place)?;
        let field = Field::beyond(&sheet, &known);
        let signs = vec![1.0; sheet.vertices.len()];
        Some(Self { surface, sheet, field, signs })
    }

    /// The distance of a place in mm; `None` where it is none of the skin that they were reckoned on, or none leads there.
    pub fn at_mm(&self, place: SurfacePoint) -> Option<f32> {
        let number = self.sheet.skin.binary_search(&place.triangle).ok()?;
        let at_mm = self.corners(number as u32)?;
        Some(at_mm.iter().zip(place.weights).map(|(mm, weight)| mm * weight).sum())
    }

    /// The lines at every `step_mm`, beginning at `first_mm`, by the number of the step: each by points of which one lies in or
    /// on the triangle of the next; the first is repeated at the end of a closed one. They end where ways from two sides meet.
    pub fn lines(&self, first_mm: f32, step_mm: f32) -> BTreeMap<i32, Vec<Vec<SurfacePoint>>> {
        let mut pieces: BTreeMap<i32, Vec<[End; 2]>> = BTreeMap::new();
        for number in 0..self.sheet.skin.len() as u32 {
            let Some(at_mm) = self.corners(number) else { continue };
            let [low, high] =
                [at_mm.into_iter().fold(f32::INFINITY, f32::min), at_mm.into_iter().fold(f32::NEG_INFINITY, f32::max)];
            let [first, last] = [low, high].map(|mm| ((mm - first_mm) / step_mm).floor() as i32);
            for step in first..=last {
                let piece = self.piece((number, at_mm), first_mm + step as f32 * step_mm);
                if let Some(piece) = piece {
                    pieces.entry(step).or_default().push(piece);
                }
            }
        }
        let pieces: Vec<(i32, Vec<[End; 2]>)> = pieces.into_iter().collect();
        each_large(&pieces, |(step, pieces)| (*step, chains(pieces))).into_iter().collect()
    }

    /// The distances at the corners of a triangle of the sheet; `None` where they don't belong together.
    fn corners(&self, number: u32) -> Option<[f32; 3]> {
        let vertices = self.sheet.triangles[number as usize];
        let at_mm = match self.field.sides(number) {
            Some(_) => self.field.signed_mm(&self.sheet, number),
            None => vertices.map(|vertex| self.field.distance_mm(vertex) * self.signs[vertex as usize]),
        };
        let is_of_one_side = || vertices.iter().all(|&v| self.signs[v as usize] == self.signs[vertices[0] as usize]);
        let touches = || vertices.iter().any(|&v| self.field.distance_mm(v) < 1e-3);
        let fits = self.field.sides(number).is_some() || is_of_one_side() || touches();
        (fits && at_mm.iter().all(|mm| mm.is_finite())).then_some(at_mm)
    }

    /// The piece of the lines at a distance in a triangle of the sheet.
    fn piece(&self, (number, at_mm): (u32, [f32; 3]), distance_mm: f32) -> Option<[End; 2]> {
        let (sheet, triangle) = (&self.sheet, self.sheet.skin[number as usize]);
        let vertices = sheet.triangles[number as usize];
        let is_over = at_mm.map(|mm| mm >= distance_mm);
        if is_over == [is_over[0]; 3] || steepness(sheet.corners_mm(number), at_mm) < RIDGE {
            return None;
        }
        let crossings = (0..3).filter_map(|corner| {
            let next = (corner + 1) % 3;
            if is_over[corner] == is_over[next] {
                return None;
            }
            // From the lower number, so that both triangles of the edge find the same place.
            let (from, to) = if vertices[corner] < vertices[next] { (corner, next) } else { (next, corner) };
            let share = if at_mm[from] * at_mm[to] <= 0.0 {
                (distance_mm - at_mm[from]) / (at_mm[to] - at_mm[from])
            } else {
                self.field.share_at(sheet, [vertices[from], vertices[to]], distance_mm.abs())
            };
            let mut weights = [0.0; 3];
            (weights[from], weights[to]) = (1.0 - share, share);
            Some(([vertices[from], vertices[to], 0, 0], SurfacePoint { triangle, weights }))
        });
        <[End; 2]>::try_from(crossings.collect::<Vec<_>>()).ok()
    }

    /// The surface that they lie on.
    pub fn surface(&self) -> &'a Surface {
        self.surface
    }
}

/// The corners of those triangles that a line runs through without leaving them, from one of them on.
fn cut_from(surface: &Surface, skin: &[u32], first: u32, height: &impl Fn(u32) -> f32) -> BTreeSet<[u32; 3]> {
    const ZERO: f32 = 1e-4;
    let (mut seen, mut waiting) = (BTreeSet::from([first]), VecDeque::from([first]));
    let mut cut = BTreeSet::new();
    while let Some(triangle) = waiting.pop_front() {
        let corners = surface.triangles()[triangle as usize];
        let heights = corners.map(height);
        let is_cut = heights.iter().any(|&mm| mm <= ZERO) && heights.iter().any(|&mm| mm >= -ZERO);
        if is_cut && skin.binary_search(&triangle).is_ok() {
            cut.insert(corners);
            waiting.extend(surface.neighbours(triangle).into_iter().filter(|&beside| seen.insert(beside)));
        }
    }
    cut
}

/// On which side of the line every vertex lies: as the nearer one before it on the way from the line.
fn signs(sheet: &Sheet, field: &Field) -> Vec<f32> {
    let mut signs = vec![0.0; sheet.vertices.len()];
    for number in 0..sheet.skin.len() as u32 {
        for (vertex, side) in sheet.triangles[number as usize].into_iter().zip(field.sides(number).unwrap_or_default())
        {
            if side != 0.0 {
                signs[vertex as usize] = 1.0_f32.copysign(side);
            }
        }
    }
    let mut order: Vec<u32> = (0..sheet.vertices.len() as u32).filter(|&v| signs[v as usize] == 0.0).collect();
    order.sort_by(|&a, &b| field.distance_mm(a).total_cmp(&field.distance_mm(b)));
    for vertex in order {
        let around = sheet.around(vertex).iter().flat_map(|&triangle| sheet.triangles[triangle as usize]);
        let before = around.filter(|&other| signs[other as usize] != 0.0);
        let nearest = before.min_by(|&a, &b| field.distance_mm(a).total_cmp(&field.distance_mm(b)));
        signs[vertex as usize] = nearest.map_or(1.0, |nearest| signs[nearest as usize]);
    }
    signs
}

/// The vertices of the sheet about a place with their shortest ways from it, and the directions in which those arrive.
fn round(surface: &Surface, sheet: &Sheet, place: SurfacePoint) -> Option<Vec<(u32, f32, Vec3)>> {
    let number = sheet.skin.binary_search(&place.triangle).ok()?;
    let hub = sheet.triangles[number];
    let mut near: Vec<u32> = hub.iter().flat_map(|&vertex| sheet.around(vertex)).copied().collect();
    near.sort_unstable();
    near.dedup();
    let mut known: Vec<(u32, f32, Vec3)> = Vec::new();
    for triangle in near {
        for (corner, &vertex) in sheet.triangles[triangle as usize].iter().enumerate() {
            let &on_skin = sheet.skin.get(triangle as usize)?;
            let mut at = SurfacePoint { triangle: on_skin, weights: [0.0; 3] };
            at.weights[corner] = 1.0;
            if known.iter().all(|(other, ..)| *other != vertex) {
                known.push(way_to(surface, place, (vertex, at))?);
            }
        }
    }
    Some(known)
}

fn way_to(surface: &Surface, place: SurfacePoint, (vertex, at): (u32, SurfacePoint)) -> Option<(u32, f32, Vec3)> {
    let straight = surface.position_mm(at) - surface.position_mm(place);
    let (back, length_mm) = surface.bearing(at, place).unwrap_or((-straight, straight.length()));
    length_mm.is_finite().then_some((vertex, length_mm, -back))
}

/// How much a linear function grows per millimetre in a triangle.
fn steepness([a, b, c]: [Vec3; 3], [at_a, at_b, at_c]: [f32; 3]) -> f32 {
    let normal = (b - a).cross(c - a);
    let gradient = normal.cross(a - c) * (at_b - at_a) + normal.cross(b - a) * (at_c - at_a);
    gradient.length() / normal.length_squared().max(f32::MIN_POSITIVE)
}
