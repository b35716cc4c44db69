//! Sessions to compare, charted on the forehead.

use std::sync::{Arc, OnceLock};

use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    Cocktail, Deposit, Depth, Details, Letter, Mark, PatientSize, Session, Site, TechniqueId, Volume,
};
use mesomap::compare::{Comparison, Options, compare};
use mesomap::geom::Vec3;

pub(crate) const KIND: BodyKind = BodyKind::AdultFemale;

pub(crate) fn body() -> &'static Body {
    Body::get(KIND)
}

pub(crate) fn empty(title: &str) -> Session {
    let started = "2026-09-07T10:30:00+02:00".parse().unwrap();
    let details = Details {
        title: title.to_owned(),
        started,
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let mut session = Session::new(title.to_owned(), details, KIND);
    for (letter, name) in [('A', "NCTF 135"), ('B', "Vitamin C")] {
        session.cocktails.push(Arc::new(Cocktail {
            letter: Letter::new(letter).unwrap(),
            name: name.to_owned(),
            components: Vec::new(),
            prepared: Volume::from_ml(5.0).unwrap(),
            discarded: None,
        }));
    }
    session
}

/// A spot of the forehead or nearby: so many millimetres to the patient's left of its middle, and up.
pub(crate) fn spot(left_mm: f32, up_mm: f32) -> Site {
    static MIDDLE_MM: OnceLock<Vec3> = OnceLock::new();
    let middle_mm = *MIDDLE_MM.get_or_init(|| {
        let top_mm = body().surface.positions_mm().iter().map(|position| position.z).fold(0.0, f32::max);
        let (point, _) = body().surface.closest(Vec3::new(0.0, -130.0, top_mm - 60.0));
        body().surface.position_mm(point)
    });
    let (point, _) = body().surface.closest(middle_mm + Vec3::new(left_mm, 0.0, up_mm));
    Site::on(body(), point)
}

pub(crate) fn mark(site: Site) -> Mark {
    let deposit = Deposit {
        technique: TechniqueId::new("nappage_superficial"),
        depth: Depth::from_mm(2.0).unwrap(),
        cocktail: Some(Letter::A),
        volume: Some(Volume::from_ml(0.02).unwrap()),
    };
    deposit.mark_at(site).numbered(1)
}

/// `mark` with something else deposited.
pub(crate) fn with(mut mark: Mark, change: impl FnOnce(&mut Deposit)) -> Mark {
    change(&mut mark.deposit);
    mark
}

pub(crate) fn session(marks: impl IntoIterator<Item = Mark>) -> Session {
    let number = |(index, mark): (usize, Mark)| Arc::new(mark.numbered(index as u32 + 1));
    Session { marks: marks.into_iter().enumerate().map(number).collect(), ..empty("session") }
}

pub(crate) fn row(places_mm: impl IntoIterator<Item = f32>) -> Session {
    session(places_mm.into_iter().map(|left_mm| mark(spot(left_mm, 0.0))))
}

pub(crate) fn between(before: &Session, after: &Session) -> Comparison {
    compare(before, after, Options::default()).unwrap()
}
