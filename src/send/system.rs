//! A record system that takes transactions by HTTP: its address, and one question with its answer (RFC 9112), within set times
//! and sizes.
//!
//! Without encryption, and so without `https`: what is sent can be read on the way. It is meant for this machine and for a
//! gateway on it that encrypts.

use std::fmt;

use super::line::{Limits, Line};
use super::{Reply, Trouble};
use crate::export::fhir::heard;

/// Where transactions are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    host: String,
    port: u16,
    path: String,
}

/// Why an address is none to send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSystem {
    /// It is to be encrypted, which this program can't.
    #[error("https")]
    Encrypted,
    /// It is no address of this kind.
    #[error("no address")]
    Address,
}

impl System {
    /// An address such as `http://localhost:8080/fhir`.
    ///
    /// # Errors
    ///
    /// Tells what it isn't.
    pub fn parse(address: &str) -> Result<Self, NoSystem> {
        let address = address.trim();
        let scheme = address.get(..8).unwrap_or_default();
        if scheme.eq_ignore_ascii_case("https://") {
            return Err(NoSystem::Encrypted);
        }
        let (scheme, rest) = address.split_once("://").ok_or(NoSystem::Address)?;
        let (place, path) = rest.find(['/', '?']).map_or((rest, "/"), |at| rest.split_at(at));
        // A name and a password in an address would be shown wherever it is.
        let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic()) && !rest.contains(['#', '"', '<', '>', '@']);
        if !scheme.eq_ignore_ascii_case("http") || !is_plain {
            return Err(NoSystem::Address);
        }
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, port),
            _ => (place, "80"),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = port.parse().ok().filter(|port| *port != 0).ok_or(NoSystem::Address)?;
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || host.len() > 253 || !host.chars().all(is_host) {
            return Err(NoSystem::Address);
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Self { host: host.to_owned(), port, path })
    }

    /// Whether what is sent there leaves this machine.
    pub fn is_elsewhere(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        !(self.host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback()))
    }

    fn place(&self) -> String {
        let Self { host, port, .. } = self;
        let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
        if *port == 80 { host } else { format!("{host}:{port}") }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}{}", self.place(), self.path)
    }
}

/// What goes with a question, such as who asks: never shown and never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    name: String,
    value: String,
}

impl Header {
    /// A line `Name: value`; `None` where it is anything else, or what this program says itself.
    pub fn parse(line: &str) -> Option<Self> {
        let (name, value) = line.split_once(':')?;
        let value = value.trim();
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let is_said = ["content-length", "transfer-encoding", "host", "connection", "content-type", "expect"]
            .iter()
            .any(|said| name.eq_ignore_ascii_case(said));
        let is_name = !name.is_empty() && name.bytes().all(is_token) && !is_said;
        let is_value = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        (is_name && is_value).then(|| Self { name: name.to_owned(), value: value.to_owned() })
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: …", self.name)
    }
}

/// The longest head of an answer, and the longest body.
const MOST_HEAD: usize = 64 << 10;
const MOST_BODY: usize = 8 << 20;

/// Sends a transaction and hears what came of it.
pub(super) fn post(to: &System, headers: &[Header], bundle: &[u8], limits: Limits) -> Result<Reply, Trouble> {
    let mut line = Line::connect(&to.host, to.port, limits)?;
    let sent = line.send(head(to, headers, bundle.len()).as_bytes()).and_then(|()| line.send(bundle));
    // Who refuses early says so before all of it is there.
    let (status, body) = answer(&mut line).map_err(|trouble| sent.err().unwrap_or(trouble))?;
    let heard = heard(&body);
    match (status, heard) {
        // A page that says welcome is no sign that something was stored.
        (200..=299, None) => Err(Trouble::NotFhir),
        (_, None) => Ok(Reply::Http { status, is_good: false, words: String::new() }),
        (_, Some(heard)) => {
            let is_good = (200..=299).contains(&status) && heard.is_good;
            Ok(Reply::Http { status, is_good, words: heard.words })
        }
    }
}

fn head(to: &System, headers: &[Header], length: usize) -> String {
    let more =
        headers.iter().map(|header| format!("{}: {}\r\n", header.name, header.value)).collect::<Vec<_>>().concat();
    format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: mesomap/{}\r\nContent-Type: application/fhir+json; charset=utf-8\r\n\
         Accept: application/fhir+json\r\nPrefer: return=minimal\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n",
        to.path,
        to.place(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// The status and the body of an answer.
fn answer(line: &mut Line) -> Result<(u16, Vec<u8>), Trouble> {
    let (until, mut bytes) = (line.until(), Vec::new());
    loop {
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            let more = line.some(until)?;
            bytes.extend(&more);
            if more.is_empty() {
                return Err(if bytes.is_empty() { Trouble::Closed } else { Trouble::NotFhir });
            }
            if bytes.len() > MOST_HEAD || !b"HTTP/1.".starts_with(&bytes[..bytes.len().min(7)]) {
                return Err(Trouble::NotFhir);
            }
        };
        let head = Head::read(&bytes[..end]).ok_or(Trouble::NotFhir)?;
        bytes.drain(..end + 4);
        // "Go on" is no answer yet.
        if head.status >= 200 {
            return Ok((head.status, body(line, &head, bytes)?));
        }
    }
}

struct Head {
    status: u16,
    length: Option<usize>,
    is_chunked: bool,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split("\r\n");
        let mut first = lines.next()?.split(' ');
        first.next().filter(|version| version.starts_with("HTTP/1."))?;
        let status = first.next()?.parse().ok().filter(|status| (100..=599).contains(status))?;
        let mut head = Self { status, length: None, is_chunked: false };
        for line in lines {
            let (name, value) = line.split_once(':')?;
            if name.eq_ignore_ascii_case("content-length") {
                head.length = Some(value.trim().parse().ok()?);
            }
            if name.eq_ignore_ascii_case("transfer-encoding") {
                head.is_chunked = value.trim().eq_ignore_ascii_case("chunked");
                head.is_chunked.then_some(())?;
            }
        }
        Some(head)
    }
}

