//! The clinic's list of techniques: what is written is read back, two windows lose nothing, hostile files are refused where
//! they are wrong, and no session changes with the list.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mesomap::advice::store_error_text;
use mesomap::chart::{
    ClinicTechniques, Delivery, Depth, Manner, NeedleAngle, Symbol, Technique, TechniqueEdit, TechniqueId, Totals,
    findings,
};
use mesomap::store::{
    Library, Lineage, Place, StoreError, check, load_session, session_text, sessions_below, techniques, techniques_of,
};
use mesomap::text::{Language, Texts};

use store_support::{names, note};

fn own(name: &str) -> Technique {
    Technique {
        id: TechniqueId::new(""),
        names: BTreeMap::from([("en".to_owned(), name.to_owned()), ("fr".to_owned(), format!("{name} « bis »"))]),
        aliases: BTreeMap::from([("fr".to_owned(), vec!["GN".to_owned(), "é\"\n".to_owned()])]),
        default_depth: Some(Depth::nearest_mm(1.25)),
        usual_depth: None,
        layer: None,
        manner: Manner {
            needle: "6 mm, 30G".to_owned(),
            needle_length: Some(Depth::nearest_mm(6.0)),
            angle: NeedleAngle::new(30, 60),
            delivery: Some(Delivery::Gun),
        },
        symbol: Symbol::Bar,
        fixed: false,
        hidden: false,
        source: "Ours".to_owned(),
    }
}

fn put(technique: Technique) -> TechniqueEdit {
    TechniqueEdit::Put(Box::new(technique))
}

fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    (folder, library)
}

fn papule() -> Technique {
    techniques().get(&TechniqueId::new("papule")).unwrap().clone()
}

#[test]
fn what_is_written_is_read_back() {
    let (_folder, library) = library();
    assert_eq!(*library.techniques().techniques, *techniques());
    assert!(!list_file(&library).exists(), "looking writes nothing");
    library.change_techniques(&put(own("Gun nappage")), &note()).unwrap();
    let changed = Technique { default_depth: None, manner: own("x").manner, ..papule() };
    library.change_techniques(&put(changed.clone()), &note()).unwrap();
    let fixed = techniques().iter().next().unwrap();
    let aliases = BTreeMap::from([("fr".to_owned(), vec!["épi".to_owned()])]);
    library.change_techniques(&put(Technique { aliases, ..fixed.clone() }), &note()).unwrap();
    let grid = TechniqueId::new("grid");
    let written = library.change_techniques(&TechniqueEdit::Hide(grid.clone()), &note()).unwrap();
    let read = library.techniques();
    assert!(read.fault.is_none());
    assert_eq!(read.techniques, written.techniques);
    let list = &read.techniques;
    let gun = list.get(&TechniqueId::new("clinic-gun-nappage")).unwrap();
    assert_eq!(*gun, Technique { id: gun.id.clone(), ..own("Gun nappage") });
    assert_eq!(*list.get(&papule().id).unwrap(), changed);
    assert_eq!(list.iter().next().unwrap().aliases["fr"].last().unwrap(), "épi");
    assert!(list.get(&grid).unwrap().hidden && list.offered().all(|technique| technique.id != grid));
    assert_eq!(techniques_of(&library.root().child("anywhere")).techniques, read.techniques);
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    // The fixed ones stay first, and each way leads back.
    assert!(list.offered().take(3).all(|technique| technique.fixed));
    for edit in
        [TechniqueEdit::Restore(papule().id), TechniqueEdit::Offer(grid), TechniqueEdit::Restore(fixed.id.clone())]
    {
        library.change_techniques(&edit, &note()).unwrap();
    }
    let back: Vec<_> = library.techniques().techniques.iter().filter(|known| known.id != gun.id).cloned().collect();
    assert_eq!(back, techniques().iter().cloned().collect::<Vec<_>>());
}

