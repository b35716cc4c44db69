//! Questions about a whole library, answered from its index. What is void doesn't count, and how much of it was passed over is told.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::depot::Place;
use super::{CourseFacts, Index, OneCourse, Part, PatientFacts, SessionFacts};
use crate::atlas::regions::{Locus, RegionId, RegionTree, Side};
use crate::chart::{Amount, Tally};

/// What was found, patients by name and each one's sessions by date; who is overdue by how long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In this order.
    pub hits: Vec<Hit>,
    /// How many more there are in records that were declared void.
    pub void: usize,
    /// How many records can't be read, so that nobody knows what is in them.
    pub unread: usize,
    /// How many patients those are that were found.
    pub patients: usize,
}

/// One answer: a session, and what was asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Places in the index: patient, course, session.
    at: [u32; 3],
    /// The figure.
    pub figure: Figure,
}

/// What was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Something was given.
    Given(Given),
    /// The next session is overdue.
    Late(Late),
}

/// What was given of an ingredient in a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The ingredient with its lot, and its cocktail.
    pub part: Part,
    /// How many points of that cocktail, and how much of it; none where it was prepared and no mark names it.
    pub tally: Tally,
    /// How much of the ingredient is in that; `None` where its strength isn't known.
    pub amount: Option<Amount>,
}

/// How late the next session of a course is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// When the last one took place.
    pub last: Date,
    /// When the next one was due: as planned from the first, and no sooner after the last than planned.
    pub due: Date,
    /// How many days ago that is.
    pub days: u32,
    /// Which one of the plan it is, from 1.
    pub next: usize,
    /// Of how many.
    pub planned: usize,
}

/// Whose record a hit is in, as far as it can be read.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The patient.
    pub patient: Option<&'a PatientFacts>,
    /// The patient's folder.
    pub folder: &'a str,
    /// The course.
    pub course: Option<&'a CourseFacts>,
    /// The session.
    pub session: Option<&'a SessionFacts>,
}

/// Where the records of a hit lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    /// The patient's folder.
    pub patient: Place,
    /// The course's folder.
    pub course: Place,
    /// The session's record.
    pub session: Place,
}

