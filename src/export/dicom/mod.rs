//! A session for a picture archive: every view as a Secondary Capture Image, the report as an Encapsulated PDF (DICOM PS3.3,
//! A.8.1 and A.45.1), in one study.
//!
//! The study is the session's and stays it; series and objects are new with every export, because an archive throws away what
//! comes again under a name that it knows, even if it shows something else.

mod anatomy;
mod element;
mod file;
mod uid;

use jiff::civil::Date;

use super::ExportError;
use super::png::pixels;
use crate::atlas::View;
use crate::atlas::guides::GuideSet;
use crate::chart::{Moment, Patient, Session, Sex, Techniques};
use crate::scene::sheet::{Arrangement, Told};
use crate::scene::{Beside, Content, Report, Sheet, SheetError, SheetSpec, VoidAbove, patient_words, view_name};
use crate::text::Texts;

pub use element::{DataSet, Syntax, Tag};
pub use file::{Addressee, IMPLEMENTATION, IMPLEMENTATION_UID, dicom_file, read_dicom_file};
pub use uid::study_uid;
use uid::{Uids, study_id};

/// The resolution of pictures if nobody says otherwise, in pixels an inch of an A4 page.
pub const USUAL_DPI: u32 = 150;
/// The class of pictures that were drawn.
pub const SECONDARY_CAPTURE: &str = "1.2.840.10008.5.1.4.1.1.7";
/// The class of documents.
pub const ENCAPSULATED_PDF: &str = "1.2.840.10008.5.1.4.1.1.104.1";

/// One picture or document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    class: &'static str,
    set: DataSet,
}

const INSTANCE: Tag = (0x0008, 0x0018);
const SERIES_DESCRIPTION: Tag = (0x0008, 0x103E);
/// Image Comments; the first line says which view it is.
const COMMENTS: Tag = (0x0020, 0x4000);
const PATIENT_NAME: Tag = (0x0010, 0x0010);
const PATIENT_ID: Tag = (0x0010, 0x0020);

impl Object {
    /// Its SOP class.
    pub fn class(&self) -> &'static str {
        self.class
    }

    /// Its SOP instance, which no other object has.
    pub fn instance(&self) -> String {
        self.set.text_of(INSTANCE)
    }

    /// What it shows, for people.
    pub fn description(&self) -> String {
        let title = self.set.text_of((0x0042, 0x0010));
        if title.is_empty() { self.set.text_of(COMMENTS).lines().next().unwrap_or_default().to_owned() } else { title }
    }

    /// Whom it shows: the name, and the number.
    pub fn patient(&self) -> [String; 2] {
        [self.set.text_of(PATIENT_NAME).replace('^', ", "), self.set.text_of(PATIENT_ID)]
    }

    /// Which study it belongs to: its description and its date, `20260907`.
    pub fn study(&self) -> [String; 2] {
        [self.set.text_of((0x0008, 0x1030)), self.set.text_of((0x0008, 0x0020))]
    }

    /// Its data set as bytes.
    pub fn encoded(&self, syntax: Syntax) -> Vec<u8> {
        self.set.encoded(syntax)
    }
}

/// What all objects of an export say.
#[derive(Clone, Copy, Debug)]
pub struct Study<'a> {
    /// Whose it is: an archive files by the patient.
    pub patient: &'a Patient,
    /// What is shown.
    pub session: &'a Session,
    /// The course's title; nothing where it is empty.
    pub course: &'a str,
    /// Size and root of the library's ledger in words; nothing where it is empty.
    pub ledger: &'a str,
    /// When the export is made.
    pub made: Moment,
    /// What nobody can guess, used for this export alone.
    pub random: [u8; 16],
    /// The words that people read.
    pub texts: &'a Texts,
}

/// What is exported of a study.
#[derive(Clone, Copy, Debug)]
pub struct DicomSpec<'a> {
    /// What all objects say.
    pub study: Study<'a>,
    /// The views, each a picture of its own.
    pub views: &'a [&'static View],
    /// Those of the library that the session lies in.
    pub techniques: &'a Techniques,
    /// Why what the session belongs to counts nowhere, where it was declared void.
    pub void: VoidAbove<'a>,
    /// Whether the patient is named in the pictures too; the report always says who it is about.
    pub is_named: bool,
    /// Whether lines between regions are drawn, with their names.
    pub regions: bool,
    /// The resolution of the pictures, in pixels an inch of an A4 page.
    pub dpi: u32,
    /// What the report tells beside the session; without it no report is made.
    pub report: Option<&'a Told>,
}

