//! Why a protocol can't be laid.

use crate::chart::ProtocolError;
use crate::text::Texts;

/// A sentence.
pub fn protocol_error_text(why: &ProtocolError, name: &str, texts: &Texts) -> String {
    let name = ("name", name.to_owned().into());
    match why {
        ProtocolError::NoSuchLandmark(id) => texts.with("protocol-no-landmark", &[name, ("text", id.as_str().into())]),
        ProtocolError::NoDepth(technique) => {
            texts.with("protocol-no-depth", &[name, ("technique", technique.as_str().into())])
        }
        ProtocolError::TooMany(most) => texts.with("protocol-too-many", &[name, ("most", (*most).into())]),
    }
}
