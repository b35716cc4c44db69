//! Outcomes and trends: the sessions of the open one's course, read by a job, and a trend written to a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::action::{Answer, PathUse};
use super::super::dialogs::{Dialog, OutcomesForm, TrendsView};
use super::super::document::DocId;
use super::super::exports::{TrendFormat, TrendOrder};
use super::super::jobs::Name;
use super::desk::Desk;
use super::exporting::write_file;
use super::paths::ask_path;
use crate::advice::export_error_text;
use crate::atlas::Body;
use crate::atlas::regions::skin_area_cm2;
use crate::compare::trends::Trend;
use crate::export::{Format, page_bytes, picture_name, trend_csv};
use crate::scene::trend_sheet;
use crate::text::Texts;

/// The form in which an outcome of the open session is added.
pub(super) fn outcomes(desk: &Desk<'_>) -> Option<Dialog> {
    desk.model.session()?;
    let (now, zone) = ((desk.services.now)(), desk.services.zone.clone());
    Some(Dialog::Outcomes(Box::new(OutcomesForm::new(now, desk.author(), zone, &desk.model.texts))))
}

/// Has the regions measured that densities are of, to show over the course what became of dose and outcome.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, body) = (document.id, document.history.session().body);
    desk.screen.jobs.start(Name::Trends, move |_task| {
        skin_area_cm2(Body::get(body));
        Some(Answer::Trends(id))
    });
}

/// Shows what became of dose and outcome.
pub(super) fn show(document: DocId, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    let others = desk.model.course_sessions().iter().filter(|one| one.content.is_some());
    let view =
        TrendsView::new(others.map(|one| Arc::clone(&one.session)).collect(), desk.model.planned_days().to_vec());
    desk.show(Dialog::Trends(Box::new(view)));
}

/// Asks where a trend goes.
pub(super) fn ask_file(format: TrendFormat, trend: Arc<Trend>, desk: &mut Desk<'_>) {
    let Some(document) = desk.model.document.as_ref() else { return };
    // It names no patient, and neither does its file.
    let name = picture_name((None, document.course.as_ref()), document.history.settled(), Format::Png);
    let stem = name.strip_suffix(".png").unwrap_or(&name);
    let file_name = format!("{stem}-{}.{}", desk.model.texts.get("trends-file"), format.ending());
    ask_path(PathUse::Trend(Arc::new(TrendOrder { trend, format, file_name })), desk);
}

/// Writes the trend.
pub(super) fn start(order: Arc<TrendOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    write_file((path, order.format.ending()), desk, move |texts| bytes(&order, texts));
}

/// Dots per inch of a picture.
const DPI: u32 = 200;

fn bytes(order: &TrendOrder, texts: &Texts) -> Result<Vec<u8>, String> {
    let page = |format| {
        page_bytes(&trend_sheet(&order.trend, texts), format, DPI).map_err(|why| export_error_text(&why, texts))
    };
    match order.format {
        TrendFormat::Csv => Ok(trend_csv(&order.trend, texts).into_bytes()),
        TrendFormat::Png => page(Format::Png),
        TrendFormat::Svg => page(Format::Svg),
    }
}
