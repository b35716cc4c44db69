//! The export form: which views, what paper, which format, how fine, and whether the patient is named.

use std::collections::BTreeSet;

use eframe::egui::{ComboBox, ScrollArea, Ui};

use crate::atlas::guides::GuideSet;
use crate::atlas::view::{ViewGroup, views};
use crate::chart::Session;
use crate::export::{Fineness, Format};
use crate::geom::Vec2;
use crate::scene::sheet::{Arrangement, Sheet};
use crate::scene::{covering, view_group_name, view_name};
use crate::text::{Texts, Units};

use super::super::action::{Action, Actions};
use super::super::exports::{ExportJob, ExportKind, Purpose, Sights};
use super::super::fields::{Figure, TypedField};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, heading, side_button, text_field};
use super::{Stays, answer, body_over, preview, set_width};

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    A4,
    A5,
    Letter,
    /// Of a width and height that are typed in.
    Own,
}

impl Paper {
    const ALL: [Self; 4] = [Self::A4, Self::A5, Self::Letter, Self::Own];

    fn text(self, texts: &Texts) -> String {
        match self {
            Self::A4 => texts.get("paper-a4"),
            Self::A5 => texts.get("paper-a5"),
            Self::Letter => texts.get("paper-letter"),
            Self::Own => texts.get("paper-own"),
        }
    }

    /// Width and height upright, in millimetres.
    fn size_mm(self) -> Option<Vec2> {
        match self {
            Self::A4 => Some(Sheet::A4_MM),
            Self::A5 => Some(Sheet::A5_MM),
            Self::Letter => Some(Sheet::LETTER_MM),
            Self::Own => None,
        }
    }
}

/// The export form.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that can be ticked by itself")]
pub(in crate::app) struct ExportForm {
    kind: ExportKind,
    /// Which page is looked at, where the pages are shown rather than the form.
    looks_at: Option<usize>,
    views: BTreeSet<String>,
    paper: Paper,
    own_mm: [TypedField; 2],
    landscape: bool,
    format: Format,
    dpi: TypedField,
    title: String,
    patient_name: bool,
    /// Whether the record goes with a document.
    attach: bool,
    /// Whether a document is to be as small as can be.
    small: bool,
    list: bool,
    regions: bool,
    /// Whether the guides that the canvas shows are drawn.
    with_guides: bool,
    comparison: Option<Arrangement>,
    /// What each view sees of the marks.
    sights: Sights,
    /// How many marks lie in none of the chosen views.
    unseen: usize,
}

impl ExportForm {
    /// Offers the views in which this session has marks, fullest first, and the comparison when one is open.
    pub(in crate::app) fn new(
        model: &Model,
        session: &Session,
        (sights, purpose): (Sights, Purpose),
        (shown_view, side_by_side): (&str, bool),
    ) -> Self {
        let course = model.document.as_ref().and_then(|document| document.course.as_ref());
        let title = course.map_or_else(
            || session.details.title.clone(),
            |course| format!("{} – {}", course.title, session.details.title),
        );
        let views = views_with_marks(session, &sights, shown_view);
        let arrangement = if side_by_side { Arrangement::SideBySide } else { Arrangement::Overlaid };
        let unseen = unseen(session, &sights, &views);
        let format = if purpose == Purpose::Print { Format::Pdf } else { model.settings.export_format };
        Self {
            kind: ExportKind::default(),
            looks_at: None,
            views,
            paper: Paper::A4,
            own_mm: [Sheet::A4_MM.x, Sheet::A4_MM.y].map(|mm| SIDE.shown(f64::from(mm), &model.texts).into()),
            landscape: false,
            format,
            dpi: DPI.shown(300.0, &model.texts).into(),
            title,
            patient_name: format == Format::Pdf,
            attach: true,
            small: false,
            list: false,
            regions: model.settings.regions,
            with_guides: false,
            comparison: model.comparison().is_some().then_some(arrangement),
            sights,
            unseen,
        }
    }

    /// The same, of the course at a glance.
    pub(in crate::app) fn of_the_course(mut self) -> Self {
        self.kind = ExportKind::Sheet;
        self.choose_kind();
        self
    }

