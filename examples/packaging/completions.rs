//! Completions of three shells, each with the path below `/usr/share` at which the shell looks for it.

use clap_complete::{Shell, generate};
use mesomap::text::Language;

/// Where each shell looks.
const SHELLS: [(Shell, &str); 3] = [
    (Shell::Bash, "bash-completion/completions/mesomap"),
    (Shell::Zsh, "zsh/vendor-completions/_mesomap"),
    (Shell::Fish, "fish/vendor_completions.d/mesomap.fish"),
];

/// All of them: path and text. The words beside a completion are English, for a shell reads one file whatever the language.
pub(crate) fn all() -> Vec<(String, String)> {
    let text = |shell| {
        let mut bytes = Vec::new();
        generate(shell, &mut mesomap::cli::command(Language::English), "mesomap", &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    SHELLS.map(|(shell, path)| (path.to_owned(), text(shell))).into()
}
