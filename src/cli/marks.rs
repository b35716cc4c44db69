//! `mesomap marks`: every mark of a session with its place in words, as CSV.

use std::path::Path;

use crate::export::csv;
use crate::store;

use super::{Context, Failure, Status};

/// Writes the table to standard output.
pub(super) fn run(file: &Path, context: &mut Context<'_>) -> Result<Status, Failure> {
    let session = store::load_session(file)?;
    write!(context.out, "{}", csv(&session, store::techniques(), &context.texts))?;
    Ok(Status::Done)
}
