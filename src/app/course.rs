//! The course at a glance: what was done to the open session's patient so far, and how its sessions are looked at together.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::BodyKind;
use crate::atlas::regions::Locus;
use crate::atlas::size::Scale;
use crate::chart::{Moment, Session, Site};
use crate::compare::trends::Visit;
use crate::compare::{Memory, Plan, Remembered};
use crate::store::{Past, PastSession, Place};

use super::document::{DocId, next_serial};
use super::heat::HeatView;

/// What was done to a document's patient so far, as it was read.
#[derive(Clone, Debug)]
pub(super) struct PastRead {
    /// The document.
    pub document: DocId,
    /// What was read.
    pub past: Arc<Past>,
    /// What the sessions on the open one's body did where; the open one, as it is saved, is none of them.
    pub memory: Memory,
    /// Where the patient was treated before the open session, the place treated longest ago first.
    pub sites: Vec<(Locus, Remembered)>,
    /// Names what was read: equal numbers, equal readings.
    pub number: u64,
    /// For each session a number that names what it holds: equal numbers, equal sessions.
    contents: Vec<u64>,
}

/// What the list of a course's sessions follows from: equal keys, equal lists.
pub(super) type CourseKey = ((u64, u64), Option<u64>, Vec<u16>);

/// What of the open session it depends on what is remembered: equal ones remember the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PastOf {
    /// The document.
    pub document: DocId,
    /// Its record.
    pub place: Place,
    /// The body.
    pub body: BodyKind,
    /// The patient's size.
    pub scale: Scale,
    /// When it took place.
    pub started: Moment,
    /// The plan of its course.
    pub planned_days: Vec<u16>,
}

/// So many days before or after the planned one are as planned.
pub(super) const GRACE_DAYS: u16 = 2;

/// What was read of a patient's past, and what is remembered of it.
#[derive(Debug)]
pub(super) struct Reading {
    past: Past,
    memory: Memory,
    sites: Vec<(Locus, Remembered)>,
}

impl Reading {
    /// What all sessions but the open one did where.
    pub(super) fn new(past: Past, of: &PastOf) -> Self {
        let title = |folder: &Place| past.course(folder).map_or("", |course| course.title.as_str());
        let others = past.sessions.iter().filter(|it| it.place != of.place);
        let sessions: Vec<_> = others.map(|it| (title(&it.course), Arc::clone(&it.session))).collect();
        let memory = Memory::of(&sessions, of.body, of.scale);
        let earlier = sessions.into_iter().filter(|(_, session)| session.details.started < of.started);
        let plan = Plan { days: &of.planned_days, grace_days: GRACE_DAYS };
        let sites = Memory::of(&earlier.collect::<Vec<_>>(), of.body, of.scale).by_locus(of.started, plan);
        Self { past, memory, sites }
    }
}

impl PastRead {
    /// What was read for a document; what is in `before` too keeps its number.
    pub(super) fn new(document: DocId, read: Reading, before: Option<&Self>) -> Self {
        let Reading { past, memory, sites } = read;
        let known = |one: &PastSession| {
            let (at, _) =
                before?.past.sessions.iter().enumerate().find(|(_, it)| Arc::ptr_eq(&it.session, &one.session))?;
            before?.contents.get(at).copied()
        };
        let contents = past.sessions.iter().map(|one| known(one).unwrap_or_else(next_serial)).collect();
        Self { document, past: Arc::new(past), memory, sites, number: next_serial(), contents }
    }

    /// Every session with the number of what it holds, by date.
    pub(super) fn sessions(&self) -> impl Iterator<Item = (&PastSession, u64)> {
        self.past.sessions.iter().zip(self.contents.iter().copied())
    }
}

/// One session of the course.
#[derive(Clone, Debug)]
pub(super) struct Multiple {
    /// Its record.
    pub place: Place,
    /// What it holds.
    pub session: Arc<Session>,
    /// Names what it holds; `None` of the open session.
    pub content: Option<u64>,
    /// Which of the course it is, counted from 1.
    pub number: usize,
    /// When it took place, against the plan.
    pub visit: Visit,
}

/// How the sessions of the course are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CourseView {
    /// Sessions that aren't shown.
    pub left_out: BTreeSet<Place>,
    /// Sessions that are shown faintly.
    pub dimmed: BTreeSet<Place>,
    /// The one of those shown that is seen alone, counted from 0, while one goes through the course.
    pub at: Option<usize>,
    /// Whether it goes on by itself.
    pub plays: bool,
    /// The spot of the skin that is looked at in every session.
    pub spot: Option<Site>,
    /// What dose is coloured.
    pub heat: HeatView,
}

/// A change of how the course is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CourseLook {
    /// Shows a session, or leaves it out.
    Show(Place, bool),
    /// Shows a session faintly, or as it is.
    Dim(Place, bool),
    /// Shows the session of this number alone, counted from 0 among those shown, or all beside each other.
    At(Option<usize>),
    /// Goes through the course, or stops.
    Play(bool),
    /// Looks at a spot of the skin in every session, or at none.
    Spot(Option<Site>),
    /// Colours dose otherwise, or not.
    Heat(HeatView),
}

impl CourseView {
    /// Changes it; `shown` is how many sessions are shown.
    pub(super) fn apply(&mut self, look: CourseLook, shown: usize) {
        match look {
            CourseLook::Show(place, true) => _ = self.left_out.remove(&place),
            CourseLook::Show(place, false) => _ = self.left_out.insert(place),
            CourseLook::Dim(place, true) => _ = self.dimmed.insert(place),
            CourseLook::Dim(place, false) => _ = self.dimmed.remove(&place),
            CourseLook::At(at) => (self.at, self.plays) = (at.map(|at| at.min(shown.saturating_sub(1))), false),
            CourseLook::Play(plays) => {
                // What has come to its end begins anew.
                let ended = self.at.is_none_or(|at| at + 1 >= shown);
                self.at = if plays && ended { Some(0) } else { self.at };
                self.plays = plays && shown > 1;
            }
            CourseLook::Spot(spot) => self.spot = spot,
            CourseLook::Heat(heat) => self.heat = heat,
        }
    }

    /// The next session's turn; after the last all are shown again.
    pub(super) fn go_on(&mut self, shown: usize) {
        let next = self.at.map(|at| at + 1).filter(|&at| at < shown);
        (self.at, self.plays) = (next, next.is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_through_ends_with_all_of_them() {
        let mut view = CourseView::default();
        view.apply(CourseLook::Play(true), 3);
        assert_eq!((view.at, view.plays), (Some(0), true));
        view.go_on(3);
        view.go_on(3);
        assert_eq!((view.at, view.plays), (Some(2), true));
        view.go_on(3);
        assert_eq!((view.at, view.plays), (None, false));
        view.apply(CourseLook::At(Some(9)), 3);
        assert_eq!(view.at, Some(2), "there is no ninth");
        view.apply(CourseLook::Play(true), 3);
        assert_eq!(view.at, Some(0), "from the last it begins anew");
        view.apply(CourseLook::Play(true), 1);
        assert!(!view.plays, "one session is no course to go through");
    }
}
