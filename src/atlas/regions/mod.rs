//! The regions of the skin: a tree of names, an exact answer to "which region is this point in", and the lines between.
//!
//! `assets/regions.ron` draws the regions on a map, and each body is laid on it by its landmarks (`laid`). Because x counts
//! as |x| the left side mirrors the right. A region is a pure function of the place on the map; boundaries are therefore as
//! smooth as the authored curves and don't follow the triangles.

mod areas;
mod boundary;
mod codes;
mod extent;
mod label;
mod laid;
mod locate;
mod shape;
mod spots;
mod tree;

use std::sync::OnceLock;

use areas::{Areas, RegionsFile};
pub use boundary::{BoundaryLine, boundaries, outline_of};
pub(in crate::atlas) use boundary::{End, chains};
pub use codes::{Code, CodeSystem, codes_licence};
pub use extent::{known_locus_area_cm2, locus_area_cm2, per_cm2, region_area_cm2, skin_area_cm2};
pub use label::label_anchor;
use laid::Ties;
pub use locate::{Locus, Patch, Side, locus_at, patch_at, patch_of_triangle};
pub use spots::{patches, spots_of, triangles_touching};
pub use tree::{Region, RegionId, RegionTree, RegionsError, Sides};

const REGIONS_RON: &str = include_str!("../../../assets/regions.ron");

/// The embedded data, read once.
#[derive(Debug, Default)]
struct Atlas {
    tree: RegionTree,
    areas: Areas,
    ties: Ties,
}

impl Atlas {
    fn get() -> &'static Self {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        // A test holds that the embedded text is good; without it all skin would be one nameless region.
        ATLAS.get_or_init(|| Self::parse(REGIONS_RON).unwrap_or_else(|_| Self::unmapped()))
    }

    fn parse(text: &str) -> Result<Self, RegionsError> {
        let file: RegionsFile = ron::from_str(text).map_err(|error| RegionsError::Syntax(error.to_string()))?;
        let tree = RegionTree::new(&file.regions)?;
        let areas = Areas::new(&file, &tree)?;
        let doubtful = |&id: &RegionId| !tree.is_leaf(id) || tree.region(id).sides == Sides::Both;
        if let Some(id) = areas.regions().find(doubtful) {
            return Err(RegionsError::NotALeaf(tree.region(id).id.clone()));
        }
        Ok(Self { tree, areas, ties: file.ties })
    }

    fn unmapped() -> Self {
        Self { tree: RegionTree::unmapped(), areas: Areas::default(), ties: Ties::default() }
    }
}

impl RegionTree {
    /// The regions that this program knows.
    pub fn get() -> &'static Self {
        &Atlas::get().tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_regions_are_well_formed() {
        let atlas = Atlas::parse(REGIONS_RON).unwrap();
        let mut painted: Vec<RegionId> = atlas.areas.regions().collect();
        painted.sort_unstable();
        painted.dedup();
        assert_eq!(painted, atlas.tree.leaves().collect::<Vec<_>>());
    }

    #[test]
    fn broken_regions_are_refused() {
        assert!(matches!(Atlas::parse("("), Err(RegionsError::Syntax(_))));
        let part = |areas: &str| {
            format!(
                r#"(regions: [(id: "a", sides: Midline, names: {{}})], charts: [], sets: [], parts: [(where: [], areas: [{areas}])])"#
            )
        };
        assert!(Atlas::parse(&part(r#"("a", [])"#)).is_ok());
        assert_eq!(Atlas::parse(&part(r#"("b", [])"#)).unwrap_err(), RegionsError::Name("b".to_owned()));
        assert_eq!(Atlas::parse(&part(r#"("a", [Is("s")])"#)).unwrap_err(), RegionsError::Name("s".to_owned()));
        assert_eq!(Atlas::parse(&part("")).unwrap_err(), RegionsError::NotTotal);
    }
}
