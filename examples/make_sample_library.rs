//! Writes the sample library `charts/` through the program's own code, the same bytes every time.
//!
//! `cargo run --example make_sample_library -- FOLDER BUNDLE` (default `charts` and `assets/web/sample.mesomap`, which comes with the
//! page in a browser) refuses a folder that holds a library already. Patient, clinician, lots and findings are invented; strengths that no source gives are left
//! blank. The marks come from geometry and regions: rows on level rays, mirrored, with a human hand's jitter.

#[path = "make_sample_library/plan.rs"]
mod plan;
#[path = "make_sample_library/skin.rs"]
mod skin;

use std::error::Error;
use std::path::{Path, PathBuf};

use mesomap::atlas::regions::RegionTree;
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{
    self, Deposit, Depth, Details, Edit, Letter, Mark, Moment, OutcomeId, OutcomePlace, PatientSize, ScaleId, Score,
    Session, Site, TechniqueId, Value, Volume,
};
use mesomap::geom::Vec3;
use mesomap::store::{Library, Note, Reason, place_at, scales, techniques, write_bundle};

use plan::{Assessed, Field, Hand, LUMBAR, Layout, Plan, Said, back_plan, face_plan, identifier, patient};
use skin::{Random, Skin};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().unwrap_or_else(|| PathBuf::from("charts"));
    let bundle = arguments.next().unwrap_or_else(|| PathBuf::from("assets/web/sample.mesomap"));
    write_sample(&folder)?;
    let made = write_bundle(&place_at(&folder)?, &saved("2026-11-17T12:00:00+01:00")?)?;
    Ok(std::fs::write(bundle, made.bytes)?)
}

/// Makes `folder` the sample library.
pub(crate) fn write_sample(folder: &Path) -> Outcome<()> {
    let note = saved("2026-09-07T10:05:00+02:00")?;
    let library = Library::create(folder, "Sample library", &note)?;
    let patient_folder = library.create_patient(&patient()?, &note)?;
    let skin = Skin::new(Body::get(BodyKind::AdultFemale));
    for plan in [face_plan(), back_plan()] {
        let course_folder = library.create_course(&patient_folder, &plan.course, &note)?;
        for session in sessions(&skin, &plan)? {
            // Made when the patient sits down, saved when the last mark is placed.
            let started = session.details.started;
            let empty = Session::new(session.id.clone(), Details::clone(&session.details), session.body);
            let mut open = library.create_session(&course_folder, &empty, &saved(&started.to_string())?)?;
            let ends = started.civil().checked_add(jiff::Span::new().minutes(20))?;
            open.save(&session, &saved(&Moment::new(ends, started.offset()).to_string())?)?;
        }
    }
    Ok(())
}

/// A save at this moment.
fn saved(at: &str) -> Outcome<Note> {
    Ok(Note::new(Reason::Save, at.parse()?, "Dr Sample (invented)"))
}

/// One spot of the course's plan, as the first session met it.
struct Spot {
    field: &'static Field,
    position: Vec3,
}

/// The sessions of a course: one plan of spots, met again each time by a human hand.
fn sessions(skin: &Skin, plan: &Plan) -> Outcome<Vec<Session>> {
    let spots: Vec<Spot> = plan.fields.iter().flat_map(|field| spots(skin, field, &plan.hand)).collect();
    let mut sessions = Vec::new();
    for ((index, started), notes) in plan.dates.iter().enumerate().zip(plan.notes) {
        let details = Details {
            title: format!("Session {}", index + 1),
            started: started.parse()?,
            clinician: "Dr Sample (invented)".to_owned(),
            notes: (*notes).to_owned(),
            size: PatientSize::default(),
            charting_s: None,
            voided: None,
        };
        let id = identifier(plan.number + u32::try_from(index)?);
        let mut session = Session::new(id, details, plan.course.body);
        for cocktail in (plan.cocktails)(index)? {
            session = Edit::PutCocktail(cocktail).apply(&session)?;
        }
        let marks = marks(skin, &spots, &plan.hand, index)?;
        let assessed = plan.assessed.iter().filter_map(|what| what.values[index].map(|value| (what, value)));
        for (what, value) in assessed {
            session = Edit::PutOutcome(outcome(what, value, &session)?).apply(&session)?;
        }
        sessions.push(Edit::Place(marks).apply(&session)?);
    }
    Ok(sessions)
}

/// What was assessed when the session began.
fn outcome(what: &Assessed, value: Said, session: &Session) -> Outcome<chart::Outcome> {
    let region = |id: &str| RegionTree::get().find(id).ok_or("no such region");
    let scale = ScaleId::new(what.scale);
    let version = scales().get(&scale).ok_or("no such scale")?.version.clone();
    Ok(chart::Outcome {
        id: OutcomeId::default(),
        scale,
        version,
        place: what.region.map(region).transpose()?.map(|region| OutcomePlace::new(region, what.side)),
        value: match value {
            Said::Number(number) => Value::Number(Score::from_number(number)?),
            Said::Key(key) => Value::Key(key.into()),
        },
        at: session.details.started,
        by: session.details.clinician.clone(),
        note: String::new(),
    })
}

/// The spots of a field: laid out on the patient's left, mirrored, each side with the hand's asymmetry.
fn spots(skin: &Skin, field: &'static Field, hand: &Hand) -> Vec<Spot> {
    let left = match field.layout {
        Layout::Rows(along_mm, between_mm) => rows(skin, field, along_mm, between_mm),
        Layout::Fold(step_mm) => fold(skin, field, step_mm),
        Layout::Levels(columns_mm) => levels(skin, columns_mm),
    };
    let mut spots = Vec::new();
    for side in [-1.0, 1.0] {
        for &position in &left {
            // The midline has no other side.
            if side > 0.0 || position.x > 1.0 {
                let mirrored = Vec3::new(position.x * side, position.y, position.z);
                let random = &mut Random::at(mirrored, 0);
                let met = skin.jittered(mirrored, [0.0, hand.asymmetry_mm], field.regions, random);
                spots.push(Spot { field, position: skin.body.surface.position_mm(met) });
            }
        }
    }
    spots
}

