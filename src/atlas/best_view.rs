//! The named view in which something on the skin is seen best: from where it faces the viewer, and close.

use super::view::{View, ViewGroup, views};
use super::{Body, BodyKind, SurfacePoint};
use crate::geom::{Bounds3, Vec2};

/// The named view that shows these spots best, with their places in it (view mm, those that are seen); `None` where no
/// view sees one. The whole body is too small to chart on and answers only where nothing else sees them.
pub fn best_view(body: &Body, spots: &[SurfacePoint]) -> Option<(&'static View, Vec<Vec2>)> {
    let score = |view: &&'static View| score(body, view, spots);
    let mut close = views(body.kind).iter().filter(|view| view.group != ViewGroup::Whole);
    let mut whole = views(body.kind).iter().filter(|view| view.group == ViewGroup::Whole);
    let best = |all: &mut dyn Iterator<Item = &'static View>| {
        let scored = all.map(|view| (view, score(&view))).filter(|(_, score)| *score > 0.0);
        scored.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(view, _)| view)
    };
    let view = best(&mut close).or_else(|| best(&mut whole))?;
    Some((view, spots.iter().filter_map(|&spot| view.sees(body, spot)).collect()))
}

/// The named view from the other side of the part of the body that a named view shows, such as the back for the chest; that
/// view itself where there is none. Of views that look the other way, the one whose middle lies nearest and whose frame is
/// most alike.
pub fn opposite_view(kind: BodyKind, from: &'static View) -> &'static View {
    /// What looks at right angles, or shows a part twice as large, is as far away as this.
    const STRANGE_MM: f32 = 300.0;
    let toward = from.camera.toward_viewer();
    let distance_mm = |view: &View| {
        let apart = view.camera.target_mm.distance(from.camera.target_mm);
        let turned = 1.0 + view.camera.toward_viewer().dot(toward);
        apart + STRANGE_MM * (turned + (view.height_mm / from.height_mm).log2().abs())
    };
    let others = views(kind).iter().filter(|view| {
        let looks_back = view.camera.toward_viewer().dot(toward) < -0.5;
        looks_back && (view.group == ViewGroup::Whole) == (from.group == ViewGroup::Whole)
    });
    others.min_by(|a, b| distance_mm(a).total_cmp(&distance_mm(b))).unwrap_or(from)
}

/// The share of the spots that is seen, less where they turn away, times how much of the frame they fill.
fn score(body: &Body, view: &View, spots: &[SurfacePoint]) -> f32 {
    /// Something smaller still needs its surroundings.
    const LEAST_MM: f32 = 50.0;
    let toward = view.camera.toward_viewer();
    let facing = |&spot: &SurfacePoint| {
        let seen = view.sees(body, spot).is_some();
        if seen { body.surface.normal(spot).dot(toward).max(0.0) } else { 0.0 }
    };
    let shown = spots.iter().map(facing).sum::<f32>() / spots.len().max(1) as f32;
    let places = spots.iter().map(|&spot| view.camera.view_from_mm(body.surface.position_mm(spot)));
    let span = Bounds3::around(places).size().truncate().max_element().max(LEAST_MM);
    let fills = (1.6 * span / view.height_mm.max(view.width_mm)).min(1.0);
    shown * fills.sqrt()
}
