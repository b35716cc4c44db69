//! `mesomap marks`: every mark of a session with its place in words, as CSV.

use std::path::Path;

use crate::export::csv;
use crate::text::{Language, Texts};

use super::arguments::Accepted;
use super::{Context, Failure, Status};

/// Writes the table to standard output, in the language asked for, whatever the person's: files are for everybody.
pub(super) fn run(
    (path, accepted): (&Path, Accepted),
    language: Language,
    context: &mut Context<'_>,
) -> Result<Status, Failure> {
    let (place, session) = super::session(path, accepted, context)?;
    let techniques = super::techniques(&place, context);
    write!(context.out, "{}", csv(&session, &techniques, &Texts::of(language)))?;
    Ok(Status::Done)
}
