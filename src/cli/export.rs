//! `mesomap export`: views of a session, or of what changed since an earlier one, as a page: a picture, vectors or a document.

use std::path::Path;

use crate::advice::{
    Named, Records, course_in, course_parts, export_error_text, missing_characters_text, sheet_error_text,
    system_error_text, told, view_ids, vouching_facts,
};
use crate::atlas::guides::{GuideKind, GuideSet};
use crate::atlas::{BodyKind, View, view};
use crate::chart::{Course, Patient, Session, Techniques};
use crate::compare::{Comparison, Options};
use crate::export::{ExportError, Format, page_bytes, pdf};
use crate::geom::Vec2;
use crate::scene::sheet::{Fact, Sheet, SheetSpec, Told};
use crate::scene::{Beside, Content, Report, VoidAbove, patient_words, views_showing};
use crate::store::{self, CopyKind, Outgoing, Place};
use crate::text::Texts;

use super::arguments::{Export, Picture};
use super::compare::compared;
use super::{Context, Failure, Status, names};

/// What a page shows.
pub(super) struct Shown<'a> {
    /// Where the session was read from: its course and patient are found from there.
    pub(super) place: &'a Place,
    /// The session.
    pub(super) session: &'a Session,
    /// An earlier session and where it was read from, with the comparison that ends in `session`.
    pub(super) against: Option<(&'a (Place, Session), &'a Comparison)>,
    /// Those of the library that the session lies in.
    pub(super) techniques: &'a Techniques,
}

/// Reads what is to be shown and writes the page.
pub(super) fn run(wanted: &Export, context: &mut Context<'_>) -> Result<Status, Failure> {
    if wanted.picture.side_by_side && wanted.compare.is_none() {
        return Err(Failure::Usage(context.texts.get("cli-export-side-by-side-alone")));
    }
    if let Some(entry) = super::sealed::place(&wanted.session, context).ok().and_then(|folder| course_in(&folder)) {
        return whole_course(&entry.folder, wanted, context);
    }
    let (place, session) = super::session(&wanted.session, wanted.accepted, context)?;
    let options = Options { tolerance_mm: wanted.tolerance, ..Options::default() };
    let earlier = wanted.compare.as_deref().map(|path| super::session(path, wanted.accepted, context)).transpose()?;
    let comparison =
        earlier.as_ref().map(|(_, earlier)| compared(earlier, &session, options, &context.texts)).transpose()?;
    let against = earlier.as_ref().zip(comparison.as_ref());
    let techniques = &super::techniques(&place, context);
    let shown = Shown { place: &place, session: &session, against, techniques };
    write(&shown, (&wanted.views, wanted.card), &wanted.picture, &wanted.output, context)?;
    Ok(Status::Done)
}

/// Writes the document of all sessions of a course.
fn whole_course(folder: &Place, wanted: &Export, context: &mut Context<'_>) -> Result<Status, Failure> {
    let (picture, texts) = (&wanted.picture, &context.texts);
    if wanted.compare.is_some()
        || wanted.card
        || !wanted.views.is_empty()
        || format(&wanted.output, texts)? != Format::Pdf
    {
        return Err(Failure::Usage(texts.get("cli-export-course")));
    }
    require_free(&wanted.output, picture.force, texts)?;
    let techniques = super::techniques(folder, context);
    let (texts, outgoing) = (&context.texts, Outgoing::of(folder));
    let is_named = if picture.no_patient_name { Named::No } else { Named::Yes };
    let records = if picture.no_record { Records::LeftOut } else { Records::Attached };
    let parts = course_parts(folder, &techniques, (is_named, records), texts)?;
    let nothing =
        || Failure::File(texts.with("cli-export-course-empty", &[("path", names::path(&wanted.session).into())]));
    let content =
        Content { session: parts.first().ok_or_else(nothing)?, beside: Beside::Nothing, techniques: &techniques };
    let spec = spec((content, &[]), (None, ""), picture, texts)?;
    let report =
        parts.report(&spec).map_err(|why| Failure::Usage(sheet_error_text(why, texts)))?.ok_or_else(nothing)?;
    tell_missing(&report.missing(), picture, texts, context.err)?;
    if parts.void > 0 {
        let _gone = writeln!(context.err, "{}", texts.with("cli-export-course-void", &[("count", parts.void.into())]));
    }
    let bytes = pdf(&report, picture.fineness()).map_err(|error| Failure::File(export_error_text(&error, texts)))?;
    put(&wanted.output, &bytes, texts)?;
    outgoing.went(CopyKind::Pdf, super::now());
    Ok(Status::Done)
}

