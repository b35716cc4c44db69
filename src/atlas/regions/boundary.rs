//! The lines on the skin where the region changes.
//!
//! Every triangle that a boundary crosses is divided into a small grid whose corners are classified; along a grid edge with
//! two different ends the change is found by bisection, the crossings within a cell are joined (marching triangles), and
//! the pieces are chained into polylines. Points on a shared edge come out the same from both triangles.

use std::collections::{BTreeMap, BTreeSet};

use super::locate::{Patch, Skin, patch_on_map};
use crate::atlas::per_body::PerBody;
use crate::atlas::threads::both;
use crate::atlas::{Body, Surface, SurfacePoint};
use crate::geom::Vec3;

/// Steps of the grid along an edge of a triangle.
const STEPS: u32 = 8;
/// Steps from one grid corner to the next in a triangle that one line crosses.
const COARSE: u32 = 4;
/// The same where three regions meet.
const FINE: u32 = 1;
/// A crossing is found to this share of a step: 6 mm / 8 / 64 is a hundredth of a millimetre on the largest triangles.
const PARTS_PER_STEP: u32 = 64;

/// A smooth line on the skin between two regions, or between the sides of a paired region that touch in the midline.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundaryLine {
    /// Its points in order; the first is repeated at the end of a closed line.
    pub points: Vec<SurfacePoint>,
    /// The patches on its two sides, in their order.
    pub between: [Patch; 2],
}

/// Every line on the skin where the patch changes.
pub fn boundaries(body: &Body) -> &'static [BoundaryLine] {
    static LINES: PerBody<Vec<BoundaryLine>> = PerBody::new();
    LINES.get_or_init(body.kind, || trace(Skin::get(body)))
}

/// The lines around one patch.
pub fn outline_of(body: &Body, patch: Patch) -> impl Iterator<Item = &'static BoundaryLine> {
    boundaries(body).iter().filter(move |line| line.between.contains(&patch))
}

/// How often the cell around a junction is quartered.
const QUARTERINGS: u32 = 5;
/// Points nearer than this to the one before are left out.
const LEAST_STEP_MM: f32 = 0.1;

/// Names a crossing or a junction, the same from either triangle.
pub(in crate::atlas) type Key = [u32; 4];
/// The end of a piece of line.
pub(in crate::atlas) type End = (Key, SurfacePoint);

/// A corner of the grid in a triangle: its place as steps from the first corner, that on the map, and its patch.
#[derive(Clone, Copy)]
struct Corner {
    steps: [u32; 2],
    map_mm: Vec3,
    patch: Patch,
}

fn trace(skin: &'static Skin) -> Vec<BoundaryLine> {
    let crossed: Vec<u32> =
        (0..).zip(&skin.whole).filter_map(|(triangle, whole)| whole.is_none().then_some(triangle)).collect();
    let fine = &fine_triangles(skin, &crossed);
    let (first, second) = crossed.split_at(crossed.len() / 2);
    let (other, mut tracer) = both(|| Tracer::over(skin, fine, second), || Tracer::over(skin, fine, first));
    for (between, mut pieces) in other.pieces {
        tracer.pieces.entry(between).or_default().append(&mut pieces);
    }
    let lines = tracer.pieces.iter().flat_map(|(&between, pieces)| {
        chains(pieces).into_iter().filter_map(move |points| {
            let points = thinned(skin.surface, &points);
            (points.len() > 1).then_some(BoundaryLine { points, between })
        })
    });
    lines.collect()
}

struct Tracer<'a> {
    skin: &'static Skin,
    /// Triangles that need the fine grid.
    fine: &'a BTreeSet<u32>,
    pieces: BTreeMap<[Patch; 2], Vec<[End; 2]>>,
    crossings: BTreeMap<Key, End>,
}

impl<'a> Tracer<'a> {
    fn over(skin: &'static Skin, fine: &'a BTreeSet<u32>, triangles: &[u32]) -> Self {
        let mut tracer = Self { skin, fine, pieces: BTreeMap::new(), crossings: BTreeMap::new() };
        for &triangle in triangles {
            tracer.triangle(triangle);
        }
        tracer
    }

    fn triangle(&mut self, triangle: u32) {
        let rows = self.grid(triangle, if self.fine.contains(&triangle) { FINE } else { COARSE });
        for (row, next) in rows.iter().zip(&rows[1..]) {
            for j in 0..next.len() {
                self.cell(triangle, [row[j], next[j], row[j + 1]]);
                if j + 1 < next.len() {
                    self.cell(triangle, [next[j], next[j + 1], row[j + 1]]);
                }
            }
        }
    }

    /// Rows of classified corners, each one shorter than the one before.
    fn grid(&self, triangle: u32, stride: u32) -> Vec<Vec<Corner>> {
        let along = |last: u32| (0..=last / stride).map(move |k| k * stride);
        along(STEPS).map(|i| along(STEPS - i).map(|j| corner(self.skin, triangle, [i, j])).collect()).collect()
    }

