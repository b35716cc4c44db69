//! The landmarks as written in `assets/landmarks.ron`, moved to the skin of a body.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Landmark;
use super::axes::Axes;
use crate::atlas::places::{Place, places};
use crate::atlas::regions::{RegionTree, Side, locus_at};
use crate::atlas::{Body, SurfacePoint};

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct LandmarksFile {
    pub(super) landmarks: Vec<LandmarkSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Landmark")]
pub(super) struct LandmarkSpec {
    pub(super) id: String,
    #[serde(default)]
    level: Option<String>,
    /// By language: one name, or the left one and the right one.
    pub(super) names: BTreeMap<String, Vec<String>>,
    /// By language that contracts it: what stands before the name after "of".
    #[serde(default)]
    pub(super) of: BTreeMap<String, String>,
    pub(super) definitions: BTreeMap<String, String>,
    #[serde(default)]
    source: Option<String>,
    /// By body, for landmarks of the arm: the directions toward the hand and toward the thumb's side.
    #[serde(default)]
    arm: BTreeMap<String, [[f32; 3]; 2]>,
}

/// All landmarks that the text places on this body, in its order.
pub(super) fn landmarks(body: &Body, text: &str) -> Result<Vec<Landmark>, ron::error::SpannedError> {
    let file: LandmarksFile = ron::from_str(text)?;
    Ok(file.landmarks.iter().flat_map(|spec| spec.on(body)).collect())
}

impl LandmarkSpec {
    pub(super) fn is_paired(&self) -> bool {
        self.names.values().any(|names| names.len() > 1)
    }

    /// None, one, or the two of a pair.
    fn on(&self, body: &Body) -> Vec<Landmark> {
        let Some(&Place { point, snap_mm }) = places(body).get(&self.id) else { return Vec::new() };
        let axes = match self.arm.get(body.kind.id()) {
            Some(&[distal, thumbward]) => Axes::of_arm(distal.into(), thumbward.into()),
            None if self.is_paired() => Axes::PAIRED,
            None => Axes::MIDLINE,
        };
        if self.is_paired() {
            let mirrored = body.surface.mirror(point);
            vec![self.at(body, Side::Left, point, snap_mm, axes), self.at(body, Side::Right, mirrored, snap_mm, axes)]
        } else {
            vec![self.at(body, Side::Midline, point, snap_mm, axes)]
        }
    }

    fn at(&self, body: &Body, side: Side, point: SurfacePoint, snap_mm: f32, axes: Axes) -> Landmark {
        let locus = locus_at(body, point);
        let name = |names: &Vec<String>| names.get(usize::from(side == Side::Right)).cloned().unwrap_or_default();
        Landmark {
            id: self.id.clone(),
            side,
            point,
            position_mm: body.surface.position_mm(point),
            snap_mm,
            locus,
            level: self.level.clone(),
            source: self.source.clone(),
            names: self.names.iter().map(|(language, names)| (language.clone(), name(names))).collect(),
            of: self.of.clone(),
            definitions: self.definitions.clone(),
            normal: body.surface.normal(point),
            part: RegionTree::get().ancestors(locus.region).last().unwrap_or(locus.region),
            axes,
        }
    }
}
