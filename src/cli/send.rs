//! `mesomap send` and `mesomap echo`: a session to a picture archive, and whether the archive is there.

use std::path::Path;

use crate::advice::{no_destination_text, reply_text, store_error_text};
use crate::send::{CALLING, Courier, Destination, Limits, Parcel, Recipient, deliver, echo, pack, waiting};
use crate::store::{CopyKind, StoreError};

use super::arguments::Send;
use super::{Context, Failure, Status, dicom, fhir, names};

/// Asks the archive whether it is there.
pub(super) fn ask(to: &str, from: Option<&str>, context: &mut Context<'_>) -> Result<Status, Failure> {
    let to = destination(to, from, context)?;
    let reply = echo(&to, Limits::default());
    line(&to.to_string(), &reply_text(&reply, &context.texts), context)?;
    Ok(if reply.is_done() { Status::Done } else { Status::Failed })
}

/// Sends a session, or once more what couldn't be sent.
pub(super) fn run(wanted: &Send, context: &mut Context<'_>) -> Result<Status, Failure> {
    if let Some(library) = &wanted.again {
        let to = wanted.to.as_deref().map(|to| recipient(to, wanted.from.as_deref(), context)).transpose()?;
        let headers = wanted.headers.read(&context.texts)?;
        // Who asks is told to the one system that it was meant for.
        if !headers.is_empty() && !matches!(to, Some(Recipient::System(_))) {
            return Err(Failure::Usage(context.texts.get("cli-send-header-to-whom")));
        }
        return again(library, to.as_ref(), &Courier { headers, ..Courier::default() }, context);
    }
    let to = destination(wanted.to.as_deref().unwrap_or_default(), wanted.from.as_deref(), context)?;
    let session = wanted.session.as_deref().unwrap_or(Path::new(""));
    let made = dicom::make(session, wanted.accepted, &wanted.objects, context)?;
    let (parcels, unkept) = pack(&made.place.root(), made.objects, &to);
    tell_unkept(unkept.as_ref(), context);
    let sent = send(&parcels, &Courier::default(), context)?;
    if sent == Status::Done {
        made.outgoing.went(CopyKind::Dicom, super::now());
    }
    Ok(sent)
}

/// Says why what can't be sent won't be kept.
pub(super) fn tell_unkept(unkept: Option<&StoreError>, context: &mut Context<'_>) {
    if let Some(why) = unkept {
        let places = [("why", names::plain_lines(&store_error_text(why, &context.texts)).into())];
        let _gone = writeln!(context.err, "{}", context.texts.with("cli-send-not-kept", &places));
    }
}

fn again(
    library: &Path,
    to: Option<&Recipient>,
    courier: &Courier,
    context: &mut Context<'_>,
) -> Result<Status, Failure> {
    let library = super::sealed::library(library, context)?;
    let (parcels, strange) = waiting(library.root())?;
    for file in &strange {
        let place = [("path", names::path(&file.shown()).into())];
        let _gone = writeln!(context.err, "{}", context.texts.with("cli-send-strange", &place));
    }
    if parcels.is_empty() {
        writeln!(context.out, "{}", context.texts.get("cli-send-none"))?;
    }
    let parcels = match to {
        // What goes to another kind of system stays.
        Some(to) => {
            parcels.into_iter().filter(|parcel| parcel.to.is_like(to)).map(|parcel| parcel.addressed(to)).collect()
        }
        None => parcels,
    };
    let sent = send(&parcels, courier, context)?;
    Ok(if strange.is_empty() { sent } else { Status::Failed })
}

/// Sends, and tells every answer.
pub(super) fn send(parcels: &[Parcel], courier: &Courier, context: &mut Context<'_>) -> Result<Status, Failure> {
    let (mut failed, mut kept, mut told) = (0_usize, 0_usize, Ok(()));
    deliver(
        parcels,
        courier,
        || true,
        |at, reply| {
            let parcel = &parcels[at];
            if !reply.is_done() {
                failed += 1;
                kept += usize::from(parcel.is_kept());
            }
            let what = format!("{}: {}", parcel.to, parcel.label.shows);
            let line = line(&what, &reply_text(&reply, &context.texts), context);
            // What is to be sent is sent, also where nobody hears of it any more.
            if told.is_ok() {
                told = line;
            }
        },
    );
    told?;
    if failed > 0 {
        let counts = [("failed", failed.into()), ("kept", kept.into())];
        let _gone = writeln!(context.err, "{}", context.texts.with("cli-send-failed", &counts));
    }
    Ok(if failed == 0 { Status::Done } else { Status::Failed })
}

fn line(what: &str, answer: &str, context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(context.out, "{}: {}", names::plain(what), names::plain(answer))?;
    Ok(())
}

/// An address of a record system, or an archive.
fn recipient(to: &str, from: Option<&str>, context: &Context<'_>) -> Result<Recipient, Failure> {
    if to.contains("://") {
        return fhir::system(to, context).map(Recipient::System);
    }
    destination(to, from, context).map(Recipient::Archive)
}

fn destination(to: &str, from: Option<&str>, context: &Context<'_>) -> Result<Destination, Failure> {
    let parsed = Destination::parse(to, from.unwrap_or(CALLING));
    parsed.map_err(|why| Failure::Usage(no_destination_text(why, &context.texts)))
}
