//! Pictures: what is picked lies under its pixel, what is visible is in the buffer, and the look stays as it was.
//!
//! `MESOMAP_BLESS=1 cargo test --test atlas_raster` rewrites the reference pictures in `tests/pictures`.
#![expect(clippy::cast_precision_loss, reason = "pixels")]

use std::path::PathBuf;
use std::sync::OnceLock;

use mesomap::atlas::raster::{Frame, Look, Painter, Picture, render};
use mesomap::atlas::{Body, BodyKind, SurfacePoint, view, views};
use mesomap::geom::Vec2;
use proptest::prelude::*;

const SIZE_PX: [u32; 2] = [300, 375];

struct Rendered {
    body: &'static Body,
    frame: Frame,
    picture: Picture,
}

impl std::fmt::Debug for Rendered {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} from {}", self.body.kind.id(), self.frame.camera.toward_viewer())
    }
}

/// Every view of both bodies, rendered once for all tests.
fn rendered() -> &'static [Rendered] {
    static ALL: OnceLock<Vec<Rendered>> = OnceLock::new();
    ALL.get_or_init(|| {
        let every = BodyKind::ALL.into_iter().flat_map(|kind| views(kind).iter().map(move |view| (kind, view)));
        every
            .map(|(kind, view)| {
                let (body, frame) = (Body::get(kind), Frame::fit(view, SIZE_PX));
                Rendered { body, frame, picture: render(body, &frame, &Look::default()) }
            })
            .collect()
    })
}

fn one() -> impl Strategy<Value = &'static Rendered> {
    (0..rendered().len()).prop_map(|index| &rendered()[index])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_picked_place_lies_under_its_pixel(shot in one(), x in 0.0..300.0_f32, y in 0.0..375.0_f32) {
        let px = Vec2::new(x, y);
        let picked = shot.picture.surface.pick(shot.body, &shot.frame, px);
        if let Some(point) = picked {
            let back = shot.frame.px_from_mm(shot.body.surface.position_mm(point));
            // Exact inside the body; at its edge the nearest place of the triangle that the pixel shows.
            prop_assert!(back.distance(px) < 1.0, "picked at {px}, drawn at {back}");
            prop_assert!((point.weights.iter().sum::<f32>() - 1.0).abs() < 1e-4);
            prop_assert!(point.weights.iter().all(|w| *w >= -1e-4));
        }
    }

    #[test]
    fn picking_is_exact_where_a_ray_meets_the_body(shot in one(), x in 0.0..300.0_f32, y in 0.0..375.0_f32) {
        let (px, camera) = (Vec2::new(x, y), shot.frame.camera);
        let Some(hit) = shot.body.skin_seen(&camera, shot.frame.view_from_px(px)) else { return Ok(()) };
        if let Some(point) = shot.picture.surface.pick(shot.body, &shot.frame, px) {
            let back = shot.frame.px_from_mm(shot.body.surface.position_mm(point));
            prop_assert!(back.distance(px) < 0.01, "picked at {px}, drawn at {back}");
            prop_assert_eq!(point.triangle, hit.triangle);
        }
    }

    #[test]
    fn a_picked_place_is_visible(shot in one(), x in 0.0..300.0_f32, y in 0.0..375.0_f32) {
        let px = Vec2::new(x, y);
        let (body, toward) = (shot.body, shot.frame.camera.toward_viewer());
        if let Some(point) = shot.picture.surface.pick(body, &shot.frame, px) {
            let back = shot.frame.px_from_mm(body.surface.position_mm(point));
            let exact = back.distance(px) < 0.01;
            let facing = body.surface.triangle_normal(point.triangle).dot(toward);
            if !exact || facing <= 0.1 {
                return Ok(());
            }
            prop_assert!(body.is_seen(&shot.frame.camera, point), "{point:?} at {px}");
        }
    }

    #[test]
    fn a_visible_place_is_picked_at_its_pixel(
        shot in one(), triangle in 0..107_024_u32, u in 0.1..0.45_f32, v in 0.1..0.45_f32,
    ) {
        let point = SurfacePoint { triangle, weights: [1.0 - u - v, u, v] };
        let (surface, camera) = (&shot.body.surface, shot.frame.camera);
        let position_mm = surface.position_mm(point);
        let px = shot.frame.px_from_mm(position_mm);
        let shown = px.cmpge(Vec2::ZERO).all() && px.x < 300.0 && px.y < 375.0;
        let near = camera.view_from_mm(position_mm).z > -camera.depth_mm;
        let facing = surface.triangle_normal(triangle).dot(camera.toward_viewer()) > 0.2;
        if !(shown && near && facing && shot.body.is_seen(&camera, point)) {
            return Ok(());
        }
        // A sliver between two samples may be missed at the very edge of the body.
        if let Some(found) = shot.picture.surface.position_mm(shot.body, &shot.frame, px) {
            let apart = camera.view_from_mm(found).distance(camera.view_from_mm(position_mm));
            prop_assert!(apart < 2.0 / shot.frame.px_per_mm, "{apart} mm apart at {px}");
        }
    }
}

