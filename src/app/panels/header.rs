//! Under the menus: whose chart is open, in the order of what matters: patient, birth and age, number, allergies, course, session.

use eframe::egui::{Button, Label, Link, Response, RichText, ScrollArea, Ui};
use jiff::civil::Date;

use crate::advice::why_text;
use crate::chart::{Allergies, Patient};
use crate::store::{Access, Signature, SignatureStanding, Standing, StoreError, Why};
use crate::text::{Texts, long_date};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::document::{Document, state_number};
use super::super::model::Model;
use super::super::theme;

/// The share of the window's height that the header may take; what is longer scrolls.
const MOST: f32 = 0.2;

/// The header of the open session. Its words flow on to the next line; none is cut.
pub(super) fn show(ui: &mut Ui, model: &Model, document: &Document, actions: &mut Actions) {
    let height = ui.ctx().content_rect().height() * MOST;
    let area = ScrollArea::vertical().id_salt("header").max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = theme::at_least(20.0, ui);
            ui.spacing_mut().item_spacing.y = 2.0;
            if let Some(patient) = &document.patient {
                whose(ui, model, patient, document.history.session().details.started.date());
            } else if let Some(why) = unread_patient(model, document) {
                let palette = theme::palette(ui);
                word(ui, RichText::new(why).color(palette.error).family(theme::semibold()));
            }
            which(ui, model, document, actions);
            state(ui, model, document, actions);
            signatures(ui, model, document, actions);
        });
    });
}

/// What is said in the place of a patient whose record has no state that counts: allergies aren't none because none are shown.
fn unread_patient(model: &Model, document: &Document) -> Option<String> {
    let open = model.library.as_ref()?;
    let is_theirs = document.file.place().parent() == open.course;
    let why = open.chosen_patient().filter(|_| is_theirs)?.patient.as_ref().err()?;
    let is_fork = matches!(why, StoreError::Forked { .. });
    Some(if is_fork { model.texts.get("header-patient-forked") } else { model.texts.get("header-patient-unread") })
}

fn word(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap())
}

/// Name, birth and age on the day of the session, number, allergies.
fn whose(ui: &mut Ui, model: &Model, patient: &Patient, day: Date) {
    let (texts, palette) = (&model.texts, theme::palette(ui));
    word(ui, RichText::new(&patient.name).family(theme::semibold()).size(16.0));
    void(ui, texts, patient.voided.as_deref());
    if let Some(born) = patient.born {
        word(ui, RichText::new(born_text(born, day, texts)).size(14.5)).on_hover_text(texts.get("header-age-why"));
    }
    if !patient.reference.is_empty() {
        word(ui, RichText::new(texts.with("patient-number", &[("number", patient.reference.as_str().into())])));
    }
    match &patient.allergies {
        Allergies::Listed(list) => {
            let text = texts.with("patient-allergic", &[("allergies", list.as_str().into())]);
            word(ui, RichText::new(text).color(palette.error).family(theme::semibold()));
        }
        Allergies::NoneKnown => _ = word(ui, RichText::new(texts.get("patient-no-allergies"))),
        Allergies::NotAsked => _ = word(ui, RichText::new(texts.get("header-allergies-not-asked")).weak()),
    }
}

/// `born 17 May 1979 (47 years)`; without an age where the day lies before the birth.
fn born_text(born: Date, day: Date, texts: &Texts) -> String {
    let date = ("date", long_date(born, texts).into());
    match age_years(born, day) {
        Some(years) => texts.with("header-born-aged", &[date, ("years", years.into())]),
        None => texts.with("patient-born-on", &[date]),
    }
}

/// Whole years from a birth to a day, as people count them.
fn age_years(born: Date, day: Date) -> Option<i16> {
    let birthday_to_come = (day.month(), day.day()) < (born.month(), born.day());
    let years = day.year() - born.year() - i16::from(birthday_to_come);
    (years >= 0).then_some(years)
}

/// The course and the session; the session's name leads to its details.
fn which(ui: &mut Ui, model: &Model, document: &Document, actions: &mut Actions) {
    let details = &document.history.session().details;
    if let Some(course) = &document.course {
        word(ui, RichText::new(format!("{}  ·", course.title)).weak());
        void(ui, &model.texts, course.voided.as_deref());
    }
    let title = format!("{}, {}", details.title, details.started.short());
    if title_link(ui, title).on_hover_text(Command::EditSession.text(&model.texts)).clicked() {
        actions.run(Command::EditSession);
    }
    void(ui, &model.texts, details.voided.as_deref());
}

/// That what stands before it doesn't count, and why.
fn void(ui: &mut Ui, texts: &Texts, why: Option<&str>) {
    let Some(why) = why else { return };
    let text = texts.with("void-why", &[("why", why.into())]);
    word(ui, RichText::new(text).color(theme::palette(ui).error).family(theme::semibold()));
}

/// The way to the form of what is open: as tall as a finger needs it where fingers are used, which a link isn't.
fn title_link(ui: &mut Ui, title: String) -> Response {
    if theme::at_least(0.0, ui) == 0.0 {
        return ui.add(Link::new(title));
    }
    let text = RichText::new(title).color(theme::palette(ui).accent);
    ui.add(Button::new(text).frame(false))
}

