//! Pages: nothing overlaps, nothing leaves the margins, nothing is lost silently, no name unless asked for.

#[path = "scene_support/mod.rs"]
mod support;

use std::sync::Arc;

use mesomap::atlas::regions::{Patch, RegionTree, Side};
use mesomap::atlas::{BodyKind, View, views};
use mesomap::chart::{
    Change, Cocktail, ConcentrationUnit, Edit, Ground, Laying, Length, Letter, Mark, Origin, Placing, Remark, Remarked,
    Session, Volume,
};
use mesomap::compare::{self, compare};
use mesomap::geom::Vec2;
use mesomap::pattern::Pattern;
use mesomap::scene::sheet::{Arrangement, Item, Rect, Sheet, SheetError, SheetSpec, TextItem};
use mesomap::scene::{Beside, Content, VoidAbove, text};
use mesomap::text::Texts;

/// Everything that a page needs, kept alive.
struct Case {
    session: Session,
    earlier: Session,
    texts: Texts,
    title: String,
    course: String,
    patient: Option<String>,
}

impl Case {
    fn new() -> Self {
        Self {
            session: support::face(2),
            earlier: support::face(1),
            texts: Texts::english(),
            title: String::new(),
            course: "Facial rejuvenation".to_owned(),
            patient: None,
        }
    }

    fn layout(&self, beside: Beside<'_>, page_mm: Vec2, count: usize) -> Sheet {
        let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(count).collect();
        self.layout_views(beside, page_mm, &chosen)
    }

    fn layout_views(&self, beside: Beside<'_>, page_mm: Vec2, chosen: &[&'static View]) -> Sheet {
        self.layout_arranged(beside, page_mm, chosen, Arrangement::Overlaid)
    }

    fn layout_arranged(
        &self,
        beside: Beside<'_>,
        page_mm: Vec2,
        chosen: &[&'static View],
        arrangement: Arrangement,
    ) -> Sheet {
        let techniques = support::techniques();
        let spec = SheetSpec {
            page_mm,
            arrangement,
            title: &self.title,
            course: &self.course,
            patient: self.patient.as_deref(),
            regions: true,
            region_names: true,
            ..support::plain(Content { session: &self.session, beside, techniques: &techniques }, chosen, &self.texts)
        };
        Sheet::layout(&spec).expect("a page")
    }
}

const ACROSS_MM: Vec2 = Vec2::new(297.0, 210.0);

fn texts(sheet: &Sheet) -> impl Iterator<Item = &TextItem> {
    sheet.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
}

fn assert_set_well(sheet: &Sheet, what: &str) {
    let margin = sheet.page_mm.min_element() / 210.0 * 12.0 - 0.4;
    let inside = Rect::new(Vec2::ZERO, sheet.page_mm).shrunk(margin.clamp(5.6, 24.0));
    let all: Vec<(&TextItem, Rect)> = texts(sheet).map(|text| (text, text.rect())).collect();
    for (index, (text, rect)) in all.iter().enumerate() {
        let string = &text.string;
        assert!(inside.contains(rect.min) && inside.contains(rect.max), "{what}: \"{string}\" leaves: {rect:?}");
        for (other, taken) in &all[..index] {
            assert!(!rect.shrunk(0.02).overlaps(taken), "{what}: \"{string}\" covers \"{}\"", other.string);
        }
    }
    for item in &sheet.items {
        match item {
            Item::Picture(picture) => {
                assert!(inside.contains(picture.rect.min) && inside.contains(picture.rect.max), "{what}");
            }
            Item::Line { points, .. } => assert!(points.iter().all(|&point| inside.contains(point)), "{what}"),
            Item::Glyph { at, .. } => assert!(inside.contains(*at), "{what}"),
            Item::Text(_) | Item::Polygon { .. } | Item::Band { .. } | Item::Box { .. } => {}
        }
    }
}