#[test]
fn beside_a_limb_the_faded_body_behind_it_is_never_picked() {
    let kind = BodyKind::AdultFemale;
    let (body, frame) = (Body::get(kind), Frame::fit(view(kind, "forearm-left-back").unwrap(), SIZE_PX));
    let picture = render(body, &frame, &Look::default());
    // The pixel's sample shows the forearm, and this place of the pixel the thigh far behind it.
    let picked = picture.surface.pick(body, &frame, Vec2::new(196.662_93, 69.9512)).unwrap();
    let at_mm = frame.camera.view_from_mm(body.surface.position_mm(picked));
    assert!(frame.camera.shows(at_mm), "{} mm from the middle of the forearm", at_mm.z);
}

#[test]
fn frames_turn_pixels_into_millimetres_and_back() {
    for shot in rendered() {
        for px in [Vec2::ZERO, Vec2::new(17.5, 300.25), Vec2::new(300.0, 375.0)] {
            assert!(shot.frame.px_from_view(shot.frame.view_from_px(px)).distance(px) < 1e-2);
            assert!(shot.frame.px_from_mm(shot.frame.mm_from_px(px)).distance(px) < 1e-2);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let shot = &rendered()[0];
    let again = render(shot.body, &shot.frame, &Look::default());
    assert!(again.rgba == shot.picture.rgba);
}

#[test]
fn a_picture_knows_nothing_of_the_pictures_before_it_in_the_same_memory() {
    let mut painter = Painter::default();
    let shots = [
        (BodyKind::AdultFemale, "face-front", [300, 375], 1.0),
        (BodyKind::AdultMale, "torso-front", [120, 90], 1.0),
        (BodyKind::AdultMale, "hand-right", [90, 333], 1.0),
        (BodyKind::AdultFemale, "face-left-oblique", [640, 480], 1.0),
        // Nothing but skin, and then nothing at all where it was.
        (BodyKind::AdultFemale, "torso-front", [301, 375], 40.0),
        (BodyKind::AdultFemale, "body-front", [301, 375], 1e-3),
        (BodyKind::AdultMale, "face-front", [1, 1], 1.0),
    ];
    for (kind, id, size_px, nearer) in shots.into_iter().chain(shots.into_iter().rev()).chain(shots) {
        let (body, whole) = (Body::get(kind), Frame::fit(view(kind, id).unwrap(), size_px));
        let frame = Frame { px_per_mm: whole.px_per_mm * nearer, ..whole };
        let fresh = render(body, &frame, &Look::default());
        assert!(painter.paint(body, &frame, &Look::default()) == &fresh, "{kind:?} {id} {size_px:?}");
    }
}

#[test]
fn front_views_are_mirror_images() {
    // The light is not, so compare what is covered.
    for kind in BodyKind::ALL {
        let frame = Frame::fit(view(kind, "body-front").unwrap(), SIZE_PX);
        let picture = render(Body::get(kind), &frame, &Look::default());
        let alpha = |x: usize, y: usize| i32::from(picture.rgba[(y * 300 + x) * 4 + 3]);
        let apart: i32 = (0..375 * 300)
            .map(|index| (index % 300, index / 300))
            .map(|(x, y)| (alpha(x, y) - alpha(299 - x, y)).abs())
            .sum();
        assert!((apart as f32) / (375.0 * 300.0) < 1.0, "{kind:?}: mean difference {apart}");
    }
}

#[test]
fn odd_sizes_and_places_are_rendered() {
    let body = Body::get(BodyKind::AdultFemale);
    let frame = Frame::fit(view(BodyKind::AdultFemale, "face-front").unwrap(), SIZE_PX);
    for size_px in [[1, 1], [3, 700], [700, 3], [17, 33]] {
        assert_eq!(render(body, &Frame { size_px, ..frame }, &Look::default()).size_px, size_px);
    }
    let far = Frame { centre_view_mm: Vec2::new(9e3, -9e3), ..frame };
    assert!(render(body, &far, &Look::default()).rgba.iter().all(|&byte| byte == 0));
    let close = Frame { px_per_mm: 300.0, ..frame };
    assert!(render(body, &close, &Look::default()).rgba.iter().all(|&byte| byte > 0));
}

#[test]
fn pictures_look_as_they_did() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let bless = std::env::var_os("MESOMAP_BLESS").is_some();
    for (kind, id) in [
        (BodyKind::AdultFemale, "face-front"),
        (BodyKind::AdultMale, "face-left-oblique"),
        (BodyKind::AdultMale, "torso-front"),
        (BodyKind::AdultFemale, "hand-right"),
    ] {
        let frame = Frame::fit(view(kind, id).unwrap(), SIZE_PX);
        let rgba = render(Body::get(kind), &frame, &Look::default()).rgba;
        let file = folder.join(format!("{}-{id}.png", kind.id()));
        if bless {
            image::save_buffer(&file, &rgba, SIZE_PX[0], SIZE_PX[1], image::ExtendedColorType::Rgba8).unwrap();
        }
        let stored = image::open(&file).unwrap().into_rgba8().into_raw();
        assert_eq!(stored.len(), rgba.len());
        let apart: f64 = stored.iter().zip(&rgba).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
        let mean = apart / rgba.len() as f64;
        assert!(mean < 0.5, "{} differs from its reference by {mean:.2} of 255 on average", file.display());
    }
}
