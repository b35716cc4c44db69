//! A piece of the skin as a net of its own, in which distances are carried from triangle to triangle.

use crate::atlas::Surface;
use crate::geom::Vec3;

/// No vertex of the sheet.
const NONE: u32 = u32::MAX;

/// Triangles with the vertices that they use, numbered anew.
#[derive(Debug)]
pub(in crate::atlas) struct Sheet {
    /// The vertices' numbers on the surface.
    pub(in crate::atlas) vertices: Vec<u32>,
    pub(in crate::atlas) positions_mm: Vec<Vec3>,
    pub(super) normals: Vec<Vec3>,
    /// Corners in numbers of the sheet; first the triangles of the skin, then those that close holes in it.
    pub(in crate::atlas) triangles: Vec<[u32; 3]>,
    /// The numbers of the triangles of the skin on the surface, ascending.
    pub(in crate::atlas) skin: Vec<u32>,
    /// Where in `around` the triangles of each vertex begin.
    starts: Vec<u32>,
    around: Vec<u32>,
}

impl Sheet {
    /// The sheet of these triangles of a surface, in ascending order; `close` is given the loops of vertices (numbers on the
    /// surface) that bound it and answers which of them are closed as if skin spanned them.
    pub(in crate::atlas) fn new(surface: &Surface, skin: Vec<u32>, close: impl Fn(Vec<u32>) -> Vec<Vec<u32>>) -> Self {
        let triangles: Vec<[u32; 3]> = skin.iter().map(|&triangle| surface.triangles()[triangle as usize]).collect();
        let holes = rims(&triangles).into_iter().flat_map(close);
        let spans = holes.flat_map(|hole| spanned(surface, hole)).collect();
        Self::with(surface, skin, spans)
    }

    /// The sheet of these triangles of a surface, in ascending order, its holes open.
    pub(in crate::atlas) fn open(surface: &Surface, skin: Vec<u32>) -> Self {
        Self::with(surface, skin, Vec::new())
    }

    /// The sheet of these triangles, and of others by their corners on the surface that have no corner that is none of theirs.
    fn with(surface: &Surface, skin: Vec<u32>, others: Vec<[u32; 3]>) -> Self {
        let own = skin.iter().map(|&triangle| surface.triangles()[triangle as usize]);
        let mut triangles: Vec<[u32; 3]> = own.chain(others).collect();
        let mut numbers = vec![NONE; surface.positions_mm().len()];
        for &vertex in triangles.iter().flatten() {
            numbers[vertex as usize] = 0;
        }
        let mut vertices = Vec::new();
        for (vertex, number) in (0..).zip(&mut numbers).filter(|(_, number)| **number != NONE) {
            *number = vertices.len() as u32;
            vertices.push(vertex);
        }
        for corner in triangles.iter_mut().flatten() {
            *corner = numbers[*corner as usize];
        }
        let (starts, around) = fans(vertices.len(), &triangles);
        let positions_mm = vertices.iter().map(|&v: &u32| surface.positions_mm()[v as usize]).collect();
        let normals = vertices.iter().map(|&v| surface.normals()[v as usize]).collect();
        Self { vertices, positions_mm, normals, triangles, skin, starts, around }
    }

    /// The triangles round a vertex.
    pub(in crate::atlas) fn around(&self, vertex: u32) -> &[u32] {
        let index = vertex as usize;
        &self.around[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    pub(in crate::atlas) fn corners_mm(&self, triangle: u32) -> [Vec3; 3] {
        self.triangles[triangle as usize].map(|v| self.positions_mm[v as usize])
    }
}

/// For every vertex the triangles that hold it: where its own begin, and all one after the other.
pub(in crate::atlas) fn fans(vertices: usize, triangles: &[[u32; 3]]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; vertices + 1];
    for &vertex in triangles.iter().flatten() {
        starts[vertex as usize + 1] += 1;
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let (mut next, mut around) = (starts.clone(), vec![0; triangles.len() * 3]);
    for (number, corners) in (0..).zip(triangles) {
        for &vertex in corners {
            around[next[vertex as usize] as usize] = number;
            next[vertex as usize] += 1;
        }
    }
    (starts, around)
}

/// The loops of vertices along the edges that only one triangle has, the sheet on their left.
fn rims(triangles: &[[u32; 3]]) -> Vec<Vec<u32>> {
    let edges = || triangles.iter().flat_map(|&[a, b, c]| [[a, b], [b, c], [c, a]]);
    let mut all: Vec<[u32; 2]> = edges().collect();
    all.sort_unstable();
    let mut rim: Vec<[u32; 2]> = edges().filter(|&[a, b]| all.binary_search(&[b, a]).is_err()).collect();
    rim.sort_unstable();
    let mut used = vec![false; rim.len()];
    let mut loops = Vec::new();
    for start in 0..rim.len() {
        let (mut hoop, mut at) = (Vec::new(), start);
        while !used[at] {
            used[at] = true;
            hoop.push(rim[at][0]);
            // Where two loops touch in a vertex, any edge that begins there and is left will do.
            let first = rim.partition_point(|edge| edge[0] < rim[at][1]);
            let onward = (first..rim.len()).take_while(|&e| rim[e][0] == rim[at][1]).find(|&e| !used[e]);
            at = onward.unwrap_or(start);
        }
        if hoop.len() > 2 {
            loops.push(hoop);
        }
    }
    loops
}

/// Triangles that span a loop: again and again the corner whose neighbours lie nearest to each other is cut off, so that a
/// slit is closed like a zip.
fn spanned(surface: &Surface, mut hoop: Vec<u32>) -> Vec<[u32; 3]> {
    let place = |vertex: u32| surface.positions_mm()[vertex as usize];
    // Seen from the hole the rim runs the other way.
    hoop.reverse();
    let mut triangles = Vec::new();
    while hoop.len() > 2 {
        let count = hoop.len();
        let ends = |at: usize| [hoop[(at + count - 1) % count], hoop[at], hoop[(at + 1) % count]];
        let gap_mm = |at: usize| place(ends(at)[0]).distance(place(ends(at)[2]));
        let Some(nearest) = (0..count).min_by(|&a, &b| gap_mm(a).total_cmp(&gap_mm(b))) else { break };
        triangles.push(ends(nearest));
        hoop.remove(nearest);
    }
    triangles
}
