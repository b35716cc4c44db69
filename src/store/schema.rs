//! The versions of every file as serde reads them, once strict and once lenient, and the way to the current one.

use crate::chart::{Course, Patient};

use super::model::{LibraryFile, SessionFile};
use super::read::{Fault, Record, from_ron};
use super::{Flaw, Position};

/// The records, with what serde is to do about unknown fields; all of version 1, and what later ones changed.
macro_rules! records {
    ($(#[$unknown_fields:meta])?) => {
        use std::collections::BTreeSet;
        use std::marker::PhantomData;
        use std::sync::Arc;

        use serde::Deserialize;

        use super::super::{group_leaf, leaf, remark_leaf};
        use super::super::leaf::{TenThousandths, Thousandths};
        use super::super::model::{GroundRow, GroupRow, LibraryFile, MarkRow, OriginRow, SessionFile, Spot, Spots};
        use crate::atlas::regions::Patch;
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
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail<Thousandths>>")]
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
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail<Thousandths>>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark>")]
            marks: Vec<MarkRow>,
        }

        /// Version 3 added lines and areas, groups, the last number, and volumes to 0.0001 mL.
        #[derive(Deserialize)]
        #[serde(rename = "Session")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session3 {
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
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail<TenThousandths>>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(default)]
            last_number: u32,
            #[serde(deserialize_with = "leaf::marks::<_, Mark3>")]
            marks: Vec<MarkRow>,
        }

        /// Version 4 added how groups came to be, version 5 protocols, remarks, devices and what was discarded: cocktails,
        /// groups and marks are read as `C`, `G` and `M`.
        #[derive(Deserialize)]
        #[serde(rename = "Session", bound = "C: Deserialize<'de> + Into<chart::Cocktail>, G: Deserialize<'de> + Into<GroupRow>, M: Deserialize<'de> + Into<MarkRow>")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session4<C, G, M> {
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
            #[serde(deserialize_with = "leaf::cocktails::<_, C>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(default)]
            last_number: u32,
            #[serde(default, deserialize_with = "group_leaf::groups::<_, G>")]
            groups: Vec<GroupRow>,
            #[serde(deserialize_with = "leaf::marks::<_, M>")]
            marks: Vec<MarkRow>,
            #[serde(skip)]
            rows: PhantomData<(C, G, M)>,
        }

        pub(in super::super) type SessionWithGroups = Session4<Cocktail<TenThousandths>, Group, Mark3>;
        pub(in super::super) type Session5 = Session4<Cocktail5, Group5, Mark5>;

        /// How marks came to be there together.
        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) enum Group {
            Field {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                over: Over,
                #[serde(default)]
                mirrored: bool,
                #[serde(deserialize_with = "group_leaf::pattern")]
                pattern: Pattern,
                #[serde(deserialize_with = "group_leaf::spacing")]
                spacing_mm: chart::Length,
            },
            Carried {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                #[serde(deserialize_with = "leaf::identifier")]
                session: String,
                #[serde(deserialize_with = "leaf::moment")]
                started: chart::Moment,
            },
        }

        /// Version 5 says by which protocol, and bears a remark.
        #[derive(Deserialize)]
        #[serde(rename = "Group")]
        $(#[$unknown_fields])?
        pub(in super::super) enum Group5 {
            Field {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                over: Over,
                #[serde(default)]
                mirrored: bool,
                #[serde(deserialize_with = "group_leaf::pattern")]
                pattern: Pattern,
                #[serde(deserialize_with = "group_leaf::spacing")]
                spacing_mm: chart::Length,
                #[serde(default, deserialize_with = "group_leaf::some_reference")]
                protocol: Option<chart::Reference>,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
            Carried {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                #[serde(deserialize_with = "leaf::identifier")]
                session: String,
                #[serde(deserialize_with = "leaf::moment")]
                started: chart::Moment,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
            Together {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
            Protocol {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                #[serde(deserialize_with = "group_leaf::reference")]
                protocol: chart::Reference,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
        }

        /// What a field covers or follows.
        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) enum Over {
            Regions(#[serde(deserialize_with = "group_leaf::patches")] BTreeSet<Patch>),
            Outline(#[serde(deserialize_with = "leaf::outline")] Vec<Spot>),
            Row(#[serde(deserialize_with = "leaf::row")] Vec<Spot>),
        }

        impl From<Over> for GroundRow {
            fn from(over: Over) -> Self {
                match over {
                    Over::Regions(patches) => Self::Regions(patches),
                    Over::Outline(corners) => Self::Outline(corners),
                    Over::Row(spots) => Self::Row(spots),
                }
            }
        }

        impl From<Group> for GroupRow {
            fn from(group: Group) -> Self {
                let (protocol, remark) = (None, None);
                match group {
                    Group::Field { id, over, mirrored, pattern, spacing_mm } => {
                        Group5::Field { id, over, mirrored, pattern, spacing_mm, protocol, remark }
                    }
                    Group::Carried { id, session, started } => Group5::Carried { id, session, started, remark },
                }
                .into()
            }
        }

        impl From<Group5> for GroupRow {
            fn from(group: Group5) -> Self {
                match group {
                    Group5::Field { id, over, mirrored, pattern, spacing_mm: spacing, protocol, remark } => {
                        let origin = OriginRow::Field { over: over.into(), mirrored, pattern, spacing, protocol };
                        Self { id, origin, remark }
                    }
                    Group5::Carried { id, session, started, remark } => {
                        Self { id, origin: OriginRow::Carried(chart::Source { session, started }), remark }
                    }
                    Group5::Together { id, remark } => Self { id, origin: OriginRow::Together, remark },
                    Group5::Protocol { id, protocol, remark } => {
                        Self { id, origin: OriginRow::Protocol(protocol), remark }
                    }
                }
            }
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Cocktail<V> {
            #[serde(deserialize_with = "leaf::letter")]
            letter: chart::Letter,
            name: String,
            prepared_ml: V,
            components: Vec<Component<V>>,
        }

        /// Version 5 says what was discarded of it, and why.
        #[derive(Deserialize)]
        #[serde(rename = "Cocktail")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Cocktail5 {
            #[serde(deserialize_with = "leaf::letter")]
            letter: chart::Letter,
            name: String,
            prepared_ml: TenThousandths,
            #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
            discarded_ml: Option<chart::Volume>,
            #[serde(default)]
            discarded_why: String,
            components: Vec<Component<TenThousandths>>,
        }

        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Component<V> {
            substance: String,
            #[serde(default, deserialize_with = "leaf::some_concentration")]
            concentration: Option<chart::Concentration>,
            volume_ml: V,
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
                at: Spot,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, Thousandths>")]
                volume_ml: Option<chart::Volume>,
            },
        }

        /// The shapes of version 3; what was deposited is told of each alike.
        #[derive(Deserialize)]
        #[serde(rename = "Mark")]
        $(#[$unknown_fields])?
        pub(in super::super) enum Mark3 {
            Point {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::position")]
                at: Spot,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
            },
            Line {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::path")]
                path: Vec<Spot>,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
            },
            Area {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::outline")]
                outline: Vec<Spot>,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
            },
        }

        /// Version 5 lets each bear a remark, and says how a device was set over an area.
        #[derive(Deserialize)]
        #[serde(rename = "Mark")]
        $(#[$unknown_fields])?
        pub(in super::super) enum Mark5 {
            Point {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::position")]
                at: Spot,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
            Line {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::path")]
                path: Vec<Spot>,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
            Area {
                id: u32,
                #[serde(default, deserialize_with = "leaf::some_number")]
                number: Option<u32>,
                #[serde(deserialize_with = "leaf::outline")]
                outline: Vec<Spot>,
                #[serde(deserialize_with = "leaf::technique")]
                technique: chart::TechniqueId,
                #[serde(deserialize_with = "leaf::depth")]
                depth_mm: chart::Depth,
                #[serde(default, deserialize_with = "leaf::some_letter")]
                cocktail: Option<chart::Letter>,
                #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
                volume_ml: Option<chart::Volume>,
                #[serde(default, deserialize_with = "leaf::some_group")]
                group: Option<chart::GroupId>,
                #[serde(default, deserialize_with = "remark_leaf::some_device")]
                device: Option<Arc<chart::Device>>,
                #[serde(default, deserialize_with = "remark_leaf::some_remark")]
                remark: Option<Arc<chart::Remark>>,
            },
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
                let last_number = 0;
                Session3 { _schema, id, title, started, clinician, body, notes, measured, cocktails, last_number, marks }
                    .into()
            }
        }

        impl From<Session3> for SessionFile {
            fn from(file: Session3) -> Self {
                let Session3 {
                    _schema, id, title, started, clinician, body, notes, measured, cocktails, last_number, marks,
                } = file;
                let (groups, rows) = (Vec::new(), PhantomData);
                SessionWithGroups {
                    _schema, id, title, started, clinician, body, notes, measured, cocktails, last_number, groups, marks,
                    rows,
                }
                .into()
            }
        }

        impl<C, G, M> From<Session4<C, G, M>> for SessionFile {
            fn from(file: Session4<C, G, M>) -> Self {
                let Session4 {
                    _schema, id, title, started, clinician, body, notes, measured, cocktails, last_number, groups, marks,
                    rows: _,
                } = file;
                let details = chart::Details { title, started, clinician, notes, size: measured };
                // A mark added by hand may be ahead of the count.
                let last_number = marks.iter().map(|mark| mark.number.max(mark.id.0)).fold(last_number, u32::max);
                Self { id, details, body, cocktails, groups, marks, last_number }
            }
        }

        impl<V: Into<chart::Volume>> From<Cocktail<V>> for chart::Cocktail {
            fn from(Cocktail { letter, name, prepared_ml, components }: Cocktail<V>) -> Self {
                let components = components.into_iter().map(Into::into).collect();
                Self { letter, name, components, prepared: prepared_ml.into(), discarded: None }
            }
        }

        impl From<Cocktail5> for chart::Cocktail {
            fn from(file: Cocktail5) -> Self {
                let Cocktail5 { letter, name, prepared_ml, discarded_ml, discarded_why: why, components } = file;
                let discarded = discarded_ml.map(|volume| chart::Discarded { volume, why });
                Self { discarded, ..Cocktail { letter, name, prepared_ml, components }.into() }
            }
        }

        impl<V: Into<chart::Volume>> From<Component<V>> for chart::Component {
            fn from(part: Component<V>) -> Self {
                let Component { substance, concentration, volume_ml, manufacturer, lot, expiry } = part;
                Self { substance, concentration, volume: volume_ml.into(), manufacturer, lot, expiry }
            }
        }

        impl From<Mark> for MarkRow {
            fn from(mark: Mark) -> Self {
                let Mark::Point { id, at, technique, depth_mm, cocktail, volume_ml } = mark;
                let (number, group) = (None, None);
                Mark3::Point { id, number, at, technique, depth_mm, cocktail, volume_ml, group }.into()
            }
        }

        impl From<Mark3> for MarkRow {
            fn from(mark: Mark3) -> Self {
                let (device, remark) = (None, None);
                match mark {
                    Mark3::Point { id, number, at, technique, depth_mm, cocktail, volume_ml, group } => {
                        Mark5::Point { id, number, at, technique, depth_mm, cocktail, volume_ml, group, remark }
                    }
                    Mark3::Line { id, number, path, technique, depth_mm, cocktail, volume_ml, group } => {
                        Mark5::Line { id, number, path, technique, depth_mm, cocktail, volume_ml, group, remark }
                    }
                    Mark3::Area { id, number, outline, technique, depth_mm, cocktail, volume_ml, group } => {
                        Mark5::Area {
                            id, number, outline, technique, depth_mm, cocktail, volume_ml, group, device, remark,
                        }
                    }
                }
                .into()
            }
        }

        impl From<Mark5> for MarkRow {
            fn from(mark: Mark5) -> Self {
                let (spots, id, number, technique, depth, cocktail, volume, group, device, remark) = match mark {
                    Mark5::Point { id, number, at, technique, depth_mm, cocktail, volume_ml, group, remark } => {
                        (Spots::Point(at), id, number, technique, depth_mm, cocktail, volume_ml, group, None, remark)
                    }
                    Mark5::Line { id, number, path, technique, depth_mm, cocktail, volume_ml, group, remark } => {
                        (Spots::Line(path), id, number, technique, depth_mm, cocktail, volume_ml, group, None, remark)
                    }
                    Mark5::Area {
                        id, number, outline, technique, depth_mm, cocktail, volume_ml, group, device, remark,
                    } => {
                        let spots = Spots::Area(outline);
                        (spots, id, number, technique, depth_mm, cocktail, volume_ml, group, device, remark)
                    }
                };
                let deposit = chart::Deposit { technique, depth, cocktail, volume };
                let (id, number) = (chart::MarkId(id), number.unwrap_or(id));
                Self { id, number, spots, deposit, group, device, remark }
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
record!(Patient, "patient", 1 => Patient, current 2 => Patient2);
record!(Course, "course", current 1 => Course);
record!(SessionFile, "session", 1 => Session, 2 => Session2, 3 => Session3, 4 => SessionWithGroups,
    current 5 => Session5);
