//! What a view shows of guides and danger zones, how they look, and what is said of a zone.

use super::palette::{self, Colour};
use crate::atlas::guides::{DangerZone, GuideKind, danger_shapes, guides};
use crate::atlas::size::Scale;
use crate::atlas::{Body, SurfacePoint, View};
use crate::geom::{Vec2, signed_distance};
use crate::text::Texts;

/// The visible part of a line to measure by.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideLine {
    /// What it belongs to.
    pub kind: GuideKind,
    /// Its points in view millimetres.
    pub points: Vec<Vec2>,
    /// What is written at its last point: the short name of a vertebra.
    pub label: Option<String>,
}

/// The visible part of a danger zone on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneShape {
    /// The zone.
    pub zone: &'static DangerZone,
    /// From one end to the other the two edges, in view millimetres; both the same in a line without width.
    pub rungs: Vec<[Vec2; 2]>,
}

impl ZoneShape {
    /// Its edge; the first point is not repeated.
    pub fn outline(&self) -> Vec<Vec2> {
        let there = self.rungs.iter().map(|rung| rung[0]);
        there.chain(self.rungs.iter().rev().map(|rung| rung[1])).collect()
    }

    /// Whether it is a line without width.
    pub fn is_line(&self) -> bool {
        self.rungs.iter().all(|rung| rung[0] == rung[1])
    }
}

/// The visible parts of the lines of one kind.
pub(super) fn guide_lines(body: &'static Body, view: &View, kind: GuideKind, scale: Scale) -> Vec<GuideLine> {
    let guides = guides(body, kind, scale);
    let lines = guides.iter().flat_map(|guide| {
        let mut runs = visible_runs(&guide.points, |&point| seen(body, view, point));
        // The name stands at the end that lies farther right.
        for run in &mut runs {
            if run.first().map(|p| p.x) > run.last().map(|p| p.x) {
                run.reverse();
            }
        }
        let span = |run: &Vec<Vec2>| run.first().zip(run.last()).map_or(0.0, |(a, b)| a.distance(*b));
        let longest = (0..runs.len()).max_by(|&a, &b| span(&runs[a]).total_cmp(&span(&runs[b])));
        let line = move |(at, points)| {
            let label = guide.label.clone().filter(|_| Some(at) == longest);
            GuideLine { kind, points, label }
        };
        runs.into_iter().enumerate().map(line)
    });
    lines.collect()
}

/// The visible parts of the danger zones of a body.
pub(super) fn zone_shapes(body: &'static Body, view: &View, scale: Scale) -> Vec<ZoneShape> {
    let shapes = danger_shapes(body, scale.head);
    let shapes = shapes.iter().flat_map(|shape| {
        let rung = |rung: &[SurfacePoint; 2]| Some([seen(body, view, rung[0])?, seen(body, view, rung[1])?]);
        visible_runs(&shape.rungs, rung).into_iter().map(|rungs| ZoneShape { zone: shape.zone, rungs })
    });
    shapes.collect()
}

fn seen(body: &Body, view: &View, point: SurfacePoint) -> Option<Vec2> {
    let place = || view.camera.view_from_mm(body.surface.position_mm(point)).truncate();
    body.is_seen(&view.camera, point).then(place)
}

/// The runs of neighbours that are seen, each of two or more.
fn visible_runs<T, P>(all: &[T], seen: impl Fn(&T) -> Option<P>) -> Vec<Vec<P>> {
    let mut runs = vec![Vec::new()];
    for one in all {
        match (seen(one), runs.last_mut()) {
            (Some(place), Some(run)) => run.push(place),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Colour and width of a guide's lines, the width as a share of that of a region's boundary.
pub fn guide_style(kind: GuideKind) -> (Colour, f32) {
    match kind {
        GuideKind::Midline => (palette::GUIDE.with_alpha(220), 1.2),
        GuideKind::Thirds | GuideKind::Fifths => (palette::GUIDE.with_alpha(190), 1.0),
        GuideKind::Grid => (palette::GRID.with_alpha(135), 0.7),
        GuideKind::Spine => (palette::SPINE.with_alpha(190), 1.0),
        GuideKind::Danger => (palette::DANGER.with_alpha(210), 1.0),
    }
}

/// The zone at a place of the view plane, or within `reach_mm` of it.
pub fn zone_at(zones: &[ZoneShape], at_view_mm: Vec2, reach_mm: f32) -> Option<&ZoneShape> {
    let off_mm = |shape: &ZoneShape| signed_distance(&shape.outline(), at_view_mm);
    let near = zones.iter().map(|shape| (off_mm(shape), shape)).filter(|(off_mm, _)| *off_mm <= reach_mm);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, shape)| shape)
}

/// What a zone is, what is feared, where it lies, and who says so: one line each.
pub fn zone_words(zone: &DangerZone, texts: &Texts) -> Vec<String> {
    let language = texts.language();
    let cited = zone.citations().map(|source| {
        let places = [
            ("tag", source.tag.as_str().into()),
            ("text", source.text.as_str().into()),
            ("tier", source.tier.to_string().into()),
        ];
        texts.with("danger-source", &places)
    });
    let mut words = vec![zone.structure(language).to_owned(), zone.why(language).to_owned()];
    words.push(zone.place(language).to_owned());
    words.extend(cited);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_that_are_seen_join() {
        let seen = |&x: &i32| (x % 5 != 0).then_some(x);
        assert_eq!(visible_runs(&[1, 2, 5, 6, 10, 11, 12, 13], seen), [vec![1, 2], vec![11, 12, 13]]);
    }
}
