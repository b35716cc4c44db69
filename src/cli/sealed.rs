//! Encrypted libraries on the command line: what opens them, `mesomap encrypt` and `mesomap export-plain`.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

use crate::advice::store_error_text;
use crate::store::{
    Copied, Keyring, Library, Opener, Passphrase, Place, Protection, Recipient, SecretSeed, StoreError, copy_plain,
    copy_sealed, locks_of, new_key_file, place_with, read_key_file, verify, write_key_file,
};

use super::arguments::{Encrypt, Opening};
use super::{Context, Failure, Status, names};

/// The largest passphrase or key file that is read, in bytes.
const MOST: u64 = 64 << 10;
/// Shorter passphrases are guessed too soon, in characters.
const LEAST: usize = 8;

/// What a path names, in an encrypted library too.
pub(super) fn place(path: &Path, context: &Context<'_>) -> Result<Place, Failure> {
    unlocked(|keys| place_with(path, keys), context)
}

/// The library that a path is or lies in, an encrypted one too.
pub(super) fn library(path: &Path, context: &Context<'_>) -> Result<Library, Failure> {
    unlocked(|keys| Library::open_with(path, keys), context)
}

fn unlocked<T>(open: impl Fn(&Keyring) -> Result<T, StoreError>, context: &Context<'_>) -> Result<T, Failure> {
    match open(&context.keys) {
        Err(StoreError::Locked { file }) => {
            let opener = opener(&file, context)?;
            context.keys.unlock(&file, &opener)?;
            Ok(open(&context.keys)?)
        }
        done => Ok(done?),
    }
}

/// What opens a library: what was given, else what a person types.
fn opener(folder: &Path, context: &Context<'_>) -> Result<Opener, Failure> {
    let Opening { passphrase_file, identity } = &context.opening;
    if let Some(file) = identity {
        let none = || Failure::File(context.texts.with("cli-seal-no-key", &[("path", names::path(file).into())]));
        return read_key_file(&read(file, context)?).ok_or_else(none);
    }
    if let Some(file) = passphrase_file {
        return Ok(Opener::Passphrase(passphrase_in(file, context)?));
    }
    let [by_passphrase, _] = locks_of(folder);
    if !by_passphrase || !std::io::stdin().is_terminal() {
        return Err(StoreError::Locked { file: folder.to_owned() }.into());
    }
    let place = [("path", names::path(folder).into())];
    Ok(Opener::Passphrase(asked(&context.texts.with("cli-seal-ask", &place))?))
}

/// A passphrase that is typed, with nothing of it shown.
pub(super) fn asked(prompt: &str) -> Result<Passphrase, Failure> {
    let typed = Zeroizing::new(rpassword::prompt_password(format!("{prompt} "))?);
    Ok(Passphrase::from(&**typed))
}

fn read(file: &Path, context: &Context<'_>) -> Result<Zeroizing<String>, Failure> {
    let read = || {
        let mut text = Zeroizing::new(String::new());
        std::fs::File::open(file).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let unread = || Failure::File(context.texts.with("cli-seal-unread", &[("path", names::path(file).into())]));
    read().ok_or_else(unread)
}

/// The first line of a file.
pub(super) fn passphrase_in(file: &Path, context: &Context<'_>) -> Result<Passphrase, Failure> {
    let text = read(file, context)?;
    Ok(Passphrase::from(text.lines().next().unwrap_or_default()))
}

/// Copies a library into a new encrypted one, and verifies that.
pub(super) fn encrypt(wanted: &Encrypt, context: &mut Context<'_>) -> Result<Status, Failure> {
    let from = library(&wanted.library, context)?;
    // Said before anything can be lost by it.
    writeln!(context.err, "{}", context.texts.get("library-final"))?;
    let mut how =
        Protection { passphrase: librarys_passphrase(wanted, context)?, recipients: recipients(wanted, context)? };
    if let Some(file) = &wanted.key_file {
        let (identity, text) = new_key_file(&seed(context)?);
        write_key_file(file, &text)?;
        how.recipients.push(identity.recipient());
    }
    let copied = copy_sealed(&from, &wanted.folder, (&how, &seed(context)?, &context.keys))?;
    told(&copied, context)
}

fn recipients(wanted: &Encrypt, context: &Context<'_>) -> Result<Vec<Recipient>, Failure> {
    let recipient = |text: &String| {
        let none =
            || Failure::Usage(context.texts.with("cli-seal-no-recipient", &[("text", names::plain(text).into())]));
        Recipient::parse(text).ok_or_else(none)
    };
    wanted.recipients.iter().map(recipient).collect()
}

/// The passphrase of a new library; none where a key file opens it.
fn librarys_passphrase(wanted: &Encrypt, context: &Context<'_>) -> Result<Passphrase, Failure> {
    if wanted.new_passphrase_file.is_none() && (wanted.key_file.is_some() || !wanted.recipients.is_empty()) {
        return Ok(Passphrase::default());
    }
    new_passphrase(wanted.new_passphrase_file.as_deref(), context)
}

/// A new passphrase: from a file, or typed twice.
pub(super) fn new_passphrase(file: Option<&Path>, context: &Context<'_>) -> Result<Passphrase, Failure> {
    let passphrase = match file {
        Some(file) => passphrase_in(file, context)?,
        None if !std::io::stdin().is_terminal() => return Err(Failure::Usage(context.texts.get("cli-seal-no-way"))),
        None => {
            let first = asked(&context.texts.get("cli-seal-ask-new"))?;
            if asked(&context.texts.get("cli-seal-ask-again"))? != first {
                return Err(Failure::Usage(context.texts.get("sign-differ")));
            }
            first
        }
    };
    let is_long = passphrase.as_str().chars().count() >= LEAST;
    let short = || Failure::Usage(context.texts.with("cli-seal-short", &[("least", LEAST.into())]));
    is_long.then_some(passphrase).ok_or_else(short)
}

pub(super) fn seed(context: &Context<'_>) -> Result<SecretSeed, Failure> {
    let mut random = Zeroizing::new([0; 32]);
    let none = |_refused| Failure::File(context.texts.get("sign-no-key"));
    getrandom::fill(&mut *random).map_err(none)?;
    Ok(SecretSeed::from(*random))
}

/// Copies a library into a new plain one, and verifies that.
pub(super) fn export_plain(from: &Path, folder: &Path, context: &mut Context<'_>) -> Result<Status, Failure> {
    let from = library(from, context)?;
    let copied = copy_plain(&from, folder)?;
    told(&copied, context)
}

fn told(copied: &Copied, context: &mut Context<'_>) -> Result<Status, Failure> {
    for why in &copied.unread {
        writeln!(context.out, "{}", names::plain(&store_error_text(why, &context.texts)))?;
    }
    let path = names::path(&copied.library.root().shown());
    let words = [("files", copied.files.into()), ("path", path.into()), ("missing", copied.unread.len().into())];
    writeln!(context.out, "{}", context.texts.with("cli-seal-copied", &words))?;
    let found = verify(copied.library.root(), &[])?;
    let status = super::verify::tell_all(&found, &[], context)?;
    Ok(if copied.unread.is_empty() { status } else { Status::Findings })
}
