//! The pairing of smallest total weight in a sparse bipartite graph whose rows may stay single.
//!
//! Successive shortest augmenting paths, one row at a time, on prices that keep every reduced weight non-negative
//! (N. Tomizawa, "On some techniques useful for solution of transportation network problems", Networks 1, 1971;
//! J. Edmonds and R. Karp, J. ACM 19(2), 1972); prices are mended after each path as in R. Jonker and A. Volgenant,
//! "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987. Staying
//! single is one more column for each row, at weight zero, that only this row can take. A search ends at the first way
//! out, so it never leaves the connected component of its row, and components need not be told apart beforehand.
//!
//! A weight may be known only from below at first, and is made exact when the search comes to its pair (as edges in lazy
//! shortest paths, C. Dellin and S. Srinivasa, ICAPS 2016). What is never come to would not have been paired at its
//! least weight, and still less at its true one, so the pairing is the same, while few weights are worked out.

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
    /// What the pair adds to the total, or less.
    pub(super) weight: Weight,
    /// Whether the weight is not less than that.
    pub(super) exact: bool,
}

/// For each row its column, if it has one, such that the weights of the pairs have the smallest sum; `measure` is given a
/// row and a column whose weight isn't exact and answers with the exact one, or `None` if they can't be a pair.
pub(super) fn assign(
    edges_of_row: Vec<Vec<Edge>>,
    columns: usize,
    measure: impl FnMut(usize, usize) -> Option<Weight>,
) -> Vec<Option<usize>> {
    let rows = edges_of_row.len();
    let mut search = Search::new(edges_of_row, columns, measure);
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

/// A way to a column that waits in the queue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    length: Weight,
    /// Among equals a column that is free, and so ends the search, comes first.
    taken: bool,
    column: usize,
    /// The row from which it arrives, and by which of its edges.
    row: usize,
    edge: usize,
}

struct Search<M> {
    edges_of_row: Vec<Vec<Edge>>,
    measure: M,
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
    /// The length of the shortest way out found so far; no longer way is followed.
    out: Weight,
}

impl<M: FnMut(usize, usize) -> Option<Weight>> Search<M> {
    fn new(edges_of_row: Vec<Vec<Edge>>, columns: usize, measure: M) -> Self {
        let rows = edges_of_row.len();
        Self {
            edges_of_row,
            measure,
            row_price: vec![0; rows],
            column_price: vec![0; columns],
            column_of_row: vec![None; rows],
            row_of_column: vec![None; columns],
            length: vec![NEVER; columns],
            from_row: vec![0; columns],
            done: vec![false; columns],
            touched: Vec::new(),
            out: 0,
            queue: BinaryHeap::new(),
        }
    }

    /// Makes the pairing optimal for the rows so far and `row`.
    fn insert(&mut self, row: usize) {
        let reduced = self.edges_of_row[row].iter().map(|edge| edge.weight - self.column_price[edge.column]);
        self.row_price[row] = reduced.min().unwrap_or(0).min(0);
        let (length, end) = self.shortest_path(row);
        self.mend_prices(row, length);
        self.augment(row, end);
        self.forget();
    }

    /// Dijkstra's search over columns by reduced weight, from `start` to the nearest way out.
    fn shortest_path(&mut self, start: usize) -> (Weight, End) {
        let mut single = (-self.row_price[start], start);
        self.out = single.0;
        self.relax(start, 0);
        while let Some(Reverse(way)) = self.queue.pop() {
            if way.length >= single.0 {
                break;
            }
            let column = way.column;
            if self.done[column] || !self.is_exact(way) || way.length > self.length[column] {
                continue;
            }
            let Some(row) = self.row_of_column[column] else {
                return (way.length, End::FreeColumn(column));
            };
            self.done[column] = true;
            single = single.min((way.length - self.row_price[row], row));
            self.out = self.out.min(single.0);
            self.relax(row, way.length);
        }
        (single.0, End::SingleRow(single.1))
    }

    fn relax(&mut self, row: usize, base: Weight) {
        for edge in 0..self.edges_of_row[row].len() {
            self.follow(row, edge, base);
        }
    }

    /// Puts the way over an edge of a row in the queue, where none as short is known.
    fn follow(&mut self, row: usize, edge: usize, base: Weight) {
        let Edge { column, weight, exact } = self.edges_of_row[row][edge];
        let length = base + weight - self.row_price[row] - self.column_price[column];
        if self.done[column] || length > self.out || length >= self.length[column] {
            return;
        }
        let taken = self.row_of_column[column].is_some();
        if exact {
            self.touched.push(column);
            (self.length[column], self.from_row[column]) = (length, row);
            self.out = if taken { self.out } else { self.out.min(length) };
        }
        self.queue.push(Reverse(Way { length, taken, column, row, edge }));
    }

