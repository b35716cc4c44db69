//! The body on screen: panes with views of it, the marks on it, and what the pointer does there.

mod brush;
mod carried;
mod earlier;
mod elsewhere;
mod gestures;
mod glyphs;
mod ground;
mod grounded;
mod guides;
mod handles;
mod items;
mod measure;
mod multiples;
mod paint;
mod pane;
mod picker;
mod press;
mod scenes;
mod snap;
mod strip;
mod stroke;
mod swipe;
mod taking;
mod turn;
mod viewport;

use std::sync::Arc;

use eframe::egui::{Color32, Rect, Ui, Vec2, vec2};

use crate::atlas::guides::GuideKind;
use crate::atlas::raster::{Frame, Tint};
use crate::atlas::regions::Locus;
use crate::atlas::size::Scale;
use crate::atlas::view::{View, view, views};
use crate::atlas::{Body, BodyKind, Camera, FREE_VIEW, opposite_view};
use crate::scene::Colour;

use super::action::Actions;
use super::layers::{Layer, Role};
use super::model::Model;
use super::pictures::{Pictures, Slot};

use gestures::Gesture;
pub(super) use glyphs::Glyphs;
pub(super) use items::shapes as paint_items;
use measure::Measured;
use pane::Pane;
use picker::{Album, Picker};
use press::Press;
use scenes::{Scenes, Shows};
use swipe::Beyond;
use viewport::{ViewMap, Viewport};

/// A colour of the scene for egui.
pub(super) fn colour32(colour: Colour) -> Color32 {
    Color32::from_rgba_unmultiplied(colour.red, colour.green, colour.blue, colour.alpha)
}

/// What a click on the skin does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tool {
    /// Places a mark.
    #[default]
    Place,
    /// Selects; a drag draws a lasso.
    Select,
    /// Chooses skin that a field covers.
    Fill,
    /// Leads a row of points.
    Row,
    /// Paints points, and takes them away.
    Brush,
    /// Draws the way of a needle.
    Line,
    /// Draws round an area.
    Area,
    /// Measures along the skin.
    Measure,
    /// Draws round marks of another session, which are taken over.
    TakeOver,
}

/// How two sessions are seen that are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// In one picture, by what became of each mark.
    #[default]
    Overlay,
    /// In panes of their own, with linked views.
    SideBySide,
    /// In one picture, the earlier one left of an edge that can be dragged.
    Swipe,
    /// In one picture, one after the other.
    Blink,
}

/// The most views of the open session side by side.
const MAX_PANES: usize = 12;
/// The view that a session opens with.
const HOME: &str = "face-front";

/// Panes, tool and gesture.
pub(super) struct Canvas {
    panes: Vec<Pane>,
    active: usize,
    tool: Tool,
    /// Nothing is placed, for the tab in front is one to look at what is there.
    pub looks_only: bool,
    /// How the two sessions are seen that are compared.
    pub way: Way,
    /// Where the edge of [`Way::Swipe`] stands, as a share of the pane's width.
    pub edge: f32,
    gesture: Option<Gesture>,
    press: Press,
    /// What the ruler measured last.
    measured: Option<Measured>,
    /// The pictures of all views, while one is being chosen.
    picker: Option<Picker>,
    /// Where the pane that has the focus was last.
    last_rect: Option<Rect>,
    scenes: Scenes,
    /// What the body looks like.
    pub pictures: Pictures,
    /// Textures of marks and symbols.
    pub glyphs: Glyphs,
    /// The region under the pointer, if it is over the body.
    pub hovered_locus: Option<Locus>,
    /// The sessions of the course are seen together.
    pub looks_at_course: bool,
    /// The pane that the pointer is over in this frame, and where on the view plane it is.
    pointer_mm: Option<(usize, crate::geom::Vec2)>,
    /// The same of the frame before.
    seen_pointer_mm: Option<(usize, crate::geom::Vec2)>,
}

impl Canvas {
    /// One pane with the face.
    pub(super) fn new(ctx: &egui::Context) -> Self {
        Self {
            panes: vec![Pane::of(HOME)],
            active: 0,
            tool: Tool::Place,
            looks_only: false,
            way: Way::default(),
            edge: 0.5,
            gesture: None,
            press: Press::default(),
            measured: None,
            picker: None,
            last_rect: None,
            scenes: Scenes::default(),
            pictures: Pictures::default(),
            glyphs: Glyphs::new(ctx),
            hovered_locus: None,
            looks_at_course: false,
            pointer_mm: None,
            seen_pointer_mm: None,
        }
    }

