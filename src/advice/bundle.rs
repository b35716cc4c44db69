//! What bundles say to people: what one is of, why it isn't taken in, what a merge did, and what went out in none yet.

use crate::store::{BundleFault, BundleOf, Came, Kept, Manifest, Merged, Person, Unexported};
use crate::text::Texts;

/// Why a bundle isn't taken in or can't be made, as a clause.
pub(super) fn bundle_fault_text(fault: &BundleFault, texts: &Texts) -> String {
    use BundleFault as F;
    let about = |entry: &str| [("entry", shown(entry).into())];
    match fault {
        F::NotABundle => texts.get("bundle-not-one"),
        F::Locked => texts.get("bundle-locked"),
        F::Cut => texts.get("bundle-cut"),
        F::Damaged { entry } => texts.with("bundle-damaged", &about(entry)),
        F::Packed { entry } => texts.with("bundle-packed", &about(entry)),
        F::Swells { entry } => texts.with("bundle-swells", &about(entry)),
        F::TooMany { most } => texts.with("bundle-too-many", &[("most", (*most).into())]),
        F::TooLarge { limit_mib } => texts.with("bundle-too-large", &[("limit", (*limit_mib).into())]),
        F::Name { entry } => texts.with("bundle-name", &about(entry)),
        F::Twice { entry } => texts.with("bundle-twice", &about(entry)),
        F::Missing { entry } => texts.with("bundle-missing", &about(entry)),
        F::Unlisted { entry } => texts.with("bundle-unlisted", &about(entry)),
        F::NotOne => texts.get("bundle-of-nothing"),
        F::OtherPatient { here, there } => {
            let [here, there] = [here, there].map(|person| person_text(person, texts));
            texts.with("bundle-other-patient", &[("here", here.into()), ("there", there.into())])
        }
        F::SameId { first, second } => {
            let [first, second] = [first, second].map(|entry| shown(entry));
            texts.with("bundle-same-id", &[("first", first.into()), ("second", second.into())])
        }
    }
}

/// A name from a file that nobody vouches for, in one line.
fn shown(entry: &str) -> String {
    let plain = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    entry.chars().take(200).map(plain).collect()
}

fn person_text(Person { name, born }: &Person, texts: &Texts) -> String {
    let name = shown(name);
    match born {
        Some(born) => texts.with("bundle-person-born", &[("name", name.into()), ("born", born.to_string().into())]),
        None => texts.with("bundle-person", &[("name", name.into())]),
    }
}

/// What a bundle is of, when it was made and by whom, how many files it has, and what isn't in it; a sentence each.
pub fn bundle_lines(manifest: &Manifest, texts: &Texts) -> Vec<String> {
    let of = match &manifest.of {
        BundleOf::Library { name } => texts.with("bundle-of-library", &[("name", shown(name).into())]),
        BundleOf::Patient { name, .. } => texts.with("bundle-of-patient", &[("name", shown(name).into())]),
        BundleOf::Course { title, patient, .. } => {
            let places = [("title", shown(title).into()), ("patient", shown(patient).into())];
            texts.with("bundle-of-course", &places)
        }
    };
    let made = [("files", manifest.files.len().into()), ("at", manifest.made.short().into())];
    let by = (!manifest.by.is_empty()).then(|| texts.with("bundle-made-by", &[("name", shown(&manifest.by).into())]));
    let unsaved =
        (manifest.unsaved > 0).then(|| texts.with("bundle-unsaved", &[("sessions", manifest.unsaved.into())]));
    [of, texts.with("bundle-made", &made)].into_iter().chain(by).chain(unsaved).collect()
}

/// What came of the records, as a table with its heading: patients, courses and sessions that are new, went on, were all here, and
/// are forks now.
pub fn merged_table(merged: &Merged, texts: &Texts) -> Vec<[String; 5]> {
    let heading = [
        String::new(),
        texts.get("bundle-new"),
        texts.get("bundle-gone-on"),
        texts.get("bundle-unchanged"),
        texts.get("bundle-forked"),
    ];
    let row = |label: String, Came { new, gone_on, unchanged, forked }: Came| {
        let [new, gone_on, unchanged, forked] = [new, gone_on, unchanged, forked].map(|count| count.to_string());
        [label, new, gone_on, unchanged, forked]
    };
    vec![
        heading,
        row(texts.get("bundle-patients"), merged.patients),
        row(texts.get("bundle-courses"), merged.courses),
        row(texts.get("bundle-sessions"), merged.sessions),
    ]
}

/// What a merge did, in one sentence.
pub fn merged_sentence(merged: &Merged, texts: &Texts) -> String {
    if merged.states == 0 {
        return texts.get("bundle-merged-nothing");
    }
    let new = [("patients", merged.patients.new.into()), ("sessions", merged.sessions.new.into())];
    let went_on = [("states", merged.states.into()), ("forks", merged.forks.len().into())];
    texts.with("bundle-merged", &[&went_on[..], &new].concat())
}

/// What a person should look at after a merge; nothing where there is nothing.
pub fn merged_notes(merged: &Merged, texts: &Texts) -> Vec<String> {
    let fork = |path: String| texts.with("bundle-fork", &[("path", path.into())]);
    let left = |path: String| texts.with("bundle-left", &[("path", path.into())]);
    let named = |key: fn(&Texts, &str) -> String| move |name: &String| key(texts, &shown(name));
    let signer = |texts: &Texts, name: &str| texts.with("bundle-signer", &[("name", name.into())]);
    let erased = |texts: &Texts, name: &str| texts.with("bundle-erased", &[("name", name.into())]);
    let namesake = |texts: &Texts, name: &str| texts.with("bundle-namesake", &[("name", name.into())]);
    let mut notes: Vec<String> = merged.forks.iter().map(|place| fork(place.shown().display().to_string())).collect();
    notes.extend(merged.left.iter().map(|path| left(path.display().to_string())));
    notes.extend(merged.erased.iter().map(named(erased)));
    notes.extend(merged.namesakes.iter().map(named(namesake)));
    notes.extend(merged.signers.iter().map(named(signer)));
    match merged.kept {
        Kept::Surely => {}
        Kept::Unconfirmed => notes.push(texts.get("bundle-unconfirmed")),
        Kept::Unlogged => notes.push(texts.get("bundle-unlogged")),
    }
    notes
}

/// What went out in no bundle yet, as a sentence.
pub fn unexported_text(unexported: &Unexported, texts: &Texts) -> String {
    let Unexported { states, sessions, since } = unexported;
    let places = [("states", (*states).into()), ("sessions", (*sessions).into()), ("since", since.short().into())];
    texts.with("bundle-unexported", &places)
}
