//! What an archive answered, and what to do where it didn't.

use crate::send::{NoDestination, NoSystem, Reply, Trouble};
use crate::text::Texts;

use super::system::kind_text;

/// An answer in words, with its code where it has one.
pub fn reply_text(reply: &Reply, texts: &Texts) -> String {
    match reply {
        Reply::None(trouble) => trouble_text(*trouble, texts),
        Reply::Http { status, is_good, words } => {
            let meaning = if *is_good { texts.get("send-status-success") } else { http_text(*status, texts) };
            with_remark(
                texts.with("send-status", &[("code", status.to_string().into()), ("meaning", meaning.into())]),
                words,
                texts,
            )
        }
        Reply::Status(code, remark) => {
            let places = [("code", format!("{code:04X}").into()), ("meaning", status_text(*code, texts).into())];
            with_remark(texts.with("send-status", &places), remark, texts)
        }
    }
}

fn with_remark(status: String, remark: &str, texts: &Texts) -> String {
    match remark.trim() {
        "" => status,
        remark => texts.with("send-status-remark", &[("status", status.into()), ("remark", remark.into())]),
    }
}

/// What a status means of which nothing is stored (RFC 9110, 15).
fn http_text(status: u16, texts: &Texts) -> String {
    match status {
        200..=299 => texts.get("send-http-part"),
        300..=399 => texts.get("send-http-moved"),
        401 | 403 | 407 => texts.get("send-http-not-authorised"),
        404 | 405 | 410 => texts.get("send-http-not-there"),
        409 | 412 => texts.get("send-http-conflict"),
        413 => texts.get("send-http-too-large"),
        400 | 415 | 422 => texts.get("send-http-not-understood"),
        500..=599 => texts.get("send-http-trouble"),
        _ => texts.get("send-http-refused"),
    }
}

/// Why an address is none to send to.
pub fn no_system_text(why: NoSystem, texts: &Texts) -> String {
    match why {
        NoSystem::Encrypted => texts.get("send-encrypted"),
        NoSystem::Address => texts.get("send-wrong-address"),
    }
}

/// What a status means (DICOM PS3.4, table B.2-1, and PS3.7, annex C).
fn status_text(code: u16, texts: &Texts) -> String {
    match code {
        0x0000 => texts.get("send-status-success"),
        0xB000 | 0xB006 | 0xB007 => texts.get("send-status-changed"),
        0x0122 => texts.get("send-status-class"),
        0x0124 => texts.get("send-status-not-authorised"),
        0x0110 | 0x0210..=0x0213 => texts.get("send-status-processing"),
        0x0111 => texts.get("send-status-duplicate"),
        0xA700..=0xA7FF => texts.get("send-status-resources"),
        0xA900..=0xA9FF => texts.get("send-status-mismatch"),
        0xC000..=0xCFFF => texts.get("send-status-not-understood"),
        _ => texts.get("send-status-other"),
    }
}

fn trouble_text(trouble: Trouble, texts: &Texts) -> String {
    match trouble {
        Trouble::NoHost => texts.get("send-no-host"),
        Trouble::Unreachable(why) => texts.with("send-unreachable", &[("why", kind_text(why, texts).into())]),
        Trouble::Silent => texts.get("send-silent"),
        Trouble::Closed => texts.get("send-closed"),
        Trouble::Broken(why) => texts.with("send-broken", &[("why", kind_text(why, texts).into())]),
        Trouble::Nonsense => texts.get("send-nonsense"),
        Trouble::NotFhir => texts.get("send-not-fhir"),
        Trouble::Rejected(why) => {
            let code = why.map(|part| part.to_string()).join("/");
            texts.with("send-rejected", &[("why", rejected_text(why, texts).into()), ("code", code.into())])
        }
        Trouble::Aborted(why) => {
            let code = why.map(|part| part.to_string()).join("/");
            texts.with("send-aborted", &[("code", code.into())])
        }
        Trouble::Refused(_) => texts.get("send-refused"),
        Trouble::Unreadable => texts.get("send-unreadable"),
        Trouble::Stopped => texts.get("send-stopped"),
    }
}

/// Why an association is rejected (PS3.8, table 9-21), in the words that archives and their handbooks use.
fn rejected_text([result, source, reason]: [u8; 3], texts: &Texts) -> String {
    match (result, source, reason) {
        (_, 1, 7) => texts.get("send-rejected-called"),
        (_, 1, 3) => texts.get("send-rejected-calling"),
        (_, 1 | 2, 2) => texts.get("send-rejected-protocol"),
        (_, 3, 1 | 2) | (2, ..) => texts.get("send-rejected-busy"),
        _ => texts.get("send-rejected-no-reason"),
    }
}

/// What of a destination makes no sense.
pub fn no_destination_text(why: NoDestination, texts: &Texts) -> String {
    match why {
        NoDestination::Host => texts.get("send-wrong-host"),
        NoDestination::Port => texts.get("send-wrong-port"),
        NoDestination::Title => texts.get("send-wrong-title"),
    }
}
