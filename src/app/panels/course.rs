//! At the right, on its tab: the sessions of the course, which of them are seen, and what each has at a spot of the skin.

use std::sync::Arc;

use eframe::egui::{Align, Button, Label, Layout, RichText, ScrollArea, Slider, Ui, vec2};

use crate::chart::{Mark, Site};
use crate::compare::Memory;
use crate::scene::interval_words;

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::course::{CourseLook, Multiple};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, figure, heading};
use super::super::words::locus_text;
use super::{heat, sites};

/// The tab.
pub(in crate::app) fn show(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let texts = &model.texts;
    let sessions = model.course_sessions();
    let title = model.document.as_ref().and_then(|document| document.course.as_ref()).map(|course| &course.title);
    heading(ui, title.filter(|title| !title.trim().is_empty()).cloned().unwrap_or_else(|| texts.get("tab-course")));
    unread(ui, model);
    if sessions.len() < 2 {
        caption(ui, texts.get("course-only-this"));
    }
    scrubber(ui, model, actions);
    if sessions.len() > 1 {
        ui.horizontal(|ui| {
            for (command, text) in
                [(Command::Export, texts.get("course-sheet")), (Command::Trends, texts.get("course-trends"))]
            {
                if ui.button(text).clicked() {
                    actions.run(command);
                }
            }
        });
    }
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("course").auto_shrink([false, false]).show(ui, |ui| {
        for one in sessions {
            row(ui, model, one, actions);
        }
        ui.add_space(6.0);
        ui.separator();
        spot(ui, model, sessions, actions);
        ui.separator();
        heat::show(ui, model, actions);
        ui.separator();
        sites::show(ui, model, actions);
    });
}

/// Sessions that can't be read are no gap that nobody tells of.
fn unread(ui: &mut Ui, model: &Model) {
    match model.past() {
        None => caption(ui, model.texts.get("course-reading")),
        Some(read) if !read.past.unread.is_empty() => {
            let text = model.texts.with("course-unread", &[("count", read.past.unread.len().into())]);
            ui.label(RichText::new(text).color(theme::palette(ui).warning).size(12.5))
        }
        Some(_) => return,
    };
}

/// All sessions beside each other, or one after the other.
fn scrubber(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let (texts, view, shown) = (&model.texts, &model.course_view, model.multiples().count());
    if shown < 2 {
        return;
    }
    ui.horizontal(|ui| {
        let all = Button::selectable(view.at.is_none(), texts.get("course-all")).frame_when_inactive(true);
        if ui.add(all).clicked() {
            actions.push(Action::LookAtCourse(CourseLook::At(None)));
        }
        let play = if view.plays { texts.get("course-stop") } else { texts.get("course-play") };
        if ui.button(play).clicked() {
            actions.push(Action::LookAtCourse(CourseLook::Play(!view.plays)));
        }
        let mut number = view.at.map_or(shown, |at| at + 1);
        let name = texts.get("course-scrubber");
        // A slider that asks for all there is would make its panel grow with each frame.
        ui.spacing_mut().slider_width = (ui.available_width() - 40.0).clamp(60.0, 130.0);
        let slider = Slider::new(&mut number, 1..=shown).show_value(false);
        if ui.add(slider).accessible_name(name).changed() {
            actions.push(Action::LookAtCourse(CourseLook::At(Some(number - 1))));
        }
        if view.at.is_some() {
            figure(ui, format!("{number}/{shown}"));
        }
    });
}

/// A session: whether it is seen, when it was, and how much it holds.
fn row(ui: &mut Ui, model: &Model, one: &Multiple, actions: &mut Actions) {
    let (texts, view) = (&model.texts, &model.course_view);
    let name = format!("{}  {}", one.number, one.session.details.title);
    ui.horizontal(|ui| {
        let mut shown = !view.left_out.contains(&one.place);
        let about = texts.with("course-show", &[("session", name.clone().into())]);
        if ui.checkbox(&mut shown, "").accessible_name(about).clicked() {
            actions.push(Action::LookAtCourse(CourseLook::Show(one.place.clone(), shown)));
        }
        let text = RichText::new(&name).family(theme::semibold());
        let text = if one.content.is_none() { text.color(theme::palette(ui).accent) } else { text };
        ui.add(Label::new(text).truncate().selectable(false));
        caption(ui, one.visit.date.to_string());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let dimmed = view.dimmed.contains(&one.place);
            let button = Button::selectable(dimmed, RichText::new(texts.get("course-dim")).size(12.0));
            let about = texts.with("course-dim-one", &[("session", name.clone().into())]);
            if ui.add_enabled(shown, button.min_size(vec2(0.0, 24.0))).accessible_name(about).clicked() {
                actions.push(Action::LookAtCourse(CourseLook::Dim(one.place.clone(), !dimmed)));
            }
        });
    });
    ui.indent(("session", one.number), |ui| {
        let sums: crate::chart::Tally = one.session.marks.iter().map(|mark| mark.deposit.volume).collect();
        let places = [("points", sums.points.into()), ("ml", texts.decimal(sums.decimal()).into())];
        let interval = interval_words(&one.visit, texts);
        caption(ui, format!("{interval}  ·  {}", texts.with("session-summary", &places)));
    });
}

/// What each session has at the spot that is looked at.
fn spot(ui: &mut Ui, model: &Model, sessions: &[Multiple], actions: &mut Actions) {
    let texts = &model.texts;
    let Some(spot) = &model.course_view.spot else {
        caption(ui, texts.get("course-spot-none"));
        return;
    };
    ui.horizontal(|ui| {
        figure(ui, texts.with("course-spot", &[("place", locus_text(texts, spot.locus()).into())]));
        if ui.button(texts.get("course-spot-leave")).clicked() {
            actions.push(Action::LookAtCourse(CourseLook::Spot(None)));
        }
    });
    for one in sessions {
        let words = near(model, one, spot).unwrap_or_else(|| texts.get("course-spot-nothing"));
        let line = texts.line(&format!("{}  {}", one.number, one.visit.date), &words);
        ui.add(Label::new(RichText::new(line).size(12.5)).wrap().selectable(false));
    }
}

/// The mark of a session that is nearest to a spot, in words.
fn near(model: &Model, one: &Multiple, spot: &Site) -> Option<String> {
    /// Farther away nothing is told of.
    const REACH_MM: f32 = 15.0;
    // The open session changes while one charts, and is remembered nowhere.
    let alone = || Memory::of(&[("", Arc::clone(&one.session))], one.session.body, model.scale());
    let open = one.content.is_none().then(alone);
    let memory = open.as_ref().or_else(|| model.memory())?;
    let at = memory.sessions().iter().position(|treated| treated.session.id == one.session.id)?;
    let nearest = memory.nearest_in(at, spot.anchor(), REACH_MM)?;
    let mark = one.session.marks.iter().find(|mark| mark.number == nearest.number)?;
    let texts = &model.texts;
    let mm = texts.decimal(format_args!("{:.1}", nearest.distance_mm));
    Some(texts.with("course-spot-mark", &[("mm", mm.into()), ("mark", deposit_words(model, mark).into())]))
}

fn deposit_words(model: &Model, mark: &Mark) -> String {
    let (texts, deposit) = (&model.texts, &mark.deposit);
    let cocktail = deposit.cocktail.map_or_else(|| "–".to_owned(), |letter| letter.to_string());
    let volume = deposit.volume.map_or_else(|| "–".to_owned(), |volume| texts.decimal(volume));
    let technique = model.techniques.name(&deposit.technique, model.language());
    format!("{technique}, {}, {cocktail}, {volume}", texts.decimal(deposit.depth))
}