    /// The named view of the pane that has the focus, or the one that it was turned from.
    pub(super) fn active_view(&self) -> &str {
        &self.panes[self.active].name
    }

    /// The camera of the pane that has the focus.
    pub(super) fn active_camera(&self, body: BodyKind) -> Option<Camera> {
        Some(self.panes[self.active].view(body)?.camera)
    }

    /// Opens the picker of views.
    pub(super) fn pick_view(&mut self) {
        self.picker = Some(Picker::default());
    }

    /// Whether the picker of views is open.
    pub(super) fn picks_view(&self) -> bool {
        self.picker.is_some()
    }

    /// Shows a view, whole, in the pane that has the focus.
    pub(super) fn show_view(&mut self, view: &str) {
        self.panes[self.active] = Pane::of(view);
        self.picker = None;
    }

    /// Shows a view in the pane that has the focus, close to these spots.
    pub(super) fn show_spots(&mut self, view: &View, spots_mm: &[crate::geom::Vec2]) {
        let mut viewport = Viewport::default();
        viewport.show(spots_mm, view);
        self.panes[self.active] = Pane::near(&view.id, viewport);
        self.picker = None;
    }

    /// The next view, or with -1 the one before.
    pub(super) fn step_view(&mut self, by: isize, body: BodyKind) {
        let all = views(body);
        let at = all.iter().position(|view| view.id == self.active_view()).unwrap_or(0);
        let count = all.len();
        let next = (at + count).saturating_add_signed(by) % count;
        self.show_view(&all[next].id);
    }

    /// The same part of the body from the other side.
    pub(super) fn turn_round(&mut self, body: BodyKind) {
        if let Some(shown) = view(body, self.active_view()) {
            self.show_view(&opposite_view(body, shown).id);
        }
    }

    /// Shows the whole view.
    pub(super) fn fit(&mut self) {
        self.panes[self.active].viewport = Viewport::default();
    }

    /// Zooms at the middle of the pane.
    pub(super) fn zoom(&mut self, factor: f32) {
        let viewport = &mut self.panes[self.active].viewport;
        viewport.zoom = (viewport.zoom * factor).clamp(0.5, 40.0);
    }

    /// One more pane, with a view that none shows yet: the next of the same part of the body, else the next of all.
    pub(super) fn split(&mut self, body: BodyKind) {
        if self.panes.len() >= MAX_PANES {
            return;
        }
        let all = views(body);
        let at = all.iter().position(|view| view.id == self.active_view()).unwrap_or(0);
        let group = all.get(at).map(|view| view.group);
        let (before, after) = all.split_at((at + 1).min(all.len()));
        let unshown = || after.iter().chain(before).filter(|view| !self.panes.iter().any(|pane| pane.name == view.id));
        let another = unshown().find(|view| Some(view.group) == group).or_else(|| unshown().next());
        if let Some(view) = another {
            self.panes.insert(self.active + 1, Pane::of(&view.id));
            self.active += 1;
        }
    }

    /// One pane less.
    pub(super) fn unsplit(&mut self) {
        if self.panes.len() > 1 {
            self.panes.remove(self.active);
            self.active = self.active.min(self.panes.len() - 1);
        }
    }

    /// Something that lay over the canvas closed: a press there a moment later is not meant for the chart.
    pub(super) fn shield(&mut self, place: Option<Rect>, ctx: &egui::Context) {
        match place {
            Some(place) => self.press.closed(place, ctx),
            None => self.press.closed_by_click(ctx),
        }
    }

    /// Whether a drag is under way.
    pub(super) fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// What a click on the skin does.
    pub(super) fn tool(&self) -> Tool {
        let looks = matches!(self.tool, Tool::Select | Tool::Measure);
        if self.looks_only && !looks { Tool::Select } else { self.tool }
    }

    /// Takes up another tool; what the ruler showed goes.
    pub(super) fn take_up(&mut self, tool: Tool) {
        self.tool = tool;
        self.measured = None;
    }

