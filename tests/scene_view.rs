//! Views of a session: marks where the camera puts them, hidden ones left out, changes as the comparison says.

#[path = "scene_support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use mesomap::atlas::guides::GuideSet;
use mesomap::atlas::{Body, BodyKind, view};
use mesomap::compare::{self, compare};
use mesomap::scene::{Beside, Content, GlyphStyle, Options, Origin, Sight, ViewScene};

const PLAIN: Options<'_> = Options { regions: false, region_names: false, guides: GuideSet::NONE, language: "en" };

#[test]
fn a_mark_is_seen_from_the_front_and_not_from_behind() {
    let (session, techniques) = (support::face(1), support::techniques());
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let seen = |id: &str| ViewScene::of(&content, view(BodyKind::AdultFemale, id).expect("a view"), &PLAIN);
    let front = seen("face-front");
    assert!(front.marks.len() > session.marks.len() * 9 / 10, "{} of {}", front.marks.len(), session.marks.len());
    assert!(seen("head-back").marks.is_empty());
    let camera = view(BodyKind::AdultFemale, "face-front").expect("a view").camera;
    for placed in &front.marks {
        let mark = session.mark(placed.id).expect("of this session");
        let expected = camera.view_from_mm(mark.site().position_mm()).truncate();
        assert!(placed.at_view_mm.distance(expected) < 1e-3);
        assert_eq!(placed.key.letter, mark.deposit.cocktail);
    }
}

#[test]
fn a_profile_shows_one_side() {
    let (session, techniques) = (support::face(1), support::techniques());
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let left = ViewScene::of(&content, view(BodyKind::AdultFemale, "face-left-profile").expect("a view"), &PLAIN);
    assert!(!left.marks.is_empty());
    let on_right =
        left.marks.iter().filter(|mark| session.mark(mark.id).is_some_and(|mark| mark.site().position_mm().x < -15.0));
    assert_eq!(on_right.count(), 0);
}

#[test]
fn a_memory_changes_nothing() {
    let (session, techniques) = (support::face(2), support::techniques());
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let view = view(BodyKind::AdultFemale, "face-left-oblique").expect("a view");
    let options = Options { regions: true, region_names: true, guides: GuideSet::NONE, language: "en" };
    let fresh = ViewScene::of(&content, view, &options);
    let mut sight = Sight::new(Body::get(BodyKind::AdultFemale), view);
    for _ in 0..2 {
        assert_eq!(ViewScene::seen(&content, &mut sight, &options), fresh);
    }
}

#[test]
fn ghosts_lie_behind() {
    let (first, second, techniques) = (support::face(1), support::face(2), support::techniques());
    let content = Content { session: &second, beside: Beside::Ghosts(&[&first]), techniques: &techniques };
    let scene = ViewScene::of(&content, view(BodyKind::AdultFemale, "face-front").expect("a view"), &PLAIN);
    let ghosts = scene.marks.iter().take_while(|mark| mark.key.style == GlyphStyle::Ghost).count();
    assert!(ghosts > 0 && scene.marks[..ghosts].iter().all(|mark| mark.origin == Origin::Earlier));
    assert!(scene.marks[ghosts..].iter().all(|mark| mark.key.style == GlyphStyle::Now));
}

#[test]
fn styles_count_what_the_comparison_counts() {
    let (first, second, techniques) = (support::face(1), support::face(2), support::techniques());
    let comparison = compare(&first, &second, compare::Options::default()).expect("one body");
    let beside = Beside::Changes { earlier: &first, comparison: &comparison };
    let content = Content { session: &second, beside, techniques: &techniques };
    let view = view(BodyKind::AdultFemale, "face-front").expect("a view");
    let scene = ViewScene::of(&content, view, &PLAIN);
    let mut counts: BTreeMap<GlyphStyle, usize> = BTreeMap::new();
    for mark in &scene.marks {
        *counts.entry(mark.key.style).or_default() += 1;
    }
    let of_style = |style| counts.get(&style).copied().unwrap_or_default();
    assert!(of_style(GlyphStyle::Added) > 0 && of_style(GlyphStyle::Added) <= comparison.added.len());
    assert!(of_style(GlyphStyle::Dropped) > 0 && of_style(GlyphStyle::Dropped) <= comparison.dropped.len());
    assert!(of_style(GlyphStyle::Changed) > 0 && of_style(GlyphStyle::Changed) <= comparison.total.changed);
    assert!(of_style(GlyphStyle::Moved) > 0 && !scene.movements.is_empty());
    assert_eq!(of_style(GlyphStyle::Now) + of_style(GlyphStyle::Ghost), 0);
}
