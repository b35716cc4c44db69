//! Everything that can be asked of the program by name: text, shortcut and menu in one place.

use std::sync::LazyLock;

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::atlas::guides::GuideKind;
use crate::chart::{EditKind, EditName};
use crate::geom::Vec2;
use crate::text::Texts;

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Menu {
    /// Library and files.
    File,
    /// Undo and the selection.
    Edit,
    /// What is laid, and with what.
    Tools,
    /// What is shown.
    View,
    /// Colours and language.
    Settings,
    /// About the program.
    Help,
}

impl Menu {
    /// Every menu.
    pub(super) const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Tools, Self::View, Self::Settings, Self::Help];

    /// Its title.
    pub(super) fn title(self, texts: &Texts) -> String {
        match self {
            Self::File => texts.get("menu-file"),
            Self::Edit => texts.get("menu-edit"),
            Self::Tools => texts.get("menu-tools"),
            Self::View => texts.get("menu-view"),
            Self::Settings => texts.get("menu-settings"),
            Self::Help => texts.get("menu-help"),
        }
    }
}

macro_rules! shortcut {
    () => {
        None
    };
    ($keys:expr) => {
        Some($keys)
    };
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident: $key:literal, $menu:ident $(, $shortcut:expr)?;)*) => {
        /// What can be asked of the program by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Command { $($(#[$doc])* $name,)* }

        impl Command {
            /// Every command, in the order of menus and palette.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// What it is called.
            pub(super) fn text(self, texts: &Texts) -> String {
                match self { $(Self::$name => texts.get($key),)* }
            }

            /// The menu that lists it.
            pub(super) fn menu(self) -> Menu {
                match self { $(Self::$name => Menu::$menu,)* }
            }

            /// The keys that ask for it.
            pub(super) fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => shortcut!($($shortcut)?),)* }
            }
        }
    };
}

impl Command {
    /// Every command that has keys, combinations with Shift first: egui lets Ctrl+Shift+Z pass for Ctrl+Z.
    pub(super) fn shortcuts() -> &'static [(Self, KeyboardShortcut)] {
        static ALL: LazyLock<Vec<(Command, KeyboardShortcut)>> = LazyLock::new(|| {
            let keyed = Command::ALL.iter().filter_map(|&command| Some((command, command.shortcut()?)));
            let mut all: Vec<_> = keyed.collect();
            all.sort_by_key(|(_, keys)| !keys.modifiers.shift);
            all
        });
        &ALL
    }
}

/// Keys as the language's keyboards name them, such as `Ctrl+Shift+S` or `Ctrl+Maj+S`.
pub(super) fn keys_text(ctx: &Context, keys: KeyboardShortcut, texts: &Texts) -> String {
    let all = ctx.format_shortcut(&keys);
    let modifiers = all.strip_suffix(keys.logical_key.name()).unwrap_or_default();
    modifiers.replace("Shift", &texts.get("key-shift")) + &key_name(keys.logical_key, texts)
}

