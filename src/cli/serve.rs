//! `mesomap serve`: the window as a page for the browsers of this machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::advice::system_error_text;
use crate::send::{Site, listen};

use super::arguments::Serve;
use super::names;
use super::{Context, Failure, Status, bytes_of};

/// The most that is read of a file of the page, in bytes.
const MOST: usize = 64 << 20;
/// The most files that a page has.
const MOST_FILES: usize = 200;

/// Serves until it is stopped.
pub(super) fn run(wanted: &Serve, context: &mut Context<'_>) -> Result<Status, Failure> {
    let folder = match &wanted.folder {
        Some(folder) => folder.clone(),
        None => beside_the_program().ok_or_else(|| Failure::File(context.texts.get("cli-serve-no-page")))?,
    };
    let site = read(&folder).map_err(|why| failed(&folder, &why, context))?;
    let no_page =
        || Failure::File(context.texts.with("cli-serve-not-a-page", &[("path", names::path(&folder).into())]));
    let site = Site::of(site).ok_or_else(no_page)?;
    let port = wanted.port;
    let no_port = |why: std::io::Error| {
        let why = system_error_text(&why, &context.texts);
        Failure::File(
            context.texts.with("cli-serve-no-port", &[("port", port.to_string().into()), ("why", why.into())]),
        )
    };
    let listener = listen(port).map_err(no_port)?;
    let port = listener.local_addr()?.port();
    writeln!(context.out, "{}", context.texts.with("cli-serve-at", &[("port", port.to_string().into())]))?;
    context.out.flush()?;
    site.serve(&listener).map_err(|why| failed(&folder, &why, context))?;
    Ok(Status::Done)
}

fn failed(folder: &Path, why: &std::io::Error, context: &Context<'_>) -> Failure {
    let why = system_error_text(why, &context.texts);
    let places = [("path", names::path(folder).into()), ("why", why.into())];
    Failure::File(context.texts.with("cli-serve-unreadable", &places))
}

/// The page that came with this program: beside it, or where it was installed or built.
fn beside_the_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let beside = program.parent()?;
    let above = beside.parent()?;
    let places = [beside.join("web"), above.join("share/mesomap/web"), above.join("web")];
    places.into_iter().find(|folder| folder.join("index.html").is_file())
}

fn read(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let files = crate::store::names_in(folder)?.into_iter().filter(|(_, is_folder)| !is_folder).take(MOST_FILES);
    files.map(|(name, _)| Ok((name.clone(), bytes_of(&folder.join(name), MOST)?))).collect()
}