/// Whether what is shown is in its file.
fn state(ui: &mut Ui, model: &Model, document: &Document, actions: &mut Actions) {
    let (texts, palette) = (&model.texts, theme::palette(ui));
    let (text, colour) = match document.file.access() {
        Access::ReadOnly(Why::NewestBroken) => {
            let newest = document.file.broken_newest.clone().unwrap_or_default();
            let shown = document.file.state().map(|state| state.name().to_owned()).unwrap_or_default();
            let places = [("newest", newest.into()), ("shown", shown.into())];
            (texts.with("read-only-newest-broken", &places), palette.error)
        }
        // Who signed it says more.
        Access::ReadOnly(Why::Signed) => return,
        Access::ReadOnly(Why::OlderState) => return older(ui, model, document, actions),
        Access::ReadOnly(why) => (read_only_text(texts, why), palette.warning),
        Access::Editable => match document.standing {
            Standing::Gone => (texts.get("state-gone"), palette.error),
            Standing::Superseded => (texts.get("state-old"), palette.error),
            Standing::Void(why) => (texts.with("state-void", &[("why", why_text(why, texts).into())]), palette.error),
            Standing::Same if document.unsaved() => (texts.get("state-unsaved"), palette.warning),
            Standing::Same => (texts.get("state-saved"), palette.good),
        },
    };
    word(ui, RichText::new(text).color(colour));
}

/// That it is an older state, which one, and the way to the newest.
fn older(ui: &mut Ui, model: &Model, document: &Document, actions: &mut Actions) {
    let (texts, warning) = (&model.texts, theme::palette(ui).warning);
    let number = document.file.state().and_then(state_number);
    let text = match number {
        Some(number) => texts.with("read-only-revision", &[("number", number.into())]),
        None => texts.get("read-only-older"),
    };
    word(ui, RichText::new(text).color(warning).family(theme::semibold()));
    if number.is_some() && title_link(ui, texts.get("read-only-newest")).clicked() {
        actions.push(Action::OpenSession(document.file.place().clone()));
    }
}

/// Who signed it, whether that holds and is of what is shown, and the way to change it all the same.
fn signatures(ui: &mut Ui, model: &Model, document: &Document, actions: &mut Actions) {
    let (texts, palette) = (&model.texts, theme::palette(ui));
    for signature in document.file.signatures() {
        let places = [("name", signature.signed.name.as_str().into()), ("date", signature.at.short().into())];
        let (text, colour) = match signature.standing {
            SignatureStanding::Good if signature.is_older => {
                (texts.with("header-signed-older", &places), palette.warning)
            }
            SignatureStanding::Good => (texts.with("header-signed", &places), palette.good),
            SignatureStanding::Foreign => (texts.with("header-signed-foreign", &places), palette.error),
            SignatureStanding::Broken | SignatureStanding::Missing => {
                (texts.with("header-signed-broken", &places), palette.error)
            }
        };
        word(ui, RichText::new(text).color(colour)).on_hover_text(signature_text(signature));
    }
    if document.file.is_amended() {
        word(ui, RichText::new(texts.get("header-amended")).color(palette.warning));
    }
    if let Some(why) = document.file.amending() {
        let text = texts.with("header-amending", &[("why", why.into())]);
        word(ui, RichText::new(text).color(palette.warning));
        let place = document.file.place();
        if title_link(ui, texts.get("amend-done")).on_hover_text(texts.get("amend-done-does")).clicked() {
            actions.push(Action::OpenSession(place.clone()));
        }
    }
    if document.is_signed() && title_link(ui, texts.get("amend-link")).clicked() {
        actions.run(Command::Amend);
    }
}

/// Name, role, meaning and what tells the key.
fn signature_text(signature: &Signature) -> String {
    let signed = &signature.signed;
    let parts = [&signed.name, &signed.role, &signed.meaning, &signed.key.fingerprint()];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n")
}

fn read_only_text(texts: &Texts, why: Why) -> String {
    match why {
        Why::NewerSchema => texts.get("read-only-newer"),
        Why::LockedElsewhere => texts.get("read-only-locked"),
        Why::FolderNotWritable => texts.get("read-only-folder"),
        Why::Void => texts.get("read-only-void"),
        Why::Signed => texts.get("read-only-signed"),
        Why::PatientVoid => texts.get("read-only-patient-void"),
        Why::CourseVoid => texts.get("read-only-course-void"),
        Why::OlderState | Why::NewestBroken => texts.get("read-only-older"),
        Why::Forked => texts.get("read-only-forked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_are_counted_by_birthdays() {
        let born = date(1979, 5, 17);
        assert_eq!(age_years(born, date(2026, 5, 16)), Some(46));
        assert_eq!(age_years(born, date(2026, 5, 17)), Some(47));
        assert_eq!(age_years(born, date(1979, 5, 17)), Some(0));
        assert_eq!(age_years(born, date(1979, 5, 16)), None);
        assert_eq!(age_years(date(2000, 2, 29), date(2001, 2, 28)), Some(0));
    }
}
