//! Invented sessions on the face, for pictures and properties.

#![allow(dead_code, reason = "every test takes what it needs")]

use std::sync::Arc;

use mesomap::atlas::guides::GuideSet;
use mesomap::atlas::raster::{Frame, Look, Picture, render};
use mesomap::atlas::{Body, BodyKind, View, view};
use mesomap::chart::{
    Aliases, Cocktail, Component, Concentration, ConcentrationUnit, Deposit, Depth, Details, Edit, Letter, Manner,
    Mark, PatientSize, Session, Site, Symbol, Technique, TechniqueId, Techniques, Volume,
};
use mesomap::geom::Vec2;
use mesomap::scene::sheet::{Arrangement, Sheet, SheetSpec};
use mesomap::scene::{Content, VoidAbove};
use mesomap::text::Texts;

/// An A4 page of some views with nothing that need not be there.
pub(crate) fn plain<'a>(content: Content<'a>, views: &'a [&'static View], texts: &'a Texts) -> SheetSpec<'a> {
    SheetSpec {
        page_mm: Sheet::A4_MM,
        views,
        content,
        arrangement: Arrangement::Overlaid,
        title: "",
        course: "",
        void: VoidAbove::default(),
        patient: None,
        facts: &[],
        made_on: None,
        regions: false,
        region_names: false,
        guides: GuideSet::NONE,
        texts,
    }
}

/// A catalogue of five.
pub(crate) fn techniques() -> Techniques {
    let entry = |id: &str, name: &str, mm: f64, symbol| Technique {
        id: TechniqueId::new(id),
        names: [("en".to_owned(), name.to_owned())].into(),
        aliases: Aliases::new(),
        default_depth: Some(Depth::nearest_mm(mm)),
        usual_depth: None,
        layer: None,
        manner: Manner::default(),
        symbol,
        fixed: true,
        hidden: false,
        source: String::new(),
    };
    Techniques::new(vec![
        entry("endoepidermal", "Endoepidermal", 0.15, Symbol::Circle),
        entry("nappage_superficial", "Superficial nappage", 2.0, Symbol::Square),
        entry("nappage_deep", "Deep nappage", 4.0, Symbol::Triangle),
        entry("papule", "Papule", 1.0, Symbol::Hexagon),
        entry("point_by_point", "Point by point", 4.0, Symbol::Diamond),
    ])
}

/// A component as a label states it.
pub(crate) fn component(substance: &str, value: f64, unit: ConcentrationUnit, ml: f64) -> Component {
    Component {
        substance: substance.to_owned(),
        concentration: Concentration::new(value, unit).ok(),
        volume: Volume::nearest_ml(ml),
        ..Component::default()
    }
}

/// A session without marks.
pub(crate) fn empty(title: &str, day: u32) -> Session {
    let details = Details {
        title: title.to_owned(),
        started: format!("2026-09-{day:02}T10:30:00+02:00").parse().expect("a moment"),
        clinician: "Dr. M. Sample".to_owned(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    Session::new(format!("0199e7a2-0000-7000-8000-0000000000{day:02}"), details, BodyKind::AdultFemale)
}

/// A way to find the skin that the front view of the face shows at a place.
pub(crate) struct Front {
    frame: Frame,
    picture: Picture,
}

impl Front {
    /// Looks at the adult female.
    pub(crate) fn new() -> Self {
        let view = view(BodyKind::AdultFemale, "face-front").expect("a view");
        let frame = Frame::fit(view, [700, 900]);
        Self { frame, picture: render(Body::get(BodyKind::AdultFemale), &frame, &Look::default()) }
    }

    /// The skin at a place of the view; `None` beside the body and over the eyes.
    pub(crate) fn site(&self, at_view_mm: Vec2) -> Option<Site> {
        let body = Body::get(BodyKind::AdultFemale);
        let point = self.picture.surface.pick(body, &self.frame, self.frame.px_from_view(at_view_mm))?;
        Some(Site::on(body, point))
    }
}

/// A deposit; no volume is recorded where `ml` is zero.
pub(crate) fn mark(site: Site, (technique, mm): (&str, f64), letter: char, ml: f64) -> Mark {
    let deposit = Deposit {
        technique: TechniqueId::new(technique),
        depth: Depth::nearest_mm(mm),
        cocktail: Letter::new(letter),
        volume: (ml > 0.0).then(|| Volume::nearest_ml(ml)),
    };
    deposit.mark_at(site)
}

/// Session 1 or 2 of a course: fields of points on forehead and cheeks, rows around the mouth.
pub(crate) fn face(number: u32) -> Session {
    let mut session = empty(&format!("Session {number}"), number * 7);
    session.cocktails = vec![
        Arc::new(Cocktail {
            letter: Letter::A,
            name: "Revitalising".to_owned(),
            components: vec![
                component("Hyaluronic acid, non-cross-linked", 10.0, ConcentrationUnit::MgPerMl, 2.0),
                component("Polyvitamin", 1.0, ConcentrationUnit::Percent, 1.5),
                component("Lidocaine", 1.0, ConcentrationUnit::Percent, 0.5),
            ],
            prepared: Volume::nearest_ml(4.0),
            discarded: None,
        }),
        Arc::new(Cocktail {
            letter: Letter::new('B').expect("a letter"),
            name: "Toning (DMAE)".to_owned(),
            components: vec![
                component("DMAE", 3.0, ConcentrationUnit::Percent, 2.0),
                component("Organic silicon", 0.5, ConcentrationUnit::Percent, 2.0),
            ],
            prepared: Volume::nearest_ml(4.0),
            discarded: None,
        }),
    ];
    let shift = if number == 1 { Vec2::ZERO } else { Vec2::new(0.4, 1.3) };
    let mut marks = Vec::new();
    let front = Front::new();
    let mut field = |from: [f32; 2], size: [u8; 2], step: f32, how: (&str, f64), (letter, ml): (char, f64)| {
        for row in 0..size[1] {
            for column in 0..size[0] {
                let odd = if row % 2 == 1 { step / 2.0 } else { 0.0 };
                let offset = Vec2::new(f32::from(column) * step + odd, -f32::from(row) * step);
                let at = Vec2::from_array(from) + offset;
                let at = at + if (row + column) % 3 == 0 { shift } else { shift * 0.2 };
                marks.extend(front.site(at).map(|site| mark(site, how, letter, ml)));
            }
        }
    };
    field([-36.0, 70.0], [10, 3], 7.5, ("endoepidermal", 0.15), ('A', 0.01));
    field([-50.0, 10.0], [6, 4], 6.0, ("nappage_superficial", 2.0), ('A', 0.02));
    field([18.0, 10.0], [6, 4], 6.0, ("nappage_superficial", 2.0), ('A', 0.02));
    field([-32.0, -48.0], [4, 2], 6.0, ("nappage_deep", 4.0), ('B', 0.05));
    field([12.0, -48.0], [4, 2], 6.0, ("nappage_deep", 4.0), ('B', 0.05));
    field([-30.0, -88.0], [9, 2], 7.0, ("papule", 1.0), ('B', 0.03));
    if number == 2 {
        field([-6.0, 48.0], [3, 2], 5.0, ("point_by_point", 3.5), ('B', 0.04));
        marks.retain(|mark| {
            mark.site().position_mm().x > -40.0 || mark.deposit.technique.as_str() != "nappage_superficial"
        });
        for mark in marks.iter_mut().step_by(17) {
            mark.deposit.volume = Some(Volume::nearest_ml(0.04));
        }
    }
    Edit::Place(marks).apply(&session).expect("few marks")
}
