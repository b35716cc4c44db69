//! What a file says of a mark beside what was deposited, each part refused where it stands.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::Deserializer;

use super::{Flaw, leaf};
use crate::chart::{Depth, Device, Remark};

/// A remark as `(note: "…", symptom: 7, reaction: "…")`; what it doesn't say is left out.
pub(super) fn some_remark<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Arc<Remark>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Remark", deny_unknown_fields)]
    struct Written {
        #[serde(default)]
        note: String,
        #[serde(default, deserialize_with = "some_score")]
        symptom: Option<u8>,
        #[serde(default)]
        reaction: String,
    }
    let Written { note, symptom, reaction } = Written::deserialize(from)?;
    Ok(Remark { note, symptom, reaction }.said().map(Arc::new))
}

/// 0 to 10.
fn some_score<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    let score = u8::deserialize(from)?;
    if score > Remark::WORST { Err(Flaw::IntegerOutOfBounds.into_error()) } else { Ok(Some(score)) }
}

/// How a device was set, as `(passes: 3, needles: 12, needle_mm: 1.5, settings: "…")`.
pub(super) fn some_device<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Arc<Device>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Device", deny_unknown_fields)]
    struct Written {
        #[serde(default, deserialize_with = "some_count")]
        passes: Option<u16>,
        #[serde(default, deserialize_with = "some_count")]
        needles: Option<u16>,
        #[serde(default, deserialize_with = "leaf::some_depth")]
        needle_mm: Option<Depth>,
        #[serde(default)]
        settings: String,
    }
    let Written { passes, needles, needle_mm: needle, settings } = Written::deserialize(from)?;
    Ok(Device { passes, needles, needle, settings }.said().map(Arc::new))
}

fn some_count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    match u16::deserialize(from)? {
        0 => Err(Flaw::IntegerOutOfBounds.into_error()),
        count => Ok(Some(count)),
    }
}
