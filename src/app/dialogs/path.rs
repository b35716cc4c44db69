//! The program's own file dialog, for machines on which the system has none.

use std::path::{Path, PathBuf};

use eframe::egui::{Button, ScrollArea, Ui, vec2};

use crate::chart::ListFormat;

use super::super::action::{Action, Actions, PathUse};
use super::super::model::Model;
use super::super::picker::Question;
use super::super::theme;
use super::super::widgets::{caption, complaint, text_field};
use super::{Stays, answer, body_over, set_width};
use crate::text::Texts;

/// The height of an entry, in points.
const ROW: f32 = 28.0;

/// A folder walked through by clicks, with a field for the path itself.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct PathForm {
    title: String,
    purpose: PathUse,
    folder: PathBuf,
    typed_folder: String,
    file_name: Option<String>,
    entries: Vec<(String, bool)>,
    /// The folder that was asked for and isn't listed yet.
    asked: Option<PathBuf>,
    trouble: Option<String>,
    /// A file that is there already has to be confirmed once more.
    overwrite: Option<PathBuf>,
    focused: bool,
}

impl PathForm {
    /// Asks `question`.
    pub(in crate::app) fn new(question: Question, purpose: PathUse) -> Self {
        let Question { title, folder, file_name, opens: _ } = question;
        Self {
            title,
            purpose,
            folder: PathBuf::new(),
            typed_folder: String::new(),
            file_name,
            entries: Vec::new(),
            asked: Some(folder),
            trouble: None,
            overwrite: None,
            focused: false,
        }
    }

    /// Asks for what a folder holds.
    fn enter(&mut self, folder: PathBuf, actions: &mut Actions) {
        self.asked = Some(folder.clone());
        actions.push(Action::ListFolder(folder));
    }

