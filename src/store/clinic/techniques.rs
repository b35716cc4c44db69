//! A clinic's own list of techniques, and its file: `mesomap/techniques/3`.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::Deserializer;

use super::super::depot::Place;
use super::super::folders::CLINIC_FOLDER;
use super::super::names::slug;
use super::super::read::{Fault, Record, from_ron};
use super::super::record::value;
use super::super::technique_leaf::{ChangeRow, IdRow, TechniqueRow, manner_fields, row_by_row, technique_text};
use super::super::write::{Writer, quoted};
use super::super::{Flaw, Library, Note, Position, StoreError, Stored, TechniqueFlaw, techniques};
use crate::chart::{ClinicTechniques, Manner, Technique, TechniqueChange, TechniqueEdit, TechniqueId, Techniques};

impl Record for ClinicTechniques {
    const KIND: &'static str = "techniques";
    const CURRENT: u32 = 3;

    /// Version 1 was never a library's.
    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            2 | 3 => from_ron::<File>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(Self::CURRENT, text)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Techniques", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default, deserialize_with = "hidden")]
    hidden: BTreeSet<TechniqueId>,
    #[serde(default, deserialize_with = "changes")]
    changes: Vec<TechniqueChange>,
    #[serde(default, deserialize_with = "own")]
    techniques: Vec<Technique>,
}

impl From<File> for ClinicTechniques {
    fn from(File { hidden, changes, techniques: own, .. }: File) -> Self {
        Self { hidden, changes, own }
    }
}

/// Refuses one row more than a list may have.
fn is_room<T>(before: &[T]) -> Result<(), Flaw> {
    let most = ClinicTechniques::MOST;
    if before.len() >= most { Err(TechniqueFlaw::TooMany { most }.into()) } else { Ok(()) }
}

fn twice(id: &TechniqueId) -> Flaw {
    TechniqueFlaw::Twice(id.to_string()).into()
}

fn is_fixed(id: &TechniqueId) -> bool {
    techniques().get(id).is_some_and(|technique| technique.fixed)
}

fn fixed(id: &TechniqueId) -> Flaw {
    TechniqueFlaw::Fixed(id.to_string()).into()
}

/// Of what this program doesn't know the clinic may have hidden something too: a newer one does.
fn hidden<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<TechniqueId>, D::Error> {
    let make = |before: &[TechniqueId], IdRow(id): IdRow| {
        is_room(before)?;
        if is_fixed(&id) { Err(fixed(&id)) } else { Ok(id) }
    };
    Ok(row_by_row(from, make)?.into_iter().collect())
}

fn changes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<TechniqueChange>, D::Error> {
    row_by_row(from, |before: &[TechniqueChange], row: ChangeRow| {
        is_room(before)?;
        if before.iter().any(|change| change.id == row.id) {
            return Err(twice(&row.id));
        }
        let ChangeRow { id, default_depth_mm: default_depth, aliases, needle, needle_mm, angle_deg, delivery } = row;
        let manner = Manner { needle, needle_length: needle_mm, angle: angle_deg, delivery };
        if is_fixed(&id) && (default_depth.is_some() || manner != Manner::default()) {
            return Err(fixed(&id));
        }
        Ok(TechniqueChange { id, default_depth, aliases, manner })
    })
}

fn own<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Technique>, D::Error> {
    row_by_row(from, |before: &[Technique], row: TechniqueRow| {
        is_room(before)?;
        let technique = Technique::from(row);
        if technique.fixed {
            return Err(fixed(&technique.id));
        }
        let is_known = techniques().get(&technique.id).is_some();
        if is_known || before.iter().any(|known| known.id == technique.id) {
            return Err(twice(&technique.id));
        }
        Ok(technique)
    })
}