#[test]
fn pages_are_set_well_for_one_to_six_views() {
    let case = Case::new();
    for page_mm in [Sheet::A4_MM, ACROSS_MM, Vec2::new(148.0, 210.0), Vec2::new(420.0, 297.0), Vec2::splat(150.0)] {
        for count in 1..=6 {
            let sheet = case.layout(Beside::Nothing, page_mm, count);
            assert_set_well(&sheet, &format!("{count} views on {page_mm}"));
            // Close-ups show a piece of a view.
            let whole = |item: &&Item| matches!(item, Item::Picture(one) if one.centre_view_mm == Vec2::ZERO);
            assert_eq!(sheet.items.iter().filter(whole).count(), count, "{page_mm}");
        }
    }
}

#[test]
fn comparisons_are_set_well() {
    let case = Case::new();
    let comparison = compare(&case.earlier, &case.session, compare::Options::default()).expect("one body");
    let changes = Beside::Changes { earlier: &case.earlier, comparison: &comparison };
    for beside in [Beside::Ghosts(&[&case.earlier]), changes] {
        for page_mm in [Sheet::A4_MM, ACROSS_MM] {
            for count in [1, 2, 4] {
                let sheet = case.layout(beside, page_mm, count);
                assert_set_well(&sheet, &format!("{count} views compared on {page_mm}"));
            }
        }
    }
}

#[test]
fn sessions_lie_side_by_side_each_with_its_own_marks() {
    let case = Case::new();
    let comparison = compare(&case.earlier, &case.session, compare::Options::default()).expect("one body");
    let changes = Beside::Changes { earlier: &case.earlier, comparison: &comparison };
    for page_mm in [Sheet::A4_MM, ACROSS_MM, Vec2::splat(150.0)] {
        for count in 1..=4 {
            let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(count).collect();
            let sheet = case.layout_arranged(changes, page_mm, &chosen, Arrangement::SideBySide);
            assert_set_well(&sheet, &format!("{count} views side by side on {page_mm}"));
            let pictures: Vec<_> = sheet
                .items
                .iter()
                .filter_map(|item| if let Item::Picture(one) = item { Some(one) } else { None })
                .filter(|one| one.centre_view_mm == Vec2::ZERO)
                .collect();
            for (pair, view) in pictures.chunks(2).zip(&chosen) {
                assert_eq!([&pair[0].view.id, &pair[1].view.id], [&view.id; 2]);
                assert_eq!(pair[0].rect.min.y, pair[1].rect.min.y);
                assert!(pair[0].rect.max.x < pair[1].rect.min.x);
                assert!((pair[0].scale - pair[1].scale).abs() < 1e-4 * pair[0].scale);
            }
            assert_eq!(pictures.len(), 2 * count);
            for session in [&case.earlier, &case.session] {
                let date = session.details.started.date().to_string();
                assert!(texts(&sheet).any(|text| text.string.starts_with(&date)), "{date}");
            }
        }
    }
}

#[test]
fn long_and_foreign_words_are_kept_whole() {
    let mut case = Case::new();
    case.title = "Ganzgesichtsbehandlung mit außergewöhnlich vielen Überraschungen für Ἀσκληπιός und 환자 ".repeat(3);
    case.course =
        "Ein sehr langer Kursname, der für sich allein schon mehr als eine Zeile der Seite braucht, ".repeat(2);
    for page_mm in [Sheet::A4_MM, ACROSS_MM, Vec2::new(110.0, 160.0)] {
        let sheet = case.layout(Beside::Nothing, page_mm, 2);
        assert_set_well(&sheet, &format!("long words on {page_mm}"));
        let all: String = texts(&sheet).map(|text| text.string.replace(' ', "")).collect();
        assert!(all.contains(&case.title.replace(' ', "")) && all.contains(&case.course.replace(' ', "")));
    }
}

