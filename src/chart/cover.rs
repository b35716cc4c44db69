//! The skin that a field covers, by region and side.

use std::collections::BTreeMap;

use crate::atlas::Body;
use crate::atlas::regions::{Locus, Side, locus_at};
use crate::atlas::size::Scale;
use crate::pattern::{Area, PlanError};

use super::Laying;

impl Laying {
    /// How many cm² of the patient's skin it covers inside its margin, by region and side; nothing of a row. Measured on
    /// samples a fifth of the spacing apart (a fourth in a large field), each of which stands for the same area.
    pub fn cover_cm2(&self, body: &Body, scale: Scale) -> Result<BTreeMap<Locus, f32>, PlanError> {
        let mut cover = BTreeMap::new();
        if self.is_row() || self.ground.is_empty() {
            return Ok(cover);
        }
        let area = Area::of(body, &self.ground.on_skin(scale), &self.plan(scale))?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^24 samples")]
        let sample_cm2 = area.area_mm2() / 100.0 / area.places().count().max(1) as f32;
        for at in area.places() {
            let found = locus_at(body, at);
            // The midline is a line: what lies beside it belongs to the side it lies on.
            let side = if body.surface.position_mm(at).x < 0.0 { Side::Right } else { Side::Left };
            let cm2 = sample_cm2 * scale.in_region(found.region).powi(2);
            let locus = Locus { region: found.region, side };
            *cover.entry(locus).or_default() += cm2;
            if self.mirrored {
                *cover.entry(locus.mirrored()).or_default() += cm2;
            }
        }
        Ok(cover)
    }
}
