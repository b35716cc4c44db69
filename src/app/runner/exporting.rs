//! Exports: the page is made and written by a job from what was open when it was asked for, and a message says what came
//! of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::ColorImage;

use crate::advice::{
    Named, Records, course_parts, export_error_text, missing_characters_text, sheet_error_text, store_error_text,
    system_error_text, told, vouching_facts,
};
use crate::atlas::Body;
use crate::atlas::view::{View, view, views};
use crate::chart::Session;
use crate::compare::dose::Quantity;
use crate::export::{ExportError, Format, page_bytes, pdf, picture_name};
use crate::scene::sheet::{Fact, Report, Sheet, SheetSpec, Told};
use crate::scene::{Beside, Content, VoidAbove, patient_words};
use crate::store::{Attested, CopyKind, Outgoing, Place, attested, session_text};
use crate::text::Texts;

use super::super::action::{Answer, PathUse};
use super::super::dialogs::{Dialog, ExportForm, with_ending};
use super::super::document::{DocId, Document};
use super::super::exports::{ExportJob, ExportKind, ExportOrder, Preview, Purpose, Sights};
use super::super::jobs::{Name, Task};
use super::super::model::Model;
use super::super::panels::right::Tab;
use super::desk::Desk;
use super::paths::ask_path;

/// Looks which views see the marks, a ray for each of both, before the form is shown.
pub(super) fn look_at_marks(purpose: Purpose, desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, session) = (document.id, Arc::clone(document.history.session()));
    desk.screen.jobs.start(Name::Sights, move |_task| Some(Answer::Sights(id, sights(&session), purpose)));
}

/// Shows the form, if the session is still open.
pub(super) fn show_form(document: DocId, (sights, purpose): (Sights, Purpose), desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session().filter(|_| desk.document_id() == Some(document)) else { return };
    let canvas = &desk.screen.canvas;
    let shown = (canvas.active_view(), canvas.way == super::super::canvas::Way::SideBySide);
    let form = ExportForm::new(desk.model, session, (sights, purpose), shown);
    // Who looks at the course means the course.
    let form = if desk.screen.right.tab == Tab::Course { form.of_the_course() } else { form };
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
    let (texts, now) = (Arc::clone(&desk.model.texts), (desk.services.now)());
    let started = desk.screen.jobs.start(Name::Export, move |task| {
        let outgoing = outgoing(&order);
        let done = write(&order, &path, task, &texts)?;
        if let Some(outgoing) = outgoing.filter(|_| done.is_ok()) {
            outgoing.went(if order.job.format == Format::Pdf { CopyKind::Pdf } else { CopyKind::Picture }, now);
        }
        Some(Answer::Exported(done))
    });
    let text = if started { desk.model.texts.get("export-busy") } else { desk.model.texts.get("export-one-at-a-time") };
    if started {
        desk.say(text);
    } else {
        desk.fail(text);
    }
}

/// Has what is made of what was asked for written to a file.
pub(super) fn write_file(
    (path, ending): (PathBuf, &str),
    desk: &mut Desk<'_>,
    make: impl FnOnce(&Texts) -> Result<Vec<u8>, String> + Send + 'static,
) {
    let path = with_ending(path, ending);
    desk.model.settings.export_folder = path.parent().map(Path::to_path_buf);
    aside(desk, move |texts| {
        let file = || ("file", path.display().to_string().into());
        let written = make(texts)
            .and_then(|bytes| crate::store::write_whole(&path, &bytes).map_err(|why| system_error_text(&why, texts)));
        let failed = |why: String| texts.with("export-failed", &[file(), ("why", why.into())]);
        written.map(|()| texts.with("export-done", &[file()])).map_err(failed)
    });
}

/// Exports something as a job, one at a time; the work tells in words what was done, or why not.
pub(super) fn aside(desk: &mut Desk<'_>, work: impl FnOnce(&Texts) -> Result<String, String> + Send + 'static) {
    let texts = Arc::clone(&desk.model.texts);
    let started = desk.screen.jobs.start(Name::Export, move |_task| Some(Answer::Exported(work(&texts))));
    if !started {
        desk.fail(desk.model.texts.get("export-one-at-a-time"));
    }
}

