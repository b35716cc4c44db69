//! Lists of marks as others take and give them: what is written comes back, what could mean something else is refused, and a
//! left cheek stays a left cheek.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use mesomap::advice::store_error_text;
use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Device, Differing, Edit, GroupId, Import, Incoming, Letter, ListFormat, Mark, MarkId, Origin, Outline, Refusal,
    Remark, Session, Shape, Site, TechniqueId,
};
use mesomap::export::marks;
use mesomap::store::{Presumed, StoreError, load_session, place_at, read_marks, sessions_below, techniques};
use mesomap::text::{Language, Texts};
use serde_json::Value;

fn samples() -> Vec<Session> {
    let charts = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts");
    let records = sessions_below(&place_at(&charts).unwrap());
    records.iter().map(|record| load_session(record).unwrap()).collect()
}

/// A session with everything that a mark can say, in words that a table trips over.
fn everything() -> Session {
    let mut session = samples().into_iter().max_by_key(|session| session.groups.len()).unwrap();
    let body = Body::get(session.body);
    let first = session.marks[0].clone();
    let spots: Vec<Site> = session.marks.iter().take(4).map(|mark| mark.site()).collect();
    let words = ["=1+1", "'=1", "'90s", "a \"b\"; c, d", "two\nlines\r\nand three", "é 漢字", "\t", " blanks "];
    let deposit = &first.deposit;
    let mut more: Vec<Mark> = words
        .iter()
        .map(|words| {
            let remark =
                Remark { note: (*words).to_owned(), symptom: Some(7), reaction: words.chars().rev().collect() };
            Mark { remark: Some(Arc::new(remark)), ..deposit.mark_at(spots[0]) }
        })
        .collect();
    let device = Device { passes: Some(3), needles: Some(12), needle: None, settings: "-2 bar; 1,5".to_owned() };
    let area = Shape::Area(Outline::new(body, spots.clone()).unwrap());
    more.push(Mark { device: Some(Arc::new(device)), ..deposit.mark_at(area) });
    let mut bare = deposit.mark_at(Shape::Line(mesomap::chart::Path::new(spots).unwrap()));
    (bare.deposit.cocktail, bare.deposit.volume) = (None, None);
    let lay = Edit::Lay(None, Origin::Together, vec![bare.clone(), bare]);
    session = Edit::Together(vec![Edit::Place(more), lay]).apply(&session).unwrap();
    // A number that isn't the identity, and an identity that is gone.
    let last = session.marks.len() - 1;
    Arc::make_mut(&mut session.marks[last]).number = session.last_number() + 5;
    Edit::Remove(BTreeSet::from([first.id])).apply(&session).unwrap()
}

/// Three marks on the skin, the last without cocktail and volume.
fn three() -> Session {
    let mut session = store_support::session();
    let body = Body::get(session.body);
    for mark in &mut session.marks {
        let site = Site::on(body, mark.site().anchor());
        Arc::make_mut(mark).shape = site.into();
    }
    session
}

fn presumed(session: &Session) -> Presumed {
    Presumed { body: session.body, deposit: store_support::deposit() }
}

fn read(text: &str, format: ListFormat) -> Result<Incoming, StoreError> {
    let presumed = Presumed { body: BodyKind::AdultFemale, deposit: store_support::deposit() };
    read_marks(Path::new("it"), text.as_bytes(), format, &presumed)
}

fn written(session: &Session, format: ListFormat, language: Language) -> String {
    marks(session, techniques(), format, &Texts::of(language)).unwrap()
}

/// The session as it was before any mark.
fn bare(session: &Session) -> Session {
    Session { marks: Vec::new(), groups: Vec::new(), highest_number: 0, ..session.clone() }
}

fn import(session: &Session, incoming: &Incoming) -> Import {
    Import::of(session, incoming, techniques()).unwrap()
}

/// That a list brings back all that the session's marks say, and finds all of it there already.
fn assert_comes_back(session: &Session, text: &str, format: ListFormat) {
    let incoming = read_marks(Path::new("it"), text.as_bytes(), format, &presumed(session)).unwrap();
    let again = import(session, &incoming);
    assert_eq!((again.same, again.added(), again.different.len()), (session.marks.len(), 0, 0), "{format:?}");
    assert!(again.refused.is_empty() && again.edit(Differing::Theirs).is_none());
    let back = import(&bare(session), &incoming);
    assert_eq!((back.back.len(), back.refused.as_slice()), (session.marks.len(), &[][..]));
    let whole = back.edit(Differing::Mine).unwrap().apply(&bare(session)).unwrap();
    assert_eq!(whole.marks, session.marks);
    let is_named = |id: GroupId| session.marks_of(id).next().is_some();
    let named: Vec<_> = session.groups.iter().filter(|group| is_named(group.id)).cloned().collect();
    assert_eq!(whole.groups, named);
}

