//! The pairing of smallest total weight in a sparse bipartite graph whose rows may stay single.
//!
//! Successive shortest augmenting paths, one row at a time, on prices that keep every reduced weight non-negative
//! (N. Tomizawa, "On some techniques useful for solution of transportation network problems", Networks 1, 1971;
//! J. Edmonds and R. Karp, J. ACM 19(2), 1972); prices are mended after each path as in R. Jonker and A. Volgenant,
//! "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987. Staying
//! single is one more column for each row, at weight zero, that only this row can take. A search ends at the first way
//! out, so it never leaves the connected component of its row, and components need not be told apart beforehand.
//!
//! Pairs are asked for in the order of what they weigh at least, and only as far as a search comes: prices of columns are
//! never above zero, so no pair that is still to come can begin a shorter way than its least weight (L. Hou U, K. Mouratidis,
//! M. Yiu and N. Mamoulis, "Optimal matching between spatial datasets under capacity constraints", ACM TODS 35(2), 2010). A
//! weight may be known only from below at first, and is made exact when the search comes to its pair (as edges in lazy
//! shortest paths, C. Dellin and S. Srinivasa, ICAPS 2016). What is never come to would not have been paired at its
//! least weight, and still less at its true one, so the pairing is the same, while few pairs are looked at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a pair adds to the total, compared with both staying single: at most zero for a pair worth making.
///
/// Whole numbers, so that the result doesn't depend on the order of additions.
pub(super) type Weight = i128;

/// One pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// The column, from 0.
    pub(super) column: usize,
    /// No more than the weight, and not less than that of the pair before it.
    pub(super) floor: Weight,
    /// What the pair adds to the total, or less, but not less than the floor.
    pub(super) weight: Weight,
    /// Whether the weight is not less than that.
    pub(super) exact: bool,
}

/// The pairs that each row may make, told bit by bit.
pub(super) trait Pairs {
    /// No more than the floor of any pair of a row that is still to be told; `None` if there is none.
    fn ahead(&self, row: usize) -> Option<Weight>;
    /// Tells more pairs of a row by their floors, those with the smallest first; may be none though more are to come.
    fn more(&mut self, row: usize, told: &mut Vec<Edge>);
    /// The exact weight of a pair that was told with another, or `None` if the two can't be a pair.
    fn measure(&mut self, row: usize, column: usize) -> Option<Weight>;
}

/// For each row its column, if it has one, such that the weights of the pairs have the smallest sum.
pub(super) fn assign(rows: usize, columns: usize, pairs: &mut impl Pairs) -> Vec<Option<usize>> {
    let mut search = Search::new(rows, columns, pairs);
    for row in 0..rows {
        search.insert(row);
    }
    search.column_of_row
}

/// More than any sum of weights: such a pair is never made.
const NEVER: Weight = Weight::MAX / 4;

/// Where an augmenting path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a column that has no row yet.
    FreeColumn(usize),
    /// At a row that becomes, or stays, single.
    SingleRow(usize),
}

/// What waits in the queue; among equals a column that is free, and so ends the search, comes first, and rows are looked
/// through before others are entered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    FreeColumn(usize),
    /// The pairs of a row from this one on.
    Rest,
    TakenColumn(usize),
}

/// A way that waits in the queue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    length: Weight,
    what: What,
    /// The row from which it arrives, and by which of its pairs.
    row: usize,
    edge: usize,
}

struct Search<'a, P> {
    pairs: &'a mut P,
    edges_of_row: Vec<Vec<Edge>>,
    row_price: Vec<Weight>,
    column_price: Vec<Weight>,
    column_of_row: Vec<Option<usize>>,
    row_of_column: Vec<Option<usize>>,
    /// The shortest way found to each column in this search, of those whose last weight is exact.
    length: Vec<Weight>,
    /// The row from which that way arrives.
    from_row: Vec<usize>,
    done: Vec<bool>,
    touched: Vec<usize>,
    queue: BinaryHeap<Reverse<Way>>,
    /// How far the search has come.
    now: Weight,
    /// The length of the shortest way out found so far; no longer way is followed.
    out: Weight,
}

impl<'a, P: Pairs> Search<'a, P> {
    fn new(rows: usize, columns: usize, pairs: &'a mut P) -> Self {
        Self {
            pairs,
            edges_of_row: vec![Vec::new(); rows],
            row_price: vec![0; rows],
            column_price: vec![0; columns],
            column_of_row: vec![None; rows],
            row_of_column: vec![None; columns],
            length: vec![NEVER; columns],
            from_row: vec![0; columns],
            done: vec![false; columns],
            touched: Vec::new(),
            queue: BinaryHeap::new(),
            now: 0,
            out: 0,
        }
    }

