//! The program: hands the arguments to the command line, and opens the window where that is asked for.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use mesomap::cli::{self, Outcome};

fn main() -> ExitCode {
    let outcome = {
        let mut out = BufWriter::new(io::stdout().lock());
        cli::run(std::env::args_os(), &mut out, &mut io::stderr().lock())
    };
    match outcome {
        Outcome::Done(status) => status.into(),
        Outcome::Window(path) => open_window(path),
    }
}

#[cfg(feature = "app")]
fn open_window(path: Option<PathBuf>) -> ExitCode {
    mesomap::app::run(mesomap::app::StartOptions { path, ..Default::default() })
}

#[cfg(not(feature = "app"))]
fn open_window(_path: Option<PathBuf>) -> ExitCode {
    cli::no_window_in_this_build(&mut io::stderr().lock()).into()
}