    /// Leaves the preview, where it is shown.
    pub(super) fn steps_back(&mut self) -> bool {
        self.looks_at.take().is_some()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(session) = model.session() else { return Stays::Closed };
        set_width(ui, 560.0);
        ui.heading(texts.get("export-title"));
        if let Ok(page) = self.page(texts)
            && let Some(at) = &mut self.looks_at
        {
            let mut at = std::mem::take(at);
            let job = self.job(self.ordered(session), page, model.settings.guides);
            let is_done = preview::show(ui, model, &job, &mut at);
            self.looks_at = (!is_done).then_some(at);
        } else {
            body_over(ui, 22.0, |ui| self.form(ui, model, session, actions));
        }
        let is_map = self.kind == ExportKind::Session;
        if is_map && self.views.is_empty() {
            complaint(ui, &texts.get("export-no-view"));
        } else if is_map && self.unseen > 0 {
            complaint(ui, &texts.with("export-unseen", &[("count", self.unseen.into())]));
        }
        let page = self.page(texts);
        if let Err(why) = &page {
            complaint(ui, why);
        }
        let ready = (!is_map || !self.views.is_empty()) && page.is_ok();
        let (go, stays) = answer(ui, model, &texts.get("export-go"), ready);
        if let (true, Ok(page)) = (go, page) {
            let job = self.job(self.ordered(session), page, model.settings.guides);
            actions.push(Action::CloseDialog);
            actions.push(Action::AskExport(job));
        }
        stays
    }

    fn form(&mut self, ui: &mut Ui, model: &Model, session: &Session, actions: &mut Actions) {
        let texts = &model.texts;
        let kinds = [
            (ExportKind::Session, texts.get("export-kind-session")),
            (ExportKind::Card, texts.get("export-kind-card")),
            (ExportKind::Course, texts.get("export-kind-course")),
            (ExportKind::Sheet, texts.get("export-kind-sheet")),
        ];
        let in_course = model.document.as_ref().is_some_and(|document| document.course.is_some());
        ui.horizontal_wrapped(|ui| {
            for (kind, text) in kinds.into_iter().filter(|(kind, _)| !kind.is_of_the_course() || in_course) {
                if ui.radio_value(&mut self.kind, kind, text).changed() {
                    self.choose_kind();
                }
            }
        });
        if self.kind == ExportKind::Session {
            text_field(ui, &texts.get("export-page-title"), &mut self.title);
        }
        let why = match self.kind {
            ExportKind::Session => None,
            ExportKind::Card => Some(texts.get("export-card-why")),
            ExportKind::Course => Some(texts.get("export-course-why")),
            ExportKind::Sheet => Some(texts.get("export-sheet-why")),
        };
        // Where no views are chosen the page has all of the width; columns would also draw a sentence apart.
        if let Some(why) = why {
            caption(ui, why);
            ui.add_space(6.0);
            return self.page_and_preview(ui, model, session, actions);
        }
        ui.columns(2, |columns| {
            self.choose_views(&mut columns[0], session, texts);
            self.page_and_preview(&mut columns[1], model, session, actions);
        });
    }

    /// To look at the pages, to copy one, to print them.
    fn other_ways(&mut self, ui: &mut Ui, model: &Model, session: &Session, actions: &mut Actions) {
        let texts = &model.texts;
        let Ok(page) = self.page(texts) else { return };
        let ready = self.kind != ExportKind::Session || !self.views.is_empty();
        let job = self.job(self.ordered(session), page, model.settings.guides);
        ui.horizontal_wrapped(|ui| {
            if ui.add_enabled(ready, side_button(texts.get("export-preview"))).clicked() {
                self.looks_at = Some(0);
                actions.push(Action::LookAtExport(job.clone()));
            }
            let is_page = !self.kind.is_of_the_course();
            if ui.add_enabled(ready && is_page, side_button(texts.get("export-copy"))).clicked() {
                // That a document names somebody was not said of a picture.
                let is_document = self.kind == ExportKind::Session && self.format == Format::Pdf;
                let patient_name = self.patient_name && !is_document;
                actions.push(Action::CopyPicture(ExportJob { patient_name, ..job.clone() }));
            }
            if ui.add_enabled(ready, side_button(texts.get("export-print"))).clicked() {
                actions.push(Action::Print(ExportJob { format: Format::Pdf, ..job }));
            }
        });
        let named = if self.patient_name { texts.get("export-print-named") } else { texts.get("export-print-unnamed") };
        caption(ui, named);
    }

