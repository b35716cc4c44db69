//! Every version of a session as serde reads it, and the way from each to the next.

/// The structs of sessions, with what serde is to do about unknown fields; expanded where the other records are.
macro_rules! sessions {
    ($(#[$unknown_fields:meta])?) => {
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

        /// Version 6 knows more of how a field was laid.
        #[derive(Deserialize)]
        #[serde(rename = "Session")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session6 {
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
            #[serde(default, deserialize_with = "group_leaf::groups::<_, Group6<Over>>")]
            groups: Vec<GroupRow>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark5>")]
            marks: Vec<MarkRow>,
        }

        /// Version 7 keeps what was declared void; groups are read as `G`.
        #[derive(Deserialize)]
        #[serde(rename = "Session", bound = "G: Deserialize<'de> + Into<GroupRow>")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Session7<G> {
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
            #[serde(default, deserialize_with = "group_leaf::groups::<_, G>")]
            groups: Vec<GroupRow>,
            #[serde(deserialize_with = "leaf::marks::<_, Mark5>")]
            marks: Vec<MarkRow>,
            #[serde(default, deserialize_with = "leaf::void_reason")]
            voided: Option<String>,
            #[serde(default, deserialize_with = "leaf::void_marks::<_, Void7>")]
            void_marks: Vec<VoidRow>,
            #[serde(skip)]
            rows: PhantomData<G>,
        }

        /// One line of what is void.
        #[derive(Deserialize)]
        #[serde(rename = "Void")]
        $(#[$unknown_fields])?
        pub(in super::super) struct Void7 {
            #[serde(deserialize_with = "leaf::void_reason")]
            why: Option<String>,
            mark: Mark5,
        }

        impl From<Void7> for VoidRow {
            fn from(Void7 { why, mark }: Void7) -> Self {
                Self { why: why.unwrap_or_default(), mark: mark.into() }
            }
        }

        /// A session in which no mark is both void and not.
        #[derive(Deserialize)]
        #[serde(try_from = "Session7<G>", bound = "G: Deserialize<'de> + Into<GroupRow>")]
        pub(in super::super) struct Checked7<G>(Session7<G>);

        impl<G> TryFrom<Session7<G>> for Checked7<G> {
            type Error = ron::Error;

            fn try_from(file: Session7<G>) -> Result<Self, Self::Error> {
                leaf::refuse_twice(&file.marks, &file.void_marks)?;
                Ok(Self(file))
            }
        }

        impl<G> From<Checked7<G>> for SessionFile {
            fn from(Checked7(file): Checked7<G>) -> Self {
                file.into()
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
                let charting_s = None;
                Session6 {
                    _schema, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks,
                }
                .into()
            }
        }

        impl From<Session6> for SessionFile {
            fn from(file: Session6) -> Self {
                let Session6 {
                    _schema, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks,
                } = file;
                let (voided, void_marks, rows) = (None, Vec::new(), PhantomData::<Group6<Over>>);
                Session7 {
                    _schema, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks, voided, void_marks, rows,
                }
                .into()
            }
        }

        impl<G> From<Session7<G>> for SessionFile {
            fn from(file: Session7<G>) -> Self {
                let Session7 {
                    _schema, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks, voided, void_marks, rows: _,
                } = file;
                let (last_outcome, outcomes) = (0, Vec::new());
                Written10 {
                    _schema, id, title, started, clinician, body, notes, measured, charting_s,
                    cocktails, last_number, groups, marks, voided, void_marks, last_outcome, outcomes,
                }
                .into()
            }
        }
    };
}
