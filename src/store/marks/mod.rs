//! Marks that come from elsewhere: lists of this program, as CSV and JSON, and markups of 3D Slicer.
//!
//! What is read is as hostile as a record: each refusal names line and column. What a list says is kept exactly; what 3D Slicer
//! says of places goes to the nearest skin.

mod cells;
mod csv;
mod fiducials;
mod json;
mod slicer;
mod table;

use std::path::Path;

use super::leaf::hundredths;
use super::model::{GroupRow, MarkRow, Spot};
use super::read::{Fault, MAX_FILE_BYTES, text_of};
use super::{Flaw, StoreError};
use crate::atlas::{Body, BodyKind, each};
use crate::chart::{Deposit, Edit, Incoming, IncomingMark, ListFormat, Outline, Path as Way, Shape, ShapeKind, Site};

/// What is deposited where a format says no more than where, and on which body.
#[derive(Clone, Debug, PartialEq)]
pub struct Presumed {
    /// The body.
    pub body: BodyKind,
    /// The deposit.
    pub deposit: Deposit,
}

/// The marks in the bytes of a file of this format; `file` is only named in errors.
///
/// # Errors
///
/// As of a record; nothing is taken of a file of which a part can't be read.
pub fn read_marks(file: &Path, bytes: &[u8], format: ListFormat, presumed: &Presumed) -> Result<Incoming, StoreError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(StoreError::TooLarge { file: file.to_owned(), limit_mib: MAX_FILE_BYTES >> 20 });
    }
    let text = text_of(file, bytes)?;
    let read = match format {
        ListFormat::Csv => csv::read(text).map(Listed::incoming),
        ListFormat::Json => json::read(text).map(Listed::incoming),
        ListFormat::Slicer => slicer::read(text).map(|found| incoming(&found, presumed)),
        ListFormat::Fiducials => fiducials::read(text).map(|found| incoming(&found, presumed)),
    };
    read.map_err(|fault| fault.in_file(file))
}

/// As [`read_marks`], of a file, whose name says the format.
///
/// # Errors
///
/// As [`read_marks`], and what the system says; [`StoreError::NotFound`] where there is none.
pub fn read_marks_file(file: &Path, format: ListFormat, presumed: &Presumed) -> Result<Incoming, StoreError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotFound { file: file.to_owned() },
        _ => StoreError::io(file, "read", error),
    };
    let bytes = super::read_start(file, MAX_FILE_BYTES + 1).map_err(failed)?;
    read_marks(file, &bytes, format, presumed)
}

/// A list of this program, as a file keeps it.
struct Listed {
    session: Option<String>,
    body: BodyKind,
    cocktails: Vec<(crate::chart::Letter, String)>,
    groups: Vec<GroupRow>,
    /// Each with what it is called.
    marks: Vec<(String, MarkRow)>,
}

impl Listed {
    fn incoming(self) -> Incoming {
        let body = Body::get(self.body);
        let marks = each(&self.marks, |(name, row)| {
            let mark = row.on(body).ok()?;
            let off_mm = mark.shape.spots().iter().map(Site::off_surface_mm).fold(0.0, f32::max);
            Some(IncomingMark { name: name.clone(), mark, off_mm })
        });
        Incoming {
            session: self.session,
            body: self.body,
            cocktails: self.cocktails.into_iter().collect(),
            groups: self.groups.into_iter().map(|row| row.on(body)).collect(),
            // A shape without spots never gets here: it was refused where it stands.
            marks: marks.into_iter().flatten().collect(),
        }
    }
}

/// What 3D Slicer knows of a mark: its label, what it is, and its places, LPS in hundredths of a millimetre, where it has any.
struct Placed {
    label: String,
    kind: ShapeKind,
    spots: Option<Vec<Spot>>,
}

