//! What the model shows of the course at a glance: the patient's past, the course's sessions, and the dose that is coloured.

use std::sync::Arc;

use crate::chart::{Course, Session};
use crate::compare::dose::{Asked, Substance, sized_of, substances};
use crate::compare::trends::visits;
use crate::compare::{Memory, took_place_before};
use crate::store::Place;

use super::course::{Multiple, PastOf, PastRead};
use super::document::Document;
use super::heat::{HeatAsk, HeatOf};
use super::model::Model;

impl Model {
    /// What was done to the open session's patient so far, if it has been read.
    pub(super) fn past(&self) -> Option<&PastRead> {
        let open = self.document.as_ref()?;
        self.past.as_ref().filter(|past| past.document == open.id)
    }

    /// What it depends on what is remembered of the patient's past.
    pub(super) fn past_of(&self) -> Option<PastOf> {
        let (document, session) = self.document.as_ref().zip(self.session())?;
        Some(PastOf {
            document: document.id,
            place: document.file.place().clone(),
            body: session.body,
            scale: self.scale(),
            started: session.details.started,
            planned_days: self.planned_days().to_vec(),
        })
    }

    /// What the patient's other sessions did where, if they have been read.
    pub(super) fn memory(&self) -> Option<&Memory> {
        Some(&self.past()?.memory)
    }

    /// The plan of the open session's course.
    pub(super) fn planned_days(&self) -> &[u16] {
        let course = self.document.as_ref().and_then(|document| document.course.as_ref());
        course.map_or(&[], |course: &Course| &course.planned_days)
    }

    /// The sessions of the open one's course by date, itself included, as it is now; those on another body have no place here.
    pub(super) fn course_sessions(&self) -> Vec<Multiple> {
        let Some((document, open)) = self.document.as_ref().zip(self.session()) else { return Vec::new() };
        let (place, course) = (document.file.place(), document.file.place().parent());
        let past = self.past().zip(course);
        let others = past.iter().flat_map(|(past, course)| past.sessions().filter(move |(it, _)| it.course == *course));
        let others = others.filter(|(it, _)| it.place != *place && it.session.body == open.body);
        let mut found: Vec<(Place, Arc<Session>, Option<u64>)> =
            others.map(|(it, content)| (it.place.clone(), Arc::clone(&it.session), Some(content))).collect();
        let at = found.partition_point(|(_, session, _)| took_place_before(session, open));
        found.insert(at, (place.clone(), Arc::clone(open), None));
        let sessions: Vec<_> = found.iter().map(|(_, session, _)| Arc::clone(session)).collect();
        let visits = visits(&sessions, self.planned_days());
        let numbered = (1..).zip(found).zip(visits);
        numbered
            .map(|((number, (place, session, content)), visit)| Multiple { place, session, content, number, visit })
            .collect()
    }

    /// Those of the course's sessions that are shown.
    pub(super) fn multiples(&self) -> Vec<Multiple> {
        let mut shown = self.course_sessions();
        shown.retain(|one| !self.course_view.left_out.contains(&one.place));
        shown
    }

    /// Whether dose is asked to be coloured.
    pub(super) fn wants_heat(&self) -> bool {
        self.course_view.heat.quantity.is_some()
    }

    /// Whether one picture is of several sessions together.
    pub(super) fn sums_up(&self) -> bool {
        self.wants_heat() && self.course_view.heat.of != HeatOf::Each
    }

    /// What maps are wanted, in a view.
    pub(super) fn heat_ask(&self, view: &str) -> Option<HeatAsk> {
        let (heat, open) = (&self.course_view.heat, self.session()?);
        let quantity = heat.quantity.clone()?;
        let one = |one: Multiple| (one.content, vec![one.session]);
        let sets: Vec<(Option<u64>, Vec<Arc<Session>>)> = match heat.of {
            HeatOf::Each => self.multiples().into_iter().map(one).collect(),
            HeatOf::Together => vec![(None, self.summed_up().into_iter().map(|one| one.session).collect())],
            HeatOf::Record => vec![(None, self.on_record())],
        };
        let size = sized_of(sets.iter().flat_map(|(_, set)| set).map(|session| &**session));
        Some(HeatAsk {
            document: self.document.as_ref().map_or((0, 0), Document::key),
            sets,
            asked: Asked { quantity, kernel: heat.kernel, size },
            of: heat.of,
            top: heat.top,
            body: open.body,
            view: view.to_owned(),
        })
    }

    /// The sessions whose dose is summed up: those shown, up to the one whose turn it is.
    pub(super) fn summed_up(&self) -> Vec<Multiple> {
        let mut shown = self.multiples();
        shown.truncate(self.course_view.at.map_or(usize::MAX, |at| at + 1));
        shown
    }

    /// Every session of the patient on the open one's body, that one as it is now.
    fn on_record(&self) -> Vec<Arc<Session>> {
        let Some((document, open)) = self.document.as_ref().zip(self.session()) else { return Vec::new() };
        let past = self.past().into_iter().flat_map(|read| &read.past.sessions);
        let others = past.filter(|it| it.place != *document.file.place() && it.session.body == open.body);
        others.map(|it| Arc::clone(&it.session)).chain([Arc::clone(open)]).collect()
    }

    /// The substances of known strength that any session of the patient holds.
    pub(super) fn heat_substances(&self) -> Vec<Substance> {
        substances(self.on_record().iter().map(|session| &**session))
    }
}