    /// What the ruler measured last, in words.
    pub(super) fn measured(&self, model: &Model) -> Option<String> {
        self.measured.as_ref()?.text(model)
    }

    /// Forgets a gesture under way and what was measured, as another session is shown.
    pub(super) fn let_go(&mut self) {
        self.gesture = None;
        self.measured = None;
    }

    /// The guides that panes wait for; each is told once.
    pub(super) fn take_wanted_guides(&mut self) -> Vec<(BodyKind, GuideKind, Scale)> {
        self.scenes.take_wanted()
    }

    /// Whether every picture that was asked for is on screen.
    pub(super) fn settled(&self) -> bool {
        self.pictures.settled()
    }

    /// The strip of views and the panes.
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        self.press.watch(ui.ctx());
        let Some(body) = model.body() else { return };
        strip::show(ui, model, body.kind, &self.panes[self.active], &mut self.pictures, actions);
        self.choose_view(ui, model, body, actions);
        let area = ui.available_rect_before_wrap();
        let hovered_before = self.hovered_locus.take();
        self.seen_pointer_mm = self.pointer_mm.take();
        let sessions = if self.looks_at_course { multiples::all(model) } else { self.sessions_apart(model) };
        let linked = !sessions.is_empty();
        let shows = if linked { sessions } else { vec![self.shows_both(ui, model); self.panes.len()] };
        let mut size = None;
        let rects = if self.looks_at_course {
            let view = self.panes[self.active].view(body.kind);
            fitting(area, shows.len(), view.map_or(1.0, |view| view.width_mm / view.height_mm))
        } else {
            split_rect(area, shows.len())
        };
        for (at, (rect, shows)) in rects.into_iter().zip(shows).enumerate() {
            let pane = if linked { self.active } else { at };
            // The panes of one view have one picture, so that not even rounding may tell their sizes apart.
            let size = *size.get_or_insert(rect.size());
            self.pane(ui, model, body, PanePlace { at, pane, rect, size, shows, linked }, actions);
        }
        if self.hovered_locus != hovered_before {
            // Panels are drawn before the canvas and show what it saw a frame ago.
            ui.ctx().request_repaint();
        }
        ui.advance_cursor_after_rect(area);
    }

    /// The picker, while it is open.
    fn choose_view(&mut self, ui: &Ui, model: &Model, body: &'static Body, actions: &mut Actions) {
        let Some(picker) = &mut self.picker else { return };
        let (pane, pictures) = (&self.panes[self.active], &mut self.pictures);
        if picker.show(ui, Album { model, body, pane, pictures, actions }) {
            self.picker = None;
        }
    }

    /// The sessions that have a pane each, by date; none where all is in one picture.
    fn sessions_apart(&self, model: &Model) -> Vec<Shows> {
        let side_by_side = self.way == Way::SideBySide;
        let compared = model.compared_with().filter(|_| side_by_side).map(|layer| &layer.place);
        let apart = |layer: &&Layer| match layer.role {
            Role::Ghost | Role::Source => false,
            Role::Compared => side_by_side,
            // One pane is enough for a session.
            Role::Beside => compared != Some(&layer.place),
        };
        let layers: Vec<&Layer> = model.layers.iter().filter(apart).collect();
        if layers.is_empty() {
            return Vec::new();
        }
        let open = layers.partition_point(|layer| model.open_is_later_than(&layer.session));
        let mut shows: Vec<Shows> = layers.iter().map(|layer| Shows::Layer(layer.content)).collect();
        shows.insert(open, if side_by_side { Shows::Open } else { Shows::both(model) });
        shows
    }

    /// What a pane shows of two sessions in one picture.
    fn shows_both(&self, ui: &Ui, model: &Model) -> Shows {
        let Some(layer) = model.compared_with().filter(|_| model.layers.source().is_none()) else {
            return Shows::both(model);
        };
        match self.way {
            Way::Overlay | Way::SideBySide => Shows::both(model),
            Way::Blink if swipe::shows_other(ui) => Shows::Layer(layer.content),
            Way::Blink | Way::Swipe => Shows::Open,
        }
    }

    fn pane(&mut self, ui: &mut Ui, model: &Model, body: &'static Body, place: PanePlace, actions: &mut Actions) {
        let Some(shown) = self.panes[place.pane].view(body.kind) else { return };
        let shown = &shown;
        let map = self.panes[place.pane].viewport.map(shown, place.rect);
        let at_corner = self.panes[place.pane].viewport.map(shown, Rect::from_min_size(egui::Pos2::ZERO, place.size));
        let turning = matches!(self.gesture, Some(Gesture::Turn { .. }));
        let PanePlace { at, pane, shows, linked, .. } = place;
        let scene = self.scenes.get((at, pane), model, (shows, turning), shown);
        let title = scenes::title(shown, shows, linked || self.way == Way::Blink, model);
        let beyond = self.beyond_the_edge(place, (turning, shown), model);
        let response = gestures::sense(ui, place.at, place.rect, &title, model);
        if place.pane == self.active {
            self.last_rect = Some(place.rect);
        }
        let active = pane == self.active && self.panes.len() > 1 && !linked;
        let seen = Seen {
            at,
            pane,
            picture: if linked && !model.wants_heat() { pane } else { at },
            tint: multiples::heat_of(shows, model).map(|map| Arc::clone(&map.tint)),
            at_corner,
            body,
            view: shown,
            map,
            title: &title,
            scene: &scene,
            beyond: beyond.as_ref(),
            shows,
            active,
            turning,
        };
        self.ask_pictures(ui, &seen);
        let hovered = gestures::hovered(&response, &seen, model, self.press);
        self.hovered_locus = hovered.locus.or(self.hovered_locus);
        multiples::note_pointer(ui, &response, &seen, self);
        paint::pane(ui, model, &seen, &hovered, self);
        let touched = gestures::handle(&response, &seen, &hovered, model, self, actions);
        if touched {
            self.active = place.pane;
        }
        if self.tool() == Tool::Fill {
            handles::show(ui, model, &seen, actions);
        }
        elsewhere::badge(ui, model, &seen, actions);
        self.edge = swipe::drag(ui, model, &seen).unwrap_or(self.edge);
        if brush::resize(ui, &response, self.tool(), model, actions) {
            return;
        }
        let viewport = &mut self.panes[place.pane].viewport;
        gestures::navigate(ui, &response, viewport, &seen, self.gesture.as_ref());
    }

    fn ask_pictures(&mut self, ui: &Ui, seen: &Seen<'_>) {
        let scale = ui.pixels_per_point();
        if seen.turning {
            let coarse = scale / COARSER;
            self.pictures.ask_tinted(Slot::Turning(seen.picture), seen.skin(), seen.frame(coarse));
            return;
        }
        // Behind the sharp picture while it is on its way: coarser, but of everything.
        let rect = Rect::from_min_size(egui::Pos2::ZERO, seen.at_corner.rect.size() * 0.6);
        let whole = Viewport::default().map(seen.view, rect);
        self.pictures.ask_tinted(seen.whole_slot(), seen.skin(), whole.frame(seen.view, scale));
        if zooms(ui) {
            // A sharp picture of every step of the wheel would be old before it is there, and takes the cores from the
            // frames; the frame after the last step asks for it.
            ui.ctx().request_repaint();
            return;
        }
        self.pictures.ask_tinted(Slot::Pane(seen.picture), seen.skin(), seen.frame(scale));
    }
}

