//! At the right, on its tab: what changed between two sessions, per region; a click on a row goes there.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{Button, Grid, Id, Label, RichText, ScrollArea, Sense, Slider, Ui, vec2};

use crate::atlas::regions::Locus;
use crate::chart::Session;
use crate::compare::{BeforeAfter, Comparison, Row, VolumeDifference, sized};
use crate::scene::{FieldRow, field_rows, fields_summary, mixture_words, result_in_words, size_words};
use crate::store::{Place, SessionSummary};
use crate::text::{Texts, Units};

use super::super::action::{Action, Actions};
use super::super::canvas::{Canvas, Way};
use super::super::command::Command;
use super::super::fields::{Commits, Figure, NumberField};
use super::super::layers::Role;
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, figure, heading, menu_of_ticks, named_figures};
use super::super::words::{locus_text, session_text};

/// The tab.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, canvas: &Canvas, actions: &mut Actions) {
    let texts = &model.texts;
    let Some(pair) = model.pair() else {
        caption(ui, texts.get("compare-none"));
        choices(ui, model, actions);
        ui.add_space(6.0);
        layers_menu(ui, model, actions);
        return;
    };
    let (earlier, later) = (&pair.earlier, &pair.later);
    let title = |session: &Session, at: usize| {
        let title = session_text(&session.details.title, session.details.started);
        let Some(number) = pair.numbers.map(|numbers| numbers[at]) else { return title };
        let number = texts.with("revision-numbered", &[("number", number.into())]);
        format!("{title}, {}", number.to_lowercase())
    };
    heading(ui, texts.get("compare-title"));
    caption(ui, texts.with("compare-earlier", &[("session", title(earlier, 0).into())]));
    caption(ui, texts.with("compare-later", &[("session", title(later, 1).into())]));
    ways(ui, model, canvas, actions);
    layers_menu(ui, model, actions);
    options(ui, model, actions);
    if let Some(words) = size_words(sized(earlier, later), texts) {
        caption(ui, words);
    }
    let Some(compared) = &model.derived.compared else { return };
    let Some(comparison) = &compared.comparison else {
        caption(ui, texts.get("compare-impossible"));
        return;
    };
    ui.add_space(4.0);
    summary(ui, model, &comparison.total);
    table(ui, model, comparison, compared.pair.open_is_later, actions);
}

/// The other sessions of the course that can be read and count.
fn others(model: &Model) -> Vec<(&Place, &SessionSummary)> {
    let Some((library, document)) = model.library.as_ref().zip(model.document.as_ref()) else { return Vec::new() };
    library.others(document.file.place()).collect()
}

/// Which sessions are seen besides: beneath the marks, or in panes of their own.
fn layers_menu(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let (texts, others) = (&model.texts, others(model));
    if others.is_empty() {
        return;
    }
    let button = MenuButton::new(texts.get("layers-choose")).config(menu_of_ticks());
    button.ui(ui, |ui| {
        let ghosts = model.wanted_ghosts();
        Grid::new("layers").num_columns(3).spacing(vec2(14.0, 2.0)).show(ui, |ui| {
            for (file, summary) in others {
                ui.label(session_text(&summary.title, summary.started));
                let beside = model.layers.of(file, Role::Beside).is_some();
                let mut tick = |mut on: bool, name: String| {
                    let about = format!("{name} {}", summary.title);
                    ui.checkbox(&mut on, name).accessible_name(about).clicked().then_some(on)
                };
                if let Some(on) = tick(ghosts.contains(file), texts.get("layers-beneath")) {
                    actions.push(Action::ShowBeneath(file.clone(), on));
                }
                if let Some(on) = tick(beside, texts.get("layers-beside")) {
                    actions.push(Action::ShowBeside(file.clone(), on));
                }
                ui.end_row();
            }
        });
    });
}

/// The other sessions of the course, to choose one.
fn choices(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let readable = others(model);
    if readable.is_empty() {
        return;
    }
    heading(ui, model.texts.get("compare-choose"));
    for (file, summary) in readable {
        let date = RichText::new(summary.started.date().to_string()).weak().size(12.0);
        let button = Button::new(summary.title.as_str()).right_text(date).truncate();
        let size = vec2(ui.available_width(), 34.0);
        let name = format!("{} {}", model.texts.get("compare-choose"), summary.title);
        if ui.add(button.min_size(size)).accessible_name(name).clicked() {
            actions.push(Action::CompareWith(Some(file.clone())));
        }
    }
}

