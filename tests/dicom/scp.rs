//! An archive of the test's own: it takes, refuses, keeps silent, or does what no archive should.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses what it needs")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use dicom_ul::Pdu;
use dicom_ul::association::server::ServerAssociationOptions;
use dicom_ul::pdu::{PDataValue, PDataValueType};

/// What an archive does with one connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Does {
    /// Takes everything.
    Takes,
    /// Takes everything, in the implicit syntax alone.
    TakesImplicit,
    /// Answers every object with this status.
    Answers(u16),
    /// Knows itself by another title.
    Rejects,
    /// Takes one object, and closes the connection.
    TakesOne,
    /// Takes the connection and says nothing.
    KeepsSilent,
    /// Sends a byte now and then, and never enough.
    Drips,
    /// Speaks HTTP.
    SpeaksHttp,
    /// Announces a unit of 4 GiB.
    Boasts,
    /// Answers with a unit that makes no sense.
    Babbles,
}

/// What was stored, as it came over the line.
pub(crate) type Stored = Arc<Mutex<Vec<Vec<u8>>>>;

/// An archive that does one thing after the other, one for each connection; gives its address, `127.0.0.1:PORT`.
pub(crate) fn archive(does: &[Does]) -> (String, Stored) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap().to_string();
    let (stored, does) = (Stored::default(), does.to_vec());
    let theirs = Arc::clone(&stored);
    thread::spawn(move || {
        for does in does {
            let (stream, _) = listener.accept().unwrap();
            // A connection that breaks is what some of them are for.
            _ = serve(stream, does, &theirs);
        }
    });
    (place, stored)
}

fn serve(mut stream: TcpStream, does: Does, stored: &Stored) -> Option<()> {
    match does {
        Does::KeepsSilent => _ = stream.read_to_end(&mut Vec::new()),
        Does::SpeaksHttp => stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").ok()?,
        Does::Boasts => stream.write_all(&[2, 0, 255, 255, 255, 255]).ok()?,
        Does::Babbles => stream.write_all(&[2, 0, 0, 0, 0, 3, 1, 2, 3]).ok()?,
        Does::Drips => {
            stream.write_all(&[2, 0, 0, 0, 200, 0]).ok()?;
            while stream.write_all(&[0]).is_ok() {
                thread::sleep(std::time::Duration::from_millis(20));
            }
        }
        Does::Takes | Does::TakesImplicit | Does::TakesOne | Does::Answers(_) | Does::Rejects => {
            associated(stream, does, stored)?;
        }
    }
    // What was sent is heard before the connection ends.
    Some(())
}

fn associated(stream: TcpStream, does: Does, stored: &Stored) -> Option<()> {
    let mut options = ServerAssociationOptions::new().accept_called_ae_title().ae_title("TEST");
    if let Does::Rejects = does {
        options = options.ae_title("ANOTHER");
    }
    for class in ["1.2.840.10008.1.1", "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.104.1"] {
        options = options.with_abstract_syntax(class);
    }
    let syntaxes: &[&str] = match does {
        Does::TakesImplicit => &["1.2.840.10008.1.2"],
        _ => &["1.2.840.10008.1.2.1", "1.2.840.10008.1.2"],
    };
    for syntax in syntaxes {
        options = options.with_transfer_syntax(*syntax);
    }
    let mut open = options.establish(stream).ok()?;
    let (mut command, mut data) = (Vec::new(), Vec::new());
    loop {
        match open.receive().ok()? {
            Pdu::PData { data: values } => {
                for value in values {
                    let is_command = value.value_type == PDataValueType::Command;
                    (if is_command { &mut command } else { &mut data }).extend(value.data);
                    let is_echo = number(&command, 0x0100) == Some(0x0030);
                    if !value.is_last || is_command && !is_echo {
                        continue;
                    }
                    if !is_echo {
                        stored.lock().unwrap().push(std::mem::take(&mut data));
                    }
                    let status = if let (Does::Answers(status), false) = (does, is_echo) { status } else { 0 };
                    let data = answer(&std::mem::take(&mut command), status);
                    let value = PDataValue {
                        presentation_context_id: value.presentation_context_id,
                        value_type: PDataValueType::Command,
                        is_last: true,
                        data,
                    };
                    open.send(&Pdu::PData { data: vec![value] }).ok()?;
                    if let Does::TakesOne = does {
                        return None;
                    }
                }
            }
            Pdu::ReleaseRQ => return open.send(&Pdu::ReleaseRP).ok(),
            _ => return None,
        }
    }
}

/// The value of an element of a command.
fn number(command: &[u8], wanted: u16) -> Option<u16> {
    let mut rest = command;
    while rest.len() >= 8 {
        let length = u32::from_le_bytes(rest[4..8].try_into().unwrap()) as usize;
        if u16::from_le_bytes([rest[2], rest[3]]) == wanted {
            return Some(u16::from_le_bytes([rest[8], rest[9]]));
        }
        rest = rest.get(8 + length..)?;
    }
    None
}

fn answer(command: &[u8], status: u16) -> Vec<u8> {
    let element = |number: u16, value: &[u8]| {
        let mut bytes = vec![0, 0];
        bytes.extend(number.to_le_bytes());
        bytes.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
        bytes.extend(value);
        bytes
    };
    let mut rest = element(0x0100, &(number(command, 0x0100).unwrap() | 0x8000).to_le_bytes());
    rest.extend(element(0x0120, &number(command, 0x0110).unwrap().to_le_bytes()));
    rest.extend(element(0x0800, &0x0101_u16.to_le_bytes()));
    rest.extend(element(0x0900, &status.to_le_bytes()));
    if status != 0 {
        rest.extend(element(0x0902, b"no\x1b[2J room"));
    }
    [element(0, &u32::try_from(rest.len()).unwrap().to_le_bytes()), rest].concat()
}
