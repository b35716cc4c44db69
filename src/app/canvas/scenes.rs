//! Scenes by key: the same revision, view and options give the same scene, so most frames build nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::atlas::guides::{GuideKind, GuideSet, are_ready};
use crate::atlas::size::Scale;
use crate::atlas::view::{Camera, View};
use crate::atlas::{Body, BodyKind, FREE_VIEW};
use crate::chart::Session;
use crate::scene::{Beside, Content, Options, Sight, ViewScene, view_name};

use super::super::document::Document;
use super::super::layers::{Compared, Layer, Pair, Role};
use super::super::model::Model;
use super::super::words::session_text;
use super::multiples;

/// What a pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// The open session alone.
    Open,
    /// Another session alone: the layer of this content.
    Layer(u64),
    /// The open session over earlier ones as ghosts.
    Ghosted,
    /// What changed from the earlier to the later one.
    Changes,
    /// The open session over the one whose marks are taken over by drawing around them.
    Taking,
    /// One of the course's sessions that are seen together: that of this content, or the open one.
    Multiple(Option<u64>),
    /// The course's sessions in one picture, for what they come to together.
    Together,
}

impl Shows {
    /// Whether it is one of the pictures of the course at a glance.
    pub(super) fn is_of_the_course(self) -> bool {
        matches!(self, Self::Multiple(_) | Self::Together)
    }

    /// What a pane shows that isn't one of a pair.
    pub(super) fn both(model: &Model) -> Self {
        if model.layers.source().is_some() {
            Self::Taking
        } else if model.compared_with().is_some() && model.comparison().is_some() {
            Self::Changes
        } else if model.settings.ghost && model.layers.ghosts().next().is_some() {
            Self::Ghosted
        } else {
            Self::Open
        }
    }
}

/// What a pane is called: its view, and the session where it is one of several.
pub(super) fn title(view: &View, shows: Shows, linked: bool, model: &Model) -> String {
    if let Some(one) = multiples::session_of(shows, model) {
        return multiples::title(one, model);
    }
    if shows == Shows::Together {
        return multiples::together(&view_name(view, &model.texts), model);
    }
    let shown = match shows {
        Shows::Layer(content) => model.layers.with(content).map(|layer| &layer.session),
        _ if linked => model.session(),
        _ => None,
    };
    let name = view_name(view, &model.texts);
    match shown.map(|session| &session.details) {
        Some(details) => format!("{name}  ·  {}", session_text(&details.title, details.started)),
        None => name,
    }
}

/// Equal keys, equal scenes.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    document: (u64, u64),
    /// What the layers that are shown hold.
    layers: Vec<u64>,
    /// What is compared, while that is shown.
    compared: Option<Pair>,
    /// The list that outlines come from.
    techniques: u64,
    language: String,
    view: String,
    camera: Camera,
    body: BodyKind,
    shows: Shows,
    regions: bool,
    guides: GuideSet,
    /// Only colours are seen, no marks.
    bare: bool,
}

/// The scenes of all panes, and what each view of a body sees.
#[derive(Default)]
pub(super) struct Scenes {
    panes: BTreeMap<usize, (Key, Arc<ViewScene>)>,
    sights: BTreeMap<(BodyKind, String), Sight>,
    /// The grids that are being reckoned.
    awaited: Vec<(BodyKind, Scale)>,
    /// Those of them that nobody was asked for yet.
    wanted: Vec<(BodyKind, GuideKind, Scale)>,
}

impl Scenes {
    /// The scene at a place on screen, in the view of a pane, built only when something changed; while its view is turned,
    /// without regions.
    pub(super) fn get(
        &mut self,
        (at, pane): (usize, usize),
        model: &Model,
        (shows, turning): (Shows, bool),
        view: &View,
    ) -> Arc<ViewScene> {
        let regions = model.settings.regions && !turning;
        let key = key(model, shows, view);
        let guides = self.ready_guides(model, shows, Body::get(key.body));
        let key = Key { regions, guides, ..key };
        if let Some((_, scene)) = self.panes.get(&at).filter(|(known, _)| *known == key) {
            return Arc::clone(scene);
        }
        let body = Body::get(key.body);
        let name = if view.id == FREE_VIEW { format!("{FREE_VIEW} {pane}") } else { view.id.clone() };
        let sight = self.sights.entry((key.body, name)).or_insert_with(|| Sight::new(body, view));
        if sight.view() != view {
            *sight = Sight::new(body, view);
        }
        let scene = Arc::new(build(model, shows, (regions, guides), sight));
        self.panes.insert(at, (key, Arc::clone(&scene)));
        scene
    }

