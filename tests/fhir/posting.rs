//! Sending: every answer is told, what isn't stored is kept and sent again, and nobody is waited for without end.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use mesomap::send::{Courier, Limits, Reply, System, Trouble, deliver, pack_transaction};
use mesomap::store::place_at;

use crate::clinic::{Ran, arguments, mesomap};
use crate::sample;
use crate::server::{Does, server, stored};

fn post(session: &Path, to: &str) -> Ran {
    mesomap(arguments(&["fhir", "--post", to], &[session]))
}

fn outbox(library: &Path) -> usize {
    std::fs::read_dir(library.join("clinic/outbox")).map_or(0, Iterator::count)
}

const REFUSAL: &str = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invariant",
    "diagnostics":"no such patient","expression":["Patient.identifier"]}]}"#;

#[test]
fn what_is_stored_leaves_nothing_behind() {
    for does in
        [Does::Answers("200 OK", stored()), Does::InPieces(stored()), Does::Answers("201 Created", String::new())]
    {
        let (folder, session) = sample();
        let (to, heard) = server(&[does]);
        let ran = post(&session, &to);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.out.ends_with(" done (status 200)\n") || ran.out.ends_with(" done (status 201)\n"), "{}", ran.out);
        assert_eq!(outbox(folder.path()), 0);
        let heard = heard.lock().unwrap();
        let [(head, body)] = &heard[..] else { panic!("{heard:?}") };
        assert!(head.starts_with("POST /fhir HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("Content-Type: application/fhir+json; charset=utf-8"), "{head}");
        let output = folder.path().join("written.json");
        crate::written(&session, &output);
        assert!(*body == std::fs::read(output).unwrap(), "what is sent is what is written");
    }
}

#[test]
fn what_is_refused_is_told_and_kept_and_sent_again() {
    let (folder, session) = sample();
    let (to, heard) = server(&[
        Does::Answers("422 Unprocessable Entity", REFUSAL.to_owned()),
        Does::Answers("503 Service Unavailable", "<html>busy</html>".to_owned()),
        Does::Answers("200 OK", "<html>please sign in</html>".to_owned()),
        Does::Answers("200 OK", stored()),
    ]);
    let ran = post(&session, &to);
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("(status 422): no such patient (Patient.identifier)"), "{}", ran.out);
    assert!(ran.err.contains("1 not stored, 1 of them kept"), "{}", ran.err);
    assert_eq!(outbox(folder.path()), 1);
    // The same session to the same place once more takes the place of what waits.
    let ran = post(&session, &to);
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("the server is in trouble (status 503)"), "{}", ran.out);
    assert_eq!(outbox(folder.path()), 1);
    // What waits there is no part of the record.
    assert_eq!(mesomap(arguments(&["check"], &[folder.path()])).status, 0);
    assert_eq!(mesomap(arguments(&["verify"], &[folder.path()])).status, 0);
    let again = || mesomap(arguments(&["send", "--again"], &[folder.path()]));
    let ran = again();
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("says nothing that a FHIR server would"), "a page is no receipt: {}", ran.out);
    assert_eq!(outbox(folder.path()), 1);
    let ran = again();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(outbox(folder.path()), 0);
    let heard = heard.lock().unwrap();
    assert!(heard.len() == 4 && heard.iter().all(|(_, body)| *body == heard[0].1), "it is the same every time");
}

#[test]
fn part_of_a_transaction_is_not_all_of_it() {
    let (folder, session) = sample();
    let half = stored().replacen("201 Created", "409 Conflict", 1);
    let (to, _) = server(&[Does::Answers("200 OK", half)]);
    let ran = post(&session, &to);
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("part of it is not stored (status 200): 409 Conflict"), "{}", ran.out);
    assert_eq!(outbox(folder.path()), 1);
}

#[test]
fn who_asks_is_told_to_the_server_alone() {
    let (folder, session) = sample();
    let unauthorised = Does::Answers("401 Unauthorized", String::new());
    let (to, heard) = server(&[unauthorised.clone(), unauthorised, Does::Answers("200 OK", stored())]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_mesomap"));
    command.env("SECRET", "Authorization: Bearer s3cr3t-t0ken").args(["fhir", "--header-env", "SECRET", "--post", &to]);
    let ran = command.arg(&session).output().unwrap();
    let said = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
    assert!(said.contains("this program may not store there (status 401)") && !said.contains("s3cr3t"), "{said}");
    for kept in std::fs::read_dir(folder.path().join("clinic/outbox")).unwrap() {
        let kept = std::fs::read_to_string(kept.unwrap().path()).unwrap();
        assert!(!kept.contains("s3cr3t"));
    }
    let ran = mesomap(arguments(&["send", "--again"], &[folder.path()]));
    assert_eq!(ran.status, 3);
    let file = folder.path().join("header");
    std::fs::write(&file, "Authorization: Bearer s3cr3t-t0ken\n").unwrap();
    let ran = mesomap(arguments(&["send", "--header-file"], &[&file, Path::new("--again"), folder.path()]));
    assert_eq!(ran.status, 2, "to whom isn't said: {}", ran.err);
    let ran =
        mesomap(arguments(&["send", "--to", &to, "--header-file"], &[&file, Path::new("--again"), folder.path()]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    let heard = heard.lock().unwrap();
    let told: Vec<bool> =
        heard.iter().map(|(head, _)| head.contains("\r\nAuthorization: Bearer s3cr3t-t0ken")).collect();
    assert_eq!(told, [true, false, true]);
    std::fs::write(&file, "no header\n").unwrap();
    let ran = mesomap(arguments(&["fhir", "--post", &to, "--header-file"], &[&file, &session]));
    assert_eq!(ran.status, 2);
}

#[test]
fn nobody_is_waited_for_without_end() {
    let (folder, session) = sample();
    let output = folder.path().join("written.json");
    crate::written(&session, &output);
    let limits = Limits { connect: Duration::from_secs(20), answer: Duration::from_millis(400) };
    let courier = Courier { limits, ..Courier::default() };
    let library = place_at(folder.path()).unwrap();
    for (does, expected) in [
        (Does::KeepsSilent, Trouble::Silent),
        (Does::HangsUp, Trouble::Closed),
        (Does::Says("SSH-2.0-OpenSSH_9.2\r\n"), Trouble::NotFhir),
        (Does::Says("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), Trouble::NotFhir),
        (Does::Says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"), Trouble::NotFhir),
        (Does::Says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"), Trouble::Closed),
    ] {
        let (to, _) = server(std::slice::from_ref(&does));
        let to = System::parse(&to).unwrap();
        let (parcel, unkept) = pack_transaction(&library, std::fs::read(&output).unwrap(), &to).unwrap();
        assert!(unkept.is_none() && parcel.is_kept());
        let mut replies = Vec::new();
        deliver(&[parcel], &courier, || true, |_, reply| replies.push(reply));
        assert_eq!(replies, [Reply::None(expected)], "{does:?}");
    }
    assert_eq!(outbox(folder.path()), 6, "each to an address of its own");
}

#[test]
fn what_cannot_be_sent_to_is_refused_before_anything_is_made() {
    let (folder, session) = sample();
    let ran = post(&session, "https://ehr.example/fhir");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("https is not spoken here"), "{}", ran.err);
    let ran = post(&session, "ehr.example");
    assert_eq!(ran.status, 2);
    assert_eq!(outbox(folder.path()), 0);
}
