//! At the right: charting, the table of marks and the comparison, each on its tab.

use eframe::egui::{Atom, Button, RichText, ScrollArea, Ui, vec2};

use super::super::action::Actions;
use super::super::canvas::Tool;
use super::super::command::Command;
use super::super::model::Model;
use super::super::screen::{Screen, Tab};
use super::super::theme;
use super::{comparison, inspector, next_mark};

/// The panel: the tabs, and the one that is chosen.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, screen: &mut Screen, actions: &mut Actions) {
    tabs(ui, model, screen);
    ui.separator();
    match screen.tab {
        Tab::Chart => {
            ScrollArea::vertical().id_salt("chart").auto_shrink([false, false]).show(ui, |ui| {
                tools(ui, model, screen, actions);
                // What is selected comes first: on a small screen it would lie below the edge.
                inspector::show(ui, model, &mut screen.needle, actions);
                screen.next_wrong = next_mark::show(ui, model, &screen.canvas, &mut screen.needle, actions);
            });
        }
        Tab::Marks => screen.marks.show(ui, model, actions),
        Tab::Compare => comparison::show(ui, model, screen.canvas.side_by_side, actions),
    }
}

fn tabs(ui: &mut Ui, model: &Model, screen: &mut Screen) {
    let texts = &model.texts;
    let tabs = [
        (Tab::Chart, texts.get("tab-chart")),
        (Tab::Marks, texts.get("tab-marks")),
        (Tab::Compare, texts.get("tab-compare")),
    ];
    ui.columns(3, |columns| {
        for ((tab, text), ui) in tabs.into_iter().zip(columns) {
            let text = RichText::new(text).family(theme::semibold());
            let button = Button::selectable(screen.tab == tab, (Atom::grow(), text, Atom::grow()));
            if ui.add(button.min_size(vec2(ui.available_width(), 34.0))).clicked() {
                screen.tab = tab;
            }
        }
    });
}

/// Place, select or measure.
fn tools(ui: &mut Ui, model: &Model, screen: &Screen, actions: &mut Actions) {
    let texts = &model.texts;
    ui.columns(3, |columns| {
        let tools = [
            (Tool::Place, Command::PlaceTool, texts.get("tool-place")),
            (Tool::Select, Command::SelectTool, texts.get("tool-select")),
            (Tool::Measure, Command::MeasureTool, texts.get("tool-measure")),
        ];
        for ((tool, command, text), ui) in tools.into_iter().zip(columns) {
            let chosen = screen.canvas.tool == tool;
            let button = Button::selectable(chosen, (Atom::grow(), text, Atom::grow()));
            let button = button.frame_when_inactive(true).min_size(vec2(ui.available_width(), 34.0));
            if ui.add(button).on_hover_text(command.text(texts)).clicked() {
                actions.run(command);
            }
        }
    });
    if screen.canvas.tool == Tool::Measure {
        ui.label(screen.canvas.measured(model).unwrap_or_else(|| texts.get("gesture-measure-does")));
    }
    ui.add_space(6.0);
}
