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

mod bvh;
mod cage;
mod features;
pub mod guides;
pub mod landmarks;
pub mod raster;
pub mod regions;
mod subdivide;
mod surface;
pub mod view;
mod walk;

use std::sync::OnceLock;

use features::Features;
pub use surface::{Surface, SurfacePoint};
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

    /// The spot of the skin that a viewer sees at a place of the view plane (mm, x right, y up); `None` beside the body
    /// and on the eyes.
    pub fn skin_seen(&self, camera: &Camera, view_mm: crate::geom::Vec2) -> Option<SurfacePoint> {
        const BEFORE_EVERYTHING_MM: f32 = 5000.0;
        let origin_mm = camera.mm_from_view(view_mm.extend(BEFORE_EVERYTHING_MM));
        let (point, _distance_mm) = self.surface.first_hit(origin_mm, -camera.toward_viewer())?;
        ((point.triangle as usize) < self.surface.skin_triangles()).then_some(point)
    }

    fn load(kind: BodyKind, obj: &str) -> Self {
        let surface = Surface::new(cage::Cage::parse(obj));
        let features = Features::new(kind, &surface);
        Self { kind, surface, features }
    }
}

const FEMALE_OBJ: &str = include_str!("../../assets/atlas/adult-female.obj");
const MALE_OBJ: &str = include_str!("../../assets/atlas/adult-male.obj");