    fn cell(&mut self, triangle: u32, corners: [Corner; 3]) {
        let crossings = [0, 1, 2].map(|i| {
            let (a, b) = (corners[i], corners[(i + 1) % 3]);
            (a.patch != b.patch).then(|| ([a.patch, b.patch], self.crossing(triangle, a, b)))
        });
        match crossings {
            [Some(a), Some(b), Some(c)] => {
                let junction = junction(triangle, corners);
                for (between, end) in [a, b, c] {
                    self.piece(between, [end, junction]);
                }
            }
            [Some(a), Some(b), None] | [Some(a), None, Some(b)] | [None, Some(a), Some(b)] => {
                self.piece(a.0, [a.1, b.1]);
            }
            _ => {}
        }
    }

    fn piece(&mut self, mut between: [Patch; 2], ends: [End; 2]) {
        between.sort_unstable();
        self.pieces.entry(between).or_default().push(ends);
    }

    /// Where the patch changes between two neighbouring corners of the grid.
    fn crossing(&mut self, triangle: u32, a: Corner, b: Corner) -> End {
        let vertices = self.skin.surface.triangles()[triangle as usize];
        // The same direction from both triangles of an edge and from both cells, so that all find the same point.
        let (edge, [from, to], a, b) = match shared_edge(shares(a.steps), shares(b.steps), vertices) {
            Some((edge, [k, l])) if k > l => (edge, [l, k], b, a),
            Some((edge, [k, l])) => (edge, [k, l], a, b),
            None if code(a) > code(b) => ([u32::MAX, triangle], [code(b), code(a)], b, a),
            None => ([u32::MAX, triangle], [code(a), code(b)], a, b),
        };
        let asked = [edge[0], edge[1], from, to];
        if let Some(&known) = self.crossings.get(&asked) {
            return known;
        }
        let parts = PARTS_PER_STEP
            * shares(a.steps).into_iter().zip(shares(b.steps)).map(|(a, b)| a.abs_diff(b)).sum::<u32>()
            / 2;
        let share_of = |part: u32| part as f32 / parts as f32;
        let (mut low, mut high) = (0, parts);
        while high - low > 1 {
            let middle = u32::midpoint(low, high);
            let same = patch_on_map(a.map_mm.lerp(b.map_mm, share_of(middle))) == a.patch;
            if same { low = middle } else { high = middle }
        }
        let weights = [0, 1, 2].map(|i| weights(a)[i] + (weights(b)[i] - weights(a)[i]) * share_of(high));
        // On an edge of the triangle the place itself names the crossing: the neighbour's grid may be another.
        let key = if edge[0] == u32::MAX { asked } else { [edge[0], edge[1], from * PARTS_PER_STEP + high, u32::MAX] };
        let end = (key, SurfacePoint { triangle, weights });
        self.crossings.insert(asked, end);
        end
    }
}

/// The triangles where three regions meet, and those that share an edge too intricate for the coarse grid with one.
fn fine_triangles(skin: &Skin, crossed: &[u32]) -> BTreeSet<u32> {
    let meets_three = |&&triangle: &&u32| {
        let places = [[0, 0], [COARSE, 0], [STEPS, 0], [0, COARSE], [COARSE, COARSE], [0, STEPS]];
        let patches: BTreeSet<Patch> = places.into_iter().map(|steps| corner(skin, triangle, steps).patch).collect();
        patches.len() > 2
    };
    let mut pending: Vec<u32> = crossed.iter().filter(meets_three).copied().collect();
    let mut fine = BTreeSet::new();
    while let Some(triangle) = pending.pop() {
        if skin.whole.get(triangle as usize).is_none_or(Option::is_some) || !fine.insert(triangle) {
            continue;
        }
        let edges: [fn(u32) -> [u32; 2]; 3] = [|k| [k, 0], |k| [STEPS - k, k], |k| [0, STEPS - k]];
        for (edge, neighbour) in edges.into_iter().zip(skin.surface.neighbours(triangle)) {
            let patches: Vec<Patch> = (0..=STEPS).map(|k| corner(skin, triangle, edge(k)).patch).collect();
            let changes = |part: &[Patch]| part.windows(2).filter(|pair| pair[0] != pair[1]).count();
            let half = COARSE as usize;
            if changes(&patches[..=half]) > 1 || changes(&patches[half..]) > 1 {
                pending.push(neighbour);
            }
        }
    }
    fine
}

/// The grid corner at a place in a triangle.
fn corner(skin: &Skin, triangle: u32, steps: [u32; 2]) -> Corner {
    let vertices = skin.surface.triangles()[triangle as usize];
    let at = |v: u32| skin.map_mm[v as usize];
    if let Some(vertex) = [[0, 0], [STEPS, 0], [0, STEPS]].iter().position(|&s| s == steps) {
        let vertex = vertices[vertex];
        return Corner { steps, map_mm: at(vertex), patch: skin.vertices[vertex as usize] };
    }
    let shares = shares(steps);
    let map_mm = match shared_edge(shares, shares, vertices) {
        Some(([low, high], [k, _])) => at(low).lerp(at(high), k as f32 / STEPS as f32),
        None => (0..3).map(|i| at(vertices[i]) * (shares[i] as f32 / STEPS as f32)).sum(),
    };
    Corner { steps, map_mm, patch: patch_on_map(map_mm) }
}

