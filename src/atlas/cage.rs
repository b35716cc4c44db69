//! The coarse control mesh of a body: reads the embedded Wavefront OBJ and knows its half-edges and left-right pairs.

use std::collections::HashMap;

use crate::geom::Vec3;

/// Quads of the control mesh; half-edge `4 * face + corner` runs from that corner to the next one.
#[derive(Debug, Default)]
pub(crate) struct Cage {
    pub positions_mm: Vec<Vec3>,
    /// Ambient light that reaches the vertex, 0 to 1 (the OBJ's vertex colour).
    pub openness: Vec<f32>,
    /// Skin quads, then those of the left and the right eye.
    pub faces: Vec<[u32; 4]>,
    pub skin_faces: usize,
    /// For every half-edge the one that runs the other way.
    pub twins: Vec<u32>,
    /// For every half-edge the number of its undirected edge.
    pub edges: Vec<u32>,
    pub edge_count: usize,
    /// For every face the half-edge whose origin is the reflection of the face's first corner.
    pub mirrors: Vec<u32>,
}

impl Cage {
    /// Reads an OBJ written by `examples/bake_atlas.rs`.
    pub(crate) fn parse(obj: &str) -> Self {
        let mut cage = Self::default();
        let mut group = "";
        for line in obj.lines() {
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("v") => {
                    let mut number = || words.next().and_then(|word| word.parse().ok());
                    let [x, y, z] = [number(), number(), number()].map(Option::unwrap_or_default);
                    cage.positions_mm.push(Vec3::new(x, y, z));
                    cage.openness.push(number().unwrap_or(1.0));
                }
                Some("f") => {
                    let mut corner = || words.next().and_then(|word| word.parse::<u32>().ok()).unwrap_or(1) - 1;
                    cage.faces.push([corner(), corner(), corner(), corner()]);
                    cage.skin_faces += usize::from(group == "skin");
                }
                Some("g") => group = words.next().unwrap_or_default(),
                _ => {}
            }
        }
        cage.link();
        cage.pair();
        cage
    }

    /// The corners of a half-edge: where it starts and where it ends.
    pub(crate) fn ends(&self, half_edge: u32) -> [u32; 2] {
        let (face, corner) = (half_edge as usize / 4, half_edge as usize % 4);
        [self.faces[face][corner], self.faces[face][(corner + 1) % 4]]
    }

    fn link(&mut self) {
        let count = self.faces.len() * 4;
        let mut keyed: Vec<(u64, u32)> = (0..count as u32)
            .map(|half_edge| {
                let [a, b] = self.ends(half_edge);
                (u64::from(a.min(b)) << 32 | u64::from(a.max(b)), half_edge)
            })
            .collect();
        keyed.sort_unstable();
        self.twins = (0..count as u32).collect();
        self.edges = vec![0; count];
        // The surface is closed: every edge has exactly two half-edges.
        for (edge, pair) in keyed.chunks_exact(2).enumerate() {
            let (h, twin) = (pair[0].1, pair[1].1);
            (self.twins[h as usize], self.twins[twin as usize]) = (twin, h);
            (self.edges[h as usize], self.edges[twin as usize]) = (edge as u32, edge as u32);
        }
        self.edge_count = keyed.len() / 2;
    }

    /// Pairs every face with its reflection. Positions are multiples of 0.01 mm and exactly symmetric, so a vertex finds
    /// its partner by its coordinates.
    fn pair(&mut self) {
        let key = |p: Vec3| (p * 100.0).to_array().map(|hundredths| hundredths.round() as i32);
        let at: HashMap<_, u32> = self.positions_mm.iter().zip(0..).map(|(&p, index)| (key(p), index)).collect();
        let partner = |vertex: u32| {
            let p = self.positions_mm[vertex as usize];
            at.get(&key(p * Vec3::new(-1.0, 1.0, 1.0))).copied().unwrap_or(vertex)
        };
        let from_ends: HashMap<[u32; 2], u32> =
            (0..self.twins.len() as u32).map(|half_edge| (self.ends(half_edge), half_edge)).collect();
        self.mirrors = (0..self.faces.len() as u32)
            .map(|face| {
                let [a, b] = self.ends(face * 4).map(partner);
                // A reflection turns the winding round: what ran from a to b runs from b to a.
                let reversed = from_ends.get(&[b, a]).copied().unwrap_or(face * 4);
                next(reversed)
            })
            .collect();
    }
}

/// The half-edge after this one round its face.
pub(crate) fn next(half_edge: u32) -> u32 {
    half_edge & !3 | (half_edge + 1) & 3
}

/// The half-edge before this one round its face.
pub(crate) fn previous(half_edge: u32) -> u32 {
    half_edge & !3 | (half_edge + 3) & 3
}
