//! Menus, undo and redo, saving, the panels that fold, and below them whose chart is open.

use eframe::egui::{Align, Button, Layout, MenuBar, RichText, ScrollArea, Stroke, ThemePreference, Ui};

use crate::advice::unexported_text;
use crate::chart::History;
use crate::text::Texts;

use super::super::action::Actions;
use super::super::command::{Command, Menu, edit_text, keys_text};
use super::super::enabled::{is_enabled, is_offered};
use super::super::folds::{Folds, reads_only};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::menu_of_ticks;
use super::header;

/// The command's text; undo and redo say what they would take back or do again.
fn command_text(model: &Model, command: Command) -> String {
    let history = model.document.as_ref().map(|document| &document.history);
    let named = match command {
        Command::Undo => history.and_then(History::undo_name),
        Command::Redo => history.and_then(History::redo_name),
        _ => None,
    };
    let text = command.text(&model.texts);
    named.map_or(text.clone(), |name| {
        let places = [("command", text.into()), ("edit", edit_text(&model.texts, name).into())];
        model.texts.with("command-and-edit", &places)
    })
}

/// What a menu leaves free of the window's height: the bar that it hangs from, and its own edges, in points.
const BELOW_MENUS: f32 = 64.0;

/// The bar at the top.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, folds: &mut Folds, actions: &mut Actions) {
    MenuBar::new().config(menu_of_ticks()).ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(&model.texts), |ui| {
                // What is lower than a small window scrolls.
                let most = (ui.ctx().content_rect().height() - BELOW_MENUS).max(120.0);
                ScrollArea::vertical().max_height(most).show(ui, |ui| menu_items(ui, model, menu, actions));
            });
        }
        if reads_only(ui.ctx().content_rect().size()) {
            if model.document.is_some() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| library_button(ui, model, folds));
            }
            return;
        }
        ui.separator();
        for command in [Command::Undo, Command::Redo] {
            undo_button(ui, model, command, actions);
        }
        if model.document.is_some() {
            ui.separator();
            let save = Button::new(RichText::new(model.texts.get("save")));
            let hint = shortcut_text(ui, model, Command::Save);
            if ui.add_enabled(is_enabled(Command::Save, model), save).on_hover_text(hint).clicked() {
                actions.run(Command::Save);
            }
            let export = Button::new(model.texts.get("export-short"));
            if ui.add(export).on_hover_text(shortcut_text(ui, model, Command::Export)).clicked() {
                actions.run(Command::Export);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                fold_buttons(ui, model, folds);
                only_here(ui, model, actions);
            });
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| only_here(ui, model, actions));
        }
    });
    if let Some(document) = &model.document {
        header::show(ui, model, document, actions);
    }
}

/// What lies nowhere but in this browser, and the way to a copy.
fn only_here(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let Some(unexported) = model.library.as_ref().and_then(|open| open.unexported.as_ref()) else { return };
    let texts = &model.texts;
    let count = texts.with("pack-only-here", &[("states", unexported.states.into())]);
    let button = Button::new(RichText::new(count).color(theme::palette(ui).warning));
    let hint = format!("{}\n{}", unexported_text(unexported, texts), texts.get("pack-only-here-why"));
    if ui.add(button).on_hover_text(hint).clicked() {
        actions.run(Command::ExportBundle);
    }
}

/// Show or fold away the panels around the chart.
fn fold_buttons(ui: &mut Ui, model: &Model, folds: &mut Folds) {
    let window = ui.ctx().content_rect().size();
    let totals = Button::selectable(folds.shows_totals(window), model.texts.get("panel-totals"));
    if ui.add(totals).on_hover_text(model.texts.get("panel-totals-does")).clicked() {
        folds.turn_totals(window);
    }
    library_button(ui, model, folds);
}

fn library_button(ui: &mut Ui, model: &Model, folds: &mut Folds) {
    let window = ui.ctx().content_rect().size();
    let library = Button::selectable(folds.shows_library(window), model.texts.get("panel-library"));
    if ui.add(library).on_hover_text(model.texts.get("panel-library-does")).clicked() {
        folds.turn_library(window);
    }
}

fn shortcut_text(ui: &Ui, model: &Model, command: Command) -> String {
    command.shortcut().map(|keys| keys_text(ui.ctx(), keys, &model.texts)).unwrap_or_default()
}

fn undo_button(ui: &mut Ui, model: &Model, command: Command, actions: &mut Actions) {
    let button = Button::new(command.text(&model.texts));
    let hint = format!("{} ({})", command_text(model, command), shortcut_text(ui, model, command));
    if ui.add_enabled(is_enabled(command, model), button).on_hover_text(hint).clicked() {
        actions.run(command);
    }
}

