//! Spots that hold several marks, which would else look like one.

use super::view::{Origin, PlacedMark};
use crate::geom::Vec2;

/// Marks of a session so near each other that one covers the others at any zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// Where the first of them lies.
    pub at_view_mm: Vec2,
    /// How many they are, at least two.
    pub count: usize,
}

/// What counts as one spot, in millimetres of the view's plane.
const SAME_SPOT_MM: f32 = 0.3;

/// The spots of the session shown that hold several of its marks, in the order of their first marks.
pub(super) fn stacks(marks: &[PlacedMark]) -> Vec<Stack> {
    let mut places: Vec<(Vec2, usize)> = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.origin == Origin::Session)
        .map(|(at, mark)| (mark.at_view_mm, at))
        .collect();
    places.sort_by(|(a, first), (b, second)| a.x.total_cmp(&b.x).then(first.cmp(second)));
    let mut taken = vec![false; places.len()];
    let mut stacks: Vec<(usize, Stack)> = Vec::new();
    for (index, &(at_view_mm, mark)) in places.iter().enumerate() {
        if taken[index] {
            continue;
        }
        let near = places[index..].iter().take_while(|(other, _)| other.x - at_view_mm.x <= SAME_SPOT_MM);
        let (mut count, mut first) = (0, mark);
        for (offset, &(other, other_mark)) in near.enumerate() {
            if !taken[index + offset] && other.distance(at_view_mm) <= SAME_SPOT_MM {
                taken[index + offset] = true;
                count += 1;
                first = first.min(other_mark);
            }
        }
        if count > 1 {
            stacks.push((first, Stack { at_view_mm: marks[first].at_view_mm, count }));
        }
    }
    stacks.sort_by_key(|&(first, _)| first);
    stacks.into_iter().map(|(_, stack)| stack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{MarkId, Symbol};
    use crate::scene::{GlyphKey, GlyphStyle};

    fn placed(x: f32, y: f32, origin: Origin) -> PlacedMark {
        let key = GlyphKey { symbol: Symbol::Circle, letter: None, style: GlyphStyle::Now };
        PlacedMark { at_view_mm: Vec2::new(x, y), id: MarkId(1), origin, key }
    }

    #[test]
    fn marks_within_a_third_of_a_millimetre_are_one_spot() {
        use Origin::{Earlier, Session};
        let places =
            [(0.0, 0.0, Session), (5.0, 0.0, Session), (0.2, 0.1, Session), (0.0, 0.0, Earlier), (0.0, 3.0, Session)];
        let marks = places.map(|(x, y, origin)| placed(x, y, origin));
        assert_eq!(stacks(&marks), [Stack { at_view_mm: Vec2::ZERO, count: 2 }]);
        assert_eq!(stacks(&marks[1..2]), []);
    }

    #[test]
    fn a_row_of_marks_is_no_stack() {
        let marks: Vec<_> = (0..200_u8).map(|at| placed(f32::from(at) * 0.4, 0.0, Origin::Session)).collect();
        assert_eq!(stacks(&marks), []);
    }
}
