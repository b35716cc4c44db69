//! Forms for what holds sessions: patient, course, and a session's head.

use eframe::egui::{ComboBox, Ui};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::atlas::BodyKind;
use crate::chart::{Allergies, Course, Details, Patient, RecordField, Sex};
use crate::store::Place;
use crate::text::{Texts, whole_numbers};

use super::super::action::{Action, Actions, Put, TakeOver};
use super::super::fields::{DateField, Moments, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::widgets::{caption, text_area, text_field};
use super::size::SizeFields;
use super::{Stays, answer, body, meanwhile, set_width};

/// The usual width of a form, in points.
const WIDTH: f32 = 420.0;

/// Puts the keyboard into the form's first field when it opens.
fn focus_once(focused: &mut bool, field: &egui::Response) {
    if !std::mem::replace(focused, true) {
        field.request_focus();
    }
}

/// A patient to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct PatientForm {
    put: Put,
    /// As it was when the form was opened.
    before: Patient,
    draft: Patient,
    born: DateField,
    /// Nobody is born after it.
    today: Date,
    focused: bool,
}

impl PatientForm {
    /// A new patient of a library, with this identifier.
    pub(in crate::app) fn new(library: Place, id: String, today: Date) -> Self {
        let draft = Patient { id, ..Patient::default() };
        let (put, before) = (Put::Into(library), draft.clone());
        Self { put, before, draft, born: DateField::default(), today, focused: false }
    }

    /// The patient in a folder.
    pub(in crate::app) fn change(folder: Place, patient: &Patient, today: Date, texts: &Texts) -> Self {
        let born = DateField::new(patient.born, texts);
        let (before, draft) = (patient.clone(), patient.clone());
        Self { put: Put::Change(folder), before, draft, born, today, focused: false }
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, put: &Put, id: &str) -> bool {
        self.put == *put && self.draft.id == id
    }

    /// Puts what was typed upon what somebody else saved meanwhile; says what is theirs now.
    pub(in crate::app) fn rebase(&mut self, theirs: &Patient, texts: &Texts) -> String {
        let typed = self.born.any(texts).unwrap_or(self.draft.born);
        let mine = Patient { born: typed, ..self.draft.clone() };
        let rebased = Patient::rebased([&self.before, &mine, theirs]);
        let said = meanwhile::patient(&rebased, theirs, texts);
        if rebased.taken.contains(&RecordField::Born) {
            self.born = DateField::new(rebased.value.born, texts);
        }
        (self.before, self.draft) = (theirs.clone(), rebased.value);
        said
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        let new = matches!(self.put, Put::Into(_));
        ui.heading(if new { texts.get("patient-new-title") } else { texts.get("patient-change-title") });
        body(ui, |ui| self.fields(ui, texts));
        let born = self.born.of_birth(texts, self.today);
        let ready = !self.draft.name.trim().is_empty() && born.is_ok();
        let does = if new { texts.get("patient-add") } else { texts.get("save") };
        let (go, stays) = answer(ui, model, &does, ready);
        if let (true, Ok(born)) = (go, born) {
            let name = self.draft.name.trim().to_owned();
            let patient = Patient { name, born, ..self.draft.clone() };
            actions.push(Action::PutPatient(self.put.clone(), Box::new([self.before.clone(), patient])));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        let name = text_field(ui, &texts.get("patient-name"), &mut self.draft.name);
        focus_once(&mut self.focused, &name);
        let born = self.born.of_birth(texts, self.today);
        let wrong = born.as_ref().err();
        ui.horizontal_top(|ui| {
            self.born.in_column(ui, texts, &texts.get("patient-born"), wrong);
            sex_field(ui, texts, &mut self.draft.sex);
            text_field(ui, &texts.get("patient-reference"), &mut self.draft.reference);
        });
        complaints(ui, [self.born.complaint(wrong)]);
        allergies_field(ui, texts, &mut self.draft.allergies);
        text_area(ui, &texts.get("notes"), &mut self.draft.notes, 2);
    }
}

/// Not asked, none known, or a list: while there is one, a slip of the pointer can't take its place.
fn allergies_field(ui: &mut Ui, texts: &Texts, allergies: &mut Allergies) {
    let mut list = allergies.listed().to_owned();
    if text_field(ui, &texts.get("patient-allergies"), &mut list).changed() {
        *allergies = Allergies::of_text(&list);
    }
    let listed = matches!(allergies, Allergies::Listed(_));
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(!listed, |ui| {
            ui.radio_value(allergies, Allergies::NotAsked, texts.get("patient-allergies-not-asked"));
            ui.radio_value(allergies, Allergies::NoneKnown, texts.get("patient-no-allergies"));
        });
        ui.add_enabled_ui(listed, |ui| ui.radio(listed, texts.get("patient-allergies-listed")));
    });
}

