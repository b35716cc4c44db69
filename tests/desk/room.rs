//! Whether everything on screen has room: no control beyond the window, no text cut, none over another.

use egui::epaint::text::PlacedRow;
use egui::epaint::{ClippedShape, Shape, TextShape};
use egui::{Pos2, Rect, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mesomap::app::App;

/// How far a thing may stand out by rounding, in points.
const SLACK: f32 = 1.0;
/// The farthest that a scroll bar stands from what it scrolls, in points.
const BESIDE: f32 = 40.0;

/// A text as painted.
struct Written {
    text: String,
    /// Its ink.
    rect: Rect,
    /// The ink of each of its lines: one that flows on begins beside another text and ends below it.
    lines: Vec<Rect>,
    clip: Rect,
    elided: bool,
}

impl Written {
    fn of(shape: &TextShape, clip: Rect) -> Self {
        let text = shape.galley.text().to_owned();
        let rect = shape.galley.mesh_bounds.translate(shape.pos.to_vec2());
        let line = |row: &PlacedRow| row.visuals.mesh_bounds.translate(row.pos.to_vec2() + shape.pos.to_vec2());
        let lines = shape.galley.rows.iter().map(line).collect();
        Self { text, rect, lines, clip, elided: shape.galley.elided }
    }

    fn name(&self) -> String {
        self.text.chars().take(60).collect()
    }
}

/// What lies behind a question doesn't matter: only what was painted after the ground that dims the window.
fn on_top(shapes: &[ClippedShape], window: Rect) -> &[ClippedShape] {
    let dims = |shape: &ClippedShape| matches!(&shape.shape, Shape::Rect(rect) if rect.rect == window && !rect.fill.is_opaque() && rect.fill.a() > 0);
    &shapes[shapes.iter().rposition(dims).unwrap_or(0)..]
}

fn collect(shape: &Shape, clip: Rect, found: &mut Vec<Written>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, found)),
        Shape::Text(text) if !text.galley.text().trim().is_empty() => found.push(Written::of(text, clip)),
        _ => {}
    }
}

/// The places of all nodes with a role.
fn places(harness: &Harness<'_, App>, role: Role) -> Vec<Rect> {
    harness.query_all_by(|node| node.role() == role).map(|node| node.rect()).collect()
}

/// Whether some scroll bar brings into sight what reaches beyond its window along an axis (0: sideways, 1: up and down).
fn scrolls(bars: &[Rect], rect: Rect, axis: usize) -> bool {
    let across = 1 - axis;
    let of_axis = |bar: &&Rect| bar.size()[axis] > bar.size()[across];
    let beside = |bar: &Rect| {
        let at = bar.center()[across];
        (rect.min[across] - BESIDE..=rect.max[across] + BESIDE).contains(&at) || at > rect.min[across]
    };
    bars.iter().filter(of_axis).any(beside)
}

/// What has no room, a sentence each; empty where all is well.
pub fn crowded(harness: &Harness<'_, App>) -> Vec<String> {
    let window = harness.ctx.content_rect();
    let bars = places(harness, Role::ScrollBar);
    let mut found = beyond_window(harness, window, &bars);
    let mut written = Vec::new();
    for shape in on_top(&harness.output().shapes, window) {
        collect(&shape.shape, shape.clip_rect.intersect(window), &mut written);
    }
    found.extend(cut(harness, &written, &bars));
    found.extend(overlapping(harness, &written));
    found
}

/// Controls and texts outside the window that no scrolling brings into it.
fn beyond_window(harness: &Harness<'_, App>, window: Rect, bars: &[Rect]) -> Vec<String> {
    let told = |role| {
        use Role::{Button, CheckBox, ComboBox, Label, MenuItem, RadioButton, Slider, SpinButton, TextInput};
        matches!(role, Button | CheckBox | ComboBox | Label | MenuItem | RadioButton | Slider | SpinButton | TextInput)
    };
    let window = window.expand(SLACK);
    let beyond = |rect: Rect, axis: usize| {
        (rect.min[axis] < window.min[axis] || rect.max[axis] > window.max[axis]) && !scrolls(bars, rect, axis)
    };
    let nodes = harness.query_all_by(|node| told(node.role()));
    let outside = nodes.filter(|node| beyond(node.rect(), 0) || beyond(node.rect(), 1));
    outside
        .map(|node| {
            let name = node.accesskit_node().label().or(node.accesskit_node().value()).unwrap_or_default();
            format!("beyond the window: {name:?} at {}", node.rect())
        })
        .collect()
}

/// Texts that end in an ellipsis or at an edge.
fn cut(harness: &Harness<'_, App>, written: &[Written], bars: &[Rect]) -> Vec<String> {
    let fields = places(harness, Role::TextInput);
    let in_field = |at: Pos2| fields.iter().any(|field| field.expand(2.0).contains(at));
    let is_cut = |text: &&Written| {
        let clip = text.clip.expand(SLACK);
        let beyond = |axis: usize| {
            (text.rect.min[axis] < clip.min[axis] || text.rect.max[axis] > clip.max[axis])
                && !scrolls(bars, text.rect, axis)
        };
        !in_field(text.clip.intersect(text.rect).center()) && (text.elided || beyond(0) || beyond(1))
    };
    written
        .iter()
        .filter(is_cut)
        .map(|text| format!("cut: {:?} at {} in {}", text.name(), text.rect, text.clip))
        .collect()
}

/// Texts over each other; on the body they may be.
fn overlapping(harness: &Harness<'_, App>, written: &[Written]) -> Vec<String> {
    let bodies = places(harness, Role::Canvas);
    let seen = |rect: Rect, text: &Written| rect.intersect(text.clip).shrink2(Vec2::splat(SLACK));
    let lines = |text: &Written| text.lines.iter().map(|&line| seen(line, text)).collect::<Vec<_>>();
    let beside_body = |text: &&Written| !bodies.iter().any(|body| body.contains(text.rect.center()));
    let texts: Vec<&Written> =
        written.iter().filter(beside_body).filter(|text| seen(text.rect, text).is_positive()).collect();
    let mut found = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            let pairs =
                lines(one).into_iter().flat_map(|line| lines(other).into_iter().map(move |of| line.intersect(of)));
            let over = pairs.into_iter().find(|both| both.width() > SLACK && both.height() > SLACK);
            if let Some(both) = over {
                found.push(format!("one over the other: {:?} and {:?} at {both}", one.name(), other.name()));
            }
        }
    }
    found
}
