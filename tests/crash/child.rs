//! The program that is killed: it saves in a loop, and tells on its error output what is done.

use std::io::Write as _;
use std::path::Path;

use mesomap::atlas::BodyKind;
use mesomap::chart::{Details, Patient, Session};
use mesomap::store::{Library, OpenSession, Place, StoreError, open_session, place_at, sessions_below};

use crate::store_support::{cocktail, course, details, note, patient};

/// Where the child works; without it the test `work` does nothing.
pub(crate) const ROOT: &str = "MESOMAP_CRASH_ROOT";

/// A session without marks, so that no body needs to be loaded, and long enough that a write takes a while.
pub(crate) fn numbered(id: &str, step: usize) -> Session {
    let details = Details { title: step.to_string(), notes: "note\n".repeat(2000), ..details() };
    Session::new(id.to_owned(), details, BodyKind::AdultFemale)
}

/// The step that a session is of.
pub(crate) fn step(session: &Session) -> usize {
    session.details.title.parse().unwrap()
}

fn tell(done: &str) {
    let _ = std::io::stderr().write_all(format!("{done}\n").as_bytes());
}

fn opened(root: &Path) -> Result<(Library, Place, OpenSession), StoreError> {
    let library = match Library::open(root) {
        Err(StoreError::NotALibrary { .. }) => Library::create(root, "Clinic", &note())?,
        library => library?,
    };
    let anna = match library.patients()?.into_iter().next() {
        Some(anna) => anna.folder,
        None => library.create_patient(&patient("Anna"), &note())?.it,
    };
    let face = match library.courses(&anna)?.into_iter().next() {
        Some(face) => face.folder,
        None => library.create_course(&anna, &course(), &note())?.it,
    };
    let open = match library.sessions(&face)?.into_iter().next() {
        Some(session) => open_session(&session.place)?,
        None => library.create_session(&face, &numbered("first", 0), &note())?,
    };
    Ok((library, face, open))
}

#[test]
fn work() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let root = Path::new(&root);
    // What is read once and takes long is read before it counts.
    mesomap::store::parse_session(Path::new("it"), mesomap::store::session_text(&numbered("x", 0)).unwrap().as_bytes())
        .unwrap();
    tell("ready");
    let (library, face, mut open) = opened(root).unwrap();
    let anna = face.parent().unwrap();
    let mut known = library.patients().unwrap().remove(0).patient.unwrap();
    let first = step(&open.session).max(open.recovery.as_ref().map_or(0, |work| step(&work.session)));
    for step in first + 1.. {
        let next = numbered("first", step);
        open.autosave(&next, &note()).unwrap();
        if step % 3 != 0 {
            let number = open.save(&next, &note()).unwrap().number;
            tell(&format!("saved {number} {step}"));
        }
        if step % 5 == 0 {
            let made =
                library.create_session(&face, &numbered(&format!("{}-{step}", std::process::id()), step), &note());
            tell(&format!("created {}", made.unwrap().place().name()));
        }
        if step % 7 == 0 {
            let next = Patient { notes: step.to_string(), ..known.clone() };
            library.save_patient(&anna, [&known, &next], &note()).unwrap();
            tell(&format!("noted {step}"));
            known = next;
            library.learn(&cocktail(), &note()).unwrap();
        }
        if step % 11 == 0 {
            let new = Patient { id: format!("{}-{step}", std::process::id()), ..patient("Zoe") };
            tell(&format!("patient {}", library.create_patient(&new, &note()).unwrap().name()));
        }
    }
}

/// A library of the layout before states were kept.
pub(crate) fn earlier(root: &Path) {
    let write = |name: &str, text: &str| {
        let file = root.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write("library.ron", "(schema: \"mesomap/library/1\", name: \"Clinic\")");
    write("anna/patient.ron", "(schema: \"mesomap/patient/2\", id: \"p\", name: \"Anna\")");
    write("anna/face/course.ron", "(schema: \"mesomap/course/1\", id: \"c\", title: \"Face\", body: \"adult-female\")");
    let session = mesomap::store::session_text(&numbered("first", 0)).unwrap();
    write("anna/face/2026-09-07-session-1.ron", &session);
}

/// The session that the child saves, where there is one.
pub(crate) fn session(root: &Path) -> Option<Place> {
    sessions_below(&place_at(root).ok()?).into_iter().find(|record| record.name() == "2026-09-07-session-1.record")
}