/// Why an export can't be made.
#[derive(Debug, thiserror::Error)]
pub enum DicomError {
    /// A page can't be laid out.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A page can't be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// The objects of an export: a series of pictures, and the report in a series of its own; and the characters that no font
/// has, for which boxes stand.
///
/// # Errors
///
/// As [`Sheet::layout`], [`super::png`] and [`super::pdf`].
pub fn dicom(spec: &DicomSpec<'_>) -> Result<(Vec<Object>, Vec<char>), DicomError> {
    let (study, mut uids) = (&spec.study, Uids::new(spec.study.random));
    let words = patient_words(study.patient, study.texts);
    let (mut objects, mut missing) = (Vec::new(), Vec::new());
    let series = uids.next();
    for (at, view) in spec.views.iter().enumerate() {
        let sheet = Sheet::layout(&page(spec, &[*view], Some(&*words).filter(|_| spec.is_named)))?;
        missing.extend(&sheet.missing);
        objects.push(picture(spec, (view, &sheet), (&series, at + 1, &mut uids))?);
    }
    if let Some(told) = spec.report {
        let report = Report::layout(&page(spec, spec.views, Some(&words)), told)?;
        missing.extend(report.missing());
        objects.push(document(study, &report, &mut uids)?);
    }
    missing.sort_unstable();
    missing.dedup();
    Ok((objects, missing))
}

fn page<'a>(spec: &DicomSpec<'a>, views: &'a [&'static View], patient: Option<&'a str>) -> SheetSpec<'a> {
    SheetSpec {
        page_mm: Sheet::A4_MM,
        views,
        content: Content { session: spec.study.session, beside: Beside::Nothing, techniques: spec.techniques },
        arrangement: Arrangement::default(),
        title: "",
        course: spec.study.course,
        void: spec.void,
        patient,
        facts: &[],
        made_on: None,
        regions: spec.regions,
        region_names: spec.regions,
        guides: GuideSet::NONE,
        texts: spec.study.texts,
    }
}

fn picture(
    spec: &DicomSpec<'_>,
    (view, sheet): (&View, &Sheet),
    (series, number, uids): (&str, usize, &mut Uids),
) -> Result<Object, ExportError> {
    let study = &spec.study;
    let pixels = pixels(sheet, spec.dpi)?;
    let mut set = common(study, SECONDARY_CAPTURE, uids);
    put_series(&mut set, study, (series, 1, number), ("OT", &study.texts.get("dicom-series-pictures")));
    set.texts((0x0008, 0x0008), *b"CS", &["DERIVED", "SECONDARY"]);
    set.text((0x0008, 0x0064), *b"CS", "DRW");
    put_if(&mut set, (0x0008, 0x1050), *b"PN", &person_name(&study.session.details.clinician));
    set.text(COMMENTS, *b"LT", &comments(study, &view_name(view, study.texts)));
    anatomy::put(&mut set, view);
    set.text((0x0028, 0x0301), *b"CS", if spec.is_named { "YES" } else { "NO" });
    set.text((0x0028, 0x2110), *b"CS", "00");
    let [columns, rows] = pixels.size_px.map(u16::try_from);
    let (width, height) = (u64::from(pixels.size_px[0]), u64::from(pixels.size_px[1]));
    let (Ok(columns), Ok(rows)) = (columns, rows) else { return Err(ExportError::TooLarge { width, height }) };
    set.text((0x0028, 0x0004), *b"CS", "RGB");
    for (number, value) in [
        (0x0002, 3),
        (0x0006, 0),
        (0x0010, rows),
        (0x0011, columns),
        (0x0100, 8),
        (0x0101, 8),
        (0x0102, 7),
        (0x0103, 0),
    ] {
        set.short((0x0028, number), value);
    }
    set.bytes((0x7FE0, 0x0010), pixels.rgb());
    Ok(Object { class: SECONDARY_CAPTURE, set })
}

