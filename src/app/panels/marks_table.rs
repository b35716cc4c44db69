//! The marks as a table: sortable, walked by keyboard, in step with the selection.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Align, Button, Key, Label, Layout, Modifiers, Popup, RichText, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use crate::chart::{Mark, MarkId, Session};
use crate::scene::{mark_whereabouts, way_in_words};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::caption;
use super::super::words::locus_text;
use super::void_marks;
use crate::text::{Collation, Texts};

/// What the rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Number,
    Region,
    Technique,
    Depth,
    Cocktail,
    Volume,
}

/// What the table remembers between frames.
#[derive(Debug, Default)]
pub(in crate::app) struct MarksTable {
    sort_by: SortBy,
    descending: bool,
    /// The order of rows, for one revision, language and way of sorting.
    order: Vec<MarkId>,
    ordered_for: Option<((u64, u64), SortBy, bool, String)>,
    /// Where the keyboard stands.
    cursor: Option<MarkId>,
    /// The selection that the table has shown, to notice one made on the body.
    followed: BTreeSet<MarkId>,
}

/// The height of a line of titles and of a row: a region and a way on two lines each, a technique on one.
const LINE: f32 = 18.0;
const ROW: f32 = 84.0;

impl MarksTable {
    /// The table; it takes the space that is left.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let Some(document) = &model.document else { return };
        let session = document.history.session();
        self.arrange(session, document.key(), model);
        void_marks::show(ui, model, session, actions);
        if session.marks.is_empty() {
            caption(ui, model.texts.get("marks-none"));
            return;
        }
        let walked = self.walk(ui, model, actions).or_else(|| self.follow(model));
        self.table(ui, model, session, walked, actions);
    }

    fn arrange(&mut self, session: &Session, document: (u64, u64), model: &Model) {
        let key = Some((document, self.sort_by, self.descending, model.language().to_owned()));
        if self.ordered_for == key {
            return;
        }
        let mut marks: Vec<&Arc<Mark>> = session.marks.iter().collect();
        sort(&mut marks, self.sort_by, model);
        if self.descending {
            marks.reverse();
        }
        self.order = marks.into_iter().map(|mark| mark.id).collect();
        self.ordered_for = key;
    }

    /// Goes to the first mark of a selection that was made elsewhere; returns its row.
    fn follow(&mut self, model: &Model) -> Option<usize> {
        if self.followed == model.selection {
            return None;
        }
        self.followed.clone_from(&model.selection);
        let inside = self.cursor.is_some_and(|id| model.selection.contains(&id));
        let row = self.order.iter().position(|id| model.selection.contains(id)).filter(|_| !inside)?;
        self.cursor = Some(self.order[row]);
        Some(row)
    }

    /// Up and down move the cursor and the selection with it; Shift keeps what was selected. Returns the row to show.
    fn walk(&mut self, ui: &Ui, model: &Model, actions: &mut Actions) -> Option<usize> {
        let elsewhere = ui.text_edit_focused() || Popup::is_any_open(ui.ctx()) || !ui.is_enabled();
        if elsewhere || self.order.is_empty() {
            return None;
        }
        let last = self.order.len() - 1;
        let at = self.cursor.and_then(|id| self.order.iter().position(|&other| other == id));
        let pressed = |key| {
            ui.input_mut(|input| {
                let shift = if input.modifiers.shift { Modifiers::SHIFT } else { Modifiers::NONE };
                input.consume_key(shift, key)
            })
        };
        let row = if pressed(Key::ArrowDown) {
            at.map_or(0, |at| (at + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            at.map_or(last, |at| at.saturating_sub(1))
        } else {
            return None;
        };
        let extend = ui.input(|input| input.modifiers.shift);
        let id = self.order[row];
        self.cursor = Some(id);
        let mut selection = if extend { model.selection.clone() } else { BTreeSet::new() };
        selection.insert(id);
        self.followed.clone_from(&selection);
        actions.push(Action::Select(selection));
        Some(row)
    }

    fn table(&mut self, ui: &mut Ui, model: &Model, session: &Session, walked: Option<usize>, actions: &mut Actions) {
        let line = theme::at_least(LINE, ui);
        let mut builder = TableBuilder::new(ui).id_salt("marks").striped(true).resizable(false).sense(Sense::click());
        if let Some(row) = walked {
            builder = builder.scroll_to_row(row, None);
        }
        let builder = builder.cell_layout(Layout::left_to_right(Align::Center));
        // The place needs the width; figures stand one over the other, as their titles do.
        let columns = [Column::exact(36.0), Column::remainder().clip(true), Column::exact(76.0)];
        let builder = columns.into_iter().fold(builder, TableBuilder::column);
        let mut sort = None;
        let table = builder.header(3.0 * line + 4.0, |mut header| {
            let columns: [(&[SortBy], Align); 3] = [
                (&[SortBy::Number], Align::Min),
                (&[SortBy::Region, SortBy::Technique], Align::Min),
                (&[SortBy::Depth, SortBy::Cocktail, SortBy::Volume], Align::Max),
            ];
            for (titles, align) in columns {
                header.col(|ui| {
                    ui.with_layout(Layout::top_down(align), |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.spacing_mut().interact_size.y = line;
                        ui.spacing_mut().button_padding = vec2(2.0, 0.0);
                        let clicked = titles.iter().copied().filter(|&by| self.title(ui, model, by));
                        sort = clicked.last().or(sort);
                    });
                });
            }
        });
        let order = &self.order;
        let mut clicked = None;
        table.body(|body| {
            body.rows(ROW, order.len(), |mut row| {
                let Some(mark) = session.mark(order[row.index()]) else { return };
                row.set_selected(model.selection.contains(&mark.id));
                cells(&mut row, model, mark);
                if row.response().clicked() {
                    clicked = Some(mark.id);
                }
            });
        });
        if let Some(by) = sort {
            self.descending = self.sort_by == by && !self.descending;
            self.sort_by = by;
        }
        if let Some(id) = clicked {
            self.click(ui, id, model, actions);
        }
    }

    /// A column's title, which sorts by it; `true` when it was clicked.
    fn title(&self, ui: &mut Ui, model: &Model, by: SortBy) -> bool {
        let texts = &model.texts;
        let (text, name) = match by {
            SortBy::Number => ("#".to_owned(), texts.get("column-number")),
            SortBy::Region => (texts.get("column-region"), texts.get("column-region")),
            SortBy::Technique => (texts.get("column-technique"), texts.get("column-technique")),
            SortBy::Depth => ("mm".to_owned(), texts.get("column-depth")),
            SortBy::Cocktail => (texts.get("column-cocktail-short"), texts.get("column-cocktail")),
            SortBy::Volume => ("mL".to_owned(), texts.get("column-volume")),
        };
        let arrow = match (self.sort_by == by, self.descending) {
            (false, _) => "",
            (true, false) => " ↑",
            (true, true) => " ↓",
        };
        let button = Button::new(RichText::new(format!("{text}{arrow}")).size(12.0)).frame(false);
        ui.add(button).on_hover_text(texts.get("column-sort")).accessible_name(name).clicked()
    }

    /// A click selects the row, Ctrl or Shift adds to the selection, Shift everything between.
    fn click(&mut self, ui: &Ui, id: MarkId, model: &Model, actions: &mut Actions) {
        let modifiers = ui.input(|input| input.modifiers);
        let mut selection = BTreeSet::from([id]);
        if modifiers.command || modifiers.shift {
            selection.extend(&model.selection);
        }
        if modifiers.command && model.selection.contains(&id) {
            selection.remove(&id);
        }
        if modifiers.shift {
            selection.extend(self.between(id));
        }
        self.cursor = Some(id);
        self.followed.clone_from(&selection);
        actions.push(Action::Select(selection));
    }

    fn between(&self, id: MarkId) -> Vec<MarkId> {
        let place = |id: MarkId| self.order.iter().position(|&other| other == id);
        let (Some(from), Some(to)) = (self.cursor.and_then(place), place(id)) else { return Vec::new() };
        self.order[from.min(to)..=from.max(to)].to_vec()
    }
}