impl Index {
    /// Whose record a hit is in.
    pub fn named(&self, hit: &Hit) -> Option<Named<'_>> {
        let [patient, course, session] = hit.at.map(|at| at as usize);
        let patient = self.patients.get(patient)?;
        let course = patient.courses.get(course)?;
        Some(Named {
            patient: patient.head.facts.as_deref(),
            folder: &patient.folder,
            course: course.head.facts.as_deref(),
            session: course.sessions.get(session)?.head.facts.as_deref(),
        })
    }

    /// Where the records of a hit lie.
    pub fn lying(&self, hit: &Hit) -> Option<Lying> {
        let [at_patient, at_course, at_session] = hit.at.map(|at| at as usize);
        let of = self.patients.get(at_patient)?;
        let patient = self.root.child(&of.folder);
        let of = of.courses.get(at_course)?;
        let course = patient.child(&of.folder);
        let session = course.child(&of.sessions.get(at_session)?.record);
        Some(Lying { patient, course, session })
    }

    /// Who had a lot that `is_it`.
    pub fn had_lot(&self, is_it: impl Fn(&str) -> bool) -> Found {
        let is_it = memory(is_it);
        self.given(|part| !part.lot.is_empty() && is_it(&part.lot), None)
    }

    /// Who had a substance that `is_it` in a region or in one within it, on one side or on any; wherever, where no region is asked for.
    pub fn had_substance(
        &self,
        is_it: impl Fn(&str) -> bool,
        (region, side): (Option<RegionId>, Option<Side>),
    ) -> Found {
        let is_it = memory(is_it);
        let tree = RegionTree::get();
        let within: Vec<bool> =
            tree.regions().map(|(id, _)| region.is_none_or(|region| tree.is_within(id, region))).collect();
        let is_there = |locus: Locus| {
            within.get(locus.region.index()).copied().unwrap_or(false) && side.is_none_or(|side| side == locus.side)
        };
        self.given(|part| is_it(&part.substance), Some(&is_there))
    }

    /// Every session in which an ingredient was given; where places are asked for, in one of those.
    fn given(&self, is_asked: impl Fn(&Part) -> bool, is_there: Option<&dyn Fn(Locus) -> bool>) -> Found {
        let mut found = Found { unread: self.unread(), ..Found::default() };
        for (at, is_void, session) in self.sessions() {
            for part in session.parts.iter().filter(|part| is_asked(part)) {
                let of_it = session.doses.iter().filter(|dose| dose.letter == Some(part.letter));
                let there = of_it.filter(|dose| is_there.is_none_or(|is_there| is_there(dose.locus)));
                let tally = there.fold(Tally::default(), |sum, dose| sum + dose.tally);
                if is_there.is_some() && tally.points == 0 {
                    continue;
                }
                if is_void {
                    found.void += 1;
                    continue;
                }
                let of = |per_ml: Amount| Amount { value: per_ml.value * tally.volume.ml(), ..per_ml };
                let given = Given { part: part.clone(), tally, amount: part.per_ml.map(of) };
                found.hits.push(Hit { at, figure: Figure::Given(given) });
            }
        }
        self.order_by_name(&mut found.hits);
        self.counted(found)
    }

    /// Whose next session is overdue on a day: the plan has one more, and it should have taken place before.
    pub fn overdue(&self, on: Date) -> Found {
        let mut found = Found { unread: self.unread(), ..Found::default() };
        for (nth, patient) in (0..).zip(&self.patients) {
            let is_void = patient.head.facts.as_ref().is_some_and(|facts| facts.is_void);
            for (course_nth, course) in (0..).zip(&patient.courses) {
                let Some((session, late)) = late(course, on) else { continue };
                if is_void || course.head.facts.as_ref().is_some_and(|facts| facts.is_void) {
                    found.void += 1;
                } else {
                    found.hits.push(Hit { at: [nth, course_nth, session], figure: Figure::Late(late) });
                }
            }
        }
        self.order_by_name(&mut found.hits);
        let days = |hit: &Hit| if let Figure::Late(late) = &hit.figure { late.days } else { 0 };
        found.hits.sort_by_key(|hit| std::cmp::Reverse(days(hit)));
        self.counted(found)
    }

    /// Every session that can be read, with its place in the index and whether it or something above it is void.
    fn sessions(&self) -> impl Iterator<Item = ([u32; 3], bool, &SessionFacts)> {
        (0..).zip(&self.patients).flat_map(|(nth, patient)| {
            let of_patient = patient.head.facts.as_ref().is_some_and(|facts| facts.is_void);
            (0..).zip(&patient.courses).flat_map(move |(course_nth, course)| {
                let of_course = of_patient || course.head.facts.as_ref().is_some_and(|facts| facts.is_void);
                (0..).zip(&course.sessions).filter_map(move |(session_nth, session)| {
                    let facts = session.head.facts.as_deref()?;
                    Some(([nth, course_nth, session_nth], of_course || facts.is_void, facts))
                })
            })
        })
    }

    /// Patients by name, whatever the case; each one's sessions by date.
    fn order_by_name(&self, hits: &mut [Hit]) {
        let mut by_name: Vec<usize> = (0..self.patients.len()).collect();
        by_name.sort_by_cached_key(|&at| {
            let facts = self.patients.get(at).and_then(|patient| patient.head.facts.as_ref());
            let name = facts.map(|facts| facts.name.to_lowercase());
            (name.is_none(), name, at)
        });
        let mut places = vec![0; by_name.len()];
        for (place, at) in by_name.into_iter().enumerate() {
            if let Some(of) = places.get_mut(at) {
                *of = place;
            }
        }
        hits.sort_by_cached_key(|hit| {
            let started = self.named(hit).and_then(|named| named.session).map(|session| session.started);
            (places.get(hit.at[0] as usize), started, hit.at)
        });
    }

    fn counted(&self, found: Found) -> Found {
        let mut patients = vec![false; self.patients.len()];
        for hit in &found.hits {
            if let Some(is_found) = patients.get_mut(hit.at[0] as usize) {
                *is_found = true;
            }
        }
        Found { patients: patients.into_iter().filter(|&is_found| is_found).count(), ..found }
    }
}

/// How late the next session of a course is on a day, with the place of the last one; `None` where it isn't, or where no plan tells.
fn late(course: &OneCourse, on: Date) -> Option<(u32, Late)> {
    let plan = &course.head.facts.as_ref()?.planned_days;
    let counting = (0..).zip(&course.sessions).filter_map(|(nth, session)| {
        let facts = session.head.facts.as_ref()?;
        (!facts.is_void).then_some((facts.started, nth))
    });
    let mut done: Vec<_> = counting.collect();
    done.sort_unstable();
    let ((first, _), (last, nth)) = (*done.first()?, *done.last()?);
    let next = *plan.get(done.len())?;
    let interval = next.saturating_sub(*plan.get(done.len() - 1)?);
    let after = |date: Date, days: u16| date.checked_add(i32::from(days).days()).ok();
    let start = plan.first()?;
    let due = after(first.date(), next.saturating_sub(*start))?.max(after(last.date(), interval)?);
    let days = u32::try_from((on - due).get_days()).ok().filter(|&days| days > 0)?;
    Some((nth, Late { last: last.date(), due, days, next: done.len() + 1, planned: plan.len() }))
}

/// A question that is asked once for every word, however many records share it.
fn memory(is_it: impl Fn(&str) -> bool) -> impl Fn(&Arc<str>) -> bool {
    let known = std::cell::RefCell::new(HashMap::<Arc<str>, bool>::new());
    move |word| {
        if let Some(&known) = known.borrow().get(word) {
            return known;
        }
        let answer = is_it(word);
        known.borrow_mut().insert(Arc::clone(word), answer);
        answer
    }
}
