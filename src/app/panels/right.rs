//! At the right: charting, the table of marks and the comparison, each on its tab.

use eframe::egui::{Atom, Button, Color32, FontId, RichText, ScrollArea, Ui, vec2};

use super::super::action::Actions;
use super::super::canvas::{Canvas, Tool};
use super::super::command::{Command, keys_text};
use super::super::enabled::is_enabled;
use super::super::model::Model;
use super::super::theme;
use super::marks_table::MarksTable;
use super::{comparison, course, fill, inspector, next_mark, strokes, taking};
use crate::chart::{Needle, TechniqueId};

/// What the right panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Tab {
    /// The next mark and the selection.
    #[default]
    Chart,
    /// The table of marks.
    Marks,
    /// The comparison.
    Compare,
    /// The course at a glance.
    Course,
}

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub(in crate::app) struct Right {
    /// The tab that is chosen.
    pub tab: Tab,
    /// The table.
    marks: MarksTable,
    /// The needle that a depth was last worked out from; that of a technique when one is chosen for which it is known.
    needle: Needle,
    /// The technique for which it was looked up.
    needle_of: Option<TechniqueId>,
    /// Why what is typed for the next mark can't be; until it can, no mark is placed with something else.
    pub next_wrong: Option<String>,
}

impl Right {
    /// Starts from the needle of the technique that was chosen since.
    fn take_needle(&mut self, model: &Model) {
        let chosen = &model.next.technique;
        if self.needle_of.as_ref() != Some(chosen) {
            let technique = model.techniques.get(chosen);
            self.needle = technique.map_or(self.needle, |technique| self.needle.of(&technique.manner));
            self.needle_of = Some(chosen.clone());
        }
    }
}

/// The panel: the tabs, and the one that is chosen.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, right: &mut Right, canvas: &Canvas, actions: &mut Actions) {
    right.take_needle(model);
    tabs(ui, model, right);
    ui.separator();
    match right.tab {
        Tab::Chart => {
            ScrollArea::vertical().id_salt("chart").auto_shrink([false, false]).show(ui, |ui| {
                // From the tools to the volume all is in sight in a window of 800 points.
                ui.spacing_mut().item_spacing.y = 4.0;
                tools(ui, model, canvas, actions);
                if matches!(canvas.tool(), Tool::Fill | Tool::Row) {
                    fill::show(ui, model, canvas.tool(), actions);
                }
                if matches!(canvas.tool(), Tool::Brush | Tool::Line | Tool::Area) {
                    strokes::show(ui, model, canvas.tool(), actions);
                }
                taking::show(ui, model, actions);
                // What is selected comes first: on a small screen it would lie below the edge. A field that is being laid is
                // told of above.
                if model.draft.is_none() {
                    inspector::show(ui, model, &mut right.needle, actions);
                }
                right.next_wrong = next_mark::show(ui, model, canvas, &mut right.needle, actions);
            });
        }
        Tab::Marks => right.marks.show(ui, model, actions),
        Tab::Compare => comparison::show(ui, model, canvas, actions),
        Tab::Course => course::show(ui, model, actions),
    }
}

fn tabs(ui: &mut Ui, model: &Model, right: &mut Right) {
    let texts = &model.texts;
    let tabs = [
        (Tab::Chart, texts.get("tab-chart")),
        (Tab::Marks, texts.get("tab-marks")),
        (Tab::Compare, texts.get("tab-compare")),
        (Tab::Course, texts.get("tab-course")),
    ];
    ui.spacing_mut().item_spacing.x = 4.0;
    let widths = tool_widths(ui, tabs.iter().map(|(_, text)| text.as_str()));
    ui.horizontal(|ui| {
        // Four words stand beside each other on the narrowest panel.
        ui.spacing_mut().button_padding.x = 0.0;
        for ((tab, text), width) in tabs.into_iter().zip(widths) {
            let text = RichText::new(text).family(theme::semibold()).size(13.0);
            let button = Button::selectable(right.tab == tab, (Atom::grow(), text, Atom::grow()));
            if ui.add(button.min_size(vec2(width, 34.0))).clicked() {
                right.tab = tab;
            }
        }
    });
}

/// The size of a tool's name, in points.
const TOOL_TEXT: f32 = 12.0;

/// How wide buttons with these texts are that fill a row: each as wide as its text, and all alike wider.
fn tool_widths<'a>(ui: &Ui, texts: impl Iterator<Item = &'a str>) -> Vec<f32> {
    let font = FontId::proportional(TOOL_TEXT);
    let wide = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::WHITE).size().x;
    let widths: Vec<f32> = texts.map(wide).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few buttons")]
    let count = widths.len() as f32;
    let gaps = ui.spacing().item_spacing.x * (count - 1.0);
    let each = (ui.available_width() - gaps - widths.iter().sum::<f32>()) / count;
    widths.into_iter().map(|width| width + each).collect()
}

/// Place, paint, fill, lead a row, draw lines and areas, select or measure, and on which sides; two rows, so that what the next mark is stays in sight.
fn tools(ui: &mut Ui, model: &Model, canvas: &Canvas, actions: &mut Actions) {
    let texts = &model.texts;
    let is_up = |tool: Tool| canvas.tool() == tool;
    let buttons = [
        (is_up(Tool::Place), Command::PlaceTool, texts.get("tool-place")),
        (is_up(Tool::Brush), Command::BrushTool, texts.get("tool-brush")),
        (is_up(Tool::Fill), Command::FillTool, texts.get("tool-fill")),
        (is_up(Tool::Row), Command::RowTool, texts.get("tool-row")),
        (is_up(Tool::Line), Command::LineTool, texts.get("tool-line")),
        (is_up(Tool::Area), Command::AreaTool, texts.get("tool-area")),
        (is_up(Tool::Select), Command::SelectTool, texts.get("tool-select")),
        (is_up(Tool::Measure), Command::MeasureTool, texts.get("tool-measure")),
        (model.both_sides, Command::BothSides, texts.get("both-sides")),
        (model.settings.snaps, Command::Snap, texts.get("tool-snap")),
    ];
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for row in buttons.chunks(5) {
            let widths = tool_widths(ui, row.iter().map(|(_, _, text)| text.as_str()));
            ui.horizontal(|ui| {
                ui.spacing_mut().button_padding.x = 0.0;
                for ((chosen, command, text), width) in row.iter().zip(widths) {
                    let text_small = RichText::new(text).size(TOOL_TEXT);
                    let button = Button::selectable(*chosen, (Atom::grow(), text_small, Atom::grow()));
                    let button = button.frame_when_inactive(true).min_size(vec2(width, 32.0));
                    let keys = command.shortcut().map(|keys| keys_text(ui.ctx(), keys, texts)).unwrap_or_default();
                    let hint = format!("{} ({keys})", command.text(texts));
                    let button = ui.add_enabled(is_enabled(*command, model), button).on_hover_text(hint);
                    if button.accessible_name(text).clicked() {
                        actions.run(*command);
                    }
                }
            });
        }
    });
    if canvas.tool() == Tool::Measure {
        ui.label(canvas.measured(model).unwrap_or_else(|| texts.get("gesture-measure-does")));
    }
    ui.add_space(4.0);
}
