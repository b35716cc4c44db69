//! Bundles that somebody made to do harm, or that came damaged: each is refused with what is wrong, and nothing is written.

use std::fmt::Write as _;
use std::path::Path;

use flate2::Crc;
use mesomap::store::{BundleFault, Checksum, StoreError, read_bundle};

use crate::{bytes_of, clinic};

/// A file in a zip that is made by hand.
struct Entry {
    name: String,
    flags: u16,
    method: u16,
    content: Vec<u8>,
    /// How long it says that it is when unpacked.
    plain: u32,
    crc: u32,
}

fn stored(name: &str, content: &[u8]) -> Entry {
    let mut crc = Crc::new();
    crc.update(content);
    let plain = u32::try_from(content.len()).unwrap();
    Entry { name: name.to_owned(), flags: 0, method: 0, content: content.to_vec(), plain, crc: crc.sum() }
}

fn deflated(name: &str, content: &[u8]) -> Entry {
    use std::io::Write as _;
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(content).unwrap();
    Entry { method: 8, content: packer.finish().unwrap(), ..stored(name, content) }
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut central) = (Vec::new(), Vec::new());
    for Entry { name, flags, method, content, plain, crc } in entries {
        let at = u32::try_from(bytes.len()).unwrap();
        let mut head = vec![20, 0];
        head.extend([flags.to_le_bytes(), method.to_le_bytes(), [0, 0], [0x21, 0]].concat());
        let packed = u32::try_from(content.len()).unwrap();
        head.extend([crc.to_le_bytes(), packed.to_le_bytes(), plain.to_le_bytes()].concat());
        head.extend([u16::try_from(name.len()).unwrap().to_le_bytes(), [0, 0]].concat());
        bytes.extend([b"PK\x03\x04", &head[..], name.as_bytes(), content].concat());
        central.extend([b"PK\x01\x02\x14\x00", &head[..], &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let [size, at] = [central.len(), bytes.len()].map(|length| u32::try_from(length).unwrap().to_le_bytes());
    bytes.extend(central);
    bytes.extend([b"PK\x05\x06\x00\x00\x00\x00", &count[..], &count, &size, &at, &[0, 0]].concat());
    bytes
}

/// The manifest of these files.
fn manifest(files: &[(&str, &[u8])]) -> Entry {
    let mut text = "(schema: \"mesomap/bundle/1\", of: Library(name: \"X\"), made: \"2026-11-28T10:00:00+01:00\", \
                    program: \"0.1.0\", files: ["
        .to_owned();
    for (name, content) in files {
        write!(text, "({name:?}, {}, \"{}\"),", content.len(), Checksum::of(content).as_str()).unwrap();
    }
    stored("manifest.ron", format!("{text}])").as_bytes())
}

const LIBRARY: (&str, &[u8]) = ("library.ron", b"(schema: \"mesomap/library/1\", name: \"X\")");

fn fault(bytes: &[u8]) -> BundleFault {
    match read_bundle(Path::new("x.mesomap"), bytes) {
        Err(StoreError::Bundle { file, fault }) => {
            assert_eq!(file, Path::new("x.mesomap"));
            fault
        }
        other => panic!("{other:?}"),
    }
}

fn entry(name: &str) -> String {
    name.to_owned()
}

#[test]
fn what_is_made_by_hand_is_read_where_it_is_right() {
    let bytes = zip(&[manifest(&[LIBRARY]), deflated(LIBRARY.0, LIBRARY.1)]);
    assert_eq!(read_bundle(Path::new("x"), &bytes).unwrap().manifest.files.len(), 1);
}

#[test]
fn names_that_lead_elsewhere_or_are_no_records_are_refused() {
    for name in [
        "../out.ron",
        "/etc/out.ron",
        "anna/../../out.ron",
        "anna\\..\\out.ron",
        "C:/out.ron",
        "anna/nul.record/1.ron",
        "anna/.lock",
        "anna/x.record/.recovery-1.ron",
        "readme.txt",
        "clinic/ledger/0/1.note",
        "clinic/erased/2026-09-07.record/1.ron",
    ] {
        let bytes = zip(&[manifest(&[LIBRARY, (name, b"x")]), stored(LIBRARY.0, LIBRARY.1), stored(name, b"x")]);
        assert_eq!(fault(&bytes), BundleFault::Name { entry: entry(name) }, "{name}");
    }
}

#[test]
fn a_name_twice_is_refused_also_in_other_letters() {
    for twice in ["anna/patient.ron", "Anna/patient.ron", "ANNA/course/x.ron"] {
        let first = "anna/patient.ron";
        let files = [LIBRARY, (first, b"x"), (twice, b"y")];
        let entries = [manifest(&files), stored(LIBRARY.0, LIBRARY.1), stored(first, b"x"), stored(twice, b"y")];
        assert_eq!(fault(&zip(&entries)), BundleFault::Twice { entry: entry(twice) }, "{twice}");
    }
    let bytes = zip(&[manifest(&[LIBRARY]), manifest(&[]), stored(LIBRARY.0, LIBRARY.1)]);
    assert_eq!(fault(&bytes), BundleFault::Twice { entry: entry("manifest.ron") });
    let bytes = zip(&[manifest(&[LIBRARY, LIBRARY]), stored(LIBRARY.0, LIBRARY.1)]);
    assert_eq!(fault(&bytes), BundleFault::Twice { entry: entry(LIBRARY.0) });
}

#[test]
fn what_swells_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = "anna/patient.ron";
    let listed = manifest(&[LIBRARY, (bomb, b"x")]);
    let bytes = zip(&[listed, stored(LIBRARY.0, LIBRARY.1), deflated(bomb, &zeros)]);
    assert_eq!(fault(&bytes), BundleFault::Swells { entry: entry(bomb) });
    // One that says that it is small is unpacked no further than that.
    let lies = Entry { plain: 10, ..deflated(bomb, &zeros) };
    let bytes = zip(&[manifest(&[LIBRARY]), stored(LIBRARY.0, LIBRARY.1), lies]);
    assert_eq!(fault(&bytes), BundleFault::Damaged { entry: entry(bomb) });
    // Many that together are too much, each of them within bounds.
    let part = vec![0x5a; 300 << 10];
    let many: Vec<Entry> = (0..30).map(|n| Entry { plain: 50 << 20, ..stored(&format!("a/{n}.ron"), &part) }).collect();
    assert!(matches!(fault(&zip(&many)), BundleFault::TooLarge { .. }));
    let large = Entry { plain: 65 << 20, ..stored(bomb, &part) };
    assert_eq!(fault(&zip(&[large])), BundleFault::Swells { entry: entry(bomb) });
}

#[test]
fn files_that_share_bytes_are_refused() {
    let content = b"x".repeat(500);
    let mut bytes = zip(&[stored("a/1.ron", &content), stored("a/2.ron", &content)]);
    // The first one is told to reach over the second.
    let central = bytes.windows(4).position(|part| part == b"PK\x01\x02").unwrap();
    let longer = u32::try_from(central - 37).unwrap().to_le_bytes();
    for at in [central + 20, central + 24] {
        bytes[at..at + 4].copy_from_slice(&longer);
    }
    assert_eq!(fault(&bytes), BundleFault::Swells { entry: entry("a/2.ron") });
}

#[test]
fn what_is_not_as_the_manifest_says_is_refused() {
    let other = b"(schema: \"mesomap/library/1\", name: \"Y\")";
    let bytes = zip(&[manifest(&[LIBRARY]), stored(LIBRARY.0, other)]);
    assert_eq!(fault(&bytes), BundleFault::Damaged { entry: entry(LIBRARY.0) });
    let bytes = zip(&[manifest(&[LIBRARY, ("anna/patient.ron", b"x")]), stored(LIBRARY.0, LIBRARY.1)]);
    assert_eq!(fault(&bytes), BundleFault::Missing { entry: entry("anna/patient.ron") });
    let bytes = zip(&[manifest(&[LIBRARY]), stored(LIBRARY.0, LIBRARY.1), stored("anna/patient.ron", b"x")]);
    assert_eq!(fault(&bytes), BundleFault::Unlisted { entry: entry("anna/patient.ron") });
    assert_eq!(fault(&zip(&[stored(LIBRARY.0, LIBRARY.1)])), BundleFault::NotABundle);
    assert_eq!(fault(&zip(&[manifest(&[])])), BundleFault::NotABundle, "no library");
}

#[test]
fn what_is_packed_in_another_way_is_refused() {
    for (flags, method) in [(1, 0), (1 << 6, 8), (0, 12), (0, 99)] {
        let odd = Entry { flags, method, ..stored(LIBRARY.0, LIBRARY.1) };
        assert_eq!(fault(&zip(&[manifest(&[LIBRARY]), odd])), BundleFault::Packed { entry: entry(LIBRARY.0) });
    }
}

#[test]
fn a_manifest_that_is_wrong_is_told_by_its_place_and_a_newer_one_by_its_schema() {
    let read = |text: &str| {
        let bytes = zip(&[stored("manifest.ron", text.as_bytes()), stored(LIBRARY.0, LIBRARY.1)]);
        read_bundle(Path::new("x.mesomap"), &bytes).unwrap_err()
    };
    let text = String::from_utf8(manifest(&[LIBRARY]).content).unwrap();
    assert!(matches!(read(&text.replace("bundle/1", "bundle/2")), StoreError::NewerSchema { .. }));
    for (from, to) in [("made:", "done:"), ("\"2026", "\"x026"), ("files: [", "files: [[["), ("bundle/1", "bundle/0")] {
        let wrong = read(&text.replace(from, to));
        assert_eq!(wrong.file(), Path::new("x.mesomap/manifest.ron"), "{wrong:?}");
        assert!(wrong.position().is_some(), "{wrong:?}");
    }
}

#[test]
fn every_cut_and_every_changed_byte_is_refused_or_means_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let whole = bytes_of(clinic(folder.path()).0.root());
    let read = |bytes: &[u8]| read_bundle(Path::new("x.mesomap"), bytes);
    let manifest = read(&whole).unwrap().manifest;
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "cut at {length}");
    }
    assert_eq!(fault(&whole[..whole.len() - 1]), BundleFault::Cut);
    assert_eq!(fault(b"nothing of the kind"), BundleFault::NotABundle);
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x41;
        // Times and versions in a zip mean nothing here; whatever is read is as the manifest says.
        if let Ok(bundle) = read(&changed) {
            assert_eq!(bundle.manifest, manifest, "byte {at}");
        }
    }
}
