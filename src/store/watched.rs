//! A folder that another program watches: a document appears in it whole, after the file that says what it is, and never in the
//! place of another.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::depot::host::patiently;

/// The most names that are tried where the first are in use.
const MOST: u32 = 999;

/// Puts a document and what is said of it into a folder: `NAME.json`, then `NAME.pdf`; where a name is in use, `NAME (2)`.
/// `card` says what is said of the document under a name, differently every time. Nothing stays of what didn't succeed.
///
/// # Errors
///
/// When the folder isn't there or can't be written, or all names are in use.
pub fn drop_into(folder: &Path, name: &str, pdf: &[u8], card: impl Fn(&str) -> Vec<u8>) -> io::Result<PathBuf> {
    // A folder of another machine that isn't connected now must not be made here.
    if !folder.is_dir() {
        return Err(ErrorKind::NotFound.into());
    }
    let part = Part::write(folder, pdf)?;
    for at in 1..=MOST {
        let name = if at == 1 { name.to_owned() } else { format!("{name} ({at})") };
        let [document, said] = ["pdf", "json"].map(|ending| folder.join(format!("{name}.{ending}")));
        if document.exists() {
            continue;
        }
        let card = Part::write(folder, &card(&format!("{name}.pdf")))?;
        if !card.named(&said)? {
            continue;
        }
        match part.named(&document) {
            Ok(true) => {
                sync(folder);
                return Ok(document);
            }
            // Somebody took the name for something else: what is said is of no document.
            Ok(false) => patiently(|| fs::remove_file(&said))?,
            Err(why) => {
                _ = patiently(|| fs::remove_file(&said));
                return Err(why);
            }
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A file under a name that no watcher takes; gone when it is dropped.
struct Part {
    path: PathBuf,
}

impl Part {
    fn write(folder: &Path, bytes: &[u8]) -> io::Result<Self> {
        let path = folder.join(format!(".{}.part", uuid::Uuid::now_v7()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let part = Self { path };
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(part)
    }

    /// Gives it its name, unless that is in use.
    fn named(&self, name: &Path) -> io::Result<bool> {
        match patiently(|| fs::hard_link(&self.path, name)) {
            Ok(()) => Ok(true),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => Ok(false),
            // A file system without links: the name is looked at first, and nobody but a stranger takes it in between.
            Err(_no_links) if name.exists() => Ok(false),
            Err(_no_links) => patiently(|| fs::rename(&self.path, name)).map(|()| true),
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        _ = patiently(|| fs::remove_file(&self.path));
    }
}

/// So that names last too; where a system can't, they last a little less surely.
fn sync(folder: &Path) {
    _ = File::open(folder).and_then(|folder| folder.sync_all());
}
