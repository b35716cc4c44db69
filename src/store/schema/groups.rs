//! How marks came to be there together, in every version of a session, as serde reads it.

/// The structs of groups, with what serde is to do about unknown fields; expanded where the sessions are.
macro_rules! groups {
    ($(#[$unknown_fields:meta])?) => {
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

        /// Version 6 knows more patterns, and says where else a field's places lie; what a field covers is read as `O`.
        #[derive(Deserialize)]
        #[serde(rename = "Group")]
        $(#[$unknown_fields])?
        pub(in super::super) enum Group6<O> {
            Field {
                #[serde(deserialize_with = "group_leaf::id")]
                id: chart::GroupId,
                over: O,
                #[serde(default)]
                mirrored: bool,
                #[serde(deserialize_with = "group_leaf::pattern6")]
                pattern: Pattern,
                #[serde(deserialize_with = "group_leaf::spacing")]
                spacing_mm: chart::Length,
                #[serde(default, deserialize_with = "group_leaf::margin")]
                margin_mm: chart::Length,
                #[serde(default, deserialize_with = "group_leaf::some_anchor")]
                anchor: Option<Spot>,
                #[serde(default, deserialize_with = "group_leaf::some_direction")]
                toward_degrees: Option<chart::Angle>,
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
                    Over::Regions(patches) => Over9::Regions(patches),
                    Over::Outline(corners) => Over9::Outline(corners),
                    Over::Row(spots) => Over9::Row(spots),
                }
                .into()
            }
        }

        /// Version 9 knows what a brush went over.
        #[derive(Deserialize)]
        #[serde(rename = "Over")]
        $(#[$unknown_fields])?
        pub(in super::super) enum Over9 {
            Regions(#[serde(deserialize_with = "group_leaf::patches")] BTreeSet<Patch>),
            Outline(#[serde(deserialize_with = "leaf::outline")] Vec<Spot>),
            Row(#[serde(deserialize_with = "leaf::row")] Vec<Spot>),
            Painted {
                #[serde(deserialize_with = "leaf::row")]
                along: Vec<Spot>,
                #[serde(deserialize_with = "group_leaf::radius")]
                radius_mm: chart::Length,
            },
        }

        impl From<Over9> for GroundRow {
            fn from(over: Over9) -> Self {
                match over {
                    Over9::Regions(patches) => Self::Regions(patches),
                    Over9::Outline(corners) => Self::Outline(corners),
                    Over9::Row(spots) => Self::Row(spots),
                    Over9::Painted { along, radius_mm } => Self::Painted(along, radius_mm),
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
                let (margin_mm, anchor, toward_degrees) = (chart::Length::ZERO, None, None);
                match group {
                    Group5::Field { id, over, mirrored, pattern, spacing_mm, protocol, remark } => Group6::<Over>::Field {
                        id, over, mirrored, pattern, spacing_mm, margin_mm, anchor, toward_degrees, protocol, remark,
                    },
                    Group5::Carried { id, session, started, remark } => {
                        Group6::<Over>::Carried { id, session, started, remark }
                    }
                    Group5::Together { id, remark } => Group6::<Over>::Together { id, remark },
                    Group5::Protocol { id, protocol, remark } => Group6::<Over>::Protocol { id, protocol, remark },
                }
                .into()
            }
        }

        impl<O: Into<GroundRow>> From<Group6<O>> for GroupRow {
            fn from(group: Group6<O>) -> Self {
                match group {
                    Group6::Field {
                        id, over, mirrored, pattern, spacing_mm: spacing, margin_mm: margin, anchor,
                        toward_degrees: toward, protocol, remark,
                    } => {
                        let placing = PlacingRow { margin, anchor, toward };
                        let over = over.into();
                        let origin = OriginRow::Field { over, mirrored, pattern, spacing, placing, protocol };
                        Self { id, origin, remark }
                    }
                    Group6::Carried { id, session, started, remark } => {
                        Self { id, origin: OriginRow::Carried(chart::Source { session, started }), remark }
                    }
                    Group6::Together { id, remark } => Self { id, origin: OriginRow::Together, remark },
                    Group6::Protocol { id, protocol, remark } => {
                        Self { id, origin: OriginRow::Protocol(protocol), remark }
                    }
                }
            }
        }
    };
}