fn cells(row: &mut egui_extras::TableRow<'_, '_>, model: &Model, mark: &Mark) {
    let language = model.language();
    row.col(|ui| {
        ui.label(mark.number.to_string());
    });
    row.col(|ui| {
        ui.vertical(|ui| {
            ui.add_space(3.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let region = locus_text(&model.texts, mark.site().locus());
            ui.add(Label::new(region).wrap().selectable(false));
            let technique = RichText::new(model.techniques.name(&mark.deposit.technique, language)).weak().size(11.5);
            ui.add(Label::new(technique).wrap().selectable(false));
            if let Some(session) = model.session() {
                let way = way_in_words(&mark_whereabouts(session, mark), &model.texts);
                let line = RichText::new(way.unwrap_or_default()).weak().size(11.5);
                ui.add(Label::new(line).wrap().selectable(false));
            }
        });
    });
    let ml = |volume: crate::chart::Volume| model.texts.decimal(volume);
    let figures = [
        model.texts.decimal(mark.deposit.depth),
        mark.deposit.cocktail.map_or_else(|| "–".to_owned(), |letter| letter.to_string()),
        mark.deposit.volume.map_or_else(|| "–".to_owned(), ml),
    ];
    row.col(|ui| {
        ui.with_layout(Layout::top_down(Align::Max), |ui| {
            ui.add_space(3.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for figure in figures {
                ui.add(Label::new(figure).selectable(false));
            }
        });
    });
}

/// In the language's order of the regions' names.
fn by_region(marks: &mut [&Arc<Mark>], texts: &Texts) {
    let collation = Collation::of(texts.chosen());
    let mut named: Vec<_> = marks.iter().map(|mark| (locus_text(texts, mark.site().locus()), *mark)).collect();
    named.sort_by(|(a, _), (b, _)| collation.compare(a, b));
    for (place, (_, mark)) in marks.iter_mut().zip(named) {
        *place = mark;
    }
}

fn sort(marks: &mut [&Arc<Mark>], by: SortBy, model: &Model) {
    let texts = &model.texts;
    match by {
        SortBy::Number => marks.sort_by_key(|mark| mark.number),
        SortBy::Region => by_region(marks, texts),
        SortBy::Technique => marks.sort_by(|a, b| a.deposit.technique.cmp(&b.deposit.technique)),
        SortBy::Depth => marks.sort_by_key(|mark| mark.deposit.depth),
        SortBy::Cocktail => marks.sort_by_key(|mark| mark.deposit.cocktail),
        SortBy::Volume => marks.sort_by_key(|mark| mark.deposit.volume),
    }
}