fn incoming(found: &[Placed], presumed: &Presumed) -> Incoming {
    let body = Body::get(presumed.body);
    let marks = each(found, |placed| {
        let recorded: Vec<Site> = placed.spots.iter().flatten().map(|&spot| Site::recorded(body, spot)).collect();
        let off_mm = recorded.iter().map(Site::off_surface_mm).fold(0.0, f32::max);
        let off_mm = if placed.spots.is_some() { off_mm } else { f32::INFINITY };
        let on_skin: Vec<Site> = recorded.iter().map(|site| Site::on(body, site.anchor())).collect();
        let nowhere = Shape::Point(Site::recorded(body, [0; 3]));
        let shape = shape(body, placed.kind, on_skin).unwrap_or(nowhere);
        IncomingMark { name: placed.label.clone(), mark: presumed.deposit.mark_at(shape), off_mm }
    });
    Incoming {
        session: None,
        body: presumed.body,
        cocktails: std::collections::BTreeMap::new(),
        groups: Vec::new(),
        marks,
    }
}

fn shape(body: &Body, kind: ShapeKind, sites: Vec<Site>) -> Option<Shape> {
    match kind {
        ShapeKind::Point => sites.first().copied().map(Shape::Point),
        ShapeKind::Line => Way::new(sites).ok().map(Shape::Line),
        ShapeKind::Area => Outline::new(body, sites).ok().map(Shape::Area),
    }
}

/// The axes of coordinates, as 3D Slicer names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axes {
    /// To the patient's left, to the back, up: as here.
    Lps,
    /// To the patient's right, to the front, up.
    Ras,
}

impl Axes {
    fn of(name: &str) -> Result<Self, Flaw> {
        match name {
            "LPS" => Ok(Self::Lps),
            "RAS" => Ok(Self::Ras),
            _ => {
                let known = ["LPS", "RAS"].map(str::to_owned).to_vec();
                Err(Flaw::UnknownVariant { name: name.chars().take(80).collect(), known })
            }
        }
    }

    /// A place in millimetres as one of ours.
    fn spot(self, [x, y, z]: [f64; 3]) -> Result<Spot, Flaw> {
        let lps = match self {
            Self::Lps => [x, y, z],
            Self::Ras => [-x, -y, z],
        };
        let mut spot = [0; 3];
        for (kept, mm) in spot.iter_mut().zip(lps) {
            let nearest = (mm * 100.0).round() / 100.0;
            *kept = hundredths::<serde::de::value::Error>(nearest)
                .map_err(|error| Flaw::from_message(&error.to_string()))?;
        }
        Ok(spot)
    }
}

/// Refuses more marks, or more spots, than a session holds.
fn within_limits(marks: usize, spots: usize) -> Result<(), Flaw> {
    if marks > Edit::MAX_MARKS {
        return Err(Flaw::TooManyMarks { most: Edit::MAX_MARKS });
    }
    if spots > Edit::MAX_SPOTS { Err(Flaw::TooManySpots { most: Edit::MAX_SPOTS }) } else { Ok(()) }
}

/// What serde's own sentences say, as a flaw.
fn flaw_of_message(message: &str) -> Flaw {
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let mut names = quoted(message);
    if names.is_empty() {
        return Flaw::from_message(message);
    }
    let first = names[0].clone();
    let known = names.split_off(1);
    match message {
        _ if message.starts_with("unknown field `") => Flaw::UnknownField { field: first, known },
        _ if message.starts_with("unknown variant `") => Flaw::UnknownVariant { name: first, known },
        _ if message.starts_with("missing field `") => Flaw::MissingField { field: first, within: None },
        _ if message.starts_with("duplicate field `") => Flaw::DuplicateField(first),
        _ => Flaw::from_message(message),
    }
}

/// JSON as serde sees it, with errors that carry a place.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    use serde_json::error::Category;
    serde_json::from_str(text).map_err(|error| {
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let before = (0..=error.column().saturating_sub(1).min(line.len())).rev().find_map(|end| line.get(..end));
        let column = 1 + before.unwrap_or_default().chars().count();
        let position = super::Position { line: error.line().max(1), column };
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(words, _)| words);
        match error.classify() {
            Category::Eof => Fault::Syntax(position, Flaw::CutOff),
            Category::Syntax | Category::Io if message.contains("recursion") => Fault::Syntax(position, Flaw::TooDeep),
            Category::Syntax | Category::Io => Fault::Syntax(position, flaw_of_message(message)),
            Category::Data => Fault::Invalid(position, flaw_of_message(message)),
        }
    })
}
