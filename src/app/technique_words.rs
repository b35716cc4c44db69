//! What is said of techniques in several rooms of the window.

use crate::chart::{Delivery, Symbol, Technique};
use crate::text::Texts;

/// The depth that a new mark starts with; a dash where none is usual.
pub(super) fn default_depth(technique: &Technique, texts: &Texts) -> String {
    technique.default_depth.map_or_else(|| "–".to_owned(), |depth| texts.decimal(depth))
}

/// What a technique is called elsewhere and how it is done, a line each; nothing of what isn't known.
pub(super) fn lines(technique: &Technique, texts: &Texts) -> Vec<String> {
    let manner = &technique.manner;
    let aliases = technique.all_aliases(texts.language()).join(", ");
    let known = |text: &str| (!text.is_empty()).then(|| fluent_bundle::FluentValue::from(text.to_owned()));
    let lines = [
        known(&aliases).map(|aliases| texts.with("technique-also", &[("aliases", aliases)])),
        known(&manner.needle).map(|needle| texts.with("technique-with-needle", &[("needle", needle)])),
        manner.angle.map(|angle| texts.with("technique-at-angle", &[("angle", angle.to_string().into())])),
        manner.delivery.map(|delivery| delivery_text(delivery, texts)),
    ];
    lines.into_iter().flatten().collect()
}

/// What puts the deposit there.
pub(super) fn delivery_text(delivery: Delivery, texts: &Texts) -> String {
    match delivery {
        Delivery::Manual => texts.get("delivery-manual"),
        Delivery::Gun => texts.get("delivery-gun"),
        Delivery::Pen => texts.get("delivery-pen"),
        Delivery::Roller => texts.get("delivery-roller"),
        Delivery::Electroporator => texts.get("delivery-electroporator"),
    }
}

/// What an outline is called.
pub(super) fn symbol_text(symbol: Symbol, texts: &Texts) -> String {
    match symbol {
        Symbol::Circle => texts.get("symbol-circle"),
        Symbol::Square => texts.get("symbol-square"),
        Symbol::Triangle => texts.get("symbol-triangle"),
        Symbol::TriangleDown => texts.get("symbol-triangle-down"),
        Symbol::Diamond => texts.get("symbol-diamond"),
        Symbol::Pentagon => texts.get("symbol-pentagon"),
        Symbol::Hexagon => texts.get("symbol-hexagon"),
        Symbol::Cross => texts.get("symbol-cross"),
        Symbol::Star => texts.get("symbol-star"),
        Symbol::FourStar => texts.get("symbol-four-star"),
        Symbol::Bar => texts.get("symbol-bar"),
        Symbol::Column => texts.get("symbol-column"),
        Symbol::Hourglass => texts.get("symbol-hourglass"),
        Symbol::Rhomboid => texts.get("symbol-rhomboid"),
        Symbol::FlatDiamond => texts.get("symbol-flat-diamond"),
        Symbol::Octagon => texts.get("symbol-octagon"),
        Symbol::TriangleLeft => texts.get("symbol-triangle-left"),
        Symbol::TriangleRight => texts.get("symbol-triangle-right"),
        Symbol::Trapezium => texts.get("symbol-trapezium"),
        Symbol::Saltire => texts.get("symbol-saltire"),
    }
}
