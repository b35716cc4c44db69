//! `mesomap erase`: what is in a patient's records goes for good, at the end of retention.

use std::io::{BufRead as _, IsTerminal as _};

use crate::advice::not_erasable_text;
use crate::store::{Erasing, Reason};

use super::arguments::Erase;
use super::{Context, Failure, Status, names};

/// Asks, and erases.
pub(super) fn run(wanted: &Erase, context: &mut Context<'_>) -> Result<Status, Failure> {
    if wanted.reason.trim().is_empty() {
        return Err(Failure::Usage(context.texts.get("cli-erase-no-reason")));
    }
    let folder = super::sealed::place(&wanted.patient, context)?;
    let refused = |why| Failure::File(not_erasable_text(&why, &context.texts));
    let erasing = Erasing::look(&folder)?.map_err(refused)?;
    let places = [
        ("path", names::path(&folder.shown()).into()),
        ("name", names::plain(erasing.name.as_deref().unwrap_or_default()).into()),
        ("records", erasing.records.into()),
        ("files", erasing.files().into()),
    ];
    writeln!(context.err, "{}", context.texts.with("cli-erase-about", &places))?;
    if !wanted.yes && !is_confirmed(folder.name(), context)? {
        return Err(Failure::Usage(context.texts.get("cli-erase-not-confirmed")));
    }
    let note = super::note(Reason::Save, wanted.author.trim());
    let erased = erasing.erase((uuid::Uuid::now_v7().to_string(), &wanted.reason), &note)?;
    let places = [("files", erased.erasure.files.to_string().into()), ("left", erased.left.len().into())];
    writeln!(context.out, "{}", context.texts.with("cli-erase-done", &places))?;
    for file in &erased.left {
        writeln!(context.out, "{}", names::path(file))?;
    }
    Ok(if erased.left.is_empty() { Status::Done } else { Status::Findings })
}

/// Whether a person types the folder's name: that is no slip of a finger.
fn is_confirmed(name: &str, context: &mut Context<'_>) -> Result<bool, Failure> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Ok(false);
    }
    writeln!(context.err, "{}", context.texts.with("cli-erase-ask", &[("folder", names::plain(name).into())]))?;
    let mut typed = String::new();
    stdin.lock().read_line(&mut typed)?;
    Ok(typed.trim() == name)
}
