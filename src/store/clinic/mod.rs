//! What a clinic keeps beside its patients, in the folder `clinic` of a library: its protocols, its
//! formulary and its list of techniques.

mod formulary;
mod protocol;
mod techniques;

use std::sync::OnceLock;

use super::depot::Place;
use super::folders::{CLINIC_FOLDER, PATIENT, has_record, records_among};
use super::read::{Record, parse};
use super::record::{Appended, Base, RECORD, append, create, create_first_free, current, value};
use super::{Library, Note, StoreError, Stored, names};
use crate::chart::{Cocktail, Formulary, FormularyEdit, Protocol, Reference};
pub(super) use formulary::formulary_text;
pub(super) use protocol::protocol_text;
pub use techniques::{TechniqueList, techniques_of};
pub(super) use techniques::{techniques_record, techniques_text};

/// The protocols that are built into the program, each a file as a library keeps it.
const SHIPPED: [&str; 13] = [
    include_str!("../../../assets/protocols/full-face-mesolift.ron"),
    include_str!("../../../assets/protocols/periorbital.ron"),
    include_str!("../../../assets/protocols/neck-decollete.ron"),
    include_str!("../../../assets/protocols/hand-dorsum.ron"),
    include_str!("../../../assets/protocols/scalp-bands.ron"),
    include_str!("../../../assets/protocols/abdomen-grid.ron"),
    include_str!("../../../assets/protocols/thigh-buttock-rows.ron"),
    include_str!("../../../assets/protocols/paraspinal-l1-s1.ron"),
    include_str!("../../../assets/protocols/cervical.ron"),
    include_str!("../../../assets/protocols/sciatic-course.ron"),
    include_str!("../../../assets/protocols/preempt.ron"),
    include_str!("../../../assets/protocols/glabella-5.ron"),
    include_str!("../../../assets/protocols/axilla.ron"),
];

/// The protocols that come with the program.
pub fn shipped_protocols() -> &'static [Protocol] {
    static SHIPPED_PROTOCOLS: OnceLock<Vec<Protocol>> = OnceLock::new();
    // A test reads every one of them.
    let read = |text: &&str| Some(parse::<Protocol>(text).ok()?.value);
    SHIPPED_PROTOCOLS.get_or_init(|| SHIPPED.iter().filter_map(read).collect())
}

/// The products that come with the program: what is known of them, without manufacturer and lot.
pub fn known_products() -> &'static Formulary {
    static KNOWN: OnceLock<Formulary> = OnceLock::new();
    // A test reads it.
    let read = || parse::<Formulary>(include_str!("../../../assets/formulary.ron")).map(|parsed| parsed.value);
    KNOWN.get_or_init(|| read().unwrap_or_default())
}

/// A protocol's record and what it says.
#[derive(Clone, Debug)]
pub struct ProtocolEntry {
    /// The record.
    pub place: Place,
    /// The protocol, or why the record can't be read.
    pub protocol: Result<Protocol, StoreError>,
}

impl Library {
    /// Refuses to write among the courses of a patient whose folder is called as the clinic's own would be.
    pub(super) fn require_clinic_folder(&self) -> Result<(), StoreError> {
        self.require_current()?;
        let folder = self.root().child(CLINIC_FOLDER);
        if !has_record(&folder, PATIENT) {
            return Ok(());
        }
        Err(StoreError::AlreadyExists { file: folder.child(PATIENT).shown() })
    }

    /// The record of the clinic's formulary, whether it is there or not.
    pub fn formulary_record(&self) -> Place {
        formulary_record(self.root())
    }

    /// The clinic's formulary; empty where it has none yet.
    ///
    /// # Errors
    ///
    /// When it can't be read, or a newer program wrote it.
    pub fn formulary(&self) -> Result<Formulary, StoreError> {
        Ok(to_change(&formulary_record(self.root()))?.0)
    }

    /// Adds to the formulary what a cocktail was mixed from, and itself as a recipe. What another window added since stays.
    ///
    /// # Errors
    ///
    /// When it can't be read or written.
    pub fn learn(&self, cocktail: &Cocktail, note: &Note) -> Result<Stored<Formulary>, StoreError> {
        let learned = |known: Formulary| known.learned(cocktail);
        self.change(&formulary_record(self.root()), learned, formulary_text, note)
    }

    /// Changes the formulary by hand; what another window changed since stays.
    ///
    /// # Errors
    ///
    /// When it can't be read or written.
    pub fn change_formulary(&self, edit: &FormularyEdit, note: &Note) -> Result<Stored<Formulary>, StoreError> {
        self.change(&formulary_record(self.root()), |known: Formulary| known.edited(edit), formulary_text, note)
    }

    /// Changes a record of the clinic's own, which is made where there is none. Where another window changed it meanwhile, its
    /// change is changed, so that neither loses what the other wrote. What couldn't be read back isn't written.
    fn change<T: Record + Default>(
        &self,
        record: &Place,
        change: impl Fn(T) -> T,
        text: impl Fn(&T) -> String,
        note: &Note,
    ) -> Result<Stored<T>, StoreError> {
        self.require_clinic_folder()?;
        tried_again(|| {
            let (known, base) = to_change(record)?;
            let changed = change(known);
            let text = text(&changed);
            parse::<T>(&text).map_err(|fault| fault.in_file(&record.shown()))?;
            let appended = append_or_create(self.root(), record, (&text, note), &base)?;
            Ok(Stored { it: changed, kept: appended.kept })
        })
    }