    /// Makes the pairing optimal for the rows so far and `row`.
    fn insert(&mut self, row: usize) {
        self.row_price[row] = self.pairs.ahead(row).unwrap_or(0).min(0);
        let (length, end) = self.shortest_path(row);
        self.mend_prices(row, length);
        self.augment(row, end);
        self.forget();
    }

    /// Dijkstra's search over columns by reduced weight, from `start` to the nearest way out.
    fn shortest_path(&mut self, start: usize) -> (Weight, End) {
        let mut single = (-self.row_price[start], start);
        (self.now, self.out) = (0, single.0);
        self.look_through(start, 0, 0);
        while let Some(Reverse(way)) = self.queue.pop() {
            if way.length >= single.0 {
                break;
            }
            self.now = way.length;
            let column = match way.what {
                What::Rest => {
                    let base = way.length - self.edges_of_row[way.row][way.edge].floor + self.row_price[way.row];
                    self.look_through(way.row, way.edge, base);
                    continue;
                }
                What::FreeColumn(column) | What::TakenColumn(column) => column,
            };
            if self.done[column] || !self.is_exact(way, column) || way.length > self.length[column] {
                continue;
            }
            let Some(row) = self.row_of_column[column] else {
                return (way.length, End::FreeColumn(column));
            };
            self.done[column] = true;
            single = single.min((way.length - self.row_price[row], row));
            self.out = self.out.min(single.0);
            self.look_through(row, 0, way.length);
        }
        (single.0, End::SingleRow(single.1))
    }

    /// Follows the pairs of a row from one on, as far as their floors lie within where the search is; the rest waits.
    fn look_through(&mut self, row: usize, first: usize, base: Weight) {
        let mut edge = first;
        loop {
            let from_floor = base - self.row_price[row];
            let Some(known) = self.edges_of_row[row].get(edge) else {
                let Some(ahead) = self.pairs.ahead(row).filter(|ahead| from_floor + ahead <= self.out) else { return };
                debug_assert!(self.edges_of_row[row].last().is_none_or(|last| last.floor <= ahead));
                self.pairs.more(row, &mut self.edges_of_row[row]);
                continue;
            };
            let length = from_floor + known.floor;
            if length > self.out {
                return;
            }
            if length > self.now {
                return self.queue.push(Reverse(Way { length, what: What::Rest, row, edge }));
            }
            self.follow(row, edge, base);
            edge += 1;
        }
    }

    /// Puts the way over a pair of a row in the queue, where none as short is known.
    fn follow(&mut self, row: usize, edge: usize, base: Weight) {
        let Edge { column, weight, exact, .. } = self.edges_of_row[row][edge];
        let length = base + weight - self.row_price[row] - self.column_price[column];
        if self.done[column] || length > self.out || length >= self.length[column] {
            return;
        }
        let is_taken = self.row_of_column[column].is_some();
        if exact {
            self.touched.push(column);
            (self.length[column], self.from_row[column]) = (length, row);
            self.out = if is_taken { self.out } else { self.out.min(length) };
        }
        let what = if is_taken { What::TakenColumn(column) } else { What::FreeColumn(column) };
        self.queue.push(Reverse(Way { length, what, row, edge }));
    }

    /// Whether the weight of a way's last pair is exact; if not it is made so, and the way waits again at its true length.
    fn is_exact(&mut self, way: Way, column: usize) -> bool {
        let Way { length, row, edge, .. } = way;
        let known = self.edges_of_row[row][edge];
        if !known.exact {
            let weight = self.pairs.measure(row, column).unwrap_or(NEVER);
            self.edges_of_row[row][edge] = Edge { weight, exact: true, ..known };
            self.follow(row, edge, length - known.weight + self.row_price[row] + self.column_price[column]);
        }
        known.exact
    }

    fn mend_prices(&mut self, start: usize, length: Weight) {
        self.row_price[start] += length;
        self.touched.sort_unstable();
        self.touched.dedup();
        for &column in &self.touched {
            if self.done[column]
                && let Some(row) = self.row_of_column[column]
            {
                let shift = length - self.length[column];
                self.column_price[column] -= shift;
                self.row_price[row] += shift;
            }
        }
    }

    /// Hands columns along the path, from its end back to `start`.
    fn augment(&mut self, start: usize, end: End) {
        let mut freed = match end {
            End::FreeColumn(column) => Some(column),
            End::SingleRow(row) => self.column_of_row[row].take(),
        };
        while let Some(column) = freed {
            let row = self.from_row[column];
            freed = self.column_of_row[row].replace(column);
            self.row_of_column[column] = Some(row);
            if row == start {
                break;
            }
        }
    }

    fn forget(&mut self) {
        for column in self.touched.drain(..) {
            (self.length[column], self.done[column]) = (NEVER, false);
        }
        self.queue.clear();
    }
}

#[cfg(test)]
mod tests;
