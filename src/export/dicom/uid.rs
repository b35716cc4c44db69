//! Identifiers of studies, series and objects: `2.25.` and a UUID as a decimal number (DICOM PS3.5, annex B.2).

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The identifier of a UUID.
fn uid(uuid: u128) -> String {
    format!("2.25.{uuid}")
}

/// The identifier that a session's study always has, so that a later export joins it: of its UUID, or of one made of its id.
pub fn study_uid(session_id: &str) -> String {
    uid(study(session_id))
}

/// What people know the study by: the digits of its identifier that differ most, at most 16.
pub(super) fn study_id(session_id: &str) -> String {
    format!("{:016X}", study(session_id) & u128::from(u64::MAX))
}

fn study(session_id: &str) -> u128 {
    let uuid = Uuid::parse_str(session_id).map(|uuid| uuid.as_u128());
    uuid.unwrap_or_else(|_no_uuid| made_of(&[b"study", session_id.as_bytes()]))
}

/// New identifiers, one after the other, from randomness that is used for nothing else.
#[derive(Clone, Debug)]
pub(super) struct Uids {
    random: [u8; 16],
    count: u32,
}

impl Uids {
    pub(super) fn new(random: [u8; 16]) -> Self {
        Self { random, count: 0 }
    }

    /// One that no other export has.
    pub(super) fn next(&mut self) -> String {
        self.count += 1;
        uid(made_of(&[b"object", &self.random, &self.count.to_le_bytes()]))
    }
}

/// A UUID of version 8, whose bits are a digest's (RFC 9562, 5.8).
fn made_of(parts: &[&[u8]]) -> u128 {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    let bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    (u128::from_le_bytes(bytes) & !(0xF << 76) & !(0x3 << 62)) | (8 << 76) | (2 << 62)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_is_its_session() {
        assert_eq!(study_uid("00000000-0000-0000-0000-0000000000ff"), "2.25.255");
        assert_eq!(study_uid("session-2"), study_uid("session-2"));
        assert_ne!(study_uid("session-2"), study_uid("session-3"));
    }

    #[test]
    fn an_identifier_is_a_uuid_and_never_the_same() {
        let (mut one, mut other) = (Uids::new([1; 16]), Uids::new([2; 16]));
        let all = [one.next(), one.next(), other.next(), other.next()];
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), 4);
        for uid in &all {
            let uuid = Uuid::from_u128(uid.strip_prefix("2.25.").unwrap().parse().unwrap());
            assert_eq!((uuid.get_version_num(), uuid.get_variant()), (8, uuid::Variant::RFC4122));
            assert!(uid.len() <= 64);
        }
    }
}
