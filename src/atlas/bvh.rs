//! A tree of boxes over the cage faces (eight triangles each) that answers nearest-point and ray questions.
//!
//! Median splits along the longest axis; see Ericson, "Real-Time Collision Detection", 2005, chapter 6.

use std::ops::ControlFlow;

use crate::geom::{Bounds3, Vec3, closest_on_triangle, ray_triangle};

#[derive(Clone, Copy, Debug)]
struct Node {
    bounds: Bounds3,
    /// Number of faces in a leaf; zero for a fork.
    count: u32,
    /// Leaf: first entry of `order`. Fork: the second child; the first one follows the fork itself.
    start: u32,
}

/// The tree; positions and triangles are handed in with every question.
#[derive(Debug, Default)]
pub(crate) struct Bvh {
    nodes: Vec<Node>,
    order: Vec<u32>,
    /// The box of each face, by its number.
    faces: Vec<Bounds3>,
}

/// What a question is asked about: all vertices and triangles, eight triangles to a face.
#[derive(Clone, Copy)]
pub(crate) struct Soup<'a> {
    pub positions_mm: &'a [Vec3],
    pub triangles: &'a [[u32; 3]],
}

impl Soup<'_> {
    pub(crate) fn corners(self, triangle: u32) -> [Vec3; 3] {
        self.triangles[triangle as usize].map(|v| self.positions_mm[v as usize])
    }
}

/// A point on a triangle, with its distance in mm from where the question was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub triangle: u32,
    pub weights: [f32; 3],
    pub distance_mm: f32,
}

const LEAF_FACES: usize = 2;
/// More than a search keeps waiting: one node for every level of the tree, which halves its faces at each, and one more.
const STACK: usize = 40;

impl Bvh {
    pub(crate) fn build(soup: Soup<'_>) -> Self {
        let boxes: Vec<Bounds3> = soup
            .triangles
            .chunks_exact(8)
            .map(|face| Bounds3::around(face.iter().flatten().map(|&v| soup.positions_mm[v as usize])))
            .collect();
        let mut order: Vec<u32> = (0..boxes.len() as u32).collect();
        let mut nodes = Vec::with_capacity(boxes.len() * 2);
        split(&boxes, &mut order, 0, &mut nodes);
        Self { nodes, order, faces: boxes }
    }

    /// The point nearest to `p` on triangles numbered below `limit`.
    pub(crate) fn closest(&self, soup: Soup<'_>, p: Vec3, limit: u32) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        let mut squared = f32::INFINITY;
        // A question comes for every mark of every file, and memory for its stack would cost as much as the answer.
        let mut stack = [(0, 0.0); STACK];
        let mut waiting = 1;
        while waiting > 0 {
            waiting -= 1;
            let (index, nearest) = stack[waiting];
            if nearest >= squared {
                continue;
            }
            let Some(node) = self.nodes.get(index as usize) else {
                break;
            };
            if node.count == 0 {
                let mut children =
                    [index + 1, node.start].map(|child| (child, self.nodes[child as usize].bounds.distance_squared(p)));
                if children[0].1 < children[1].1 {
                    children.swap(0, 1);
                }
                stack[waiting..waiting + 2].copy_from_slice(&children);
                waiting += 2;
                continue;
            }
            for &face in self.faces_of(*node) {
                if self.faces[face as usize].distance_squared(p) >= squared {
                    continue;
                }
                for triangle in (face * 8..face * 8 + 8).filter(|&triangle| triangle < limit) {
                    let corners = soup.corners(triangle);
                    let weights = closest_on_triangle(p, corners);
                    let distance = blend(corners, weights).distance_squared(p);
                    if distance < squared {
                        squared = distance;
                        best = Some(Hit { triangle, weights, distance_mm: 0.0 });
                    }
                }
            }
        }
        best.map(|hit| Hit { distance_mm: squared.sqrt(), ..hit })
    }

