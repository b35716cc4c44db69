//! What two systems tell each other, as bytes: the protocol data units of DICOM PS3.8, section 9.3, and the commands of PS3.7.
//!
//! What comes from the other side is hostile: nothing is read that is larger than was agreed, and a unit that makes no sense is
//! `None`.

/// The largest unit that is taken, in bytes; the other side is told.
pub(super) const MOST: u32 = 64 << 10;
/// The bytes of a command; answers have far fewer.
pub(super) const MOST_COMMAND: usize = 16 << 10;

/// What every association is about (PS3.7, annex A).
const APPLICATION: &str = "1.2.840.10008.3.1.1.1";

/// A unit that the other side sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// It takes the association.
    Accepted(Accepted),
    /// It doesn't: result, source, reason.
    Rejected([u8; 3]),
    /// Pieces of messages.
    Data(Vec<Piece>),
    /// It asks to end the association.
    ReleaseAsked,
    /// It takes the end of the association.
    Released,
    /// It broke off: source, reason.
    Aborted([u8; 2]),
}

/// What was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Accepted {
    /// Of each context that was offered its number, what came of it (0 is taken), and the syntax that is to be used.
    pub(super) contexts: Vec<(u8, u8, String)>,
    /// The largest unit that the other side takes; 0 is any.
    pub(super) most: u32,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) is_command: bool,
    pub(super) is_last: bool,
    pub(super) bytes: Vec<u8>,
}

/// What of a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What is to be done.
    Command,
    /// The object.
    Data,
}

/// A unit of this kind with its length.
fn unit(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![kind, 0];
    bytes.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend(body);
    bytes
}

/// An item in a unit; they are short.
fn item(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![kind, 0];
    bytes.extend(u16::try_from(body.len()).unwrap_or(u16::MAX).to_be_bytes());
    bytes.extend(body);
    bytes
}

/// A title, filled up to 16 bytes.
fn title(title: &str) -> [u8; 16] {
    let mut bytes = [b' '; 16];
    bytes.iter_mut().zip(title.bytes()).for_each(|(to, from)| *to = from);
    bytes
}

/// Asks for an association: for each number a class, in any of the syntaxes.
pub(super) fn request(
    (called, calling): (&str, &str),
    contexts: &[(u8, &str)],
    syntaxes: &[&str],
    (implementation, version): (&str, &str),
) -> Vec<u8> {
    let mut body = vec![0, 1, 0, 0];
    body.extend(title(called));
    body.extend(title(calling));
    body.extend([0; 32]);
    body.extend(item(0x10, APPLICATION.as_bytes()));
    for (number, class) in contexts {
        let mut context = vec![*number, 0, 0, 0];
        context.extend(item(0x30, class.as_bytes()));
        context.extend(syntaxes.iter().flat_map(|syntax| item(0x40, syntax.as_bytes())));
        body.extend(item(0x20, &context));
    }
    let mut user = item(0x51, &MOST.to_be_bytes());
    user.extend(item(0x52, implementation.as_bytes()));
    user.extend(item(0x55, version.as_bytes()));
    body.extend(item(0x50, &user));
    unit(0x01, &body)
}

/// Asks to end the association.
pub(super) fn release() -> Vec<u8> {
    unit(0x05, &[0; 4])
}

/// Takes the end of the association.
pub(super) fn released() -> Vec<u8> {
    unit(0x06, &[0; 4])
}

/// Breaks off.
pub(super) fn abort() -> Vec<u8> {
    unit(0x07, &[0; 4])
}

/// A piece of a message in a unit of its own.
pub(super) fn data(context: u8, part: Part, is_last: bool, bytes: &[u8]) -> Vec<u8> {
    let mut body = u32::try_from(bytes.len() + 2).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    body.extend([context, u8::from(part == Part::Command) | u8::from(is_last) << 1]);
    body.extend(bytes);
    unit(0x04, &body)
}

/// Reads a unit of this kind.
pub(super) fn read(kind: u8, body: &[u8]) -> Option<Unit> {
    Some(match kind {
        0x02 => Unit::Accepted(accepted(body)?),
        0x03 => Unit::Rejected(body.get(1..4)?.try_into().ok()?),
        0x04 => Unit::Data(pieces(body)?),
        0x05 => Unit::ReleaseAsked,
        0x06 => Unit::Released,
        0x07 => Unit::Aborted(body.get(2..4)?.try_into().ok()?),
        _ => return None,
    })
}

fn accepted(body: &[u8]) -> Option<Accepted> {
    // Version, titles and what is reserved.
    let mut accepted = Accepted::default();
    for (kind, item) in items(body.get(68..)?)? {
        match kind {
            0x21 => {
                let syntax = items(item.get(4..)?)?.into_iter().find(|(kind, _)| *kind == 0x40);
                let syntax = syntax.map(|(_, name)| String::from_utf8_lossy(name).trim_matches(['\0', ' ']).to_owned());
                accepted.contexts.push((item[0], item[2], syntax.unwrap_or_default()));
            }
            0x50 => {
                let most = items(item)?.into_iter().find(|(kind, _)| *kind == 0x51);
                let most = most.and_then(|(_, most)| Some(u32::from_be_bytes(most.try_into().ok()?)));
                accepted.most = most.unwrap_or_default();
            }
            _ => {}
        }
    }
    Some(accepted)
}

