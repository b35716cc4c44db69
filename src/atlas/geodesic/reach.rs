//! What a search of the net knows of every vertex, in tables that are used again: most searches reach a few hundred of the
//! 54,000 vertices, and clearing those costs less than clearing a whole table for each.

use std::cell::RefCell;

/// What a search knows of a vertex; all zero where it has not been.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stop {
    /// The bits of the length up to it.
    pub(super) length: u32,
    /// The vertex before it, plus one.
    pub(super) before: u32,
    /// The vertex beside the road between them, plus one.
    pub(super) beside: u32,
    /// Whether a way has been led past it.
    pub(super) taken: bool,
}

/// A stop for every vertex, and which of them are in use.
#[derive(Debug, Default)]
struct Table {
    stops: Vec<Stop>,
    used: Vec<u32>,
}

thread_local! {
    /// Cleared tables that wait for the next search of this thread.
    static SPARE: RefCell<Vec<Table>> = const { RefCell::new(Vec::new()) };
}

/// The stops of one search.
#[derive(Debug)]
pub(super) struct Reach(Table);

impl Reach {
    /// Without a stop, for so many vertices.
    pub(super) fn new(vertices: usize) -> Self {
        let mut table = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
        if table.stops.len() < vertices {
            table.stops.resize(vertices, Stop::default());
        }
        Self(table)
    }

    /// The stop at a vertex, to be changed; it is cleared after the search.
    pub(super) fn stop(&mut self, vertex: u32) -> &mut Stop {
        let stop = &mut self.0.stops[vertex as usize];
        if stop.length == 0 && !stop.taken {
            self.0.used.push(vertex);
        }
        stop
    }

    /// What is known of a vertex.
    pub(super) fn at(&self, vertex: u32) -> Stop {
        self.0.stops[vertex as usize]
    }

    /// The length of the path up to a vertex, infinite where none has been found.
    pub(super) fn length_mm(&self, vertex: u32) -> f32 {
        match self.at(vertex).length {
            0 => f32::INFINITY,
            bits => f32::from_bits(bits),
        }
    }
}

impl Drop for Reach {
    fn drop(&mut self) {
        let Table { mut stops, mut used } = std::mem::take(&mut self.0);
        for vertex in used.drain(..) {
            stops[vertex as usize] = Stop::default();
        }
        // A thread that ends has no more use for it.
        let _ended = SPARE.try_with(|spare| spare.borrow_mut().push(Table { stops, used }));
    }
}