/// Draws the page and writes it to `output`, which is left alone if it is there, unless overwriting was asked for.
pub(super) fn write(
    shown: &Shown<'_>,
    (views, is_card): (&[String], bool),
    picture: &Picture,
    output: &Path,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let format = format(output, &context.texts)?;
    require_free(output, picture.force, &context.texts)?;
    let what = match (is_card, format) {
        (true, _) => What::Card,
        (false, Format::Pdf) => What::Report,
        (false, _) => What::Page,
    };
    let outgoing = Outgoing::of(shown.place);
    let bytes = page(shown, views, (picture, format, what), context)?;
    put(output, &bytes, &context.texts)?;
    // A card is for the patient: what vouches for the record doesn't stand on it.
    match what {
        What::Report => outgoing.went(CopyKind::Pdf, super::now()),
        What::Page => outgoing.went(CopyKind::Picture, super::now()),
        What::Card => {}
    }
    Ok(())
}

/// What is written of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// The map.
    Page,
    /// The map, and in words all that is recorded.
    Report,
    /// What the patient keeps.
    Card,
}

/// Refuses to write over a file, unless that was asked for, and where no file can be.
pub(super) fn require_free(output: &Path, is_forced: bool, texts: &Texts) -> Result<(), Failure> {
    let place = || [("path", names::path(output).into())];
    store::no_device(output).map_err(|error| not_written(output, &error, texts))?;
    let is_free = is_forced || !output.exists();
    is_free.then_some(()).ok_or_else(|| Failure::File(texts.with("cli-export-exists", &place())))
}

/// Writes a file that was asked for, whole or not at all.
pub(super) fn put(output: &Path, bytes: &[u8], texts: &Texts) -> Result<(), Failure> {
    store::write_whole(output, bytes).map_err(|error| not_written(output, &error, texts))
}

fn not_written(output: &Path, error: &std::io::Error, texts: &Texts) -> Failure {
    let places = [("path", names::path(output).into()), ("error", system_error_text(error, texts).into())];
    Failure::File(texts.with("cli-export-not-written", &places))
}

/// The format that the name of the file asks for.
pub(super) fn format(output: &Path, texts: &Texts) -> Result<Format, Failure> {
    let ending = output.extension().unwrap_or_default().to_string_lossy();
    let unknown = || Failure::Usage(texts.with("cli-export-ending", &[("path", names::path(output).into())]));
    Format::of_ending(&ending).ok_or_else(unknown)
}

fn page(
    shown: &Shown<'_>,
    views: &[String],
    (picture, format, what): (&Picture, Format, What),
    context: &mut Context<'_>,
) -> Result<Vec<u8>, Failure> {
    let texts = &context.texts;
    let views = match views {
        [] => views_showing(shown.session),
        ids => chosen_views(shown.session.body, ids, texts)?,
    };
    let (patient, course) = store::record_of(shown.place).unzip();
    if picture.patient_name && patient.is_none() {
        let place = [("path", names::path(&shown.place.shown()).into())];
        return Err(Failure::File(texts.with("cli-export-no-patient", &place)));
    }
    let void = VoidAbove {
        patient: patient.as_ref().and_then(|patient| patient.voided.as_deref()),
        course: course.as_ref().and_then(|course| course.voided.as_deref()),
    };
    // A document is about somebody, a picture may be shown around.
    let is_named = picture.patient_name || what != What::Page && !picture.no_patient_name;
    let named = patient.as_ref().filter(|_| is_named);
    let words = named.map(|patient| patient_words(patient, texts));
    let title = course.as_ref().map_or("", |course| &course.title);
    let facts = if what == What::Page { vouched(shown, texts)? } else { Vec::new() };
    let spec =
        SheetSpec { void, facts: &facts, ..spec((content(shown), &views), (words.as_deref(), title), picture, texts)? };
    written((&spec, named, course.as_ref()), shown.place, (picture, format, what), context.err)
}

/// What heads a page of who vouches for what it shows.
fn vouched(shown: &Shown<'_>, texts: &Texts) -> Result<Vec<Fact>, Failure> {
    let attested = |place: &Place| store::attested(place).map_err(|why| Failure::Store(Box::new(why)));
    let own = attested(shown.place)?;
    let earlier = shown.against.map(|((place, _), _)| attested(place)).transpose()?;
    Ok(vouching_facts(Some(&own), earlier.as_ref(), texts))
}

/// A page as it was asked for.
pub(super) fn spec<'a>(
    (content, views): (Content<'a>, &'a [&'static View]),
    (patient, course): (Option<&'a str>, &'a str),
    picture: &'a Picture,
    texts: &'a Texts,
) -> Result<SheetSpec<'a>, Failure> {
    Ok(SheetSpec {
        page_mm: page_mm(picture, texts)?,
        views,
        content,
        arrangement: picture.arrangement(),
        title: picture.title.as_deref().unwrap_or_default(),
        course,
        void: VoidAbove::default(),
        patient,
        facts: &[],
        // Same input, same bytes: the session's own date is on the page.
        made_on: None,
        regions: picture.regions,
        region_names: picture.regions,
        guides: chosen_guides(&picture.guides, texts)?,
        texts,
    })
}