fn body(line: &mut Line, head: &Head, mut bytes: Vec<u8>) -> Result<Vec<u8>, Trouble> {
    let until = line.until();
    if head.status == 204 {
        return Ok(Vec::new());
    }
    loop {
        match (head.is_chunked, head.length) {
            (true, _) => {
                if let Some(whole) = unchunked(&bytes)? {
                    return Ok(whole);
                }
            }
            (false, Some(length)) if length > MOST_BODY => return Err(Trouble::NotFhir),
            (false, Some(length)) if bytes.len() >= length => {
                bytes.truncate(length);
                return Ok(bytes);
            }
            (false, _) => {}
        }
        let more = line.some(until)?;
        if more.is_empty() {
            // Without a length the end is where the line ends; with one it was cut off.
            return if head.is_chunked || head.length.is_some() { Err(Trouble::Closed) } else { Ok(bytes) };
        }
        bytes.extend(more);
        if bytes.len() > MOST_BODY {
            return Err(Trouble::NotFhir);
        }
    }
}

/// The pieces of a body put together (RFC 9112, 7.1); `None` while the last isn't there.
fn unchunked(mut bytes: &[u8]) -> Result<Option<Vec<u8>>, Trouble> {
    let mut whole = Vec::new();
    loop {
        let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") else {
            return if bytes.len() > MOST_HEAD { Err(Trouble::NotFhir) } else { Ok(None) };
        };
        let size = std::str::from_utf8(&bytes[..end]).ok().and_then(|text| text.split(';').next());
        let size = size.and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let size = size.filter(|size| *size <= MOST_BODY).ok_or(Trouble::NotFhir)?;
        if size == 0 {
            return Ok(Some(whole));
        }
        let rest = &bytes[end + 2..];
        if rest.len() < size + 2 {
            return Ok(None);
        }
        whole.extend(&rest[..size]);
        bytes = &rest[size + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        for (text, shown) in [
            ("http://localhost:8080/fhir", "http://localhost:8080/fhir"),
            ("HTTP://ehr.example", "http://ehr.example/"),
            ("http://ehr.example?x=1", "http://ehr.example/?x=1"),
            ("http://[::1]:8080/r4/", "http://[::1]:8080/r4/"),
        ] {
            let to = System::parse(text).unwrap();
            assert_eq!(to.to_string(), shown);
            assert_eq!(System::parse(shown), Ok(to));
        }
        assert_eq!(System::parse("HTTPS://ehr.example/fhir"), Err(NoSystem::Encrypted));
        for text in [
            "",
            "localhost:80",
            "ftp://a/",
            "http:///x",
            "http://a:0/",
            "http://a:x/",
            "http://me:secret@a/",
            "http://a/\r\nX: y",
            "http://a b/",
            "http://a/#x",
            "http://é/",
        ] {
            assert_eq!(System::parse(text), Err(NoSystem::Address), "{text:?}");
        }
        let is_elsewhere = |text: &str| System::parse(text).unwrap().is_elsewhere();
        assert!(
            !is_elsewhere("http://LOCALHOST/") && !is_elsewhere("http://127.0.0.1/") && !is_elsewhere("http://[::1]/")
        );
        assert!(is_elsewhere("http://10.0.0.1/") && is_elsewhere("http://localhost.example/"));
    }

    #[test]
    fn a_header_is_one_line_that_shows_nothing() {
        let header = Header::parse("Authorization: Bearer abc").unwrap();
        assert_eq!(format!("{header:?}"), "Authorization: …");
        for line in ["Authorization", "A b: c", "X: a\r\nY: b", "Host: other", "X:", ": x"] {
            assert_eq!(Header::parse(line), None, "{line:?}");
        }
    }

    #[test]
    fn pieces_are_put_together() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), Ok(Some(b"abcde".to_vec())));
        assert_eq!(unchunked(b"3\r\nab"), Ok(None));
        assert_eq!(unchunked(b"zz\r\n"), Err(Trouble::NotFhir));
        assert_eq!(unchunked(b"ffffffffffff\r\n"), Err(Trouble::NotFhir));
    }
}
