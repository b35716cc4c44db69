//! `mesomap import`: marks from a file into a session, as a new revision; first said, with `--dry-run` only said.

use crate::advice::{differing_lines, foreign_text, import_lines, other_body_text, refused_lines};
use crate::chart::{Deposit, Depth, Import, Letter, ListFormat, Session, TechniqueId, Techniques, Volume};
use crate::store::{Access, Kin, OpenSession, Presumed, Reason, StoreError, open_session, read_marks_file};

use super::arguments::{Import as Wanted, NextMark};
use super::{Context, Failure, Status, names};

/// Reads, tells, and saves unless that isn't wanted.
pub(super) fn run(wanted: &Wanted, context: &mut Context<'_>) -> Result<Status, Failure> {
    let format = format(wanted, context)?;
    let place = super::sealed::place(&wanted.session, context)?;
    let mut open = open_session(&place)?;
    if !wanted.dry_run {
        require_settled(&open, wanted, context)?;
    }
    let techniques = super::techniques(&place, context);
    let session = open.session.clone();
    let deposit = if format.is_whole() { unasked() } else { next_mark(&wanted.next, &techniques, context)? };
    let presumed = Presumed { body: session.body, deposit };
    let incoming = read_marks_file(&wanted.file, format, &presumed)?;
    if let Some(id) = incoming.foreign_to(&session) {
        tell_foreign(&Kin::of(&place, id), wanted, context)?;
    }
    let import = Import::of(&session, &incoming, &techniques)
        .map_err(|error| Failure::File(other_body_text(error, &context.texts)))?;
    tell(&import, (format, &session, &techniques), context)?;
    let told = if import.refused.is_empty() { Status::Done } else { Status::Findings };
    let Some(edit) = import.edit(wanted.differing()).filter(|_| !wanted.dry_run) else {
        writeln!(context.out, "{}", context.texts.get("cli-import-nothing-written"))?;
        return Ok(told);
    };
    let after: Session = edit.apply(&session).map_err(|why| Failure::File(why.to_string()))?;
    let saved = open.save(&after, &super::note(Reason::Import, &wanted.author))?;
    let places = [("path", names::path(&wanted.session).into()), ("number", saved.number.into())];
    writeln!(context.out, "{}", context.texts.with("cli-import-saved", &places))?;
    Ok(told)
}

/// Refuses a session that can't be changed, and one with work or changes that a person must look at first.
fn require_settled(open: &OpenSession, wanted: &Wanted, context: &Context<'_>) -> Result<(), Failure> {
    if let Access::ReadOnly(why) = open.access() {
        return Err(StoreError::ReadOnly { file: open.place().shown(), why }.into());
    }
    if open.recovery.is_none() && open.broken_recovery.is_none() && !open.altered {
        return Ok(());
    }
    let place = [("path", names::path(&wanted.session).into())];
    Err(Failure::File(context.texts.with("cli-import-unsettled", &place)))
}

/// Says that the list is of another session, of which marks are taken only where that is asked for; a trial shows what would come.
fn tell_foreign(kin: &Kin, wanted: &Wanted, context: &mut Context<'_>) -> Result<(), Failure> {
    let texts = &context.texts;
    let why = names::plain(&foreign_text(kin, texts));
    let places = [("path", names::path(&wanted.file).into()), ("why", why.into())];
    if wanted.accept_foreign || wanted.dry_run {
        writeln!(context.err, "{}", texts.with("cli-import-foreign-accepted", &places))?;
        return Ok(());
    }
    Err(Failure::File(texts.with("cli-import-foreign", &places)))
}

/// Lists of this program say what was deposited themselves.
fn unasked() -> Deposit {
    Deposit { technique: TechniqueId::new(""), depth: Depth::default(), cocktail: None, volume: None }
}

/// The format that the name of the file says.
fn format(wanted: &Wanted, context: &Context<'_>) -> Result<ListFormat, Failure> {
    let name = wanted.file.to_string_lossy();
    let unknown = || {
        let place = [("path", names::path(&wanted.file).into())];
        Failure::Usage(context.texts.with("cli-marks-ending", &place))
    };
    ListFormat::of_name(&name).ok_or_else(unknown)
}

/// What 3D Slicer doesn't say of a mark, and must be said here.
fn next_mark(next: &NextMark, techniques: &Techniques, context: &Context<'_>) -> Result<Deposit, Failure> {
    let texts = &context.texts;
    let Some(id) = &next.technique else { return Err(Failure::Usage(texts.get("cli-import-needs-technique"))) };
    let id = TechniqueId::new(id);
    let unknown = || texts.with("import-no-technique", &[("technique", names::plain(id.as_str()).into())]);
    let technique = techniques.get(&id).ok_or_else(|| Failure::Usage(unknown()))?;
    let wrong = |value: &dyn std::fmt::Display| {
        Failure::Usage(texts.with("cli-import-not-exact", &[("value", value.to_string().into())]))
    };
    let depth = next.depth.map(|mm| Depth::from_mm(mm).map_err(|_range| wrong(&mm))).transpose()?;
    let no_depth = || Failure::Usage(texts.get("cli-import-needs-depth"));
    let depth = depth.or(technique.default_depth).ok_or_else(no_depth)?;
    let volume = next.volume.map(|ml| Volume::from_ml(ml).map_err(|_range| wrong(&ml))).transpose()?;
    let letter = |letter: char| Letter::new(letter).ok_or_else(|| wrong(&letter));
    let cocktail = next.cocktail.map(letter).transpose()?;
    Ok(Deposit { technique: id, depth, cocktail, volume })
}

fn tell(
    import: &Import,
    (format, session, techniques): (ListFormat, &Session, &Techniques),
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    if !format.is_whole() {
        writeln!(context.out, "{}", context.texts.get("import-places-only"))?;
    }
    for line in import_lines(import, &context.texts) {
        writeln!(context.out, "{line}")?;
    }
    let differs = differing_lines(import, session, techniques, &context.texts);
    for line in differs.into_iter().chain(refused_lines(import, &context.texts)) {
        writeln!(context.out, "{}", names::plain(&line))?;
    }
    Ok(())
}
