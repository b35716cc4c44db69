//! What the program remembers between starts: the last library, who treats, the window's theme.

use std::path::PathBuf;

use eframe::egui::ThemePreference;

use crate::atlas::guides::GuideSet;
use crate::text::Language;

/// Remembered between starts; never part of a record.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// The library that was open last.
    pub library: Option<PathBuf>,
    /// The patient's folder that was open last.
    pub patient: Option<PathBuf>,
    /// The course's folder that was open last.
    pub course: Option<PathBuf>,
    /// The session's file that was open last.
    pub session: Option<PathBuf>,
    /// Where pictures were exported to last.
    pub export_folder: Option<PathBuf>,
    /// Who treats; offered for the next session.
    pub clinician: String,
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            library: None,
            patient: None,
            course: None,
            session: None,
            export_folder: None,
            clinician: String::new(),
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
        }
    }
}
