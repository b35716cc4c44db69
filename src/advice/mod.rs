//! Sentences that both the window and the command line say: what stands out in a chart, what is wrong with a file, why a
//! page or a window can't be.

mod bundle;
mod course;
mod dicom;
mod differing;
mod export;
mod fhir;
mod findings;
mod flaw;
mod import;
mod library;
mod outcomes;
mod protocol;
mod quantity;
mod revisions;
mod send;
mod store;
mod system;
mod tampering;
mod vouching;
mod window;

pub use bundle::{bundle_lines, merged_notes, merged_sentence, merged_table, unexported_text};
pub use course::{CourseParts, Named, Records, course_in, course_parts};
pub use dicom::dicom_error_text;
pub use differing::{differing_lines, refused_lines};
pub use export::{export_error_text, missing_characters_text, sheet_error_text, view_ids};
pub use fhir::{fhir_error_text, vouched};
pub use findings::{finding_sentence, skin_figure};
pub use import::{foreign_text, import_lines, imported_text, other_body_text, points_only_text};
pub use library::{FoundRow, asked_for, found_count, found_csv, found_row};
pub use outcomes::{outcome_row, outcome_words};
pub use protocol::protocol_error_text;
pub use quantity::quantity_error_text;
pub use revisions::{changes_text, reason_text};
pub use send::{no_destination_text, no_system_text, reply_text};
pub use store::{capitalised, problem_sentence, store_error_sentence, store_error_text, why_text};
pub use system::system_error_text;
pub use tampering::{erased_sentence, not_erasable_text, stamp_fault_text, tampering_sentence};
pub use vouching::{told, vouching_facts};
pub use window::{Machine, no_window_advice};
