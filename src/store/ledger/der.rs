//! The little of DER (ITU-T X.690) that requests and tokens of a time-stamping authority need: elements with a tag and a length,
//! each read within its bounds.

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OID: u8 = 0x06;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// The first of the elements that a context numbers.
pub(super) const CONTEXT_0: u8 = 0xa0;

/// An element of these parts.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let digits = &length[length.iter().position(|byte| *byte != 0).unwrap_or(length.len())..];
    let mut bytes = vec![tag];
    if let Ok(short @ 0..=127) = u8::try_from(content.len()) {
        bytes.push(short);
    } else {
        // At most eight bytes say how long it is.
        bytes.push(0x80 | u8::try_from(digits.len()).unwrap_or(8));
        bytes.extend(digits);
    }
    bytes.extend(content);
    bytes
}

/// What is left to read of an element's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Der<'a>(pub(super) &'a [u8]);

impl Der<'_> {
    /// Whether nothing is left.
    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The next element's tag and content; `None` where there is none that ends within this.
    pub(super) fn next(&mut self) -> Option<(u8, Self)> {
        let (&[tag, first], rest) = self.0.split_first_chunk::<2>()?;
        let (length, rest) = match first {
            0..=127 => (usize::from(first), rest),
            // A length in at most four bytes; an indefinite one is no DER.
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
                let length = digits
                    .iter()
                    .try_fold(0_u32, |length, digit| Some(length.checked_mul(256)? | u32::from(*digit)))?;
                (usize::try_from(length).ok()?, rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, Der(content)))
    }

    /// The content of the next element, which must have this tag.
    pub(super) fn take(&mut self, tag: u8) -> Option<Self> {
        let mut ahead = *self;
        let (found, content) = ahead.next()?;
        (found == tag).then(|| {
            *self = ahead;
            content
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_what_is_cut_short_is_refused() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let bytes = element(SEQUENCE, &[&content]);
            let mut der = Der(&bytes);
            assert_eq!(der.take(INTEGER), None);
            assert_eq!(der.take(SEQUENCE), Some(Der(&content)));
            assert!(der.is_empty());
            assert_eq!(Der(&bytes[..bytes.len() - 1]).next(), None);
        }
        for bytes in [&[][..], &[0x30], &[0x30, 0x80, 0, 0], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x30, 0x85, 1]] {
            assert_eq!(Der(bytes).next(), None, "{bytes:?}");
        }
    }
}
