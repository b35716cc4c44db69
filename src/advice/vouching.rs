//! Who vouches for what a document shows, as it is printed.

use super::{finding_sentence, outcome_row};
use crate::chart::{Course, Moment, Patient, Session, Techniques, findings};
use crate::scene::sheet::{AmendmentWords, Attached, Fact, SignatureWords, Told, Vouching};
use crate::store::{Attested, Checkpoint, Note, Signature, SignatureStanding};
use crate::text::Texts;

/// What a document tells of a session: whose it is, what stands out, who vouches for it; with the record that goes with it.
pub fn told(
    (session, techniques): (&Session, &Techniques),
    (patient, course): (Option<&Patient>, Option<&Course>),
    attested: Option<Attested>,
    texts: &Texts,
) -> Told {
    let said = |finding| finding_sentence(&finding, session, texts, techniques);
    Told {
        patient: patient.cloned(),
        course: course.cloned(),
        findings: findings(session, techniques).into_iter().map(said).collect(),
        outcomes: session.outcomes.iter().map(|outcome| outcome_row(outcome, texts)).collect(),
        vouching: attested.as_ref().map(|attested| vouching(attested, texts)),
        record: attested.and_then(|attested| attested.file).map(|(name, bytes)| Attached { name, bytes }),
    }
}

/// What a record says of one of its states, in words.
fn vouching(attested: &Attested, texts: &Texts) -> Vouching {
    Vouching {
        signatures: attested.signatures.iter().map(|signature| signature_words(signature, texts)).collect(),
        amendments: attested.amendments.iter().map(amendment_words).collect(),
        is_changed_since: attested.is_changed_since,
        ledger: attested.ledger.as_ref().map(|ledger| ledger_words(ledger, texts)).unwrap_or_default(),
        dated: attested.saved,
    }
}

/// What heads a page of who vouches for what it shows, and for the earlier session that it is compared with; of what isn't known it
/// says nothing. The ledger is one for both.
pub fn vouching_facts(own: Option<&Attested>, earlier: Option<&Attested>, texts: &Texts) -> Vec<Fact> {
    let labels = [texts.get("sheet-signed"), texts.get("sheet-signed-earlier")];
    let both = [own, earlier].into_iter().zip(labels);
    let signed = both.filter_map(|(attested, label)| Some(signed_fact(attested?, label, texts)));
    let ledger = own.or(earlier).and_then(|attested| attested.ledger.as_ref());
    let ledger = ledger.map(|ledger| {
        let places = [
            ("ledger", ledger.origin.as_str().into()),
            ("size", ledger.size.to_string().into()),
            ("root", ledger.root.as_str().into()),
        ];
        let value = texts.with("sheet-ledger-stands", &places);
        Fact { label: texts.get("sheet-ledger"), value, is_alarming: false }
    });
    signed.chain(ledger).collect()
}

fn signed_fact(attested: &Attested, label: String, texts: &Texts) -> Fact {
    if attested.signatures.is_empty() {
        return Fact { label, value: texts.get("report-not-signed"), is_alarming: false };
    }
    let said = |signature: &Signature| {
        let SignatureWords { name, role, meaning, at, standing, .. } = signature_words(signature, texts);
        let parts = [name, role, at, format!("“{meaning}”"), standing];
        parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ")
    };
    let since = attested.is_changed_since.then(|| texts.get("report-changed-since"));
    let value: Vec<String> = attested.signatures.iter().map(said).chain(since).collect();
    let holds = attested.signatures.iter().all(|signature| signature.standing == SignatureStanding::Good);
    Fact { label, value: value.join("\n"), is_alarming: attested.is_changed_since || !holds }
}

/// Which ledger, how many entries, and the root: a copy of it outside of the library.
fn ledger_words(ledger: &Checkpoint, texts: &Texts) -> String {
    let places = [
        ("ledger", ledger.origin.as_str().into()),
        ("size", ledger.size.to_string().into()),
        ("root", ledger.root.as_str().into()),
    ];
    texts.with("report-ledger", &places)
}

fn signature_words(signature: &Signature, texts: &Texts) -> SignatureWords {
    let signed = &signature.signed;
    SignatureWords {
        name: signed.name.clone(),
        role: signed.role.clone(),
        meaning: signed.meaning.clone(),
        at: timed(signature.at),
        key: signed.key.fingerprint(),
        standing: match signature.standing {
            SignatureStanding::Good if signature.is_older => texts.get("report-holds-older"),
            SignatureStanding::Good => texts.get("report-holds"),
            SignatureStanding::Foreign => texts.get("report-foreign"),
            SignatureStanding::Broken | SignatureStanding::Missing => texts.get("report-broken"),
        },
    }
}

fn amendment_words(note: &Note) -> AmendmentWords {
    AmendmentWords { at: timed(note.at), who: note.author.clone(), reason: note.reason.clone() }
}

/// `2026-09-07 10:30 +02:00`: what is signed names its offset.
fn timed(at: Moment) -> String {
    let whole = at.to_string();
    let offset = whole.get(whole.len().saturating_sub(6)..).unwrap_or_default();
    format!("{} {offset}", at.short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_names_its_offset() {
        assert_eq!(timed("2026-09-07T10:30:00+02:00".parse().unwrap()), "2026-09-07 10:30 +02:00");
    }
}
