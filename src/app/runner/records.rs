//! The open session for other programs, as it was saved last: a transaction for a record system to a file, and the report into a
//! folder that somebody watches; made and written by a job.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::{fhir_error_text, system_error_text, told, vouched};
use crate::chart::Moment;
use crate::export::fhir::{FhirSpec, fhir, report};
use crate::export::{Format, SideCar, USUAL_TEMPLATE, picture_name, side_car, templated_name};
use crate::scene::views_showing;
use crate::send::{Recipient, System, pack_transaction};
use crate::store::{CopyKind, Outgoing, drop_into, write_whole};
use crate::text::Texts;

use super::super::action::PathUse;
use super::super::archive::{RecordOrder, SendSubject};
use super::super::dialogs::{Dialog, RecordForm, with_ending};
use super::desk::Desk;
use super::exporting::aside;
use super::paths::ask_path;
use super::sending::{self, read, send_again, subject};

/// Asks where the transaction goes: to a file, or to whom. A page only makes files.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(order) = order(desk) else { return };
    if desk.model.is_a_page {
        return ask_path(PathUse::ExportFhir(order), desk);
    }
    desk.model.archive.begin();
    let address = desk.model.settings.record_system.clone();
    desk.show(Dialog::Record(Box::new(RecordForm::new(order, address))));
}

/// Asks which folder is watched.
pub(super) fn ask_folder(desk: &mut Desk<'_>) {
    let Some(order) = order(desk) else { return };
    ask_path(PathUse::Drop(order), desk);
}

fn order(desk: &mut Desk<'_>) -> Option<Arc<RecordOrder>> {
    let subject = subject(desk)?;
    let session = desk.model.session()?;
    // Who it is about stands in the file, and not in its name.
    let name = picture_name((None, Some(&subject.course)), session, Format::Png);
    let file_name = format!("{}.json", name.strip_suffix(".png").unwrap_or(&name));
    Some(Arc::new(RecordOrder { subject, file_name }))
}

/// Sends the transaction; what came back of it is sent once more, as it is, and not made anew.
pub(super) fn post(order: &Arc<RecordOrder>, address: String, desk: &mut Desk<'_>) {
    let Ok(to) = System::parse(&address) else { return };
    desk.model.settings.record_system = address;
    let (root, left) = (order.subject.state.root(), std::mem::take(&mut desk.model.archive.left));
    if !left.is_empty() {
        let to = Recipient::System(to);
        return send_again(root, left.into_iter().map(|parcel| parcel.addressed(&to)).collect(), desk);
    }
    let (order, texts) = (Arc::clone(order), Arc::clone(&desk.model.texts));
    let outgoing = (Outgoing::of(&root), CopyKind::Fhir, (desk.services.now)());
    sending::start((root.clone(), Some(outgoing)), desk, move |_task| {
        let bundle = with_spec(&order.subject, &texts, |spec| {
            fhir(spec).map(|(bytes, _boxes)| bytes).map_err(|why| fhir_error_text(&why, &texts))
        })?;
        let (parcel, unkept) = pack_transaction(&root, bundle, &to).ok_or_else(|| texts.get("record-not-packed"))?;
        Ok((vec![parcel], unkept))
    });
}

/// Writes the transaction.
pub(super) fn start(order: Arc<RecordOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    let path = with_ending(path, "json");
    desk.model.settings.export_folder = path.parent().map(Path::to_path_buf);
    let now = (desk.services.now)();
    aside(desk, move |texts| {
        let outgoing = Outgoing::of(&order.subject.state);
        let file = || ("file", path.display().to_string().into());
        let written = with_spec(&order.subject, texts, |spec| {
            let (bytes, _boxes) = fhir(spec).map_err(|why| fhir_error_text(&why, texts))?;
            write_whole(&path, &bytes).map_err(|why| system_error_text(&why, texts))
        });
        if written.is_ok() {
            outgoing.went(CopyKind::Fhir, now);
        }
        let failed = |why: String| texts.with("export-failed", &[file(), ("why", why.into())]);
        written.map(|()| texts.with("export-done", &[file()])).map_err(failed)
    });
}

/// Puts the report into the folder.
pub(super) fn put(order: Arc<RecordOrder>, folder: PathBuf, desk: &mut Desk<'_>) {
    let mut random = [0; 16];
    if !(desk.services.random)(&mut random) {
        return desk.fail(desk.model.texts.get("send-no-random"));
    }
    desk.model.settings.watched_folder = Some(folder.clone());
    let (made, id) = ((desk.services.now)(), uuid::Builder::from_random_bytes(random).into_uuid().to_string());
    aside(desk, move |texts| {
        let outgoing = Outgoing::of(&order.subject.state);
        let dropped = with_spec(&order.subject, texts, |spec| dropped(spec, &folder, (made, &id)));
        if dropped.is_ok() {
            outgoing.went(CopyKind::Watched, made);
        }
        let file = |path: &Path| ("file", path.display().to_string().into());
        let failed = |why: String| texts.with("export-failed", &[file(&folder), ("why", why.into())]);
        dropped.map(|path| texts.with("said-dropped", &[file(&path)])).map_err(failed)
    });
}

fn dropped(spec: &FhirSpec<'_>, folder: &Path, (made, id): (Moment, &str)) -> Result<PathBuf, String> {
    let texts = spec.texts;
    let (report, pdf) = report(spec).map_err(|why| fhir_error_text(&why, texts))?;
    // The usual template has no place that isn't known.
    let name = templated_name(USUAL_TEMPLATE, (spec.patient, spec.course, spec.session), spec.views);
    let said = SideCar {
        patient: spec.patient,
        course: spec.course,
        session: spec.session,
        views: spec.views,
        title: &report.title,
        language: texts.language(),
        made,
        id,
    };
    let name = name.unwrap_or_else(|_unknown| spec.session.details.started.date().to_string());
    let dropped = drop_into(folder, &name, &pdf, |file| side_car(&said, file, &pdf));
    dropped.map_err(|why| system_error_text(&why, texts))
}

/// Reads the state that was asked for, and what a document tells of it.
fn with_spec<T>(
    subject: &SendSubject,
    texts: &Texts,
    make: impl FnOnce(&FhirSpec<'_>) -> Result<T, String>,
) -> Result<T, String> {
    let (session, attested) = read(subject, texts)?;
    let (patient, course) = (&*subject.patient, &*subject.course);
    let vouched = vouched(&attested);
    let told = told((&session, &subject.techniques), (Some(patient), Some(course)), Some(attested), texts);
    make(&FhirSpec {
        patient,
        course,
        session: &session,
        techniques: &subject.techniques,
        vouched: &vouched,
        told: &told,
        views: &views_showing(&session),
        numbers: None,
        texts,
    })
}