/// Whether wheel or fingers change the scale in this frame.
fn zooms(ui: &Ui) -> bool {
    ui.input(|input| input.smooth_scroll_delta().y != 0.0 || input.zoom_delta() != 1.0)
}

/// Which pane is drawn where.
#[derive(Clone, Copy)]
struct PanePlace {
    /// The place on screen, from the left.
    at: usize,
    /// The pane whose view and zoom it has.
    pane: usize,
    rect: Rect,
    /// The size of every pane, to the last digit.
    size: Vec2,
    shows: Shows,
    /// One of several sessions in the same view.
    linked: bool,
}

/// What a pane shows this frame.
struct Seen<'a> {
    /// The pane's place on screen, from the left.
    at: usize,
    /// The pane whose view it shows.
    pane: usize,
    /// The place on screen for which the body's picture is made.
    picture: usize,
    /// Dose in colour.
    tint: Option<Arc<Tint>>,
    /// The map of a pane in the screen's corner: to the last digit the same for all panes of one view.
    at_corner: ViewMap,
    body: &'static Body,
    view: &'a View,
    map: ViewMap,
    /// What the pane is called.
    title: &'a str,
    scene: &'a crate::scene::ViewScene,
    /// What is seen beyond the edge of [`Way::Swipe`].
    beyond: Option<&'a Beyond>,
    shows: Shows,
    /// One of several panes, and the one that commands go to.
    active: bool,
    /// The view is being turned: every frame has another camera.
    turning: bool,
}