#[test]
fn every_sample_comes_back_from_csv_and_json_in_either_language() {
    let sessions = [samples(), vec![everything()]].concat();
    assert!(sessions.len() > 5 && sessions.iter().any(|session| !session.groups.is_empty()));
    for session in &sessions {
        for language in [Language::English, Language::French] {
            for format in [ListFormat::Csv, ListFormat::Json] {
                assert_comes_back(session, &written(session, format, language), format);
            }
        }
    }
}

/// As a spreadsheet of a country with decimal commas saves a table: semicolons, commas, and quotation marks where it must.
fn as_saved_by_a_spreadsheet(table: &str) -> String {
    let is_number = |cell: &str| cell.contains('.') && cell.parse::<f64>().is_ok();
    let (mut saved, mut cell, mut quoted) = (String::new(), String::new(), false);
    let mut end = |cell: &mut String, with: &str| {
        let text = std::mem::take(cell);
        let text = if is_number(&text) { text.trim_end_matches('0').replace('.', ",") } else { text };
        let text = text.strip_suffix(',').map_or(text.clone(), str::to_owned);
        let must = text.contains(['"', ';', '\n', '\r']);
        let text = if must { format!("\"{}\"", text.replace('"', "\"\"")) } else { text };
        saved.push_str(&text);
        saved.push_str(with);
    };
    let mut signs = table.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => end(&mut cell, ";"),
            '\r' if !quoted => {}
            '\n' if !quoted => end(&mut cell, "\r\n"),
            sign => cell.push(sign),
        }
    }
    saved
}

#[test]
fn a_table_saved_by_a_spreadsheet_with_decimal_commas_comes_back() {
    let session = everything();
    let saved = as_saved_by_a_spreadsheet(&written(&session, ListFormat::Csv, Language::French));
    assert!(saved.starts_with("number;region;") && saved.contains(";0,15;"), "{saved}");
    assert_comes_back(&session, &saved, ListFormat::Csv);
}

const HEAD: &str = "shape,technique,depth_mm,left_mm,posterior_mm,superior_mm,body";

#[test]
fn a_table_by_hand_needs_seven_columns_and_makes_new_marks() {
    let session = three();
    let [x, y, z] = session.marks[0].site().hundredths().map(|h| f64::from(h) / 100.0);
    let table = format!("{HEAD}\npoint,papule,1.5,{x},{y},{z},adult-female\n");
    let incoming = read(&table, ListFormat::Csv).unwrap();
    let import = import(&session, &incoming);
    assert_eq!((import.new.len(), import.back.len()), (1, 0));
}

/// A table with a row put in after its headings, of cells by their headings; what isn't given is empty.
fn with_row(table: &str, cells: &[(&str, &str)]) -> String {
    let (head, rest) = table.split_once("\r\n").unwrap();
    let cell = |name: &str| cells.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let row = head.trim_start_matches('\u{feff}').split(',').map(cell).collect::<Vec<_>>().join(",");
    format!("{head}\r\n{rest}{row}\r\n")
}

#[test]
fn a_row_that_was_added_in_a_spreadsheet_is_a_new_mark() {
    let session = three();
    let table = written(&session, ListFormat::Csv, Language::English);
    let spot = session.marks[1].site().hundredths().map(|h| format!("{:.2}", f64::from(h) / 100.0));
    let mut cells = vec![("shape", "point"), ("technique", "papule"), ("depth_mm", "1.5")];
    cells.extend(["left_mm", "posterior_mm", "superior_mm"].into_iter().zip(spot.iter().map(String::as_str)));
    let added = import(&session, &read(&with_row(&table, &cells), ListFormat::Csv).unwrap());
    assert_eq!((added.same, added.new.len(), added.refused.len()), (3, 1, 0));
    let after = added.edit(Differing::Mine).unwrap().apply(&session).unwrap();
    assert_eq!((after.marks.len(), after.marks[3].number), (4, 6), "it gets a number of its own");
    cells[2].1 = "deep";
    let told = refusal(&with_row(&table, &cells), ListFormat::Csv);
    assert!(told.contains("row 5, \"depth_mm\""), "{told}");
}

