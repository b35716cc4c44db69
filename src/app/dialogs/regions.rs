//! Skin for a field, found by the name of a region.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Ui, vec2};

use crate::atlas::regions::{Locus, Patch, RegionId, RegionTree, Side, Sides};
use crate::scene::short_name;
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::caption;
use super::super::words::locus_text;
use super::finder::Finder;
use super::{Stays, set_width};

/// Regions to choose from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct RegionsForm {
    finder: Finder,
    choices: Arc<[Choice]>,
}

/// Some skin with a name.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    name: String,
    /// The names of what it belongs to.
    within: String,
    patches: BTreeSet<Patch>,
}

impl RegionsForm {
    /// The regions that may be treated, with parts of the body that hold several: each side, and both where there are two.
    pub(in crate::app) fn new(texts: &Texts) -> Self {
        let tree = RegionTree::get();
        let choices = tree.regions().flat_map(|(region, _)| choices_of(tree, region, texts)).collect();
        Self { finder: Finder::default(), choices }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        ui.heading(texts.get("regions-title"));
        self.finder.field(ui, texts.get("regions-hint"));
        let choices = Arc::clone(&self.choices);
        let found = self.found(&choices);
        if found.is_empty() {
            caption(ui, texts.get("regions-nothing"));
        }
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(96.0, 380.0);
        let chosen = self.finder.rows(ui, (found.len(), height), |ui, at, marked| {
            let row = Finder::row(marked, found[at].name.as_str()).right_text(found[at].within.as_str());
            ui.add(row.min_size(vec2(ui.available_width(), theme::control(ui))))
        });
        let marked = found.get(self.finder.marked()).copied();
        let (takes, stays) = Finder::answer(ui, model, chosen, (texts.get("regions-fill"), marked.is_some()));
        if let Some(choice) = marked.filter(|_| takes) {
            actions.push(Action::CloseDialog);
            actions.push(Action::Lay(model.laying().with(&choice.patches, model.both_sides)));
        }
        stays
    }

    /// The matches, those whose own name matches first.
    fn found<'a>(&self, choices: &'a [Choice]) -> Vec<&'a Choice> {
        let matches = choices.iter().filter(|choice| self.finder.finds(&format!("{} {}", choice.name, choice.within)));
        let mut found: Vec<&Choice> = matches.collect();
        found.sort_by_key(|choice| !self.finder.finds(&choice.name));
        found
    }
}

/// A region or a part of the body as it may be chosen: where it has two sides, both, then either.
fn choices_of(tree: &RegionTree, region: RegionId, texts: &Texts) -> Vec<Choice> {
    let leaves = tree.leaves().filter(|&leaf| tree.is_within(leaf, region) && tree.is_treatable(leaf));
    let all: BTreeSet<Patch> = leaves.flat_map(|leaf| patches_of(tree, leaf)).collect();
    let of_side = |side: Side| -> BTreeSet<Patch> { all.iter().copied().filter(|patch| patch.side == side).collect() };
    let name = |side: Side| locus_text(texts, Locus { region, side });
    let whole = short_name(tree.region(region).name(texts.language()));
    let whole_name = match tree.region(region).sides {
        Sides::Midline | Sides::Both => whole.to_owned(),
        Sides::Paired => texts.with("locus-both", &[("region", whole.into())]),
    };
    let mut choices = vec![(whole_name, all.clone())];
    if tree.region(region).sides == Sides::Paired {
        choices.extend([Side::Left, Side::Right].map(|side| (name(side), of_side(side))));
    }
    let above: Vec<&str> =
        tree.ancestors(region).skip(1).map(|above| tree.region(above).name(texts.language())).collect();
    let within = above.join(" · ");
    let choice = |(name, patches)| Choice { name, within: within.clone(), patches };
    choices.into_iter().filter(|(_, patches)| !patches.is_empty()).map(choice).collect()
}

fn patches_of(tree: &RegionTree, leaf: RegionId) -> Vec<Patch> {
    let patch = |side| Patch { region: leaf, side };
    match tree.region(leaf).sides {
        Sides::Paired => vec![patch(Side::Left), patch(Side::Right)],
        Sides::Midline | Sides::Both => vec![patch(Side::Midline)],
    }
}
