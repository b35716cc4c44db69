//! `mesomap fhir`: a session for a record system, to a file or by HTTP.

use crate::advice::{fhir_error_text, missing_characters_text, no_system_text, system_error_text};
use crate::export::fhir::fhir;

use crate::send::{Courier, Header, System, pack_transaction};
use crate::store::CopyKind;
use crate::text::Texts;

use super::arguments::{Fhir, Headers};
use super::saved::{self, Saved};
use super::{Context, Failure, Status, export, names, send};

/// Makes the transaction, writes it and sends it.
pub(super) fn run(wanted: &Fhir, context: &mut Context<'_>) -> Result<Status, Failure> {
    let to = wanted.post.as_deref().map(|to| system(to, context)).transpose()?;
    let headers = wanted.headers.read(&context.texts)?;
    let is_address = |numbers: &String| numbers.contains(':') && numbers.bytes().all(|byte| byte.is_ascii_graphic());
    if wanted.patient_numbers.as_ref().is_some_and(|numbers| !is_address(numbers)) {
        return Err(Failure::Usage(context.texts.get("cli-fhir-no-numbers")));
    }
    if let Some(output) = wanted.output.as_deref().filter(|output| !wanted.force && output.exists()) {
        let place = [("path", names::path(output).into())];
        return Err(Failure::File(context.texts.with("cli-export-exists", &place)));
    }
    let read = saved::read((&wanted.session, wanted.accepted), (&wanted.views, wanted.no_record), context)?;
    let bundle = made(&read, wanted.patient_numbers.as_deref(), context)?;
    if let Some(output) = &wanted.output {
        export::put(output, &bundle, &context.texts)?;
        read.outgoing.clone().went(CopyKind::Fhir, super::now());
    }
    let Some(to) = to else { return Ok(Status::Done) };
    if to.is_elsewhere() {
        let place = [("to", to.to_string().into())];
        let _gone = writeln!(context.err, "{}", context.texts.with("cli-fhir-in-the-clear", &place));
    }
    // What was made just now is a transaction of this program.
    let Some((parcel, unkept)) = pack_transaction(&read.place.root(), bundle, &to) else { return Ok(Status::Failed) };
    send::tell_unkept(unkept.as_ref(), context);
    let sent = send::send(&[parcel], &Courier { headers, ..Courier::default() }, context)?;
    if sent == Status::Done {
        read.outgoing.went(CopyKind::Fhir, super::now());
    }
    Ok(sent)
}

fn made(read: &Saved, numbers: Option<&str>, context: &mut Context<'_>) -> Result<Vec<u8>, Failure> {
    let texts = &context.texts;
    let (bundle, missing) =
        fhir(&read.spec(numbers, texts)).map_err(|why| Failure::Usage(fhir_error_text(&why, texts)))?;
    if !missing.is_empty() {
        // Boxes stand for them; in a record system that is better than no record of the treatment.
        let _gone = writeln!(context.err, "{}", missing_characters_text(&missing, texts));
    }
    Ok(bundle)
}

/// An address that can be sent to.
pub(super) fn system(address: &str, context: &Context<'_>) -> Result<System, Failure> {
    System::parse(address).map_err(|why| Failure::Usage(no_system_text(why, &context.texts)))
}

impl Headers {
    /// The lines of the variable and of the file; what they say is shown to nobody.
    pub(super) fn read(&self, texts: &Texts) -> Result<Vec<Header>, Failure> {
        let mut lines = String::new();
        if let Some(name) = &self.header_env {
            let value = std::env::var(name);
            let place = [("name", names::plain(name).into())];
            lines += &value.map_err(|_unset| Failure::Usage(texts.with("cli-header-no-variable", &place)))?;
            lines.push('\n');
        }
        if let Some(file) = &self.header_file {
            let text = std::fs::read_to_string(file).map_err(|error| {
                let places = [("path", names::path(file).into()), ("error", system_error_text(&error, texts).into())];
                Failure::File(texts.with("cli-header-no-file", &places))
            });
            lines += &text?;
        }
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let header = |line: &str| Header::parse(line).ok_or_else(|| Failure::Usage(texts.get("cli-header-malformed")));
        lines.map(header).collect()
    }
}
