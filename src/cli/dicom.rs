//! `mesomap dicom`: the views and the report of a session as DICOM files.

use std::path::{Path, PathBuf};

use crate::advice::{dicom_error_text, missing_characters_text, system_error_text};
use crate::atlas::View;
use crate::export::dicom::{DicomSpec, Object, Study, dicom, dicom_file};
use crate::scene::VoidAbove;
use crate::store::{CopyKind, Outgoing, Place};

use super::arguments::{Accepted, Dicom, Objects};
use super::{Context, Failure, Status, export, names, saved};

/// The objects of a session, and the library that it lies in.
pub(super) struct Made {
    /// Where the session was read from.
    pub(super) place: Place,
    /// The objects, the report last.
    pub(super) objects: Vec<Object>,
    views: Vec<&'static View>,
    /// That they are about to go out.
    pub(super) outgoing: Outgoing,
}

/// Writes one file for each view and one for the report.
pub(super) fn run(wanted: &Dicom, context: &mut Context<'_>) -> Result<Status, Failure> {
    let made = make(&wanted.session, wanted.accepted, &wanted.objects, context)?;
    let folder = &wanted.output;
    let names = made.views.iter().map(|view| view.id.as_str()).chain(["report"]);
    let files: Vec<PathBuf> = names.take(made.objects.len()).map(|name| folder.join(format!("{name}.dcm"))).collect();
    if let Some(there) = files.iter().find(|file| !wanted.force && file.exists()) {
        let place = [("path", names::path(there).into())];
        return Err(Failure::File(context.texts.with("cli-export-exists", &place)));
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        let places =
            [("path", names::path(folder).into()), ("error", system_error_text(&error, &context.texts).into())];
        Failure::File(context.texts.with("cli-export-not-written", &places))
    })?;
    for (file, object) in files.iter().zip(&made.objects) {
        export::put(file, &dicom_file(object, None), &context.texts)?;
        writeln!(context.out, "{}", names::path(file))?;
    }
    made.outgoing.went(CopyKind::Dicom, super::now());
    Ok(Status::Done)
}

/// Reads a session and makes its objects.
pub(super) fn make(
    session: &Path,
    accepted: Accepted,
    wanted: &Objects,
    context: &mut Context<'_>,
) -> Result<Made, Failure> {
    let saved = saved::read((session, accepted), (&wanted.views, false), context)?;
    let texts = &context.texts;
    let (patient, course, told) = (&saved.patient, &saved.course, &saved.told);
    let study = Study {
        patient,
        session: &saved.session,
        course: &course.title,
        ledger: told.vouching.as_ref().map_or("", |vouching| &vouching.ledger),
        made: super::now(),
        random: uuid::Uuid::now_v7().into_bytes(),
        texts,
    };
    let spec = DicomSpec {
        study,
        views: &saved.views,
        techniques: &saved.techniques,
        void: VoidAbove { patient: patient.voided.as_deref(), course: course.voided.as_deref() },
        is_named: wanted.patient_name,
        regions: wanted.regions,
        dpi: wanted.dpi,
        report: Some(told).filter(|_| !wanted.no_report),
    };
    let (objects, missing) = dicom(&spec).map_err(|why| Failure::Usage(dicom_error_text(&why, texts)))?;
    if !missing.is_empty() {
        // Boxes stand for them; in an archive that is better than no record of the treatment.
        let _gone = writeln!(context.err, "{}", missing_characters_text(&missing, texts));
    }
    Ok(Made { place: saved.place, objects, views: saved.views, outgoing: saved.outgoing })
}
