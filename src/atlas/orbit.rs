//! Turning a view about a point of the body, and the named view that is nearest to a turned one.

use super::BodyKind;
use super::view::{Camera, PatientSide, View, ViewSides, views};
use crate::geom::{Quat, Vec2, Vec3};

/// The name of a view that was turned by hand.
pub const FREE_VIEW: &str = "free";

/// A turn under way: where it began, and about what.
#[derive(Clone, Debug, PartialEq)]
pub struct Orbit {
    start: View,
    pivot_mm: Vec3,
}

impl Orbit {
    /// How fast what the start's camera leaves out or fades comes back as the camera turns: mm for 1 - cos(angle).
    const REVEAL_MM: f32 = 1500.0;

    /// A turn that begins at a view, about a point (LPS mm) that stays where it is in the picture.
    pub fn new(start: &View, pivot_mm: Vec3) -> Self {
        Self { start: start.clone(), pivot_mm }
    }

    /// The view after the body was turned by `turn` about the vertical axis, its near side to the viewer's right, and
    /// tilted by `tilt`, its near side down; both in radians. The pivot is in the middle of it.
    pub fn turned(&self, turn: f32, tilt: f32) -> View {
        let camera = &self.start.camera;
        let toward = camera.toward_viewer();
        let turn = if camera.up.z < 0.0 { -turn } else { turn };
        let tilted = Quat::from_axis_angle(camera.right, -self.held(tilt));
        let rotation = Quat::from_rotation_z(-turn) * tilted;
        let turned = Camera::looking(self.pivot_mm, rotation * toward, rotation * camera.up);
        let revealed_mm = (1.0 - turned.toward_viewer().dot(toward)) * Self::REVEAL_MM;
        let pivot_mm = camera.view_from_mm(self.pivot_mm);
        View {
            id: FREE_VIEW.to_owned(),
            camera: Camera {
                depth_mm: camera.depth_mm + pivot_mm.z + revealed_mm,
                near_mm: camera.near_mm - pivot_mm.z + revealed_mm,
                end_mm: camera.end_mm - pivot_mm.y + revealed_mm,
                ..turned
            },
            sides: sides(&turned),
            ..self.start.clone()
        }
    }

    /// The tilt, held so that an upright body doesn't go head over heels.
    fn held(&self, tilt: f32) -> f32 {
        use std::f32::consts::FRAC_PI_2;
        let camera = &self.start.camera;
        if camera.right.z.abs() > 0.1 || camera.up.z < -1e-3 {
            return tilt;
        }
        let elevation = camera.toward_viewer().z.clamp(-1.0, 1.0).asin();
        tilt.clamp(-FRAC_PI_2 - elevation, FRAC_PI_2 - elevation)
    }
}

/// Where the patient's right and left lie for a camera: at both edges, or the side that it looks at.
fn sides(camera: &Camera) -> ViewSides {
    let side = |x: f32| if x > 0.0 { PatientSide::Left } else { PatientSide::Right };
    let (across, toward) = (camera.right.x, camera.toward_viewer().x);
    if across.abs() > 0.35 {
        ViewSides::Both { viewer_left: side(-across) }
    } else if toward.abs() > 0.35 {
        ViewSides::One(side(toward))
    } else {
        ViewSides::One(side(camera.target_mm.x))
    }
}

/// The named view that a turned one nearly is: within 8° and with the same part of the body in the middle, at a similar
/// scale. `shown_mm` is the height of what the pane shows.
pub fn nearest_view(kind: BodyKind, turned: &View, shown_mm: f32) -> Option<&'static View> {
    const WITHIN_DEGREES: f32 = 8.0;
    const SCALES: f32 = 2.5;
    let degrees = |a: Vec3, b: Vec3| a.dot(b).clamp(-1.0, 1.0).acos().to_degrees();
    let off = |view: &View| -> Option<f32> {
        let (a, b) = (&view.camera, &turned.camera);
        let apart = degrees(a.toward_viewer(), b.toward_viewer()).max(degrees(a.up, b.up));
        let middle_mm = a.view_from_mm(b.target_mm).truncate();
        let aside = middle_mm / Vec2::new(view.width_mm, view.height_mm);
        let scale = shown_mm / view.height_mm;
        let near = apart < WITHIN_DEGREES && aside.abs().max_element() < 0.5;
        let similar = (1.0 / SCALES..SCALES).contains(&scale);
        (near && similar).then(|| apart / WITHIN_DEGREES + scale.ln().abs() + aside.length())
    };
    let near = views(kind).iter().filter_map(|view| Some((view, off(view)?)));
    near.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(view, _)| view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::view;

    fn front() -> &'static View {
        view(BodyKind::AdultFemale, "face-front").unwrap()
    }

    #[test]
    fn the_pivot_stays_and_the_camera_stays_orthonormal() {
        let pivot_mm = Vec3::new(20.0, -120.0, 1450.0);
        let orbit = Orbit::new(front(), pivot_mm);
        for (turn, tilt) in [(0.0, 0.0), (0.7, 0.3), (-2.0, 3.0), (1.0, -9.0)] {
            let camera = orbit.turned(turn, tilt).camera;
            assert!(camera.view_from_mm(pivot_mm).length() < 1e-3);
            assert!(camera.right.dot(camera.up).abs() < 1e-5 && (camera.up.length() - 1.0).abs() < 1e-5);
            assert!(camera.up.z > -1e-3, "head over heels at {turn} {tilt}");
        }
    }

    #[test]
    fn dragging_to_the_right_shows_the_patients_right() {
        // From the front the near side goes to the viewer's right, so the patient's right side comes into sight.
        let orbit = Orbit::new(front(), front().camera.target_mm);
        let right = orbit.turned(std::f32::consts::FRAC_PI_2, 0.0);
        assert!(right.camera.toward_viewer().x < -0.99);
        assert_eq!(right.sides, ViewSides::One(PatientSide::Right));
        let from_above = orbit.turned(0.0, 1.0);
        assert!(from_above.camera.toward_viewer().z > 0.5);
    }

    #[test]
    fn a_view_that_is_nearly_a_named_one_snaps_to_it() {
        let view = front();
        let orbit = Orbit::new(view, view.camera.target_mm);
        let nearest = |degrees: f32| {
            let turned = orbit.turned(degrees.to_radians(), 0.0);
            nearest_view(BodyKind::AdultFemale, &turned, view.height_mm).map(|view| view.id.as_str())
        };
        assert_eq!(nearest(3.0), Some("face-front"));
        assert_eq!(nearest(20.0), None);
        assert_eq!(nearest(44.0), Some("face-right-oblique"));
        assert_eq!(nearest(-87.0), Some("face-left-profile"));
    }
}
