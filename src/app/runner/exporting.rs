//! Exports: the page is made and written by a job from what was open when it was asked for, and a message says what came
//! of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::{
    export_error_text, missing_characters_text, sheet_error_text, store_error_text, system_error_text, told,
};
use crate::atlas::Body;
use crate::atlas::view::{View, view, views};
use crate::chart::Session;
use crate::export::{ExportError, Format, page_bytes, pdf, picture_name};
use crate::scene::sheet::{Report, Sheet, SheetSpec};
use crate::scene::{Beside, Content, VoidAbove, patient_words};
use crate::store::{Attested, Place, attested, session_text};
use crate::text::Texts;

use super::super::action::{Answer, ExportJob, ExportOrder, PathUse, Sights};
use super::super::dialogs::{Dialog, ExportForm, with_ending};
use super::super::document::{DocId, Document};
use super::super::jobs::{Name, Task};
use super::super::model::Model;
use super::desk::Desk;
use super::paths::ask_path;

/// Looks which views see the marks, a ray for each of both, before the form is shown.
pub(super) fn look_at_marks(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, session) = (document.id, Arc::clone(document.history.session()));
    desk.screen.jobs.start(Name::Sights, move |_task| Some(Answer::Sights(id, sights(&session))));
}

/// Shows the form, if the session is still open.
pub(super) fn show_form(document: DocId, sights: Sights, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session().filter(|_| desk.document_id() == Some(document)) else { return };
    let canvas = &desk.screen.canvas;
    let shown = (canvas.active_view(), canvas.side_by_side);
    let form = ExportForm::new(desk.model, session, sights, shown);
    desk.show(Dialog::Export(form));
}

fn sights(session: &Session) -> Sights {
    let body = Body::get(session.body);
    let spots: Vec<_> = session.marks.iter().map(|mark| mark.site().anchor()).collect();
    let sight = |view: &View| {
        let seen = spots.iter().enumerate().filter(|&(_, &spot)| view.sees(body, spot).is_some());
        (view.id.clone(), seen.map(|(at, _)| at).collect())
    };
    views(session.body).iter().map(sight).collect()
}

/// Asks where a picture of what is open goes.
pub(super) fn ask(job: ExportJob, desk: &mut Desk<'_>) {
    desk.model.settings.export_format = job.format;
    if let Some(order) = order(job, desk.model) {
        ask_path(PathUse::Export(Arc::new(order)), desk);
    }
}

/// Starts an export.
pub(super) fn start(order: Arc<ExportOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    let path = with_ending(path, order.job.format.ending());
    desk.model.settings.export_folder = path.parent().map(Path::to_path_buf);
    let texts = Arc::clone(&desk.model.texts);
    let started = desk.screen.jobs.start(Name::Export, move |task| {
        let done = write(&order, &path, task, &texts)?;
        Some(Answer::Exported(done))
    });
    let text = if started { desk.model.texts.get("export-busy") } else { desk.model.texts.get("export-one-at-a-time") };
    if started {
        desk.say(text);
    } else {
        desk.fail(text);
    }
}

/// Makes the page and writes it; `None` where that was stopped.
fn write(order: &ExportOrder, path: &Path, task: &Task<Answer>, texts: &Texts) -> Option<Result<String, String>> {
    let made = make(order, task, texts);
    if task.is_cancelled() {
        return None;
    }
    let file = [("file", path.display().to_string().into())];
    let done = made.and_then(|made| {
        crate::store::write_picture(path, &made.bytes).map_err(|why| system_error_text(&why, texts))?;
        if order.job.list {
            write_list(order, path, texts)?;
        }
        Ok(done_text(&made.missing, &texts.with("export-done", &file), texts))
    });
    Some(done.map_err(|why| {
        texts.with("export-failed", &[("file", path.display().to_string().into()), ("why", why.into())])
    }))
}

/// Writes the list of marks beside the picture, under a name that is free.
fn write_list(order: &ExportOrder, picture: &Path, texts: &Texts) -> Result<(), String> {
    let stem = picture.file_stem().unwrap_or_default().to_string_lossy();
    let names = (1..1000).map(|nth| if nth == 1 { format!("{stem}.csv") } else { format!("{stem}-{nth}.csv") });
    let mut free = names.map(|name| picture.with_file_name(name)).filter(|path| !path.exists());
    let path = free.next().ok_or_else(|| texts.get("export-list-no-name"))?;
    let list = crate::export::csv(&order.session, &order.techniques, &Texts::english());
    crate::store::write_picture(&path, list.as_bytes())
        .map_err(|why| format!("{}: {}", path.display(), system_error_text(&why, texts)))
}

/// Says what came of an export.
pub(super) fn done(done: Result<String, String>, desk: &mut Desk<'_>) {
    match done {
        Ok(text) => desk.say(text),
        Err(text) => desk.fail(text),
    }
}

