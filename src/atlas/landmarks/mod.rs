//! Palpable points of the body: their names, definitions and sources, and where they lie on each body.
//!
//! `assets/landmarks.ron` is authored on the geometry of each body; how the spinous processes were spaced stands there.

mod axes;
mod read;
mod whereabouts;

use std::collections::BTreeMap;

use super::per_body::PerBody;
use super::places::LANDMARKS_RON;
use super::regions::{Locus, RegionId, RegionTree, Side, locus_at};
use super::{Body, SurfacePoint};
use crate::geom::Vec3;
use axes::Axes;
pub use axes::Direction;
pub use whereabouts::{Bearing, Level, Offset, Whereabouts, way_on_left, whereabouts};

/// A palpable point of one body; a paired one exists twice, with the same id.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    /// Stable name in files, such as `medial_canthus`.
    pub id: String,
    /// Which of a pair, or the midline.
    pub side: Side,
    /// Its place on the skin.
    pub point: SurfacePoint,
    /// The same in LPS mm.
    pub position_mm: Vec3,
    /// How far the authored position was from the skin.
    pub snap_mm: f32,
    /// The region that it lies in.
    pub locus: Locus,
    /// Short name of the vertebra whose spinous process it is, such as `L4`.
    pub level: Option<String>,
    /// Who defines it, or its level, where a source does.
    pub source: Option<String>,
    names: BTreeMap<String, String>,
    of: BTreeMap<String, String>,
    definitions: BTreeMap<String, String>,
    /// Outward direction of the skin.
    normal: Vec3,
    /// The part of the body that its region belongs to.
    part: RegionId,
    axes: Axes,
}

impl Landmark {
    /// The display name, with its side if paired, in `language` (such as `fr` or `fr-CA`), in English where that is
    /// missing: `left alare`.
    pub fn name(&self, language: &str) -> &str {
        in_language(&self.names, language).unwrap_or(&self.id)
    }

    /// The name as it follows "of", with that word where the language contracts it with the article: `du tragus gauche`;
    /// in English the name alone.
    pub fn name_after_of(&self, language: &str) -> String {
        let name = self.name(language);
        match in_language(&self.of, language) {
            Some(of) if of.ends_with('’') => format!("{of}{name}"),
            Some(of) => format!("{of} {name}"),
            None => name.to_owned(),
        }
    }

    /// The way along its skin that is called by a direction's name, length one.
    pub fn along(&self, direction: Direction) -> Vec3 {
        // The axes are those of the left half.
        let mirror = if self.side == Side::Right { Vec3::new(-1.0, 1.0, 1.0) } else { Vec3::ONE };
        self.axes.toward(direction, self.normal * mirror) * mirror
    }

    /// What it is, in a sentence; empty where none is written.
    pub fn definition(&self, language: &str) -> &str {
        in_language(&self.definitions, language).unwrap_or_default()
    }
}

fn in_language<'a>(texts: &'a BTreeMap<String, String>, language: &str) -> Option<&'a str> {
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    [language, primary, "en"].into_iter().find_map(|code| texts.get(code)).map(String::as_str)
}

/// The landmarks of a body from the head down, then the spinous processes from C7 down; those of a pair beside each
/// other, left first.
pub fn landmarks(body: &Body) -> &'static [Landmark] {
    static LANDMARKS: PerBody<Vec<Landmark>> = PerBody::new();
    // A test holds that the embedded text is good; without it places would be told by their region alone.
    LANDMARKS.get_or_init(body.kind, || read::landmarks(Body::get(body.kind), LANDMARKS_RON).unwrap_or_default())
}

/// A landmark by its name; of a pair, the one on that side.
pub fn landmark(body: &Body, id: &str, side: Side) -> Option<&'static Landmark> {
    landmarks(body).iter().find(|l| l.id == id && (l.side == side || l.side == Side::Midline))
}

/// The direction of the body's length at a place, length one: toward the head, or on an arm toward the shoulder, as at the
/// nearest landmark of the same part of the body.
pub fn lengthwise(body: &Body, point: SurfacePoint) -> Vec3 {
    // The axes are those of the left half.
    let is_right = body.surface.position_mm(point).x < 0.0;
    let mirror = if is_right { Vec3::new(-1.0, 1.0, 1.0) } else { Vec3::ONE };
    nearest_of_part(body, point).map_or(Vec3::Z, |landmark| landmark.axes.up() * mirror)
}

/// The nearest landmark of the part of the body that a place belongs to.
fn nearest_of_part(body: &Body, point: SurfacePoint) -> Option<&'static Landmark> {
    let tree = RegionTree::get();
    let (at_mm, region) = (body.surface.position_mm(point), locus_at(body, point).region);
    let part = tree.ancestors(region).last().unwrap_or(region);
    let away = |landmark: &&Landmark| landmark.position_mm.distance_squared(at_mm);
    let of_part = landmarks(body).iter().filter(|landmark| landmark.part == part);
    of_part.min_by(|a, b| away(a).total_cmp(&away(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BodyKind;
    use crate::atlas::places::places;

    #[test]
    fn the_file_is_complete_for_both_bodies_and_languages() {
        let file: read::LandmarksFile = ron::from_str(LANDMARKS_RON).unwrap();
        let mut ids: Vec<_> = file.landmarks.iter().map(|spec| spec.id.as_str()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id is written twice");
        for spec in &file.landmarks {
            assert!(
                BodyKind::ALL.into_iter().all(|kind| places(Body::get(kind)).contains_key(&spec.id)),
                "{}",
                spec.id
            );
            assert!(spec.of.keys().eq(["fr"].iter()), "{}", spec.id);
            assert!(spec.names.keys().eq(["en", "fr"].iter()) && spec.definitions.keys().eq(["en", "fr"].iter()));
            let names = if spec.is_paired() { 2 } else { 1 };
            assert!(spec.names.values().all(|of_language| of_language.len() == names), "{}", spec.id);
        }
        for kind in BodyKind::ALL {
            let paired = file.landmarks.iter().filter(|spec| spec.is_paired()).count();
            assert_eq!(landmarks(Body::get(kind)).len(), all + paired);
        }
    }

    #[test]
    fn broken_landmarks_are_refused() {
        assert!(read::landmarks(Body::get(BodyKind::AdultFemale), "(landmarks: [(id: 3)])").is_err());
    }

    #[test]
    fn names_fall_back_to_english() {
        let mark = landmark(Body::get(BodyKind::AdultMale), "alare", Side::Right).unwrap();
        assert_eq!([mark.name("fr-CA"), mark.name("ko")], ["point alaire droit", "right alare"]);
        assert_eq!([mark.name_after_of("fr-CA"), mark.name_after_of("ko")], ["du point alaire droit", "right alare"]);
    }
}
