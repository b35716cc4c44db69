//! `mesomap bundle` and `mesomap unbundle`: a library, a patient or a course as one file, and such a file into a library.

use std::io::IsTerminal as _;
use std::path::Path;

use crate::advice::{bundle_lines, merged_notes, merged_sentence, merged_table};
use crate::store::{
    Bundle, BundleFault, Bundled, Library, MOST_BUNDLE_BYTES, Merged, OtherName, Passphrase, Reason, StoreError,
    locks_of, merge, open_bundle_as, read_bundle, read_sealed_bundle, require_empty, seal_bundle, write_bundle,
};

use super::arguments::{MakeBundle, Unbundle};
use super::table::Table;
use super::{Context, Failure, Status, export, names, sealed};

/// Bundles, writes, and notes that it went out.
pub(super) fn make(wanted: &MakeBundle, context: &mut Context<'_>) -> Result<Status, Failure> {
    let place = sealed::place(&wanted.path, context)?;
    export::require_free(&wanted.output, wanted.force, &context.texts)?;
    let passphrase = passphrase(wanted, context)?;
    if passphrase.is_none() && locks_of(&place.root().shown()).contains(&true) {
        writeln!(context.err, "{}", context.texts.get("cli-bundle-plain"))?;
    }
    let bundled = write_bundle(&place, &super::note(Reason::Save, wanted.author.trim()))?;
    write(&bundled, passphrase.as_ref(), wanted, context)?;
    bundled.went(super::now());
    tell(&bundle_lines(&bundled.manifest, &context.texts), context)
}

fn write(
    bundled: &Bundled,
    passphrase: Option<&Passphrase>,
    wanted: &MakeBundle,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let Some(passphrase) = passphrase else { return export::put(&wanted.output, &bundled.bytes, &context.texts) };
    let bytes = seal_bundle(&bundled.bytes, passphrase, &sealed::seed(context)?)?;
    export::put(&wanted.output, &bytes, &context.texts)
}

/// What will open an encrypted bundle, from a file or typed twice.
fn passphrase(wanted: &MakeBundle, context: &Context<'_>) -> Result<Option<Passphrase>, Failure> {
    let is_asked = wanted.encrypt || wanted.new_passphrase_file.is_some();
    is_asked.then(|| sealed::new_passphrase(wanted.new_passphrase_file.as_deref(), context)).transpose()
}

/// Reads, verifies, and shows what is in it or takes it in.
pub(super) fn take(wanted: &Unbundle, context: &mut Context<'_>) -> Result<Status, Failure> {
    let bundle = read(wanted, context)?;
    let Some(into) = wanted.into.as_deref().filter(|_| !wanted.list) else {
        return list(&bundle, context);
    };
    tell(&bundle_lines(&bundle.manifest, &context.texts), context)?;
    let merged = take_into(&bundle, into, wanted, context)?;
    told(&merged, context)
}

fn read(wanted: &Unbundle, context: &Context<'_>) -> Result<Bundle, Failure> {
    let file = &wanted.file;
    let most = usize::try_from(MOST_BUNDLE_BYTES).unwrap_or(usize::MAX);
    let bytes = super::bytes_of(file, most).map_err(|error| {
        let why = crate::advice::system_error_text(&error, &context.texts);
        let places = [("path", names::path(file).into()), ("why", why.into())];
        Failure::File(context.texts.with("cli-bundle-unread", &places))
    })?;
    match read_bundle(file, &bytes) {
        Err(StoreError::Bundle { fault: BundleFault::Locked, .. }) => {
            Ok(read_sealed_bundle(file, &bytes, &opening(wanted, context)?)?)
        }
        read => Ok(read?),
    }
}

/// What opens the bundle: what was given for it, else for everything, else what a person types.
fn opening(wanted: &Unbundle, context: &Context<'_>) -> Result<Passphrase, Failure> {
    let given = wanted.bundle_passphrase_file.as_ref().or(context.opening.passphrase_file.as_ref());
    if let Some(file) = given {
        return sealed::passphrase_in(file, context);
    }
    if !std::io::stdin().is_terminal() {
        let fault = BundleFault::Locked;
        return Err(StoreError::Bundle { file: wanted.file.clone(), fault }.into());
    }
    sealed::asked(&context.texts.with("cli-seal-ask", &[("path", names::path(&wanted.file).into())]))
}

/// Into the library that a folder is or lies in, or into one that it becomes.
fn take_into(bundle: &Bundle, into: &Path, wanted: &Unbundle, context: &Context<'_>) -> Result<Merged, Failure> {
    let note = super::note(Reason::Import, wanted.author.trim());
    if require_empty(into).is_ok() {
        return Ok(open_bundle_as(bundle, into, &note)?);
    }
    let library: Library = sealed::library(into, context)?;
    let other_name = if wanted.accept_patient { OtherName::Accepted } else { OtherName::Refused };
    Ok(merge(bundle, library.root(), other_name, &note)?)
}

fn told(merged: &Merged, context: &mut Context<'_>) -> Result<Status, Failure> {
    let mut rows = merged_table(merged, &context.texts).into_iter().map(Vec::from);
    let mut table = Table::new(rows.next().unwrap_or_default());
    rows.for_each(|row| table.push(row));
    table.write(context.out)?;
    let sentence = merged_sentence(merged, &context.texts);
    writeln!(context.out, "{}", names::plain(&sentence))?;
    let notes = merged_notes(merged, &context.texts);
    tell(&notes, context)?;
    Ok(if notes.is_empty() { Status::Done } else { Status::Findings })
}

fn list(bundle: &Bundle, context: &mut Context<'_>) -> Result<Status, Failure> {
    tell(&bundle_lines(&bundle.manifest, &context.texts), context)?;
    let texts = &context.texts;
    let heading = [texts.get("cli-bundle-file"), texts.get("cli-bundle-bytes"), texts.get("cli-bundle-sha256")];
    let mut table = Table::new(heading.to_vec());
    for file in &bundle.manifest.files {
        table.push(vec![names::plain(&file.key), file.bytes.to_string(), file.sha256.as_str().to_owned()]);
    }
    table.write(context.out)?;
    Ok(Status::Done)
}

fn tell(lines: &[String], context: &mut Context<'_>) -> Result<Status, Failure> {
    lines.iter().try_for_each(|line| writeln!(context.out, "{}", names::plain(line)))?;
    Ok(Status::Done)
}