fn ways(ui: &mut Ui, model: &Model, canvas: &Canvas, actions: &mut Actions) {
    let texts = &model.texts;
    let ways = [
        (Way::Overlay, None, texts.get("compare-overlay")),
        (Way::SideBySide, Some(Command::CompareSideBySide), texts.get("compare-beside")),
        (Way::Swipe, Some(Command::CompareSwipe), texts.get("compare-swipe")),
        (Way::Blink, Some(Command::CompareBlink), texts.get("compare-blink")),
    ];
    // The command of the way that is chosen leads back to the first.
    let chosen = ways.iter().find(|(way, ..)| *way == canvas.way).and_then(|(_, command, _)| *command);
    ui.horizontal_wrapped(|ui| {
        for (way, command, text) in ways {
            let button = Button::selectable(way == canvas.way, text).frame_when_inactive(true);
            if ui.add(button).clicked() && way != canvas.way {
                actions.extend(command.or(chosen).map(Action::Run));
            }
        }
        if ui.button(texts.get("compare-stop")).clicked() {
            actions.push(Action::CompareWith(None));
        }
    });
    if canvas.way == Way::Swipe {
        edge(ui, texts, canvas, actions);
    }
}

/// Where the edge stands, for a keyboard.
fn edge(ui: &mut Ui, texts: &Texts, canvas: &Canvas, actions: &mut Actions) {
    let (mut percent, name) = (canvas.edge * 100.0, texts.get("compare-edge"));
    ui.horizontal(|ui| {
        caption(ui, name.as_str());
        // Without steps: a slider puts what it is given on one of them, and the edge is dragged anywhere.
        let slider = Slider::new(&mut percent, 0.0..=100.0).show_value(false);
        if ui.add(slider).accessible_name(name.as_str()).changed() {
            actions.push(Action::MoveEdge(percent / 100.0));
        }
    });
}

/// What a slider goes from and to, in mm; the field beside it takes the same.
const TOLERANCE: Figure = Figure { units: &Units::MILLIMETRES, unit: "mm", least: 0.5, most: 20.0, step: 0.1 };
const MOVED_FROM: Figure = Figure { units: &Units::MILLIMETRES, unit: "mm", least: 0.0, most: 5.0, step: 0.1 };

/// How points are paired, and what counts as moved.
fn options(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let (texts, settings) = (&model.texts, &model.settings);
    let tolerance = (texts.get("compare-tolerance"), settings.tolerance_mm);
    if let Some(mm) = millimetres(ui, texts, tolerance, (TOLERANCE, 0.5), "tolerance") {
        actions.push(Action::SetTolerance(mm));
    }
    let moved_from = (texts.get("compare-moved-from"), settings.moved_from_mm);
    if let Some(mm) = millimetres(ui, texts, moved_from, (MOVED_FROM, 0.1), "moved-from") {
        actions.push(Action::SetMovedFrom(mm));
    }
    let mut left_out = settings.without_shift;
    if ui.checkbox(&mut left_out, texts.get("compare-without-shift")).clicked() {
        actions.push(Action::WithoutShift(left_out));
    }
}

/// A slider with a field beside it; what was chosen.
fn millimetres(
    ui: &mut Ui,
    texts: &Texts,
    (name, mm): (String, f32),
    (range, step): (Figure, f64),
    id: &'static str,
) -> Option<f32> {
    // Nearest to what is kept in fewer digits, not with the digits that a longer number adds.
    let mut mm = (f64::from(mm) * 10.0).round() / 10.0;
    let answered = ui.horizontal(|ui| {
        caption(ui, name.as_str());
        let slider = Slider::new(&mut mm, range.least..=range.most).step_by(step).show_value(false);
        let slid = ui.add(slider).accessible_name(name.as_str()).changed().then_some(mm);
        let (value, about, commits) = (Some(mm), Id::unique(id), Commits::OnLeaving);
        let field = NumberField { figure: range, name: &name, value, optional: false, about, commits, width: 70.0 };
        let answered = field.show(ui, texts);
        (answered.entered.flatten().or(slid), answered)
    });
    let (chosen, answered) = answered.inner;
    answered.complain(ui);
    #[expect(clippy::cast_possible_truncation, reason = "tenths of a millimetre up to 20")]
    chosen.map(|mm| mm as f32)
}

fn summary(ui: &mut Ui, model: &Model, total: &Row) {
    let texts = &model.texts;
    let palette = theme::palette(ui);
    let counts = [
        (texts.get("compare-repeated"), total.repeated, palette.text),
        (texts.get("compare-moved"), total.moved, palette.accent),
        (texts.get("compare-added"), total.added, palette.good),
        (texts.get("compare-dropped"), total.dropped, palette.error),
        (texts.get("compare-changed"), total.changed, palette.warning),
    ];
    ui.columns(counts.len(), |columns| {
        for ((name, count, colour), ui) in counts.into_iter().zip(columns) {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(RichText::new(count.to_string()).family(theme::semibold()).size(18.0).color(colour));
            ui.label(RichText::new(name).weak().size(11.0));
        }
    });
    let before_after = &total.tallies;
    let places = [
        ("before", before_after.before.points.into()),
        ("after", before_after.after.points.into()),
        ("mlbefore", texts.decimal(before_after.before.decimal()).into()),
        ("mlafter", texts.decimal(before_after.after.decimal()).into()),
        ("difference", difference(before_after, texts).into()),
    ];
    figure(ui, texts.with("compare-totals", &places));
}

