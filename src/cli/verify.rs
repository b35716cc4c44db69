//! `mesomap verify`: whether a library is what its ledger says, and what outside copies of it say.

use std::path::Path;

use crate::advice::{erased_sentence, stamp_fault_text, store_error_text, tampering_sentence};
use crate::chart::Moment;
use crate::store::{
    self, Checkpoint, CopyKind, Outgoing, Place, SecretSeed, Tampering, Verified, Vouching, Workstation,
};

use super::arguments::Verify;
use super::{Context, Failure, Status, export, names};

/// The largest checkpoint or token that is read, in bytes.
const MOST: usize = 64 << 10;

/// Writes a line for each thing that isn't as it was saved, then what was verified; and what was asked for besides.
pub(super) fn run(wanted: &Verify, context: &mut Context<'_>) -> Result<Status, Failure> {
    let root = super::sealed::library(&wanted.library, context)?.root().clone();
    let outside = wanted.against.iter().map(|file| checkpoint(file, context)).collect::<Result<Vec<_>, _>>()?;
    let mut new = [&wanted.save_checkpoint, &wanted.stamp_request].into_iter().flatten();
    if let Some(file) = new.find(|file| file.exists()) {
        // The older copy vouches for what was: it is never written over.
        let place = [("path", names::path(file).into())];
        return Err(Failure::File(context.texts.with("cli-verify-checkpoint-exists", &place)));
    }
    if let Some(file) = &wanted.stamp_token {
        keep_token(file, &root, context)?;
    }
    let doubts = workstation(wanted, &root, context)?;
    let outgoing = Outgoing::of(&root);
    let mut found = store::verify(&root, &outside)?;
    let new = doubts.into_iter().filter(|doubt| !found.tampering.contains(doubt)).collect::<Vec<_>>();
    found.tampering.extend(new);
    let status = tell_all(&found, &outside, context)?;
    if let (Some(file), Some(checkpoint)) = (&wanted.save_checkpoint, &found.checkpoint) {
        export::put(file, checkpoint.text().as_bytes(), &context.texts)?;
        outgoing.went(CopyKind::Checkpoint, super::now());
    }
    if let Some(file) = &wanted.stamp_request {
        request_token(file, &root, context)?;
    }
    Ok(status)
}

/// Holds the library against what this workstation saw of it; and has it vouch for it, or trust it from now on, where that is asked for.
fn workstation(wanted: &Verify, root: &Place, context: &Context<'_>) -> Result<Vec<Tampering>, Failure> {
    let folder = store::data_folder(|name| std::env::var_os(name));
    let asked = wanted.checkpoint || wanted.trust;
    let Some(folder) = folder.filter(|folder| asked || folder.join("workstation").is_dir()) else {
        let none = || Failure::File(context.texts.get("cli-verify-no-workstation"));
        return if asked { Err(none()) } else { Ok(Vec::new()) };
    };
    let folder = store::workstation_place(&folder)?;
    if !asked {
        return Ok(store::doubt(&folder, root)?.into_iter().collect());
    }
    let seed = || {
        let mut random = zeroize::Zeroizing::new([0; 32]);
        getrandom::fill(&mut *random).is_ok().then(|| SecretSeed::from(*random))
    };
    let none = || Failure::File(context.texts.get("sign-no-key"));
    let workstation = Workstation::at(folder, seed)?.ok_or_else(none)?;
    if wanted.trust {
        workstation.trust(root)?;
    }
    Ok(if wanted.checkpoint { workstation.vouch(root, super::now(), Vouching::Now)? } else { Vec::new() })
}

fn keep_token(file: &Path, root: &Place, context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    let place = ("path", names::path(file).into());
    let fault = match super::bytes_of(file, MOST) {
        Err(_unread) => stamp_fault_text(store::StampFault::Unreadable, texts),
        Ok(token) => match store::keep_stamp(root, &token)? {
            Ok((checkpoint, stamp)) => {
                let places = [("size", checkpoint.size.to_string().into()), ("at", stamp.at.into())];
                writeln!(context.out, "{}", texts.with("cli-verify-stamp-kept", &places))?;
                return Ok(());
            }
            Err(fault) => stamp_fault_text(fault, texts),
        },
    };
    Err(Failure::File(texts.with("cli-verify-stamp-not-kept", &[place, ("why", fault.into())])))
}

fn request_token(file: &Path, root: &Place, context: &Context<'_>) -> Result<(), Failure> {
    let mut nonce = [0; 8];
    getrandom::fill(&mut nonce).map_err(|_refused| Failure::File(context.texts.get("sign-no-key")))?;
    match store::stamp_request(root, nonce)? {
        Some((_, request)) => export::put(file, &request, &context.texts),
        None => Ok(()),
    }
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

pub(super) fn checkpoint(file: &Path, context: &Context<'_>) -> Result<Checkpoint, Failure> {
    let read = || Checkpoint::parse(std::str::from_utf8(&super::bytes_of(file, MOST).ok()?).ok()?);
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
    for erased in &found.erased {
        writeln!(context.out, "{}", names::plain(&erased_sentence(erased, texts)))?;
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
    vouching(found, context)?;
    if outside.is_empty() {
        writeln!(context.out, "{}", context.texts.get("cli-verify-alone"))?;
    }
    Ok(())
}

/// Who vouches for the library besides, and how old the last outside copy is.
fn vouching(found: &Verified, context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    for voucher in &found.vouchers {
        let places = [
            ("workstation", voucher.workstation.as_str().into()),
            ("size", voucher.size.to_string().into()),
            ("at", voucher.at.short().into()),
        ];
        writeln!(context.out, "{}", texts.with("cli-verify-voucher", &places))?;
    }
    for stamp in &found.stamps {
        let places = [
            ("size", stamp.size.to_string().into()),
            ("at", stamp.at.as_str().into()),
            ("path", names::path(&stamp.file).into()),
        ];
        writeln!(context.out, "{}", texts.with("cli-verify-stamp", &places))?;
    }
    let Some(copy) = &found.copy else {
        writeln!(context.out, "{}", texts.get("cli-verify-no-copy"))?;
        return Ok(());
    };
    let places = [
        ("kind", copy.kind.id().into()),
        ("at", copy.at.short().into()),
        ("size", copy.checkpoint.size.to_string().into()),
        ("days", (super::now().seconds_since(copy.at).max(0) / 86_400).into()),
    ];
    writeln!(context.out, "{}", texts.with("cli-verify-copy", &places))?;
    Ok(())
}