/// The name of one key; letters, digits and F keys are called the same everywhere.
fn key_name(key: Key, texts: &Texts) -> String {
    match key {
        Key::ArrowLeft => texts.get("key-left"),
        Key::ArrowRight => texts.get("key-right"),
        Key::ArrowUp => texts.get("key-up"),
        Key::ArrowDown => texts.get("key-down"),
        Key::PageUp => texts.get("key-page-up"),
        Key::PageDown => texts.get("key-page-down"),
        Key::Home => texts.get("key-home"),
        Key::End => texts.get("key-end"),
        Key::Insert => texts.get("key-insert"),
        Key::Delete => texts.get("key-delete"),
        Key::Backspace => texts.get("key-backspace"),
        Key::Escape => texts.get("key-escape"),
        Key::Enter => texts.get("key-enter"),
        Key::Space => texts.get("key-space"),
        Key::Tab => texts.get("key-tab"),
        symbol => symbol.symbol_or_name().to_owned(),
    }
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// A key with Shift; it counts only while no text is being typed.
const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// A key alone; it counts only while no text is being typed.
const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

commands! {
    /// Makes a library.
    NewLibrary: "command-new-library", File;
    /// Opens a library.
    OpenLibrary: "command-open-library", File, ctrl(Key::O);
    /// Opens the sample library.
    OpenSample: "command-open-sample", File;
    /// Adds a patient.
    NewPatient: "command-new-patient", File;
    /// Adds a course for the patient chosen.
    NewCourse: "command-new-course", File;
    /// Adds a session to the course chosen.
    NewSession: "command-new-session", File, ctrl(Key::N);
    /// Saves the session.
    Save: "command-save", File, ctrl(Key::S);
    /// Saves the session under another name.
    SaveCopy: "command-save-copy", File, ctrl_shift(Key::S);
    /// Exports pictures for the record.
    Export: "command-export", File, ctrl(Key::E);
    /// Copies the page of the map as a picture.
    CopyPicture: "command-copy-picture", File, ctrl_shift(Key::E);
    /// Prints the report.
    Print: "command-print", File, ctrl(Key::P);
    /// Writes the marks for other programs.
    ExportMarks: "command-export-marks", File;
    /// Takes marks from a file.
    ImportMarks: "command-import-marks", File;
    /// Sends the session to a picture archive.
    Send: "command-send", File;
    /// Writes the session for a record system.
    ExportFhir: "command-export-fhir", File;
    /// Puts the report into a folder that another program watches.
    Drop: "command-drop", File;
    /// What couldn't be sent.
    Unsent: "command-unsent", File;
    /// Signs the session.
    Sign: "command-sign", File, plain(Key::F8);
    /// Changes what is signed.
    Amend: "command-amend", File;
    /// Sessions that nobody signed.
    Unsigned: "command-unsigned", File;
    /// Another passphrase for who signs.
    ChangePassphrase: "command-change-passphrase", File;
    /// Writes a library, a patient or a course into one file.
    ExportBundle: "command-export-bundle", File;
    /// Takes such a file in.
    OpenBundle: "command-open-bundle", File;
    /// Every state in which the session was saved.
    Revisions: "command-revisions", File, plain(Key::F6);
    /// Every state in which the patient's record was saved.
    PatientRevisions: "command-patient-revisions", File;
    /// Every state in which the course's record was saved.
    CourseRevisions: "command-course-revisions", File;
    /// Every state in which the formulary was saved.
    FormularyRevisions: "command-formulary-revisions", File;
    /// Every state in which the list of techniques was saved.
    TechniqueRevisions: "command-technique-revisions", File;
    /// Closes the session.
    CloseSession: "command-close-session", File, ctrl(Key::W);
    /// Ends the program.
    Quit: "command-quit", File, ctrl(Key::Q);
    /// Takes back the last step.
    Undo: "command-undo", Edit, ctrl(Key::Z);
    /// Does it again.
    Redo: "command-redo", Edit, ctrl_shift(Key::Z);
    /// Copies the selected marks and takes them out.
    Cut: "command-cut", Edit, ctrl(Key::X);
    /// Copies the selected marks.
    Copy: "command-copy", Edit, ctrl(Key::C);
    /// Puts the copied marks into the session.
    Paste: "command-paste", Edit, ctrl(Key::V);
    /// Selects every mark.
    SelectAll: "command-select-all", Edit, ctrl(Key::A);
    /// Selects nothing.
    SelectNone: "command-select-none", Edit, plain(Key::Escape);
    /// Removes the selected marks.
    Delete: "command-delete", Edit, plain(Key::Delete);
    /// Declares the selected marks void.
    VoidMarks: "command-void-marks", Edit, shift(Key::Delete);
    /// Copies the selected marks to the other side.
    Mirror: "command-mirror", Edit, plain(Key::M);
    /// Moves the selected marks along the skin, to the left as the view shows it.
    NudgeLeft: "command-nudge-left", Edit, plain(Key::ArrowLeft);
    /// To the right.
    NudgeRight: "command-nudge-right", Edit, plain(Key::ArrowRight);
    /// Up.
    NudgeUp: "command-nudge-up", Edit, plain(Key::ArrowUp);
    /// Down.
    NudgeDown: "command-nudge-down", Edit, plain(Key::ArrowDown);
    /// As far to the left as a tenth of that.
    NudgeLeftFinely: "command-nudge-left-finely", Edit, shift(Key::ArrowLeft);
    /// To the right.
    NudgeRightFinely: "command-nudge-right-finely", Edit, shift(Key::ArrowRight);
    /// Up.
    NudgeUpFinely: "command-nudge-up-finely", Edit, shift(Key::ArrowUp);
    /// Down.
    NudgeDownFinely: "command-nudge-down-finely", Edit, shift(Key::ArrowDown);
    /// Gives the selected marks what the next mark has.
    ApplyNext: "command-apply-next", Edit, plain(Key::Enter);
    /// Writes a word on the selected marks.
    Remark: "command-remark", Edit, plain(Key::J);
    /// Saves the selected marks as a protocol.
    SaveProtocol: "command-save-protocol", Tools;
    /// What was assessed in the session or after it.
    Outcomes: "command-outcomes", Edit, plain(Key::F7);
    /// Changes the session's title, date and notes.
    EditSession: "command-edit-session", Edit, plain(Key::F2);
    /// Gives the library another name.
    RenameLibrary: "command-rename-library", Edit;
    /// Changes the course.
    EditCourse: "command-edit-course", Edit;
    /// Changes the patient.
    EditPatient: "command-edit-patient", Edit;
    /// Finds in the whole library.
    FindInLibrary: "command-find-in-library", Edit, ctrl_shift(Key::F);
    /// Declares the open session void, or lets it count again.
    VoidSession: "command-void-session", Edit;
    /// Declares the course chosen void, or lets it count again.
    VoidCourse: "command-void-course", Edit;
    /// Declares the patient chosen void, or lets their record count again.
    VoidPatient: "command-void-patient", Edit;
    /// Adds a cocktail.
    NewCocktail: "command-new-cocktail", Tools, ctrl(Key::K);
    /// Adds a cocktail by a recipe.
    RecipeCocktail: "command-recipe-cocktail", Tools, ctrl_shift(Key::K);
    /// Takes over the marks of the session before.
    TakeOver: "command-take-over", Tools, ctrl(Key::T);
    /// Takes over marks of any session of the course.
    TakeOverFrom: "command-take-over-from", Tools, ctrl_shift(Key::T);
    /// Lays a protocol.
    LayProtocol: "command-lay-protocol", Tools, ctrl(Key::L);
    /// The clinic's list of techniques.
    Techniques: "command-techniques", Tools, plain(Key::F3);
    /// The clinic's formulary.
    Formulary: "command-formulary", Tools, plain(Key::F4);
    /// What is done on one side is done on the other too.
    BothSides: "command-both-sides", Tools, plain(Key::X);
    /// Marks are drawn to the midline, landmarks, crossings of guides and other marks' heights.
    Snap: "command-snap", Tools, plain(Key::Z);
    /// A click places a mark.
    PlaceTool: "command-place-tool", Tools, plain(Key::P);
    /// A drag selects with a lasso.
    SelectTool: "command-select-tool", Tools, plain(Key::S);
    /// A click chooses skin for a field of points.
    FillTool: "command-fill-tool", Tools, plain(Key::N);
    /// Finds the skin for a field by the name of a region.
    FillRegion: "command-fill-region", Tools, plain(Key::Q);
    /// Clicks lead a row of points over the skin.
    RowTool: "command-row-tool", Tools, plain(Key::W);
    /// A drag paints points over the skin.
    BrushTool: "command-brush-tool", Tools, plain(Key::U);
    /// A wider brush.
    WiderBrush: "command-wider-brush", Tools, plain(Key::CloseBracket);
    /// A narrower brush.
    NarrowerBrush: "command-narrower-brush", Tools, plain(Key::OpenBracket);
    /// A drag draws the way of a needle.
    LineTool: "command-line-tool", Tools, plain(Key::I);
    /// A drag draws round an area.
    AreaTool: "command-area-tool", Tools, plain(Key::O);
    /// A drag measures along the skin.
    MeasureTool: "command-measure-tool", Tools, plain(Key::L);
    /// Shows the next view.
    NextView: "command-next-view", View, plain(Key::PageDown);
    /// Shows the previous view.
    PreviousView: "command-previous-view", View, plain(Key::PageUp);
    /// The same part from the other side.
    OppositeView: "command-opposite-view", View, plain(Key::H);
    /// Pictures of every view, to choose one.
    AllViews: "command-all-views", View, plain(Key::V);
    /// Turns the body to the viewer's left.
    TurnLeft: "command-turn-left", View, ctrl(Key::ArrowLeft);
    /// Turns the body to the viewer's right.
    TurnRight: "command-turn-right", View, ctrl(Key::ArrowRight);
    /// Tilts the body's near side up.
    TurnUp: "command-turn-up", View, ctrl(Key::ArrowUp);
    /// Tilts the body's near side down.
    TurnDown: "command-turn-down", View, ctrl(Key::ArrowDown);
    /// Shows the whole view.
    Fit: "command-fit", View, plain(Key::Num0);
    /// Closer.
    ZoomIn: "command-zoom-in", View, plain(Key::Plus);
    /// Further.
    ZoomOut: "command-zoom-out", View, plain(Key::Minus);
    /// Another view beside this one.
    SplitView: "command-split-view", View, ctrl(Key::D);
    /// One view less.
    UnsplitView: "command-unsplit-view", View, ctrl_shift(Key::D);
    /// Regions with their names.
    ToggleRegions: "command-toggle-regions", View, plain(Key::R);
    /// The midline.
    GuideMidline: "command-guide-midline", View;
    /// Horizontal thirds of the face.
    GuideThirds: "command-guide-thirds", View;
    /// Vertical fifths of the face.
    GuideFifths: "command-guide-fifths", View;
    /// The centimetre grid.
    GuideGrid: "command-guide-grid", View;
    /// Levels of the spine.
    GuideSpine: "command-guide-spine", View;
    /// Facial danger zones.
    GuideDanger: "command-guide-danger", View;
    /// What is known of danger zones, drawn or not.
    DangerList: "command-danger-list", View;
    /// The earlier session as a ghost.
    ToggleGhost: "command-toggle-ghost", View, plain(Key::G);
    /// The table of marks.
    ShowMarks: "command-show-marks", View, plain(Key::T);
    /// What is void, in lists and table.
    ShowVoid: "command-show-void", View;
    /// The left of the session against its right.
    LeftRight: "command-left-right", View, plain(Key::K);
    /// Dose and outcome over the sessions.
    Trends: "command-trends", View, plain(Key::F9);
    /// Earlier and later session side by side.
    CompareSideBySide: "command-compare-side-by-side", View;
    /// Earlier and later session left and right of an edge.
    CompareSwipe: "command-compare-swipe", View;
    /// Earlier and later session one after the other.
    CompareBlink: "command-compare-blink", View;
    /// The sessions of the course beside each other.
    ShowCourse: "command-show-course", View, plain(Key::F5);
    /// The comparison's table.
    ShowComparison: "command-show-comparison", View, plain(Key::Y);
    /// Tools at the left, patients at the right.
    LeftHanded: "command-left-handed", Settings;
    /// Controls as large as a finger needs them.
    LargeTargets: "command-large-targets", Settings;
    /// Sessions say how long charting took.
    RecordTime: "command-record-time", Settings;
    /// Light colours.
    ThemeLight: "command-theme-light", Settings;
    /// Dark colours.
    ThemeDark: "command-theme-dark", Settings;
    /// The system's colours.
    ThemeSystem: "command-theme-system", Settings;
    /// English, whatever the system's language.
    LanguageEnglish: "command-language-english", Settings;
    /// French, whatever the system's language.
    LanguageFrench: "command-language-french", Settings;
    /// The system's language.
    LanguageSystem: "command-language-system", Settings;
    /// Finds a command by its name.
    Palette: "command-palette", Help, ctrl_shift(Key::P);
    /// Every shortcut and gesture.
    Shortcuts: "command-shortcuts", Help, plain(Key::F1);
    /// What this program is.
    About: "command-about", Help;
}

impl Command {
    /// The guide that it switches on and off.
    pub(super) fn guide(self) -> Option<GuideKind> {
        Some(match self {
            Self::GuideMidline => GuideKind::Midline,
            Self::GuideThirds => GuideKind::Thirds,
            Self::GuideFifths => GuideKind::Fifths,
            Self::GuideGrid => GuideKind::Grid,
            Self::GuideSpine => GuideKind::Spine,
            Self::GuideDanger => GuideKind::Danger,
            _ => return None,
        })
    }

    /// Whether it is about the two sessions that are compared.
    pub(super) fn compares(self) -> bool {
        matches!(self, Self::CompareSideBySide | Self::CompareSwipe | Self::CompareBlink | Self::ShowComparison)
    }

    /// Whether it reads or changes the open session.
    pub(super) fn concerns_the_document(self) -> bool {
        let is_nudge = self.nudge_mm().is_some();
        is_nudge
            || matches!(
                self,
                Self::Save
                    | Self::SaveCopy
                    | Self::Export
                    | Self::CopyPicture
                    | Self::Print
                    | Self::ExportMarks
                    | Self::ImportMarks
                    | Self::Send
                    | Self::ExportFhir
                    | Self::Drop
                    | Self::CloseSession
                    | Self::Undo
                    | Self::Redo
                    | Self::Cut
                    | Self::Copy
                    | Self::Paste
                    | Self::LeftRight
                    | Self::Revisions
                    | Self::SelectAll
                    | Self::SelectNone
                    | Self::Delete
                    | Self::VoidMarks
                    | Self::VoidSession
                    | Self::Sign
                    | Self::Amend
                    | Self::Mirror
                    | Self::ApplyNext
                    | Self::TakeOver
                    | Self::TakeOverFrom
                    | Self::RecipeCocktail
                    | Self::Remark
                    | Self::Outcomes
                    | Self::Trends
                    | Self::LayProtocol
                    | Self::FillRegion
                    | Self::SaveProtocol
                    | Self::BothSides
                    | Self::EditSession
                    | Self::NewCocktail
            )
    }

    /// How far it nudges the selected marks to the viewer's right and up, in the patient's mm.
    pub(super) fn nudge_mm(self) -> Option<Vec2> {
        const STEP_MM: f32 = 1.0;
        const FINE_MM: f32 = 0.1;
        Some(match self {
            Self::NudgeLeft => Vec2::NEG_X * STEP_MM,
            Self::NudgeRight => Vec2::X * STEP_MM,
            Self::NudgeUp => Vec2::Y * STEP_MM,
            Self::NudgeDown => Vec2::NEG_Y * STEP_MM,
            Self::NudgeLeftFinely => Vec2::NEG_X * FINE_MM,
            Self::NudgeRightFinely => Vec2::X * FINE_MM,
            Self::NudgeUpFinely => Vec2::Y * FINE_MM,
            Self::NudgeDownFinely => Vec2::NEG_Y * FINE_MM,
            _ => return None,
        })
    }

    /// Whether its keys may be meant as text while a field has the focus.
    pub(super) fn yields_to_typing(self) -> bool {
        self.shortcut().is_some_and(|keys| !keys.modifiers.command && keys.logical_key != Key::F1)
            || matches!(self, Self::Undo | Self::Redo | Self::Cut | Self::Copy | Self::Paste | Self::SelectAll)
            || matches!(self, Self::TurnLeft | Self::TurnRight | Self::TurnUp | Self::TurnDown)
    }
}

/// What an edit is called in "Undo …".
pub(super) fn edit_text(texts: &Texts, name: EditName) -> String {
    let count = [("count", name.marks.into())];
    match name.kind {
        EditKind::Place => texts.with("edit-place", &count),
        EditKind::Lay => texts.with("edit-lay", &count),
        EditKind::LayAnew => texts.with("edit-lay-anew", &count),
        EditKind::Remark => texts.get("edit-remark"),
        EditKind::Import => texts.with("edit-import", &count),
        EditKind::CarryOver => texts.with("edit-carry-over", &count),
        EditKind::LayProtocol => texts.with("edit-lay-protocol", &count),
        EditKind::Dissolve => texts.get("edit-dissolve"),
        EditKind::Remove => texts.with("edit-remove", &count),
        EditKind::Void => texts.with("edit-void", &count),
        EditKind::Unvoid => texts.with("edit-unvoid", &count),
        EditKind::Move => texts.with("edit-move", &count),
        EditKind::SetTechnique => texts.with("edit-set-technique", &count),
        EditKind::SetDepth => texts.with("edit-set-depth", &count),
        EditKind::SetCocktail => texts.with("edit-set-cocktail", &count),
        EditKind::SetVolume => texts.with("edit-set-volume", &count),
        EditKind::SetDeposit => texts.with("edit-set-all", &count),
        EditKind::SetGroup => texts.with("edit-set-group", &count),
        EditKind::Mirror => texts.with("edit-mirror", &count),
        EditKind::PutCocktail => texts.get("edit-put-cocktail"),
        EditKind::AddOutcome => texts.get("edit-add-outcome"),
        EditKind::ChangeOutcome => texts.get("edit-change-outcome"),
        EditKind::RemoveOutcome => texts.get("edit-remove-outcome"),
        EditKind::RemoveCocktail => texts.get("edit-remove-cocktail"),
        EditKind::SetDetails => texts.get("edit-set-details"),
        EditKind::Restore => texts.get("edit-restore"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_do_not_clash() {
        let keyed: Vec<_> = Command::ALL.iter().filter_map(|c| Some((c, c.shortcut()?))).collect();
        for (at, (command, keys)) in keyed.iter().enumerate() {
            for (other, other_keys) in &keyed[at + 1..] {
                assert_ne!(keys, other_keys, "{command:?} and {other:?}");
            }
        }
    }

    #[test]
    fn letters_a_to_f_and_digits_stay_free_for_cocktails_and_techniques() {
        let taken = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F, Key::Num1, Key::Num2, Key::Num9];
        for command in Command::ALL {
            let plain = command.shortcut().filter(|keys| keys.modifiers.is_none());
            assert!(plain.is_none_or(|keys| !taken.contains(&keys.logical_key)), "{command:?}");
        }
    }

    #[test]
    fn keys_have_the_names_of_the_readers_keyboard() {
        let (ctx, french) = (Context::default(), Texts::of(crate::text::Language::French));
        let named = |keys| (keys_text(&ctx, keys, &Texts::english()), keys_text(&ctx, keys, &french));
        let both = |english: &str, french: &str| (english.to_owned(), french.to_owned());
        assert_eq!(named(ctrl(Key::ArrowLeft)), both("Ctrl+Left", "Ctrl+Gauche"));
        assert_eq!(named(ctrl_shift(Key::Z)), both("Ctrl+Shift+Z", "Ctrl+Maj+Z"));
        assert_eq!(named(plain(Key::PageDown)), both("Page Down", "Page suiv."));
        assert_eq!(named(plain(Key::Delete)), both("Delete", "Suppr."));
        assert_eq!(named(plain(Key::Plus)), both("+", "+"));
        assert_eq!(named(ctrl(Key::D)), both("Ctrl+D", "Ctrl+D"));
        assert_eq!(named(plain(Key::F1)), both("F1", "F1"));
    }

    #[test]
    fn no_key_of_a_command_has_its_english_name_in_french() {
        let texts = Texts::of(crate::text::Language::French);
        for (command, keys) in Command::shortcuts() {
            let (english, french) = (keys.logical_key.name(), key_name(keys.logical_key, &texts));
            let same_everywhere = english.len() <= 2;
            assert!(same_everywhere || french != english, "{command:?}: {english}");
        }
    }

    #[test]
    fn every_command_has_a_text() {
        let texts = Texts::english();
        for command in Command::ALL {
            assert!(!command.text(&texts).starts_with("command-"), "{command:?}");
        }
    }
}