/// While a view is turned its picture has this many times fewer pixels a side.
const COARSER: f32 = 2.5;

impl Seen<'_> {
    /// The slot of the whole view's picture; a view turned by hand has one of its own in each pane.
    fn whole_slot(&self) -> Slot {
        let id = &self.view.id;
        let is_own = id == FREE_VIEW || self.tint.is_some();
        Slot::Whole(if is_own { format!("{id} {}", self.picture) } else { id.clone() })
    }

    /// The body, and what is coloured on it.
    fn skin(&self) -> (BodyKind, Option<Arc<Tint>>) {
        (self.body.kind, self.tint.clone())
    }

    /// The frame of a picture that fills the pane at `pixels_per_point`.
    fn frame(&self, pixels_per_point: f32) -> Frame {
        self.at_corner.frame(self.view, pixels_per_point)
    }

    /// Whether words at the left and at the right of the pane would meet.
    fn is_narrow(&self) -> bool {
        self.map.rect.width() < 380.0
    }

    /// The spot of the skin at a place on the screen.
    fn skin_at(&self, screen: egui::Pos2) -> Option<crate::atlas::SurfacePoint> {
        self.skin_at_mm(self.map.mm_from_screen(screen))
    }

    /// The spot of the skin at a place of the view plane.
    fn skin_at_mm(&self, view_mm: crate::geom::Vec2) -> Option<crate::atlas::SurfacePoint> {
        self.body.skin_seen(&self.view.camera, view_mm)
    }

    /// The radius of marks, in points.
    fn radius_pt(&self) -> f32 {
        crate::scene::glyph_radius(self.map.pt_per_mm, POINTS_PER_MM)
    }
}

/// Logical pixels in a millimetre of screen, at 96 a inch.
pub(super) const POINTS_PER_MM: f32 = 96.0 / 25.4;

/// Equal parts of an area, in rows as even as can be: up to four stand in one.
fn split_rect(area: Rect, count: usize) -> Vec<Rect> {
    let count = count.max(1);
    let rows = count.div_ceil(4).min(3);
    parts(area, count, [count.div_ceil(rows), rows])
}

/// Equal parts of an area in which what is so many times as wide as high is seen largest.
fn fitting(area: Rect, count: usize, aspect: f32) -> Vec<Rect> {
    let count = count.max(1);
    let height = |columns: usize| {
        let [across, down] =
            [columns, count.div_ceil(columns)].map(|parts| u16::try_from(parts).map_or(1.0, f32::from));
        (area.width() / across / aspect).min(area.height() / down)
    };
    // Of equals the fewest columns, so that the search begins with them.
    let best = (1..=count).reduce(|best, columns| if height(columns) > height(best) { columns } else { best });
    let columns = best.unwrap_or(1);
    parts(area, count, [columns, count.div_ceil(columns)])
}

/// The first parts of an area that is cut into so many columns and rows.
fn parts(area: Rect, count: usize, [columns, rows]: [usize; 2]) -> Vec<Rect> {
    const GAP: f32 = 6.0;
    #[expect(clippy::cast_precision_loss, reason = "a few panes")]
    let [across, down] = [columns, rows].map(|parts| parts as f32);
    let size = (area.size() - vec2(across - 1.0, down - 1.0) * GAP) / vec2(across, down);
    let size = size.max(Vec2::splat(1.0));
    #[expect(clippy::cast_precision_loss, reason = "a few panes")]
    let place = |at: usize| vec2((at % columns) as f32, (at / columns) as f32);
    (0..count).map(|at| Rect::from_min_size(area.min + place(at) * (size + Vec2::splat(GAP)), size)).collect()
}
