//! The program: hands the arguments to the command line, and opens the window where that is asked for; in a browser there is the
//! window alone.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    desktop::main()
}

#[cfg(target_family = "wasm")]
fn main() {
    mesomap::app::open_page();
}

#[cfg(not(target_family = "wasm"))]
mod desktop {
    use std::io::{self, BufWriter};
    use std::path::PathBuf;
    use std::process::ExitCode;
    #[cfg(feature = "app")]
    use std::process::Stdio;

    use mesomap::cli::{self, Outcome};
    use mesomap::scene::text;
    use mesomap::store::{FontFile, system_font_with};
    use mesomap::text::Language;

    pub(super) fn main() -> ExitCode {
        let language = Language::first_of(locales());
        text::use_system_fonts(|character| {
            let FontFile { name, bytes, index } = system_font_with(character)?;
            Some(text::SystemFont { name, bytes, index })
        });
        let outcome = {
            let mut out = BufWriter::new(io::stdout().lock());
            cli::run(std::env::args_os(), language, &mut out, &mut io::stderr().lock())
        };
        match outcome {
            Outcome::Done(status) => status.into(),
            Outcome::Window(path) => open_window(path, language),
        }
    }

    /// What the reader reads, best first. Windows asks the reader's settings alone; there too a command line may name another in
    /// the environment, as it may everywhere else.
    fn locales() -> impl Iterator<Item = String> {
        let named: &[&str] = if cfg!(windows) { &["LC_ALL", "LC_MESSAGES", "LANG"] } else { &[] };
        named.iter().filter_map(|name| std::env::var(name).ok()).chain(sys_locale::get_locales())
    }

    /// Where a console is opened beside every program of the command line, its twin that needs none.
    #[cfg(feature = "app")]
    fn twin() -> Option<PathBuf> {
        let own = std::env::current_exe().ok()?;
        let twin = own.with_file_name(format!("mesomap-window{}", std::env::consts::EXE_SUFFIX));
        (own.file_stem()? == "mesomap" && twin.is_file()).then_some(twin)
    }

    #[cfg(feature = "app")]
    fn open_window(path: Option<PathBuf>, language: Language) -> ExitCode {
        // It outlives this program, so it holds on to none of its streams: whoever reads them would wait for the window to close.
        let started = twin().map(|twin| {
            let mut command = std::process::Command::new(twin);
            command.args(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
        });
        if let Some(Ok(_goes_on)) = started {
            return ExitCode::SUCCESS;
        }
        mesomap::app::run(mesomap::app::StartOptions { path, language, ..Default::default() })
    }

    #[cfg(not(feature = "app"))]
    fn open_window(_path: Option<PathBuf>, language: Language) -> ExitCode {
        cli::no_window_in_this_build(language, &mut io::stderr().lock()).into()
    }
}
