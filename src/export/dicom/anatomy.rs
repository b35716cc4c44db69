//! Which part of the body a view shows, on which side, and which way its rows and columns run, as DICOM codes it.

use std::sync::OnceLock;

use serde::Deserialize;

use super::element::DataSet;
use crate::atlas::View;
use crate::geom::Vec3;

/// What side of a part a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Side {
    /// The part is one, in the middle of the body.
    Unpaired,
    /// Both of two.
    Both,
    /// The patient's left.
    Left,
    /// The patient's right.
    Right,
    /// The side in the view's name.
    Named,
}

#[derive(Debug, Deserialize)]
struct Row {
    view: String,
    code: String,
    meaning: String,
    side: Side,
}

/// What a view shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    row: &'static Row,
    side: Side,
}

/// What stands in the view's name for both sides.
const SIDE: &str = "{side}";

/// What a view shows; `None` of one that the table doesn't have, as one turned by hand.
pub(super) fn shown(view: &View) -> Option<Shown> {
    rows().iter().find_map(|row| {
        let named = [("left", Side::Left), ("right", Side::Right)];
        let (_, named) = named.into_iter().find(|(side, _)| row.view.replace(SIDE, side) == view.id)?;
        Some(Shown { row, side: if row.side == Side::Named { named } else { row.side } })
    })
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    // A test holds that the embedded text is good and has every view.
    ROWS.get_or_init(|| ron::from_str(include_str!("../../../assets/view_codes.ron")).unwrap_or_default())
}

impl Shown {
    /// The term of Image Laterality (PS3.3, C.8.11.2).
    fn laterality(self) -> &'static str {
        match self.side {
            Side::Left => "L",
            Side::Right => "R",
            Side::Both => "B",
            Side::Unpaired | Side::Named => "U",
        }
    }

    /// The code of the side in CID 244; a part in the middle has none.
    fn modifier(self) -> Option<(&'static str, &'static str)> {
        match self.side {
            Side::Left => Some(("7771000", "Left")),
            Side::Right => Some(("24028007", "Right")),
            Side::Both => Some(("51440002", "Bilateral")),
            Side::Unpaired | Side::Named => None,
        }
    }
}

/// Puts region, side and orientation of a view.
pub(super) fn put(set: &mut DataSet, view: &View) {
    let shown = shown(view);
    set.text((0x0020, 0x0062), *b"CS", shown.map_or("U", Shown::laterality));
    let down = -view.camera.up;
    set.texts((0x0020, 0x0020), *b"CS", &[&direction(view.camera.right), &direction(down)]);
    let Some(shown) = shown else { return };
    let mut region = code(("SCT", &shown.row.code), &shown.row.meaning);
    if let Some((side, meaning)) = shown.modifier() {
        region.items((0x0008, 0x2220), vec![code(("SCT", side), meaning)]);
    }
    set.items((0x0008, 0x2218), vec![region]);
}

/// An item that names a concept (PS3.3, 8.8).
pub(super) fn code((system, value): (&str, &str), meaning: &str) -> DataSet {
    let mut code = DataSet::default();
    code.text((0x0008, 0x0100), *b"SH", value);
    code.text((0x0008, 0x0102), *b"SH", system);
    code.text((0x0008, 0x0104), *b"LO", meaning);
    code
}

/// A direction of the body in the letters of Patient Orientation, the most of it first (PS3.3, C.7.6.1.1.1): `LA` is to the
/// left and a little to the front.
fn direction(mm: Vec3) -> String {
    /// Half of a right angle from an axis both letters stand; less than a third of one, none does.
    const LEAST: f32 = 0.35;
    let letter = |along: f32, plus: char, minus: char| (along.abs(), if along > 0.0 { plus } else { minus });
    let mut along = [letter(mm.x, 'L', 'R'), letter(mm.y, 'P', 'A'), letter(mm.z, 'H', 'F')];
    along.sort_by(|a, b| b.0.total_cmp(&a.0));
    along.into_iter().filter(|(much, _)| *much > LEAST).map(|(_, letter)| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BodyKind, view::views};

    #[test]
    fn every_view_is_in_the_table_and_every_row_is_a_view() {
        for view in views(BodyKind::AdultFemale) {
            let shown = shown(view).unwrap_or_else(|| panic!("{}", view.id));
            let named = ["left", "right"].into_iter().find(|side| view.id.contains(side));
            match shown.side {
                Side::Left => assert_eq!(named, Some("left"), "{}", view.id),
                Side::Right => assert_eq!(named, Some("right"), "{}", view.id),
                Side::Both | Side::Unpaired | Side::Named => {}
            }
            if let crate::atlas::view::ViewSides::One(side) = view.sides {
                let expected = if side == crate::atlas::PatientSide::Left { "L" } else { "R" };
                assert!(view.id.starts_with("head-shoulders") || shown.laterality() == expected, "{}", view.id);
            }
        }
        let ids: Vec<&str> = views(BodyKind::AdultMale).iter().map(|view| view.id.as_str()).collect();
        for row in rows() {
            assert!(ids.contains(&row.view.replace(SIDE, "left").as_str()), "{}", row.view);
        }
    }

    #[test]
    fn directions_are_the_patients() {
        for (mm, expected) in [
            (Vec3::X, "L"),
            (-Vec3::X, "R"),
            (-Vec3::Z, "F"),
            (Vec3::new(0.743, -0.669, 0.0), "LA"),
            (Vec3::new(0.0, 0.995, -0.1), "P"),
        ] {
            assert_eq!(direction(mm), expected);
        }
    }
}
