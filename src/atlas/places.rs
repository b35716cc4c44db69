//! Where the landmarks lie on the skin of each body, by name; all else about them stands above the regions, in `landmarks`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::per_body::PerBody;
use super::{Body, SurfacePoint};
use crate::geom::Vec3;

/// The landmarks as written.
pub(super) const LANDMARKS_RON: &str = include_str!("../../assets/landmarks.ron");

/// What this file asks of the text.
#[derive(Deserialize)]
struct PlacesFile {
    landmarks: Vec<PlaceSpec>,
}

#[derive(Deserialize)]
#[serde(rename = "Landmark")]
struct PlaceSpec {
    id: String,
    /// By body: LPS mm, in the midline or on the patient's left.
    at: BTreeMap<String, [f32; 3]>,
}

/// A landmark's place on one body, in the midline or on the patient's left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The skin nearest to where it was authored.
    pub(super) point: SurfacePoint,
    /// How far that is.
    pub(super) snap_mm: f32,
}

/// The places of all landmarks of a body.
pub(super) fn places(body: &Body) -> &'static BTreeMap<String, Place> {
    static PLACES: PerBody<BTreeMap<String, Place>> = PerBody::new();
    PLACES.get_or_init(body.kind, || {
        let body = Body::get(body.kind);
        // A test holds that the embedded text is good; without it the map would be laid as if all bodies were alike.
        let file = ron::from_str(LANDMARKS_RON).unwrap_or(PlacesFile { landmarks: Vec::new() });
        let place = |spec: PlaceSpec| {
            let (point, snap_mm) = body.surface.closest(Vec3::from_array(*spec.at.get(body.kind.id())?));
            Some((spec.id, Place { point, snap_mm }))
        };
        file.landmarks.into_iter().filter_map(place).collect()
    })
}
