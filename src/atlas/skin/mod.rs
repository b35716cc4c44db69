//! The layers of the skin under a region, in millimetres of depth, as sources give them: ranges stay ranges.
//!
//! `assets/skin_layers.ron` holds the figures. General boundaries are known for all skin; where a source has measured how
//! thick the epidermis is, or epidermis and dermis are together, that layer of the region ends there.

mod read;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::regions::{Locus, RegionId, RegionTree};
use read::SkinFile;

const SKIN_RON: &str = include_str!("../../../assets/skin_layers.ron");

/// A layer of the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Layer {
    /// The outermost.
    Epidermis,
    /// The papillary dermis.
    SuperficialDermis,
    /// The reticular dermis.
    DeepDermis,
    /// Both parts of the dermis, where only the whole was measured.
    Dermis,
    /// The fat below.
    Hypodermis,
}

impl Layer {
    /// The name in `language`, in lower case; in English where that is missing.
    pub fn name(self, language: &str) -> &'static str {
        Skin::get().names.get(&self).map_or("", |names| by_language(names, language))
    }
}

/// Where a boundary lies: both ends are equal where the source gives one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Span(
    /// Least depth, in mm.
    pub f64,
    /// Greatest depth, in mm.
    pub f64,
);

impl Span {
    /// How much of the span lies above `depth_mm`, 0 to 1: whether the boundary is passed for sure.
    pub fn passed(self, depth_mm: f64) -> f64 {
        if self.1 > self.0 {
            ((depth_mm - self.0) / (self.1 - self.0)).clamp(0.0, 1.0)
        } else {
            f64::from(depth_mm > self.0)
        }
    }
}

/// How thick a source found the epidermis, or epidermis and dermis together, in some regions.
#[derive(Clone, Debug, PartialEq)]
pub struct Thickness {
    /// The thickness in mm, as the source states it: both ends are equal where it gives one figure.
    pub mm: Span,
    /// The source gives a rounded figure.
    pub about: bool,
    measured: BTreeMap<String, String>,
    /// The citation.
    pub source: String,
}

impl Thickness {
    /// Where and how it was measured, in `language`.
    pub fn measured(&self, language: &str) -> &str {
        by_language(&self.measured, language)
    }

    /// Where the layer ends by this figure. One that is "about 1 mm" may be as much as still rounds to it.
    pub fn to_mm(&self) -> Span {
        let Span(least, most) = self.mm;
        Span(least, if self.about { most + 0.5 } else { most })
    }

    /// Whether a deposit at this depth lies under the dermis for sure.
    pub fn is_beyond(&self, depth_mm: f64) -> bool {
        let Span(_, deepest_mm) = self.to_mm();
        if self.about { depth_mm >= deepest_mm } else { depth_mm > deepest_mm }
    }
}

/// The layers under a region.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinLayers {
    /// Where the epidermis ends.
    pub epidermis_to_mm: Span,
    /// Where the papillary dermis ends; `None` where only the whole dermis was measured.
    pub superficial_dermis_to_mm: Option<Span>,
    /// Where the dermis ends.
    pub dermis_to_mm: Span,
    /// The hypodermis reaches at least this deep, in mm.
    pub hypodermis_to_at_least_mm: f64,
    /// The citation of the general boundaries.
    pub source: &'static str,
    /// The figure of the region for the epidermis, where a source has one; it ends by it.
    pub epidermis: Option<&'static Thickness>,
    /// The figure of the region for epidermis and dermis, where a source has one; the dermis ends by it.
    pub thickness: Option<&'static Thickness>,
}

/// One layer between its boundaries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Which.
    pub layer: Layer,
    /// Where it begins.
    pub from_mm: Span,
    /// Where it ends; `None` for the deepest.
    pub to_mm: Option<Span>,
}

impl Band {
    /// Whether a deposit at this depth may lie in it. At a boundary, and in a range that may be one, two layers may.
    pub fn may_hold(&self, depth_mm: f64) -> bool {
        let (begins, ends) = (self.from_mm.0 <= depth_mm, self.to_mm.is_none_or(|to_mm| depth_mm <= to_mm.1));
        begins && ends
    }

    /// How much of the skin at this depth is this layer, 0 to 1: less than 1 within a boundary that is a range.
    pub fn share(&self, depth_mm: f64) -> f64 {
        let left = self.to_mm.map_or(0.0, |to_mm| to_mm.passed(depth_mm));
        let entered = if self.from_mm.1 <= 0.0 { 1.0 } else { self.from_mm.passed(depth_mm) };
        (entered - left).max(0.0)
    }
}

impl SkinLayers {
    /// What holds for all skin.
    pub fn general() -> Self {
        Skin::get().general()
    }

