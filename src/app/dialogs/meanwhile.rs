//! What is said where somebody else saved a patient or course while a form about it was open.

use crate::chart::{Content, Course, Part, Patient, Rebased, RecordField};
use crate::text::Texts;

use super::parts::{field_name, part_words};

/// Which of a patient's fields are theirs now, and what theirs says where both changed one.
pub(super) fn patient(rebased: &Rebased<Patient>, theirs: &Patient, texts: &Texts) -> String {
    said(rebased, &Content::Patient(theirs.clone()), texts)
}

/// As [`patient`], of a course.
pub(super) fn course(rebased: &Rebased<Course>, theirs: &Course, texts: &Texts) -> String {
    said(rebased, &Content::Course(theirs.clone()), texts)
}

fn said<T>(rebased: &Rebased<T>, theirs: &Content, texts: &Texts) -> String {
    let words = |field| part_words(theirs, &Part::Field(field), texts);
    let line = |field: RecordField, text: fn(&Texts, &str, &str) -> String| {
        text(texts, &field_name(field, texts), &words(field))
    };
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