/// The cocktails of the same name that were mixed of something else, or from another box.
fn remixed(ui: &mut Ui, model: &Model, comparison: &Comparison) {
    let palette = theme::palette(ui);
    for row in comparison.by_cocktail.values() {
        let Some(changed) = mixture_words(row.mixture, &model.texts) else { continue };
        let sentence = model.texts.line(&row.title(), &changed);
        let colour = if row.mixture.in_substance() { palette.warning } else { palette.text };
        ui.add(Label::new(RichText::new(sentence).color(colour).size(12.5)).wrap().selectable(false));
    }
}

fn table(ui: &mut Ui, model: &Model, comparison: &Comparison, open_is_later: bool, actions: &mut Actions) {
    ScrollArea::vertical().id_salt("comparison").auto_shrink([false, false]).show(ui, |ui| {
        // The sentences are long where much changed, and must not take the room of the table for good.
        for sentence in result_in_words(comparison, &model.texts) {
            ui.add(Label::new(RichText::new(sentence).size(12.5)).wrap().selectable(false));
        }
        remixed(ui, model, comparison);
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        fields(ui, model, comparison, open_is_later, actions);
        for (&locus, row) in &comparison.by_locus {
            table_row(ui, model, (locus, row), open_is_later, actions);
            ui.separator();
        }
    });
}

/// What became of the fields, a row each.
fn fields(ui: &mut Ui, model: &Model, comparison: &Comparison, open_is_later: bool, actions: &mut Actions) {
    let texts = &model.texts;
    let Some(summary) = fields_summary(&comparison.fields, texts) else { return };
    figure(ui, texts.with("compare-fields", &[("summary", summary.into())]));
    for row in field_rows(&comparison.fields, &model.techniques, texts) {
        field_row(ui, model, &row, open_is_later, actions);
    }
    ui.separator();
}

/// A field in two lines: its name with points and difference in volume, and what is another; a click selects those of its
/// marks that the open session has.
fn field_row(ui: &mut Ui, model: &Model, row: &FieldRow, open_is_later: bool, actions: &mut Actions) {
    let figures = figures(&row.tallies, &model.texts);
    let open = &row.marks[usize::from(open_is_later)];
    let sense = if open.is_empty() { Sense::hover() } else { Sense::click() };
    let go = named_figures(ui, 0.0, (&row.name, &figures), sense);
    if !open.is_empty() && go.on_hover_text(model.texts.get("totals-go")).clicked() {
        actions.push(Action::GoTo(open.clone()));
    }
    ui.add(Label::new(RichText::new(row.words.as_str()).weak().size(11.5)).wrap().selectable(false));
    ui.add_space(4.0);
}

/// A region in two lines: its name with points and difference in volume, and what became of the points.
fn table_row(ui: &mut Ui, model: &Model, (locus, row): (Locus, &Row), open_is_later: bool, actions: &mut Actions) {
    let tallies = &row.tallies;
    let figures = figures(tallies, &model.texts);
    let go = named_figures(ui, 0.0, (&locus_text(&model.texts, locus), &figures), Sense::click());
    if go.on_hover_text(model.texts.get("totals-go")).clicked() {
        // Only marks of the open session can be selected; where it has none left, the place is shown all the same.
        let open = if open_is_later { &row.marks_after } else { &row.marks_before };
        if open.is_empty() {
            actions.push(Action::ShowLocus(locus));
        } else {
            actions.push(Action::GoTo(open.iter().copied().collect()));
        }
    }
    changes(ui, model, row);
    ui.add_space(4.0);
}

/// Points before and after, and how many mL more.
fn figures(tallies: &BeforeAfter, texts: &Texts) -> String {
    format!("{} → {}   {} mL", tallies.before.points, tallies.after.points, difference(tallies, texts))
}

/// How many mL more, with its sign, where that is known.
fn difference(tallies: &BeforeAfter, texts: &Texts) -> String {
    texts.decimal(VolumeDifference::decimal_of(tallies.volume_difference()))
}

/// The changes that there are, in words.
fn changes(ui: &mut Ui, model: &Model, row: &Row) {
    let texts = &model.texts;
    let by = texts.with("compare-moved-up-to", &[("mm", texts.decimal(format_args!("{:.1}", row.farthest_mm)).into())]);
    let counts = [
        (row.repeated, texts.get("compare-repeated")),
        (row.moved, by),
        (row.added, texts.get("compare-added")),
        (row.dropped, texts.get("compare-dropped")),
        (row.changed, texts.get("compare-changed")),
        (row.as_fields[1].max(row.as_fields[0]), texts.get("compare-as-field")),
    ];
    let there = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = there.map(|(count, name)| format!("{count} {name}")).collect();
    ui.add(Label::new(RichText::new(words.join(", ")).weak().size(11.5)).wrap().selectable(false));
}
