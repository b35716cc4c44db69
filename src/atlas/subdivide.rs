//! One step of subdivision from the control mesh to the triangles that are drawn and measured.
//!
//! Catmull and Clark, "Recursively generated B-spline surfaces on arbitrary topological meshes", 1978; the refined
//! vertices are then moved to the limit surface (Halstead, Kass and `DeRose`, "Efficient, fair interpolation using
//! Catmull-Clark surfaces", 1993), which makes shading smoother at no cost.

use super::cage::{Cage, previous};
use crate::geom::Vec3;
use glam::Vec4;

/// The refined mesh: vertices are those of the cage, then one per edge, then one per face.
#[derive(Debug)]
pub(crate) struct Refined {
    pub positions_mm: Vec<Vec3>,
    pub normals: Vec<Vec3>,
    /// For shading: the normal, and in w the share of light that openness and hollows leave.
    pub shades: Vec<Vec4>,
    /// Eight triangles per cage face: for corner `c` numbers `8 * face + 2 * c` = (corner, next edge, face point) and
    /// the one after it = (corner, face point, previous edge).
    pub triangles: Vec<[u32; 3]>,
}

/// The four fine quads of a face as (corner, next edge point, face point, previous edge point).
fn fine_quads(cage: &Cage) -> Vec<[u32; 4]> {
    let first_edge = cage.positions_mm.len() as u32;
    let first_face = first_edge + cage.edge_count as u32;
    (0..cage.twins.len() as u32)
        .map(|half_edge| {
            let [corner, _] = cage.ends(half_edge);
            let edge = |h: u32| first_edge + cage.edges[h as usize];
            [corner, edge(half_edge), first_face + half_edge / 4, edge(previous(half_edge))]
        })
        .collect()
}

/// Subdivides once; exactly symmetric if the cage is.
pub(crate) fn subdivide(cage: &Cage) -> Refined {
    let quads = fine_quads(cage);
    let triangles: Vec<[u32; 3]> = quads.iter().flat_map(|&[v, e, f, d]| [[v, e, f], [v, f, d]]).collect();
    let mut positions_mm = to_limit(&quads, &refine(cage, &cage.positions_mm));
    round_eyes(cage, &quads, &mut positions_mm);
    let partners = partners(cage, &triangles, positions_mm.len());
    let flip = Vec3::new(-1.0, 1.0, 1.0);
    for (index, &partner) in partners.iter().enumerate() {
        let partner = partner as usize;
        match partner.cmp(&index) {
            std::cmp::Ordering::Less => positions_mm[index] = positions_mm[partner] * flip,
            std::cmp::Ordering::Equal => positions_mm[index].x = 0.0,
            std::cmp::Ordering::Greater => {}
        }
    }
    let normals = smooth_normals(&quads, &positions_mm, &partners);
    let shades = shades(cage, &quads, &positions_mm, &normals);
    Refined { positions_mm, normals, shades, triangles }
}

/// Anything that can be averaged over vertices.
trait Blend: Copy + Default + std::ops::Add<Output = Self> + std::ops::Mul<f32, Output = Self> {}
impl Blend for Vec3 {}
impl Blend for f32 {}

fn refine<T: Blend>(cage: &Cage, values: &[T]) -> Vec<T> {
    let faces: Vec<T> = cage
        .faces
        .iter()
        .map(|&[a, b, c, d]| {
            let value = |v: u32| values[v as usize];
            // Opposite corners first: the sum is then the same for the reflected face.
            ((value(a) + value(c)) + (value(b) + value(d))) * 0.25
        })
        .collect();
    let mut edges = vec![T::default(); cage.edge_count];
    let mut around = vec![(T::default(), 0.0_f32); values.len()];
    for half_edge in 0..cage.twins.len() as u32 {
        let [a, b] = cage.ends(half_edge).map(|v| v as usize);
        let (face, other) = (half_edge as usize / 4, cage.twins[half_edge as usize] as usize / 4);
        edges[cage.edges[half_edge as usize] as usize] =
            ((values[a] + values[b]) + (faces[face] + faces[other])) * 0.25;
        // Of a vertex with n faces: the face points and twice the edge middles, whose own half is the vertex itself.
        around[a].0 = around[a].0 + faces[face] + values[b];
        around[a].1 += 1.0;
    }
    let corners = values
        .iter()
        .zip(&around)
        .map(|(&value, &(sum, n))| if n == 0.0 { value } else { sum * (1.0 / (n * n)) + value * ((n - 2.0) / n) });
    corners.chain(edges.iter().copied()).chain(faces.iter().copied()).collect()
}

fn to_limit(quads: &[[u32; 4]], positions_mm: &[Vec3]) -> Vec<Vec3> {
    let mut sums = vec![(Vec3::ZERO, 0.0_f32); positions_mm.len()];
    for quad in quads {
        for corner in 0..4 {
            let at = |step: usize| positions_mm[quad[(corner + step) % 4] as usize];
            let (sum, n) = &mut sums[quad[corner] as usize];
            *sum += at(1) * 4.0 + at(2);
            *n += 1.0;
        }
    }
    positions_mm
        .iter()
        .zip(sums)
        .map(|(&p, (sum, n))| if n == 0.0 { p } else { (p * (n * n) + sum) / (n * (n + 5.0)) })
        .collect()
}

