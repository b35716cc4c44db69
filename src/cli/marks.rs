//! `mesomap marks`: every mark of a session with its place in words, as CSV.

use std::path::Path;

use crate::export::csv;
use crate::store;
use crate::text::{Language, Texts};

use super::{Context, Failure, Status};

/// Writes the table to standard output, in the language asked for, whatever the person's: files are for everybody.
pub(super) fn run(file: &Path, language: Language, context: &mut Context<'_>) -> Result<Status, Failure> {
    let session = store::load_session(file)?;
    let techniques = super::techniques(file, context);
    write!(context.out, "{}", csv(&session, &techniques, &Texts::of(language)))?;
    Ok(Status::Done)
}
