//! Named orthographic views of the bodies, framed by anatomical anchors so that each body fills its own frame.

use serde::Deserialize;

use super::per_body::PerBody;
use super::{Body, BodyKind};
use crate::geom::{Bounds3, Vec2, Vec3};

/// An orthographic camera: a point that it looks at and two directions of the picture, orthonormal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The point in the middle of the view, LPS mm.
    pub target_mm: Vec3,
    /// The direction in the body that points right in the picture.
    pub right: Vec3,
    /// The direction in the body that points up in the picture.
    pub up: Vec3,
    /// What lies farther than this behind the target fades to a ghost: the thigh behind a hand. Infinite for most views.
    pub depth_mm: f32,
    /// What lies nearer to the viewer than this before the target is left out: the other leg before the inner side of a
    /// thigh. Infinite for most views.
    pub near_mm: f32,
    /// From this far above the target on, what is left out leans over the picture and takes the whole end of the limb away,
    /// where an upright cut would leave the folds at both sides of it standing. Infinite for most views.
    pub end_mm: f32,
}

/// Over how many mm things fade, and how much of them stays.
const FADE_MM: f32 = 60.0;
const GHOST: f32 = 0.16;

/// How much nearer the cut comes with every mm up where it leans.
pub(super) const LEAN: f32 = 16.0;
/// Over how many mm before the cut the skin thins out, so that it ends softly.
const THIN_MM: f32 = 14.0;

impl Camera {
    /// The depth of the cut (mm toward the viewer from the target) at a height in the picture (mm above the target).
    pub fn cut_mm(&self, up_mm: f32) -> f32 {
        self.near_mm - LEAN * (up_mm - self.end_mm).max(0.0)
    }

    /// Opacity at a place in view mm (see [`Self::view_from_mm`]): 0 before what the camera leaves out, soon 1 behind it and
    /// down to the camera's depth, then less.
    pub fn presence(&self, view_mm: Vec3) -> f32 {
        let soft = |share: f32| share * share * (3.0 - 2.0 * share);
        let upright_mm = self.near_mm - view_mm.z;
        let leaning_mm = (upright_mm + LEAN * (self.end_mm - view_mm.y)) / (1.0 + LEAN * LEAN).sqrt();
        let thin = soft((upright_mm.min(leaning_mm) / THIN_MM).clamp(0.0, 1.0));
        let beyond = soft(((-view_mm.z - self.depth_mm) / FADE_MM).clamp(0.0, 1.0));
        thin * (1.0 - (1.0 - GHOST) * beyond)
    }

    /// Whether something at a place in view mm is shown, and not as a ghost.
    pub fn shows(&self, view_mm: Vec3) -> bool {
        self.presence(view_mm) > 0.5
    }

    /// Whether the camera neither leaves anything out nor fades anything.
    pub fn shows_all(&self) -> bool {
        self.near_mm.is_infinite() && self.depth_mm.is_infinite()
    }

    /// A camera that looks at `target_mm` from the direction `toward_viewer`, with `up` as upright as that allows.
    pub fn looking(target_mm: Vec3, toward_viewer: Vec3, up: Vec3) -> Self {
        let toward = toward_viewer.normalize_or(Vec3::NEG_Y);
        let right = up.cross(toward).try_normalize().unwrap_or_else(|| toward.any_orthonormal_vector());
        Self {
            target_mm,
            right,
            up: toward.cross(right),
            depth_mm: f32::INFINITY,
            near_mm: f32::INFINITY,
            end_mm: f32::INFINITY,
        }
    }

    /// The direction from the body to the viewer, length one.
    pub fn toward_viewer(&self) -> Vec3 {
        self.right.cross(self.up)
    }

    /// LPS mm to view mm: x right, y up, z toward the viewer, the target at zero.
    pub fn view_from_mm(&self, p: Vec3) -> Vec3 {
        let offset = p - self.target_mm;
        Vec3::new(offset.dot(self.right), offset.dot(self.up), offset.dot(self.toward_viewer()))
    }

    /// View mm back to LPS mm.
    pub fn mm_from_view(&self, v: Vec3) -> Vec3 {
        self.target_mm + self.right * v.x + self.up * v.y + self.toward_viewer() * v.z
    }
}