fn with_26_cocktails(mut session: Session) -> Session {
    let cocktail = |letter: Letter| {
        let part = |name: &str| support::component(name, 1.5, ConcentrationUnit::Percent, 1.0);
        let components = ["Hyaluronic acid, non-cross-linked", "Organic silicon", "Polyvitamin"].map(part).to_vec();
        Arc::new(Cocktail {
            letter,
            name: format!("Mixture {letter}"),
            components,
            prepared: Volume::nearest_ml(3.0),
            discarded: None,
        })
    };
    session.cocktails = Letter::all().map(cocktail).collect();
    let letters: Vec<Letter> = Letter::all().collect();
    let set = |session: Session, (index, letter): (usize, Letter)| {
        let ids = session.marks.iter().skip(index).step_by(26).map(|mark| mark.id).collect();
        Edit::Set(ids, Change::Cocktail(Some(letter))).apply(&session).expect("known marks")
    };
    letters.into_iter().enumerate().fold(session, set)
}

#[test]
fn what_finds_no_room_is_counted() {
    let mut case = Case::new();
    case.session = with_26_cocktails(case.session);
    for page_mm in [Sheet::A4_MM, ACROSS_MM, Vec2::new(110.0, 160.0)] {
        for count in [1, 4] {
            let sheet = case.layout(Beside::Nothing, page_mm, count);
            assert_set_well(&sheet, &format!("26 cocktails, {count} views on {page_mm}"));
            let named = texts(&sheet).filter(|text| text.string.starts_with("Mixture ")).count();
            let more: usize = texts(&sheet)
                .filter_map(|text| text.string.strip_prefix("and ")?.strip_suffix(" more")?.parse::<usize>().ok())
                .sum();
            assert!(named + more >= 26, "{named} named and {more} more on {page_mm}");
        }
    }
}

#[test]
fn points_outside_the_chosen_views_are_told() {
    let case = Case::new();
    let chosen: Vec<&'static View> =
        views(BodyKind::AdultFemale).iter().filter(|view| view.id == "hand-left").collect();
    let sheet = case.layout_views(Beside::Nothing, Sheet::A4_MM, &chosen);
    let told = format!("0 of {} points lie in these views", case.session.marks.len());
    assert!(texts(&sheet).any(|text| text.string == told));
}

#[test]
fn what_was_noticed_stands_on_the_page() {
    let mut case = Case::new();
    let id = case.session.marks[0].id;
    let remark = Remark { note: "pin-point bleeding".to_owned(), symptom: Some(3), reaction: String::new() };
    let edit = Edit::Remark(Remarked::Marks([id].into()), Some(Arc::new(remark)));
    case.session = edit.apply(&case.session).expect("it is there");
    let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(1).collect();
    let sheet = case.layout_views(Beside::Nothing, Sheet::A4_MM, &chosen);
    assert_set_well(&sheet, "a remark");
    assert!(texts(&sheet).any(|text| text.string == "pin-point bleeding; symptom 3/10"));
}

#[test]
fn the_patient_is_named_only_when_asked() {
    let mut case = Case::new();
    let names =
        |sheet: &Sheet| texts(sheet).any(|text| text.string.contains("Invented")) || sheet.title.contains("Invented");
    assert!(!names(&case.layout(Beside::Nothing, Sheet::A4_MM, 1)));
    case.patient = Some("Invented, Ada".to_owned());
    let asked = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
    assert!(names(&asked) && !asked.title.contains("Invented"));
}

#[test]
fn pages_that_cannot_be_are_refused() {
    let case = Case::new();
    let techniques = support::techniques();
    let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(1).collect();
    let content = Content { session: &case.session, beside: Beside::Nothing, techniques: &techniques };
    let spec = |page_mm, views| SheetSpec { page_mm, ..support::plain(content, views, &case.texts) };
    assert_eq!(Sheet::layout(&spec(Sheet::A4_MM, &[])), Err(SheetError::NoViews));
    for page_mm in [Vec2::new(20.0, 300.0), Vec2::new(f32::NAN, 300.0), Vec2::splat(1e6)] {
        assert!(matches!(Sheet::layout(&spec(page_mm, &chosen)), Err(SheetError::PageSize(_))));
    }
}

