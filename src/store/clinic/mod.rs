//! What a clinic keeps beside its patients, in the folder `clinic` of a library: its protocols, its
//! formulary and its list of techniques.

mod formulary;
mod protocol;
mod techniques;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::read::{Record, load, parse};
use super::walk::{CLINIC_FOLDER, PATIENT_FILE, ron_files_in};
use super::{Library, StoreError, disk, lock, names};
use crate::chart::{Cocktail, Formulary, FormularyEdit, Protocol, Reference};
use formulary::formulary_text;
use protocol::protocol_text;

pub(super) use techniques::techniques_file;
pub use techniques::{TechniqueList, techniques_of};

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

/// A protocol's file and what it says.
#[derive(Clone, Debug)]
pub struct ProtocolEntry {
    /// The file.
    pub file: PathBuf,
    /// The protocol, or why the file can't be read.
    pub protocol: Result<Protocol, StoreError>,
}

impl Library {
    /// Refuses to write among the courses of a patient whose folder is called as the clinic's own would be.
    fn require_clinic_folder(&self) -> Result<(), StoreError> {
        self.require_current()?;
        let patient = self.root().join(CLINIC_FOLDER).join(PATIENT_FILE);
        if patient.exists() { Err(StoreError::AlreadyExists { file: patient }) } else { Ok(()) }
    }

    /// The clinic's formulary; empty where it has none yet.
    pub fn formulary(&self) -> Result<Formulary, StoreError> {
        Ok(to_change(&formulary_file(self.root()))?.unwrap_or_default())
    }

    /// Adds to the formulary what a cocktail was mixed from, and itself as a recipe. What another window added since stays.
    pub fn learn(&self, cocktail: &Cocktail) -> Result<Formulary, StoreError> {
        let learned = |known: Formulary| known.learned(cocktail);
        self.change(&formulary_file(self.root()), learned, formulary_text)
    }

    /// Changes the formulary by hand; what another window changed since stays.
    pub fn change_formulary(&self, edit: &FormularyEdit) -> Result<Formulary, StoreError> {
        self.change(&formulary_file(self.root()), |known: Formulary| known.edited(edit), formulary_text)
    }

    /// Changes a file of the clinic's own, which is made where there is none: read and written while no other window does
    /// the same, so that neither loses what the other wrote. What couldn't be read back isn't written.
    fn change<T: Record + Default>(
        &self,
        file: &Path,
        change: impl FnOnce(T) -> T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<T, StoreError> {
        self.require_clinic_folder()?;
        let folder = self.root().join(CLINIC_FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| StoreError::io(&folder, "created", error))?;
        let _alone = lock::claim_for_a_moment(file)?;
        let known = to_change(file)?;
        let write = if known.is_some() { disk::replace } else { disk::create };
        let changed = change(known.unwrap_or_default());
        let text = text(&changed);
        parse::<T>(&text).map_err(|fault| fault.in_file(file))?;
        write(file, &text)?;
        Ok(changed)
    }

    /// The clinic's own protocols, every revision, in the order of their files.
    pub fn protocols(&self) -> Result<Vec<ProtocolEntry>, StoreError> {
        let folder = protocols_folder(self.root());
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let entry = |file: PathBuf| ProtocolEntry { protocol: load(&file).map(|parsed| parsed.value), file };
        Ok(ron_files_in(&folder)?.into_iter().map(entry).collect())
    }

    /// Writes a protocol as a new file: as the next revision of the one that has its name already, which stays. Returns it
    /// as it was written.
    pub fn add_protocol(&self, protocol: &Protocol, new_id: &str) -> Result<Protocol, StoreError> {
        self.require_clinic_folder()?;
        let folder = protocols_folder(self.root());
        std::fs::create_dir_all(&folder).map_err(|error| StoreError::io(&folder, "created", error))?;
        let listed = self.protocols()?;
        let known = listed.iter().filter_map(|entry| entry.protocol.as_ref().ok());
        let same = known.filter(|known| known.names == protocol.names).max_by_key(|known| known.reference.revision);
        let reference = same.map_or_else(
            || Reference { id: new_id.to_owned(), revision: 1 },
            |same| Reference { id: same.reference.id.clone(), revision: same.reference.revision.saturating_add(1) },
        );
        let written = Protocol { reference, ..protocol.clone() };
        let file = free_file(&folder, &written)?;
        disk::create(&file, &protocol_text(&written))?;
        disk::sync_folder(&folder);
        Ok(written)
    }
}

/// A file of the clinic's own as it may be changed: unless it can't be read, or a save would lose what a newer program wrote.
fn to_change<T: Record>(file: &Path) -> Result<Option<T>, StoreError> {
    match load::<T>(file) {
        Err(StoreError::NotFound { .. }) => Ok(None),
        read => read?.replaceable(file).map(Some),
    }
}

fn free_file(folder: &Path, protocol: &Protocol) -> Result<PathBuf, StoreError> {
    let slug = names::slug(protocol.name("en"), "protocol");
    let speaking = format!("{slug}-{}", protocol.reference.revision);
    let mut files = names::candidates(folder, &speaking).map(|path| path.with_extension("ron"));
    files.find(|file| !file.exists()).ok_or_else(|| StoreError::AlreadyExists { file: folder.join(&speaking) })
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

/// The files of a library's own protocols.
pub(super) fn protocol_files(root: &Path) -> Vec<PathBuf> {
    ron_files_in(&protocols_folder(root)).unwrap_or_default()
}

/// The file of a library's formulary, whether it is there or not.
pub(super) fn formulary_file(root: &Path) -> PathBuf {
    root.join(CLINIC_FOLDER).join("formulary.ron")
}

fn protocols_folder(root: &Path) -> PathBuf {
    root.join(CLINIC_FOLDER).join("protocols")
}
