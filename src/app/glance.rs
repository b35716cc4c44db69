//! What the model shows of the course at a glance: the patient's past, the course's sessions, and the dose that is coloured.

use std::sync::Arc;

use crate::chart::{Course, Session};
use crate::compare::dose::{Asked, Substance, sized_of, substances};
use crate::compare::trends::visits;
use crate::compare::{Memory, took_place_before};
use crate::store::Place;

use super::course::{CourseKey, Multiple, PastOf, PastRead};
use super::document::Document;
use super::heat::{Heat, HeatAsk, HeatOf};
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

    /// What the list of the course's sessions follows from, while the open one is in this state.
    pub(super) fn course_key(&self, document: (u64, u64)) -> CourseKey {
        (document, self.past().map(|past| past.number), self.planned_days().to_vec())
    }

    /// The sessions of the open one's course by date, itself included, as it is now; those on another body have no place here.
    pub(super) fn course_sessions(&self) -> &[Multiple] {
        &self.derived.course
    }

    /// The same, found anew; [`Model::refresh`] keeps it.
    pub(super) fn course_now(&self) -> Vec<Multiple> {
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
    pub(super) fn multiples(&self) -> impl Iterator<Item = &Multiple> {
        self.course_sessions().iter().filter(|one| !self.course_view.left_out.contains(&one.place))
    }

    /// The maps of dose that are there of what is asked for now; never another document's, and never another quantity's.
    pub(super) fn heat(&self) -> Option<&Heat> {
        let (heat, wanted) = (self.heat.as_ref()?, &self.course_view.heat);
        let (of, _) = self.document.as_ref()?.key();
        let is_asked = heat.ask.document.0 == of && heat.ask.of == wanted.of;
        Some(heat).filter(|heat| is_asked && Some(&heat.ask.asked.quantity) == wanted.quantity.as_ref())
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
        let one = |one: &Multiple| (one.content, vec![Arc::clone(&one.session)]);
        let sets: Vec<(Option<u64>, Vec<Arc<Session>>)> = match heat.of {
            HeatOf::Each => self.multiples().map(one).collect(),
            HeatOf::Together | HeatOf::Record => {
                vec![(None, self.summed_up().into_iter().map(|(session, _)| session).collect())]
            }
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

    /// The sessions whose dose is summed up, by date, with what names what they hold: those of the course that are shown, up to
    /// the one whose turn it is; or all on record.
    pub(super) fn summed_up(&self) -> Vec<(Arc<Session>, Option<u64>)> {
        if self.course_view.heat.of == HeatOf::Record {
            return self.on_record();
        }
        let shown = self.multiples().take(self.course_view.at.map_or(usize::MAX, |at| at + 1));
        shown.map(|one| (Arc::clone(&one.session), one.content)).collect()
    }

    /// Every session of the patient on the open one's body by date, that one as it is now.
    fn on_record(&self) -> Vec<(Arc<Session>, Option<u64>)> {
        let Some((document, open)) = self.document.as_ref().zip(self.session()) else { return Vec::new() };
        let past = self.past().into_iter().flat_map(PastRead::sessions);
        let others = past.filter(|(it, _)| it.place != *document.file.place() && it.session.body == open.body);
        let mut all: Vec<_> = others.map(|(it, content)| (Arc::clone(&it.session), Some(content))).collect();
        let at = all.partition_point(|(session, _)| took_place_before(session, open));
        all.insert(at, (Arc::clone(open), None));
        all
    }

    /// The substances of known strength that any session of the patient holds.
    pub(super) fn heat_substances(&self) -> Vec<Substance> {
        substances(self.on_record().iter().map(|(session, _)| &**session))
    }
}
