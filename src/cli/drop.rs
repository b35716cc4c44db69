//! `mesomap drop`: the report of a session into a folder that another program watches.

use crate::advice::{fhir_error_text, missing_characters_text, system_error_text};
use crate::export::fhir::report;
use crate::export::{SideCar, side_car, templated_name};
use crate::store::{CopyKind, drop_into};

use super::arguments::Drop;
use super::{Context, Failure, Status, names, saved};

/// Makes the report and puts it there, with what is said of it beside it.
pub(super) fn run(wanted: &Drop, context: &mut Context<'_>) -> Result<Status, Failure> {
    let read = saved::read((&wanted.session, wanted.accepted), (&wanted.views, wanted.no_record), context)?;
    let texts = &context.texts;
    let of = (&read.patient, &read.course, &read.session);
    let name = templated_name(&wanted.template, of, &read.views).map_err(|unknown| {
        Failure::Usage(texts.with("drop-unknown-placeholder", &[("placeholder", names::plain(&unknown.0).into())]))
    })?;
    let made = report(&read.spec(None, texts)).map_err(|why| Failure::Usage(fhir_error_text(&why, texts)))?;
    let (report, pdf) = made;
    if !report.missing().is_empty() {
        let _gone = writeln!(context.err, "{}", missing_characters_text(&report.missing(), texts));
    }
    let said = SideCar {
        patient: &read.patient,
        course: &read.course,
        session: &read.session,
        views: &read.views,
        title: &report.title,
        language: texts.language(),
        made: super::now(),
        id: &uuid::Uuid::now_v7().to_string(),
    };
    let dropped = drop_into(&wanted.folder, &name, &pdf, |file| side_car(&said, file, &pdf)).map_err(|error| {
        let places = [("path", names::path(&wanted.folder).into()), ("error", system_error_text(&error, texts).into())];
        Failure::File(texts.with("cli-export-not-written", &places))
    })?;
    read.outgoing.went(CopyKind::Watched, super::now());
    writeln!(context.out, "{}", names::path(&dropped))?;
    Ok(Status::Done)
}