/// Eyeballs are spheres; subdivision would shrink them by a millimetre, so their vertices go back out.
fn round_eyes(cage: &Cage, quads: &[[u32; 4]], positions_mm: &mut [Vec3]) {
    let (skin, eyes) = (cage.skin_faces, cage.faces.len() - cage.skin_faces);
    for faces in [skin..skin + eyes / 2, skin + eyes / 2..cage.faces.len()] {
        let (centre_mm, radius_mm) = eyeball(cage, faces.clone());
        for &vertex in quads[faces.start * 4..faces.end * 4].iter().flatten() {
            let p = &mut positions_mm[vertex as usize];
            *p = centre_mm + (*p - centre_mm).normalize_or_zero() * radius_mm;
        }
    }
}

/// Centre and mean radius of the cage vertices of these faces, in mm.
pub(crate) fn eyeball(cage: &Cage, faces: std::ops::Range<usize>) -> (Vec3, f32) {
    let mut vertices: Vec<u32> = cage.faces[faces].iter().flatten().copied().collect();
    vertices.sort_unstable();
    vertices.dedup();
    let points = || vertices.iter().map(|&v| cage.positions_mm[v as usize]);
    let count = vertices.len().max(1) as f32;
    let bounds = crate::geom::Bounds3::around(points());
    let centre = bounds.centre();
    (centre, points().map(|p| p.distance(centre)).sum::<f32>() / count)
}

/// For every vertex its reflection.
fn partners(cage: &Cage, triangles: &[[u32; 3]], count: usize) -> Vec<u32> {
    let mut partners: Vec<u32> = (0..count as u32).collect();
    for (index, &[v, e, f]) in triangles.iter().enumerate().step_by(2) {
        let [mv, mf, me] = triangles[mirror_triangle(cage, index as u32) as usize];
        partners[v as usize] = mv;
        partners[e as usize] = me;
        partners[f as usize] = mf;
    }
    partners
}

/// The reflected triangle; its second and third corners are the reflections of the third and second.
pub(crate) fn mirror_triangle(cage: &Cage, triangle: u32) -> u32 {
    let (face, corner, half) = (triangle / 8, triangle / 2 % 4, triangle % 2);
    let mirror = cage.mirrors[face as usize];
    let corner = (mirror % 4 + 4 - corner) % 4;
    (mirror / 4) * 8 + corner * 2 + (1 - half)
}

fn smooth_normals(quads: &[[u32; 4]], positions_mm: &[Vec3], partners: &[u32]) -> Vec<Vec3> {
    let mut sums = vec![Vec3::ZERO; positions_mm.len()];
    for quad in quads {
        for corner in 0..4 {
            let at = |step: usize| positions_mm[quad[(corner + step) % 4] as usize];
            sums[quad[corner] as usize] += (at(1) - at(0)).cross(at(3) - at(0));
        }
    }
    let flip = Vec3::new(-1.0, 1.0, 1.0);
    // Both sides are summed in different order; averaging with the reflection makes them equal to the last bit.
    let even = |(index, &partner): (usize, &u32)| {
        let (own, other) = (sums[index], sums[partner as usize] * flip);
        (own + other).normalize_or(Vec3::Z)
    };
    partners.iter().enumerate().map(even).collect()
}

fn shades(cage: &Cage, quads: &[[u32; 4]], positions_mm: &[Vec3], normals: &[Vec3]) -> Vec<Vec4> {
    let hollows = hollows(quads, positions_mm, normals);
    let openness = refine(cage, &cage.openness);
    let shade = |((normal, open), hollow): ((&Vec3, f32), f32)| {
        // A power under one keeps broad shade light; only deep hollows stay dark.
        let open = 0.12 + 0.88 * open.clamp(0.0, 1.0).powf(0.7);
        normal.extend(open * (1.0 - 2.2 * hollow).clamp(0.55, 1.06))
    };
    normals.iter().zip(openness).zip(hollows).map(shade).collect()
}

/// How far each vertex lies under the mean of its neighbours, over their squared distance: half the mean curvature.
fn hollows(quads: &[[u32; 4]], positions_mm: &[Vec3], normals: &[Vec3]) -> Vec<f32> {
    const LIMIT_PER_MM: f32 = 0.25;
    let mut sums = vec![(0.0_f32, 0.0_f32); positions_mm.len()];
    for quad in quads {
        for corner in 0..4 {
            let (from, to) = (quad[corner] as usize, quad[(corner + 1) % 4] as usize);
            let offset = positions_mm[to] - positions_mm[from];
            sums[from].0 += offset.dot(normals[from]);
            sums[from].1 += offset.length_squared();
        }
    }
    let mut values: Vec<f32> = sums
        .iter()
        .map(|&(rise, squared)| {
            // Where the mesh is coarse its forms are large and their bending small; they should read as well.
            let edge_mm = (squared / 4.0).sqrt();
            let bend = 2.0 * rise / squared.max(1e-6) * (0.55 + 0.22 * edge_mm);
            bend.clamp(-LIMIT_PER_MM, LIMIT_PER_MM)
        })
        .collect();
    for _ in 0..2 {
        values = smoothed(quads, &values);
    }
    values
}

/// Every value averaged half and half with its neighbours' mean.
fn smoothed(quads: &[[u32; 4]], values: &[f32]) -> Vec<f32> {
    let mut sums = vec![(0.0_f32, 0.0_f32); values.len()];
    for quad in quads {
        for corner in 0..4 {
            let (sum, count) = &mut sums[quad[corner] as usize];
            *sum += values[quad[(corner + 1) % 4] as usize];
            *count += 1.0;
        }
    }
    values.iter().zip(sums).map(|(&value, (sum, count))| (value + sum / f32::max(count, 1.0)) * 0.5).collect()
}
