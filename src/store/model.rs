//! What each file holds, as serde reads it: every version of every record, once strict and once lenient.

use std::sync::Arc;

use crate::atlas::{Body, BodyKind};
use crate::chart::{
    Cocktail, Course, Depth, Details, Letter, Mark, MarkId, Patient, Session, Site, TechniqueId, Volume,
};

use super::read::{Fault, Record, from_ron};
use super::{Flaw, Position};

/// A mark as a file keeps it: without what follows from the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MarkRow {
    pub(super) id: MarkId,
    /// LPS, in hundredths of a millimetre.
    pub(super) at: [i32; 3],
    pub(super) technique: TechniqueId,
    pub(super) depth: Depth,
    pub(super) cocktail: Option<Letter>,
    pub(super) volume: Option<Volume>,
}

/// A session as a file keeps it; marks and cocktails are in order and unique.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionFile {
    pub(super) id: String,
    pub(super) details: Details,
    pub(super) body: BodyKind,
    pub(super) cocktails: Vec<Cocktail>,
    pub(super) marks: Vec<MarkRow>,
}

/// The head of a library.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LibraryFile {
    pub(super) name: String,
}

impl SessionFile {
    /// What a file of `session` holds.
    pub(super) fn of(session: &Session) -> Self {
        let row = |mark: &Arc<Mark>| MarkRow {
            id: mark.id,
            at: mark.site.hundredths(),
            technique: mark.technique.clone(),
            depth: mark.depth,
            cocktail: mark.cocktail,
            volume: mark.volume,
        };
        Self {
            id: session.id.clone(),
            details: Details::clone(&session.details),
            body: session.body,
            cocktails: session.cocktails.iter().map(|listed| Cocktail::clone(listed)).collect(),
            marks: session.marks.iter().map(row).collect(),
        }
    }

    /// The session, every mark anchored to its body.
    pub(super) fn into_session(self) -> Session {
        Session {
            id: self.id,
            details: Arc::new(self.details),
            body: self.body,
            cocktails: self.cocktails.into_iter().map(Arc::new).collect(),
            marks: anchored(Body::get(self.body), &self.marks),
        }
    }
}

/// Fewer marks than this are anchored sooner by one thread than by two.
const MARKS_PER_THREAD: usize = 256;

/// The marks on `body`, on as many threads as the machine has: the nearest skin point takes most of the time to load.
fn anchored(body: &'static Body, rows: &[MarkRow]) -> Vec<Arc<Mark>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(cores).max(MARKS_PER_THREAD);
    let (first, others) = rows.split_at(share.min(rows.len()));
    let anchor = |rows: &[MarkRow]| rows.iter().map(|row| row.on(body)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let threads: Vec<_> = others.chunks(share).map(|rows| scope.spawn(move || anchor(rows))).collect();
        let mut marks = anchor(first);
        for thread in threads {
            marks.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        marks
    })
}

impl MarkRow {
    fn on(&self, body: &Body) -> Arc<Mark> {
        Arc::new(Mark {
            id: self.id,
            site: Site::recorded(body, self.at),
            technique: self.technique.clone(),
            depth: self.depth,
            cocktail: self.cocktail,
            volume: self.volume,
        })
    }
}

