//! `mesomap marks`: every mark of a session, as a table with its place in words or as a file that other programs read.

use crate::advice::points_only_text;
use crate::chart::ListFormat;
use crate::export::marks;
use crate::text::{Language, Texts};

use super::arguments::Marks;
use super::{Context, Failure, Status, export, names};

/// Writes the list, in the language asked for, whatever the person's: files are for everybody.
pub(super) fn run(wanted: &Marks, context: &mut Context<'_>) -> Result<Status, Failure> {
    let (place, session) = super::session(&wanted.session, wanted.accepted, context)?;
    let techniques = super::techniques(&place, context);
    let texts = Texts::of(Language::first_of([wanted.language.clone()]));
    let told = |error| Failure::Usage(points_only_text(error, &context.texts));
    let Some(output) = &wanted.output else {
        write!(context.out, "{}", marks(&session, &techniques, ListFormat::Csv, &texts).map_err(told)?)?;
        return Ok(Status::Done);
    };
    let place = [("path", names::path(output).into())];
    let unknown = || Failure::Usage(context.texts.with("cli-marks-ending", &place));
    let format = ListFormat::of_name(&output.to_string_lossy()).ok_or_else(unknown)?;
    if !wanted.force && output.exists() {
        return Err(Failure::File(context.texts.with("cli-export-exists", &place)));
    }
    let list = marks(&session, &techniques, format, &texts).map_err(told)?;
    export::put(output, list.as_bytes(), &context.texts)?;
    Ok(Status::Done)
}