#[test]
fn a_page_is_the_same_every_time() {
    let case = Case::new();
    let once = || case.layout(Beside::Nothing, Sheet::A4_MM, 3);
    assert_eq!(once(), once());
}

#[test]
fn measured_and_drawn_text_agree() {
    for string in ["Superficial nappage", "AVATAR, To", "≥ 0.460"] {
        let [_, high] = text::outline(string, text::Weight::Regular).bounds().expect("letters");
        assert!((high.x - text::width(string, text::Weight::Regular)).abs() < 0.12, "{string}");
    }
}

#[test]
fn names_in_every_script_stand_on_the_page() {
    let mut case = Case::new();
    for name in ["Наталія Їжакевич", "שרון כהן", "محمد بن علي", "श्रीमती कृष्णा", "น้ำทิพย์", "Nguyễn Thị Ánh"]
    {
        case.patient = Some(format!("{name}, born 1975-03-12"));
        let sheet = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
        assert!(sheet.missing.is_empty(), "{name}");
        assert_set_well(&sheet, name);
    }
    case.patient = Some("김민수 & 山田".to_owned());
    let sheet = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
    assert_eq!(sheet.missing, ['山', '田', '김', '민', '수']);
}

#[test]
fn the_session_is_named_though_the_heading_is_another() {
    let mut case = Case::new();
    let named = |sheet: &Sheet, title: &str| texts(sheet).any(|text| text.string == title);
    let own = case.session.details.title.clone();
    case.title = "Before the holidays".to_owned();
    let sheet = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
    assert!(named(&sheet, &own) && named(&sheet, "Before the holidays") && named(&sheet, &case.course));
}

#[test]
fn the_page_says_from_which_boxes_a_cocktail_was_mixed() {
    let mut case = Case::new();
    let cocktail = Arc::make_mut(&mut case.session.cocktails[0]);
    let component = &mut cocktail.components[0];
    component.lot = "LOT-7".to_owned();
    component.manufacturer = "Maker".to_owned();
    component.expiry = Some("2027-09-30".parse().expect("a date"));
    let sheet = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
    let said = texts(&sheet).map(|text| text.string.as_str()).collect::<Vec<_>>().join(" ");
    for part in ["Maker", "lot LOT-7", "exp. 2027-09-30"] {
        assert!(said.contains(part), "{part}");
    }
}

/// The session's marks, each with a technique of its own that no catalogue knows, and cocktails with long names.
fn with_unknown_techniques(session: &Session) -> Session {
    let mut session = with_26_cocktails(session.clone());
    let marks = session.marks.iter().cycle().take(400).enumerate().map(|(index, mark)| {
        let id = mesomap::chart::MarkId(u32::try_from(index + 1).expect("few marks"));
        let technique = mesomap::chart::TechniqueId::new(&format!("a-technique-that-no-catalogue-knows-{index}"));
        let deposit = mesomap::chart::Deposit { technique, ..mark.deposit.clone() };
        Arc::new(Mark { id, deposit, ..Mark::clone(mark) })
    });
    session.marks = marks.collect();
    let long = |cocktail: &Arc<Cocktail>| {
        Arc::new(Cocktail {
            name: format!("{} of a very long name ", cocktail.name).repeat(12),
            ..Cocktail::clone(cocktail)
        })
    };
    session.cocktails = session.cocktails.iter().map(long).collect();
    session
}

#[test]
fn of_many_techniques_it_is_told_how_many_more_there_are() {
    let mut case = Case::new();
    case.session = with_unknown_techniques(&case.session);
    // It took minutes when every row was measured with every other.
    let sheet = case.layout(Beside::Nothing, Sheet::A4_MM, 1);
    assert!(texts(&sheet).any(|text| text.string.starts_with("and ")));
}