#[test]
fn an_identifier_is_made_of_the_name_once_and_stays() {
    let (_folder, library) = library();
    let first = library.change_techniques(&put(own("Été à l’aiguille")), &note()).unwrap();
    let id = TechniqueId::new("clinic-ete-a-laiguille");
    let known = first.techniques.get(&id).unwrap().clone();
    let renamed = Technique { names: BTreeMap::from([("fr".to_owned(), "Autre nom".to_owned())]), ..known };
    library.change_techniques(&put(renamed), &note()).unwrap();
    let second = library.change_techniques(&put(own("Été à l’aiguille")), &note()).unwrap();
    assert_eq!(second.techniques.name(&id, "en"), "Autre nom", "the only name that it has");
    assert!(second.techniques.get(&TechniqueId::new("clinic-ete-a-laiguille-2")).is_some());
}

#[test]
fn two_windows_that_write_at_once_lose_nothing() {
    let (folder, _library) = library();
    let root = folder.path();
    std::thread::scope(|scope| {
        for window in 0..4 {
            scope.spawn(move || {
                let library = Library::open(root).unwrap();
                for nth in 0..5 {
                    library.change_techniques(&put(own(&format!("Technique {window} {nth}"))), &note()).unwrap();
                    let mut cocktail = store_support::cocktail();
                    cocktail.name = format!("Recipe {window} {nth}");
                    library.learn(&cocktail, &note()).unwrap();
                }
            });
        }
    });
    let library = Library::open(root).unwrap();
    assert_eq!(library.techniques().techniques.iter().count(), techniques().iter().count() + 20);
    assert_eq!(library.formulary().unwrap().recipes.len(), 20);
    assert_eq!(
        names(&root.join("clinic")),
        ["formulary.record", "ledger", "techniques.record"],
        "no lock stays behind"
    );
    for record in ["formulary.record", "techniques.record"] {
        assert_eq!(names(&root.join("clinic").join(record)).len(), 20, "each change is a state");
    }
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
}

#[test]
fn a_change_that_cannot_be_written_is_told_and_changes_nothing() {
    let (_folder, library) = library();
    let clinic = library.root().child("clinic").shown();
    std::fs::remove_dir_all(&clinic).unwrap();
    std::fs::write(&clinic, "in the way").unwrap();
    let refused = library.change_techniques(&put(own("One")), &note()).unwrap_err();
    assert!(matches!(refused, StoreError::Io { .. }), "{refused}");
    std::fs::remove_file(&clinic).unwrap();
    library.change_techniques(&put(own("One")), &note()).unwrap();
}

/// The file of the newest state of the list; where there is none, of the first.
fn list_file(library: &Library) -> PathBuf {
    let record = library.root().child("clinic").child("techniques.record");
    let lineage = Lineage::of(&record).unwrap();
    lineage.states().last().map_or_else(|| record.child("1.ron"), |state| state.place.clone()).shown()
}

/// A list with everything in it.
fn good(library: &Library) -> String {
    library.change_techniques(&put(own("Gun nappage")), &note()).unwrap();
    library
        .change_techniques(&put(Technique { default_depth: Some(Depth::nearest_mm(3.5)), ..papule() }), &note())
        .unwrap();
    library.change_techniques(&TechniqueEdit::Hide(TechniqueId::new("grid")), &note()).unwrap();
    let text = std::fs::read_to_string(list_file(library)).unwrap();
    // What a state says of itself isn't what these tests are about: as if it were the only one.
    let is_its_own = |line: &&str| line.starts_with("    revision: ") || line.starts_with("// sha256");
    let alone: Vec<&str> = text.lines().filter(|line| !is_its_own(line)).collect();
    let alone = alone.join("\n") + "\n";
    for name in ["3.ron", "2.ron"] {
        std::fs::remove_file(list_file(library).with_file_name(name)).unwrap();
    }
    std::fs::write(list_file(library), &alone).unwrap();
    alone
}