    /// Whether the weight of a way's last edge is exact; if not it is made so, and the way waits again at its true length.
    fn is_exact(&mut self, way: Way) -> bool {
        let Way { length, column, row, edge, .. } = way;
        let known = self.edges_of_row[row][edge];
        if !known.exact {
            let weight = (self.measure)(row, column).unwrap_or(NEVER);
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(edges_of_row: &[Vec<Edge>], columns: &[Option<usize>]) -> Weight {
        let of = |(row, column): (usize, &Option<usize>)| {
            column.map(|column| edges_of_row[row].iter().find(|edge| edge.column == column).unwrap().weight)
        };
        columns.iter().enumerate().filter_map(of).sum()
    }

    /// Every pairing there is.
    fn exhaustive(edges_of_row: &[Vec<Edge>], taken: &mut Vec<usize>) -> Weight {
        let Some((edges, rest)) = edges_of_row.split_first() else {
            return 0;
        };
        let mut best = exhaustive(rest, taken);
        for edge in edges {
            if !taken.contains(&edge.column) {
                taken.push(edge.column);
                best = best.min(edge.weight + exhaustive(rest, taken));
                taken.pop();
            }
        }
        best
    }

    /// The dense O(n³) Hungarian method with row and column potentials (H. Kuhn 1955, J. Munkres 1957), on the square
    /// matrix in which a pair that can't be made, and a row that stays single, weigh nothing.
    fn hungarian(edges_of_row: &[Vec<Edge>], columns: usize) -> Weight {
        let n = edges_of_row.len().max(columns);
        let mut weights = vec![vec![0; n + 1]; n + 1];
        for (row, edges) in edges_of_row.iter().enumerate() {
            for edge in edges {
                weights[row + 1][edge.column + 1] = edge.weight.min(0);
            }
        }
        let (mut u, mut v) = (vec![0; n + 1], vec![0; n + 1]);
        let (mut row_of, mut way) = (vec![0; n + 1], vec![0; n + 1]);
        for row in 1..=n {
            row_of[0] = row;
            let mut column = 0;
            let mut least = vec![Weight::MAX; n + 1];
            let mut used = vec![false; n + 1];
            while row_of[column] != 0 {
                used[column] = true;
                let (from, mut delta, mut next) = (row_of[column], Weight::MAX, 0);
                for j in (1..=n).filter(|&j| !used[j]) {
                    let reduced = weights[from][j] - u[from] - v[j];
                    if reduced < least[j] {
                        (least[j], way[j]) = (reduced, column);
                    }
                    (delta, next) = (delta, next).min((least[j], j));
                }
                for j in 0..=n {
                    if used[j] {
                        u[row_of[j]] += delta;
                        v[j] -= delta;
                    } else if j > 0 {
                        least[j] -= delta;
                    }
                }
                column = next;
            }
            while column != 0 {
                row_of[column] = row_of[way[column]];
                column = way[column];
            }
        }
        (1..=n).map(|j| weights[row_of[j]][j]).sum()
    }

    fn graph(side: usize) -> impl Strategy<Value = (Vec<Vec<Edge>>, usize)> {
        (0..=side, 0..=side).prop_flat_map(|(rows, columns)| {
            let weights = proptest::collection::vec(proptest::option::of(-12_i128..=2), columns);
            let edges = weights.prop_map(|weights| {
                let edge = |(column, weight): (usize, Option<Weight>)| {
                    weight.map(|weight| Edge { column, weight, exact: true })
                };
                weights.into_iter().enumerate().filter_map(edge).collect::<Vec<_>>()
            });
            (proptest::collection::vec(edges, rows), Just(columns))
        })
    }

    /// The pairs of the edges when each is known only from below, by a share of its column's and row's number.
    fn lazily(edges_of_row: &[Vec<Edge>], columns: usize) -> Vec<Option<usize>> {
        let below = |row: usize, edge: &Edge| (row * 7 + edge.column * 3) % 5;
        let least = edges_of_row.iter().enumerate().map(|(row, edges)| {
            let least = |edge: &Edge| Edge { weight: edge.weight - below(row, edge) as Weight, exact: false, ..*edge };
            edges.iter().map(least).collect()
        });
        let exact = |row: usize, column: usize| {
            // Of what weighs more than staying single, every second pair can't be made at all.
            let weight = edges_of_row[row].iter().find(|edge| edge.column == column)?.weight;
            (weight < 0 || column % 2 == 0).then_some(weight)
        };
        assign(least.collect(), columns, exact)
    }

    fn assert_one_to_one(pairs: &[Option<usize>], columns: usize) {
        let mut taken = vec![false; columns];
        for column in pairs.iter().flatten() {
            assert!(!std::mem::replace(&mut taken[*column], true), "column {column} has two rows");
        }
    }

    proptest! {
        #[test]
        fn as_good_as_trying_everything((edges, columns) in graph(6)) {
            let best = exhaustive(&edges, &mut Vec::new());
            for pairs in [assign(edges.clone(), columns, |_, _| None), lazily(&edges, columns)] {
                assert_one_to_one(&pairs, columns);
                prop_assert_eq!(total(&edges, &pairs), best);
            }
        }

        #[test]
        fn as_good_as_the_hungarian_method((edges, columns) in graph(40)) {
            let best = hungarian(&edges, columns);
            for pairs in [assign(edges.clone(), columns, |_, _| None), lazily(&edges, columns)] {
                assert_one_to_one(&pairs, columns);
                prop_assert_eq!(total(&edges, &pairs), best);
            }
        }
    }
}