    /// The triangles of the faces whose boxes meet this one, ascending.
    pub(crate) fn triangles_in(&self, bounds: Bounds3) -> impl Iterator<Item = u32> + '_ {
        let faces = (0..).zip(&self.faces).filter(move |(_, face)| face.meets(bounds));
        faces.flat_map(|(face, _): (u32, _)| face * 8..face * 8 + 8)
    }

    /// The first triangle that `accept`s and that the ray meets from `nearest_mm` on; the direction has length one.
    pub(crate) fn ray(
        &self,
        soup: Soup<'_>,
        ray: (Vec3, Vec3),
        nearest_mm: f32,
        accept: impl Fn(u32) -> bool,
    ) -> Option<Hit> {
        let mut best = None;
        self.meet(soup, ray, (nearest_mm, f32::INFINITY), |hit| {
            if !accept(hit.triangle) {
                return ControlFlow::Continue(None);
            }
            best = Some(hit);
            ControlFlow::Continue(Some(hit.distance_mm))
        });
        best
    }

    /// Whether a ray meets a triangle that `accept`s from `nearest_mm` to `farthest_mm`, whichever comes first.
    pub(crate) fn is_hit(
        &self,
        soup: Soup<'_>,
        ray: (Vec3, Vec3),
        reach_mm: (f32, f32),
        accept: impl Fn(u32) -> bool,
    ) -> bool {
        let mut found = false;
        self.meet(soup, ray, reach_mm, |hit| {
            found = accept(hit.triangle);
            if found { ControlFlow::Break(()) } else { ControlFlow::Continue(None) }
        });
        found
    }

    /// Shows triangles that a ray meets from `nearest_mm` to `farthest_mm`, in no order. The answer ends the search, or says
    /// from where on nothing matters any more.
    fn meet(
        &self,
        soup: Soup<'_>,
        (origin, direction): (Vec3, Vec3),
        (nearest_mm, mut farthest_mm): (f32, f32),
        mut show: impl FnMut(Hit) -> ControlFlow<(), Option<f32>>,
    ) {
        let reciprocal = direction.recip();
        let mut stack = [0; STACK];
        let mut waiting = 1;
        while waiting > 0 {
            waiting -= 1;
            let index = stack[waiting];
            let Some(node) = self.nodes.get(index as usize) else {
                break;
            };
            if node.bounds.ray_entry(origin, reciprocal, nearest_mm, farthest_mm).is_none() {
                continue;
            }
            if node.count == 0 {
                stack[waiting..waiting + 2].copy_from_slice(&[index + 1, node.start]);
                waiting += 2;
                continue;
            }
            for triangle in self.leaf(*node) {
                let met = ray_triangle(origin, direction, soup.corners(triangle));
                let within = |(mm, _): &(f32, _)| *mm >= nearest_mm && *mm < farthest_mm;
                let Some((distance_mm, weights)) = met.filter(within) else { continue };
                match show(Hit { triangle, weights, distance_mm }) {
                    ControlFlow::Break(()) => return,
                    ControlFlow::Continue(nearer_mm) => farthest_mm = nearer_mm.unwrap_or(farthest_mm),
                }
            }
        }
    }

    fn leaf(&self, node: Node) -> impl Iterator<Item = u32> + '_ {
        self.faces_of(node).iter().flat_map(|&face| face * 8..face * 8 + 8)
    }

    fn faces_of(&self, leaf: Node) -> &[u32] {
        let start = leaf.start as usize;
        &self.order[start..start + leaf.count as usize]
    }
}

/// The weighted mean of three values.
pub(crate) fn blend([a, b, c]: [Vec3; 3], weights: [f32; 3]) -> Vec3 {
    a * weights[0] + b * weights[1] + c * weights[2]
}

fn split(boxes: &[Bounds3], order: &mut [u32], start: u32, nodes: &mut Vec<Node>) {
    let bounds = order.iter().fold(Bounds3::EMPTY, |all, &face| all.union(boxes[face as usize]));
    let index = nodes.len();
    nodes.push(Node { bounds, count: order.len() as u32, start });
    if order.len() <= LEAF_FACES {
        return;
    }
    let size = Bounds3::around(order.iter().map(|&face| boxes[face as usize].centre())).size();
    let axis = if size.x >= size.y && size.x >= size.z { 0 } else { 1 + usize::from(size.z > size.y) };
    let middle = order.len() / 2;
    let along = |face: u32| boxes[face as usize].min[axis] + boxes[face as usize].max[axis];
    order.select_nth_unstable_by(middle, |&a, &b| along(a).total_cmp(&along(b)).then(a.cmp(&b)));
    let (low, high) = order.split_at_mut(middle);
    split(boxes, low, start, nodes);
    let second = nodes.len() as u32;
    split(boxes, high, start + middle as u32, nodes);
    nodes[index] = Node { bounds, count: 0, start: second };
}
