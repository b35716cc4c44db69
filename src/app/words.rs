//! Words that several rooms of the window share.

use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::chart::Moment;
use crate::scene::short_name;
use crate::text::Texts;

/// A session among others: its title, and the day on which it took place.
pub(super) fn session_text(title: &str, started: Moment) -> String {
    format!("{title}, {}", started.date())
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
