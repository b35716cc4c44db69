//! Version 10 of a session, which knows outcomes, as serde reads it.

/// The structs of outcomes, with what serde is to do about unknown fields; expanded where the sessions are.
macro_rules! outcomes {
    ($(#[$unknown_fields:meta])?) => {
        /// Version 10 keeps what was assessed.
        #[derive(Deserialize)]
        #[serde(rename = "Session")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Written10 {
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
            #[serde(default, deserialize_with = "leaf::some_number")]
            charting_s: Option<u32>,
            #[serde(deserialize_with = "leaf::cocktails::<_, Cocktail5>")]
            cocktails: Vec<chart::Cocktail>,
            #[serde(default)]
            last_number: u32,
            #[serde(default, deserialize_with = "group_leaf::groups::<_, Group6<Over9>>")]
            groups: Vec<GroupRow>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark5>")]
            marks: Vec<MarkRow>,
            #[serde(default, deserialize_with = "leaf::void_reason")]
            voided: Option<String>,
            #[serde(default, deserialize_with = "leaf::void_marks::<_, Void7>")]
            void_marks: Vec<VoidRow>,
            #[serde(default)]
            last_outcome: u32,
            #[serde(default, deserialize_with = "outcome_leaf::outcomes::<_, Outcome10>")]
            outcomes: Vec<chart::Outcome>,
        }

        /// One line of what was assessed.
        #[derive(Deserialize)]
        #[serde(rename = "Outcome")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Outcome10 {
            #[serde(deserialize_with = "outcome_leaf::id")]
            id: chart::OutcomeId,
            #[serde(deserialize_with = "outcome_leaf::scale")]
            scale: chart::ScaleId,
            #[serde(default, deserialize_with = "outcome_leaf::short")]
            version: String,
            #[serde(default, deserialize_with = "outcome_leaf::some_region")]
            region: Option<RegionId>,
            #[serde(default, deserialize_with = "outcome_leaf::some_side")]
            side: Option<Side>,
            #[serde(deserialize_with = "outcome_leaf::value")]
            value: chart::Value,
            #[serde(deserialize_with = "leaf::moment")]
            at: chart::Moment,
            #[serde(default, deserialize_with = "outcome_leaf::long")]
            by: String,
            #[serde(default, deserialize_with = "outcome_leaf::long")]
            note: String,
        }

        impl From<Outcome10> for OutcomeRow {
            fn from(row: Outcome10) -> Self {
                let Outcome10 { id, scale, version, region, side, value, at, by, note } = row;
                let outcome = chart::Outcome { id, scale, version, place: None, value, at, by, note };
                Self { outcome, region, side }
            }
        }

        /// A session in which no mark is both void and not.
        #[derive(Deserialize)]
        #[serde(try_from = "Written10")]
        pub(in super::super) struct Session10(Written10);

        impl TryFrom<Written10> for Session10 {
            type Error = ron::Error;

            fn try_from(file: Written10) -> Result<Self, Self::Error> {
                leaf::refuse_twice(&file.marks, &file.void_marks)?;
                Ok(Self(file))
            }
        }

        impl From<Session10> for SessionFile {
            fn from(Session10(file): Session10) -> Self {
                file.into()
            }
        }

        impl From<Written10> for SessionFile {
            fn from(file: Written10) -> Self {
                let Written10 {
                    _schema: _, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks, voided, void_marks, last_outcome, outcomes,
                } = file;
                let details = chart::Details { title, started, clinician, notes, size: measured, charting_s, voided };
                // A mark or an outcome added by hand may be ahead of the count.
                let all = marks.iter().chain(void_marks.iter().map(|void| &void.mark));
                let last_number = all.map(|mark| mark.number.max(mark.id.0)).fold(last_number, u32::max);
                let last_outcome = outcomes.iter().map(|outcome| outcome.id.0).fold(last_outcome, u32::max);
                Self {
                    id, details, body, cocktails, groups, marks, voided: void_marks, last_number, outcomes,
                    last_outcome,
                }
            }
        }
    };
}