fn refusal(text: &str, format: ListFormat) -> String {
    let error = read(text, format).unwrap_err();
    store_error_text(&error, &Texts::english())
}

#[test]
fn what_could_mean_something_else_is_refused_by_line_and_column() {
    let row = "point,papule,1.5,0.00,-80.00,1500.00,adult-female";
    let table = |row: &str| format!("{HEAD}\r\n{row}\r\n");
    let semicolons = table(row).replace(',', ";");
    let cases = [
        (semicolons.as_str(), "line 2, column 18", "\"0.00\" could mean two things"),
        (&table(&row.replace("1.5", "\"1,5\"")), "line 2, column 14", "\"1,5\" could mean two things"),
        (&table(&row.replace("1.5", "1.557")), "line 2, column 14", "1.557"),
        (&table(&row.replace("1.5", "1e0")), "line 2, column 14", "a number is expected"),
        (&table(&row.replace("1.5", "")), "line 2, column 14", "\"depth_mm\" is missing"),
        (&table(&row.replace("point", "line")), "line 2", "\"path_mm\" is missing"),
        (&table(&row.replace("point", "blob")), "line 2, column 1", "\"blob\" is not known"),
        (&table(&row.replace("-80.00", "-80.001")), "line 2, column 23", "80.001"),
        (&table(&row.replace("adult-female", "adult-horse")), "line 2, column 38", "adult-horse"),
        (&table(&format!("{row},more")), "line 2, column 1", "8"),
        (&table(&row.replace("papule", "\"papule")), "line 2, column 7", "quotation mark"),
        (&format!("{}\n{row}", HEAD.replace("depth_mm", "depth")), "line 1, column 17", "no field \"depth\""),
        (&format!("{}\n{row}", HEAD.replace(",body", "")), "line 1, column 1", "\"body\" is missing"),
        (&format!("{HEAD},shape\n{row},point"), "line 1", "duplicate field \"shape\""),
        ("", "", "empty"),
    ];
    for (text, place, words) in cases {
        let told = refusal(text, ListFormat::Csv);
        assert!(told.contains(place) && told.contains(words), "{words} at {place}: {told}");
    }
}

#[test]
fn json_of_a_newer_version_or_with_unknown_fields_is_refused() {
    let good = written(&three(), ListFormat::Json, Language::English);
    let cases = [
        (good.replace("mesomap/marks/1", "mesomap/marks/2"), "mesomap/marks/2"),
        (good.replace("mesomap/marks/1", "mesomap/session/1"), "mesomap/marks/1"),
        (good.replace("\"depth_mm\"", "\"depth\""), "\"depth\""),
        (good.replace("\"body\"", "\"extra\": 1, \"body\""), "\"extra\""),
        (good.replace("\"id\":2", "\"id\":1"), "1"),
        (good.replace("0.15", "0.155"), "0.155"),
        (good[..good.len() / 2].to_owned(), "ends"),
        ("[".repeat(100_000), ""),
    ];
    for (text, words) in cases {
        let told = refusal(&text, ListFormat::Json);
        assert!(told.contains(words) && told.contains("line"), "{words}: {told}");
    }
}

#[test]
fn marks_that_are_here_otherwise_stay_change_or_come_beside() {
    let session = three();
    let table = written(&session, ListFormat::Csv, Language::English).replacen("endoepidermal,", "papule,", 1);
    let incoming = read(&table, ListFormat::Csv).unwrap();
    let import = import(&session, &incoming);
    assert_eq!((import.same, import.different.len(), import.added()), (2, 1, 0));
    assert!(import.edit(Differing::Mine).is_none());
    let theirs = import.edit(Differing::Theirs).unwrap().apply(&session).unwrap();
    assert_eq!(theirs.mark(MarkId(1)).unwrap().deposit.technique, TechniqueId::new("papule"));
    assert_eq!(theirs.marks.len(), 3);
    let beside = import.edit(Differing::New).unwrap().apply(&session).unwrap();
    assert_eq!((beside.mark(MarkId(1)), beside.marks.len()), (session.mark(MarkId(1)), 4));
    assert_eq!(beside.marks[3].number, 6, "a number of its own");
}

