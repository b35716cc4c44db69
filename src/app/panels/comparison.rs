//! At the right, on its tab: what changed between two sessions, per region; a click on a row goes there.

use eframe::egui::{Button, Grid, RichText, ScrollArea, Slider, Ui};

use crate::atlas::regions::Locus;
use crate::compare::{Comparison, Options, Row};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::model::{Model, Other};
use super::super::theme;
use super::super::widgets::{caption, figure, heading};
use super::inspector::locus_text;

/// The tab.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, side_by_side: bool, actions: &mut Actions) {
    let texts = &model.texts;
    let (Some(session), Some(other)) = (model.session(), model.other.as_ref().filter(|_| model.comparing)) else {
        caption(ui, texts.get("compare-none"));
        return;
    };
    let (earlier, later) = if other.earlier { (&other.session, session) } else { (session, &other.session) };
    let title = |session: &crate::chart::Session| {
        format!("{}, {}", session.details.title, session.details.started.date())
    };
    heading(ui, texts.get("compare-title"));
    caption(ui, texts.with("compare-earlier", &[("session", title(earlier).into())]));
    caption(ui, texts.with("compare-later", &[("session", title(later).into())]));
    ways(ui, model, side_by_side, actions);
    tolerance(ui, model, actions);
    let Some(comparison) = &model.derived.comparison else {
        caption(ui, texts.get("compare-impossible"));
        return;
    };
    ui.add_space(4.0);
    summary(ui, model, &comparison.total);
    ui.add_space(6.0);
    table(ui, model, comparison, other, actions);
}

fn ways(ui: &mut Ui, model: &Model, side_by_side: bool, actions: &mut Actions) {
    let texts = &model.texts;
    ui.horizontal(|ui| {
        let overlay = Button::selectable(!side_by_side, texts.get("compare-overlay")).frame_when_inactive(true);
        let beside = Button::selectable(side_by_side, texts.get("compare-beside")).frame_when_inactive(true);
        let (overlay, beside) = (ui.add(overlay).clicked(), ui.add(beside).clicked());
        if overlay && side_by_side || beside && !side_by_side {
            actions.run(Command::CompareSideBySide);
        }
        if ui.button(texts.get("compare-stop")).clicked() {
            actions.push(Action::CompareWith(None));
        }
    });
}

fn tolerance(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let mut tolerance_mm = model.settings.tolerance_mm;
    ui.horizontal(|ui| {
        let named = caption(ui, model.texts.get("compare-tolerance"));
        let (low, high) = (*Options::TOLERANCES_MM.start(), Options::TOLERANCES_MM.end().min(20.0));
        let slider = Slider::new(&mut tolerance_mm, low..=high).suffix(" mm").fixed_decimals(1).step_by(0.5);
        if ui.add(slider).labelled_by(named.id).changed() {
            actions.push(Action::SetTolerance(tolerance_mm));
        }
    });
}

fn summary(ui: &mut Ui, model: &Model, total: &Row) {
    let texts = &model.texts;
    let palette = theme::palette(ui);
    let counts = [
        (texts.get("change-repeated"), total.repeated, palette.text),
        (texts.get("change-moved"), total.moved, palette.accent),
        (texts.get("change-added"), total.added, palette.good),
        (texts.get("change-dropped"), total.dropped, palette.error),
        (texts.get("change-changed"), total.changed, palette.warning),
    ];
    ui.horizontal_wrapped(|ui| {
        for (name, count, colour) in counts {
            ui.label(RichText::new(count.to_string()).family(theme::semibold()).size(17.0).color(colour));
            caption(ui, name);
            ui.add_space(4.0);
        }
    });
    let before_after = &total.tallies;
    let places = [
        ("before", before_after.before.points.into()),
        ("after", before_after.after.points.into()),
        ("mlbefore", format!("{:.3}", before_after.before.volume.ml()).into()),
        ("mlafter", format!("{:.3}", before_after.after.volume.ml()).into()),
        ("difference", format!("{:+.3}", before_after.volume_difference().ml()).into()),
    ];
    figure(ui, texts.with("compare-totals", &places));
}

fn table(ui: &mut Ui, model: &Model, comparison: &Comparison, other: &Other, actions: &mut Actions) {
    let texts = &model.texts;
    ScrollArea::both().id_salt("comparison").auto_shrink([false, false]).show(ui, |ui| {
        Grid::new("comparison rows").num_columns(8).striped(true).spacing([10.0, 4.0]).show(ui, |ui| {
            let titles = ["=", "→", "+", "−", "≠"];
            let hints = [
                texts.get("change-repeated"),
                texts.get("change-moved"),
                texts.get("change-added"),
                texts.get("change-dropped"),
                texts.get("change-changed"),
            ];
            caption(ui, texts.get("column-region"));
            for (title, hint) in titles.into_iter().zip(hints) {
                caption(ui, title).on_hover_text(hint);
            }
            caption(ui, texts.get("compare-points"));
            caption(ui, texts.get("compare-ml"));
            ui.end_row();
            for (&locus, row) in &comparison.by_locus {
                table_row(ui, model, (locus, row), other, actions);
                ui.end_row();
            }
        });
    });
}

fn table_row(ui: &mut Ui, model: &Model, (locus, row): (Locus, &Row), other: &Other, actions: &mut Actions) {
    let name = locus_text(&model.texts, locus);
    let go = ui.add(Button::new(RichText::new(name).size(12.5)).frame(false));
    if go.on_hover_text(model.texts.get("totals-go")).clicked() {
        // Only marks of the open session can be selected; where it has none left, the place is shown all the same.
        let open = if other.earlier { &row.marks_after } else { &row.marks_before };
        actions.push(Action::GoTo(open.iter().copied().collect()));
        actions.push(Action::ShowLocus(locus));
    }
    for count in [row.repeated, row.moved, row.added, row.dropped, row.changed] {
        let text = if count == 0 { "·".to_owned() } else { count.to_string() };
        ui.label(RichText::new(text).size(12.5));
    }
    let tallies = &row.tallies;
    ui.label(RichText::new(format!("{} → {}", tallies.before.points, tallies.after.points)).size(12.5));
    ui.label(RichText::new(format!("{:+.3}", tallies.volume_difference().ml())).size(12.5));
}