    /// The layers from the surface down.
    pub fn bands(&self) -> Vec<Band> {
        let mut ends = vec![(Layer::Epidermis, Some(self.epidermis_to_mm))];
        match self.superficial_dermis_to_mm {
            Some(superficial) => {
                ends.push((Layer::SuperficialDermis, Some(superficial)));
                ends.push((Layer::DeepDermis, Some(self.dermis_to_mm)));
            }
            None => ends.push((Layer::Dermis, Some(self.dermis_to_mm))),
        }
        ends.push((Layer::Hypodermis, None));
        let mut from_mm = Span::default();
        let mut band = |(layer, to_mm): (Layer, Option<Span>)| {
            let band = Band { layer, from_mm, to_mm };
            from_mm = to_mm.unwrap_or(from_mm);
            band
        };
        ends.into_iter().map(&mut band).collect()
    }

    /// The layers in which a deposit at this depth may lie, from the surface down.
    pub fn at(&self, depth_mm: f64) -> Vec<Band> {
        self.bands().into_iter().filter(|band| band.may_hold(depth_mm)).collect()
    }
}

/// The layers under a region, by its own figure or that of a group above it.
pub fn layers_at(locus: Locus) -> SkinLayers {
    let general = SkinLayers::general();
    let (epidermis, thickness) = (Skin::get().epidermis.of(locus.region), thickness_of(locus.region));
    let epidermis_to_mm = epidermis.map_or(general.epidermis_to_mm, Thickness::to_mm);
    let layers = SkinLayers { epidermis_to_mm, epidermis, thickness, ..general };
    let Some(dermis_to_mm) = thickness.map(Thickness::to_mm) else { return layers };
    let Span(least, most) = epidermis_to_mm;
    SkinLayers {
        epidermis_to_mm: Span(least.min(dermis_to_mm.0), most.min(dermis_to_mm.1)),
        superficial_dermis_to_mm: None,
        dermis_to_mm,
        ..layers
    }
}

/// What a source measured of epidermis and dermis together in a region, or in a group above it; `None` where none did.
pub fn thickness_of(region: RegionId) -> Option<&'static Thickness> {
    Skin::get().thickness.of(region)
}

/// The source of "depth = inserted length × sin(angle)".
pub fn needle_source() -> &'static str {
    &Skin::get().needle
}

/// The source of how many published intradermal injections lay in fat.
pub fn review_source() -> &'static str {
    &Skin::get().review
}

fn by_language<'a>(names: &'a BTreeMap<String, String>, language: &str) -> &'a str {
    names.get(language).or_else(|| names.get("en")).map_or("", String::as_str)
}

/// The embedded data, read once.
#[derive(Debug, Default)]
struct Skin {
    names: BTreeMap<Layer, BTreeMap<String, String>>,
    general: read::General,
    epidermis: Figures,
    thickness: Figures,
    needle: String,
    review: String,
}

/// The figures of regions.
#[derive(Debug, Default)]
struct Figures {
    all: Vec<Thickness>,
    /// By place in the tree: which of them.
    by_region: Vec<Option<usize>>,
}

impl Figures {
    fn of(&self, region: RegionId) -> Option<&Thickness> {
        let &at = self.by_region.get(region.index())?;
        self.all.get(at?)
    }
}

