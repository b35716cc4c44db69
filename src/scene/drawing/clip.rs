//! Lines cut at the edge of what a view may fill.

use crate::geom::Vec2;
use crate::scene::item::Rect;

/// The parts of a line inside a rectangle (Liang and Barsky, "A new concept and method for line clipping", 1984).
pub(super) fn clipped(points: &[Vec2], rect: Rect) -> Vec<Vec<Vec2>> {
    let mut lines: Vec<Vec<Vec2>> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = clip(pair[0], pair[1], rect) else { continue };
        match lines.last_mut() {
            Some(line) if line.last() == Some(&from) => line.push(to),
            _ => lines.push(vec![from, to]),
        }
    }
    lines
}

fn clip(from: Vec2, to: Vec2, rect: Rect) -> Option<(Vec2, Vec2)> {
    let way = to - from;
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let edges = [
        (-way.x, from.x - rect.min.x),
        (way.x, rect.max.x - from.x),
        (-way.y, from.y - rect.min.y),
        (way.y, rect.max.y - from.y),
    ];
    for (step, room) in edges {
        if step == 0.0 && room < 0.0 {
            return None;
        }
        match step {
            step if step < 0.0 => enter = enter.max(room / step),
            step if step > 0.0 => leave = leave.min(room / step),
            _ => {}
        }
    }
    let at = |share: f32| {
        if share == 0.0 {
            from
        } else if share == 1.0 {
            to
        } else {
            from + way * share
        }
    };
    (enter < leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_edge() {
        let rect = Rect::new(Vec2::ZERO, Vec2::splat(10.0));
        let zigzag = [
            Vec2::new(-5.0, 5.0),
            Vec2::new(5.0, 5.0),
            Vec2::new(5.0, 20.0),
            Vec2::new(8.0, 20.0),
            Vec2::new(8.0, 0.0),
        ];
        let lines = clipped(&zigzag, rect);
        let corner = |x, y| Vec2::new(x, y);
        assert_eq!(lines[0], [corner(0.0, 5.0), corner(5.0, 5.0), corner(5.0, 10.0)]);
        assert_eq!(lines[1], [corner(8.0, 10.0), corner(8.0, 0.0)]);
    }
}
