//! Writes what a package brings beside the program: man pages in English and French, completions for bash, zsh and fish, and the
//! licences of what it is built from.
//! `cargo run --example packaging -- FOLDER` lays them out as they lie below `/usr/share`.

mod completions;
mod licences;
mod pages;

use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "say into which folder"))?;
    for (path, text) in pages::all().into_iter().chain(completions::all()).chain([licences::list()?]) {
        write(&folder.join(path), &text)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}
