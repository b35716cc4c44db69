//! Names of views and sides in the reader's language.

use crate::atlas::{FREE_VIEW, PatientSide, View, ViewGroup};
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
        "head-shoulders-left-back" => texts.get("view-head-shoulders-left-back"),
        "head-shoulders-right-back" => texts.get("view-head-shoulders-right-back"),
        "neck-decollete" => texts.get("view-neck-decollete"),
        "torso-front" => texts.get("view-torso-front"),
        "abdomen" => texts.get("view-abdomen"),
        "back" => texts.get("view-back"),
        "buttocks-thighs-back" => texts.get("view-buttocks-thighs-back"),
        "thighs-front" => texts.get("view-thighs-front"),
        "hand-left" => texts.get("view-hand-left"),
        "hand-right" => texts.get("view-hand-right"),
        "neck-front" => texts.get("view-neck-front"),
        "neck-left" => texts.get("view-neck-left"),
        "neck-right" => texts.get("view-neck-right"),
        "neck-back" => texts.get("view-neck-back"),
        "flank-left" => texts.get("view-flank-left"),
        "flank-right" => texts.get("view-flank-right"),
        "shoulder-left" => texts.get("view-shoulder-left"),
        "shoulder-right" => texts.get("view-shoulder-right"),
        "arm-left-front" => texts.get("view-arm-left-front"),
        "arm-right-front" => texts.get("view-arm-right-front"),
        "arm-left-back" => texts.get("view-arm-left-back"),
        "arm-right-back" => texts.get("view-arm-right-back"),
        "arm-left-outer" => texts.get("view-arm-left-outer"),
        "arm-right-outer" => texts.get("view-arm-right-outer"),
        "arm-left-inner" => texts.get("view-arm-left-inner"),
        "arm-right-inner" => texts.get("view-arm-right-inner"),
        "forearm-left-front" => texts.get("view-forearm-left-front"),
        "forearm-right-front" => texts.get("view-forearm-right-front"),
        "forearm-left-back" => texts.get("view-forearm-left-back"),
        "forearm-right-back" => texts.get("view-forearm-right-back"),
        "palm-left" => texts.get("view-palm-left"),
        "palm-right" => texts.get("view-palm-right"),
        "thigh-left-front" => texts.get("view-thigh-left-front"),
        "thigh-right-front" => texts.get("view-thigh-right-front"),
        "thigh-left-back" => texts.get("view-thigh-left-back"),
        "thigh-right-back" => texts.get("view-thigh-right-back"),
        "thigh-left-outer" => texts.get("view-thigh-left-outer"),
        "thigh-right-outer" => texts.get("view-thigh-right-outer"),
        "thigh-left-inner" => texts.get("view-thigh-left-inner"),
        "thigh-right-inner" => texts.get("view-thigh-right-inner"),
        "knees-front" => texts.get("view-knees-front"),
        "knees-back" => texts.get("view-knees-back"),
        "lower-legs-front" => texts.get("view-lower-legs-front"),
        "lower-legs-back" => texts.get("view-lower-legs-back"),
        "lower-leg-left-outer" => texts.get("view-lower-leg-left-outer"),
        "lower-leg-right-outer" => texts.get("view-lower-leg-right-outer"),
        "lower-leg-left-inner" => texts.get("view-lower-leg-left-inner"),
        "lower-leg-right-inner" => texts.get("view-lower-leg-right-inner"),
        "foot-left" => texts.get("view-foot-left"),
        "foot-right" => texts.get("view-foot-right"),
        "sole-left" => texts.get("view-sole-left"),
        "sole-right" => texts.get("view-sole-right"),
        FREE_VIEW => texts.get("view-free"),
        "body-front" => texts.get("view-body-front"),
        "body-back" => texts.get("view-body-back"),
        other => other.to_owned(),
    }
}

/// The name of a part of the body under which views are listed.
pub fn view_group_name(group: ViewGroup, texts: &Texts) -> String {
    match group {
        ViewGroup::Face => texts.get("views-face"),
        ViewGroup::Neck => texts.get("views-neck"),
        ViewGroup::Torso => texts.get("views-torso"),
        ViewGroup::Arms => texts.get("views-arms"),
        ViewGroup::Hands => texts.get("views-hands"),
        ViewGroup::Thighs => texts.get("views-thighs"),
        ViewGroup::Legs => texts.get("views-legs"),
        ViewGroup::Feet => texts.get("views-feet"),
        ViewGroup::Whole => texts.get("views-whole"),
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
