//! Where the selected marks' region stands in the tree, and its codes in public terminologies, to read out or to copy.

use eframe::egui::{Label, Response, RichText, TextWrapMode, Ui, vec2};

use crate::atlas::regions::{Code, CodeSystem, RegionId, RegionTree};
use crate::scene::short_name;
use crate::text::Texts;

use super::super::widgets::caption;

/// Body part, area and sub-area on one line, and under it the codes, which flow on where the panel is narrow.
pub(super) fn show(ui: &mut Ui, region: RegionId, texts: &Texts) {
    ui.scope(|ui| lines(ui, region, texts));
}

fn lines(ui: &mut Ui, region: RegionId, texts: &Texts) {
    let tree = RegionTree::get();
    caption(ui, path_text(tree, region, texts));
    // Rows as tall as their text: nothing here is for a finger.
    ui.spacing_mut().interact_size.y = 14.0;
    ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
    ui.horizontal_wrapped(|ui| {
        let Some((coded, codes)) = tree.nearest_codes(region) else { return };
        if coded != region {
            let name = short_name(tree.region(coded).name(texts.language()));
            let of = whole(ui, texts.with("codes-of", &[("region", name.into())]));
            of.on_hover_text(texts.get("codes-of-why"));
        }
        for code in codes {
            whole(ui, code_text(code)).on_hover_text(hint(code));
        }
    });
}

/// A word or two in weak text that goes to the next line as one; all labels can be selected and copied.
fn whole(ui: &mut Ui, text: String) -> Response {
    ui.add(Label::new(RichText::new(text).weak().size(12.0)).wrap_mode(TextWrapMode::Extend))
}

/// `Face › Cheek › Malar`.
fn path_text(tree: &RegionTree, region: RegionId, texts: &Texts) -> String {
    let mut names: Vec<&str> =
        tree.ancestors(region).map(|id| short_name(tree.region(id).name(texts.language()))).collect();
    names.reverse();
    names.join(" › ")
}

/// `SCT 36141000`: a blank, so that a double click takes the code alone.
fn code_text(code: &Code) -> String {
    match code.system {
        CodeSystem::Uberon => code.to_string(),
        system => format!("{} {}", system.designator(), code.code),
    }
}

/// What the system calls the concept, and the system's name.
fn hint(code: &Code) -> String {
    let system = code.system.name();
    code.term.as_ref().map_or_else(|| system.to_owned(), |term| format!("{term} ({system})"))
}