    /// Takes what a folder holds, or why it can't be listed; not of one that isn't asked for any more.
    pub(in crate::app) fn take(&mut self, folder: &Path, listed: Result<Vec<(String, bool)>, String>) {
        if self.asked.take_if(|asked| asked == folder).is_none() {
            return;
        }
        match listed {
            Ok(entries) => {
                self.entries = entries;
                self.folder = folder.to_path_buf();
                self.typed_folder = folder.display().to_string();
                self.trouble = None;
            }
            Err(why) => self.trouble = Some(format!("{}: {why}", folder.display())),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        ui.heading(self.title.as_str());
        caption(ui, texts.get("path-why"));
        // Above the buttons stays room for two complaints.
        body_over(ui, 44.0, |ui| self.fields(ui, texts, actions));
        if let Some(trouble) = &self.trouble {
            complaint(ui, trouble);
        }
        let chosen = self.chosen();
        let confirming = self.overwrite.is_some() && self.overwrite == chosen;
        if confirming {
            complaint(ui, &texts.get("path-exists"));
        }
        let does = if confirming { texts.get("path-overwrite") } else { texts.get("path-choose") };
        let (go, stays) = answer(ui, model, &does, chosen.is_some());
        if let (true, Some(path)) = (go, chosen) {
            self.choose(path, confirming, actions);
        }
        stays
    }

    fn fields(&mut self, ui: &mut Ui, texts: &Texts, actions: &mut Actions) {
        let typed = text_field(ui, &texts.get("path-folder"), &mut self.typed_folder);
        if typed.lost_focus() && Path::new(self.typed_folder.trim()) != self.folder {
            self.enter(PathBuf::from(self.typed_folder.trim()), actions);
        }
        if let Some(folder) = self.list(ui, &texts.get("path-up")) {
            self.enter(folder, actions);
        }
        if let Some(name) = &mut self.file_name {
            let name = text_field(ui, &texts.get("path-name"), name);
            if !std::mem::replace(&mut self.focused, true) {
                name.request_focus();
            }
        }
    }

    /// The folder's entries as buttons; returns the folder that was clicked.
    fn list(&mut self, ui: &mut Ui, up: &str) -> Option<PathBuf> {
        let mut clicked = None;
        if let Some(parent) = self.folder.parent()
            && ui.button(up).clicked()
        {
            clicked = Some(parent.to_path_buf());
        }
        let height = (ui.ctx().content_rect().height() - 400.0).clamp(110.0, 280.0);
        // Each folder's list begins at its top.
        let area = ScrollArea::vertical().id_salt(&self.folder).max_height(height).auto_shrink([false, false]);
        let height = theme::at_least(ROW, ui);
        area.show_rows(ui, height, self.entries.len(), |ui, shown| {
            for (name, is_folder) in &self.entries[shown] {
                let text = if *is_folder { format!("{name}/") } else { name.clone() };
                let row = Button::selectable(false, text).truncate().min_size(vec2(ui.available_width(), height));
                let offered = self.offers(name);
                if ui.add_enabled(*is_folder || offered, row).clicked() {
                    if *is_folder {
                        clicked = Some(self.folder.join(name));
                    } else {
                        self.file_name = Some(name.clone());
                    }
                }
            }
        });
        clicked
    }

    fn chosen(&self) -> Option<PathBuf> {
        // What was typed but can't be entered must not be answered with another folder.
        if Path::new(self.typed_folder.trim()) != self.folder {
            return None;
        }
        if self.asked.is_some() {
            return None;
        }
        let Some(name) = &self.file_name else { return Some(self.folder.clone()) };
        let name = name.trim();
        let plain = Path::new(name).file_name().is_some_and(|last| last == name);
        let path = plain.then(|| self.folder.join(name))?;
        match self.ending() {
            Some(ending) => Some(with_ending(path, ending)),
            None if matches!(self.purpose, PathUse::ImportMarks(..) | PathUse::OpenBundle | PathUse::KeyFile(_)) => {
                Some(path).filter(|_| self.offers(name))
            }
            None => Some(path),
        }
    }

    /// How the name of what is written ends, where that is an export.
    fn ending(&self) -> Option<&'static str> {
        match &self.purpose {
            PathUse::Export(order) => Some(order.job.format.ending()),
            PathUse::ExportMarks(order) => Some(order.format.ending()),
            PathUse::ExportFound(_) => Some("csv"),
            PathUse::Trend(order) => Some(order.format.ending()),
            PathUse::ExportFhir(_) => Some("json"),
            PathUse::ExportBundle(_) => Some("mesomap"),
            PathUse::OpenLibrary
            | PathUse::Drop(_)
            | PathUse::SaveCopy(..)
            | PathUse::ImportMarks(..)
            | PathUse::OpenBundle
            | PathUse::KeyFile(_) => None,
        }
    }

    /// Whether a file of this name can be chosen.
    fn offers(&self, name: &str) -> bool {
        if matches!(self.purpose, PathUse::KeyFile(_) | PathUse::OpenBundle) {
            return true;
        }
        if matches!(self.purpose, PathUse::ImportMarks(..)) {
            return ListFormat::of_name(name).is_some();
        }
        self.ending().is_some_and(|ending| with_ending(name.into(), ending) == Path::new(name))
    }

    fn choose(&mut self, path: PathBuf, confirmed: bool, actions: &mut Actions) {
        if self.ending().is_some() && !confirmed && crate::store::is_file(&path) {
            self.overwrite = Some(path);
            return;
        }
        actions.push(Action::CloseDialog);
        actions.push(Action::PathChosen(self.purpose.clone(), path));
    }
}

/// The entries of a folder that aren't hidden, folders first; `true` marks a folder.
pub(in crate::app) fn folder_entries(folder: &Path) -> std::io::Result<Vec<(String, bool)>> {
    let mut entries = crate::store::names_in(folder)?;
    entries.retain(|(name, _)| !name.starts_with('.'));
    entries.sort_by(|(a, a_is_folder), (b, b_is_folder)| b_is_folder.cmp(a_is_folder).then_with(|| a.cmp(b)));
    Ok(entries)
}

/// The path with the format's ending, so that an export never takes the name of a record.
pub(in crate::app) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
