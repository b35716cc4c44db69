//! What is on screen by the names that a screen reader would say, for whole tasks that are tried in a browser: asked for by the page's
//! address, `…/#names`, and told to nobody but the page.

use eframe::egui::accesskit::Node;
use eframe::egui::{Context, FullOutput, Plugin};

/// Tells the page what every frame shows: rows of role, label, value, and the corners in points.
pub(super) struct Names(pub(super) fn(String));

impl Plugin for Names {
    fn debug_name(&self) -> &'static str {
        "names"
    }

    fn setup(&mut self, ctx: &Context) {
        ctx.enable_accesskit();
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &output.platform_output.accesskit_update else { return };
        let rows: Vec<_> = update.nodes.iter().filter_map(|(_, node)| row(node)).collect();
        (self.0)(serde_json::to_string(&rows).unwrap_or_default());
    }
}

type Row = (String, String, String, [f64; 4]);

fn row(node: &Node) -> Option<Row> {
    let (label, value) = (node.label().unwrap_or_default(), node.value().unwrap_or_default());
    let corners = node.bounds().filter(|_| !(label.is_empty() && value.is_empty()))?;
    let role = format!("{:?}{}", node.role(), if node.is_disabled() { " disabled" } else { "" });
    Some((role, label.to_owned(), value.to_owned(), [corners.x0, corners.y0, corners.x1, corners.y1]))
}