/// The part of the body that a view is listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum ViewGroup {
    /// The face from the front and the sides, the scalp and the back of the head.
    Face,
    /// Neck and décolleté.
    Neck,
    /// Shoulders, chest, abdomen, flanks and back.
    Torso,
    /// Upper arms and forearms.
    Arms,
    /// Backs and palms of the hands.
    Hands,
    /// Buttocks and thighs.
    Thighs,
    /// Knees and lower legs.
    Legs,
    /// Backs and soles of the feet.
    Feet,
    /// The whole body.
    Whole,
}

impl ViewGroup {
    /// Every group, from head to foot, the whole body last.
    pub const ALL: [Self; 9] = [
        Self::Face,
        Self::Neck,
        Self::Torso,
        Self::Arms,
        Self::Hands,
        Self::Thighs,
        Self::Legs,
        Self::Feet,
        Self::Whole,
    ];
}

/// A side of the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum PatientSide {
    /// The patient's right.
    Right,
    /// The patient's left.
    Left,
}

/// Which sides of the patient a view shows, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewSides {
    /// Both; the one named lies on the viewer's left, the other on the viewer's right.
    Both {
        /// The side at the picture's left edge.
        viewer_left: PatientSide,
    },
    /// Only this one: profiles and single hands.
    One(PatientSide),
}

impl ViewSides {
    /// The side to write at the viewer's left, and the one at the right where there are two.
    pub fn left_and_right(self) -> (PatientSide, Option<PatientSide>) {
        match self {
            Self::Both { viewer_left: PatientSide::Right } => (PatientSide::Right, Some(PatientSide::Left)),
            Self::Both { viewer_left: PatientSide::Left } => (PatientSide::Left, Some(PatientSide::Right)),
            Self::One(side) => (side, None),
        }
    }
}

/// A named orthographic view of one body.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The name that files and translations use, such as `face-front`.
    pub id: String,
    /// From where; the target is the middle of the frame.
    pub camera: Camera,
    /// Width of what must be seen.
    pub width_mm: f32,
    /// Height of what must be seen.
    pub height_mm: f32,
    /// The family that it is listed under.
    pub group: ViewGroup,
    /// Where to write the patient's right and left.
    pub sides: ViewSides,
}

impl View {
    /// Where a spot of the skin lies in the view plane (mm, x right, y up), if it lies in the frame and nothing hides it.
    pub fn sees(&self, body: &Body, spot: super::SurfacePoint) -> Option<Vec2> {
        let at_mm = self.camera.view_from_mm(body.surface.position_mm(spot)).truncate();
        let inside = at_mm.x.abs() <= self.width_mm / 2.0 && at_mm.y.abs() <= self.height_mm / 2.0;
        (inside && body.is_seen(&self.camera, spot)).then_some(at_mm)
    }
}

/// All views of a body, in the order in which they are offered.
pub fn views(kind: BodyKind) -> &'static [View] {
    static VIEWS: PerBody<Vec<View>> = PerBody::new();
    VIEWS.get_or_init(kind, || load(kind))
}

/// The view of that name.
pub fn view(kind: BodyKind, id: &str) -> Option<&'static View> {
    views(kind).iter().find(|view| view.id == id)
}

/// `assets/views.ron` as written.
#[derive(Deserialize)]
struct ViewFile {
    /// Named places on the body: vertices of the control mesh (numbered from zero), the same on both bodies.
    anchors: Vec<(String, u32)>,
    views: Vec<ViewEntry>,
}

#[derive(Clone, Deserialize)]
struct ViewEntry {
    /// Holds `{side}` where the view exists for either side; everything else is then written for the left.
    id: String,
    group: ViewGroup,
    /// Direction from the body to the viewer; x left, y back, z up.
    toward: [f32; 3],
    up: [f32; 3],
    /// Anchors that must be in the frame; none means the whole body.
    around: Vec<String>,
    /// Room beyond the anchors at the left, right, top and bottom of the picture.
    margin_mm: [f32; 4],
    /// For views of one side.
    #[serde(default)]
    only: Option<PatientSide>,
    /// See [`Camera::depth_mm`], measured from the middle of the anchors.
    #[serde(default)]
    depth_mm: Option<f32>,
    /// See [`Camera::near_mm`], measured from the middle of the anchors.
    #[serde(default)]
    near_mm: Option<f32>,
    /// How far below the upper edge of the picture [`Camera::end_mm`] lies.
    #[serde(default)]
    end_mm: Option<f32>,
}