/// Level directions from straight ahead to the patient's left, a step of arc apart, `first` steps from the midline.
fn fan(first: f32, step: f32) -> impl Iterator<Item = Vec3> {
    // Series and rotation instead of the system's sine, so that every machine gives the same bytes.
    let turn = |angle: f32| {
        let square = angle * angle;
        [1.0 - square / 2.0 * (1.0 - square / 12.0), angle * (1.0 - square / 6.0 * (1.0 - square / 20.0))]
    };
    let ([cos, sin], [start_cos, start_sin]) = (turn(step), turn(step * first));
    let rotate = move |d: &Vec3| Some(Vec3::new(d.x * cos - d.y * sin, d.x * sin + d.y * cos, 0.0));
    std::iter::successors(Some(Vec3::new(start_sin, -start_cos, 0.0)), rotate).take_while(|d| d.y < 0.35)
}

/// Where the axis of the head passes a height: between the ears.
fn axis(skin: &Skin, height_mm: f32) -> Vec3 {
    let [low, high] = skin.bounds("ear");
    Vec3::new(0.0, f32::midpoint(low.y, high.y), height_mm)
}

fn heights(skin: &Skin, region: &str, step_mm: f32) -> Vec<f32> {
    let [low, high] = skin.bounds(region);
    let count = (high.z - low.z) / step_mm;
    std::iter::successors(Some(0.5_f32), |row| Some(row + 1.0))
        .take_while(|&row| row < count)
        .map(|row| high.z - row * step_mm)
        .collect()
}

/// About how far the face lies from the axis between the ears.
const FACE_RADIUS_MM: f32 = 90.0;
/// Marks keep this far from the border of their region, so that jitter doesn't reach lips, lids or brows.
const MARGIN_MM: f32 = 2.0;

fn rows(skin: &Skin, field: &Field, along_mm: f32, between_mm: f32) -> Vec<Vec3> {
    let mut positions = Vec::new();
    for region in field.regions {
        for (row, height_mm) in heights(skin, region, between_mm).into_iter().enumerate() {
            let first = if row % 2 == 0 { 0.5 } else { 0.0 };
            let origin = axis(skin, height_mm);
            let hits = fan(first, along_mm / FACE_RADIUS_MM).filter_map(|way| skin.outermost(origin, way));
            positions.extend(hits.filter(|&hit| skin.is_inside(hit, field.regions, MARGIN_MM)));
        }
    }
    positions
}

fn fold(skin: &Skin, field: &Field, step_mm: f32) -> Vec<Vec3> {
    let middle = |height_mm: f32| {
        let origin = axis(skin, height_mm);
        let hits = fan(0.0, 1.0 / FACE_RADIUS_MM).filter_map(|way| skin.outermost(origin, way));
        let inside: Vec<Vec3> = hits.filter(|&hit| skin.is_of(hit, field.regions)).collect();
        inside.get(inside.len() / 2).copied()
    };
    let of_region = |region: &&str| heights(skin, region, step_mm);
    field.regions.iter().flat_map(of_region).filter_map(middle).collect()
}

/// Six levels over the height of the lumbar region.
fn levels(skin: &Skin, columns_mm: &[f32]) -> Vec<Vec3> {
    let [low, high] = skin.bounds("back_lumbar");
    let step_mm = (high.z - low.z) / 6.0;
    let heights = heights(skin, "back_lumbar", step_mm).into_iter();
    let row = |height_mm: f32| {
        let origins = columns_mm.iter().map(move |&x_mm| Vec3::new(x_mm, 0.0, height_mm));
        origins.filter_map(|origin| skin.outermost(origin, Vec3::Y))
    };
    heights.flat_map(row).filter(|&hit| skin.is_of(hit, LUMBAR)).collect()
}

/// What one session places: most spots repeated, some moved, some left out, some new beside them.
fn marks(skin: &Skin, spots: &[Spot], hand: &Hand, index: usize) -> Outcome<Vec<Mark>> {
    let mut marks = Vec::new();
    let again = [0.0, hand.repeat_mm];
    for spot in spots {
        let Some(volume_ml) = spot.field.volumes_ml[index] else { continue };
        let random = &mut Random::at(spot.position, index + 1);
        let chance = random.unit();
        let (dropped, moved) = (hand.dropped, hand.dropped + hand.moved);
        if index == 0 || chance >= moved {
            marks.push(mark(skin, spot, again, volume_ml, random)?);
        } else if chance >= dropped {
            marks.push(mark(skin, spot, hand.moved_mm, volume_ml, random)?);
        }
        if index > 0 && random.unit() < hand.added {
            marks.push(mark(skin, spot, [5.0, 6.0], volume_ml, random)?);
        }
    }
    Ok(marks)
}

fn mark(skin: &Skin, spot: &Spot, away_mm: [f32; 2], volume_ml: f64, random: &mut Random) -> Outcome<Mark> {
    let field = spot.field;
    let technique = TechniqueId::new(field.technique);
    let point = skin.jittered(spot.position, away_mm, field.regions, random);
    let known = techniques().get(&technique).ok_or("no such technique")?;
    let depth: Depth = known.default_depth.ok_or("no usual depth")?;
    let volume = Some(Volume::from_ml(volume_ml)?);
    let deposit = Deposit { technique, depth, cocktail: Letter::new(field.letter), volume };
    Ok(deposit.mark_at(Site::on(skin.body, point)))
}
