//! To a picture archive: whether it is there (C-ECHO), and objects to be stored (C-STORE), over DICOM's own protocol (PS3.7,
//! PS3.8); to a record system: transactions by HTTP; to the browsers of this machine: the page;
//! with a set time for everything. The only room that talks to another
//! machine.
//!
//! Every object gets an answer of its own, also where nothing came of the connection.

mod association;
mod line;
mod outbox;
mod pdu;
mod serve;
mod system;

use std::io::ErrorKind;

use association::Association;
pub use line::Limits;
pub use outbox::{Courier, Label, Parcel, Recipient, deliver, pack, pack_transaction, waiting};
pub use serve::{Site, listen};
pub use system::{Header, NoSystem, System};

use crate::export::dicom::Addressee;

/// Where objects are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    host: String,
    port: u16,
    called: String,
    calling: String,
}

/// The title of this program where none is given.
pub const CALLING: &str = "MESOMAP";
/// The port of DICOM (PS3.8, 9.1.1).
pub const PORT: u16 = 104;

/// What of a destination makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDestination {
    /// The host.
    #[error("no host")]
    Host,
    /// The port.
    #[error("no port")]
    Port,
    /// A title: 1 to 16 printable ASCII characters without a backslash.
    #[error("no title")]
    Title,
}

impl Destination {
    /// A destination of parts that were typed in.
    ///
    /// # Errors
    ///
    /// Names the part that makes no sense.
    pub fn new([host, port, called, calling]: [&str; 4]) -> Result<Self, NoDestination> {
        let host = host.trim().trim_start_matches('[').trim_end_matches(']');
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '%');
        if host.is_empty() || host.len() > 253 || !host.chars().all(is_plain) {
            return Err(NoDestination::Host);
        }
        let port = port.trim().parse().ok().filter(|port| *port != 0).ok_or(NoDestination::Port)?;
        let [called, calling] = [title(called)?, title(calling)?];
        Ok(Self { host: host.to_owned(), port, called, calling })
    }

    /// A destination as it is written on a command line, `TITLE@HOST:PORT`; without a port it is [`PORT`].
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn parse(text: &str, calling: &str) -> Result<Self, NoDestination> {
        let (called, place) = text.split_once('@').ok_or(NoDestination::Title)?;
        let usual = PORT.to_string();
        // An address of version 6 has colons of its own and stands in brackets.
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, port),
            _ => (place, usual.as_str()),
        };
        Self::new([host, port, called, calling])
    }

    /// As a file says it that is kept to be sent later.
    pub fn addressee(&self) -> Addressee {
        let address = format!("dicom://{}", self.place());
        Addressee { calling: self.calling.clone(), called: self.called.clone(), address }
    }

    /// What [`Self::addressee`] wrote; `None` where it is anything else.
    pub fn of_addressee(addressee: &Addressee) -> Option<Self> {
        let place = addressee.address.strip_prefix("dicom://")?;
        Self::parse(&format!("{}@{place}", addressee.called), &addressee.calling).ok()
    }

    fn place(&self) -> String {
        let Self { host, port, .. } = self;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}

impl std::fmt::Display for Destination {
    /// `TITLE@HOST:PORT`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.called, self.place())
    }
}

fn title(title: &str) -> Result<String, NoDestination> {
    let title = title.trim();
    let is_plain = |c: char| c.is_ascii_graphic() && c != '\\' || c == ' ';
    let fits = (1..=16).contains(&title.len()) && title.chars().all(is_plain);
    fits.then(|| title.to_owned()).ok_or(NoDestination::Title)
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody knows the host.
    #[error("unknown host")]
    NoHost,
    /// The host takes no connection.
    #[error("unreachable: {0}")]
    Unreachable(ErrorKind),
    /// It took longer than is waited for.
    #[error("no answer in time")]
    Silent,
    /// The other side closed the connection without an answer.
    #[error("closed")]
    Closed,
    /// The connection broke.
    #[error("broken: {0}")]
    Broken(ErrorKind),
    /// The other side speaks something else.
    #[error("not DICOM")]
    Nonsense,
    /// The other side speaks HTTP, if that, but says nothing that a record system would.
    #[error("not FHIR")]
    NotFhir,
    /// It refuses to talk: result, source and reason (PS3.8, table 9-21).
    #[error("rejected: {0:?}")]
    Rejected([u8; 3]),
    /// It broke off: source and reason (PS3.8, table 9-26).
    #[error("aborted: {0:?}")]
    Aborted([u8; 2]),
    /// It takes no objects of this class, or no syntax that this program writes (PS3.8, table 9-18).
    #[error("class refused: {0}")]
    Refused(u8),
    /// What was kept to be sent can't be read.
    #[error("unreadable")]
    Unreadable,
    /// Whoever asked stopped it before.
    #[error("stopped")]
    Stopped,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A status (PS3.7, annex C), and what the other side remarks.
    Status(u16, String),
    /// A status of HTTP (RFC 9110, 15), whether the answer says that all is stored, and its words.
    Http {
        /// The status.
        status: u16,
        /// Whether all is stored.
        is_good: bool,
        /// What the other side says of it.
        words: String,
    },
    /// None.
    None(Trouble),
}

impl Reply {
    /// Whether the other side did what was asked: success, or with a warning that it changed something (PS3.4, table B.2-1).
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Status(0x0000 | 0xB000 | 0xB006 | 0xB007, _) | Self::Http { is_good: true, .. })
    }
}

/// Asks whether the archive is there and talks to this program.
pub fn echo(to: &Destination, limits: Limits) -> Reply {
    let asked = Association::open(to, &Association::ASKED, limits).and_then(|mut open| {
        let answer = open.echo();
        open.close();
        answer
    });
    asked.map_or_else(Reply::None, |(status, comment)| Reply::Status(status, comment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_read_as_they_are_written() {
        for (text, shown) in [
            ("ORTHANC@127.0.0.1:4242", "ORTHANC@127.0.0.1:4242"),
            ("PACS@pacs.clinic.example", "PACS@pacs.clinic.example:104"),
            ("PACS@[::1]:11112", "PACS@[::1]:11112"),
            ("PACS@::1", "PACS@[::1]:104"),
        ] {
            let to = Destination::parse(text, CALLING).unwrap();
            assert_eq!(to.to_string(), shown);
            assert_eq!(Destination::of_addressee(&to.addressee()), Some(to));
        }
        for (text, why) in [
            ("127.0.0.1:4242", NoDestination::Title),
            ("@host:1", NoDestination::Title),
            ("A TITLE OF MANY CHARACTERS@host:1", NoDestination::Title),
            ("A\\B@host:1", NoDestination::Title),
            ("É@host:1", NoDestination::Title),
            ("A@:1", NoDestination::Host),
            ("A@a b:1", NoDestination::Host),
            ("A@host/../x:1", NoDestination::Host),
            ("A@host:0", NoDestination::Port),
            ("A@host:65536", NoDestination::Port),
            ("A@host:x", NoDestination::Port),
        ] {
            assert_eq!(Destination::parse(text, CALLING), Err(why), "{text}");
        }
    }
}