impl ViewEntry {
    /// Whether there is such a view of either side.
    fn is_paired(&self) -> bool {
        self.id.contains(SIDE)
    }

    /// Whether the patient's other side lies before or behind, rather than beside, what the view shows.
    fn looks_sideways(&self) -> bool {
        const BESIDE: f32 = 0.6;
        Camera::looking(Vec3::ZERO, self.toward.into(), self.up.into()).right.x.abs() < BESIDE
    }

    /// This view of one side; of the right it is the mirror image, but for the anchors, which the caller mirrors.
    fn of_side(&self, side: PatientSide) -> Self {
        let mirror = |[x, y, z]: [f32; 3]| [-x, y, z];
        let [left, right, top, bottom] = self.margin_mm;
        let of_left = Self {
            id: self.id.replace(SIDE, if side == PatientSide::Right { "right" } else { "left" }),
            only: self.looks_sideways().then_some(side),
            ..self.clone()
        };
        match side {
            PatientSide::Left => of_left,
            PatientSide::Right => Self {
                toward: mirror(self.toward),
                up: mirror(self.up),
                margin_mm: [right, left, top, bottom],
                ..of_left
            },
        }
    }
}

/// What stands for `left` or `right` in the name of a view that exists for either side.
const SIDE: &str = "{side}";

fn load(kind: BodyKind) -> Vec<View> {
    let file: ViewFile =
        ron::from_str(include_str!("../../assets/views.ron")).expect("assets/views.ron is well formed");
    let cage_mm = &Body::get(kind).surface.cage.positions_mm;
    let place = |name: &String| {
        let (_, vertex) = file.anchors.iter().find(|(anchor, _)| anchor == name).expect("a view names a known anchor");
        cage_mm[*vertex as usize]
    };
    let views = file.views.iter().flat_map(|entry| {
        let anchors_mm: Vec<Vec3> =
            if entry.around.is_empty() { cage_mm.clone() } else { entry.around.iter().map(place).collect() };
        if !entry.is_paired() {
            return vec![frame(entry, &anchors_mm)];
        }
        let mirrored_mm: Vec<Vec3> = anchors_mm.iter().map(|p| Vec3::new(-p.x, p.y, p.z)).collect();
        let right = frame(&entry.of_side(PatientSide::Right), &mirrored_mm);
        vec![right, frame(&entry.of_side(PatientSide::Left), &anchors_mm)]
    });
    views.collect()
}

/// The view whose frame is the box round the anchors, as the camera sees them, plus the margins.
fn frame(entry: &ViewEntry, anchors_mm: &[Vec3]) -> View {
    let camera = Camera::looking(Vec3::ZERO, entry.toward.into(), entry.up.into());
    let [left, right, top, bottom] = entry.margin_mm;
    let seen = Bounds3::around(anchors_mm.iter().map(|&p| camera.view_from_mm(p)));
    let low = seen.min - Vec3::new(left, bottom, 0.0);
    let high = seen.max + Vec3::new(right, top, 0.0);
    let sides = match entry.only {
        Some(side) => ViewSides::One(side),
        None if camera.right.x > 0.0 => ViewSides::Both { viewer_left: PatientSide::Right },
        None => ViewSides::Both { viewer_left: PatientSide::Left },
    };
    View {
        id: entry.id.clone(),
        camera: Camera {
            target_mm: camera.mm_from_view((low + high) * 0.5),
            depth_mm: entry.depth_mm.unwrap_or(f32::INFINITY),
            near_mm: entry.near_mm.unwrap_or(f32::INFINITY),
            end_mm: entry.end_mm.map_or(f32::INFINITY, |below_mm| (high.y - low.y) / 2.0 - below_mm),
            ..camera
        },
        width_mm: high.x - low.x,
        height_mm: high.y - low.y,
        group: entry.group,
        sides,
    }
}
