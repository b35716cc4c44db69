//! The list of a library's patients: of ten thousand only those in sight are laid out.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Button, FontId, Label, Layout, Rect, ScrollArea, TextEdit, TextStyle, Ui, UiBuilder, Vec2, pos2, vec2,
};

use super::super::action::{Action, Actions};
use super::super::command::Command;
use super::super::model::{Model, OpenLibrary};
use super::super::roster::{Finder, Row, Shown};
use super::super::widgets::{CHANGE, caption, with_faint_hint};
use super::rows::{Unsettled, broken_row, change_button, file_name, section, unsettled_row, void_switch};
use crate::advice::store_error_text;
use crate::store::{Place, StoreError, heads_of};

/// The least height of a patient's row, in points: a finger's.
const PATIENT: f32 = 44.0;
/// The heights of a line of a patient's name and of what stands below it, in points.
const NAME: f32 = 19.0;
const DETAILS: f32 = 15.0;
/// The most lines of a name and of what stands below it.
const NAME_LINES: usize = 10;
const DETAILS_LINES: usize = 4;
/// The room in a patient's row beside and above its lines, in points.
const ROW_MARGIN: Vec2 = vec2(8.0, 4.0);
/// Between two patients, in points.
const ROW_GAP: f32 = 2.0;

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub(super) struct Patients {
    search: String,
    finder: Finder,
    /// Where the rows of those that were found lie.
    rows: Rows,
    /// The patient whose row was scrolled into view when they were chosen.
    brought_into_view: Option<Place>,
}

impl Patients {
    /// The section: a field to search by where the list is long, and the list, above what takes `below` points.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        (library, below): (&OpenLibrary, f32),
        actions: &mut Actions,
    ) {
        let texts = &model.texts;
        section(ui, texts.get("patients"), model, Command::NewPatient, actions);
        if library.patients.len() > 6 {
            let hint = texts.get("patients-search");
            let field = TextEdit::singleline(&mut self.search).hint_text(hint.as_str()).desired_width(f32::INFINITY);
            with_faint_hint(ui, |ui| ui.add(field)).accessible_name(hint);
        } else {
            // What can't be seen mustn't hide anybody.
            self.search.clear();
        }
        let chosen = library.patient.clone().filter(|_| library.is_void());
        let shown = Shown { void: model.shows_void, chosen };
        let other = self.finder.look_for(&library.patients, &self.search, shown);
        if library.unread.patients {
            caption(ui, texts.get("reading"));
        } else if self.finder.found(&library.patients).len() == 0 && !self.search.is_empty() {
            caption(ui, texts.get("patients-none-found"));
        }
        void_switch(ui, model, self.finder.hidden(), actions);
        ui.spacing_mut().item_spacing.y = ROW_GAP;
        // All that the sections below leave, and never less than a third.
        let height = ui.available_height();
        let room = (height - below).max(height / 3.0);
        let area = ScrollArea::vertical().id_salt("patients").max_height(room);
        area.auto_shrink([false, true]).show_viewport(ui, |ui, seen| {
            self.rows.lay_out(self.finder.found(&library.patients), ui.available_width(), other);
            let corner = ui.min_rect().min;
            ui.set_height(self.rows.height());
            if let Some((top, height)) = self.row_to_bring(library) {
                ui.scroll_to_rect(Rect::from_min_size(corner + vec2(0.0, top), vec2(1.0, height)), None);
            }
            let in_sight = self.rows.in_sight(seen);
            let found = self.finder.found(&library.patients).enumerate();
            for (nth, row) in found.skip(in_sight.start).take(in_sight.len()) {
                let (top, height) = self.rows.nth(nth);
                let place = Rect::from_min_size(corner + vec2(0.0, top), vec2(ui.available_width(), height));
                let chosen = library.patient.as_ref() == Some(&row.entry.folder);
                let mut ui = ui.new_child(UiBuilder::new().id_salt(nth).max_rect(place));
                patient_row(&mut ui, model, row, chosen, actions);
            }
        });
    }
}

impl Patients {
    /// Where the row of a patient lies who was chosen, unless it was brought into view already.
    fn row_to_bring(&mut self, library: &OpenLibrary) -> Option<(f32, f32)> {
        // Before the list is read, the rows will lie elsewhere.
        if library.unread.patients || self.brought_into_view == library.patient {
            return None;
        }
        self.brought_into_view.clone_from(&library.patient);
        let folder = library.patient.as_ref()?;
        let mut found = self.finder.found(&library.patients);
        found.position(|row| row.entry.folder == *folder).map(|nth| self.rows.nth(nth))
    }
}

