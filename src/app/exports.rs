//! What is asked of an export, and what comes of it before it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::ColorImage;

use crate::atlas::guides::GuideSet;
use crate::chart::{Course, Patient, Session, Techniques};
use crate::compare::Comparison;
use crate::compare::dose::{Kernel, Quantity};
use crate::compare::trends::Trend;
use crate::export::{Fineness, Format};
use crate::geom::Vec2;
use crate::scene::sheet::Arrangement;
use crate::store::Place;

/// Which marks of a session, by their places in its list, each view of its body sees.
pub(super) type Sights = BTreeMap<String, BTreeSet<usize>>;

/// What an export is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ExportKind {
    /// The map of the open session, and where it is a document all that is recorded.
    #[default]
    Session,
    /// A card for the patient to keep.
    Card,
    /// All sessions of the course, as they are saved.
    Course,
    /// The course at a glance, as its sessions are saved.
    Sheet,
}

impl ExportKind {
    /// Whether it is of all sessions of the course: pages that belong together.
    pub(super) fn is_of_the_course(self) -> bool {
        matches!(self, Self::Course | Self::Sheet)
    }
}

/// What the form is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A file.
    Export,
    /// Paper.
    Print,
}

/// What is to be exported.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that can be ticked by itself")]
pub(super) struct ExportJob {
    /// What is written.
    pub kind: ExportKind,
    /// The views, by identifier.
    pub views: Vec<String>,
    /// Page width and height in millimetres.
    pub page_mm: Vec2,
    /// What kind of file.
    pub format: Format,
    /// Dots per inch.
    pub dpi: u32,
    /// The page's title.
    pub title: String,
    /// Whether the patient's name is written into the picture.
    pub patient_name: bool,
    /// Whether the record goes with a document.
    pub attach: bool,
    /// How fine the body's pictures in a document are.
    pub fineness: Fineness,
    /// Whether a list of the marks is written beside the picture.
    pub list: bool,
    /// Whether region boundaries are drawn.
    pub regions: bool,
    /// Which guides are drawn.
    pub guides: GuideSet,
    /// How the comparison is drawn, in place of the session alone.
    pub comparison: Option<Arrangement>,
}

/// What an export will look like.
#[derive(Clone, Debug)]
pub(super) struct Preview {
    /// What was asked for.
    pub job: ExportJob,
    /// Its pages, or why there are none.
    pub made: Result<Vec<Arc<ColorImage>>, String>,
}

/// Everything that a page needs, as it was when the export was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportOrder {
    /// How.
    pub job: ExportJob,
    /// The session, the later one of a comparison.
    pub session: Arc<Session>,
    /// The earlier one, and the comparison.
    pub earlier: Option<(Arc<Session>, Arc<Comparison>)>,
    /// What the session belongs to.
    pub course: Option<Course>,
    /// The folder of that, in a library.
    pub folder: Option<Place>,
    /// What dose is coloured on the sheet of the course.
    pub heat: (Quantity, Kernel),
    /// What techniques are called and how their marks look.
    pub techniques: Arc<Techniques>,
    /// Whose session it is.
    pub patient: Option<Patient>,
    /// The state that the session was read from or saved as last, and whether it was changed since; nothing of another
    /// session than the one that is open.
    pub state: Option<(Place, bool)>,
    /// The state of the other session of a comparison, where it is known.
    pub earlier_state: Option<(Place, bool)>,
    /// What the picture is called if nobody says otherwise.
    pub file_name: String,
}

/// A file of a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrendFormat {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// A table.
    Csv,
}

impl TrendFormat {
    /// Every kind, in the order in which they are offered from the right.
    pub(super) const ALL: [Self; 3] = [Self::Csv, Self::Svg, Self::Png];

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Csv => "CSV",
        }
    }

    /// How the name of such a file ends.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }
}

/// A trend to be written, as it was when it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TrendOrder {
    /// What is written.
    pub trend: Arc<Trend>,
    /// As what.
    pub format: TrendFormat,
    /// What the file is called if nobody says otherwise.
    pub file_name: String,
}
