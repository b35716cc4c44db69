//! Words that several rooms of the window share.

use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::chart::{Concentration, Moment};
use crate::scene::short_name;
use crate::text::Texts;

/// A session among others: its title, and the day on which it took place.
pub(super) fn session_text(title: &str, started: Moment) -> String {
    format!("{title}, {}", started.date())
}

/// How strong a product is; said as well where nobody recorded it.
pub(super) fn strength_text(strength: Option<Concentration>, texts: &Texts) -> String {
    strength.map_or_else(|| texts.get("strength-not-recorded"), |strength| texts.decimal(strength))
}

/// A region with its side, for people.
pub(super) fn locus_text(texts: &Texts, locus: Locus) -> String {
    let name = short_name(RegionTree::get().region(locus.region).name(texts.language()));
    match locus.side {
        Side::Midline => texts.with("locus-midline", &[("region", name.into())]),
        Side::Left => texts.with("locus-left", &[("region", name.into())]),
        Side::Right => texts.with("locus-right", &[("region", name.into())]),
    }
}
