//! The record on disk: a library is a folder of patients, courses and sessions, each a RON file with a schema line.
//!
//! `charts/README.md` describes the files for a reader without the program. The promises:
//!
//! - What is read is hostile until parsed: size, UTF-8, nesting, every number and every name are checked, and each
//!   refusal names file, line and column ([`StoreError`]) and what is wrong there ([`Flaw`]).
//! - Nothing is lost silently. Numbers finer than the record keeps are refused, not rounded; unknown fields are refused,
//!   not dropped; a file of a newer version opens to look at only; a file that another program changed is not
//!   overwritten; nothing is ever deleted.
//! - A save is atomic (temporary file, fsync, rename, fsync of the folder), and work in progress survives a crash in a
//!   recovery file.
//! - Two windows on one session are noticed by a lock file; the clinic's formulary and list of techniques are read and written
//!   under one, so that neither of two windows loses what the other wrote.

mod catalogue;
mod check;
mod clinic;
mod disk;
mod error;
mod flaw;
mod fonts;
mod group_leaf;
mod leaf;
mod library;
mod lock;
mod model;
mod names;
mod open;
mod read;
mod recovery;
mod remark_leaf;
mod schema;
mod technique_leaf;
mod walk;
mod watch;
mod write;

pub use catalogue::techniques;
pub use check::{Defect, Problem, check, check_sessions};
pub use clinic::{ProtocolEntry, TechniqueList, known_products, newest_protocols, shipped_protocols, techniques_of};
pub use disk::{one_spelling, write_picture};
pub use error::{Position, StoreError, Why};
pub use flaw::{Expected, Flaw, GroupFlaw, Unwritable};
pub use fonts::{FontFile, system_font_with};
pub use library::{CourseEntry, Library, PatientEntry, SessionEntry, SessionSummary, record_of};
pub use open::{Access, OpenSession, load_session, open_session, parse_session, write_copy};
pub use read::MAX_FILE_BYTES;
pub use recovery::{BrokenRecovery, Recovery, UnsavedWork, unsaved_work};
pub use technique_leaf::TechniqueFlaw;
pub use walk::session_files;
pub use watch::{Stamp, stamps};
pub use write::session_text;
