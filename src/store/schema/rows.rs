//! What a session lists, in every version, as serde reads it: cocktails and marks.

/// The structs of rows, with what serde is to do about unknown fields; expanded where the sessions are.
macro_rules! rows {
    ($(#[$unknown_fields:meta])?) => {
        #[derive(Deserialize)]
        $(#[$unknown_fields])?
        pub(in super::super) struct Cocktail<V> {
            #[serde(deserialize_with = "leaf::letter")]
            letter: chart::Letter,
            name: String,
            prepared_ml: V,
            components: Vec<Component<V>>,
        }

        /// Version 5 says what was discarded of it, and why; a reason without a volume would be lost by the next save.
        pub(in super::super) struct Cocktail5(chart::Cocktail);

        impl<'de> Deserialize<'de> for Cocktail5 {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                #[serde(rename = "Cocktail")]
                $(#[$unknown_fields])?
                struct Written {
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
                let Written { letter, name, prepared_ml, discarded_ml, discarded_why: why, components } =
                    Written::deserialize(from)?;
                if discarded_ml.is_none() && !why.is_empty() {
                    let (field, within) = ("discarded_ml".to_owned(), Some("Cocktail".to_owned()));
                    return Err(Flaw::MissingField { field, within }.into_error());
                }
                let discarded = discarded_ml.map(|volume| chart::Discarded { volume, why });
                Ok(Self(chart::Cocktail { discarded, ..Cocktail { letter, name, prepared_ml, components }.into() }))
            }
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

        impl<V: Into<chart::Volume>> From<Cocktail<V>> for chart::Cocktail {
            fn from(Cocktail { letter, name, prepared_ml, components }: Cocktail<V>) -> Self {
                let components = components.into_iter().map(Into::into).collect();
                Self { letter, name, components, prepared: prepared_ml.into(), discarded: None }
            }
        }

        impl From<Cocktail5> for chart::Cocktail {
            fn from(Cocktail5(cocktail): Cocktail5) -> Self {
                cocktail
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
