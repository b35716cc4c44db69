//! The shortest path through portals in the plane: the funnel of all shortest paths to a portal, kept as its apex and the
//! two chains that bound it (Lee and Preparata, "Euclidean shortest paths in the presence of rectilinear barriers", 1984).
//!
//! Every end of a portal enters a chain once and leaves it at most once, so the work grows with the number of portals
//! whatever rounding does to the question on which side a place lies; a wrong answer costs a hair of the length.

use std::collections::VecDeque;

use super::plane::Place;

/// On which side of the path a vertex lies, seen from outside the body along the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Left = 0,
    Right = 1,
}

impl Turn {
    const BOTH: [Self; 2] = [Self::Left, Self::Right];

    fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// Above zero if `to` lies on this side of `from`, both seen from one place.
    fn beside(self, from: Place, to: Place) -> f64 {
        match self {
            Self::Left => from.perp_dot(to),
            Self::Right => to.perp_dot(from),
        }
    }
}

/// The edge between two triangles of a strip, unfolded: its left and its right end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Portal {
    pub(super) vertices: [u32; 2],
    pub(super) places: [Place; 2],
    /// The edge in the triangle that is left, by its first corner.
    pub(super) edge: usize,
}

/// The path bends round the end of a portal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bend {
    pub(super) side: Turn,
    pub(super) portal: usize,
}

/// The ends of portals, in order, round which the shortest path from start to end bends.
pub(super) fn bends(start: Place, portals: &[Portal], end: Place) -> Vec<Bend> {
    let mut funnel = Funnel { apex: start, chains: Default::default(), passed: Vec::new() };
    for (index, portal) in portals.iter().enumerate() {
        for side in Turn::BOTH {
            let vertex = |portal: &Portal| portal.vertices[side as usize];
            let new = index.checked_sub(1).is_none_or(|before| vertex(&portals[before]) != vertex(portal));
            if new {
                funnel.add(side, Knot { place: portal.places[side as usize], portal: index });
            }
        }
    }
    funnel.add(Turn::Left, Knot { place: end, portal: portals.len() });
    let Funnel { chains: [left, _], mut passed, .. } = funnel;
    let last = left.into_iter().map(|knot| Bend { side: Turn::Left, portal: knot.portal });
    passed.extend(last.filter(|bend| bend.portal < portals.len()));
    passed
}

/// A portal's end in a chain.
#[derive(Clone, Copy)]
struct Knot {
    place: Place,
    portal: usize,
}

struct Funnel {
    apex: Place,
    /// From the apex to the portal's left end, and to its right end.
    chains: [VecDeque<Knot>; 2],
    /// The bends up to the apex, with it.
    passed: Vec<Bend>,
}

impl Funnel {
    /// The funnel to a portal whose end on this side is another.
    fn add(&mut self, side: Turn, knot: Knot) {
        let [own, other] = [side, side.other()].map(|turn| turn as usize);
        while let Some(last) = self.chains[own].pop_back() {
            let before = self.chains[own].back().map_or(self.apex, |knot| knot.place);
            if side.beside(last.place - before, knot.place - last.place) > 0.0 {
                self.chains[own].extend([last, knot]);
                return;
            }
        }
        while let Some(&first) = self.chains[other].front() {
            if side.beside(first.place - self.apex, knot.place - self.apex) >= 0.0 {
                break;
            }
            self.apex = first.place;
            self.passed.push(Bend { side: side.other(), portal: first.portal });
            self.chains[other].pop_front();
        }
        self.chains[own].push_back(knot);
    }
}