/// The text of the file.
pub(in super::super) fn techniques_text(list: &ClinicTechniques) -> String {
    let mut file = Writer::new::<ClinicTechniques>();
    let hidden: Vec<&TechniqueId> = list.hidden.iter().collect();
    file.list("hidden", &hidden, |file, id| file.line(format_args!("{},", quoted(id.as_str()))));
    file.list("changes", &list.changes, |file, change| file.line(change_text(change)));
    file.list("techniques", &list.own, |file, technique| file.line(technique_text(technique)));
    file.finish()
}

fn change_text(change: &TechniqueChange) -> String {
    let id = Some(format!("id: {}", quoted(change.id.as_str())));
    let manner = manner_fields(change.default_depth, &change.aliases, &change.manner);
    let fields: Vec<String> = [id].into_iter().chain(manner).flatten().collect();
    format!("({}),", fields.join(", "))
}

/// The techniques of a library.
#[derive(Clone, Debug)]
pub struct TechniqueList {
    /// Those of the program as the clinic changed them, and its own.
    pub techniques: Arc<Techniques>,
    /// Why the clinic's own list can't be read; then the techniques are those of the program.
    pub fault: Option<StoreError>,
}

impl TechniqueList {
    fn of(read: Result<ClinicTechniques, StoreError>) -> Self {
        let (list, fault) = match read {
            Ok(list) => (list, None),
            Err(StoreError::NotFound { .. }) => (ClinicTechniques::default(), None),
            Err(why) => (ClinicTechniques::default(), Some(why)),
        };
        Self { techniques: Arc::new(list.over(techniques())), fault }
    }

    /// Those that come with the program.
    pub fn shipped() -> Self {
        Self::of(Ok(ClinicTechniques::default()))
    }
}

/// The techniques for the session at a place: those of the library that it lies in, else those of the program.
pub fn techniques_of(place: &Place) -> TechniqueList {
    Library::at(place.root()).map_or_else(|_outside| TechniqueList::shipped(), |library| library.techniques())
}

/// The record of a library's list, whether it is there or not.
pub(in super::super) fn techniques_record(root: &Place) -> Place {
    root.child(CLINIC_FOLDER).child("techniques.record")
}

impl Library {
    /// The techniques of the clinic; those of the program, with the reason, where its own list can't be read.
    pub fn techniques(&self) -> TechniqueList {
        TechniqueList::of(value(&self.techniques_record()))
    }

    /// The record of the clinic's own list, whether it is there or not.
    pub fn techniques_record(&self) -> Place {
        techniques_record(self.root())
    }

    /// Changes the clinic's list; what another window changed since stays. A new technique gets an identifier made from its
    /// name, which it keeps.
    ///
    /// # Errors
    ///
    /// When the list can't be read or written.
    pub fn change_techniques(&self, edit: &TechniqueEdit, note: &Note) -> Result<Stored<TechniqueList>, StoreError> {
        let change = |list: ClinicTechniques| {
            let edit = identified(edit, &list);
            list.edited(&edit, techniques())
        };
        let Stored { it, kept } = self.change(&self.techniques_record(), change, techniques_text, note)?;
        Ok(Stored { it: TechniqueList::of(Ok(it)), kept })
    }
}

/// The edit, with an identifier for a technique that is new: one that no technique of the program will ever have.
fn identified(edit: &TechniqueEdit, list: &ClinicTechniques) -> TechniqueEdit {
    match edit {
        TechniqueEdit::Put(technique) if technique.id.as_str().is_empty() => {
            let base = format!("clinic-{}", slug(technique.name("en"), "technique"));
            let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
            let is_free = |id: &TechniqueId| !list.own.iter().any(|own| own.id == *id);
            let mut ids = std::iter::once(base.clone()).chain(numbered).map(|id| TechniqueId::new(&id));
            let id = ids.find(is_free).unwrap_or_else(|| TechniqueId::new(&base));
            TechniqueEdit::Put(Box::new(Technique { id, ..Technique::clone(technique) }))
        }
        other => other.clone(),
    }
}