fn menu_items(ui: &mut Ui, model: &Model, menu: Menu, actions: &mut Actions) {
    ui.set_min_width(250.0);
    let offered = Command::ALL.iter().copied().filter(|&command| is_offered(command, model));
    let commands: Vec<Command> = offered.filter(|command| command.menu() == menu).collect();
    for together in commands.chunk_by(|&one, &next| submenu(one, &model.texts) == submenu(next, &model.texts)) {
        if starts_group(together[0]) {
            ui.separator();
        }
        match submenu(together[0], &model.texts) {
            Some(title) => {
                ui.menu_button(title, |ui| {
                    ui.set_min_width(250.0);
                    items(ui, model, together, actions);
                });
            }
            None => items(ui, model, together, actions),
        }
    }
}

/// The menu within a menu that a command is in: the menu View would be taller than a small screen.
fn submenu(command: Command, texts: &Texts) -> Option<String> {
    use Command::{
        Amend, ChangePassphrase, CourseRevisions, DangerList, Drop, ExportFhir, ExportMarks, FormularyRevisions,
        ImportMarks, PatientRevisions, Send, Sign, TechniqueRevisions, TurnDown, TurnLeft, TurnRight, TurnUp, Unsent,
        Unsigned, VoidCourse, VoidPatient, VoidSession,
    };
    if matches!(command, ExportMarks | ImportMarks) {
        return Some(texts.get("menu-lists"));
    }
    if matches!(command, Send | ExportFhir | Drop | Unsent) {
        return Some(texts.get("menu-send"));
    }
    if matches!(command, Sign | Amend | Unsigned | ChangePassphrase) {
        return Some(texts.get("menu-sign"));
    }
    if matches!(command, VoidSession | VoidCourse | VoidPatient) {
        return Some(texts.get("menu-void"));
    }
    if matches!(command, PatientRevisions | CourseRevisions | FormularyRevisions | TechniqueRevisions) {
        return Some(texts.get("menu-revisions"));
    }
    if matches!(command, TurnLeft | TurnRight | TurnUp | TurnDown) {
        return Some(texts.get("menu-turn"));
    }
    if command.nudge_mm().is_some() {
        return Some(texts.get("menu-nudge"));
    }
    (command.guide().is_some() || command == DangerList).then(|| texts.get("menu-guides"))
}

/// Whether a command without keys that switches something has it switched on.
fn ticked(command: Command, model: &Model) -> Option<bool> {
    let settings = &model.settings;
    match command {
        Command::LeftHanded => Some(settings.left_handed),
        Command::LargeTargets => Some(settings.large_targets),
        Command::RecordTime => Some(settings.records_time),
        Command::ShowVoid => Some(model.shows_void),
        other => other.guide().map(|kind| settings.guides.has(kind)),
    }
}

fn items(ui: &mut Ui, model: &Model, commands: &[Command], actions: &mut Actions) {
    for (at, &command) in commands.iter().enumerate() {
        if at > 0 && starts_group(command) {
            ui.separator();
        }
        if let Some(mut on) = ticked(command, model) {
            let checkbox = ui.scope(|ui| {
                // Menus take the outline from everything in them.
                let outline = Stroke::new(1.0, theme::palette(ui).weak);
                ui.visuals_mut().widgets.inactive.bg_stroke = outline;
                ui.checkbox(&mut on, command.text(&model.texts))
            });
            if checkbox.inner.clicked() {
                actions.run(command);
            }
            continue;
        }
        if let Some(chosen) = chosen(command, model) {
            if ui.radio(chosen, command_text(model, command)).clicked() {
                actions.run(command);
                ui.close();
            }
            continue;
        }
        let button = Button::new(command_text(model, command)).frame(false);
        let keys = shortcut_text(ui, model, command);
        let button = if keys.is_empty() { button } else { button.right_text(keys) };
        if ui.add_enabled(is_enabled(command, model), button).clicked() {
            actions.run(command);
            ui.close();
        }
    }
}

/// Whether a setting is the one in force; `None` for what is no setting.
fn chosen(command: Command, model: &Model) -> Option<bool> {
    use crate::text::Language::{English, French};
    let (theme, language) = (model.settings.theme, model.settings.language);
    Some(match command {
        Command::ThemeLight => theme == ThemePreference::Light,
        Command::ThemeDark => theme == ThemePreference::Dark,
        Command::ThemeSystem => theme == ThemePreference::System,
        Command::LanguageEnglish => language == Some(English),
        Command::LanguageFrench => language == Some(French),
        Command::LanguageSystem => language.is_none(),
        _ => return None,
    })
}

fn starts_group(command: Command) -> bool {
    use Command::{
        EditSession, Export, GuideMidline, LanguageEnglish, NewPatient, NewSession, PlaceTool, Quit, Save, SelectAll,
        TakeOver, ToggleGhost, ToggleRegions,
    };
    let starts = [
        NewPatient,
        NewSession,
        Save,
        Export,
        Quit,
        SelectAll,
        EditSession,
        TakeOver,
        PlaceTool,
        ToggleRegions,
        GuideMidline,
        ToggleGhost,
        LanguageEnglish,
    ];
    starts.contains(&command)
}
