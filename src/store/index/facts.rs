//! What the index keeps of a record: what is asked about, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::super::Reason;
use super::super::model::SessionFile;
use super::super::record::Current;
use super::Words;
use crate::atlas::regions::Locus;
use crate::atlas::{Body, BodyKind};
use crate::chart::{Amount, Cocktail, Component, Course, Letter, Moment, Patient, Tally, Volume};

/// A patient.
#[derive(Clone, Debug, PartialEq)]
pub struct PatientFacts {
    /// Name as the clinic writes it.
    pub name: Arc<str>,
    /// The clinic's own number; empty when there is none.
    pub reference: Arc<str>,
    /// Date of birth, if recorded.
    pub born: Option<Date>,
    /// Whether the record was declared void.
    pub is_void: bool,
}

/// A course.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseFacts {
    /// How people name it.
    pub title: Arc<str>,
    /// What is treated; empty when not recorded.
    pub indication: Arc<str>,
    /// The body that its sessions are charted on.
    pub body: BodyKind,
    /// Planned sessions as days after the first; empty when there is no plan.
    pub planned_days: Box<[u16]>,
    /// Whether the record was declared void.
    pub is_void: bool,
}

/// A session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFacts {
    /// How people name it.
    pub title: Arc<str>,
    /// When it took place.
    pub started: Moment,
    /// Whether it was declared void.
    pub is_void: bool,
    /// Whether somebody vouches for its newest state.
    pub is_signed: bool,
    /// What was mixed.
    pub parts: Box<[Part]>,
    /// What was injected, by place and cocktail; void marks don't count.
    pub doses: Box<[Dose]>,
}

/// One ingredient of a cocktail.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The cocktail.
    pub letter: Letter,
    /// What it is, as on its label.
    pub substance: Arc<str>,
    /// Who made it; empty when not recorded.
    pub manufacturer: Arc<str>,
    /// Lot or batch; empty when not recorded.
    pub lot: Arc<str>,
    /// How much of it a millilitre of the cocktail holds; `None` where its strength isn't known.
    pub per_ml: Option<Amount>,
}

/// What of one cocktail went into one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// Where.
    pub locus: Locus,
    /// Of which cocktail; `None` where the marks name none.
    pub letter: Option<Letter>,
    /// How many points, and how much.
    pub tally: Tally,
}

impl PatientFacts {
    pub(super) fn of(patient: &Patient, words: &Words) -> Self {
        let (name, reference) = (patient.name.as_str().into(), words.the(&patient.reference));
        Self { name, reference, born: patient.born, is_void: patient.voided.is_some() }
    }
}

impl CourseFacts {
    pub(super) fn of(course: &Course, words: &Words) -> Self {
        Self {
            title: words.the(&course.title),
            indication: words.the(&course.indication),
            body: course.body,
            planned_days: course.planned_days.as_slice().into(),
            is_void: course.voided.is_some(),
        }
    }
}

impl SessionFacts {
    pub(super) fn of(current: &Current<SessionFile>, words: &Words) -> Self {
        let (file, revision) = (&current.parsed.value, current.parsed.revision.as_ref());
        let parts = file.cocktails.iter().flat_map(|cocktail| parts(cocktail, words));
        Self {
            title: words.the(&file.details.title),
            started: file.details.started,
            is_void: file.details.voided.is_some(),
            is_signed: revision.is_some_and(|revision| revision.note.why == Reason::Sign),
            parts: parts.collect(),
            doses: doses(file),
        }
    }
}

fn parts<'a>(cocktail: &'a Cocktail, words: &'a Words) -> impl Iterator<Item = Part> + 'a {
    let mixed = cocktail.mixed();
    cocktail.components.iter().map(move |component: &Component| Part {
        letter: cocktail.letter,
        substance: words.the(&component.substance),
        manufacturer: words.the(&component.manufacturer),
        lot: words.the(&component.lot),
        per_ml: component.amount_of(Volume::nearest_ml(1.0), mixed),
    })
}

/// Only what counts is laid on the body: that takes most of the time.
fn doses(file: &SessionFile) -> Box<[Dose]> {
    let body = Body::get(file.body);
    let mut tallies: BTreeMap<(Locus, Option<Letter>), Tally> = BTreeMap::new();
    let marks = file.marks.iter().filter_map(|row| row.on(body).ok());
    for mark in marks {
        tallies.entry((mark.site().locus(), mark.deposit.cocktail)).or_default().add(&mark);
    }
    tallies.into_iter().map(|((locus, letter), tally)| Dose { locus, letter, tally }).collect()
}