#[test]
fn hostile_lists_are_refused_where_they_are_wrong_and_never_written_over() {
    let (_folder, library) = library();
    let good = good(&library);
    let long = format!("needle: \"{}\"", "x".repeat(121));
    let many = format!("\"fr\": [{}\"GN\"", "\"a\", ".repeat(20));
    let cases = [
        ("\"grid\",", "\"endoepidermal\",", "endoepidermal"),
        ("\"grid\",", "\" \",", "empty"),
        ("(id: \"papule\", default_depth_mm: 3.5", "(id: \"endoepidermal\", default_depth_mm: 3.5", "only aliases"),
        ("(id: \"papule\",", "(id: \"papule\"), (id: \"papule\",", "listed already"),
        ("default_depth_mm: 3.5", "default_depth_mm: -3.5", "outside"),
        ("default_depth_mm: 3.5", "default_depth_mm: 3.555", "more decimals"),
        ("default_depth_mm: 3.5", "default_depth_mm: NaN", "outside"),
        ("(id: \"papule\",", "(id: \"papule\", symbol: Star,", "symbol"),
        ("(id: \"clinic-gun-nappage\",", "(id: \"papule\",", "listed already"),
        ("(id: \"clinic-gun-nappage\",", "(id: \"clinic-gun-nappage\", fixed: true,", "only aliases"),
        ("(id: \"clinic-gun-nappage\",", "(id: \"\",", "empty"),
        ("\"en\": \"Gun nappage\"", "\"en\": \" \"", "missing or empty"),
        ("angle_deg: [30, 60]", "angle_deg: [60, 30]", "span"),
        ("angle_deg: [30, 60]", "angle_deg: [30, 91]", "90"),
        ("angle_deg: [30, 60]", "angle_deg: []", "span"),
        ("angle_deg: [30, 60]", "angle_deg: [-1]", ""),
        ("needle_mm: 6.0", "needle_mm: 60.0", "outside"),
        ("needle: \"6 mm, 30G\"", &long, "120 characters"),
        ("\"fr\": [\"GN\"", &many, "20 aliases"),
        ("delivery: Gun", "delivery: Catapult", "Catapult"),
        ("symbol: Bar", "symbol: Saltire", "Saltire"),
        ("symbol: Bar, ", "", "symbol"),
        ("names: {", "names_: {", "names_"),
        ("mesomap/techniques/3", "mesomap/techniques/1", "never in use"),
        ("mesomap/techniques/3", "mesomap/formulary/1", "formulary"),
    ];
    for (from, to, told) in cases {
        let broken = good.replacen(from, to, 1);
        assert_ne!(broken, good, "{from}");
        std::fs::write(list_file(&library), &broken).unwrap();
        let read = library.techniques();
        assert_eq!(*read.techniques, *techniques(), "{to}: the program's list stays in use");
        let fault = read.fault.unwrap_or_else(|| panic!("{to} is taken"));
        let line = fault.position().unwrap_or_else(|| panic!("{to}: {fault}")).line;
        // A version that never was is told at the start.
        let from = if told == "never in use" { "(" } else { from };
        let expected = 1 + good[..good.find(from).unwrap()].matches('\n').count();
        assert_eq!(line, expected, "{to}: {fault}");
        for language in Language::ALL {
            let sentence = store_error_text(&fault, &Texts::of(language));
            assert!(sentence.contains(&expected.to_string()), "{sentence}");
            assert!(language != Language::English || sentence.contains(told), "{to}: {sentence}");
        }
        assert!(library.change_techniques(&put(own("Another")), &note()).is_err(), "{to}");
        assert_eq!(std::fs::read_to_string(list_file(&library)).unwrap(), broken, "{to}");
        assert_eq!(check(library.root()).len(), 1, "{to}");
    }
    for end in 0..good.len() - 2 {
        if good.is_char_boundary(end) {
            std::fs::write(list_file(&library), &good[..end]).unwrap();
            assert!(library.techniques().fault.is_some_and(|fault| fault.position().is_some()), "{end}");
        }
    }
}