/// Name above birth date and number, so that namesakes are told apart; the chosen one can be changed.
fn patient_row(ui: &mut Ui, model: &Model, row: &Row, chosen: bool, actions: &mut Actions) {
    let entry = &row.entry;
    let patient = match &entry.patient {
        Ok(patient) => patient,
        Err(why @ (StoreError::NameNotText { .. } | StoreError::NotAFile { .. })) => {
            return broken_row(ui, model, &file_name(&entry.folder), &store_error_text(why, &model.texts));
        }
        Err(why) => {
            let [record, _] = heads_of(&entry.folder);
            let row = Unsettled { record: &record, name: &file_name(&entry.folder), why, chosen };
            if unsettled_row(ui, model, row, actions).clicked() {
                actions.push(Action::ChoosePatient(entry.folder.clone()));
            }
            return;
        }
    };
    let mut place = ui.max_rect();
    if chosen {
        let (rest, button) = place.split_left_right_at_x(place.right() - CHANGE);
        let button = UiBuilder::new().max_rect(button).layout(Layout::right_to_left(Align::Center));
        change_button(&mut ui.new_child(button), model, Command::EditPatient, actions);
        place = rest.with_max_x(rest.right() - ROW_MARGIN.x);
    }
    let response = ui.put(place, Button::selectable(chosen, "").min_size(place.size())).accessible_name(&patient.name);
    patient_lines(ui, &patient.name, &row.details, place.shrink2(ROW_MARGIN));
    if response.on_hover_text(format!("{}\n{}", patient.name, row.details).trim()).clicked() {
        actions.push(Action::ChoosePatient(entry.folder.clone()));
    }
}

/// The name, on more lines where it is long, and below it what tells namesakes apart; in the middle of their place.
fn patient_lines(ui: &mut Ui, name: &str, details: &str, place: Rect) {
    let lines = |text: &str, size: f32, colour, most| {
        let font = FontId::proportional(size);
        let mut job = LayoutJob::simple(text.to_owned(), font, colour, place.width());
        job.wrap.max_rows = most;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let visuals = ui.visuals();
    let name = lines(name, TextStyle::Body.resolve(ui.style()).size, visuals.text_color(), NAME_LINES);
    let details = lines(details, 12.0, visuals.weak_text_color(), DETAILS_LINES);
    let below = if details.is_empty() { 0.0 } else { details.size().y };
    let top = place.center().y - f32::midpoint(name.size().y, below);
    let corner = pos2(place.left(), top);
    let (down, text) = (vec2(0.0, name.size().y), visuals.text_color());
    ui.painter().galley(corner, name, text);
    let below = Rect::from_min_size(corner + down, vec2(place.width(), below));
    // Said to a reader of the screen too; the name is said by the row.
    ui.new_child(UiBuilder::new().max_rect(below)).add(Label::new(details).selectable(false));
}

/// How many lines a text takes, told by its letters: nothing is measured for rows that nobody sees.
#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn lines_of(letters: u16, width: f32, letter: f32, most: usize) -> f32 {
    let lines = f32::from(letters) * letter / width.max(1.0);
    // Words that don't fit leave the ends of many lines empty.
    let lines = if lines > 2.0 { 1.25 * lines } else { lines };
    lines.ceil().clamp(1.0, most as f32)
}

/// Where the rows of a long list lie, of which only those in sight are laid out.
#[derive(Debug, Default)]
struct Rows {
    width: f32,
    /// The top of each row, and the bottom of the last.
    tops: Vec<f32>,
}

impl Rows {
    /// Works out the heights for a width; again where the list is another.
    fn lay_out<'a>(&mut self, found: impl Iterator<Item = &'a Row>, width: f32, other: bool) {
        if !other && self.width == width {
            return;
        }
        self.width = width;
        self.tops.clear();
        let mut top = 0.0;
        for row in found {
            self.tops.push(top);
            top += Self::row_height(row, width) + ROW_GAP;
        }
        self.tops.push(top);
    }

    fn row_height(row: &Row, width: f32) -> f32 {
        // The chosen one's button takes some of it; no row is to jump when it is chosen.
        let width = width - CHANGE - 3.0 * ROW_MARGIN.x;
        let [name, below] = row.letters;
        let name = NAME * lines_of(name, width, 7.4, NAME_LINES);
        let details = if below == 0 { 0.0 } else { DETAILS * lines_of(below, width, 6.2, DETAILS_LINES) };
        (name + details + 2.0 * ROW_MARGIN.y).max(PATIENT)
    }

    fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The top and the height of a row.
    fn nth(&self, nth: usize) -> (f32, f32) {
        (self.tops[nth], self.tops[nth + 1] - self.tops[nth] - ROW_GAP)
    }

    /// The rows of which some is seen.
    fn in_sight(&self, seen: Rect) -> std::ops::Range<usize> {
        let count = self.tops.len().saturating_sub(1);
        let first = self.tops.partition_point(|&top| top <= seen.top()).saturating_sub(1);
        let end = self.tops.partition_point(|&top| top < seen.bottom()).min(count);
        first.min(end)..end
    }
}
