//! The command line: arguments, verbs, and what they print.
//!
//! Nothing here draws a window or ends the process: [`run`] writes to the streams that it is given and returns an
//! [`Outcome`]. Exit statuses are a promise to scripts: 0 done, 1 `check` found something, 2 wrong usage, 3 a file
//! can't be read, used or written, or no window opens.

mod arguments;
mod bundle;
mod check;
mod compare;
mod course;
mod dicom;
mod drop;
mod erase;
mod export;
mod fhir;
mod find;
mod help;
mod import;
mod json;
mod marks;
mod names;
mod proof;
mod regions;
mod saved;
mod sealed;
mod send;
mod serve;
mod table;
mod usage;
mod verify;
mod views;

use std::ffi::OsString;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::advice::store_error_text;
use crate::chart::{Moment, Session, Techniques};
use crate::store::{
    Keyring, Loaded, Note, Place, Reason, StoreError, load_known, record_unless_forked, techniques_of, void_above,
};
use crate::text::{Language, Texts};

use arguments::{Accepted, Arguments, Opening, Verb};

/// How a run ended, as the process's exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done, nothing to report.
    Done,
    /// Something was found that needs a look.
    Findings,
    /// The arguments make no sense.
    Usage,
    /// A file can't be read, used or written, or no window opens.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Findings => 1,
            Status::Usage => 2,
            Status::Failed => 3,
        })
    }
}

/// What is left to do after the arguments have been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Done(Status),
    /// Open the window, on this library folder or session file if there is one; it is there.
    Window(Option<PathBuf>),
}

/// Where a run writes, and in which language.
struct Context<'a> {
    texts: Texts,
    /// What opens an encrypted library, as far as it was given.
    opening: Opening,
    /// The keys of those that were opened.
    keys: Keyring,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

/// Why a verb couldn't do its work.
enum Failure {
    /// What was asked for makes no sense; a sentence.
    Usage(String),
    /// A file can't be read or written; a sentence that names it.
    File(String),
    /// A record can't be read or written.
    Store(Box<StoreError>),
    /// Standard output is gone.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}

/// Reads `arguments`, of which the first is the program's name, and does what they say.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Outcome {
    let (opening, keys) = (Opening::default(), Keyring::default());
    let mut context = Context { texts: Texts::of(language), opening, keys, out, err };
    match help::parse(arguments, &context.texts) {
        Ok(arguments) => act(arguments, &mut context),
        Err(error) => Outcome::Done(not_run(&error, &mut context)),
    }
}

/// Everything that can be asked for, in a language's words: what man pages and shells' completions are made from.
pub fn command(language: Language) -> clap::Command {
    help::command(&Texts::of(language))
}

/// Says that this program was built without a window.
pub fn no_window_in_this_build(language: Language, err: &mut dyn Write) -> Status {
    let texts = Texts::of(language);
    // Where standard error is gone there is nobody left to tell.
    let _gone = writeln!(err, "{}", texts.get("cli-no-window-in-this-build"));
    Status::Failed
}

fn act(arguments: Arguments, context: &mut Context<'_>) -> Outcome {
    context.opening = arguments.opening;
    let done = match arguments.verb {
        None => return window(arguments.path, context),
        Some(Verb::Export(export)) => export::run(&export, context),
        Some(Verb::Compare(compare)) => compare::run(&compare, context),
        Some(Verb::Verify(wanted)) => verify::run(&wanted, context),
        Some(Verb::Prove { patient, output }) => proof::prove(&patient, &output, context),
        Some(Verb::CheckProof { file, patient, against }) => {
            proof::check((&file, patient.as_deref(), against.as_deref()), context)
        }
        Some(Verb::Erase(wanted)) => erase::run(&wanted, context),
        Some(Verb::Dicom(wanted)) => dicom::run(&wanted, context),
        Some(Verb::Send(wanted)) => send::run(&wanted, context),
        Some(Verb::Fhir(wanted)) => fhir::run(&wanted, context),
        Some(Verb::Find(wanted)) => find::run(&wanted, context),
        Some(Verb::Course(wanted)) => course::run(&wanted, context),
        Some(Verb::Drop(wanted)) => drop::run(&wanted, context),
        Some(Verb::Echo { to, from }) => send::ask(&to, from.as_deref(), context),
        Some(Verb::Check { path }) => check::run(&path, context),
        Some(Verb::Marks(wanted)) => marks::run(&wanted, context),
        Some(Verb::Import(wanted)) => import::run(&wanted, context),
        Some(Verb::Encrypt(wanted)) => sealed::encrypt(&wanted, context),
        Some(Verb::ExportPlain { library, folder }) => sealed::export_plain(&library, &folder, context),
        Some(Verb::Bundle(wanted)) => bundle::make(&wanted, context),
        Some(Verb::Unbundle(wanted)) => bundle::take(&wanted, context),
        Some(Verb::Serve(wanted)) => serve::run(&wanted, context),
        Some(Verb::Views) => views::run(context),
        Some(Verb::Regions { json }) => regions::run(json, context),
    };
    let flushed = done.and_then(|status| Ok(context.out.flush().map(|()| status)?));
    Outcome::Done(flushed.unwrap_or_else(|failure| failed(failure, context)))
}