impl Skin {
    fn get() -> &'static Self {
        static SKIN: OnceLock<Skin> = OnceLock::new();
        // A test holds that the embedded text is good; without it no depth would be in any layer but the deepest.
        SKIN.get_or_init(|| SkinFile::parse(SKIN_RON, RegionTree::get()).unwrap_or_default())
    }

    fn general(&'static self) -> SkinLayers {
        let general = &self.general;
        SkinLayers {
            epidermis_to_mm: general.epidermis_to_mm,
            superficial_dermis_to_mm: Some(general.superficial_dermis_to_mm),
            dermis_to_mm: general.dermis_to_mm,
            hypodermis_to_at_least_mm: general.hypodermis_to_at_least_mm,
            source: &general.source,
            epidermis: None,
            thickness: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::regions::Side;

    fn layers(region: &str) -> SkinLayers {
        layers_at(Locus { region: RegionTree::get().find(region).unwrap(), side: Side::Midline })
    }

    fn names(layers: &SkinLayers, depth_mm: f64) -> Vec<Layer> {
        layers.at(depth_mm).into_iter().map(|band| band.layer).collect()
    }

    #[test]
    fn general_boundaries_keep_their_ranges() {
        let general = layers("scalp_vertex");
        assert_eq!(general, SkinLayers::general());
        assert_eq!(general.epidermis_to_mm, Span(0.5, 1.0));
        assert_eq!(general.dermis_to_mm, Span(4.0, 4.0));
        assert!(general.source.contains("Perrin") && general.thickness.is_none());
        assert_eq!(names(&general, 0.15), [Layer::Epidermis]);
        assert_eq!(names(&general, 0.7), [Layer::Epidermis, Layer::SuperficialDermis]);
        assert_eq!(names(&general, 2.0), [Layer::SuperficialDermis, Layer::DeepDermis]);
        assert_eq!(names(&general, 3.0), [Layer::DeepDermis]);
        assert_eq!(names(&general, 10.0), [Layer::Hypodermis]);
    }

    #[test]
    fn a_measured_region_ends_its_dermis_there() {
        let thigh = layers("thigh_anterior");
        assert_eq!((thigh.dermis_to_mm, thigh.epidermis_to_mm), (Span(1.55, 1.55), Span(0.5, 1.0)));
        assert!(thigh.thickness.unwrap().source.contains("Laurent"));
        assert_eq!(names(&thigh, 1.3), [Layer::Dermis]);
        assert_eq!(names(&thigh, 1.6), [Layer::Hypodermis]);
        assert!(!thigh.thickness.unwrap().is_beyond(1.55) && thigh.thickness.unwrap().is_beyond(1.56));
    }

    #[test]
    fn a_rounded_figure_stands_for_all_that_rounds_to_it() {
        let fold = layers("nasolabial_fold");
        assert_eq!(names(&fold, 0.7), [Layer::Dermis]);
        assert_eq!(names(&fold, 1.2), [Layer::Dermis, Layer::Hypodermis]);
        assert_eq!(names(&fold, 2.0), [Layer::Hypodermis]);
        let about = fold.thickness.unwrap();
        assert!(about.about && !about.is_beyond(1.49) && about.is_beyond(1.5) && !about.is_beyond(0.15));
    }

    #[test]
    fn children_inherit_and_exceptions_do_not() {
        for region in ["abdomen_upper", "umbilical", "abdomen_lower", "flank"] {
            assert_eq!(layers(region).dermis_to_mm, Span(1.91, 1.91), "{region}");
        }
        assert_eq!(layers("deltoid").dermis_to_mm, Span(2.02, 2.02));
        assert_eq!(layers("trapezius").dermis_to_mm, Span(2.54, 2.54));
        for region in ["axilla", "inguinal", "pubic", "thigh_medial", "nape", "scapular", "back_lumbar", "oral_mucosa"]
        {
            assert_eq!(layers(region).thickness, None, "{region}");
        }
    }

    #[test]
    fn the_endoepidermal_depth_is_dermal_on_the_face() {
        let tree = RegionTree::get();
        let face = tree.find("face").unwrap();
        for leaf in tree.leaves().filter(|&leaf| tree.is_within(leaf, face) && tree.is_treatable(leaf)) {
            let of_face = layers_at(Locus { region: leaf, side: Side::Left });
            let found = of_face.at(0.15).into_iter().map(|band| band.layer).collect::<Vec<_>>();
            let dermal = [Layer::Dermis, Layer::SuperficialDermis].map(|layer| vec![layer]);
            assert!(dermal.contains(&found), "{}: {found:?}", tree.region(leaf).id);
            assert!(of_face.epidermis.unwrap().source.contains("Chopra"));
        }
        assert_eq!(names(&layers("forearm_anterior"), 0.15), [Layer::Epidermis]);
    }

    #[test]
    fn the_later_figure_is_the_nearer_one() {
        let span = |region: &str| layers(region).thickness.unwrap().mm;
        assert_eq!(span("cheek_lower"), Span(0.79, 2.03));
        assert_eq!([span("forehead_central"), span("temple")], [Span(1.06, 1.39), Span(0.98, 1.25)]);
        assert_eq!([span("upper_eyelid"), span("neck_lateral")], [Span(0.75, 0.85), Span(1.16, 1.17)]);
        assert_eq!([span("forearm_anterior"), span("forearm_posterior")], [Span(1.19, 1.19), Span(1.44, 1.44)]);
        let forehead = layers("forehead_lateral");
        assert_eq!(names(&forehead, 1.2), [Layer::Dermis, Layer::Hypodermis], "between the means of women and men");
        assert!(forehead.thickness.unwrap().is_beyond(1.4) && !forehead.thickness.unwrap().is_beyond(1.2));
    }

    #[test]
    fn shares_of_the_layers_add_up_at_every_depth() {
        for layers in [SkinLayers::general(), layers("malar"), layers("deltoid")] {
            for hundredths in 0..1200 {
                let depth_mm = f64::from(hundredths) / 100.0;
                let sum: f64 = layers.bands().iter().map(|band| band.share(depth_mm)).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{depth_mm}: {sum}");
                assert!(!layers.at(depth_mm).is_empty());
            }
        }
    }
}
