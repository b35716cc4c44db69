//! The body: its surface in millimetres, places on it, their names, the views of it and their pictures.
//!
//! Coordinates are LPS millimetres: +x to the patient's left, +y to posterior, +z to superior, the origin on the floor
//! in the midline.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "indices and pixels stay far below 2^24, where u32, usize and f32 agree"
)]

mod best_view;
mod bvh;
mod cage;
mod features;
mod geodesic;
pub mod guides;
pub mod landmarks;
mod orbit;
mod outline;
mod parallels;
mod per_body;
mod places;
pub mod raster;
pub mod regions;
mod seen;
mod silhouette;
pub mod size;
pub mod skin;
pub mod spread;
mod subdivide;
mod surface;
mod threads;
mod treatable;
pub mod view;
mod walk;

use std::sync::OnceLock;

pub use best_view::{best_view, opposite_view};
use features::Features;
pub use geodesic::{Group, SurfacePath};
pub use orbit::{FREE_VIEW, Orbit, nearest_view};
pub use parallels::Distances;
pub use silhouette::Silhouette;
pub use surface::{Surface, SurfacePoint};
pub use threads::{each, each_large};
pub use view::{Camera, PatientSide, View, ViewGroup, ViewSides, view, views};

/// Which of the embedded bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BodyKind {
    /// An adult woman, 1.59 m.
    AdultFemale,
    /// An adult man, 1.73 m.
    AdultMale,
}

impl BodyKind {
    /// Both bodies, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::AdultFemale, Self::AdultMale];

    /// The name that files use: `adult-female` or `adult-male`.
    pub fn id(self) -> &'static str {
        match self {
            Self::AdultFemale => "adult-female",
            Self::AdultMale => "adult-male",
        }
    }

    /// The body of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// One body with its surface; both bodies share one topology, so a [`SurfacePoint`] means the same anatomy on each.
#[derive(Debug)]
pub struct Body {
    /// Which body this is.
    pub kind: BodyKind,
    /// Skin and eyes.
    pub surface: Surface,
    features: Features,
}

impl Body {
    /// The body, made from its embedded control mesh when it is first asked for.
    pub fn get(kind: BodyKind) -> &'static Self {
        static FEMALE: OnceLock<Body> = OnceLock::new();
        static MALE: OnceLock<Body> = OnceLock::new();
        match kind {
            BodyKind::AdultFemale => FEMALE.get_or_init(|| Self::load(kind, FEMALE_OBJ)),
            BodyKind::AdultMale => MALE.get_or_init(|| Self::load(kind, MALE_OBJ)),
        }
    }

    fn load(kind: BodyKind, obj: &str) -> Self {
        let surface = Surface::new(cage::Cage::parse(obj));
        let features = Features::new(kind, &surface);
        Self { kind, surface, features }
    }
}

const FEMALE_OBJ: &str = include_str!("../../assets/atlas/adult-female.obj");
const MALE_OBJ: &str = include_str!("../../assets/atlas/adult-male.obj");
