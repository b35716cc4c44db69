//! A page copied as a picture, and a document shown by the system's viewer: made by jobs, from what was open when it was asked for.

use std::sync::Arc;

use eframe::egui::ColorImage;

use crate::advice::system_error_text;
use crate::export::{Fineness, Format};
use crate::paint::paint;
use crate::scene::sheet::Sheet;
use crate::scene::views_showing;
use crate::text::Texts;

use super::super::action::Answer;
use super::super::exports::{ExportJob, ExportKind, ExportOrder};
use super::super::jobs::{Name, Task};
use super::super::viewer::{NotShown, Viewer};
use super::desk::Desk;
use super::exporting::{done_text, lay_out, make, order};

/// Copies the page of the map with the views that show the marks, nobody named.
pub(super) fn copy_usual(desk: &mut Desk<'_>) {
    let settings = &desk.model.settings;
    let job = ExportJob {
        kind: ExportKind::Session,
        views: Vec::new(),
        page_mm: Sheet::A4_MM,
        format: Format::Png,
        dpi: COPY_DPI,
        title: String::new(),
        patient_name: false,
        attach: false,
        fineness: Fineness::Usual,
        list: false,
        regions: settings.regions,
        guides: settings.guides,
        comparison: None,
    };
    copy(job, desk);
}

/// Fine enough for the letters of small marks; what is copied is held whole by whoever takes it.
const COPY_DPI: u32 = 150;

/// Copies the first page of what an export would make.
pub(super) fn copy(job: ExportJob, desk: &mut Desk<'_>) {
    let Some(order) = order(job, desk.model) else { return };
    let texts = Arc::clone(&desk.model.texts);
    desk.screen.jobs.start(Name::CopyPicture, move |task| {
        let made = picture(order, task, &texts);
        (!task.is_cancelled()).then_some(Answer::PictureMade(made))
    });
    desk.say(desk.model.texts.get("copy-picture-busy"));
}

/// The page, and what is said of it.
fn picture(mut order: ExportOrder, task: &Task<Answer>, texts: &Texts) -> Result<(Box<ColorImage>, String), String> {
    if order.job.views.is_empty() {
        order.job.views = views_showing(&order.session).iter().map(|view| view.id.clone()).collect();
    }
    if !order.job.format.has_pixels() {
        order.job = ExportJob { format: Format::Png, dpi: COPY_DPI, ..order.job };
    }
    let laid = lay_out(&order, texts)?;
    let page = &laid.pages()[0];
    #[expect(clippy::cast_precision_loss, reason = "at most 600")]
    let px_per_mm = order.job.dpi as f32 / 25.4;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page of at most 1.2 m a side")]
    let size_px = page.page_mm.to_array().map(|mm| (mm * px_per_mm).round().max(1.0) as u32);
    let pixels = if task.is_cancelled() { None } else { paint(&page.items, size_px, px_per_mm) };
    let pixels = pixels.ok_or_else(|| texts.get("copy-picture-too-large"))?;
    let picture = ColorImage::from_rgba_unmultiplied(pixels.size_px.map(|side| side as usize), &pixels.rgba);
    let is_named = order.job.patient_name && order.patient.is_some();
    let done = if is_named { texts.get("copy-picture-done-named") } else { texts.get("copy-picture-done") };
    Ok((Box::new(picture), done_text(&laid.missing(), &done, texts)))
}

/// Hands a page to the system's clipboard.
pub(super) fn copied(made: Result<(Box<ColorImage>, String), String>, desk: &mut Desk<'_>) {
    match made {
        Ok((picture, text)) => {
            desk.ctx.copy_image(*picture);
            desk.say(text);
        }
        Err(why) => desk.fail(desk.model.texts.with("copy-picture-failed", &[("why", why.into())])),
    }
}

/// Makes a document where only its owner can read it, and shows it by the system's viewer.
pub(super) fn print(job: ExportJob, desk: &mut Desk<'_>) {
    let Some(order) = order(job, desk.model) else { return };
    let texts = Arc::clone(&desk.model.texts);
    let services = desk.services;
    let (viewer, spool, id) = (Arc::clone(&services.viewer), services.spool.clone(), (services.new_id)());
    let started = desk.screen.jobs.start(Name::Print, move |task| {
        let made = make(&order, task, &texts);
        if task.is_cancelled() {
            return None;
        }
        let shown = made.and_then(|made| {
            let name = "mesomap.pdf";
            let file = crate::store::spool(&spool, &id, (name, &made.bytes));
            let file = file.map_err(|why| system_error_text(&why, &texts))?;
            show(&*viewer, &file, &texts)?;
            Ok(done_text(&made.missing, &texts.get("print-done"), &texts))
        });
        Some(Answer::Printed(shown.map_err(|why| texts.with("print-failed", &[("why", why.into())]))))
    });
    if started {
        desk.say(desk.model.texts.get("print-busy"));
    } else {
        desk.fail(desk.model.texts.get("print-busy-already"));
    }
}

fn show(viewer: &dyn Viewer, file: &std::path::Path, texts: &Texts) -> Result<(), String> {
    viewer.show(file).map_err(|why| match why {
        NotShown::NoViewer => texts.get("print-no-viewer"),
        NotShown::System(why) => system_error_text(&why, texts),
    })
}

/// Takes away what was printed before this start.
pub(in crate::app) fn clear_spool(desk: &mut Desk<'_>) {
    let spool = desk.services.spool.clone();
    desk.screen.jobs.start(Name::ClearSpool, move |_task| {
        crate::store::clear_spool(&spool);
        None
    });
}
