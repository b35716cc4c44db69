//! What the program remembers between starts: the last library, who treats, the window's theme.

use std::path::PathBuf;

use eframe::egui::ThemePreference;

use crate::atlas::guides::GuideSet;
use crate::compare::Options;
use crate::export::Format;
use crate::text::Language;

use super::archive::ArchiveSettings;

/// What was chosen and open in the library last, by tokens that tell nobody a name: folders are called as patients are.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The patient's folder.
    pub patient: Option<String>,
    /// The course's folder.
    pub course: Option<String>,
    /// The session's record.
    pub session: Option<String>,
}

/// Remembered between starts; never part of a record.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// The library that was open last.
    pub library: Option<PathBuf>,
    /// What was chosen and open in it last.
    pub last: Remembered,
    /// Where pictures were exported to last.
    pub export_folder: Option<PathBuf>,
    /// The folder that another program watches, as it was chosen last.
    pub watched_folder: Option<PathBuf>,
    /// The format of the last export.
    pub export_format: Format,
    /// Where sessions were sent to last.
    pub archive: ArchiveSettings,
    /// Where record systems listen, as it was typed last.
    pub record_system: String,
    /// Who treats; offered for the next session.
    pub clinician: String,
    /// Who signed last, by the identifier in the library.
    pub last_signer: Option<String>,
    /// For how many minutes a passphrase stays known.
    pub unlocked_min: u32,
    /// The language of the interface; the system's where none was chosen.
    pub language: Option<Language>,
    /// Light, dark or the system's.
    pub theme: ThemePreference,
    /// Region boundaries and names on the canvas.
    pub regions: bool,
    /// Lines to measure by and danger zones on the canvas.
    pub guides: GuideSet,
    /// The earlier session as a ghost.
    pub ghost: bool,
    /// Whether marks are drawn to the midline, landmarks and other marks' heights.
    pub snaps: bool,
    /// Whether the tools stand at the left and the patients at the right.
    pub left_handed: bool,
    /// Whether controls are as large as a finger needs them, though none was seen.
    pub large_targets: bool,
    /// Whether a session's record says how long charting took.
    pub records_time: bool,
    /// Matching tolerance of comparisons, in millimetres.
    pub tolerance_mm: f32,
    /// The noise floor of comparisons: what lies elsewhere by less isn't called moved, in millimetres.
    pub moved_from_mm: f32,
    /// Whether only what lies elsewhere than its part of the body as a whole counts as moved.
    pub without_shift: bool,
}

impl Settings {
    /// How points of two sessions are paired.
    pub(super) fn matching(&self) -> Options {
        Options {
            tolerance_mm: self.tolerance_mm,
            moved_from_mm: self.moved_from_mm,
            without_shift: self.without_shift,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            library: None,
            last: Remembered::default(),
            export_folder: None,
            watched_folder: None,
            export_format: Format::Png,
            archive: ArchiveSettings::default(),
            record_system: String::new(),
            clinician: String::new(),
            last_signer: None,
            unlocked_min: 15,
            language: None,
            theme: ThemePreference::System,
            regions: false,
            guides: GuideSet::NONE,
            ghost: true,
            snaps: false,
            left_handed: false,
            large_targets: false,
            records_time: false,
            tolerance_mm: 5.0,
            moved_from_mm: 1.0,
            without_shift: false,
        }
    }
}
