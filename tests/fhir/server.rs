//! A record system of the test's own: one answer for each connection, and what it was sent.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server does with one connection.
#[derive(Clone, Debug)]
pub(crate) enum Does {
    /// Answers with this status and body.
    Answers(&'static str, String),
    /// Answers in pieces, after a "go on".
    InPieces(String),
    /// Hears all and says nothing.
    KeepsSilent,
    /// Closes without an answer.
    HangsUp,
    /// Says this instead of HTTP.
    Says(&'static str),
}

/// What it was sent: the head, and the body.
pub(crate) type Heard = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A server that does one thing after the other; gives its address and what it heard.
pub(crate) fn server(does: &[Does]) -> (String, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/fhir", listener.local_addr().unwrap());
    let (heard, does) = (Heard::default(), does.to_vec());
    let theirs = Arc::clone(&heard);
    thread::spawn(move || {
        for does in does {
            let (stream, _) = listener.accept().unwrap();
            // A connection that breaks is what some of them are for.
            _ = serve(stream, &does, &theirs);
        }
    });
    (address, heard)
}

fn serve(mut stream: TcpStream, does: &Does, heard: &Heard) -> std::io::Result<()> {
    let request = request(&mut stream)?;
    heard.lock().unwrap().push(request);
    match does {
        Does::Answers(status, body) => {
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Type: application/fhir+json\r\nContent-Length: {length}\r\n\r\n{body}"
            )
        }
        Does::InPieces(body) => {
            write!(stream, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            for piece in body.as_bytes().chunks(7) {
                write!(stream, "{:x}\r\n{}\r\n", piece.len(), String::from_utf8_lossy(piece))?;
            }
            write!(stream, "0\r\n\r\n")
        }
        Does::KeepsSilent => stream.read_to_end(&mut Vec::new()).map(|_closed| ()),
        Does::HangsUp => Ok(()),
        Does::Says(words) => write!(stream, "{words}"),
    }
}

fn request(stream: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let (mut bytes, mut more) = (Vec::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut more)?;
        bytes.extend(&more[..count]);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
            if bytes.len() >= end + 4 + length.parse::<usize>().unwrap() {
                return Ok((head, bytes.split_off(end + 4)));
            }
        }
        assert!(count > 0, "the line went down");
    }
}

/// The answer to a transaction of which everything was stored.
pub(crate) fn stored() -> String {
    let entry = r#"{"response":{"status":"201 Created"}}"#;
    format!(r#"{{"resourceType":"Bundle","type":"transaction-response","entry":[{entry},{entry}]}}"#)
}
