//! A connection to another system: every connecting, writing and reading ends after a set time, whatever the other side does.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::Trouble;
use super::pdu::{self, MOST, Unit};

/// How long the other side may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// To be found and to take the connection.
    pub connect: Duration,
    /// For each answer, and for each object to be taken.
    pub answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_mins(1) }
    }
}

/// A connection that is up.
#[derive(Debug)]
pub(super) struct Line {
    stream: TcpStream,
    answer: Duration,
}

impl Line {
    /// Connects to a host, trying every address that it has.
    pub(super) fn connect(host: &str, port: u16, limits: Limits) -> Result<Self, Trouble> {
        // A browser opens no such connection, and has no such clock.
        if cfg!(target_family = "wasm") {
            return Err(Trouble::Unreachable(ErrorKind::Unsupported));
        }
        let until = Instant::now() + limits.connect;
        let addresses = addresses(host, port, limits.connect)?;
        let mut last = Trouble::NoHost;
        for address in addresses {
            match TcpStream::connect_timeout(&address, left(until)?) {
                Ok(stream) => {
                    // Small questions wait for nothing; where that can't be set they come a little later.
                    _ = stream.set_nodelay(true);
                    return Ok(Self { stream, answer: limits.answer });
                }
                Err(why) if is_late(why.kind()) => last = Trouble::Silent,
                Err(why) => last = Trouble::Unreachable(why.kind()),
            }
        }
        Err(last)
    }

    /// Sends bytes.
    pub(super) fn send(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let until = Instant::now() + self.answer;
        let mut rest = bytes;
        while !rest.is_empty() {
            self.stream.set_write_timeout(Some(left(until)?)).map_err(|why| Trouble::Broken(why.kind()))?;
            match self.stream.write(rest) {
                Ok(0) => return Err(Trouble::Closed),
                Ok(count) => rest = &rest[count..],
                Err(why) => broken(why.kind())?,
            }
        }
        Ok(())
    }

    /// The next unit that arrives.
    pub(super) fn receive(&mut self) -> Result<Unit, Trouble> {
        let until = Instant::now() + self.answer;
        let mut head = [0; 6];
        self.fill(&mut head, until)?;
        let length = u32::from_be_bytes([head[2], head[3], head[4], head[5]]);
        if length > MOST {
            return Err(Trouble::Nonsense);
        }
        let mut body = vec![0; length as usize];
        self.fill(&mut body, until)?;
        pdu::read(head[0], &body).ok_or(Trouble::Nonsense)
    }

    /// Until when an answer that is asked for now is waited for.
    pub(super) fn until(&self) -> Instant {
        Instant::now() + self.answer
    }

    /// What arrives next, at most 64 KiB; nothing where the other side is done.
    pub(super) fn some(&mut self, until: Instant) -> Result<Vec<u8>, Trouble> {
        let mut bytes = vec![0; 64 << 10];
        loop {
            self.stream.set_read_timeout(Some(left(until)?)).map_err(|why| Trouble::Broken(why.kind()))?;
            match self.stream.read(&mut bytes) {
                Ok(count) => {
                    bytes.truncate(count);
                    return Ok(bytes);
                }
                Err(why) => broken(why.kind())?,
            }
        }
    }

    fn fill(&mut self, bytes: &mut [u8], until: Instant) -> Result<(), Trouble> {
        let mut filled = 0;
        while filled < bytes.len() {
            self.stream.set_read_timeout(Some(left(until)?)).map_err(|why| Trouble::Broken(why.kind()))?;
            match self.stream.read(&mut bytes[filled..]) {
                Ok(0) => return Err(Trouble::Closed),
                Ok(count) => filled += count,
                Err(why) => broken(why.kind())?,
            }
        }
        Ok(())
    }
}

fn is_late(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

/// Nothing where it is to be tried once more.
fn broken(kind: ErrorKind) -> Result<(), Trouble> {
    match kind {
        ErrorKind::Interrupted => Ok(()),
        kind if is_late(kind) => Err(Trouble::Silent),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => Err(Trouble::Closed),
        kind => Err(Trouble::Broken(kind)),
    }
}

/// The time that is left; none is as if nobody answered.
fn left(until: Instant) -> Result<Duration, Trouble> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(Trouble::Silent) } else { Ok(left) }
}

/// The addresses of a host. The system sets no limit to how long it looks for them, so it does beside this.
fn addresses(host: &str, port: u16, within: Duration) -> Result<Vec<SocketAddr>, Trouble> {
    let (found, finds) = mpsc::channel();
    let host = host.to_owned();
    let look = move || {
        let addresses = (host.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
        // Who asked may have given up.
        _ = found.send(addresses);
    };
    let thread = std::thread::Builder::new().name("host".to_owned()).spawn(look);
    thread.map_err(|why| Trouble::Unreachable(why.kind()))?;
    match finds.recv_timeout(within) {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(_unknown)) => Err(Trouble::NoHost),
        Err(_late) => Err(Trouble::Silent),
    }
}