/// What is open, as a page needs it.
fn order(job: ExportJob, model: &Model) -> Option<ExportOrder> {
    let document = model.document.as_ref()?;
    let (course, patient) = (document.course.as_ref(), document.patient.as_ref());
    let compared = model.derived.compared.as_ref().filter(|_| job.comparison.is_some());
    let compared = compared.and_then(|compared| Some((&compared.pair, compared.comparison.as_ref()?)));
    let (session, earlier) = match compared {
        None => (Arc::clone(model.session()?), None),
        Some((pair, comparison)) => {
            (Arc::clone(&pair.later), Some((Arc::clone(&pair.earlier), Arc::clone(comparison))))
        }
    };
    let named = patient.filter(|_| job.patient_name);
    Some(ExportOrder {
        state: state_of(&session, document),
        session,
        earlier,
        techniques: Arc::clone(&model.techniques),
        course: course.cloned(),
        patient: patient.cloned(),
        file_name: picture_name((named, course), document.history.session(), job.format),
        job,
    })
}

/// The state that a session stands in, where it is the one that is open, and whether it was changed since.
fn state_of(session: &Session, document: &Document) -> Option<(Place, bool)> {
    let state = document.file.state().unwrap_or_else(|| document.file.place());
    (session.id == document.history.session().id).then(|| (state.clone(), document.unsaved()))
}

/// A page as bytes, and the characters that boxes stand for on it.
struct Made {
    bytes: Vec<u8>,
    missing: Vec<char>,
}

/// What is said of a written page, and of the characters that it lacks.
fn done_text(missing: &[char], done: &str, texts: &Texts) -> String {
    if missing.is_empty() { done.to_owned() } else { format!("{done}. {}", missing_characters_text(missing, texts)) }
}

/// How much of the work the layout is.
const LAID_OUT: f32 = 0.2;

fn make(order: &ExportOrder, task: &Task<Answer>, texts: &Texts) -> Result<Made, String> {
    let job = &order.job;
    let views: Vec<_> = job.views.iter().filter_map(|id| view(order.session.body, id)).collect();
    let beside =
        order.earlier.as_ref().map_or(Beside::Nothing, |(earlier, comparison)| Beside::Changes { earlier, comparison });
    let (patient, course) = (order.patient.as_ref(), order.course.as_ref());
    let named = patient.filter(|_| job.patient_name);
    let words = named.map(|patient| patient_words(patient, texts));
    let spec = SheetSpec {
        page_mm: job.page_mm,
        views: &views,
        content: Content { session: &order.session, beside, techniques: &order.techniques },
        arrangement: job.comparison.unwrap_or_default(),
        title: &job.title,
        course: course.map_or("", |course| &course.title),
        void: VoidAbove {
            patient: patient.and_then(|patient| patient.voided.as_deref()),
            course: course.and_then(|course| course.voided.as_deref()),
        },
        patient: words.as_deref(),
        facts: &[],
        made_on: None,
        regions: job.regions,
        region_names: job.regions,
        guides: job.guides,
        texts,
    };
    match job.format {
        Format::Png | Format::Jpeg | Format::Svg => {
            let sheet = Sheet::layout(&spec).map_err(|why| sheet_error_text(why, texts))?;
            drawn(task, sheet.missing.clone(), texts, || page_bytes(&sheet, job.format, job.dpi))
        }
        Format::Pdf => {
            let attested = attested_of(order, texts)?;
            let of_session = (&*order.session, &*order.techniques);
            let mut told = told(of_session, (named, course), attested, texts);
            told.record = told.record.filter(|_| job.attach);
            let report = Report::layout(&spec, &told).map_err(|why| sheet_error_text(why, texts))?;
            drawn(task, report.missing(), texts, || pdf(&report))
        }
    }
}

/// What was laid out as bytes; nothing where that was stopped.
fn drawn(
    task: &Task<Answer>,
    missing: Vec<char>,
    texts: &Texts,
    draw: impl FnOnce() -> Result<Vec<u8>, ExportError>,
) -> Result<Made, String> {
    task.report(LAID_OUT);
    if task.is_cancelled() {
        return Ok(Made { bytes: Vec::new(), missing: Vec::new() });
    }
    let bytes = draw().map_err(|why| export_error_text(&why, texts))?;
    Ok(Made { bytes, missing })
}

/// Who vouches for the state that is shown; nothing is known of another session than the one that is open.
fn attested_of(order: &ExportOrder, texts: &Texts) -> Result<Option<Attested>, String> {
    let Some((state, is_changed)) = &order.state else { return Ok(None) };
    let mut attested = attested(state).map_err(|why| store_error_text(&why, texts))?;
    attested.is_changed_since |= is_changed & !attested.signatures.is_empty();
    if *is_changed {
        // The file isn't what is shown.
        attested.file = session_text(&order.session).ok().map(|text| ("session.ron".to_owned(), text.into_bytes()));
    }
    Ok(Some(attested))
}
