//! `mesomap course`: the sessions of a course at a glance, as a page, or as tables.

use std::path::Path;

use crate::advice::{CourseParts, Named, Records, course_in, course_parts, export_error_text, sheet_error_text};
use crate::atlas::View;
use crate::compare::dose::{DoseError, Kernel, Quantity};
use crate::compare::trends::visits;
use crate::export::{Format, course_csv, course_json, page_bytes, pdf};
use crate::scene::interval_words;
use crate::scene::sheet::Glance;
use crate::scene::{Beside, Content, Report};
use crate::store::{CopyKind, Outgoing, Place};
use crate::text::Texts;

use super::arguments::Course;
use super::table::Table;
use super::{Context, Failure, Status, export, names};

/// Reads the course and writes what is asked for.
pub(super) fn run(wanted: &Course, context: &mut Context<'_>) -> Result<Status, Failure> {
    let not_one = || context.texts.with("cli-course-none", &[("path", names::path(&wanted.folder).into())]);
    let folder = super::sealed::place(&wanted.folder, context)?;
    let Some(entry) = course_in(&folder) else { return Err(Failure::File(not_one())) };
    let techniques = super::techniques(&entry.folder, context);
    let is_named = if wanted.picture.no_patient_name { Named::No } else { Named::Yes };
    let parts = course_parts(&entry.folder, &techniques, (is_named, Records::LeftOut), &context.texts)?;
    let Some(first) = parts.first() else {
        let empty = context.texts.with("cli-export-course-empty", &[("path", names::path(&wanted.folder).into())]);
        return Err(Failure::File(empty));
    };
    if parts.void > 0 {
        let void = context.texts.with("cli-export-course-void", &[("count", parts.void.into())]);
        let _gone = writeln!(context.err, "{void}");
    }
    let views = export::chosen_views(first.body, &wanted.views, &context.texts)?;
    let glance = glance(&parts, (views.first().copied(), wanted), &context.texts)?;
    let Some(output) = &wanted.output else { return told(wanted, &parts, &glance, context) };
    export::require_free(output, wanted.picture.force, &context.texts)?;
    let ending = output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let bytes = match ending.as_str() {
        "csv" => csv(&parts).into_bytes(),
        "json" => json(&parts, &glance).into_bytes(),
        _ => {
            let content = Content { session: first, beside: Beside::Nothing, techniques: &techniques };
            return page((&parts, &glance, content), &entry.folder, (wanted, output), context);
        }
    };
    export::put(output, &bytes, &context.texts)?;
    Ok(Status::Done)
}

fn glance(
    parts: &CourseParts,
    (view, wanted): (Option<&'static View>, &Course),
    texts: &Texts,
) -> Result<Glance, Failure> {
    let unknown =
        || Failure::Usage(texts.with("cli-course-heat-unknown", &[("heat", names::plain(&wanted.heat).into())]));
    let quantity =
        if wanted.heat == "none" { None } else { Some(Quantity::from_id(&wanted.heat).ok_or_else(unknown)?) };
    let kernel = Kernel::new(wanted.width).map_err(|why| refused(why, texts))?;
    parts.glance(view, quantity.map(|quantity| (quantity, kernel))).map_err(|why| refused(why, texts))
}

fn refused(why: DoseError, texts: &Texts) -> Failure {
    match why {
        DoseError::OtherBody { found, asked } => {
            let bodies = [("before", asked.id().into()), ("after", found.id().into())];
            Failure::File(texts.with("cli-compare-different-bodies", &bodies))
        }
        DoseError::Width { width_mm } => {
            let widths = [
                ("width", texts.decimal(width_mm).into()),
                ("least", texts.decimal(Kernel::WIDTHS_MM.start()).into()),
                ("most", texts.decimal(Kernel::WIDTHS_MM.end()).into()),
            ];
            Failure::Usage(texts.with("cli-course-width-refused", &widths))
        }
    }
}

/// The course sheet, as a document or as a picture of its only page.
fn page(
    (parts, glance, content): (&CourseParts, &Glance, Content<'_>),
    folder: &Place,
    (wanted, output): (&Course, &Path),
    context: &mut Context<'_>,
) -> Result<Status, Failure> {
    let (texts, picture) = (&context.texts, &wanted.picture);
    let format = export::format(output, texts)?;
    let spec = export::spec((content, &[]), (None, ""), picture, texts)?;
    let malformed = |why| Failure::Usage(sheet_error_text(why, texts));
    let Some(sheet) = parts.sheet(&spec, glance).map_err(malformed)? else { return Ok(Status::Done) };
    export::tell_missing(&sheet.missing(), picture, texts, context.err)?;
    let bytes = drawn(&sheet, format, (picture.dpi, picture.fineness()), texts)?;
    let outgoing = Outgoing::of(folder);
    export::put(output, &bytes, texts)?;
    outgoing.went(if format == Format::Pdf { CopyKind::Pdf } else { CopyKind::Picture }, super::now());
    Ok(Status::Done)
}

fn drawn(
    sheet: &Report,
    format: Format,
    (dpi, fineness): (u32, crate::export::Fineness),
    texts: &Texts,
) -> Result<Vec<u8>, Failure> {
    let bytes = match (&sheet.pages[..], format) {
        (_, Format::Pdf) => pdf(sheet, fineness),
        ([only], _) => page_bytes(only, format, dpi),
        (pages, _) => return Err(Failure::Usage(texts.with("cli-course-pages", &[("pages", pages.len().into())]))),
    };
    bytes.map_err(|error| Failure::File(export_error_text(&error, texts)))
}

fn csv(parts: &CourseParts) -> String {
    course_csv(&parts.sessions(), parts.planned_days())
}

fn json(parts: &CourseParts, glance: &Glance) -> String {
    course_json(&parts.sessions(), parts.planned_days(), glance.heat.as_ref().map(|heat| &heat.map))
}

/// What is told in the terminal: the sessions as a table with what the map of dose tells, or as CSV or JSON.
fn told(wanted: &Course, parts: &CourseParts, glance: &Glance, context: &mut Context<'_>) -> Result<Status, Failure> {
    match (wanted.csv, wanted.json) {
        (true, _) => write!(context.out, "{}", csv(parts))?,
        (_, true) => write!(context.out, "{}", json(parts, glance))?,
        _ => table(parts, glance, context)?,
    }
    Ok(Status::Done)
}

fn table(parts: &CourseParts, glance: &Glance, context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    let heads = [
        texts.get("report-number"),
        texts.get("report-when"),
        texts.get("sheet-session"),
        texts.get("cli-course-interval"),
        texts.get("sheet-points"),
        texts.get("sheet-millilitres"),
    ];
    let mut table = Table::new(heads.to_vec());
    let sessions = parts.sessions();
    for ((number, session), visit) in (1..).zip(&sessions).zip(visits(&sessions, parts.planned_days())) {
        let all = crate::chart::Totals::of(session).all;
        table.push(vec![
            usize::to_string(&number),
            session.details.started.short(),
            names::plain(&session.details.title),
            interval_words(&visit, texts),
            all.points.to_string(),
            texts.decimal(all.decimal()),
        ]);
    }
    table.write_left(context.out)?;
    if let Some(heat) = &glance.heat {
        writeln!(context.out)?;
        let hidden = Some(heat.map.share_hidden(heat.view));
        for words in crate::scene::heat_words(&heat.map, heat.tint.levels, hidden, texts) {
            writeln!(context.out, "{words}")?;
        }
    }
    Ok(())
}