/// The corner's weights in the triangle.
fn weights(corner: Corner) -> [f32; 3] {
    shares(corner.steps).map(|share| share as f32 / STEPS as f32)
}

/// The same in steps of the grid; they add up to [`STEPS`].
fn shares([i, j]: [u32; 2]) -> [u32; 3] {
    [STEPS - i - j, i, j]
}

/// A number for a grid corner, unique in its triangle.
fn code(corner: Corner) -> u32 {
    corner.steps[0] * (STEPS + 1) + corner.steps[1]
}

/// If both places lie on one edge of the triangle: its two vertices in order, and for each place the steps from the first.
fn shared_edge(a: [u32; 3], b: [u32; 3], vertices: [u32; 3]) -> Option<([u32; 2], [u32; 2])> {
    let opposite = (0..3).find(|&m| a[m] == 0 && b[m] == 0)?;
    let (p, q) = ((opposite + 1) % 3, (opposite + 2) % 3);
    let (low, high) = if vertices[p] < vertices[q] { (p, q) } else { (q, p) };
    Some(([vertices[low], vertices[high]], [a[high], b[high]]))
}

/// The place where three patches meet in a cell: the cell is quartered, and again the quarter that still has all three.
fn junction(triangle: u32, corners: [Corner; 3]) -> End {
    let patches = corners.map(|corner| corner.patch);
    let mut nearer = corners.map(|corner| (corner.map_mm, weights(corner)));
    for _ in 0..QUARTERINGS {
        let [a, b, c] = nearer;
        let (ab, bc, ca) = (halfway(a, b), halfway(b, c), halfway(c, a));
        let holds_all = |cell: &[Spot; 3]| {
            let found = cell.map(|(map_mm, _)| patch_on_map(map_mm));
            patches.iter().all(|patch| found.contains(patch))
        };
        let Some(quarter) = [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]].into_iter().find(holds_all) else {
            break;
        };
        nearer = quarter;
    }
    let weights = [0, 1, 2].map(|i| nearer.iter().map(|(_, weights)| weights[i]).sum::<f32>() / 3.0);
    ([u32::MAX - 1, triangle, code(corners[0]), code(corners[1])], SurfacePoint { triangle, weights })
}

/// A place on the map in mm and its weights in the triangle.
type Spot = (Vec3, [f32; 3]);

fn halfway(a: Spot, b: Spot) -> Spot {
    (a.0.midpoint(b.0), [0, 1, 2].map(|i| f32::midpoint(a.1[i], b.1[i])))
}

/// The line without crowded points; its two ends stay.
fn thinned(surface: &Surface, points: &[SurfacePoint]) -> Vec<SurfacePoint> {
    let place = |p: &SurfacePoint| surface.position_mm(*p);
    let mut kept: Vec<SurfacePoint> = Vec::with_capacity(points.len());
    for p in points {
        if kept.last().is_none_or(|last| place(last).distance(place(p)) > LEAST_STEP_MM) {
            kept.push(*p);
        }
    }
    if let Some((last, end)) = kept.last_mut().zip(points.last()).filter(|(last, end)| last != end) {
        *last = *end;
    }
    kept
}

/// Joins pieces that share an end into lines: open lines first, then closed ones. Every point but the first lies in the
/// triangle of the piece that leads to it.
pub(in crate::atlas) fn chains(pieces: &[[End; 2]]) -> Vec<Vec<SurfacePoint>> {
    let mut at: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        for (key, _) in piece {
            at.entry(*key).or_default().push(index);
        }
    }
    let mut used = vec![false; pieces.len()];
    let is_open = |piece: &[End; 2]| piece.iter().any(|(key, _)| at.get(key).is_some_and(|p| p.len() != 2));
    let (open, closed): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(|&i| is_open(&pieces[i]));
    let mut lines = Vec::new();
    for start in open.into_iter().chain(closed) {
        if !used[start] {
            lines.push(chain(pieces, &at, &mut used, start));
        }
    }
    lines
}

/// The line that begins with a piece, from its loose end if it has one.
fn chain(pieces: &[[End; 2]], at: &BTreeMap<Key, Vec<usize>>, used: &mut [bool], start: usize) -> Vec<SurfacePoint> {
    let [first, second] = pieces[start];
    let is_loose = |end: End| at.get(&end.0).is_some_and(|p| p.len() != 2);
    let (mut points, mut key) =
        if is_loose(second) { (vec![second.1, first.1], first.0) } else { (vec![first.1, second.1], second.0) };
    used[start] = true;
    while let Some(&next) = at.get(&key).filter(|p| p.len() == 2).and_then(|p| p.iter().find(|&&i| !used[i])) {
        used[next] = true;
        let [a, b] = pieces[next];
        let far = if a.0 == key { b } else { a };
        points.push(far.1);
        key = far.0;
    }
    points
}
