//! Outcomes and trends: the sessions of the open one's course, read by a job, and a trend written to a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::action::{Answer, PathUse};
use super::super::dialogs::{Dialog, OutcomesForm, TrendsView, with_ending};
use super::super::document::DocId;
use super::super::exports::{TrendFormat, TrendOrder};
use super::super::jobs::Name;
use super::super::reading::counting;
use super::desk::Desk;
use super::paths::ask_path;
use crate::advice::{export_error_text, system_error_text};
use crate::atlas::Body;
use crate::atlas::regions::skin_area_cm2;
use crate::chart::Session;
use crate::compare::trends::{Trend, in_order};
use crate::export::{Format, page_bytes, picture_name, trend_csv};
use crate::scene::trend_sheet;
use crate::store::{Place, is_in_a_course, sessions_below};
use crate::text::Texts;

/// The form in which an outcome of the open session is added.
pub(super) fn outcomes(desk: &Desk<'_>) -> Option<Dialog> {
    desk.model.session()?;
    let (now, zone) = ((desk.services.now)(), desk.services.zone.clone());
    Some(Dialog::Outcomes(Box::new(OutcomesForm::new(now, desk.author(), zone, &desk.model.texts))))
}

/// The other sessions that count of a session's course, by time; nothing of one that is in no course.
fn past(own: &Place) -> Vec<Arc<Session>> {
    // Beside a file outside a library lie the sessions of who knows whom.
    let course = is_in_a_course(own).then(|| own.parent()).flatten();
    let others = course.map(|course| sessions_below(&course)).unwrap_or_default();
    let others = others.into_iter().filter(|record| record != own);
    in_order(others.filter_map(|record| counting(&record)).map(Arc::new))
}

/// Has the sessions read over which dose and outcome are followed, and the regions measured that densities are of.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    let (id, own, body) = (document.id, document.file.place().clone(), document.history.session().body);
    desk.screen.jobs.start(Name::Past, move |_task| {
        let past = past(&own);
        for body in past.iter().map(|session| session.body).chain([body]) {
            skin_area_cm2(Body::get(body));
        }
        Some(Answer::Past(id, past))
    });
}

/// Shows what became of dose and outcome.
pub(super) fn show(document: DocId, past: Vec<Arc<Session>>, desk: &mut Desk<'_>) {
    let Some(open) = desk.model.document.as_ref().filter(|open| open.id == document) else { return };
    let planned_days = open.course.as_ref().map(|course| course.planned_days.clone()).unwrap_or_default();
    desk.show(Dialog::Trends(Box::new(TrendsView::new(past, planned_days))));
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
    let path = with_ending(path, order.format.ending());
    desk.model.settings.export_folder = path.parent().map(PathBuf::from);
    let texts = Arc::clone(&desk.model.texts);
    let started =
        desk.screen.jobs.start(Name::Export, move |_task| Some(Answer::Exported(write(&order, &path, &texts))));
    if !started {
        desk.fail(desk.model.texts.get("export-one-at-a-time"));
    }
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

fn write(order: &TrendOrder, path: &Path, texts: &Texts) -> Result<String, String> {
    let file = || ("file", path.display().to_string().into());
    let written = bytes(order, texts)
        .and_then(|bytes| crate::store::write_picture(path, &bytes).map_err(|why| system_error_text(&why, texts)));
    match written {
        Ok(()) => Ok(texts.with("export-done", &[file()])),
        Err(why) => Err(texts.with("export-failed", &[file(), ("why", why.into())])),
    }
}
