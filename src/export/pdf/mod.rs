//! Pages as PDF: text as text in the bundled fonts, marks and lines as vectors, the body as a picture, and tags that tell what
//! each is.
//!
//! The file says that it is PDF/A-3a (ISO 19005-3), or PDF/A-2a (ISO 19005-2) where the record doesn't go with it, and PDF/UA-1
//! (ISO 14289-1), where `krilla` finds nothing against it, else it claims none. Nothing in it names the patient but the pages.

mod draw;
mod pack;
mod tags;

use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use super::ExportError;
use crate::chart::Moment;
use crate::scene::Report;
use crate::scene::sheet::Attached;
use draw::Artist;
use tags::Tags;

/// Points of an inch, PDF's unit.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// How fine the body's pictures in a document are; text, marks and lines are vectors in either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fineness {
    /// As sharp on paper as the eye sees.
    #[default]
    Usual,
    /// For systems that take small files only: the body is softer.
    Small,
}

/// The report as the bytes of a PDF file.
///
/// # Errors
///
/// When a font or a picture can't be written.
pub fn pdf(report: &Report, fineness: Fineness) -> Result<Vec<u8>, ExportError> {
    // A strict archive takes no document that carries a file.
    let archival = if report.attached.is_empty() { Archival::A2_A } else { Archival::A3_A };
    let claims = ConfigurationBuilder::new().with_archival_validator(archival);
    let claims = claims.with_accessibility_validator(Accessibility::UA1).finish().unwrap_or_default();
    let bytes = match written(report, claims, fineness) {
        // A character of the system's fonts that says nothing, say: better a page without a claim than none.
        Err(KrillaError::Validation(_)) => written(report, Configuration::default(), fineness),
        done => done,
    };
    let bytes = bytes.map_err(|why| ExportError::Pdf(why.to_string()))?;
    let mut bytes = pack::packed(&bytes).unwrap_or(bytes);
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn written(report: &Report, configuration: Configuration, fineness: Fineness) -> Result<Vec<u8>, KrillaError> {
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut artist = Artist::new(fineness);
    let mut tags = Tags::default();
    for (at, sheet) in report.pages.iter().enumerate() {
        let size = sheet.page_mm * POINTS_PER_MM;
        let Some(settings) = PageSettings::from_wh(size.x, size.y) else { continue };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        artist.draw(sheet, &mut surface, &mut tags.of_page(at));
        surface.finish();
        page.finish();
    }
    for Attached { name, bytes } in &report.attached {
        // One file can't have the name of another.
        let _first = document.embed_file(EmbeddedFile {
            path: name.clone(),
            mime_type: MimeType::new("text/plain"),
            description: Some(report.title.clone()),
            association_kind: AssociationKind::Source,
            data: bytes.clone().into(),
            modification_date: Some(date(report.dated)),
            compress: Some(true),
            location: None,
        });
    }
    let (tree, outline) = tags.finish(&report.language);
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(report.title.clone())
            .language(report.language.clone())
            .creation_date(date(report.dated))
            .creator(concat!("mesomap ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    document.finish()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts of a date, checked when it was read"
)]
fn date(at: Moment) -> DateTime {
    let (civil, minutes) = (at.civil(), at.offset().seconds() / 60);
    DateTime::new(civil.year().max(0) as u16)
        .month(civil.month() as u8)
        .day(civil.day() as u8)
        .hour(civil.hour() as u8)
        .minute(civil.minute() as u8)
        .second(civil.second() as u8)
        .utc_offset_hour((minutes / 60) as i8)
        .utc_offset_minute((minutes.abs() % 60) as u8)
}
