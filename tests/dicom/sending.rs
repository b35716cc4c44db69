//! Sending: every answer is told, what isn't stored is kept and sent again, and nobody is waited for without end.

use std::path::Path;
use std::time::Duration;

use dicom_object::FileMetaTableBuilder;
use mesomap::send::{Destination, Limits, Reply, Trouble, echo};

use crate::clinic::{Ran, arguments, mesomap};
use crate::scp::{Does, archive};
use crate::{parsed, sample, text};

/// Long enough for a busy machine to answer at once, short enough to wait for.
const LIMITS: Limits = Limits { connect: Duration::from_secs(20), answer: Duration::from_millis(400) };

fn asked(does: Does) -> Reply {
    let (place, _) = archive(&[does]);
    echo(&Destination::parse(&format!("TEST@{place}"), "MESOMAP").unwrap(), LIMITS)
}

/// Sends the sample session, two small pictures and the report.
fn send(session: &Path, place: &str) -> Ran {
    let to = format!("TEST@{place}");
    mesomap(arguments(&["send", "--to", &to, "--view", "face-front,scalp", "--dpi", "36"], &[session]))
}

fn again(library: &Path) -> Ran {
    mesomap(arguments(&["send", "--again"], &[library]))
}

fn outbox(library: &Path) -> usize {
    std::fs::read_dir(library.join("clinic/outbox")).map_or(0, Iterator::count)
}

#[test]
fn nobody_is_waited_for_without_end() {
    for (does, expected) in [
        (Does::KeepsSilent, Trouble::Silent),
        (Does::Drips, Trouble::Silent),
        (Does::SpeaksHttp, Trouble::Nonsense),
        (Does::Boasts, Trouble::Nonsense),
        (Does::Babbles, Trouble::Nonsense),
        (Does::Rejects, Trouble::Rejected([1, 1, 7])),
    ] {
        assert_eq!(asked(does), Reply::None(expected), "{does:?}");
    }
    // Nobody listens there any more.
    let place = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let reply = echo(&Destination::parse(&format!("TEST@{place}"), "MESOMAP").unwrap(), LIMITS);
    assert!(matches!(reply, Reply::None(Trouble::Unreachable(_))), "{reply:?}");
}

#[test]
fn an_archive_that_is_there_says_so() {
    let (place, _) = archive(&[Does::Takes, Does::Rejects]);
    let to = format!("TEST@{place}");
    let ran = mesomap(["echo", "--to", &to]);
    assert_eq!((ran.status, ran.out), (0, format!("{to}: done (status 0000)\n")), "{}", ran.err);
    let ran = mesomap(["echo", "--to", &to]);
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("Called AE Title Not Recognized"), "{}", ran.out);
    for wrong in ["127.0.0.1:104", "A@", "A@host:x", "A NAME OF TOO MANY LETTERS@host"] {
        let ran = mesomap(["echo", "--to", wrong]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{wrong}: {}", ran.err);
    }
}

#[test]
fn what_is_stored_is_what_was_written_and_nothing_stays() {
    let (folder, session) = sample();
    let (place, stored) = archive(&[Does::Takes]);
    let ran = send(&session, &place);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(ran.out.lines().filter(|line| line.ends_with("done (status 0000)")).count(), 3, "{}", ran.out);
    assert!(ran.out.contains("Face, front: done"), "{}", ran.out);
    assert_eq!(outbox(folder.path()), 0);
    let stored = stored.lock().unwrap();
    assert_eq!(stored.len(), 3);
    for data in stored.iter() {
        let object = as_file(data, "1.2.840.10008.1.2.1");
        assert_eq!(text(&object, "PatientName"), "Sample Patient^not a real person");
    }
}

#[test]
fn an_archive_that_takes_the_oldest_syntax_alone_gets_it() {
    let (_folder, session) = sample();
    let (place, stored) = archive(&[Does::TakesImplicit]);
    assert_eq!(send(&session, &place).status, 0);
    let stored = stored.lock().unwrap();
    assert_eq!(stored.len(), 3);
    let picture = as_file(&stored[0], "1.2.840.10008.1.2");
    assert_eq!(text(&picture, "ConversionType"), "DRW");
    let region = picture.element_by_name("AnatomicRegionSequence").unwrap().items().unwrap();
    assert_eq!(region[0].element_by_name("CodeValue").unwrap().to_str().unwrap().trim(), "89545001");
}

/// A data set that came over the line, as a file in its syntax.
fn as_file(data: &[u8], syntax: &str) -> dicom_object::DefaultDicomObject {
    let meta = FileMetaTableBuilder::new();
    let meta = meta.media_storage_sop_class_uid("1.2.840.10008.5.1.4.1.1.7").media_storage_sop_instance_uid("1.2.3");
    let meta = meta.transfer_syntax(syntax).build().unwrap();
    let mut file = vec![0; 128];
    file.extend(b"DICM");
    meta.write(&mut file).unwrap();
    file.extend(data);
    parsed(&file)
}

#[test]
fn what_is_refused_is_kept_and_sent_again() {
    let (folder, session) = sample();
    let (place, stored) = archive(&[Does::Answers(0xA700), Does::TakesOne, Does::Takes]);
    let ran = send(&session, &place);
    assert_eq!(ran.status, 3);
    assert!(ran.out.contains("out of room (status A700)"), "{}", ran.out);
    assert!(ran.out.contains("no") && !ran.out.contains('\u{1b}'), "nothing steers the terminal: {:?}", ran.out);
    assert!(ran.err.contains("3 not stored, 3 of them kept"), "{}", ran.err);
    assert_eq!(outbox(folder.path()), 3);
    // What waits there is no part of the record, and troubles nobody who checks it.
    assert_eq!(mesomap(arguments(&["verify"], &[folder.path()])).status, 0);
    assert_eq!(mesomap(arguments(&["check"], &[folder.path()])).status, 0);

    let ran = again(folder.path());
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("2 not stored, 2 of them kept"), "the line went down after one: {}{}", ran.out, ran.err);
    assert_eq!(outbox(folder.path()), 2);
    let ran = again(folder.path());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(outbox(folder.path()), 0);
    // Refused, one, two: what is sent again is the same object.
    let stored = stored.lock().unwrap();
    let mut instances: Vec<String> =
        stored.iter().map(|data| text(&as_file(data, "1.2.840.10008.1.2.1"), "SOPInstanceUID")).collect();
    instances.sort();
    instances.dedup();
    assert_eq!((stored.len(), instances.len()), (6, 3));
    let ran = again(folder.path());
    assert_eq!((ran.status, ran.out.as_str()), (0, "nothing waits to be sent\n"));
}

#[test]
fn a_kept_file_that_was_changed_is_told_and_stays() {
    let (folder, session) = sample();
    let (place, _) = archive(&[Does::Answers(0xC000), Does::Takes]);
    assert_eq!(send(&session, &place).status, 3);
    let kept = std::fs::read_dir(folder.path().join("clinic/outbox")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&kept, b"something else").unwrap();
    let ran = again(folder.path());
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("can't be read"), "{}", ran.err);
    assert_eq!(std::fs::read(&kept).unwrap(), b"something else");
    assert_eq!(outbox(folder.path()), 1);
}