fn document(study: &Study<'_>, report: &Report, uids: &mut Uids) -> Result<Object, ExportError> {
    let bytes = super::pdf(report, super::Fineness::Usual)?;
    let series = uids.next();
    let mut set = common(study, ENCAPSULATED_PDF, uids);
    put_series(&mut set, study, (&series, 2, 1), ("DOC", &study.texts.get("dicom-series-report")));
    set.text((0x0008, 0x0064), *b"CS", "WSD");
    set.text((0x0028, 0x0301), *b"CS", "YES");
    set.items((0x0040, 0xA043), vec![anatomy::code(("LN", "28570-0"), "Procedure note")]);
    set.text((0x0042, 0x0010), *b"ST", &report.title);
    set.text((0x0042, 0x0012), *b"LO", "application/pdf");
    set.long((0x0042, 0x0015), u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    set.bytes((0x0042, 0x0011), bytes);
    Ok(Object { class: ENCAPSULATED_PDF, set })
}

/// Patient, study, equipment and times, which are told by the clock of the session.
fn common(study: &Study<'_>, class: &'static str, uids: &mut Uids) -> DataSet {
    let mut set = DataSet::default();
    let details = &study.session.details;
    set.text((0x0008, 0x0005), *b"CS", "ISO_IR 192");
    set.text((0x0008, 0x0016), *b"UI", class);
    set.text(INSTANCE, *b"UI", &uids.next());
    put_times(&mut set, study);
    set.text((0x0008, 0x0050), *b"SH", "");
    set.text((0x0008, 0x0070), *b"LO", "mesomap");
    set.text((0x0008, 0x0090), *b"PN", "");
    set.text((0x0008, 0x1090), *b"LO", "mesomap");
    set.text((0x0018, 0x1020), *b"LO", concat!("mesomap ", env!("CARGO_PKG_VERSION")));
    let course = [study.course.trim(), details.title.trim()];
    let described: Vec<&str> = course.into_iter().filter(|part| !part.is_empty()).collect();
    put_if(&mut set, (0x0008, 0x1030), *b"LO", &described.join(" - "));
    put_patient(&mut set, study.patient);
    set.text((0x0020, 0x000D), *b"UI", &study_uid(&study.session.id));
    set.text((0x0020, 0x0010), *b"SH", &study_id(&study.session.id));
    set
}

fn put_times(set: &mut DataSet, study: &Study<'_>) {
    let started = study.session.details.started;
    let offset = started.offset();
    let made = study.made.offset().to_timestamp(study.made.civil()).map(|made| offset.to_datetime(made));
    let made = Moment::new(made.unwrap_or(study.made.civil()), offset);
    let stamp = |at: Moment, format: &str| at.civil().strftime(format).to_string();
    for (date, time, at) in [(0x0012, 0x0013, made), (0x0020, 0x0030, started), (0x0023, 0x0033, made)] {
        set.text((0x0008, date), *b"DA", &stamp(at, "%Y%m%d"));
        set.text((0x0008, time), *b"TM", &stamp(at, "%H%M%S"));
    }
    set.text((0x0008, 0x002A), *b"DT", &stamp(started, "%Y%m%d%H%M%S"));
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    set.text((0x0008, 0x0201), *b"SH", &format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60));
}

fn put_series(
    set: &mut DataSet,
    study: &Study<'_>,
    (series, number, instance): (&str, u32, usize),
    (modality, description): (&str, &str),
) {
    set.text((0x0008, 0x0060), *b"CS", modality);
    set.text(SERIES_DESCRIPTION, *b"LO", description);
    set.text((0x0020, 0x000E), *b"UI", series);
    set.text((0x0020, 0x0011), *b"IS", &number.to_string());
    set.text((0x0020, 0x0013), *b"IS", &instance.to_string());
    let started = study.session.details.started.civil();
    set.text((0x0008, 0x0021), *b"DA", &started.strftime("%Y%m%d").to_string());
    set.text((0x0008, 0x0031), *b"TM", &started.strftime("%H%M%S").to_string());
}

fn put_patient(set: &mut DataSet, patient: &Patient) {
    set.text(PATIENT_NAME, *b"PN", &person_name(&patient.name));
    let number = patient.reference.trim();
    if number.is_empty() {
        // Patients without a number must not become one patient in the archive; who issued this one is said.
        set.text(PATIENT_ID, *b"LO", &patient.id);
        set.text((0x0010, 0x0021), *b"LO", "mesomap");
    } else {
        set.text(PATIENT_ID, *b"LO", number);
    }
    let born = patient.born.map(|born: Date| born.strftime("%Y%m%d").to_string());
    set.text((0x0010, 0x0030), *b"DA", &born.unwrap_or_default());
    let sex = match patient.sex {
        Sex::Female => "F",
        Sex::Male => "M",
        Sex::Unrecorded => "",
    };
    set.text((0x0010, 0x0040), *b"CS", sex);
}

fn put_if(set: &mut DataSet, tag: Tag, vr: [u8; 2], text: &str) {
    if !text.is_empty() {
        set.text(tag, vr, text);
    }
}

/// A name in the form `family^given`, where a comma tells which is which; else as it is written: nobody knows better.
fn person_name(name: &str) -> String {
    let plain = name.replace(['^', '=', '\\'], " ");
    match plain.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => format!("{}^{}", family.trim(), given.trim()),
        _ => plain.trim().trim_end_matches(',').to_owned(),
    }
}

/// What is to be known of a picture: which view it is, that it is a drawing, whether it counts, and what the ledger said.
fn comments(study: &Study<'_>, view: &str) -> String {
    let void = study.session.details.voided.as_ref();
    let void = void.map(|why| study.texts.with("dicom-void", &[("why", why.as_str().into())]));
    let parts = [Some(view.to_owned()), Some(study.texts.get("dicom-diagram")), void, Some(study.ledger.to_owned())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_turned_only_where_it_says_how() {
        for (name, expected) in [
            ("Invented, Ada", "Invented^Ada"),
            ("Ada Invented", "Ada Invented"),
            ("Invented,", "Invented"),
            (" A^B=C\\D ", "A B C D"),
            ("", ""),
        ] {
            assert_eq!(person_name(name), expected);
        }
    }
}