pub(super) fn sex_text(texts: &Texts, sex: Sex) -> String {
    match sex {
        Sex::Unrecorded => texts.get("sex-unrecorded"),
        Sex::Female => texts.get("sex-female"),
        Sex::Male => texts.get("sex-male"),
    }
}

fn sex_field(ui: &mut Ui, texts: &Texts, sex: &mut Sex) {
    ui.vertical(|ui| {
        let named = caption(ui, texts.get("patient-sex"));
        let combo = ComboBox::from_id_salt("sex").width(110.0).selected_text(sex_text(texts, *sex)).show_ui(ui, |ui| {
            for choice in [Sex::Unrecorded, Sex::Female, Sex::Male] {
                ui.selectable_value(sex, choice, sex_text(texts, choice));
            }
        });
        combo.response.labelled_by(named.id);
    });
}

/// A body's name.
pub(in crate::app) fn body_text(texts: &Texts, body: BodyKind) -> String {
    match body {
        BodyKind::AdultFemale => texts.get("body-adult-female"),
        BodyKind::AdultMale => texts.get("body-adult-male"),
    }
}

/// A course to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct CourseForm {
    put: Put,
    /// As it was when the form was opened.
    before: Course,
    draft: Course,
    planned: TypedField,
    /// Sessions exist, so the body they are charted on can't change any more.
    body_fixed: bool,
    focused: bool,
}

impl CourseForm {
    /// A new course of the patient in a folder, with this identifier, on this body.
    pub(in crate::app) fn new(patient: Place, id: String, body: BodyKind) -> Self {
        let (title, indication, notes) = Default::default();
        let draft = Course { id, title, indication, body, planned_days: Vec::new(), notes, voided: None };
        let (put, before, planned) = (Put::Into(patient), draft.clone(), TypedField::default());
        Self { put, before, draft, planned, body_fixed: false, focused: false }
    }

    /// The course in a folder.
    pub(in crate::app) fn change(folder: Place, course: &Course, has_sessions: bool) -> Self {
        let planned = days_text(course).into();
        let (before, draft) = (course.clone(), course.clone());
        Self { put: Put::Change(folder), before, draft, planned, body_fixed: has_sessions, focused: false }
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, put: &Put, id: &str) -> bool {
        self.put == *put && self.draft.id == id
    }

    /// Puts what was typed upon what somebody else saved meanwhile; says what is theirs now.
    pub(in crate::app) fn rebase(&mut self, theirs: &Course, texts: &Texts) -> String {
        let planned_days = parse_days(&self.planned.text).unwrap_or_else(|| self.draft.planned_days.clone());
        let mine = Course { planned_days, ..self.draft.clone() };
        let rebased = Course::rebased([&self.before, &mine, theirs]);
        let said = meanwhile::course(&rebased, theirs, texts);
        if rebased.taken.contains(&RecordField::Plan) {
            self.planned = days_text(&rebased.value).into();
        }
        (self.before, self.draft) = (theirs.clone(), rebased.value);
        said
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        let new = matches!(self.put, Put::Into(_));
        ui.heading(if new { texts.get("course-new-title") } else { texts.get("course-change-title") });
        body(ui, |ui| self.fields(ui, texts));
        let planned = self.planned(texts);
        let ready = !self.draft.title.trim().is_empty() && planned.is_ok();
        let does = if new { texts.get("course-add") } else { texts.get("save") };
        let (go, stays) = answer(ui, model, &does, ready);
        if let (true, Ok(planned_days)) = (go, planned) {
            let title = self.draft.title.trim().to_owned();
            let course = Course { title, planned_days, ..self.draft.clone() };
            actions.push(Action::PutCourse(self.put.clone(), Box::new([self.before.clone(), course])));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        let title = text_field(ui, &texts.get("course-title"), &mut self.draft.title);
        focus_once(&mut self.focused, &title);
        text_field(ui, &texts.get("course-indication"), &mut self.draft.indication);
        self.body_field(ui, texts);
        let planned = self.planned(texts);
        let (label, size) = (texts.get("course-planned"), (f32::INFINITY, "0, 14, 28"));
        field_in_column(ui, &label, &mut self.planned, size, planned.as_ref().err());
        complaints(ui, [self.planned.complaint(planned.as_ref().err())]);
        text_area(ui, &texts.get("notes"), &mut self.draft.notes, 2);
    }

    /// The planned days, or what is wrong with them.
    fn planned(&self, texts: &Texts) -> Result<Vec<u16>, String> {
        parse_days(&self.planned.text).ok_or_else(|| texts.get("course-planned-wrong"))
    }

    fn body_field(&mut self, ui: &mut Ui, texts: &Texts) {
        caption(ui, texts.get("course-body"));
        let fixed = self.body_fixed;
        let row = ui.add_enabled_ui(!fixed, |ui| {
            ui.horizontal(|ui| {
                for body in BodyKind::ALL {
                    ui.radio_value(&mut self.draft.body, body, body_text(texts, body));
                }
            });
        });
        if fixed {
            row.response.on_disabled_hover_text(texts.get("course-body-fixed"));
        }
    }
}

/// A course's plan as it is typed: `0, 14, 28`.
pub(super) fn days_text(course: &Course) -> String {
    let days: Vec<String> = course.planned_days.iter().map(ToString::to_string).collect();
    days.join(", ")
}

/// `0, 14, 28` as days in ascending order, from 0 to ten years.
fn parse_days(text: &str) -> Option<Vec<u16>> {
    let day = |number: u32| u16::try_from(number).ok().filter(|&day| day <= 3650);
    let days: Vec<u16> = whole_numbers(text)?.into_iter().map(day).collect::<Option<_>>()?;
    days.is_sorted_by(|a, b| a < b).then_some(days)
}

/// A session to add, or the head of the open one to change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct SessionForm {
    /// The course's folder, for a new session.
    course: Option<Place>,
    draft: Details,
    started: Moments,
    size: SizeFields,
    /// What is taken over from the last session; `None` where there is none.
    take_over: Option<TakeOver>,
    focused: bool,
}

