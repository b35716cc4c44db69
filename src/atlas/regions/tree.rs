//! The tree of regions: ids, parents, names by language and sides.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A region by its place in the [`RegionTree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RegionId(pub(super) u16);

impl RegionId {
    /// The place in the tree, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The sides on which a region exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
pub enum Sides {
    /// One patch that spans or touches the midline.
    #[default]
    Midline,
    /// One patch on the right and its mirror image on the left.
    Paired,
    /// A group of regions of which some are paired and some are not; never a leaf.
    Both,
}

/// A named part of the skin, or a group of such parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Stable name in files, such as `upper_eyelid`.
    pub id: String,
    /// The group that it belongs to.
    pub parent: Option<RegionId>,
    /// On which sides it exists.
    pub sides: Sides,
    /// Whether it is skin that a clinician may treat; the inside of the mouth is not, and fills and totals can skip it.
    pub treatable: bool,
    /// Display names by language code.
    pub names: BTreeMap<String, String>,
}

impl Region {
    /// The display name in `language` (such as `fr` or `fr-CA`), in English where that is missing.
    pub fn name(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let found = [language, primary, "en"].into_iter().find_map(|code| self.names.get(code));
        found.map_or(self.id.as_str(), String::as_str)
    }
}

/// A region as written in the data file: id, parent (none for a body part), sides, names, whether it is treatable.
#[derive(Debug, Deserialize)]
#[serde(rename = "Region")]
pub(super) struct RegionSpec {
    id: String,
    #[serde(default)]
    parent: Option<String>,
    sides: Sides,
    names: BTreeMap<String, String>,
    #[serde(default = "yes")]
    treatable: bool,
}

fn yes() -> bool {
    true
}

/// What can be wrong in the region data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegionsError {
    /// The text is not the expected RON.
    #[error("{0}")]
    Syntax(String),
    /// A region, chart or set is named before it is defined.
    #[error("unknown name `{0}`")]
    Name(String),
    /// A body part has no unconditional last area.
    #[error("a body part does not end in an unconditional area")]
    NotTotal,
    /// A curve has no control point.
    #[error("a curve has no control point")]
    EmptyCurve,
    /// The data defines more charts or sets than the classifier keeps.
    #[error("too many charts or sets")]
    TooMany,
    /// An area names a group, or a leaf that is neither paired nor midline.
    #[error("area `{0}` is not a leaf with a definite side")]
    NotALeaf(String),
}

/// All regions, parents before children.
#[derive(Debug, Default)]
pub struct RegionTree {
    regions: Vec<Region>,
    by_id: BTreeMap<String, RegionId>,
    children: Vec<Vec<RegionId>>,
}

impl RegionTree {
    /// Builds the tree; a parent must come before its children.
    pub(super) fn new(specs: &[RegionSpec]) -> Result<Self, RegionsError> {
        let mut tree = Self::default();
        for spec in specs {
            tree.push(spec)?;
        }
        Ok(tree)
    }

    /// A single nameless region for all skin.
    pub(super) fn unmapped() -> Self {
        let skin = Region {
            id: "skin".to_owned(),
            parent: None,
            sides: Sides::Midline,
            treatable: true,
            names: BTreeMap::new(),
        };
        let by_id = BTreeMap::from([(skin.id.clone(), RegionId(0))]);
        Self { regions: vec![skin], by_id, children: vec![Vec::new()] }
    }

    /// Adds one region; the places end at 65,535.
    fn push(&mut self, spec: &RegionSpec) -> Result<(), RegionsError> {
        let unknown = |name: &str| RegionsError::Name(name.to_owned());
        let parent = match &spec.parent {
            Some(name) => Some(self.find(name).ok_or_else(|| unknown(name))?),
            None => None,
        };
        let id = RegionId(u16::try_from(self.regions.len()).unwrap_or(u16::MAX));
        if let Some(parent) = parent {
            self.children[parent.index()].push(id);
        }
        self.children.push(Vec::new());
        self.by_id.insert(spec.id.clone(), id);
        self.regions.push(Region {
            id: spec.id.clone(),
            parent,
            sides: spec.sides,
            treatable: spec.treatable,
            names: spec.names.clone(),
        });
        Ok(())
    }

    /// The region with this place in the tree.
    pub fn region(&self, id: RegionId) -> &Region {
        &self.regions[id.index()]
    }

    /// The region with this stable name.
    pub fn find(&self, id: &str) -> Option<RegionId> {
        self.by_id.get(id).copied()
    }

    /// All regions, parents before children.
    pub fn regions(&self) -> impl Iterator<Item = (RegionId, &Region)> {
        (0..).map(RegionId).zip(&self.regions)
    }

    /// The direct children of a region, in the order of the file.
    pub fn children(&self, id: RegionId) -> &[RegionId] {
        self.children.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The regions without a parent.
    pub fn roots(&self) -> impl Iterator<Item = RegionId> {
        self.regions().filter(|(_, region)| region.parent.is_none()).map(|(id, _)| id)
    }

    /// Whether the region has no children, so that skin can belong to it.
    pub fn is_leaf(&self, id: RegionId) -> bool {
        self.children(id).is_empty()
    }

    /// All leaf regions, in the order of the file.
    pub fn leaves(&self) -> impl Iterator<Item = RegionId> {
        self.regions().map(|(id, _)| id).filter(|&id| self.is_leaf(id))
    }

    /// The region itself, its parent, and so on to the root.
    pub fn ancestors(&self, id: RegionId) -> impl Iterator<Item = RegionId> {
        std::iter::successors(Some(id), |&id| self.region(id).parent)
    }

    /// How deep the region lies: 1 for a body part, 2 for an area, 3 for a sub-area.
    pub fn level(&self, id: RegionId) -> usize {
        self.ancestors(id).count()
    }

    /// Whether the region is skin that a clinician may treat, see [`Region::treatable`].
    pub fn is_treatable(&self, id: RegionId) -> bool {
        self.region(id).treatable
    }

    /// Whether `id` is `group` or lies below it.
    pub fn is_within(&self, id: RegionId, group: RegionId) -> bool {
        self.ancestors(id).any(|ancestor| ancestor == group)
    }
}
