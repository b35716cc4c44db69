//! `mesomap export`: views of a session, or of what changed since an earlier one, as a page: a picture, vectors or a document.

use std::path::Path;

use crate::advice::{export_error_text, missing_characters_text, sheet_error_text, system_error_text, told, view_ids};
use crate::atlas::guides::{GuideKind, GuideSet};
use crate::atlas::{BodyKind, View, view};
use crate::chart::{Course, Patient, Session, Techniques};
use crate::compare::{Comparison, Options};
use crate::export::{ExportError, Format, page_bytes, pdf};
use crate::geom::Vec2;
use crate::scene::sheet::{Sheet, SheetSpec};
use crate::scene::{Beside, Content, Report, VoidAbove, patient_words};
use crate::store::{self, Place};
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
    /// An earlier session, with the comparison that ends in `session`.
    pub(super) against: Option<(&'a Session, &'a Comparison)>,
    /// Those of the library that the session lies in.
    pub(super) techniques: &'a Techniques,
}

/// Reads what is to be shown and writes the page.
pub(super) fn run(wanted: &Export, context: &mut Context<'_>) -> Result<Status, Failure> {
    if wanted.picture.side_by_side && wanted.compare.is_none() {
        return Err(Failure::Usage(context.texts.get("cli-export-side-by-side-alone")));
    }
    let (place, session) = super::session(&wanted.session, wanted.accepted, context)?;
    let options = Options { tolerance_mm: wanted.tolerance, ..Options::default() };
    let earlier = wanted.compare.as_deref().map(|path| super::session(path, wanted.accepted, context)).transpose()?;
    let earlier = earlier.map(|(_, earlier)| earlier);
    let comparison =
        earlier.as_ref().map(|earlier| compared(earlier, &session, options, &context.texts)).transpose()?;
    let against = earlier.as_ref().zip(comparison.as_ref());
    let techniques = &super::techniques(&place, context);
    let shown = Shown { place: &place, session: &session, against, techniques };
    write(&shown, &wanted.views, &wanted.picture, &wanted.output, context)?;
    Ok(Status::Done)
}

/// Draws the page and writes it to `output`, which is left alone if it is there, unless overwriting was asked for.
pub(super) fn write(
    shown: &Shown<'_>,
    views: &[String],
    picture: &Picture,
    output: &Path,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let format = format(output, &context.texts)?;
    if !picture.force && output.exists() {
        let texts = &context.texts;
        let place = [("path", names::path(output).into())];
        return Err(Failure::File(texts.with("cli-export-exists", &place)));
    }
    let bytes = page(shown, views, (picture, format), context)?;
    put(output, &bytes, &context.texts)
}

/// Writes a file that was asked for, whole or not at all.
pub(super) fn put(output: &Path, bytes: &[u8], texts: &Texts) -> Result<(), Failure> {
    store::write_picture(output, bytes).map_err(|error| {
        let places = [("path", names::path(output).into()), ("error", system_error_text(&error, texts).into())];
        Failure::File(texts.with("cli-export-not-written", &places))
    })
}

/// The format that the name of the file asks for.
fn format(output: &Path, texts: &Texts) -> Result<Format, Failure> {
    let ending = output.extension().unwrap_or_default().to_string_lossy();
    let unknown = || Failure::Usage(texts.with("cli-export-ending", &[("path", names::path(output).into())]));
    Format::of_ending(&ending).ok_or_else(unknown)
}

fn page(
    shown: &Shown<'_>,
    views: &[String],
    (picture, format): (&Picture, Format),
    context: &mut Context<'_>,
) -> Result<Vec<u8>, Failure> {
    let texts = &context.texts;
    let views = chosen_views(shown.session.body, views, texts)?;
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
    let is_named = picture.patient_name || format == Format::Pdf && !picture.no_patient_name;
    let named = patient.as_ref().filter(|_| is_named);
    let words = named.map(|patient| patient_words(patient, texts));
    let spec = SheetSpec {
        page_mm: page_mm(picture, texts)?,
        views: &views,
        content: content(shown),
        arrangement: picture.arrangement(),
        title: picture.title.as_deref().unwrap_or_default(),
        course: course.as_ref().map_or("", |course| &course.title),
        void,
        patient: words.as_deref(),
        // Same input, same bytes: the session's own date is on the page.
        facts: &[],
        made_on: None,
        regions: picture.regions,
        region_names: picture.regions,
        guides: chosen_guides(&picture.guides, texts)?,
        texts,
    };
    written((&spec, named, course.as_ref()), shown.place, (picture, format), context.err)
}

fn written(
    (spec, patient, course): (&SheetSpec<'_>, Option<&Patient>, Option<&Course>),
    place: &Place,
    (picture, format): (&Picture, Format),
    err: &mut dyn std::io::Write,
) -> Result<Vec<u8>, Failure> {
    let texts = spec.texts;
    let malformed = |error| Failure::Usage(sheet_error_text(error, texts));
    let bytes = match format {
        Format::Png | Format::Jpeg | Format::Svg => {
            let sheet = Sheet::layout(spec).map_err(malformed)?;
            tell_missing(&sheet.missing, picture, texts, err)?;
            page_bytes(&sheet, format, picture.dpi)
        }
        Format::Pdf => {
            let attested = store::attested(place).map_err(|why| Failure::Store(Box::new(why)))?;
            let content = spec.content;
            let mut told = told((content.session, content.techniques), (patient, course), Some(attested), texts);
            told.record = told.record.filter(|_| !picture.no_record);
            let report = Report::layout(spec, &told).map_err(malformed)?;
            tell_missing(&report.missing(), picture, texts, err)?;
            pdf(&report)
        }
    };
    bytes.map_err(|error| {
        let text = export_error_text(&error, texts);
        let failed = matches!(error, ExportError::Encode(_) | ExportError::Jpeg(_) | ExportError::Pdf(_));
        if failed { Failure::File(text) } else { Failure::Usage(text) }
    })
}

/// Refuses characters that no font has, or says that boxes stand for them where that was asked for.
fn tell_missing(
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
        Some((earlier, comparison)) => Beside::Changes { earlier, comparison },
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
