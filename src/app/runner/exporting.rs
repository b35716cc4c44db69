//! Exports: the page is made and written on a thread of its own, and a message says what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{TryRecvError, channel};

use crate::advice::{export_error_text, sheet_error_text, system_error_text};
use crate::atlas::view::view;
use crate::chart::{Session, Techniques};
use crate::compare::Comparison;
use crate::scene::sheet::{Sheet, SheetSpec};
use crate::scene::{Beside, Content};
use crate::text::Texts;

use super::super::dialogs::{ExportJob, png_path};
use super::super::model::Model;
use super::super::screen::Exporting;
use super::Desk;

/// Everything that the page needs, owned by the thread that makes it.
struct Order {
    job: ExportJob,
    session: Arc<Session>,
    earlier: Option<(Arc<Session>, Arc<Comparison>)>,
    techniques: &'static Techniques,
    course: String,
    patient: Option<String>,
}

/// Starts an export.
pub(super) fn start(job: &ExportJob, path: PathBuf, desk: &mut Desk<'_>) {
    let Some(order) = order(job, desk.model) else { return };
    let path = png_path(path);
    desk.model.settings.export_folder = path.parent().map(Path::to_path_buf);
    let (sender, answer) = channel();
    let (ctx, texts) = (desk.ctx.clone(), Arc::clone(&desk.model.texts));
    let started = std::thread::Builder::new().name("export".to_owned()).spawn(move || {
        let file = [("file", path.display().to_string().into())];
        let done = make(&order, &texts)
            .and_then(|bytes| crate::store::write_picture(&path, &bytes).map_err(|why| system_error_text(&why, &texts)))
            .and_then(|()| if order.job.list { write_list(&order, &path, &texts) } else { Ok(()) })
            .map(|()| texts.with("export-done", &file));
        let done = done.map_err(|why| {
            texts.with("export-failed", &[("file", path.display().to_string().into()), ("why", why.into())])
        });
        // The receiver is gone only when the window closed.
        let _ = sender.send(done);
        ctx.request_repaint();
    });
    match started {
        Ok(_thread) => {
            desk.screen.exporting = Some(Exporting { answer });
            let text = desk.model.texts.get("export-busy");
            desk.say(text);
        }
        Err(why) => {
            let text = system_error_text(&why, &desk.model.texts);
            desk.fail(text);
        }
    }
}

/// Writes the list of marks beside the picture, under a name that is free.
fn write_list(order: &Order, picture: &Path, texts: &Texts) -> Result<(), String> {
    let stem = picture.file_stem().unwrap_or_default().to_string_lossy();
    let names = (1..1000).map(|nth| if nth == 1 { format!("{stem}.csv") } else { format!("{stem}-{nth}.csv") });
    let mut free = names.map(|name| picture.with_file_name(name)).filter(|path| !path.exists());
    let path = free.next().ok_or_else(|| texts.get("export-list-no-name"))?;
    let list = crate::export::csv(&order.session, order.techniques, &Texts::english());
    crate::store::write_picture(&path, list.as_bytes())
        .map_err(|why| format!("{}: {}", path.display(), system_error_text(&why, texts)))
}

/// Says what came of the export under way.
pub(in crate::app) fn poll(desk: &mut Desk<'_>) {
    let Some(exporting) = &desk.screen.exporting else { return };
    let done = match exporting.answer.try_recv() {
        Ok(done) => Some(done),
        Err(TryRecvError::Empty) => return,
        Err(TryRecvError::Disconnected) => None,
    };
    desk.screen.exporting = None;
    match done {
        Some(Ok(text)) => desk.say(text),
        Some(Err(text)) => desk.fail(text),
        None => {}
    }
}

fn order(job: &ExportJob, model: &Model) -> Option<Order> {
    let open = Arc::clone(model.session()?);
    let document = model.document.as_ref()?;
    let (course, patient) = (document.course.as_ref(), document.patient.as_ref());
    let compared = model.other.as_ref().zip(model.derived.comparison.as_ref()).filter(|_| job.comparison.is_some());
    let (session, earlier) = match compared {
        None => (open, None),
        Some((other, comparison)) => {
            let other_session = Arc::clone(&other.session);
            let (before, after) = if other.earlier { (other_session, open) } else { (open, other_session) };
            (after, Some((before, Arc::clone(comparison))))
        }
    };
    Some(Order {
        job: job.clone(),
        session,
        earlier,
        techniques: model.techniques,
        course: course.map(|course| course.title.clone()).unwrap_or_default(),
        patient: patient.filter(|_| job.patient_name).map(|patient| patient.name.clone()),
    })
}

fn make(order: &Order, texts: &Texts) -> Result<Vec<u8>, String> {
    let job = &order.job;
    let views: Vec<_> = job.views.iter().filter_map(|id| view(order.session.body, id)).collect();
    let beside =
        order.earlier.as_ref().map_or(Beside::Nothing, |(earlier, comparison)| Beside::Changes { earlier, comparison });
    let spec = SheetSpec {
        page_mm: job.page_mm,
        views: &views,
        content: Content { session: &order.session, beside, techniques: order.techniques },
        arrangement: job.comparison.unwrap_or_default(),
        title: &job.title,
        course: &order.course,
        patient: order.patient.as_deref(),
        made_on: None,
        regions: job.regions,
        region_names: job.regions,
        guides: job.guides,
        texts,
    };
    let sheet = Sheet::layout(&spec).map_err(|why| sheet_error_text(why, texts))?;
    crate::export::png(&sheet, job.dpi).map_err(|why| export_error_text(&why, texts))
}
