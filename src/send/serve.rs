//! The page for the browsers of this machine: a few files by HTTP (RFC 9112), to nobody else.
//!
//! Every answer says that the page stands alone, which browsers want of one whose threads share memory, and that it may load from
//! nowhere else. What is served was read before: no address leads to another file.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// How long a browser may take to ask, and to take an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest question that is read, in bytes.
const LONGEST: u64 = 16 << 10;
/// What a folder is asked for by its address alone.
const FIRST: &str = "index.html";
/// As the page's own; there a browser reads it too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src blob:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// Files by their names.
#[derive(Debug)]
pub struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    /// These files; `None` where there is no first page among them.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Option<Self> {
        files.contains_key(FIRST).then_some(Self(files))
    }

    /// Answers browsers until the listener breaks.
    ///
    /// # Errors
    ///
    /// What the system says when no thread is to be had, or the listener broke.
    pub fn serve(self, listener: &TcpListener) -> io::Result<()> {
        let site = Arc::new(self);
        for asked in listener.incoming() {
            let (asked, site) = (asked?, Arc::clone(&site));
            let answer = move || {
                // Who goes away before the answer wants none.
                let _ = site.answer(&asked);
            };
            std::thread::Builder::new().name("serve".to_owned()).spawn(answer)?;
        }
        Ok(())
    }

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream.take(LONGEST)).lines();
        let question = lines.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))?;
        // The rest of the head is read so that closing doesn't look like a fault.
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        self.write(&question, stream)
    }

    fn write(&self, question: &str, mut to: impl Write) -> io::Result<()> {
        let mut words = question.split(' ');
        let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let name = address.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let name = if name.is_empty() { FIRST } else { name };
        let (status, kind, body) = match (method, self.0.get(name)) {
            ("GET" | "HEAD", Some(bytes)) => ("200 OK", kind(name), bytes.as_slice()),
            ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", &b"not found"[..]),
            _ => ("405 Method Not Allowed", "text/plain", &b"only GET"[..]),
        };
        write!(
            to,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
             Cache-Control: no-cache\r\nCross-Origin-Opener-Policy: same-origin\r\n\
             Cross-Origin-Embedder-Policy: require-corp\r\nX-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\nContent-Security-Policy: {POLICY}\r\n\r\n",
            body.len()
        )?;
        if method != "HEAD" {
            to.write_all(body)?;
        }
        to.flush()
    }
}

/// Listens to this machine alone.
///
/// # Errors
///
/// What the system says: that another program has the port, above all.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(question: &str) -> String {
        let files = [("index.html", "<html>"), ("mesomap.wasm", "\0asm")];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let site = Site::of(files.into()).expect("there is a first page");
        let mut bytes = Vec::new();
        site.write(question, &mut bytes).expect("memory");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn the_page_stands_alone() {
        let page = answer("GET / HTTP/1.1");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.ends_with("\r\n\r\n<html>"), "{page}");
        for said in ["Opener-Policy: same-origin", "Embedder-Policy: require-corp", "default-src 'none'", "text/html"] {
            assert!(page.contains(said), "{said} is missing");
        }
        assert!(answer("GET /mesomap.wasm?x HTTP/1.1").contains("application/wasm"));
        assert!(answer("HEAD / HTTP/1.1").ends_with("\r\n\r\n"));
    }

    #[test]
    fn nothing_else_is_served() {
        for question in ["GET /../Cargo.toml HTTP/1.1", "GET //etc/passwd HTTP/1.1", "GET /x HTTP/1.1"] {
            assert!(answer(question).starts_with("HTTP/1.1 404"), "{question}");
        }
        for question in ["POST / HTTP/1.1", "", "\0\u{ff}", "GET"] {
            assert!(!answer(question).contains("200 OK") || question == "GET", "{question}");
        }
        assert!(Site::of(BTreeMap::new()).is_none());
    }

    #[test]
    fn browsers_of_this_machine_are_answered() {
        let listener = listen(0).expect("a port");
        let address = listener.local_addr().expect("its address");
        let files = BTreeMap::from([(FIRST.to_owned(), b"page".to_vec())]);
        std::thread::spawn(move || Site::of(files).expect("a page").serve(&listener));
        for _ in 0..3 {
            let mut stream = TcpStream::connect(address).expect("it listens");
            stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it reads");
            let mut text = String::new();
            stream.read_to_string(&mut text).expect("it answers");
            assert!(text.ends_with("page"), "{text}");
        }
    }
}
