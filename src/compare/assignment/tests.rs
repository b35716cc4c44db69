//! Pairings held against every pairing there is, and against the Hungarian method.

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

/// All pairs of all rows, told a few at a time, each known only from below at first if `below` is not zero.
struct Told<'a> {
    edges_of_row: &'a [Vec<Edge>],
    below: Weight,
    waiting: Vec<std::collections::VecDeque<Edge>>,
}

impl<'a> Told<'a> {
    fn new(edges_of_row: &'a [Vec<Edge>], below: Weight) -> Self {
        let known = |(row, edges): (usize, &Vec<Edge>)| {
            let least = |edge: &Edge| {
                let weight = edge.weight - (row as Weight * 7 + edge.column as Weight * 3) % 5 * below;
                Edge { weight, floor: weight - (edge.column as Weight % 3) * below, exact: below == 0, ..*edge }
            };
            let mut edges: Vec<Edge> = edges.iter().map(least).collect();
            edges.sort_by_key(|edge| edge.floor);
            edges.into()
        };
        Self { edges_of_row, below, waiting: edges_of_row.iter().enumerate().map(known).collect() }
    }

    fn weight(&self, row: usize, column: usize) -> Option<Weight> {
        Some(self.edges_of_row[row].iter().find(|edge| edge.column == column)?.weight)
    }
}

impl Pairs for Told<'_> {
    fn ahead(&self, row: usize) -> Option<Weight> {
        self.waiting[row].front().map(|edge| edge.floor)
    }

    fn more(&mut self, row: usize, told: &mut Vec<Edge>) {
        let few = 3.min(self.waiting[row].len());
        told.extend(self.waiting[row].drain(..few));
    }

    fn measure(&mut self, row: usize, column: usize) -> Option<Weight> {
        // Of what weighs more than staying single, every second pair can't be made at all.
        let weight = self.weight(row, column)?;
        (self.below == 0 || weight < 0 || column.is_multiple_of(2)).then_some(weight)
    }
}

fn graph(side: usize) -> impl Strategy<Value = (Vec<Vec<Edge>>, usize)> {
    (0..=side, 0..=side).prop_flat_map(|(rows, columns)| {
        let weights = proptest::collection::vec(proptest::option::of(-12_i128..=2), columns);
        let edges = weights.prop_map(|weights| {
            let edge = |(column, weight): (usize, Option<Weight>)| {
                weight.map(|weight| Edge { column, floor: weight, weight, exact: true })
            };
            weights.into_iter().enumerate().filter_map(edge).collect::<Vec<_>>()
        });
        (proptest::collection::vec(edges, rows), Just(columns))
    })
}

/// The pairs when each weight is known at once, and when it is known only from below at first.
fn both_ways(edges_of_row: &[Vec<Edge>], columns: usize) -> [Vec<Option<usize>>; 2] {
    [0, 1].map(|below| assign(edges_of_row.len(), columns, &mut Told::new(edges_of_row, below)))
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
        for pairs in both_ways(&edges, columns) {
            assert_one_to_one(&pairs, columns);
            prop_assert_eq!(total(&edges, &pairs), best);
        }
    }

    #[test]
    fn as_good_as_the_hungarian_method((edges, columns) in graph(40)) {
        let best = hungarian(&edges, columns);
        for pairs in both_ways(&edges, columns) {
            assert_one_to_one(&pairs, columns);
            prop_assert_eq!(total(&edges, &pairs), best);
        }
    }
}