fn window(path: Option<PathBuf>, context: &mut Context<'_>) -> Outcome {
    match path {
        Some(path) if !path.exists() => {
            let message = context.texts.with("cli-no-such-path", &[("path", names::path(&path).into())]);
            Outcome::Done(failed(Failure::File(message), context))
        }
        path => Outcome::Window(path),
    }
}

/// Help and version are asked for and go to standard output; everything else is wrong usage.
fn not_run(error: &clap::Error, context: &mut Context<'_>) -> Status {
    let (text, stream, status) = if error.use_stderr() {
        (usage::error_text(error, &context.texts), &mut context.err, Status::Usage)
    } else {
        (error.render().to_string(), &mut context.out, Status::Done)
    };
    let _gone = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    status
}

/// The session that a path names. One that a newer version wrote holds what isn't understood here, what is void counts nowhere,
/// and of a patient whose record is two nobody knows which one is meant: that is said, and unless it is accepted nothing is made of it.
fn session(path: &Path, accepted: Accepted, context: &mut Context<'_>) -> Result<(Place, Session), Failure> {
    let place = sealed::place(path, context)?;
    let Loaded { session, newer } = load_known(&place)?;
    let texts = &context.texts;
    if let Some(schema) = newer {
        let places = [("path", names::path(path).into()), ("schema", names::plain(&schema).into())];
        if !accepted.newer {
            return Err(Failure::File(texts.with("cli-newer", &places)));
        }
        // What was asked for is made whether or not anybody hears of it.
        let _gone = writeln!(context.err, "{}", texts.with("cli-newer-accepted", &places));
    }
    if let Err(forked) = record_unless_forked(&place) {
        let places = [("why", names::plain_lines(&store_error_text(&forked, texts)).into())];
        if !accepted.forked {
            return Err(Failure::File(texts.with("cli-forked", &places)));
        }
        let _gone = writeln!(context.err, "{}", texts.with("cli-forked-accepted", &places));
    }
    if let Some(why) = void_by(&place, &session) {
        let places = [("path", names::path(path).into()), ("why", names::plain(&why).into())];
        if !accepted.void {
            return Err(Failure::File(texts.with("cli-void", &places)));
        }
        let _gone = writeln!(context.err, "{}", texts.with("cli-void-accepted", &places));
    }
    Ok((place, session))
}

/// What a state that is saved here says of itself; what is random in it keeps its checksum from telling anything.
fn note(why: Reason, author: &str) -> Note {
    let mut salt = [0; 16];
    let salt = getrandom::fill(&mut salt).is_ok().then(|| salt.into());
    Note { salt, ..Note::new(why, now(), author) }
}

/// The bytes of a file, and of one that is longer than the most that is read one more, by which that is seen.
fn bytes_of(file: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the clock shows.
fn now() -> Moment {
    let now = jiff::Zoned::now();
    Moment::new(now.datetime(), now.offset())
}

/// Why a session is void: it itself, or the course or the patient that it belongs to.
fn void_by(place: &Place, session: &Session) -> Option<String> {
    session.details.voided.clone().or_else(|| void_above(place).map(|(_which, why)| why))
}

/// The techniques of the library that a session lies in; where the clinic's own list can't be read those of the program, and
/// standard error says why.
fn techniques(session: &Place, context: &mut Context<'_>) -> Arc<Techniques> {
    let list = techniques_of(session);
    if let Some(why) = list.fault {
        let why = names::plain_lines(&store_error_text(&why, &context.texts));
        // The table is written whether or not anybody hears of it.
        let _gone = writeln!(context.err, "{}", context.texts.with("cli-techniques", &[("why", why.into())]));
    }
    list.techniques
}

fn failed(failure: Failure, context: &mut Context<'_>) -> Status {
    let (message, status) = match failure {
        Failure::Usage(message) => (message, Status::Usage),
        Failure::File(message) => (message, Status::Failed),
        Failure::Store(error) => (store_error_text(&error, &context.texts), Status::Failed),
        // `mesomap compare … | head -1`: the reader has what it wanted.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return Status::Done,
        Failure::Output(error) => {
            (context.texts.with("cli-output-failed", &[("error", error.to_string().into())]), Status::Failed)
        }
    };
    let line = context.texts.with("cli-error", &[("message", names::plain_lines(&message).into())]);
    let _gone = writeln!(context.err, "{line}");
    status
}
