//! `mesomap verify`: whether a library is what its ledger says, and what outside copies of it say.

use std::path::{Path, PathBuf};

use crate::advice::{store_error_text, tampering_sentence};
use crate::chart::Moment;
use crate::store::{self, Checkpoint, Verified};

use super::{Context, Failure, Status, export, names};

/// The largest checkpoint that is read, in bytes.
const MOST: u64 = 64 << 10;

/// Writes a line for each thing that isn't as it was saved, then what was verified; and the checkpoint to `save`.
pub(super) fn run(
    (library, against, save): (&Path, &[PathBuf], Option<&Path>),
    context: &mut Context<'_>,
) -> Result<Status, Failure> {
    let root = super::sealed::library(library, context)?.root().clone();
    let outside = against.iter().map(|file| checkpoint(file, context)).collect::<Result<Vec<_>, _>>()?;
    let found = store::verify(&root, &outside)?;
    let status = tell_all(&found, &outside, context)?;
    if let (Some(file), Some(checkpoint)) = (save, &found.checkpoint) {
        // The older copy vouches for what was: it is never written over.
        if file.exists() {
            let place = [("path", names::path(file).into())];
            return Err(Failure::File(context.texts.with("cli-verify-checkpoint-exists", &place)));
        }
        export::put(file, checkpoint.text().as_bytes(), &context.texts)?;
    }
    Ok(status)
}

/// Writes a line for each thing that isn't as it was saved, then what was verified.
pub(super) fn tell_all(found: &Verified, outside: &[Checkpoint], context: &mut Context<'_>) -> Result<Status, Failure> {
    for one in &found.tampering {
        writeln!(context.out, "{}", names::plain(&tampering_sentence(one, &context.texts)))?;
    }
    for why in &found.unread {
        writeln!(context.out, "{}", names::plain(&store_error_text(why, &context.texts)))?;
    }
    tell(found, outside, context)?;
    Ok(if found.tampering.is_empty() && found.unread.is_empty() { Status::Done } else { Status::Findings })
}

fn checkpoint(file: &Path, context: &Context<'_>) -> Result<Checkpoint, Failure> {
    use std::io::Read as _;
    let read = || {
        let mut text = String::new();
        std::fs::File::open(file).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        Checkpoint::parse(&text)
    };
    let none = || context.texts.with("cli-verify-no-checkpoint", &[("path", names::path(file).into())]);
    read().ok_or_else(|| Failure::File(none()))
}

fn tell(found: &Verified, outside: &[Checkpoint], context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    let counts = [
        ("revisions", found.revisions.into()),
        ("signatures", found.signatures.into()),
        ("found", (found.tampering.len() + found.unread.len()).into()),
    ];
    writeln!(context.out, "{}", texts.with("cli-verify-read", &counts))?;
    if found.before > 0 {
        writeln!(context.out, "{}", texts.with("cli-verify-before", &[("count", found.before.into())]))?;
    }
    let Some(newest) = &found.checkpoint else {
        writeln!(context.out, "{}", texts.get("cli-verify-no-ledger"))?;
        return Ok(());
    };
    let last = found.last.map(Moment::short).unwrap_or_default();
    let ledger = [
        ("ledger", newest.origin.as_str().into()),
        ("size", newest.size.to_string().into()),
        ("root", newest.root.as_str().into()),
        ("last", last.into()),
    ];
    writeln!(context.out, "{}", texts.with("cli-verify-ledger", &ledger))?;
    if outside.is_empty() {
        writeln!(context.out, "{}", texts.get("cli-verify-alone"))?;
    }
    Ok(())
}