#[test]
fn nothing_is_invented_for_a_mark_and_what_is_void_stays_void() {
    let session = three();
    let table = written(&session, ListFormat::Csv, Language::English);
    let refused = |session: &Session, table: &str| {
        let import = import(session, &read(table, ListFormat::Csv).unwrap());
        import.refused.into_iter().next().unwrap()
    };
    let none = Session { cocktails: Vec::new(), marks: Vec::new(), ..session.clone() };
    assert_eq!(refused(&none, &table), ("1".to_owned(), Refusal::NoCocktail(Letter::A)));
    let other = table.replace("Glow", "Other");
    let why = refused(&session, &other).1;
    assert!(matches!(why, Refusal::OtherCocktail { there, here, .. } if there == "Other" && here == "Glow"));
    let (_, why) = refused(&bare(&session), &table.replace("endoepidermal,", "no-such,"));
    assert_eq!(why, Refusal::NoTechnique(TechniqueId::new("no-such")));
    let void = Edit::Void(BTreeSet::from([MarkId(2)]), "wrong side".to_owned()).apply(&session).unwrap();
    assert_eq!(refused(&void, &table), ("2".to_owned(), Refusal::IsVoid));
    let [x, y, z] = session.marks[0].site().hundredths().map(|h| format!("{:.2}", f64::from(h) / 100.0));
    let far = table.replace(&format!("{x},{y},{z}"), &format!("{x},-380.12,{z}"));
    assert!(matches!(refused(&session, &far), (_, Refusal::OffTheBody(mm)) if mm > 100.0));
}

#[test]
fn marks_of_another_session_are_new_and_stay_together_with_their_own() {
    let from = everything();
    let to = Session { id: "another".to_owned(), ..from.clone() };
    let empty = bare(&to);
    let incoming = read_marks(
        Path::new("it"),
        written(&from, ListFormat::Json, Language::English).as_bytes(),
        ListFormat::Json,
        &presumed(&from),
    )
    .unwrap();
    let import = import(&empty, &incoming);
    assert_eq!((import.new.len(), import.back.len()), (from.marks.len(), 0));
    let after = import.edit(Differing::Mine).unwrap().apply(&empty).unwrap();
    let groups = |session: &Session| session.marks.iter().filter(|mark| mark.group.is_some()).count();
    assert_eq!((groups(&after), after.groups.len()), (groups(&from), from.groups.len()));
    let again = Import::of(&after, &incoming, techniques()).unwrap();
    assert_eq!((again.same, again.added()), (from.marks.len(), 0), "a second time brings nothing");
    let other_body = Session { body: BodyKind::AdultMale, ..empty };
    assert!(Import::of(&other_body, &incoming, techniques()).is_err());
}

/// A spot of the left cheek.
fn left_cheek() -> Site {
    let malar = RegionTree::get().find("malar").unwrap();
    let marks = samples().into_iter().flat_map(|session| session.marks);
    let sites = marks.map(|mark| mark.site());
    let mut left = sites.filter(|site| site.locus().region == malar && site.locus().side == Side::Left);
    left.next().unwrap()
}