impl SessionForm {
    /// A new session of the course in a folder, on its body; `can_take_over` where there is an earlier one.
    pub(in crate::app) fn new(
        (course, body): (Place, BodyKind),
        draft: &Details,
        can_take_over: bool,
        (zone, texts): (TimeZone, &Texts),
    ) -> Self {
        let take_over = can_take_over.then_some(TakeOver { cocktails: true, next_mark: false });
        Self { take_over, course: Some(course), ..Self::change(draft, body, (zone, texts)) }
    }

    /// The head of the open session, which is charted on a body.
    pub(in crate::app) fn change(details: &Details, body: BodyKind, (zone, texts): (TimeZone, &Texts)) -> Self {
        let started = Moments::new(details.started, zone, texts);
        let size = SizeFields::new(body, &details.size, texts);
        Self { course: None, draft: details.clone(), started, size, take_over: None, focused: false }
    }

    /// Whether it adds a session to the course in a folder.
    pub(in crate::app) fn adds_to(&self, course: &Place) -> bool {
        self.course.as_ref() == Some(course)
    }

    /// Whether it is about the open session, and not about a new one.
    pub(super) fn changes_the_open_one(&self) -> bool {
        self.course.is_none()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, WIDTH);
        ui.heading(if self.course.is_some() {
            texts.get("session-new-title")
        } else {
            texts.get("session-change-title")
        });
        body(ui, |ui| self.fields(ui, texts));
        let started = self.started.moment(texts);
        let size = self.size.size(texts);
        let ready = !self.draft.title.trim().is_empty() && started.is_ok() && size.is_some();
        let does = if self.course.is_some() { texts.get("session-start") } else { texts.get("session-apply") };
        let (go, stays) = answer(ui, model, &does, ready);
        if let (true, Ok(started), Some(size)) = (go, started, size) {
            let details = Details { title: self.draft.title.trim().to_owned(), started, size, ..self.draft.clone() };
            actions.push(self.wish(details));
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts) {
        let title = text_field(ui, &texts.get("session-title"), &mut self.draft.title);
        focus_once(&mut self.focused, &title);
        self.started.show(ui, texts);
        text_field(ui, &texts.get("session-clinician"), &mut self.draft.clinician);
        text_area(ui, &texts.get("notes"), &mut self.draft.notes, 3);
        self.size.show(ui, texts);
        if let Some(take_over) = &mut self.take_over {
            ui.checkbox(&mut take_over.cocktails, texts.get("session-take-over"));
            ui.checkbox(&mut take_over.next_mark, texts.get("session-as-last"));
        }
    }

    fn wish(&self, details: Details) -> Action {
        match &self.course {
            Some(course) => Action::AddSession(course.clone(), details, self.take_over.unwrap_or_default()),
            None => Action::SetDetails(details),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planned_days_are_ascending_numbers() {
        assert_eq!(parse_days("0, 14, 28"), Some(vec![0, 14, 28]));
        assert_eq!(parse_days(""), Some(vec![]));
        for wrong in ["0, 0", "14, 0", "a", "-1", "99999", "1,400", "1 400"] {
            assert_eq!(parse_days(wrong), None, "{wrong}");
        }
    }
}
