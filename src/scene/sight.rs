//! What one view of one body sees, remembered: whether a site is hidden, where region lines and names lie.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::guides::{GuideLine, ZoneShape, guide_lines, zone_shapes};
use crate::atlas::guides::GuideKind;
use crate::atlas::regions::{Patch, boundaries, label_anchor};
use crate::atlas::size::Scale;
use crate::atlas::{Body, Silhouette, SurfacePoint, View, each};
use crate::chart::{Shape, ShapeKind, Site};
use crate::geom::Vec2;

/// A memory for one view of one body, and for one patient's size at a time.
#[derive(Debug)]
pub struct Sight {
    body: &'static Body,
    view: View,
    seen_of_hundredths: HashMap<[i32; 3], bool>,
    boundaries: Option<Arc<Vec<Vec<Vec2>>>>,
    anchors: Option<Vec<(Patch, Vec2)>>,
    silhouette: Arc<Silhouette>,
    /// Of the guides and the zones.
    scale: Scale,
    guides: BTreeMap<GuideKind, Arc<Vec<GuideLine>>>,
    zones: Option<Arc<Vec<ZoneShape>>>,
    /// By the spots of a shape: the pieces of its way or border that are seen.
    traces: HashMap<Vec<[i32; 3]>, Arc<Vec<Vec<Vec2>>>>,
}

impl Sight {
    /// The most sites that it remembers; beyond, it starts anew.
    const MOST_SITES: usize = 400_000;
    /// The most ways and borders that it remembers.
    const MOST_TRACES: usize = 50_000;

    /// Remembers nothing yet.
    pub fn new(body: &'static Body, view: &View) -> Self {
        Self {
            body,
            view: view.clone(),
            seen_of_hundredths: HashMap::new(),
            boundaries: None,
            anchors: None,
            silhouette: Arc::new(Silhouette::of(body, &view.camera)),
            scale: Scale::AS_DRAWN,
            guides: BTreeMap::new(),
            zones: None,
            traces: HashMap::new(),
        }
    }

    /// Guides and zones are for a patient of this size.
    pub fn to_scale(&mut self, scale: Scale) {
        if self.scale != scale {
            self.scale = scale;
            self.guides.clear();
            self.zones = None;
        }
    }

    /// Where the view's picture holds body.
    pub fn silhouette(&self) -> Arc<Silhouette> {
        Arc::clone(&self.silhouette)
    }

    /// The view.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The body.
    pub fn body(&self) -> &'static Body {
        self.body
    }

    /// Whether the viewer sees the skin there.
    pub fn sees(&mut self, site: &Site) -> bool {
        if self.seen_of_hundredths.len() > Self::MOST_SITES {
            self.seen_of_hundredths.clear();
        }
        let look = || self.body.is_seen(&self.view.camera, site.anchor());
        *self.seen_of_hundredths.entry(site.hundredths()).or_insert_with(look)
    }

    /// Looks at many sites at once, by all threads; [`Self::sees`] then remembers.
    pub fn look_at(&mut self, sites: impl Iterator<Item = Site>) {
        let unknown = sites.filter(|site| !self.seen_of_hundredths.contains_key(&site.hundredths()));
        let unknown: Vec<Site> = unknown.take(Self::MOST_SITES).collect();
        let seen = each(&unknown, |site| self.body.is_seen(&self.view.camera, site.anchor()));
        self.seen_of_hundredths.extend(unknown.iter().map(Site::hundredths).zip(seen));
    }

    /// Where a site lies in the view plane, seen or not, in millimetres.
    pub fn place(&self, site: &Site) -> Vec2 {
        self.view.camera.view_from_mm(site.position_mm()).truncate()
    }

    /// What is seen of the way along the skin through the spots of a line, or round those of an area; computed once.
    pub fn trace(&mut self, shape: &Shape) -> Arc<Vec<Vec<Vec2>>> {
        if self.traces.len() > Self::MOST_TRACES {
            self.traces.clear();
        }
        let (body, view) = (self.body, &self.view);
        let mut key: Vec<[i32; 3]> = shape.spots().iter().map(Site::hundredths).collect();
        if shape.kind() == ShapeKind::Area {
            // Closed: as a key and as a way.
            key.extend(key.first().copied());
        }
        Arc::clone(self.traces.entry(key).or_insert_with(|| Arc::new(visible_trace(body, view, shape))))
    }

    /// The visible lines between regions, computed once.
    pub fn boundaries(&mut self) -> Arc<Vec<Vec<Vec2>>> {
        let (body, view) = (self.body, &self.view);
        Arc::clone(self.boundaries.get_or_insert_with(|| Arc::new(visible_boundaries(body, view))))
    }

    /// The visible lines of a guide, computed once.
    pub fn guides(&mut self, kind: GuideKind) -> Arc<Vec<GuideLine>> {
        let (body, view, scale) = (self.body, &self.view, self.scale);
        Arc::clone(self.guides.entry(kind).or_insert_with(|| Arc::new(guide_lines(body, view, kind, scale))))
    }

    /// What is visible of danger zones, computed once.
    pub fn zones(&mut self) -> Arc<Vec<ZoneShape>> {
        let (body, view, scale) = (self.body, &self.view, self.scale);
        Arc::clone(self.zones.get_or_insert_with(|| Arc::new(zone_shapes(body, view, scale))))
    }

    /// The middles of the visible regions, computed once.
    pub fn anchors(&mut self) -> &[(Patch, Vec2)] {
        let (body, view) = (self.body, &self.view);
        self.anchors.get_or_insert_with(|| visible_anchors(body, view))
    }
}

/// The parts of the lines between regions that a view sees, in view millimetres.
pub fn visible_boundaries(body: &Body, view: &View) -> Vec<Vec<Vec2>> {
    boundaries(body).iter().flat_map(|boundary| visible_pieces(body, view, &boundary.points)).collect()
}

fn visible_trace(body: &Body, view: &View, shape: &Shape) -> Vec<Vec<Vec2>> {
    let spots = shape.spots();
    let closing = spots.first().filter(|_| shape.kind() == ShapeKind::Area);
    let spots: Vec<SurfacePoint> = spots.iter().chain(closing).map(Site::anchor).collect();
    visible_pieces(body, view, &body.surface.way_through(&spots))
}

/// The pieces of a way over the skin that a view sees, in view millimetres.
fn visible_pieces(body: &Body, view: &View, way: &[SurfacePoint]) -> Vec<Vec<Vec2>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Vec2> = Vec::new();
    for &point in way {
        if body.is_seen(&view.camera, point) {
            piece.push(placed(body, view, point));
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

fn visible_anchors(body: &Body, view: &View) -> Vec<(Patch, Vec2)> {
    let patches: BTreeSet<Patch> = boundaries(body).iter().flat_map(|boundary| boundary.between).collect();
    let anchors = patches.into_iter().filter_map(|patch| Some((patch, label_anchor(body, patch)?)));
    let seen = anchors.filter(|&(_, point)| body.is_seen(&view.camera, point));
    seen.map(|(patch, point)| (patch, placed(body, view, point))).collect()
}

fn placed(body: &Body, view: &View, point: SurfacePoint) -> Vec2 {
    view.camera.view_from_mm(body.surface.position_mm(point)).truncate()
}