    fn page_and_preview(&mut self, ui: &mut Ui, model: &Model, session: &Session, actions: &mut Actions) {
        self.choose_page(ui, model);
        self.other_ways(ui, model, session, actions);
    }

    /// A card and a course are about somebody; a course has many pages.
    fn choose_kind(&mut self) {
        if self.kind.is_of_the_course() {
            self.format = Format::Pdf;
        }
        self.patient_name = self.kind != ExportKind::Session || self.format == Format::Pdf;
    }

    /// The chosen views in the order in which they are offered.
    fn ordered(&self, session: &Session) -> Vec<String> {
        let ordered = views(session.body).iter().map(|view| view.id.clone());
        ordered.filter(|id| self.views.contains(id)).collect()
    }

    /// The page's width and height in millimetres and its dots per inch; or what is wrong with them.
    fn page(&self, texts: &Texts) -> Result<(Vec2, u32), String> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "limits were checked")]
        let dpi = if self.format.has_pixels() { DPI.read(&self.dpi.text, texts)? as u32 } else { 0 };
        #[expect(clippy::cast_possible_truncation, reason = "tenths of a millimetre of a page")]
        let side = |field: &TypedField| SIDE.read(&field.text, texts).map(|mm| mm as f32);
        let page_mm = match self.paper.size_mm() {
            Some(upright) if self.landscape => Vec2::new(upright.y, upright.x),
            Some(upright) => upright,
            None => Vec2::new(side(&self.own_mm[0])?, side(&self.own_mm[1])?),
        };
        Ok((page_mm, dpi))
    }

    fn job(&self, views: Vec<String>, (page_mm, dpi): (Vec2, u32), guides: GuideSet) -> ExportJob {
        ExportJob {
            kind: self.kind,
            views,
            page_mm,
            format: self.format,
            dpi,
            title: self.title.trim().to_owned(),
            patient_name: self.patient_name,
            attach: self.attach,
            fineness: if self.small { Fineness::Small } else { Fineness::Usual },
            list: self.list && self.kind == ExportKind::Session,
            regions: self.regions,
            guides: if self.with_guides { guides } else { GuideSet::NONE },
            comparison: self.comparison,
        }
    }

    fn choose_views(&mut self, ui: &mut Ui, session: &Session, texts: &Texts) {
        heading(ui, texts.get("export-views"));
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for group in ViewGroup::ALL {
                caption(ui, view_group_name(group, texts));
                self.choose_views_of(ui, group, session, texts);
            }
        });
    }

    fn choose_views_of(&mut self, ui: &mut Ui, group: ViewGroup, session: &Session, texts: &Texts) {
        for view in views(session.body).iter().filter(|view| view.group == group) {
            let mut chosen = self.views.contains(&view.id);
            if ui.checkbox(&mut chosen, view_name(view, texts)).changed() {
                if chosen {
                    self.views.insert(view.id.clone());
                } else {
                    self.views.remove(&view.id);
                }
                self.unseen = unseen(session, &self.sights, &self.views);
            }
        }
    }

    fn choose_page(&mut self, ui: &mut Ui, model: &Model) {
        let texts = &model.texts;
        heading(ui, texts.get("export-page"));
        let combo = ComboBox::from_id_salt("paper").selected_text(self.paper.text(texts)).show_ui(ui, |ui| {
            for paper in Paper::ALL {
                ui.selectable_value(&mut self.paper, paper, paper.text(texts));
            }
        });
        combo.response.accessible_name(texts.get("export-page"));
        if self.paper == Paper::Own {
            self.own_size(ui, texts);
        } else {
            ui.horizontal(|ui| {
                ui.radio_value(&mut self.landscape, false, texts.get("export-portrait"));
                ui.radio_value(&mut self.landscape, true, texts.get("export-landscape"));
            });
        }
        self.choose_format(ui, texts);
        ui.add_space(6.0);
        heading(ui, texts.get("export-shows"));
        self.choose_shown(ui, model);
    }

    /// The kind of file; vectors and documents have no resolution of their own.
    fn choose_format(&mut self, ui: &mut Ui, texts: &Texts) {
        let choices = [
            (Format::Png, texts.get("export-png")),
            (Format::Jpeg, texts.get("export-jpeg")),
            (Format::Svg, texts.get("export-svg")),
            (
                Format::Pdf,
                if self.kind == ExportKind::Card { texts.get("export-pdf-card") } else { texts.get("export-pdf") },
            ),
        ];
        for (format, text) in choices {
            let fits = !self.kind.is_of_the_course() || format == Format::Pdf;
            let chosen = ui.add_enabled_ui(fits, |ui| ui.radio_value(&mut self.format, format, text).changed());
            if chosen.inner {
                // A document is about somebody, a picture may be shown around.
                self.patient_name = self.kind != ExportKind::Session || format == Format::Pdf;
            }
        }
        if !self.format.has_pixels() {
            return;
        }
        ui.horizontal(|ui| {
            let named = ui.label(texts.get("export-dpi"));
            let wrong = DPI.read(&self.dpi.text, texts).err();
            self.dpi.show(ui, (80.0, ""), wrong.as_ref()).labelled_by(named.id);
        });
    }

    fn choose_shown(&mut self, ui: &mut Ui, model: &Model) {
        let texts = &model.texts;
        if self.kind == ExportKind::Card {
            ui.checkbox(&mut self.patient_name, texts.get("export-patient"));
            return;
        }
        ui.checkbox(&mut self.regions, texts.get("export-regions"));
        if model.settings.guides != GuideSet::NONE {
            ui.checkbox(&mut self.with_guides, texts.get("export-guides"));
        }
        if model.comparison().is_some() && self.kind == ExportKind::Session {
            let choices = [
                (None, texts.get("export-session-alone")),
                (Some(Arrangement::Overlaid), texts.get("export-comparison")),
                (Some(Arrangement::SideBySide), texts.get("export-beside")),
            ];
            for (choice, text) in choices {
                ui.radio_value(&mut self.comparison, choice, text);
            }
        }
        ui.checkbox(&mut self.patient_name, texts.get("export-patient"));
        caption(ui, texts.get("export-patient-why"));
        if self.format == Format::Pdf {
            if self.kind != ExportKind::Sheet {
                ui.checkbox(&mut self.attach, texts.get("export-attach"));
            }
            ui.checkbox(&mut self.small, texts.get("export-small"));
        }
        if self.kind == ExportKind::Session {
            ui.checkbox(&mut self.list, texts.get("export-list"));
        }
    }

    fn own_size(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.horizontal(|ui| {
            let names = [texts.get("paper-width"), texts.get("paper-height")];
            for (at, (side, name)) in self.own_mm.iter_mut().zip(names).enumerate() {
                if at > 0 {
                    ui.label("×");
                }
                let wrong = SIDE.read(&side.text, texts).err();
                side.show(ui, (80.0, ""), wrong.as_ref()).on_hover_text(name.as_str()).accessible_name(name);
            }
        });
    }
}