#[test]
fn a_list_of_a_newer_program_is_used_and_not_written_over() {
    let (_folder, library) = library();
    let newer = good(&library).replace("techniques/3", "techniques/9");
    std::fs::write(list_file(&library), &newer).unwrap();
    let read = library.techniques();
    assert!(read.fault.is_none() && read.techniques.get(&TechniqueId::new("clinic-gun-nappage")).is_some());
    let refused = library.change_techniques(&put(own("Another")), &note()).unwrap_err();
    assert!(matches!(refused, StoreError::NewerSchema { .. }), "{refused}");
    assert_eq!(std::fs::read_to_string(list_file(&library)).unwrap(), newer);
}

#[test]
fn a_list_has_an_end_and_what_could_not_be_read_back_is_not_written() {
    let (_folder, library) = library();
    let row = |nth: usize| format!("(id: \"clinic-{nth}\", names: {{\"en\": \"{nth}\"}}, symbol: Bar),\n");
    let file = |count: usize| {
        let rows: String = (0..count).map(row).collect();
        format!("(schema: \"mesomap/techniques/3\", techniques: [{rows}])")
    };
    std::fs::create_dir_all(list_file(&library).parent().unwrap()).unwrap();
    std::fs::write(list_file(&library), file(ClinicTechniques::MOST + 1)).unwrap();
    assert!(library.techniques().fault.is_some());
    std::fs::write(list_file(&library), file(ClinicTechniques::MOST)).unwrap();
    assert!(library.techniques().fault.is_none());
    assert!(library.change_techniques(&put(own("One more")), &note()).is_err());
    let long = Technique { manner: Manner { needle: "x".repeat(500), ..Manner::default() }, ..papule() };
    assert!(library.change_techniques(&put(long), &note()).is_err());
    assert_eq!(std::fs::read_to_string(list_file(&library)).unwrap(), file(ClinicTechniques::MOST));
}

fn every_session(root: &Place) -> BTreeMap<PathBuf, Vec<u8>> {
    let states = sessions_below(root).into_iter().map(|record| record.child("1.ron").shown());
    states.map(|file| (file.clone(), std::fs::read(file).unwrap())).collect()
}

#[test]
fn no_session_changes_with_the_list_and_hidden_techniques_are_known_still() {
    let folder = tempfile::tempdir().unwrap();
    let (library, course) = store_support::library(folder.path());
    let mut session = store_support::session();
    session.marks.truncate(1);
    session.marks[0] = std::sync::Arc::new({
        let mut mark = (*session.marks[0]).clone();
        mark.deposit.technique = TechniqueId::new("papule");
        mark
    });
    let open = library.create_session(&course, &session, &note()).unwrap();
    let file = open.place().clone();
    drop(open);
    let before = every_session(library.root());
    let read = load_session(&file).unwrap();
    let deeper = Technique { default_depth: Some(Depth::nearest_mm(9.0)), ..papule() };
    library.change_techniques(&put(deeper), &note()).unwrap();
    let list = library.change_techniques(&TechniqueEdit::Hide(papule().id), &note()).unwrap().it.techniques;
    assert_eq!(every_session(library.root()), before);
    let again = load_session(&file).unwrap();
    assert_eq!((&again, session_text(&again).unwrap()), (&read, session_text(&read).unwrap()));
    assert_eq!((list.name(&papule().id, "en"), list.symbol(&papule().id)), ("Papule", papule().symbol));
    assert_eq!(findings(&again, &list), findings(&read, techniques()));
    let known: BTreeSet<_> = Totals::of(&again).by_technique.into_keys().collect();
    assert_eq!(known, BTreeSet::from([papule().id]));
}

#[test]
fn each_library_has_a_list_of_its_own() {
    let ((_one, first), (_other, second)) = (library(), library());
    first.change_techniques(&put(own("Gun nappage")), &note()).unwrap();
    let id = TechniqueId::new("clinic-gun-nappage");
    assert_eq!(techniques_of(first.root()).techniques.name(&id, "en"), "Gun nappage");
    assert_eq!(techniques_of(second.root()).techniques.name(&id, "en"), "clinic-gun-nappage");
}
