//! Bech32 (BIP 173, Wuille and Maxwell) as age writes keys: a prefix, `1`, five bits a letter, and a checksum of six letters.

use zeroize::Zeroizing;

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// Nothing that is read here is longer.
const LONGEST: usize = 128;

fn checksum(prefix: &str, data: impl IntoIterator<Item = u8>) -> u32 {
    const FACTORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    high.chain([0]).chain(low).chain(data).fold(1_u32, |sum, five| {
        let top = sum >> 25;
        let next = (sum & 0x01ff_ffff) << 5 ^ u32::from(five);
        FACTORS
            .iter()
            .enumerate()
            .fold(next, |next, (bit, factor)| if top >> bit & 1 == 1 { next ^ factor } else { next })
    })
}

/// The lowest byte.
fn low(bits: u32) -> u8 {
    bits.to_le_bytes()[0]
}

/// In groups of so many bits, the last one filled with zeros.
fn regroup(bytes: &[u8], from: u32, to: u32) -> Zeroizing<Vec<u8>> {
    let mut groups = Zeroizing::new(Vec::with_capacity(LONGEST));
    let (mut held, mut bits) = (0_u32, 0);
    for &byte in bytes {
        held = (held << from | u32::from(byte)) & 0xfff;
        bits += from;
        while bits >= to {
            bits -= to;
            groups.push(low(held >> bits & ((1 << to) - 1)));
        }
    }
    if bits > 0 && to < from {
        groups.push(low(held << (to - bits) & ((1 << to) - 1)));
    }
    groups
}

/// 32 bytes as text in lower case.
pub(super) fn encode(prefix: &str, bytes: &[u8; 32]) -> Zeroizing<String> {
    let data = regroup(bytes, 8, 5);
    let sum = checksum(prefix, data.iter().copied().chain([0; 6])) ^ 1;
    let sums = (0..6).rev().map(|nth| low(sum >> (5 * nth) & 31));
    let mut text = Zeroizing::new(String::with_capacity(LONGEST));
    text.push_str(prefix);
    text.push('1');
    text.extend(data.iter().copied().chain(sums).map(|five| char::from(LETTERS[usize::from(five)])));
    text
}

/// The 32 bytes of a text with this prefix, all in one case.
pub(super) fn decode(prefix: &str, text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let one_case = !(text.bytes().any(|c| c.is_ascii_lowercase()) && text.bytes().any(|c| c.is_ascii_uppercase()));
    if !one_case || text.len() > LONGEST {
        return None;
    }
    let text = Zeroizing::new(text.to_ascii_lowercase());
    let letters = text.strip_prefix(prefix)?.strip_prefix('1')?;
    let five = |c: u8| LETTERS.iter().position(|&letter| letter == c).and_then(|five| u8::try_from(five).ok());
    let data = Zeroizing::new(letters.bytes().map(five).collect::<Option<Vec<u8>>>()?);
    let (bytes, _sum) = data.split_at_checked(data.len().checked_sub(6)?)?;
    let whole = regroup(bytes, 5, 8);
    let bytes = Zeroizing::new(<[u8; 32]>::try_from(whole.as_slice()).ok()?);
    // What fills the last group is zeros, so that one key has one text.
    (checksum(prefix, data.iter().copied()) == 1 && *encode(prefix, &bytes) == *text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_the_age_tool_reads_and_writes_the_same() {
        // The example of the age specification.
        let text = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
        let bytes = decode("age-secret-key-", text).expect("it reads");
        assert_eq!(*bytes, [0x42; 32]);
        assert_eq!(encode("age-secret-key-", &bytes).to_uppercase(), text);
        for broken in ["", "age-secret-key-1", &text[1..], &text.replace("EX", "EQ"), &text.replace("AGE", "age")] {
            assert!(decode("age-secret-key-", broken).is_none(), "{broken}");
        }
    }
}