/// The records, with what serde is to do about unknown fields; all of version 1, and what later ones changed.
macro_rules! records {
    ($(#[$unknown_fields:meta])?) => {
        use serde::Deserialize;

        use super::super::leaf;
        use super::{LibraryFile, MarkRow, SessionFile};
        use crate::chart;

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Library {
            #[serde(rename = "schema")]
            _schema: String,
            name: String,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Patient {
            #[serde(rename = "schema")]
            _schema: String,
            #[serde(deserialize_with = "leaf::identifier")]
            id: String,
            name: String,
            #[serde(default)]
            reference: String,
            #[serde(default, deserialize_with = "leaf::some_date")]
            born: Option<jiff::civil::Date>,
            #[serde(default, deserialize_with = "leaf::sex")]
            sex: chart::Sex,
            #[serde(default)]
            allergies: String,
            #[serde(default)]
            notes: String,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Course {
            #[serde(rename = "schema")]
            _schema: String,
            #[serde(deserialize_with = "leaf::identifier")]
            id: String,
            title: String,
            #[serde(default)]
            indication: String,
            #[serde(deserialize_with = "leaf::body")]
            body: crate::atlas::BodyKind,
            #[serde(default)]
            planned_days: Vec<u16>,
            #[serde(default)]
            notes: String,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session {
            #[serde(rename = "schema")]
            _schema: String,
            #[serde(deserialize_with = "leaf::identifier")]
            id: String,
            title: String,
            #[serde(deserialize_with = "leaf::moment")]
            started: chart::Moment,
            #[serde(default)]
            clinician: String,
            #[serde(deserialize_with = "leaf::body")]
            body: crate::atlas::BodyKind,
            #[serde(default)]
            notes: String,
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark>")]
            marks: Vec<MarkRow>,
        }

        /// Version 2 added what was measured on the patient.
        #[derive(Deserialize)]
        #[serde(rename = "Session")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session2 {
            #[serde(rename = "schema")]
            _schema: String,
            #[serde(deserialize_with = "leaf::identifier")]
            id: String,
            title: String,
            #[serde(deserialize_with = "leaf::moment")]
            started: chart::Moment,
            #[serde(default)]
            clinician: String,
            #[serde(deserialize_with = "leaf::body")]
            body: crate::atlas::BodyKind,
            #[serde(default)]
            notes: String,
            #[serde(default, deserialize_with = "leaf::size")]
            measured: chart::PatientSize,
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark>")]
            marks: Vec<MarkRow>,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        struct Cocktail {
            #[serde(deserialize_with = "leaf::letter")]
            letter: chart::Letter,
            name: String,
            #[serde(deserialize_with = "leaf::volume")]
            prepared_ml: chart::Volume,
            components: Vec<Component>,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        struct Component {
            substance: String,
            #[serde(default, deserialize_with = "leaf::some_concentration")]
            concentration: Option<chart::Concentration>,
            #[serde(deserialize_with = "leaf::volume")]
            volume_ml: chart::Volume,
            #[serde(default)]
            manufacturer: String,
            #[serde(default)]
            lot: String,
            #[serde(default, deserialize_with = "leaf::some_date")]
            expiry: Option<jiff::civil::Date>,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        enum Mark {
            Point {
                id: u32,
                #[serde(deserialize_with = "leaf::position")]
                at: [i32; 3],
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume")]
                volume_ml: Option<chart::Volume>,
            },
        }

        impl From<Library> for LibraryFile {
            fn from(file: Library) -> Self {
                Self { name: file.name }
            }
        }

        impl From<Patient> for chart::Patient {
            fn from(Patient { _schema, id, name, reference, born, sex, allergies, notes }: Patient) -> Self {
                Self { id, name, reference, born, sex, allergies, notes }
            }
        }

        impl From<Course> for chart::Course {
            fn from(Course { _schema, id, title, indication, body, planned_days, notes }: Course) -> Self {
                Self { id, title, indication, body, planned_days, notes }
            }
        }

        impl From<Session> for SessionFile {
            fn from(file: Session) -> Self {
                let Session { _schema, id, title, started, clinician, body, notes, cocktails, marks } = file;
                let measured = chart::PatientSize::default();
                Session2 { _schema, id, title, started, clinician, body, notes, measured, cocktails, marks }.into()
            }
        }

        impl From<Session2> for SessionFile {
            fn from(file: Session2) -> Self {
                let Session2 { _schema, id, title, started, clinician, body, notes, measured, cocktails, marks } = file;
                let details = chart::Details { title, started, clinician, notes, size: measured };
                Self { id, details, body, cocktails, marks }
            }
        }

        impl From<Cocktail> for chart::Cocktail {
            fn from(Cocktail { letter, name, prepared_ml, components }: Cocktail) -> Self {
                let components = components.into_iter().map(Into::into).collect();
                Self { letter, name, components, prepared: prepared_ml }
            }
        }

        impl From<Component> for chart::Component {
            fn from(part: Component) -> Self {
                let Component { substance, concentration, volume_ml, manufacturer, lot, expiry } = part;
                Self { substance, concentration, volume: volume_ml, manufacturer, lot, expiry }
            }
        }

        impl From<Mark> for MarkRow {
            fn from(mark: Mark) -> Self {
                let Mark::Point { id, at, technique, depth_mm, cocktail, volume_ml } = mark;
                let id = chart::MarkId(id);
                Self { id, at, technique, depth: depth_mm, cocktail, volume: volume_ml }
            }
        }
    };
}

/// For files of this version: a field that isn't known would be lost by the next save, so it is refused.
mod strict {
    records!(#[serde(deny_unknown_fields)]);
}

/// For files of a newer version, which are only looked at.
mod lenient {
    records!();
}

/// Where versions meet: the arm of an old version reads it with its own structs and turns it into the next one's.
macro_rules! record {
    ($record:ty, $kind:literal, $($old:literal => $old_file:ident,)* current $current:literal => $file:ident) => {
        impl Record for $record {
            const KIND: &'static str = $kind;
            const CURRENT: u32 = $current;

            fn read(version: u32, text: &str) -> Result<Self, Fault> {
                match version {
                    $($old => from_ron::<strict::$old_file>(text).map(Into::into),)*
                    $current => from_ron::<strict::$file>(text).map(Into::into),
                    other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
                }
            }

            fn read_newer(text: &str) -> Result<Self, Fault> {
                from_ron::<lenient::$file>(text).map(Into::into)
            }
        }
    };
}

record!(LibraryFile, "library", current 1 => Library);
record!(Patient, "patient", current 1 => Patient);
record!(Course, "course", current 1 => Course);
record!(SessionFile, "session", 1 => Session, current 2 => Session2);
