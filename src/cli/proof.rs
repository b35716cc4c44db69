//! `mesomap prove` and `mesomap check-proof`: one patient's revisions in the ledger, shown to somebody who has nothing else of it.

use std::path::Path;

use crate::advice::store_error_text;
use crate::store::{self, CopyKind, MOST_PROOF_BYTES, Outgoing, Proven};

use super::{Context, Failure, Status, export, names, verify};

/// Writes the proof of a patient.
pub(super) fn prove(patient: &Path, output: &Path, context: &mut Context<'_>) -> Result<Status, Failure> {
    let folder = super::sealed::place(patient, context)?;
    let texts = &context.texts;
    if output.exists() {
        return Err(Failure::File(texts.with("cli-export-exists", &[("path", names::path(output).into())])));
    }
    let nothing = || Failure::File(texts.with("cli-prove-nothing", &[("path", names::path(patient).into())]));
    let outgoing = Outgoing::of(&folder);
    let proof = store::prove(&folder)?.ok_or_else(nothing)?;
    export::put(output, proof.as_bytes(), texts)?;
    outgoing.went(CopyKind::Proof, super::now());
    Ok(Status::Done)
}

/// Checks a proof, against the patient's files and a checkpoint where these are given.
pub(super) fn check(
    (file, patient, against): (&Path, Option<&Path>, Option<&Path>),
    context: &mut Context<'_>,
) -> Result<Status, Failure> {
    let folder = patient.map(|patient| super::sealed::place(patient, context)).transpose()?;
    let read = || String::from_utf8(super::bytes_of(file, MOST_PROOF_BYTES).ok()?).ok();
    let none = || Failure::File(context.texts.with("cli-check-proof-none", &[("path", names::path(file).into())]));
    let known = against.map(|file| verify::checkpoint(file, context)).transpose()?;
    let found = store::check_proof(&read().ok_or_else(none)?, folder.as_ref())?.ok_or_else(none)?;
    tell(&found, context)?;
    let mut holds = found.holds();
    if let Some(known) = known {
        let is_it = known == found.checkpoint;
        let texts = &context.texts;
        let said = if is_it { texts.get("cli-check-proof-same") } else { texts.get("cli-check-proof-other") };
        writeln!(context.out, "{said}")?;
        holds &= is_it;
    }
    Ok(if holds { Status::Done } else { Status::Findings })
}

fn tell(found: &Proven, context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    for entry in &found.faulty {
        writeln!(context.out, "{}", texts.with("cli-check-proof-faulty", &[("entry", entry.to_string().into())]))?;
    }
    for (entry, leaf) in &found.gone {
        let places = [
            ("entry", entry.to_string().into()),
            ("kind", names::plain(&leaf.kind).into()),
            ("number", leaf.number.to_string().into()),
            ("at", leaf.at.short().into()),
        ];
        writeln!(context.out, "{}", texts.with("cli-check-proof-gone", &places))?;
    }
    for file in &found.unproved {
        writeln!(context.out, "{}", texts.with("cli-check-proof-unproved", &[("path", names::path(file).into())]))?;
    }
    for why in &found.unread {
        writeln!(context.out, "{}", names::plain(&store_error_text(why, texts)))?;
    }
    let checkpoint = &found.checkpoint;
    let places = [
        ("entries", found.entries.into()),
        ("files", found.files.into()),
        ("ledger", names::plain(&checkpoint.origin).into()),
        ("size", checkpoint.size.to_string().into()),
        ("root", checkpoint.root.as_str().into()),
    ];
    writeln!(context.out, "{}", texts.with("cli-check-proof-read", &places))?;
    Ok(())
}
