//! Looking whether another window or program changed what is shown: it is read again, or said to be old.

use std::time::Duration;

use crate::advice::why_text;
use crate::store::{Place, Stamp, Standing, heads_of, stamps};

use super::super::action::Answer;
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::layers::Layer;
use super::super::model::Model;
use super::desk::Desk;
use super::{beside, library, opening, techniques};

/// How often files are looked at, in seconds.
const EVERY_S: f64 = 2.0;

/// Has the files looked at, every few seconds.
pub(super) fn look(desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    let watched = watched(desk.model);
    if watched.is_empty() {
        return;
    }
    desk.ctx.request_repaint_after(Duration::from_secs_f64(EVERY_S));
    if now_s < desk.screen.look_again_at_s {
        return;
    }
    desk.screen.look_again_at_s = now_s + EVERY_S;
    let open = desk.model.document.as_ref().map(|document| (document.id, document.file.handle()));
    desk.screen.jobs.start(Name::Watch, move |_task| {
        let old = open.and_then(|(id, file)| Some((id, file.with(|file| file.standing())?)));
        Some(Answer::Looked(stamps(watched), old))
    });
}

/// What is shown, by the files and folders that it comes from.
fn watched(model: &Model) -> Vec<Place> {
    let mut paths = Vec::new();
    if let Some(open) = &model.library {
        paths.extend([open.library.root().clone(), open.library.techniques_record()]);
        for folder in open.patient.iter().chain(&open.course) {
            paths.push(folder.clone());
            paths.extend(heads_of(folder));
        }
    }
    paths.extend(model.library.iter().flat_map(|open| &open.sessions).map(|entry| entry.place.clone()));
    paths.extend(model.document.iter().map(|document| document.file.place().clone()));
    paths.extend(model.layers.iter().map(|layer| layer.place.clone()));
    paths
}

/// Takes what was seen, and has what changed since the last look read again.
pub(super) fn looked(seen: Vec<(Place, Stamp)>, standing: Option<(DocId, Standing)>, desk: &mut Desk<'_>) {
    let before = std::mem::take(&mut desk.screen.stamps);
    let is_new = |(path, stamp): &&(Place, Stamp)| before.get(path).is_some_and(|known| known != stamp);
    let changed: Vec<Place> = seen.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
    desk.screen.stamps = seen.into_iter().collect();
    if let Some((id, standing)) = standing {
        note_standing(id, standing, desk);
    }
    for path in changed {
        read_again(&path, desk);
    }
}

fn note_standing(id: DocId, standing: Standing, desk: &mut Desk<'_>) {
    let Some(document) = desk.model.document.as_mut().filter(|document| document.id == id) else { return };
    let before = std::mem::replace(&mut document.standing, standing);
    let texts = &desk.model.texts;
    match standing {
        Standing::Superseded if before != standing => desk.say(texts.get("said-superseded")),
        Standing::Gone if before != standing => desk.fail(texts.get("said-gone")),
        Standing::Void(why) if before != standing => {
            desk.fail(texts.with("said-void-elsewhere", &[("why", why_text(why, texts).into())]));
        }
        Standing::Same | Standing::Superseded | Standing::Gone | Standing::Void(_) => {}
    }
}

fn read_again(path: &Place, desk: &mut Desk<'_>) {
    let layer: Option<Layer> = desk.model.layers.iter().find(|layer| layer.place == *path).cloned();
    if let Some(layer) = layer {
        beside::read(layer.place, layer.role, desk);
    }
    let Some(open) = &desk.model.library else { return };
    let (is_root, is_course) = (open.library.root() == path, open.course.as_ref() == Some(path));
    let of_record = open.patient.iter().chain(&open.course).any(|folder| path.parent().as_ref() == Some(folder));
    let is_patient = open.patient.as_ref() == Some(path);
    if open.library.techniques_record() == *path {
        techniques::reread(desk);
    } else if is_course || open.sessions.iter().any(|entry| entry.place == *path) {
        library::reread_sessions(desk);
    } else if is_root {
        library::reread_patients(desk);
    } else if is_patient || of_record && !is_open(path, desk) {
        library::reread_record(desk);
    }
    if is_open(path, desk) {
        opening::follow_elsewhere(desk);
    }
}

fn is_open(path: &Place, desk: &Desk<'_>) -> bool {
    desk.model.document.as_ref().is_some_and(|document| document.file.place() == path)
}