fn items(mut bytes: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut items = Vec::new();
    while !bytes.is_empty() {
        let (head, rest) = bytes.split_at_checked(4)?;
        let (body, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes([head[2], head[3]])))?;
        items.push((head[0], body));
        bytes = rest;
    }
    Some(items)
}

fn pieces(mut bytes: &[u8]) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_at_checked(4)?;
        let length = usize::try_from(u32::from_be_bytes(length.try_into().ok()?)).ok()?;
        let (piece, rest) = rest.split_at_checked(length)?;
        let (head, content) = piece.split_at_checked(2)?;
        pieces.push(Piece { is_command: head[1] & 1 != 0, is_last: head[1] & 2 != 0, bytes: content.to_vec() });
        bytes = rest;
    }
    Some(pieces)
}

/// A command (PS3.7, E.1): what is to be done with an object of a class, or with none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Command<'a> {
    /// Answer.
    Echo,
    /// Store the object that follows.
    Store {
        /// Its class.
        class: &'a str,
        /// Its instance.
        instance: &'a str,
    },
}

/// The class of the question whether anybody is there.
pub(super) const VERIFICATION: &str = "1.2.840.10008.1.1";

impl Command<'_> {
    /// The command as bytes, as the message of this number.
    pub(super) fn encoded(self, message: u16) -> Vec<u8> {
        const NO_DATA: u16 = 0x0101;
        let (class, field, data) = match self {
            Self::Echo => (VERIFICATION, 0x0030, NO_DATA),
            Self::Store { class, .. } => (class, 0x0001, 0),
        };
        let mut elements = element(0x0002, &even(class));
        elements.extend(element(0x0100, &u16::to_le_bytes(field)));
        elements.extend(element(0x0110, &message.to_le_bytes()));
        if let Self::Store { .. } = self {
            elements.extend(element(0x0700, &[0, 0]));
        }
        elements.extend(element(0x0800, &data.to_le_bytes()));
        if let Self::Store { instance, .. } = self {
            elements.extend(element(0x1000, &even(instance)));
        }
        let mut bytes = element(0x0000, &u32::try_from(elements.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(elements);
        bytes
    }

    /// The field of its answer.
    fn answer(self) -> u16 {
        match self {
            Self::Echo => 0x8030,
            Self::Store { .. } => 0x8001,
        }
    }
}

/// An element of a command: group 0, implicit VR, little endian.
fn element(number: u16, value: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0];
    bytes.extend(number.to_le_bytes());
    bytes.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(value);
    bytes
}

fn even(uid: &str) -> Vec<u8> {
    let mut bytes = uid.as_bytes().to_vec();
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}

/// What a command set answers to a command: its status, and what it remarks; `None` where it is no answer to that.
pub(super) fn answer(bytes: &[u8], to: Command<'_>, message: u16) -> Option<(u16, String)> {
    let (mut rest, mut field, mut of, mut status, mut comment) = (bytes, None, None, None, String::new());
    while !rest.is_empty() {
        let (head, more) = rest.split_at_checked(8)?;
        let length = usize::try_from(u32::from_le_bytes(head[4..].try_into().ok()?)).ok()?;
        let (value, more) = more.split_at_checked(length)?;
        let number = || Some(u16::from_le_bytes(value.try_into().ok()?));
        match (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]])) {
            (0, 0x0100) => field = number(),
            (0, 0x0120) => of = number(),
            (0, 0x0900) => status = number(),
            (0, 0x0902) => {
                comment = String::from_utf8_lossy(value).trim_matches(['\0', ' ']).chars().take(64).collect();
            }
            _ => {}
        }
        rest = more;
    }
    let comment = comment.replace(char::is_control, " ");
    (field == Some(to.answer()) && of == Some(message)).then_some((status?, comment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_nothing_and_never_a_panic() {
        let whole = request(("A", "B"), &[(1, VERIFICATION)], &["1.2.840.10008.1.2"], ("1.2", "X"));
        let data = data(1, Part::Command, true, &Command::Echo.encoded(1));
        for bytes in [&whole[..], &data] {
            for kind in 0..=8 {
                for end in 0..bytes.len() {
                    drop(read(kind, &bytes[..end]));
                    drop(read(kind, &bytes[end..]));
                    drop(answer(&bytes[end..], Command::Echo, 1));
                }
            }
        }
        assert_eq!(read(0x99, &[0; 100]), None);
        assert_eq!(answer(&Command::Echo.encoded(1), Command::Echo, 1), None, "a question is no answer");
    }
}