#[test]
fn both_sides_of_a_comparison_have_one_scale() {
    use mesomap::atlas::size::Measure;
    let mut case = Case::new();
    let length = Length::from_mm(150.0).expect("a length");
    let mut details = mesomap::chart::Details::clone(&case.session.details);
    details.size = mesomap::chart::PatientSize::new([(Measure::Bizygomatic, length)]).expect("a size");
    case.session.details = details.into();
    let comparison = compare(&case.earlier, &case.session, compare::Options::default()).expect("one body");
    let changes = Beside::Changes { earlier: &case.earlier, comparison: &comparison };
    let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(1).collect();
    let sheet = case.layout_arranged(changes, Sheet::A4_MM, &chosen, Arrangement::SideBySide);
    let bars: Vec<&str> =
        texts(&sheet).map(|text| text.string.as_str()).filter(|text| text.contains(" mm (patient ×")).collect();
    assert!(bars.len() == 2 && bars[0] == bars[1], "{bars:?}");
}

#[test]
fn fields_that_changed_stand_on_the_page_of_a_comparison() {
    let as_field = |session: &Session, spacing_mm: f64| {
        let laying = Laying {
            ground: Ground::Regions(
                [Patch { region: RegionTree::get().find("glabella").unwrap(), side: Side::Midline }].into(),
            ),
            mirrored: false,
            pattern: Pattern::Hexagonal,
            spacing: Length::nearest_mm(spacing_mm),
            placing: Placing::default(),
            protocol: None,
        };
        let marks = session.marks.iter().map(|mark| Mark::clone(mark)).collect();
        let bare = Session { marks: Vec::new(), groups: Vec::new(), ..session.clone() };
        Edit::Lay(None, Origin::Field(laying), marks).apply(&bare).unwrap()
    };
    let mut case = Case::new();
    (case.earlier, case.session) = (as_field(&case.earlier, 10.0), as_field(&case.session, 7.5));
    let comparison = compare(&case.earlier, &case.session, compare::Options::default()).unwrap();
    let sheet = case.layout(Beside::Changes { earlier: &case.earlier, comparison: &comparison }, ACROSS_MM, 1);
    assert_set_well(&sheet, "fields");
    let said: Vec<String> = texts(&sheet).map(|text| text.string.clone()).collect();
    assert!(said.iter().any(|text| text == "Field"), "{said:?}");
    assert!(said.join(" ").contains("spaced 10 → 7.5 mm"), "{said:?}");
}

#[test]
fn a_page_says_what_of_it_is_void_and_why() {
    let mut case = Case::new();
    let page = |case: &Case, void| {
        let techniques = support::techniques();
        let chosen: Vec<&'static View> = views(BodyKind::AdultFemale).iter().take(1).collect();
        let content = Content { session: &case.session, beside: Beside::Nothing, techniques: &techniques };
        let spec = SheetSpec { void, ..support::plain(content, &chosen, &case.texts) };
        let items = Sheet::layout(&spec).expect("a page").items;
        let text = |item: &Item| if let Item::Text(text) = item { Some(text.string.clone()) } else { None };
        let said: Vec<String> = items.iter().filter_map(text).filter(|text| text.starts_with("VOID")).collect();
        said
    };
    let nothing = VoidAbove::default();
    assert!(page(&case, nothing).is_empty());
    let patient = VoidAbove { patient: Some("made twice"), ..nothing };
    assert_eq!(page(&case, patient), ["VOID, the patient\u{2019}s whole record: made twice"]);
    let course = VoidAbove { course: Some("never begun"), ..nothing };
    assert_eq!(page(&case, course), ["VOID, the whole course: never begun"]);
    Arc::make_mut(&mut case.session.details).voided = Some("wrong side".to_owned());
    assert_eq!(page(&case, nothing), ["VOID, this session: wrong side"]);
    let all = VoidAbove { patient: Some("made twice"), course: Some("never begun") };
    assert_eq!(page(&case, all).len(), 3);
}
