//! The versions of every file as serde reads them, once strict and once lenient, and the way to the current one.

use crate::chart::{Course, Patient};

use super::model::{LibraryFile, SessionFile};
use super::read::{Fault, Record, from_ron};
use super::{Flaw, Position};

#[macro_use]
mod groups;
#[macro_use]
mod outcomes;
#[macro_use]
mod rows;
#[macro_use]
mod sessions;

/// The records, with what serde is to do about unknown fields; all of version 1, and what later ones changed.
macro_rules! records {
    ($(#[$unknown_fields:meta])?) => {
        use std::collections::BTreeSet;
        use std::marker::PhantomData;
        use std::sync::Arc;

        use serde::Deserialize;

        use super::super::outcome_leaf::OutcomeRow;
        use super::super::{Flaw, group_leaf, leaf, outcome_leaf, remark_leaf};
        use super::super::leaf::{TenThousandths, Thousandths};
        use super::super::model::{GroundRow, GroupRow, LibraryFile, MarkRow, OriginRow, PlacingRow, SessionFile, Spot, Spots, VoidRow};
        use crate::atlas::regions::{Patch, RegionId, Side};
        use crate::chart;
        use crate::pattern::Pattern;

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

        /// Version 2 tells "nobody asked" and "none known" from a list of allergies.
        #[derive(Deserialize)]
        #[serde(rename = "Patient")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Patient2 {
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
            #[serde(default, deserialize_with = "leaf::allergies")]
            allergies: chart::Allergies,
            #[serde(default)]
            notes: String,
        }

        /// Version 3 knows patients that were declared void.
        #[derive(Deserialize)]
        #[serde(rename = "Patient")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Patient3 {
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
            #[serde(default, deserialize_with = "leaf::allergies")]
            allergies: chart::Allergies,
            #[serde(default)]
            notes: String,
            #[serde(default, deserialize_with = "leaf::void_reason")]
            voided: Option<String>,
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

        /// Version 2 knows courses that were declared void.
        #[derive(Deserialize)]
        #[serde(rename = "Course")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Course2 {
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
            #[serde(default, deserialize_with = "leaf::void_reason")]
            voided: Option<String>,
        }

        impl From<Library> for LibraryFile {
            fn from(file: Library) -> Self {
                Self { name: file.name }
            }
        }

        impl From<Patient> for chart::Patient {
            fn from(Patient { _schema, id, name, reference, born, sex, allergies, notes }: Patient) -> Self {
                let allergies = chart::Allergies::of_text(&allergies);
                Patient2 { _schema, id, name, reference, born, sex, allergies, notes }.into()
            }
        }

        impl From<Patient2> for chart::Patient {
            fn from(Patient2 { _schema, id, name, reference, born, sex, allergies, notes }: Patient2) -> Self {
                Patient3 { _schema, id, name, reference, born, sex, allergies, notes, voided: None }.into()
            }
        }

        impl From<Patient3> for chart::Patient {
            fn from(file: Patient3) -> Self {
                let Patient3 { _schema: _, id, name, reference, born, sex, allergies, notes, voided } = file;
                Self { id, name, reference, born, sex, allergies, notes, voided }
            }
        }

        impl From<Course> for chart::Course {
            fn from(Course { _schema, id, title, indication, body, planned_days, notes }: Course) -> Self {
                Course2 { _schema, id, title, indication, body, planned_days, notes, voided: None }.into()
            }
        }

        impl From<Course2> for chart::Course {
            fn from(file: Course2) -> Self {
                let Course2 { _schema: _, id, title, indication, body, planned_days, notes, voided } = file;
                Self { id, title, indication, body, planned_days, notes, voided }
            }
        }

        sessions!($(#[$unknown_fields])?);
        groups!($(#[$unknown_fields])?);
        outcomes!($(#[$unknown_fields])?);
        rows!($(#[$unknown_fields])?);
    };
}

/// For files of this version: a field that isn't known would be lost by the next save, so it is refused.
mod strict {
    records!(#[serde(deny_unknown_fields)]);

    pub(in super::super) type Group9 = Group6<Over9>;
    pub(super) type Session9 = Checked7<Group9>;
    pub(super) type Session8 = Checked7<Group6<Over>>;
    pub(super) type Session5 = Session4<Cocktail5, Group5, Mark5>;
}

/// For files of a newer version, which are only looked at.
mod lenient {
    records!();
}

/// A mark and a group in a list of marks, as in a session of the current version.
pub(super) use strict::{Group9 as ListedGroup, Mark5 as ListedMark};

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

record!(LibraryFile, "library", 1 => Library, current 2 => Library);
record!(Patient, "patient", 1 => Patient, 2 => Patient2, 3 => Patient3, current 4 => Patient3);
record!(Course, "course", 1 => Course, 2 => Course2, current 3 => Course2);
record!(SessionFile, "session", 1 => Session, 2 => Session2, 3 => Session3, 4 => SessionWithGroups,
    5 => Session5, 6 => Session6, 7 => Session8, 8 => Session8, 9 => Session9, current 10 => Session10);
