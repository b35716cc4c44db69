//! A session as it is saved, for another system: whose it is and all that a document of it tells.

use std::path::Path;

use crate::advice::{told, vouched};
use crate::atlas::View;
use crate::chart::{Course, Patient, Session, Techniques};
use crate::export::fhir::{FhirSpec, Vouched};
use crate::scene::sheet::Told;
use crate::scene::views_showing;
use crate::store::{self, Outgoing, Place};
use crate::text::Texts;

use super::arguments::Accepted;
use super::{Context, Failure, export, names};

/// A session with all that a document of it tells.
pub(super) struct Saved {
    /// Where the session was read from.
    pub(super) place: Place,
    pub(super) patient: Patient,
    pub(super) course: Course,
    pub(super) session: Session,
    pub(super) techniques: std::sync::Arc<Techniques>,
    pub(super) views: Vec<&'static View>,
    pub(super) told: Told,
    /// That it is about to go out.
    pub(super) outgoing: Outgoing,
    vouched: Vouched,
}

impl Saved {
    pub(super) fn spec<'a>(&'a self, numbers: Option<&'a str>, texts: &'a Texts) -> FhirSpec<'a> {
        FhirSpec {
            patient: &self.patient,
            course: &self.course,
            session: &self.session,
            techniques: &self.techniques,
            vouched: &self.vouched,
            told: &self.told,
            views: &self.views,
            numbers,
            texts,
        }
    }
}

/// Reads a session and what a document tells of it; it must lie in a course of a patient.
pub(super) fn read(
    (session, accepted): (&Path, Accepted),
    (views, no_record): (&[String], bool),
    context: &mut Context<'_>,
) -> Result<Saved, Failure> {
    let (place, session) = super::session(session, accepted, context)?;
    let techniques = super::techniques(&place, context);
    let texts = &context.texts;
    let Some((patient, course)) = store::record_of(&place) else {
        let shown = [("path", names::path(&place.shown()).into())];
        return Err(Failure::File(texts.with("cli-dicom-no-patient", &shown)));
    };
    let views = match views {
        [] => views_showing(&session),
        ids => export::chosen_views(session.body, ids, texts)?,
    };
    let outgoing = Outgoing::of(&place);
    let attested = store::attested(&place)?;
    let vouched = vouched(&attested);
    let mut told = told((&session, &techniques), (Some(&patient), Some(&course)), Some(attested), texts);
    told.record = told.record.filter(|_| !no_record);
    Ok(Saved { place, patient, course, session, techniques, views, told, outgoing, vouched })
}
