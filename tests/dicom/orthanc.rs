//! A real archive, Orthanc from Debian, where it is installed: what it stored is read back and compared. It listens on every
//! address whatever it is told, so it runs in a network of its own.

use std::process::Command;

use crate::{bytes, is_there, parsed, sample, text};

/// Sends two views and the report before the archive runs, so that they are kept; sends them again once it does, then the session
/// once more, and reads everything back. `$1` the program, `$2` the session, `$3` a folder, `$4` the library.
const SCRIPT: &str = r#"
set -eu
ip link set lo up
cd "$3"
cat > orthanc.json <<'J'
{ "Name": "test", "StorageDirectory": "db", "IndexDirectory": "db", "HttpPort": 18042, "DicomPort": 14242, "DicomAet": "TEST",
  "DicomCheckCalledAet": true, "AuthenticationEnabled": false, "RemoteAccessAllowed": true, "Plugins": [],
  "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true }
J
send() { "$1" send --to TEST@127.0.0.1:14242 --view face-front,face-left-profile --dpi 72 "$2"; }
send "$1" "$2" > refused.txt && exit 1
mkdir sent
cp "$4"/clinic/outbox/.outbox-* sent
Orthanc orthanc.json > log 2>&1 &
orthanc=$!
trap 'kill $orthanc' EXIT
U=http://127.0.0.1:18042
for i in $(seq 100); do curl -sf $U/system > /dev/null && break; sleep 0.2; done
"$1" echo --to TEST@127.0.0.1:14242 > echo.txt
"$1" echo --to WRONG@127.0.0.1:14242 > wrong.txt || true
"$1" send --again "$4" > first.txt
send "$1" "$2" > second.txt
mkdir back
for id in $(curl -sf $U/instances | tr -d '[]",'); do
  curl -sf -o back/$id.dcm $U/instances/$id/file
  curl -sf -o back/$id.pdf $U/instances/$id/pdf || rm -f back/$id.pdf
done
curl -sf $U/statistics > statistics.json
"#;

#[test]
fn orthanc_reads_everything_back_equal() {
    if !["Orthanc", "curl", "unshare", "ip"].into_iter().all(is_there) {
        return;
    }
    if !Command::new("unshare").args(["-n", "true"]).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no network of its own can be made here");
        return;
    }
    let (folder, session) = sample();
    let work = tempfile::tempdir().unwrap();
    let mut command = Command::new("unshare");
    command
        .args(["-n", "sh", "-c", SCRIPT, "sh", env!("CARGO_BIN_EXE_mesomap")])
        .arg(&session)
        .arg(work.path())
        .arg(folder.path());
    let ran = command.env("LC_ALL", "en_GB.UTF-8").env("LANG", "en_GB.UTF-8").output().unwrap();
    let read = |name: &str| std::fs::read_to_string(work.path().join(name)).unwrap_or_default();
    assert!(ran.status.success(), "{}{}", String::from_utf8_lossy(&ran.stderr), read("log"));
    assert!(read("echo.txt").contains("done (status 0000)"), "{}", read("echo.txt"));
    assert!(read("wrong.txt").contains("Called AE Title Not Recognized"), "{}", read("wrong.txt"));
    for time in ["first.txt", "second.txt"] {
        assert_eq!(read(time).lines().filter(|line| line.ends_with("done (status 0000)")).count(), 3, "{}", read(time));
    }
    let statistics: serde_json::Value = serde_json::from_str(&read("statistics.json")).unwrap();
    let count = |name: &str| statistics[name].as_u64();
    assert_eq!((count("CountStudies"), count("CountSeries"), count("CountInstances")), (Some(1), Some(4), Some(6)));
    let files = |ending: &str| {
        let all = std::fs::read_dir(work.path().join("back")).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.extension().is_some_and(|found| found == ending)).collect::<Vec<_>>()
    };
    // What stands behind the head of the file, which Orthanc writes anew.
    let data = |file: &[u8]| {
        let at = 128 + 4 + 12 + u32::from_le_bytes(file[140..144].try_into().unwrap()) as usize;
        file[at..].to_vec()
    };
    let back: Vec<Vec<u8>> = files("dcm").iter().map(|file| data(&std::fs::read(file).unwrap())).collect();
    for sent in std::fs::read_dir(work.path().join("sent")).unwrap() {
        let sent = data(&std::fs::read(sent.unwrap().path()).unwrap());
        assert_eq!(back.iter().filter(|back| **back == sent).count(), 1, "it comes back byte for byte");
    }
    let mut documents = 0;
    for file in files("dcm") {
        let object = parsed(&std::fs::read(&file).unwrap());
        if text(&object, "Modality") == "DOC" {
            documents += 1;
            let length = object.element_by_name("EncapsulatedDocumentLength").unwrap().to_int::<usize>().unwrap();
            let pdf = std::fs::read(file.with_extension("pdf")).unwrap();
            assert!(pdf[..length].ends_with(b"%%EOF\n"), "the end of the document is there");
            assert!(pdf[..length] == bytes(&object, "EncapsulatedDocument")[..length]);
        }
    }
    assert_eq!((back.len(), documents), (6, 2));
}
