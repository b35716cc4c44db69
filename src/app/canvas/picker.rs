//! The picker of views: small pictures by part of the body, and a figure whose regions lead to their best views.

use eframe::egui::{
    Align, Button, FontId, Frame, Id, Layout, Modal, Pos2, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo, vec2,
};

use crate::atlas::Body;
use crate::atlas::regions::{Locus, locus_at};
use crate::atlas::view::{View, ViewGroup, view, views};
use crate::scene::{view_group_name, view_name};

use super::super::action::{Action, Actions};
use super::super::model::Model;
use super::super::pictures::{Pictures, Slot};
use super::super::theme;
use super::super::widgets::{caption, heading, side_button};
use super::super::words::locus_text;
use super::pane::Pane;
use super::strip::{focus_ring, picture, thumbnail};
use super::viewport::ViewMap;

/// The size of a small picture, in points, and of the name below it.
const PICTURE: Vec2 = vec2(96.0, 92.0);
const NAME: Vec2 = vec2(96.0, 34.0);
/// How wide the figures are.
const FIGURE_WIDTH: f32 = 190.0;

/// The picker while it is open.
#[derive(Debug, Default)]
pub(super) struct Picker {
    /// Whether the keyboard was given to the present view's picture.
    started: bool,
}

/// What the picker reads, and the pictures that it asks for.
pub(super) struct Album<'a> {
    pub model: &'a Model,
    pub body: &'static Body,
    /// The pane whose view is chosen.
    pub pane: &'a Pane,
    pub pictures: &'a mut Pictures,
    pub actions: &'a mut Actions,
}

impl Picker {
    /// Shows the picker over everything else; `true` when it is to close.
    pub(super) fn show(&mut self, ui: &Ui, mut album: Album<'_>) -> bool {
        let frame = Frame::popup(ui.style()).inner_margin(16).corner_radius(10);
        let room = ui.ctx().content_rect().size();
        let size = vec2((room.x - 90.0).min(1000.0), (room.y - 90.0).min(760.0));
        let shown = Modal::new(Id::unique("view-picker")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(size.x);
            let closed = head(ui, album.model);
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(vec2(FIGURE_WIDTH, size.y - 60.0), Layout::top_down(Align::Min), |ui| {
                    album.figures(ui, size.y - 60.0);
                });
                ui.add_space(10.0);
                let rest = vec2(ui.available_width(), size.y - 60.0);
                ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| {
                    let scroll = ScrollArea::vertical().auto_shrink(false).max_height(rest.y);
                    scroll.show(ui, |ui| album.groups(ui, &mut self.started));
                });
            });
            closed
        });
        shown.inner || shown.should_close()
    }
}

/// Title and close button; `true` when it was clicked.
fn head(ui: &mut Ui, model: &Model) -> bool {
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, theme::control(ui) + 6.0), Layout::left_to_right(Align::Center), |ui| {
        ui.heading(model.texts.get("picker-title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button: Button<'_> = side_button(model.texts.get("close"));
            ui.add(button).clicked()
        })
        .inner
    })
    .inner
}

/// The region at a place of the figure, or one close beside: a finger is wider than an arm of the figure.
fn locus_near(at: Pos2, body: &'static Body, view: &View, map: &ViewMap) -> Option<Locus> {
    const REACH_PT: [f32; 3] = [0.0, 6.0, 12.0];
    let around = REACH_PT.into_iter().flat_map(|reach| (0..8_u8).map(move |eighth| (reach, eighth)));
    let spots =
        around.map(|(reach, eighth)| at + reach * Vec2::angled(f32::from(eighth) * std::f32::consts::FRAC_PI_4));
    let mut skin = spots.filter_map(|spot| body.skin_seen(&view.camera, map.mm_from_screen(spot)));
    skin.next().map(|point| locus_at(body, point))
}

impl Album<'_> {
    /// The body from the front and the back: a click goes to the best view of the region.
    fn figures(&mut self, ui: &mut Ui, height: f32) {
        caption(ui, self.model.texts.get("picker-figures"));
        let each = vec2(FIGURE_WIDTH, ((height - 60.0) / 2.0).clamp(120.0, 300.0));
        for id in ["body-front", "body-back"] {
            if let Some(view) = view(self.body.kind, id) {
                self.figure(ui, view, each);
            }
        }
    }

    fn figure(&mut self, ui: &mut Ui, view: &View, size: Vec2) {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let texts = &self.model.texts;
        let name = texts.with("picker-figure", &[("view", view_name(view, texts).into())]);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.painter().rect_filled(rect, 8, theme::palette(ui).canvas);
        let slot = Slot::Thumbnail(format!("figure {}", view.id));
        let map = picture(ui, &slot, (self.body.kind, view), rect.shrink(4.0), self.pictures);
        focus_ring(ui, rect, &response);
        let locus_under = |at| locus_near(at, self.body, view, &map);
        if response.clicked() {
            // Without a pointer, by keyboard or reader, the whole figure is meant.
            let locus = response.interact_pointer_pos().map(locus_under);
            let whole = || Action::ShowView(view.id.clone());
            self.actions
                .extend(locus.map_or_else(|| Some(whole()), |locus: Option<Locus>| locus.map(Action::ShowLocus)));
        }
        if let Some(locus) = response.hover_pos().and_then(locus_under) {
            response.on_hover_text_at_pointer(locus_text(texts, locus));
        }
    }

    fn groups(&mut self, ui: &mut Ui, started: &mut bool) {
        for group in ViewGroup::ALL {
            self.group(ui, group, started);
        }
    }

    /// The pictures of one part of the body under its name.
    fn group(&mut self, ui: &mut Ui, group: ViewGroup, started: &mut bool) {
        heading(ui, view_group_name(group, &self.model.texts));
        let of_group = views(self.body.kind).iter().filter(|view| view.group == group);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            for view in of_group {
                let response = self.entry(ui, view);
                if !*started && self.pane.name == view.id {
                    *started = true;
                    response.request_focus();
                    response.scroll_to_me(Some(Align::Center));
                } else if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    self.actions.push(Action::ShowView(view.id.clone()));
                }
            }
        });
        ui.add_space(8.0);
    }

    /// A picture with its name below it.
    fn entry(&mut self, ui: &mut Ui, view: &View) -> Response {
        let (rect, response) = ui.allocate_exact_size(PICTURE + vec2(0.0, NAME.y), Sense::click());
        let place = Rect::from_min_size(rect.min, PICTURE);
        // Not the strip's slot: its picture has another size, and a slot keeps one.
        let slot = Slot::Thumbnail(format!("large {}", view.id));
        let shown = (&slot, self.body.kind, view);
        thumbnail(ui, self.model, shown, (place, self.pane.shows(&view.id)), &response, self.pictures);
        if ui.is_rect_visible(rect) {
            let (text, colour) = (view_name(view, &self.model.texts), theme::palette(ui).text);
            let galley = ui.painter().layout(text, FontId::proportional(11.5), colour, NAME.x);
            ui.painter().galley(place.left_bottom() + vec2(2.0, 3.0), galley, colour);
        }
        response
    }
}
