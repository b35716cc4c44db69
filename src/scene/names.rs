//! Names of views and sides in the reader's language.

use crate::atlas::{PatientSide, View};
use crate::text::Texts;

/// The name of a view for people; its id where there is none.
pub fn view_name(view: &View, texts: &Texts) -> String {
    match &*view.id {
        "face-front" => texts.get("view-face-front"),
        "face-left-oblique" => texts.get("view-face-left-oblique"),
        "face-right-oblique" => texts.get("view-face-right-oblique"),
        "face-left-profile" => texts.get("view-face-left-profile"),
        "face-right-profile" => texts.get("view-face-right-profile"),
        "scalp" => texts.get("view-scalp"),
        "head-back" => texts.get("view-head-back"),
        "neck-decollete" => texts.get("view-neck-decollete"),
        "torso-front" => texts.get("view-torso-front"),
        "back" => texts.get("view-back"),
        "buttocks-thighs-back" => texts.get("view-buttocks-thighs-back"),
        "thighs-front" => texts.get("view-thighs-front"),
        "hand-left" => texts.get("view-hand-left"),
        "hand-right" => texts.get("view-hand-right"),
        "body-front" => texts.get("view-body-front"),
        "body-back" => texts.get("view-body-back"),
        other => other.to_owned(),
    }
}

/// `R` or `L` in the reader's language.
pub fn side_letter(side: PatientSide, texts: &Texts) -> String {
    match side {
        PatientSide::Right => texts.get("side-right-letter"),
        PatientSide::Left => texts.get("side-left-letter"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BodyKind;
    use crate::atlas::views;

    #[test]
    fn every_view_has_a_name() {
        let texts = Texts::english();
        for view in views(BodyKind::AdultFemale) {
            assert_ne!(view_name(view, &texts), view.id);
        }
    }
}