    /// The guides that are on, without those that take long: they are reckoned aside and shown when they are there.
    fn ready_guides(&mut self, model: &Model, shows: Shows, body: &'static Body) -> GuideSet {
        let scale = with_content(model, shows, |content| content.sized().scale()).unwrap_or(Scale::AS_DRAWN);
        let grid = (body.kind, scale);
        let (late, ready): (Vec<_>, Vec<_>) =
            model.settings.guides.iter().partition(|&kind| !are_ready(body, kind, scale));
        if late.is_empty() {
            self.awaited.retain(|awaited| *awaited != grid);
        }
        for kind in late {
            if !self.awaited.contains(&grid) {
                self.awaited.push(grid);
                self.wanted.push((body.kind, kind, scale));
            }
        }
        GuideSet::from(ready)
    }

    /// The guides that are to be reckoned; each is told once.
    pub(super) fn take_wanted(&mut self) -> Vec<(BodyKind, GuideKind, Scale)> {
        std::mem::take(&mut self.wanted)
    }
}

fn key(model: &Model, shows: Shows, view: &View) -> Key {
    let session = model.session();
    let compared = model.derived.compared.as_ref().filter(|_| shows == Shows::Changes);
    Key {
        document: model.document.as_ref().map_or((0, 0), Document::key),
        layers: contents(model, shows),
        compared: compared.map(|compared| compared.pair.clone()),
        techniques: model.techniques_key,
        language: model.language().to_owned(),
        view: view.id.clone(),
        camera: view.camera,
        body: session.map_or(BodyKind::AdultFemale, |session| session.body),
        shows,
        regions: model.settings.regions,
        guides: model.settings.guides,
        bare: is_bare(model, shows),
    }
}

fn build(model: &Model, shows: Shows, (regions, guides): (bool, GuideSet), sight: &mut Sight) -> ViewScene {
    let options = Options { regions, region_names: regions, guides, language: model.language() };
    let scene = with_content(model, shows, |content| ViewScene::seen(content, sight, &options));
    let scene = scene.unwrap_or_else(|| ViewScene::empty(sight));
    if is_bare(model, shows) { scene.without_marks() } else { scene }
}

/// Gives what the scene is made of to a function; `None` where no session is open.
fn with_content<T>(model: &Model, shows: Shows, then: impl FnOnce(&Content<'_>) -> T) -> Option<T> {
    let (session, techniques) = (&**model.session()?, &*model.techniques);
    let of = |session, beside| Content { session, beside, techniques };
    if let Shows::Multiple(content) = shows {
        let all = model.course_sessions();
        let shown = all.iter().find(|one| one.content == content)?;
        let others: Vec<&Session> =
            all.iter().map(|one| &*one.session).filter(|one| one.id != shown.session.id).collect();
        return Some(then(&of(&shown.session, Beside::Apart(&others))));
    }
    if shows == Shows::Together {
        let all = model.summed_up();
        let ((last, _), before) = all.split_last()?;
        let ghosts: Vec<&Session> = before.iter().map(|(session, _)| &**session).collect();
        return Some(then(&of(last, Beside::Ghosts(&ghosts))));
    }
    let layers = layers(model, shows).map(|layer| &*layer.session);
    // A pane of another session stands at one scale with the open one too.
    let open = matches!(shows, Shows::Layer(_)).then_some(session);
    let others: Vec<&Session> = layers.chain(open).collect();
    let content = match (shows, others.as_slice()) {
        (Shows::Open | Shows::Multiple(_) | Shows::Together, others) => of(session, Beside::Apart(others)),
        (Shows::Layer(content), others) => of(&model.layers.with(content)?.session, Beside::Apart(others)),
        (Shows::Ghosted | Shows::Taking, ghosts) => of(session, Beside::Ghosts(ghosts)),
        (Shows::Changes, _) => match &model.derived.compared {
            Some(Compared { pair, comparison: Some(comparison) }) => {
                of(&pair.later, Beside::Changes { earlier: &pair.earlier, comparison })
            }
            _ => of(session, Beside::Nothing),
        },
    };
    Some(then(&content))
}

/// Whether dose is coloured and the marks would cover it.
fn is_bare(model: &Model, shows: Shows) -> bool {
    shows.is_of_the_course() && model.wants_heat() && !model.course_view.heat.shows_marks
}

/// What is shown beside the open session, or stands at one scale with what is shown, by what it holds.
fn contents(model: &Model, shows: Shows) -> Vec<u64> {
    match shows {
        Shows::Multiple(_) => model.course_sessions().iter().filter_map(|one| one.content).collect(),
        Shows::Together => model.summed_up().into_iter().filter_map(|(_, content)| content).collect(),
        _ => layers(model, shows).map(|layer| layer.content).collect(),
    }
}

/// The layers beside the chart that a pane shows, or that stand at one scale with what it shows.
fn layers(model: &Model, shows: Shows) -> impl Iterator<Item = &Layer> {
    model.layers.iter().filter(move |layer| match shows {
        Shows::Open | Shows::Layer(_) => !matches!(layer.role, Role::Ghost | Role::Source),
        Shows::Ghosted => layer.role == Role::Ghost,
        Shows::Taking => layer.role == Role::Source,
        Shows::Changes | Shows::Multiple(_) | Shows::Together => false,
    })
}
