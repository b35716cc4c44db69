//! The open session to a picture archive: whose, where to, whether anybody is there, and every answer.

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::advice::{no_destination_text, reply_text};
use crate::scene::patient_words;
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::archive::{Archive, ArchiveSettings, SendOrder, SendSubject, Told};
use super::super::document::Document;
use super::super::jobs::Name;
use super::super::model::Model;
use super::super::widgets::{caption, complaint, heading, main_button, side_button, text_field};
use super::{Stays, body_over, button_row, set_width};

/// What is typed, and what is sent.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct SendForm {
    settings: ArchiveSettings,
    subject: SendSubject,
    is_named: bool,
}

impl SendForm {
    /// Of the session that is open, to where the last one went.
    pub(in crate::app) fn new(settings: ArchiveSettings, subject: SendSubject) -> Self {
        Self { settings, subject, is_named: false }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let (texts, archive) = (&model.texts, &model.archive);
        set_width(ui, 520.0);
        ui.heading(texts.get("send-title"));
        body_over(ui, 22.0, |ui| {
            subject(ui, model, &self.subject, model.texts.get("send-saved"));
            heading(ui, texts.get("send-archive"));
            self.destination_fields(ui, texts);
            self.test(ui, model, actions);
            // What is sent once more is what was made.
            ui.add_enabled_ui(!archive.is_sending && archive.told.is_empty(), |ui| {
                ui.checkbox(&mut self.is_named, texts.get("send-named"));
            });
            answers(ui, archive, texts);
        });
        self.buttons(ui, model, actions)
    }

    fn destination_fields(&mut self, ui: &mut Ui, texts: &Texts) {
        let settings = &mut self.settings;
        ui.columns(2, |columns| {
            text_field(&mut columns[0], &texts.get("send-host"), &mut settings.host);
            text_field(&mut columns[1], &texts.get("send-port"), &mut settings.port);
            text_field(&mut columns[0], &texts.get("send-called"), &mut settings.called);
            text_field(&mut columns[1], &texts.get("send-calling"), &mut settings.calling);
        });
        if let Err(why) = settings.destination()
            && !settings.is_unfinished()
        {
            complaint(ui, &no_destination_text(why, texts));
        }
    }

    /// Asks whether anybody is there.
    fn test(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let (texts, archive) = (&model.texts, &model.archive);
        let to = self.settings.destination();
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let ready = to.is_ok() && !archive.is_asking;
            if ui.add_enabled(ready, side_button(texts.get("send-test"))).clicked() {
                actions.push(Action::AskArchive(self.settings.clone()));
            }
            if archive.is_asking {
                ui.spinner();
                ui.label(texts.get("send-asking"));
            }
        });
        // An answer of somebody else says nothing of the one that is typed now.
        let echo = archive.echo.as_ref().filter(|(of, _)| to.as_ref() == Ok(of) && !archive.is_asking);
        if let Some((of, reply)) = echo {
            let words = texts.line(&of.to_string(), &reply_text(reply, texts));
            if reply.is_done() { _ = ui.label(words) } else { complaint(ui, &words) }
        }
        ui.add_space(6.0);
    }

    fn buttons(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let (texts, archive) = (&model.texts, &model.archive);
        let mut stays = Stays::Open;
        let go = if archive.left.is_empty() { texts.get("send-go") } else { texts.get("unsent-again") };
        ui.add_space(10.0);
        button_row(ui, |ui| {
            let ready = !archive.is_sending && !archive.is_done();
            match self.settings.destination() {
                Ok(to) if ready => {
                    if ui.add(main_button(go.clone(), ui)).clicked() {
                        let order = SendOrder { subject: self.subject.clone(), is_named: self.is_named, to };
                        actions.push(Action::Send(self.settings.clone(), Box::new(order)));
                    }
                }
                _ => _ = ui.add_enabled(false, main_button(go.clone(), ui)),
            }
            stays = stop_or_close(ui, model, actions);
        });
        stays
    }
}

/// Whose session goes out, and in which state: what is said of it where all of it is saved.
pub(super) fn subject(ui: &mut Ui, model: &Model, subject: &SendSubject, saved: String) {
    let texts = &model.texts;
    heading(ui, patient_words(&subject.patient, texts));
    ui.label(format!("{} · {}", subject.course.title, subject.session));
    if model.document.as_ref().is_some_and(Document::unsaved) {
        complaint(ui, &texts.get("send-unsaved"));
    } else {
        caption(ui, saved);
    }
    ui.add_space(6.0);
}

/// Stops what is being sent, or leaves the dialog.
pub(super) fn stop_or_close(ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
    let texts = &model.texts;
    if model.archive.is_sending {
        if ui.add(side_button(texts.get("send-stop"))).clicked() {
            actions.push(Action::Stop(Name::Send));
        }
        return Stays::Open;
    }
    if ui.add(side_button(texts.get("close"))).clicked() { Stays::Closed } else { Stays::Open }
}

/// What was sent, with every answer.
pub(super) fn answers(ui: &mut Ui, archive: &Archive, texts: &Texts) {
    if archive.is_sending {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(texts.with("send-sending", &[("count", archive.told.len().into())]));
        });
    }
    if !archive.told.is_empty() {
        ui.add_space(6.0);
        heading(ui, texts.get("send-answers"));
        ScrollArea::vertical().id_salt("answers").max_height(180.0).auto_shrink([false, true]).show(ui, |ui| {
            archive.told.iter().for_each(|told| answer_row(ui, told, texts));
        });
    }
    if let Some(remark) = &archive.remark {
        ui.label(remark);
    }
}

fn answer_row(ui: &mut Ui, told: &Told, texts: &Texts) {
    let words = texts.line(&told.label.shows, &reply_text(&told.reply, texts));
    let sign = if told.reply.is_done() { "✔" } else { "✖" };
    let text = RichText::new(format!("{sign} {words}"));
    let colour = if told.reply.is_done() { ui.visuals().text_color() } else { ui.visuals().error_fg_color };
    ui.label(text.color(colour));
}
