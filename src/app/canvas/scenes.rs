//! Scenes by key: the same revision, view and options give the same scene, so most frames build nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Context;

use crate::atlas::guides::{GuideSet, are_ready, guides};
use crate::atlas::size::Scale;
use crate::atlas::view::{Camera, View};
use crate::atlas::{Body, BodyKind, FREE_VIEW};
use crate::scene::{Beside, Content, Options, Sight, ViewScene};

use super::super::document::Document;
use super::super::model::Model;

/// What a pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// The open session alone.
    Open,
    /// The other session alone.
    Other,
    /// The open session over the earlier one as a ghost.
    Ghosted,
    /// What changed from the earlier to the later one.
    Changes,
}

impl Shows {
    /// What a pane shows that isn't one of a pair.
    pub(super) fn both(model: &Model) -> Self {
        if model.other.is_none() {
            Self::Open
        } else if model.comparing && model.derived.comparison.is_some() {
            Self::Changes
        } else if model.settings.ghost {
            Self::Ghosted
        } else {
            Self::Open
        }
    }
}

/// Equal keys, equal scenes.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    document: (u64, u64),
    other: Option<PathBuf>,
    comparison: u64,
    view: String,
    camera: Camera,
    body: BodyKind,
    shows: Shows,
    regions: bool,
    guides: GuideSet,
}

/// The scenes of all panes, and what each view of a body sees.
#[derive(Default)]
pub(super) struct Scenes {
    panes: BTreeMap<usize, (Key, Arc<ViewScene>)>,
    sights: BTreeMap<(BodyKind, String), Sight>,
    /// The grids that are being reckoned.
    awaited: Vec<(BodyKind, Scale)>,
}

impl Scenes {
    /// The scene of a pane, built only when something changed; while its view is turned, without regions.
    pub(super) fn get(
        &mut self,
        pane: usize,
        model: &Model,
        (shows, turning): (Shows, bool),
        (view, ctx): (&View, &Context),
    ) -> Arc<ViewScene> {
        let regions = model.settings.regions && !turning;
        let key = key(model, shows, view);
        let guides = self.ready_guides(model, shows, Body::get(key.body), ctx);
        let key = Key { regions, guides, ..key };
        if let Some((_, scene)) = self.panes.get(&pane).filter(|(known, _)| *known == key) {
            return Arc::clone(scene);
        }
        let body = Body::get(key.body);
        let name = if view.id == FREE_VIEW { format!("{FREE_VIEW} {pane}") } else { view.id.clone() };
        let sight = self.sights.entry((key.body, name)).or_insert_with(|| Sight::new(body, view));
        if sight.view() != view {
            *sight = Sight::new(body, view);
        }
        let scene = Arc::new(build(model, shows, (regions, guides), sight));
        self.panes.insert(pane, (key, Arc::clone(&scene)));
        scene
    }

    /// The guides that are on, without those that take long: they are reckoned aside and shown when they are there.
    fn ready_guides(&mut self, model: &Model, shows: Shows, body: &'static Body, ctx: &Context) -> GuideSet {
        let scale = content(model, shows).map_or(Scale::AS_DRAWN, |content| content.sized().scale());
        let grid = (body.kind, scale);
        let (late, ready): (Vec<_>, Vec<_>) =
            model.settings.guides.iter().partition(|&kind| !are_ready(body, kind, scale));
        if late.is_empty() {
            self.awaited.retain(|awaited| *awaited != grid);
        }
        for kind in late {
            if !self.awaited.contains(&grid) {
                self.awaited.push(grid);
                let ctx = ctx.clone();
                let reckon = move || {
                    guides(body, kind, scale);
                    ctx.request_repaint();
                };
                // Without the thread the grid stays off and everything else works.
                let thread = std::thread::Builder::new().name("guides".to_owned());
                drop(thread.spawn(reckon));
            }
        }
        GuideSet::from(ready)
    }
}

fn key(model: &Model, shows: Shows, view: &View) -> Key {
    let session = model.session();
    Key {
        document: model.document.as_ref().map_or((0, 0), Document::key),
        other: model.other.as_ref().map(|other| other.file.clone()),
        comparison: if shows == Shows::Changes { model.derived.comparison_number } else { 0 },
        view: view.id.clone(),
        camera: view.camera,
        body: session.map_or(BodyKind::AdultFemale, |session| session.body),
        shows,
        regions: model.settings.regions,
        guides: model.settings.guides,
    }
}

fn build(model: &Model, shows: Shows, (regions, guides): (bool, GuideSet), sight: &mut Sight) -> ViewScene {
    let options = Options { regions, region_names: regions, guides, language: model.language() };
    match content(model, shows) {
        Some(content) => ViewScene::seen(&content, sight, &options),
        None => ViewScene::empty(sight.view()),
    }
}

/// What the scene is made of.
fn content(model: &Model, shows: Shows) -> Option<Content<'_>> {
    let (session, techniques) = (&**model.session()?, model.techniques);
    let other = model.other.as_ref();
    let alone = Content { session, beside: Beside::Nothing, techniques };
    Some(match (shows, other) {
        (Shows::Open, Some(other)) if model.comparing => Content { beside: Beside::Apart(&other.session), ..alone },
        (Shows::Open, _) | (_, None) => alone,
        (Shows::Other, Some(other)) => Content { session: &other.session, beside: Beside::Apart(session), techniques },
        (Shows::Ghosted, Some(other)) => Content { beside: Beside::Ghost(&other.session), ..alone },
        (Shows::Changes, Some(other)) => {
            let (earlier, later) = if other.earlier { (&*other.session, session) } else { (session, &*other.session) };
            let Some(comparison) = &model.derived.comparison else { return Some(alone) };
            Content { session: later, beside: Beside::Changes { earlier, comparison }, techniques }
        }
    })
}