fn written(
    (spec, patient, course): (&SheetSpec<'_>, Option<&Patient>, Option<&Course>),
    place: &Place,
    (picture, format, what): (&Picture, Format, What),
    err: &mut dyn std::io::Write,
) -> Result<Vec<u8>, Failure> {
    let texts = spec.texts;
    let malformed = |error| Failure::Usage(sheet_error_text(error, texts));
    let bytes = match what {
        What::Page => {
            let sheet = Sheet::layout(spec).map_err(malformed)?;
            tell_missing(&sheet.missing, picture, texts, err)?;
            page_bytes(&sheet, format, picture.dpi)
        }
        What::Card => {
            let card = Report::card(spec, &Told::default()).map_err(malformed)?;
            tell_missing(&card.missing(), picture, texts, err)?;
            if format == Format::Pdf {
                pdf(&card, picture.fineness())
            } else {
                page_bytes(&card.pages[0], format, picture.dpi)
            }
        }
        What::Report => {
            let attested = store::attested(place).map_err(|why| Failure::Store(Box::new(why)))?;
            let content = spec.content;
            let mut told = told((content.session, content.techniques), (patient, course), Some(attested), texts);
            told.record = told.record.filter(|_| !picture.no_record);
            let report = Report::layout(spec, &told).map_err(malformed)?;
            tell_missing(&report.missing(), picture, texts, err)?;
            pdf(&report, picture.fineness())
        }
    };
    bytes.map_err(|error| {
        let text = export_error_text(&error, texts);
        let failed = matches!(error, ExportError::Encode(_) | ExportError::Jpeg(_) | ExportError::Pdf(_));
        if failed { Failure::File(text) } else { Failure::Usage(text) }
    })
}

/// Refuses characters that no font has, or says that boxes stand for them where that was asked for.
pub(super) fn tell_missing(
    missing: &[char],
    picture: &Picture,
    texts: &Texts,
    err: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing_characters_text(missing, texts);
    if !picture.allow_missing_characters {
        let place = [("missing", missing.into())];
        return Err(Failure::File(texts.with("cli-export-missing-characters", &place)));
    }
    // The page is written whether or not anybody hears of it.
    let _gone = writeln!(err, "{missing}");
    Ok(())
}

fn content<'a>(shown: &Shown<'a>) -> Content<'a> {
    let beside = match shown.against {
        Some(((_, earlier), comparison)) => Beside::Changes { earlier, comparison },
        None => Beside::Nothing,
    };
    Content { session: shown.session, beside, techniques: shown.techniques }
}

/// Each view once, in the order in which they were asked for.
pub(super) fn chosen_views(body: BodyKind, ids: &[String], texts: &Texts) -> Result<Vec<&'static View>, Failure> {
    let mut chosen: Vec<&'static View> = Vec::new();
    for id in ids {
        let unknown = || {
            let places = [("view", names::plain(id).into()), ("views", view_ids().into())];
            Failure::Usage(texts.with("cli-export-unknown-view", &places))
        };
        let view = view(body, id).ok_or_else(unknown)?;
        if !chosen.iter().any(|earlier| earlier.id == view.id) {
            chosen.push(view);
        }
    }
    Ok(chosen)
}

fn chosen_guides(ids: &[String], texts: &Texts) -> Result<GuideSet, Failure> {
    let kinds = ids.iter().map(|id| {
        let unknown = || {
            let all: Vec<&str> = GuideKind::ALL.into_iter().map(GuideKind::id).collect();
            let places = [("guide", names::plain(id).into()), ("guides", all.join(", ").into())];
            Failure::Usage(texts.with("cli-export-unknown-guide", &places))
        };
        GuideKind::from_id(id).ok_or_else(unknown)
    });
    kinds.collect::<Result<Vec<_>, _>>().map(GuideSet::from)
}

fn page_mm(picture: &Picture, texts: &Texts) -> Result<Vec2, Failure> {
    let Some(size) = &picture.size else {
        let upright = picture.paper.size_mm();
        return Ok(if picture.landscape { Vec2::new(upright.y, upright.x) } else { upright });
    };
    let sides = size.split_once(['x', 'X', '×']);
    let parsed = sides.and_then(|(width, height)| Some([width.trim().parse().ok()?, height.trim().parse().ok()?]));
    let malformed = || Failure::Usage(texts.with("cli-export-size", &[("size", names::plain(size).into())]));
    parsed.map(Vec2::from_array).ok_or_else(malformed)
}
