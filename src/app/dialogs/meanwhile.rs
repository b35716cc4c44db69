//! What is said where somebody else saved a patient or course while a form about it was open.

use crate::chart::{Allergies, Course, Patient, Rebased, RecordField};
use crate::text::Texts;

use super::forms::{body_text, days_text, sex_text};

/// Which of a patient's fields are theirs now, and what theirs says where both changed one.
pub(super) fn patient(rebased: &Rebased<Patient>, theirs: &Patient, texts: &Texts) -> String {
    let words = |field| match field {
        RecordField::Name => theirs.name.clone(),
        RecordField::Reference => theirs.reference.clone(),
        RecordField::Born => theirs.born.map(|born| born.to_string()).unwrap_or_default(),
        RecordField::Sex => sex_text(texts, theirs.sex),
        RecordField::Allergies => match &theirs.allergies {
            Allergies::NotAsked => texts.get("patient-allergies-not-asked"),
            Allergies::NoneKnown => texts.get("patient-no-allergies"),
            Allergies::Listed(list) => list.clone(),
        },
        RecordField::Void => theirs.voided.clone().unwrap_or_default(),
        _ => theirs.notes.clone(),
    };
    said(rebased, words, texts)
}

/// As [`patient`], of a course.
pub(super) fn course(rebased: &Rebased<Course>, theirs: &Course, texts: &Texts) -> String {
    let words = |field| match field {
        RecordField::Name => theirs.title.clone(),
        RecordField::Indication => theirs.indication.clone(),
        RecordField::Body => body_text(texts, theirs.body),
        RecordField::Plan => days_text(theirs),
        RecordField::Void => theirs.voided.clone().unwrap_or_default(),
        _ => theirs.notes.clone(),
    };
    said(rebased, words, texts)
}

fn said<T>(rebased: &Rebased<T>, words: impl Fn(RecordField) -> String, texts: &Texts) -> String {
    let line =
        |field: RecordField, text: fn(&Texts, &str, &str) -> String| text(texts, &name(field, texts), &words(field));
    let taken = rebased.taken.iter().map(|&field| line(field, taken_text));
    let contested = rebased.contested.iter().map(|&field| line(field, contested_text));
    let lines: Vec<String> = taken.chain(contested).collect();
    texts.with("meanwhile-text", &[("changes", lines.join("\n").into())])
}

fn taken_text(texts: &Texts, field: &str, theirs: &str) -> String {
    texts.with("meanwhile-taken", &[("field", field.into()), ("theirs", theirs.into())])
}

fn contested_text(texts: &Texts, field: &str, theirs: &str) -> String {
    texts.with("meanwhile-contested", &[("field", field.into()), ("theirs", theirs.into())])
}

fn name(field: RecordField, texts: &Texts) -> String {
    match field {
        RecordField::Name => texts.get("patient-name"),
        RecordField::Reference => texts.get("patient-reference"),
        RecordField::Born => texts.get("patient-born"),
        RecordField::Sex => texts.get("patient-sex"),
        RecordField::Allergies => texts.get("patient-allergies"),
        RecordField::Indication => texts.get("course-indication"),
        RecordField::Body => texts.get("course-body"),
        RecordField::Plan => texts.get("course-planned"),
        RecordField::Notes => texts.get("notes"),
        RecordField::Void => texts.get("field-void"),
    }
}
