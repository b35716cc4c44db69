//! What to do when the window can't be opened: what is missing, what to install, and what works without it.

use crate::text::Texts;

/// The Debian and Ubuntu packages without which no window opens, found by adding one at a time to a bare Debian 12.
const PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1";

/// A command that makes a picture without a window.
const EXPORT_COMMAND: &str = "mesomap export SESSION.ron --view face-front -o face-front.png";

/// What a window needs of a machine, and where that comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// A display server, and packages.
    Linux,
    /// The driver of the graphics card.
    Windows,
}

/// What to print when the window can't be opened because of `error`: several lines, the last without an end.
pub fn no_window_advice(error: &str, machine: Machine, texts: &Texts) -> String {
    if machine == Machine::Windows {
        let places = [("error", error.trim().into()), ("command", EXPORT_COMMAND.into())];
        return texts.with("no-window-advice-windows", &places);
    }
    let places = [("error", error.trim().into()), ("packages", PACKAGES.into()), ("command", EXPORT_COMMAND.into())];
    texts.with("no-window-advice", &places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_names_the_error_the_packages_and_a_command_that_works() {
        let advice = no_window_advice("XNotSupported\n", Machine::Linux, &Texts::english());
        for part in ["XNotSupported", "apt-get install libx11-6", "libgl1", "mesomap export"] {
            assert!(advice.contains(part), "{part} is missing from: {advice}");
        }
        assert!(advice.lines().all(|line| line.chars().count() <= 110), "{advice}");
        let advice = no_window_advice("egui_glow requires opengl 2.0+.", Machine::Windows, &Texts::english());
        for part in ["requires opengl 2.0+", "OpenGL 2.0", "Remote Desktop", "driver", "mesomap export"] {
            assert!(advice.contains(part), "{part} is missing from: {advice}");
        }
        assert!(!advice.contains("apt-get") && advice.lines().all(|line| line.chars().count() <= 110), "{advice}");
    }
}
