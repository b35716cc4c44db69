//! PREEMPT's 31 sites charted by hand, in mirror mode: where each site lies is taken from the protocol.

use std::collections::BTreeMap;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use mesomap::atlas::{Body, view};
use mesomap::chart::{Cocktail, Component, Concentration, ConcentrationUnit, Letter, Session, Site, Volume};
use mesomap::store::{Library, shipped_protocols, techniques};

use super::gestures::Hand;

/// An empty session in which the toxin is prepared, 100 IU in 2 mL, and the next mark receives it.
fn with_toxin() -> Hand {
    let mut hand = Hand::new();
    let volume = Volume::nearest_ml(2.0);
    let concentration = Concentration::new(50.0, ConcentrationUnit::IuPerMl).ok();
    let toxin = Component { substance: "Toxin".to_owned(), concentration, volume, ..Component::default() };
    let name = "Toxin, ready".to_owned();
    let cocktail = Cocktail { letter: Letter::A, name, components: vec![toxin], prepared: volume, discarded: None };
    Library::open(&hand.desk.open_file()).expect("the sample").learn(&cocktail, &crate::desk::note()).expect("written");
    hand.desk.key(Key::K, Modifiers::COMMAND | Modifiers::SHIFT);
    hand.desk.seek("Part of a recipe’s name", "toxin");
    hand.desk.key(Key::Enter, Modifiers::NONE);
    // Its lot isn't known, so the form shows what there is.
    hand.desk.click("Add cocktail");
    hand
}

/// The sites of the left side and of the midline, as the protocol lays them on the session's body.
fn left_sites(session: &Session) -> Vec<Site> {
    let protocol = shipped_protocols().iter().find(|protocol| protocol.reference.id == "preempt").expect("shipped");
    let letter = session.cocktails.last().expect("the toxin").letter;
    let letters: BTreeMap<Letter, Letter> = protocol.letters().into_iter().map(|asked| (asked, letter)).collect();
    let laid = protocol.laid(session, &letters, techniques()).expect("it can be laid");
    let after = laid.edit.apply(session).expect("it can be laid");
    after.marks.iter().map(|mark| mark.site()).filter(|site| site.position_mm().x > -1.0).collect()
}

impl Hand {
    /// Clicks those of the sites that the view shows well, and takes them off the list.
    fn tap_what_is_seen(&mut self, view_id: &str, sites: &mut Vec<Site>) {
        let body = Body::get(self.desk.session().body);
        let view = view(body.kind, view_id).expect("a view of this name");
        let pane = self.desk.harness.get_by_role(Role::Canvas).rect();
        // The view fills the pane but for a margin.
        let pt_per_mm = 0.96 * (pane.width() / view.width_mm).min(pane.height() / view.height_mm);
        let seen = |site: &Site| {
            let facing = body.surface.normal(site.anchor()).dot(view.camera.toward_viewer());
            view.sees(body, site.anchor()).filter(|_| facing > 0.2)
        };
        let places: Vec<_> = sites.iter().filter_map(seen).collect();
        sites.retain(|site| seen(site).is_none());
        for mm in places {
            let share = |mm: f32, length: f32| 0.5 + mm * pt_per_mm / length;
            self.tap((share(mm.x, pane.width()), share(-mm.y, pane.height())));
        }
    }
}

#[test]
fn preempt_by_hand_takes_at_most_20() {
    let mut hand = with_toxin();
    let wanted = left_sites(&hand.desk.session());
    let mut sites = wanted.clone();
    assert_eq!(sites.len(), 16);
    hand.key(Key::X);
    hand.type_into("IU of Toxin per point", "5");
    hand.tap_what_is_seen("face-front", &mut sites);
    hand.click("Head and shoulders, back left");
    hand.tap_what_is_seen("head-shoulders-left-back", &mut sites);
    assert!(sites.is_empty(), "{} sites are seen in neither view", sites.len());
    let (session, gestures) = hand.saved();
    assert_eq!(session.marks.len(), 31);
    assert!(session.marks.iter().all(|mark| mark.deposit.volume == Some(Volume::nearest_ml(0.1))), "5 IU each");
    let surface = &Body::get(session.body).surface;
    for site in &wanted {
        let to = |mark: &mesomap::chart::Mark| surface.position_mm(mark.site().anchor()).distance(site.position_mm());
        let nearest_mm = session.marks.iter().map(|mark| to(mark)).fold(f32::INFINITY, f32::min);
        assert!(nearest_mm < 2.0, "{nearest_mm} mm from where it belongs");
    }
    assert!(gestures <= 20, "{gestures}");
    assert_eq!(gestures, 20, "README tells this number");
}
