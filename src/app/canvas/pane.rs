//! One view on screen: which, how near, and where.

use crate::atlas::view::{View, view, views};
use crate::atlas::{BodyKind, nearest_view};

use super::viewport::{ViewMap, Viewport};

/// What a pane looks along.
#[derive(Clone, Debug)]
enum Looks {
    /// A named view, found anew for each body.
    Named(String),
    /// A view turned by hand.
    Freely(Box<View>),
}

/// One view on screen.
#[derive(Clone, Debug)]
pub(super) struct Pane {
    /// The named view that it shows, or that it was turned from.
    pub name: String,
    looks: Looks,
    pub viewport: Viewport,
}

impl Pane {
    /// A named view, whole.
    pub(super) fn of(name: &str) -> Self {
        Self::near(name, Viewport::default())
    }

    /// A part of a named view.
    pub(super) fn near(name: &str, viewport: Viewport) -> Self {
        Self { name: name.to_owned(), looks: Looks::Named(name.to_owned()), viewport }
    }

    /// Whether it shows this named view.
    pub(super) fn shows(&self, name: &str) -> bool {
        matches!(&self.looks, Looks::Named(shown) if shown == name)
    }

    /// The view, of this body.
    pub(super) fn view(&self, body: BodyKind) -> Option<View> {
        match &self.looks {
            Looks::Named(name) => view(body, name).or_else(|| views(body).first()).cloned(),
            Looks::Freely(view) => Some((**view).clone()),
        }
    }

    /// Shows a view that was turned by hand, at the same scale, its target in the middle.
    pub(super) fn look(&mut self, turned: View) {
        self.looks = Looks::Freely(Box::new(turned));
        self.viewport.centre_mm = crate::geom::Vec2::ZERO;
    }

    /// Shows the named view that a view turned by hand nearly is, if there is one, at the same scale and place.
    pub(super) fn snap(&mut self, body: BodyKind, map: ViewMap) {
        let Looks::Freely(turned) = &self.looks else { return };
        let shown_mm = map.rect.height() / map.pt_per_mm;
        let Some(named) = nearest_view(body, turned, shown_mm) else { return };
        let centre_mm = named.camera.view_from_mm(turned.camera.target_mm).truncate();
        let whole = Viewport::default().map(named, map.rect).pt_per_mm;
        *self = Self::near(&named.id, Viewport { zoom: map.pt_per_mm / whole, centre_mm });
    }
}
