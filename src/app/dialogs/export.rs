//! The export form: which views, what paper, how fine, and whether the patient is named.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{ComboBox, DragValue, ScrollArea, Ui};

use crate::atlas::Body;
use crate::atlas::guides::GuideSet;
use crate::atlas::view::{ViewGroup, views};
use crate::chart::{Mark, Session};
use crate::geom::Vec2;
use crate::scene::sheet::{Arrangement, Sheet};
use crate::scene::{view_group_name, view_name};
use crate::text::Texts;

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::widgets::{caption, complaint, heading, text_field};
use super::{PathUse, Stays, answer, body_over, set_width};

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

/// What is to be exported.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ExportJob {
    /// The views, by identifier.
    pub views: Vec<String>,
    /// Page width and height in millimetres.
    pub page_mm: Vec2,
    /// Dots per inch.
    pub dpi: u32,
    /// The page's title.
    pub title: String,
    /// Whether the patient's name is written into the picture.
    pub patient_name: bool,
    /// Whether a list of the marks is written beside the picture.
    pub list: bool,
    /// Whether region boundaries are drawn.
    pub regions: bool,
    /// Which guides are drawn.
    pub guides: GuideSet,
    /// How the comparison is drawn, in place of the session alone.
    pub comparison: Option<Arrangement>,
}

/// The export form.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that can be ticked by itself")]
pub(in crate::app) struct ExportForm {
    views: BTreeSet<String>,
    paper: Paper,
    own_mm: Vec2,
    landscape: bool,
    dpi: u32,
    title: String,
    patient_name: bool,
    list: bool,
    regions: bool,
    /// Whether the guides that the canvas shows are drawn.
    with_guides: bool,
    comparison: Option<Arrangement>,
    /// How many marks lie in none of the chosen views.
    unseen: usize,
}

impl ExportForm {
    /// Offers the views in which this session has marks, fullest first, and the comparison when one is open.
    pub(in crate::app) fn new(model: &Model, session: &Session, (shown_view, side_by_side): (&str, bool)) -> Self {
        let course = model.document.as_ref().and_then(|document| document.course.as_ref());
        let title = course.map_or_else(
            || session.details.title.clone(),
            |course| format!("{} – {}", course.title, session.details.title),
        );
        let views = views_with_marks(session, shown_view);
        let arrangement = if side_by_side { Arrangement::SideBySide } else { Arrangement::Overlaid };
        let unseen = unseen(session, &views);
        Self {
            views,
            paper: Paper::A4,
            own_mm: Sheet::A4_MM,
            landscape: false,
            dpi: 300,
            title,
            patient_name: false,
            list: false,
            regions: model.settings.regions,
            with_guides: false,
            comparison: model.derived.comparison.is_some().then_some(arrangement),
            unseen,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        let Some(session) = model.session() else { return Stays::Closed };
        set_width(ui, 560.0);
        ui.heading(texts.get("export-title"));
        body_over(ui, 22.0, |ui| {
            text_field(ui, &texts.get("export-page-title"), &mut self.title);
            ui.columns(2, |columns| {
                self.choose_views(&mut columns[0], session, texts);
                self.choose_page(&mut columns[1], model);
            });
        });
        if self.views.is_empty() {
            complaint(ui, &texts.get("export-no-view"));
        } else if self.unseen > 0 {
            complaint(ui, &texts.with("export-unseen", &[("count", self.unseen.into())]));
        }
        let (go, stays) = answer(ui, model, &texts.get("export-go"), !self.views.is_empty());
        if go {
            let ordered = views(session.body).iter().map(|view| view.id.clone());
            let shown = ordered.filter(|id| self.views.contains(id)).collect();
            let job = self.job(shown, model.settings.guides);
            actions.push(Action::CloseDialog);
            actions.push(Action::AskPath(PathUse::Export(job)));
        }
        stays
    }

    fn job(&self, views: Vec<String>, guides: GuideSet) -> ExportJob {
        let page_mm = match self.paper.size_mm() {
            Some(upright) if self.landscape => Vec2::new(upright.y, upright.x),
            Some(upright) => upright,
            None => self.own_mm,
        };
        ExportJob {
            views,
            page_mm,
            dpi: self.dpi,
            title: self.title.trim().to_owned(),
            patient_name: self.patient_name,
            list: self.list,
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
                self.unseen = unseen(session, &self.views);
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
        ui.horizontal(|ui| {
            let named = ui.label(texts.get("export-dpi"));
            ui.add(DragValue::new(&mut self.dpi).range(72..=600)).labelled_by(named.id);
        });
        ui.add_space(6.0);
        heading(ui, texts.get("export-shows"));
        ui.checkbox(&mut self.regions, texts.get("export-regions"));
        if model.settings.guides != GuideSet::NONE {
            ui.checkbox(&mut self.with_guides, texts.get("export-guides"));
        }
        if model.derived.comparison.is_some() {
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
        ui.checkbox(&mut self.list, texts.get("export-list"));
    }

    fn own_size(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.horizontal(|ui| {
            let sides =
                [(&mut self.own_mm.x, texts.get("paper-width")), (&mut self.own_mm.y, texts.get("paper-height"))];
            for (at, (side_mm, name)) in sides.into_iter().enumerate() {
                if at > 0 {
                    ui.label("×");
                }
                let field = DragValue::new(side_mm).range(Sheet::SIDES_MM).speed(1.0).suffix(" mm");
                let field = field.max_decimals(1).custom_parser(Texts::parse_decimal);
                ui.add(field).on_hover_text(name.as_str()).accessible_name(name);
            }
        });
    }
}

/// The fewest views that together show every mark, preferring the one on screen: a greedy cover, at most six.
fn views_with_marks(session: &Session, shown_view: &str) -> BTreeSet<String> {
    let body = Body::get(session.body);
    let spots: Vec<_> = session.marks.iter().map(|mark| mark.site.anchor()).collect();
    // The whole body shows everything, too small to read.
    let candidates = views(session.body).iter().filter(|view| view.group != ViewGroup::Whole);
    let mut seen_by: Vec<(&str, BTreeSet<usize>)> = candidates
        .map(|view| {
            let seen = spots.iter().enumerate().filter(|&(_, &spot)| view.sees(body, spot).is_some());
            (view.id.as_str(), seen.map(|(at, _)| at).collect())
        })
        .collect();
    let mut chosen = BTreeSet::from([shown_view.to_owned()]);
    let mut next = shown_view;
    while chosen.len() <= MAX_OFFERED {
        let covered = seen_by.iter().find(|(id, _)| *id == next).map(|(_, seen)| seen.clone()).unwrap_or_default();
        for (_, seen) in &mut seen_by {
            seen.retain(|at| !covered.contains(at));
        }
        let Some((best, _)) =
            seen_by.iter().rev().max_by_key(|(_, seen)| seen.len()).filter(|(_, seen)| !seen.is_empty())
        else {
            break;
        };
        next = best;
        chosen.insert(next.to_owned());
    }
    chosen
}

/// More than this many views on a page are too small to read.
const MAX_OFFERED: usize = 6;

/// How many marks lie in none of the chosen views.
fn unseen(session: &Session, chosen: &BTreeSet<String>) -> usize {
    let body = Body::get(session.body);
    let chosen: Vec<_> = views(session.body).iter().filter(|view| chosen.contains(&view.id)).collect();
    let hidden = |mark: &&Arc<Mark>| !chosen.iter().any(|view| view.sees(body, mark.site.anchor()).is_some());
    session.marks.iter().filter(hidden).count()
}