    /// The clinic's own protocols, each as it is now, in the order of their records.
    ///
    /// # Errors
    ///
    /// Only when their folder can't be read.
    pub fn protocols(&self) -> Result<Vec<ProtocolEntry>, StoreError> {
        let entry = |place: Place| ProtocolEntry { protocol: value(&place), place };
        Ok(protocol_records(self.root())?.into_iter().map(entry).collect())
    }

    /// Writes a protocol: as the next state of the one that has its name already, which stays. Returns it as it was written.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn add_protocol(&self, protocol: &Protocol, new_id: &str, note: &Note) -> Result<Stored<Protocol>, StoreError> {
        self.require_clinic_folder()?;
        tried_again(|| {
            let listed = self.protocols()?;
            let known = listed.iter().filter_map(|entry| Some((&entry.place, entry.protocol.as_ref().ok()?)));
            let same =
                known.filter(|(_, known)| known.names == protocol.names).max_by_key(|(_, p)| p.reference.revision);
            // Their folder comes with the first of them, and only with that.
            let home = if listed.is_empty() { self.root().clone() } else { protocols_folder(self.root()) };
            let (place, base, reference) = if let Some((place, same)) = same {
                let Reference { id, revision } = same.reference.clone();
                let base = current::<Protocol>(place)?.into_change()?.1;
                (place.clone(), base, Reference { id, revision: revision.saturating_add(1) })
            } else {
                let id = new_id.to_owned();
                (free_record(&listed, protocol, self.root()), Base::default(), Reference { id, revision: 1 })
            };
            let written = Protocol { reference, ..protocol.clone() };
            let text = protocol_text(&written);
            let appended = append_or_create(&home, &place, (&text, note), &base)?;
            Ok(Stored { it: written, kept: appended.kept })
        })
    }
}

/// A record of the clinic's own as it may be changed, and what the change grows from: unless it can't be read, or a save would
/// lose what a newer program wrote.
fn to_change<T: Record + Default>(record: &Place) -> Result<(T, Base), StoreError> {
    match current::<T>(record) {
        Err(StoreError::NotFound { .. }) => Ok((T::default(), Base::default())),
        read => read?.into_change(),
    }
}

/// How often what others saved meanwhile is looked at anew: what goes on for longer is no other window's save.
const TRIES: usize = 200;

/// Does something again where somebody else saved meanwhile; each turn somebody else's change is in. That there was somebody at
/// every one of [`TRIES`] is told in the end.
fn tried_again<T>(mut work: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match work() {
            Err(StoreError::Superseded { .. }) if tries < TRIES => {}
            Err(StoreError::Superseded { file }) => return Err(StoreError::NeverFree { file, tries }),
            done => return done,
        }
    }
}

/// Saves the next state of a record, or the first of one that is new, below a folder that must be there.
fn append_or_create(
    home: &Place,
    record: &Place,
    (text, note): (&str, &Note),
    base: &Base,
) -> Result<Appended, StoreError> {
    if *base == Base::default() { create(home, record, text, note) } else { append(record, text, note, base) }
}

/// Makes the first state of a record under the first name for a slug that is free in a folder of the clinic's.
pub(super) fn create_named(
    root: &Place,
    (folder, slug): (&Place, &str),
    text: &str,
    note: &Note,
) -> Result<(Place, Appended), StoreError> {
    let taken: Vec<String> = folder.list_if_there()?.into_iter().map(|entry| entry.name).collect();
    let names = names::candidates(slug).map(|name| format!("{name}{RECORD}"));
    let free = names.filter(|name| !taken.contains(name)).map(|name| folder.child(&name));
    create_first_free(root, free, text, note)?.ok_or_else(|| StoreError::AlreadyExists { file: folder.shown() })
}

/// A record that no protocol has yet.
fn free_record(listed: &[ProtocolEntry], protocol: &Protocol, root: &Place) -> Place {
    let slug = names::slug(protocol.name("en"), "protocol");
    let folder = protocols_folder(root);
    let mut places = names::candidates(&slug).map(|name| folder.child(&format!("{name}{RECORD}")));
    let is_free = |place: &Place| !listed.iter().any(|entry| entry.place == *place);
    places.find(is_free).unwrap_or_else(|| folder.child(&format!("{slug}{RECORD}")))
}

/// The newest revision of every protocol, those of the program first.
pub fn newest_protocols(own: &[ProtocolEntry]) -> Vec<Protocol> {
    let mut newest: Vec<Protocol> = shipped_protocols().to_vec();
    for protocol in own.iter().filter_map(|entry| entry.protocol.as_ref().ok()) {
        match newest.iter_mut().find(|known| known.reference.id == protocol.reference.id) {
            Some(known) if known.reference.revision < protocol.reference.revision => *known = protocol.clone(),
            Some(_) => {}
            None => newest.push(protocol.clone()),
        }
    }
    newest
}

/// The records of a library's own protocols.
pub(super) fn protocol_records(root: &Place) -> Result<Vec<Place>, StoreError> {
    let folder = protocols_folder(root);
    let entries = folder.list_if_there()?;
    Ok(records_among(&folder, entries))
}

/// The record of a library's formulary, whether it is there or not.
pub(super) fn formulary_record(root: &Place) -> Place {
    clinic_folder(root).child("formulary.record")
}

/// Whether a record is one of a library's own protocols.
pub(super) fn is_protocol(record: &Place) -> bool {
    record.parent() == Some(protocols_folder(&record.root()))
}

/// The folder of a library that holds what is the clinic's own.
pub(super) fn clinic_folder(root: &Place) -> Place {
    root.child(CLINIC_FOLDER)
}

fn protocols_folder(root: &Place) -> Place {
    clinic_folder(root).child("protocols")
}
