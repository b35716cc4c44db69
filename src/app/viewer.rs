//! The system's program for documents, which prints them too: the program itself knows no printer.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Why a document isn't shown.
#[derive(Debug)]
pub enum NotShown {
    /// There is no program on this machine that would.
    NoViewer,
    /// The system says so.
    System(io::Error),
}

/// A way to show a document; called beside the window.
pub trait Viewer: Send + Sync {
    /// Shows the document in a file.
    ///
    /// # Errors
    ///
    /// When nothing shows it, as far as that can be told.
    fn show(&self, file: &Path) -> Result<(), NotShown>;
}

/// What the system opens documents with.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemViewer;

impl Viewer for SystemViewer {
    fn show(&self, file: &Path) -> Result<(), NotShown> {
        let child = opener(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map_err(no_viewer).and_then(settled)
    }
}

/// No such program: documents are exported, and opened by hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoViewer;

impl Viewer for NoViewer {
    fn show(&self, _file: &Path) -> Result<(), NotShown> {
        Err(NotShown::NoViewer)
    }
}

/// Whether a program of this system may have no standard error that anybody sees, and needs the graphics driver's OpenGL.
pub(super) const IS_WINDOWS: bool = cfg!(target_os = "windows");

fn opener(file: &Path) -> Command {
    if IS_WINDOWS {
        let mut command = Command::new("rundll32.exe");
        command.arg("url.dll,FileProtocolHandler").arg(file);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(file);
        command
    }
}

fn no_viewer(why: io::Error) -> NotShown {
    match why.kind() {
        // A browser starts no programs.
        io::ErrorKind::NotFound | io::ErrorKind::Unsupported => NotShown::NoViewer,
        _ => NotShown::System(why),
    }
}

/// A starter that finds nothing ends with an error at once; one that goes on is the viewer itself.
fn settled(mut child: Child) -> Result<(), NotShown> {
    const LOOKS: u32 = 40;
    const EVERY: Duration = Duration::from_millis(50);
    for _ in 0..LOOKS {
        match child.try_wait().map_err(NotShown::System)? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(NotShown::NoViewer),
            None => std::thread::sleep(EVERY),
        }
    }
    Ok(())
}
