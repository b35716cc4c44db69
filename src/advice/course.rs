//! The document of a whole course, made of its sessions as they are saved.

use std::sync::Arc;

use super::told;
use crate::atlas::View;
use crate::chart::{Session, Techniques};
use crate::compare::dose::{Asked, DoseError, Doses, Kernel, Quantity, sized_of};
use crate::compare::trends::{Grouping, Measure, measures, trend};
use crate::scene::sheet::{Glance, Heat, Report, SheetError, SheetSpec, Told};
use crate::scene::{Beside, Content, patient_words, views_showing};
use crate::store::{CourseEntry, Library, Place, StoreError, attested, load_session, record_of, scales};
use crate::text::Texts;

/// The sessions of a course, each with what a document tells beside it.
#[derive(Clone, Debug)]
pub struct CourseParts {
    sessions: Vec<(Arc<Session>, Told)>,
    /// How many sessions count nowhere, and are left out.
    pub void: usize,
}

/// The course in a folder of a library, if it is one.
pub fn course_in(folder: &Place) -> Option<CourseEntry> {
    let library = Library::at(folder.root()).ok()?;
    Some(library.course(folder.clone())).filter(|entry| folder.key().depth() == 2 && entry.course.is_ok())
}

/// Reads the sessions of a course by date; those that are void are left out.
///
/// # Errors
///
/// When one of them can't be read: a document that lacks a session without a word would be wrong.
pub fn course_parts(
    folder: &Place,
    techniques: &Techniques,
    (is_named, with_records): (Named, Records),
    texts: &Texts,
) -> Result<CourseParts, StoreError> {
    let mut parts = CourseParts { sessions: Vec::new(), void: 0 };
    for entry in Library::at(folder.root())?.sessions(folder)? {
        if entry.summary?.voided.is_some() {
            parts.void += 1;
            continue;
        }
        let session = load_session(&entry.place)?;
        let (patient, course) = record_of(&entry.place).unzip();
        let patient = patient.filter(|_| is_named == Named::Yes);
        let attested = attested(&entry.place)?;
        let mut told = told((&session, techniques), (patient.as_ref(), course.as_ref()), Some(attested), texts);
        told.record = told.record.filter(|_| with_records == Records::Attached);
        parts.sessions.push((Arc::new(session), told));
    }
    Ok(parts)
}

/// Whether a document names the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// By name, birth date and number.
    Yes,
    /// Not at all.
    No,
}

/// Whether the records go with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// As files.
    Attached,
    /// Not at all.
    LeftOut,
}

impl CourseParts {
    /// Lays out the document, every session with the views that show its marks, else as `page` says; nothing where no session
    /// counts.
    ///
    /// # Errors
    ///
    /// As [`Report::layout`].
    pub fn report(&self, page: &SheetSpec<'_>) -> Result<Option<Report>, SheetError> {
        self.laid_out(page, |parts| Report::of_course(parts, &Glance::default()))
    }

    /// Lays out the course at a glance; nothing where no session counts.
    ///
    /// # Errors
    ///
    /// As [`Report::layout`].
    pub fn sheet(&self, page: &SheetSpec<'_>, glance: &Glance) -> Result<Option<Report>, SheetError> {
        self.laid_out(page, |parts| Report::course_sheet(parts, glance))
    }

    /// What the course sheet shows: every session in a view, else in the one that suits it, the dose of all together, the volumes
    /// over the sessions, and each outcome that was assessed more than once.
    ///
    /// # Errors
    ///
    /// When the sessions are charted on different bodies, or a width is out of range.
    pub fn glance(&self, view: Option<&'static View>, heat: Option<(Quantity, Kernel)>) -> Result<Glance, DoseError> {
        let sessions = self.sessions();
        let Some(first) = sessions.first() else { return Ok(Glance::default()) };
        let planned = self.planned_days();
        let outcomes = measures(&sessions).into_iter().filter(|measure| matches!(measure, Measure::Outcome(_)));
        let trends = std::iter::once(Measure::Volume).chain(outcomes).map(|measure| {
            let scale = match &measure {
                Measure::Outcome(id) => scales().get(id),
                _ => None,
            };
            trend((&sessions, planned), (&measure, Grouping::default()), scale)
        });
        // One value is no trend.
        let trends = trends.filter(|trend| trend.lines.iter().any(|line| line.readings.len() > 1)).collect();
        let shown = view.or_else(|| views_showing(first).first().copied());
        let heat = match heat.zip(shown) {
            Some(((quantity, kernel), view)) => {
                let all: Vec<&Session> = sessions.iter().map(|session| &**session).collect();
                let size = sized_of(all.iter().copied());
                let map = Doses::new(first.body).map(&all, Asked { quantity, kernel, size })?;
                Some(Heat::new(map, view))
            }
            None => None,
        };
        Ok(Glance { view, heat, trends })
    }

    /// The plan of the course.
    pub fn planned_days(&self) -> &[u16] {
        let course = self.sessions.first().and_then(|(_, told)| told.course.as_ref());
        course.map_or(&[], |course| &course.planned_days)
    }

    /// The sessions, by date.
    pub fn sessions(&self) -> Vec<Arc<Session>> {
        self.sessions.iter().map(|(session, _)| Arc::clone(session)).collect()
    }

    fn laid_out(
        &self,
        page: &SheetSpec<'_>,
        lay: impl FnOnce(&[(SheetSpec<'_>, &Told)]) -> Result<Option<Report>, SheetError>,
    ) -> Result<Option<Report>, SheetError> {
        let Some((_, told)) = self.sessions.first() else { return Ok(None) };
        let whose = told.patient.as_ref().map(|patient| patient_words(patient, page.texts));
        let course = told.course.as_ref().map_or("", |course| &course.title);
        let views: Vec<_> = self.sessions.iter().map(|(session, _)| views_showing(session)).collect();
        let mut parts = Vec::new();
        for ((session, told), views) in self.sessions.iter().zip(&views) {
            let content = Content { session, beside: Beside::Nothing, techniques: page.content.techniques };
            parts.push((SheetSpec { views, content, title: "", course, patient: whose.as_deref(), ..*page }, told));
        }
        lay(&parts)
    }

    /// One of the sessions, for what a page is made with.
    pub fn first(&self) -> Option<&Session> {
        self.sessions.first().map(|(session, _)| &**session)
    }
}