#[test]
fn a_left_cheek_stays_left_through_3d_slicer_in_either_axes() {
    let site = left_cheek();
    let [x, y, z] = site.hundredths().map(|h| f64::from(h) / 100.0);
    assert!(x > 1.0);
    let markups = |axes: &str, [x, y, z]: [f64; 3]| {
        format!(
            "{{\"@schema\": \"https://example/markups-schema-v1.0.3.json#\", \"markups\": [{{\"type\": \"Fiducial\", {axes} \"controlPoints\": [{{\"label\": \"cheek\", \"position\": [{x}, {y}, {z}]}}]}}]}}"
        )
    };
    let fcsv = |axes: &str, [x, y, z]: [f64; 3]| {
        format!(
            "# Markups fiducial file version = 4.10\n{axes}# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n1,{x},{y},{z},0,0,0,1,1,1,0,cheek,,\n"
        )
    };
    let (lps, ras) = ([x, y, z], [-x, -y, z]);
    let cases = [
        (markups("\"coordinateSystem\": \"LPS\",", lps), ListFormat::Slicer),
        (markups("\"coordinateSystem\": \"RAS\",", ras), ListFormat::Slicer),
        (fcsv("# CoordinateSystem = LPS\n", lps), ListFormat::Fiducials),
        (fcsv("# CoordinateSystem = RAS\n", ras), ListFormat::Fiducials),
        (fcsv("# CoordinateSystem = 1\n", lps), ListFormat::Fiducials),
        (fcsv("# CoordinateSystem = 0\n", ras), ListFormat::Fiducials),
    ];
    for (text, format) in cases {
        let incoming = read(&text, format).unwrap();
        let mark = &incoming.marks[0];
        assert_eq!((mark.name.as_str(), mark.mark.site().locus()), ("cheek", site.locus()), "{text}");
        assert!(mark.mark.site().position_mm().distance(site.position_mm()) < 0.5);
    }
    let refused = [
        (markups("", lps), ListFormat::Slicer, "coordinateSystem"),
        (markups("\"coordinateSystem\": \"IJK\",", lps), ListFormat::Slicer, "LPS, RAS"),
        (markups("\"coordinateSystem\": \"LPS\", \"coordinateUnits\": \"um\",", lps), ListFormat::Slicer, "mm"),
        (fcsv("", lps), ListFormat::Fiducials, "CoordinateSystem"),
        (fcsv("# CoordinateSystem = 2\n", lps), ListFormat::Fiducials, "LPS, RAS"),
        (markups("\"coordinateSystem\": \"LPS\",", lps).replace("v1.0.3", "v2.0.0"), ListFormat::Slicer, "v2.0.0"),
        (markups("\"coordinateSystem\": \"LPS\",", lps).replace("Fiducial", "Plane"), ListFormat::Slicer, "Plane"),
    ];
    for (text, format, words) in refused {
        let told = refusal(&text, format);
        assert!(told.contains(words), "{words}: {told}");
    }
    // Axes taken for the other ones lie off the body, or it would be another place.
    let swapped = read(&markups("\"coordinateSystem\": \"RAS\",", lps), ListFormat::Slicer).unwrap();
    let import = import(&three(), &swapped);
    assert!(matches!(import.refused[..], [(_, Refusal::OffTheBody(_))]), "{:?}", import.refused);
}

#[test]
fn what_is_written_for_3d_slicer_keeps_its_schema_and_comes_back_to_its_places() {
    let session = everything();
    let text = written(&session, ListFormat::Slicer, Language::English);
    assert_keeps_schema(&serde_json::from_str(&text).unwrap());
    let incoming = read(&text, ListFormat::Slicer).unwrap();
    assert_eq!(incoming.marks.len(), session.marks.len());
    for found in &incoming.marks {
        let number = found.name.parse::<u32>().unwrap();
        let mark = session.marks.iter().find(|mark| mark.number == number).unwrap();
        assert_eq!(found.mark.shape.kind(), mark.shape.kind());
        for (found, spot) in found.mark.shape.spots().iter().zip(mark.shape.spots()) {
            assert!(found.position_mm().distance(spot.position_mm()) < 0.1);
            assert_eq!(found.locus().side, spot.locus().side);
        }
    }
    assert!(text.contains("0.15 mm") || text.contains("mm; A"), "depth and cocktail are told in words");
    assert!(marks(&session, techniques(), ListFormat::Fiducials, &Texts::english()).is_err(), "it has lines and areas");
}

#[test]
fn fiducials_come_back_to_their_places() {
    let session = three();
    let text = written(&session, ListFormat::Fiducials, Language::English);
    let incoming = read(&text, ListFormat::Fiducials).unwrap();
    let names: Vec<&str> = incoming.marks.iter().map(|mark| mark.name.as_str()).collect();
    assert_eq!(names, ["1", "2", "5"]);
}

/// What `markups-schema-v1.0.3.json` of 3D Slicer requires, and what its enumerations and tuples allow, of all that is written.
fn assert_keeps_schema(file: &Value) {
    assert!(file["@schema"].as_str().unwrap().ends_with("markups-schema-v1.0.3.json#"));
    let markups = file["markups"].as_array().unwrap();
    assert!(!markups.is_empty());
    for markup in markups {
        let one_of = |name: &str, known: &[&str]| assert!(known.contains(&markup[name].as_str().unwrap()), "{markup}");
        one_of("type", &["Fiducial", "Line", "Angle", "Curve", "ClosedCurve", "Plane", "ROI"]);
        one_of("coordinateSystem", &["LPS", "RAS"]);
        one_of("coordinateUnits", &["mm", "um"]);
        assert!(markup["name"].is_string());
        for point in markup["controlPoints"].as_array().unwrap() {
            assert!(point["label"].is_string() && point["description"].is_string());
            let position = point["position"].as_array().unwrap();
            assert!(position.len() == 3 && position.iter().all(Value::is_number));
            assert!(["undefined", "preview", "defined"].contains(&point["positionStatus"].as_str().unwrap()));
        }
    }
}