/// A side of the page.
const SIDE: Figure = Figure {
    units: &Units::MILLIMETRES,
    unit: "mm",
    least: *Sheet::SIDES_MM.start() as f64,
    most: *Sheet::SIDES_MM.end() as f64,
    step: 0.1,
};
/// How fine the picture is.
const DPI: Figure = Figure { units: &Units::DOTS_PER_INCH, unit: "dpi", least: 150.0, most: 600.0, step: 1.0 };

/// The fewest views that together show every mark, preferring the one on screen: a greedy cover, at most six.
fn views_with_marks(session: &Session, sights: &Sights, shown_view: &str) -> BTreeSet<String> {
    // The whole body shows everything, too small to read.
    let candidates = views(session.body).iter().filter(|view| view.group != ViewGroup::Whole);
    let seen = |id: &str| sights.get(id).cloned().unwrap_or_default();
    let seen_by = candidates.map(|view| (view.id.as_str(), seen(&view.id))).collect();
    // The one that is on screen is offered whatever it shows.
    let chosen = covering(seen_by, Some(shown_view), MAX_OFFERED + 1);
    chosen.into_iter().map(str::to_owned).collect()
}

/// More than this many views on a page are too small to read.
const MAX_OFFERED: usize = 6;

/// How many marks lie in none of the chosen views.
fn unseen(session: &Session, sights: &Sights, chosen: &BTreeSet<String>) -> usize {
    let seen: BTreeSet<usize> = chosen.iter().filter_map(|id| sights.get(id)).flatten().copied().collect();
    session.marks.len().saturating_sub(seen.len())
}
