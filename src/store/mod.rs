//! The record on disk: a library is a folder of patients, courses and sessions, each state of each a RON file.
//!
//! `charts/README.md` describes the files for a reader without the program. The promises:
//!
//! - What is read is hostile until parsed: size, UTF-8, nesting, every number and every name are checked, and each
//!   refusal names file, line and column ([`StoreError`]) and what is wrong there ([`Flaw`]).
//! - Nothing is lost silently. Numbers finer than the record keeps are refused, not rounded; unknown fields are refused,
//!   not dropped; a file of a newer version opens to look at only; nothing is ever deleted, but at the end of its retention
//!   by a person who says so in the record ([`Erasing`]).
//! - Nothing is replaced. A record is a folder of numbered states ([`Lineage`]); a save makes the next one, which names what it
//!   grew from, who saved it, when and why ([`Revision`]). A state is there whole or not at all, and work in progress survives a
//!   crash beside them.
//! - Two windows need no lock to be safe: whoever saves second makes another state, and where both grew from one the record
//!   is a fork until a person says what becomes of it.
//! - One door leads to the files, [`depot::Depot`]. Above it nothing knows a path: what comes from outside becomes a depot and a
//!   key at the edge ([`place_at`], [`Library::open`]).

mod bundle;
mod catalogue;
mod check;
mod clinic;
pub mod depot;
mod edge;
mod ends;
mod entries;
mod erase;
mod error;
mod flaw;
mod folders;
mod fonts;
mod group_leaf;
mod index;
mod kin;
mod leaf;
mod ledger;
mod library;
mod marks;
mod model;
mod names;
mod open;
mod outbox;
mod outcome_leaf;
mod past;
mod read;
mod record;
mod recovery;
mod remark_leaf;
mod revision;
mod scales;
mod schema;
mod sealed;
mod signing;
mod sources;
mod spool;
mod technique_leaf;
mod watched;
mod write;

pub use bundle::{
    BUNDLE_ENDING, Bundle, BundleFault, BundleOf, Bundled, Came, ListedFile, MOST_BUNDLE_BYTES, Manifest, Merged,
    OtherName, Person, Unexported, is_a_bundle, merge, not_exported, open_bundle_as, read_bundle, read_sealed_bundle,
    seal_bundle, write_bundle,
};
pub use catalogue::techniques;
pub use check::{Defect, Problem, check, check_sessions};
pub use clinic::{ProtocolEntry, TechniqueList, known_products, newest_protocols, shipped_protocols, techniques_of};
pub use depot::{
    Kept, Place, Stamp, Stored, SystemFault, is_file, is_folder, names_in, no_device, read_start, stamps, write_whole,
};
pub use edge::{data_folder, place_at, place_with, require_empty, workstation_place, write_copy, write_key_file};
pub use ends::{Ends, Holds, save_upon};
pub use entries::{CourseEntry, PatientEntry, SessionEntry, SessionSummary};
pub use erase::{Erased, Erasing, Erasure, NotErasable};
pub use error::{Position, SealFault, StoreError, Why};
pub use flaw::{Expected, Flaw, GroupFlaw, OutcomeFlaw, Unwritable};
pub use folders::{heads_of, sessions_below};
pub use fonts::{FontFile, system_font_with};
pub use index::{
    CourseFacts, Dose, Figure, Found, Given, Hit, Index, Late, Lying, Named, Part, PatientFacts, SessionFacts,
};
pub use kin::Kin;
pub use ledger::{
    Checkpoint, CopyKind, ErasedThen, Leaf, MOST_PROOF_BYTES, Outgoing, OutsideCopy, Proven, StampFault, Stamped,
    Tampering, TimeStamp, Verified, Voucher, Vouching, WitnessFault, Workstation, check_proof, checkpoint, doubt,
    keep_stamp, prove, stamp_request, verify,
};
pub use library::{Library, is_in_a_course, record_of, record_unless_forked, void_above};
pub use marks::{Presumed, read_marks, read_marks_file};
pub use open::{
    Access, Loaded, OpenSession, Saved, Standing, load_known, load_session, names_a_session, open_session,
    open_to_amend, parse_session, record_place, write_copy_in,
};
pub use outbox::{drop_unsent, keep_instead, keep_unsent, read_unsent, unsent};
pub use past::{Past, PastSession};
pub use read::MAX_FILE_BYTES;
pub use record::{Lineage, State};
pub use recovery::{BrokenRecovery, Recovery, UnsavedWork, unsaved_work};
pub use revision::{Checksum, Note, Parent, Reason, Revision, Salt, Seal};
pub use scales::scales;
pub use sealed::{
    Copied, Identity, Keyring, LibraryKey, Opener, Protection, Recipient, Sealed, copy_plain, copy_sealed, locks_of,
    new_key_file, read_key_file,
};
pub use signing::{
    Attested, LockedKey, Passphrase, PublicKey, SecretSeed, Signature, Signed, Signer, SignerEntry,
    Standing as SignatureStanding, UnlockedKey, attested, sign_session,
};
pub use sources::{protocol_source, technique_source};
pub use spool::{clear_spool, spool, spool_folder};
pub use technique_leaf::TechniqueFlaw;
pub use watched::drop_into;
pub use write::session_text;