/// The library that an export goes out of, whose ledger's size and root stand on it.
fn outgoing(order: &ExportOrder) -> Option<Outgoing> {
    match order.job.kind {
        ExportKind::Session => order.state.as_ref().map(|(state, _)| Outgoing::of(state)),
        ExportKind::Course | ExportKind::Sheet => order.folder.as_ref().map(Outgoing::of),
        ExportKind::Card => None,
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
        crate::store::write_whole(path, &made.bytes).map_err(|why| system_error_text(&why, texts))?;
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
    let mut free = names.map(|name| picture.with_file_name(name)).filter(|path| !crate::store::is_file(path));
    let path = free.next().ok_or_else(|| texts.get("export-list-no-name"))?;
    let list = crate::export::csv(&order.session, &order.techniques, &Texts::english());
    crate::store::write_whole(&path, list.as_bytes())
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
pub(super) fn order(job: ExportJob, model: &Model) -> Option<ExportOrder> {
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
    let (named, heat) = (patient.filter(|_| job.patient_name), &model.course_view.heat);
    Some(ExportOrder {
        state: state_of(&session, document),
        earlier_state: earlier.as_ref().and_then(|(earlier, _)| state_of(earlier, document)),
        session,
        earlier,
        heat: (heat.quantity.clone().unwrap_or(Quantity::Volume), heat.kernel),
        techniques: Arc::clone(&model.techniques),
        course: course.cloned(),
        folder: course.and_then(|_| document.file.place().parent()),
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
pub(super) struct Made {
    pub bytes: Vec<u8>,
    pub missing: Vec<char>,
}

/// What is said of a written page, and of the characters that it lacks.
pub(super) fn done_text(missing: &[char], done: &str, texts: &Texts) -> String {
    if missing.is_empty() { done.to_owned() } else { format!("{done}. {}", missing_characters_text(missing, texts)) }
}

/// How much of the work the layout is.
const LAID_OUT: f32 = 0.2;

/// What was laid out.
pub(super) enum Laid {
    Page(Box<Sheet>),
    Document(Box<Report>),
}

impl Laid {
    pub(super) fn missing(&self) -> Vec<char> {
        match self {
            Self::Page(sheet) => sheet.missing.clone(),
            Self::Document(report) => report.missing(),
        }
    }

    pub(super) fn pages(&self) -> &[Sheet] {
        match self {
            Self::Page(sheet) => std::slice::from_ref(sheet),
            Self::Document(report) => &report.pages,
        }
    }
}

pub(super) fn make(order: &ExportOrder, task: &Task<Answer>, texts: &Texts) -> Result<Made, String> {
    let (laid, job) = (lay_out(order, texts)?, &order.job);
    drawn(task, laid.missing(), texts, || match &laid {
        Laid::Document(report) if job.format == Format::Pdf => pdf(report, job.fineness),
        laid => page_bytes(&laid.pages()[0], job.format, job.dpi),
    })
}

pub(super) fn lay_out(order: &ExportOrder, texts: &Texts) -> Result<Laid, String> {
    let job = &order.job;
    let views: Vec<_> = job.views.iter().filter_map(|id| view(order.session.body, id)).collect();
    let beside =
        order.earlier.as_ref().map_or(Beside::Nothing, |(earlier, comparison)| Beside::Changes { earlier, comparison });
    let (patient, course) = (order.patient.as_ref(), order.course.as_ref());
    let named = patient.filter(|_| job.patient_name);
    let words = named.map(|patient| patient_words(patient, texts));
    let facts = if (job.kind, job.format == Format::Pdf) == (ExportKind::Session, false) {
        vouched(order, texts)?
    } else {
        Vec::new()
    };
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
        facts: &facts,
        made_on: None,
        regions: job.regions,
        region_names: job.regions,
        guides: job.guides,
        texts,
    };
    let laid = match (job.kind, job.format) {
        (ExportKind::Course | ExportKind::Sheet, _) => return whole_course(order, &spec),
        (ExportKind::Card, _) => Report::card(&spec, &Told::default()).map(|card| Laid::Document(Box::new(card))),
        (ExportKind::Session, Format::Pdf) => {
            let attested = attested_of(order.state.as_ref(), &order.session, texts)?;
            let mut told = told((&*order.session, &*order.techniques), (named, course), attested, texts);
            told.record = told.record.filter(|_| job.attach);
            Report::layout(&spec, &told).map(|report| Laid::Document(Box::new(report)))
        }
        (ExportKind::Session, _) => Sheet::layout(&spec).map(|sheet| Laid::Page(Box::new(sheet))),
    };
    laid.map_err(|why| sheet_error_text(why, texts))
}

/// All sessions of the course as they are saved.
fn whole_course(order: &ExportOrder, spec: &SheetSpec<'_>) -> Result<Laid, String> {
    let texts = spec.texts;
    let nothing = || texts.get("export-course-empty");
    let folder = order.folder.as_ref().ok_or_else(nothing)?;
    let is_named = if order.job.patient_name { Named::Yes } else { Named::No };
    let records = if order.job.attach { Records::Attached } else { Records::LeftOut };
    let parts = course_parts(folder, &order.techniques, (is_named, records), texts)
        .map_err(|why| store_error_text(&why, texts))?;
    let laid = if order.job.kind == ExportKind::Sheet {
        // Sessions on two bodies have no dose in common, and are shown without.
        let glance = parts.glance(None, Some(order.heat.clone())).or_else(|_two_bodies| parts.glance(None, None));
        parts.sheet(spec, &glance.unwrap_or_default())
    } else {
        parts.report(spec)
    };
    let report = laid.map_err(|why| sheet_error_text(why, texts))?;
    report.map(|report| Laid::Document(Box::new(report))).ok_or_else(nothing)
}

/// Makes the pages of an export to be looked at.
pub(super) fn preview(job: ExportJob, desk: &mut Desk<'_>) {
    let Some(order) = order(job, desk.model) else { return };
    let texts = Arc::clone(&desk.model.texts);
    desk.model.preview = None;
    desk.screen.jobs.start(Name::Preview, move |task| {
        let made =
            lay_out(&order, &texts).map(|laid| laid.pages().iter().map_while(|page| picture(page, task)).collect());
        (!task.is_cancelled()).then(|| Answer::Previewed(Box::new(Preview { job: order.job, made })))
    });
}

/// A page as it is looked at; nothing where that was stopped.
fn picture(page: &Sheet, task: &Task<Answer>) -> Option<Arc<ColorImage>> {
    /// Fine enough for small print.
    const PX_PER_MM: f32 = 5.0;
    /// The most pixels of a side.
    const MOST: f32 = 2048.0;
    let px_per_mm = PX_PER_MM.min(MOST / page.page_mm.max_element());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2048")]
    let size_px = page.page_mm.to_array().map(|mm| (mm * px_per_mm).round().max(1.0) as u32);
    let pixels = crate::paint::paint(&page.items, size_px, px_per_mm).filter(|_| !task.is_cancelled())?;
    let size = pixels.size_px.map(|side| side as usize);
    Some(Arc::new(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba)))
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

/// What heads a page of who vouches for what it shows.
fn vouched(order: &ExportOrder, texts: &Texts) -> Result<Vec<Fact>, String> {
    let own = attested_of(order.state.as_ref(), &order.session, texts)?;
    let of_earlier = |(earlier, _): &(Arc<Session>, _)| attested_of(order.earlier_state.as_ref(), earlier, texts);
    let earlier = order.earlier.as_ref().map(of_earlier).transpose()?.flatten();
    Ok(vouching_facts(own.as_ref(), earlier.as_ref(), texts))
}

/// Who vouches for the state that is shown; nothing is known of another session than the one that is open.
fn attested_of(state: Option<&(Place, bool)>, session: &Session, texts: &Texts) -> Result<Option<Attested>, String> {
    let Some((state, is_changed)) = state else { return Ok(None) };
    let mut attested = attested(state).map_err(|why| store_error_text(&why, texts))?;
    attested.is_changed_since |= is_changed & !attested.signatures.is_empty();
    if *is_changed {
        // The file isn't what is shown.
        attested.file = session_text(session).ok().map(|text| ("session.ron".to_owned(), text.into_bytes()));
    }
    Ok(Some(attested))
}
