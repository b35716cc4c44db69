//! The only place that changes the model: carries out, at the end of a frame, what the interface asked for, and before a
//! frame what jobs answered.

mod asides;
mod beside;
mod bundles;
mod clipboard;
mod closing;
mod commands;
mod counting;
mod course;
mod desk;
mod drafting;
mod editing;
mod exporting;
mod formulary;
mod heat;
mod leaving;
mod library;
mod lists;
mod opening;
mod paths;
mod printing;
mod protocols;
mod records;
mod revisions;
mod saving;
mod searching;
mod sending;
mod sessions;
mod signing;
mod techniques;
mod trends;
mod unlocking;
mod views;
mod voiding;
mod vouching;
mod watch;
mod writing;

use std::path::Path;

use crate::advice::missing_characters_text;

use super::action::{Action, Answer, Leave, PathUse, Wish};
use super::dialogs::{CocktailForm, Dialog, Notice};
use super::jobs::{Name, Outcome};
use super::picker::{Picked, Question};

pub(super) use asides::start as start_jobs;
pub(super) use desk::Desk;
pub use desk::Services;
pub(super) use editing::settle_gesture;
pub(super) use leaving::{close_when_done, end_now, wish_to_close};
pub(super) use printing::clear_spool;
pub(super) use saving::{autosave, keep_now};
pub(super) use signing::lock;

/// Says which characters on screen no font has.
pub(super) fn tell_missing(missing: &[char], desk: &mut Desk<'_>) {
    if !missing.is_empty() {
        let text = missing_characters_text(missing, &desk.model.texts);
        desk.say(text);
    }
}

/// Carries out what was asked for, in order. What was asked about a document that is no longer open isn't done.
pub(super) fn run(wishes: Vec<Wish>, desk: &mut Desk<'_>) {
    for Wish { about, action } in wishes {
        if action.concerns_the_document() && about != desk.document_id() {
            let text = desk.model.texts.get("said-not-open");
            desk.say(text);
            continue;
        }
        // Whatever else is done takes the field that is being laid as it is.
        if !drafting::stays_open(&action) && !drafting::accept_or_say(desk) {
            continue;
        }
        carry_out(action, desk);
        note_charted(desk);
        desk.model.refresh();
    }
}

fn note_charted(desk: &mut Desk<'_>) {
    let now_s = desk.ctx.input(|input| input.time);
    if let Some(document) = &mut desk.model.document {
        document.note_charted(now_s);
    }
}

/// Takes what jobs answered.
pub(super) fn take_answers(desk: &mut Desk<'_>) {
    watch::look(desk);
    desk.screen.jobs.do_one_here();
    while let Some(outcome) = desk.screen.jobs.next_outcome() {
        match outcome {
            Outcome::Answered(answer) => {
                let may_have_grown = may_have_grown(&answer);
                take_answer(answer, desk);
                if may_have_grown {
                    vouching::look(desk);
                    counting::count(desk);
                }
            }
            Outcome::Broke(name) => broke(name, desk),
        }
        desk.model.refresh();
    }
}

fn carry_out(action: Action, desk: &mut Desk<'_>) {
    match action {
        Action::Run(command) => commands::run(command, desk),
        Action::Edit(edit) => _ = editing::edit(&edit, desk),
        Action::Preview(edit) => _ = editing::preview(&edit, desk),
        Action::Commit => editing::commit(desk),
        Action::Abort => editing::abort(desk),
        Action::Select(ids) => desk.model.selection = ids,
        Action::SetNext(next) => drafting::set_next(next, desk),
        Action::NextAsLastSession => sessions::next_as_last_session(desk),
        Action::Lay(laying) => drafting::lay(laying, desk),
        Action::ReopenField(group) => drafting::reopen(group, desk),
        Action::KeepTotal(keeps) => drafting::keep_total(keeps, desk),
        Action::SetStrokes(strokes) => desk.model.strokes = strokes,
        Action::SetFill(fill) => drafting::set_fill(fill, desk),
        Action::AskCocktail(cocktail) => ask_cocktail(&cocktail, desk),
        Action::AskProduct(id) => formulary::ask_product(id.as_deref(), desk),
        Action::AskRecipe(name) => formulary::ask_recipe(name.as_deref(), desk),
        Action::ChangeFormulary(root, edit) => formulary::change(root, edit, desk),
        Action::Learn(cocktail) => formulary::learn(cocktail, desk),
        Action::TakeOver(before, ids) => _ = clipboard::put_in(&before, &ids, desk),
        Action::DrawAround(source) => beside::draw_around(source, desk),
        Action::LayProtocol(protocol, letters) => protocols::lay(protocol, letters, desk),
        Action::SaveProtocol { marks, name, source } => protocols::save(marks, name, source, desk),
        Action::AskTechnique(id) => techniques::ask(id.as_ref(), desk),
        Action::ChangeTechniques(root, edit) => techniques::change(root, edit, desk),
        Action::Say(text) => desk.say(text),
        Action::WorksHere(name) => desk.model.settings.clinician = name,
        Action::ChangeCocktail(letter) => change_cocktail(letter, desk),
        Action::AskHalfFilled => desk.show(Dialog::Notice(Notice::HalfFilled)),
        Action::CloseDialog => desk.screen.dialogs.pop(),
        Action::WithoutForms(leave) => leaving::without_forms(leave, desk),
        Action::CreateLibrary(wanted) => leaving::leave_or_ask(Leave::CreateLibrary(wanted), desk),
        Action::Unlock(folder, passphrase) => unlocking::open(folder, passphrase, desk),
        Action::RenameLibrary(root, name) => writing::rename_library(root, name, desk),
        Action::ChoosePatient(folder) => leaving::choose(Leave::ChoosePatient(folder), desk),
        Action::ChooseCourse(folder) => leaving::choose(Leave::ChooseCourse(folder), desk),
        Action::PutPatient(put, patient) => writing::patient(put, *patient, desk),
        Action::PutCourse(put, course) => writing::course(put, *course, desk),
        Action::AddSession(course, details, take_over) => leaving::for_new_session(course, details, take_over, desk),
        Action::SetDetails(details) => sessions::set_details(details, desk),
        Action::VoidSession(record, why) => voiding::session(record, why, desk),
        Action::Sign(order) => signing::sign(*order, desk),
        Action::Relock(order) => signing::relock(*order, desk),
        Action::Amend(record, why) => leaving::leave_or_ask(Leave::Amend(record, why), desk),
        Action::OpenSession(file) => leaving::leave_or_ask(Leave::OpenSession(file), desk),
        Action::OpenDropped(path) => open_dropped(path, desk),
        Action::ShowRevisions(record) => revisions::ask_of(record, desk),
        Action::Restore(ends, state) => revisions::restore(ends, state, desk),
        Action::AskMerge(record) => revisions::ask_merge(record, desk),
        Action::Merge(ends, holds) => revisions::merge(ends, holds, desk),
        Action::Leave(leave, answer) => leaving::leave(leave, answer, desk),
        Action::Recover(take) => sessions::recover(take, desk),
        Action::AskExport(job) => exporting::ask(job, desk),
        Action::LookAtExport(job) => exporting::preview(job, desk),
        Action::CopyPicture(job) => printing::copy(job, desk),
        Action::Print(job) => printing::print(job, desk),
        Action::AskTrend(format, trend) => trends::ask_file(format, trend, desk),
        Action::AskExportMarks(format) => lists::ask(format, desk),
        Action::ImportMarks(list, differing) => lists::import(&list.incoming, differing, desk),
        Action::UnlockBundle(file, passphrase) => bundles::unlock(file, passphrase, desk),
        Action::TakeBundle(order) => bundles::take(*order, desk),
        Action::AskArchive(settings) => sending::ask_archive(settings, desk),
        Action::Send(settings, order) => sending::send(settings, *order, desk),
        Action::Post(order, address) => records::post(&order, address, desk),
        Action::AskPath(purpose) => paths::ask_path(purpose, desk),
        Action::SendAgain(root, parcels) => sending::send_again(root, parcels, desk),
        Action::DiscardUnsent(root, parcel) => sending::discard(root, *parcel, desk),
        Action::AskLibrary(root, question) => searching::ask_or_read(&root, question, desk),
        Action::ListFolder(folder) => paths::list_folder(folder, desk),
        Action::PathChosen(purpose, path) => path_chosen(purpose, path, desk),
        Action::Stop(name) => desk.screen.jobs.cancel(name),
        Action::CloseAtOnce => leaving::close_now(desk),
        Action::Stay => desk.screen.closes_after_jobs = false,
        looking => look(looking, desk),
    }
}

/// Shows otherwise what there is; nothing is changed but what is seen.
fn look(action: Action, desk: &mut Desk<'_>) {
    match action {
        Action::CompareWith(file) => beside::compare_with(file, desk),
        Action::ShowBeneath(file, shown) => beside::show_beneath(file, shown, desk),
        Action::ShowBeside(file, shown) => beside::show_beside(file, shown, desk),
        Action::LookAtCourse(look) => course::look(look, desk),
        Action::MoveEdge(share) => desk.screen.canvas.edge = share.clamp(0.0, 1.0),
        Action::SetTolerance(tolerance_mm) => desk.model.settings.tolerance_mm = tolerance_mm,
        Action::SetMovedFrom(moved_from_mm) => desk.model.settings.moved_from_mm = moved_from_mm,
        Action::WithoutShift(left_out) => desk.model.settings.without_shift = left_out,
        Action::GoTo(ids) => views::go_to(ids, desk),
        Action::ShowMarks(ids) => views::show_marks(&ids, desk),
        Action::ShowLocus(locus) => views::show_locus(locus, desk),
        Action::ShowView(view) => desk.screen.canvas.show_view(&view),
        Action::MeasureRegions => views::measure_regions(desk),
        _ => {}
    }
}

/// Opens what was asked for at the start, or what was open last; a bundle is taken in beside that.
pub(super) fn reopen(path: Option<&Path>, desk: &mut Desk<'_>) {
    let bundle = path.filter(|path| bundles::is_one(path));
    opening::reopen(path.filter(|_| bundle.is_none()), desk);
    if let Some(bundle) = bundle {
        bundles::read(bundle.to_path_buf(), desk);
    }
}

fn open_dropped(path: std::path::PathBuf, desk: &mut Desk<'_>) {
    if bundles::is_one(&path) {
        return bundles::read(path, desk);
    }
    match paths::dropped(path, &desk.screen.keys) {
        Ok(leave) => leaving::leave_or_ask(leave, desk),
        Err(why) => desk.trouble(&why),
    }
}

/// Whether the ledger of the open library may have an entry more, or what went out of it.
fn may_have_grown(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Saved(..)
            | Answer::Copied(..)
            | Answer::Renamed(..)
            | Answer::PatientWritten(..)
            | Answer::CourseWritten(..)
            | Answer::SessionAdded(..)
            | Answer::Restored(..)
            | Answer::Merged(..)
            | Answer::Unvoided(..)
            | Answer::Signed(..)
            | Answer::Learned(..)
            | Answer::FormularyChanged(..)
            | Answer::TechniquesChanged(..)
            | Answer::ProtocolSaved(..)
            | Answer::BundleTaken(..)
            | Answer::Exported(..)
    )
}

fn take_answer(answer: Answer, desk: &mut Desk<'_>) {
    match answer {
        Answer::Picture(finished) => desk.screen.canvas.pictures.take(finished, desk.ctx),
        Answer::Path(purpose, question, picked) => path_picked(purpose, question, picked, desk),
        Answer::Incoming(document, read) => lists::show_import(document, read, desk),
        Answer::BundleRead(file, read) => bundles::show(&file, read, desk),
        Answer::BundleTaken(file, into, done) => bundles::taken((&file, into), done, desk),
        Answer::Unexported(root, found) => counting::counted(&root, found, desk),
        Answer::Previewed(preview) => desk.model.preview = Some(*preview),
        Answer::PictureMade(made) => printing::copied(made, desk),
        Answer::Printed(done) | Answer::Exported(done) => exporting::done(done, desk),
        Answer::Echoed(to, reply) => sending::echoed(to, reply, desk),
        Answer::Told(told) => desk.model.archive.told.push(*told),
        Answer::Delivered(root, done) => sending::delivered(&root, done, desk),
        Answer::Unsent(root, found) => sending::show_unsent(&root, found, desk),
        Answer::Saved(snapshot, done, then) => leave_for(saving::done(&snapshot, done, then, desk), desk),
        Answer::Kept(snapshot, done) => saving::kept(&snapshot, done, desk),
        Answer::Copied(path, done, then) => leave_for(saving::copied(&path, done, then, desk), desk),
        Answer::Arrived(id, leave, found) => opening::arrived(id, leave, *found, desk),
        Answer::Renamed(root, done) => writing::renamed(&root, done, desk),
        Answer::PatientWritten(put, written) => {
            if let Some(leave) = writing::patient_written(&put, written, desk) {
                leaving::choose(leave, desk);
            }
        }
        Answer::CourseWritten(put, written) => {
            if let Some(leave) = writing::course_written(&put, written, desk) {
                leaving::choose(leave, desk);
            }
        }
        Answer::SessionAdded(added) => {
            if let Some(leave) = sessions::added(added, desk) {
                leaving::go_on_or_ask(leave, desk);
            }
        }
        Answer::LastSession(asked, last) => sessions::show_form(&asked, last, desk),
        Answer::Folder(folder, listed) => paths::take_folder(&folder, listed, desk),
        Answer::Revisions(record, asked, read) => revisions::show(&record, &asked, read, desk),
        Answer::Restored(document, read) => revisions::restored(document, read, desk),
        Answer::Fork(record, asked, read) => revisions::show_merge(&record, &asked, read, desk),
        Answer::Merged(record, done) => leave_for(revisions::merged(record, done, desk), desk),
        Answer::Unvoided(record, done) => leave_for(voiding::unvoided(record, done, desk), desk),
        Answer::Unlocked(folder, done) => unlocking::unlocked(&folder, done, desk),
        Answer::Signers(state, read) => signing::show(state, read, desk),
        Answer::Relockable(root, read) => signing::show_relock(&root, read, desk),
        Answer::Relocked(record, done) => signing::relocked(&record, done, desk),
        Answer::Signed(state, done) => leave_for(signing::signed(&state, done, desk), desk),
        Answer::Indexing(root, done) => searching::indexing(&root, done, desk),
        Answer::Indexed(root, read) => searching::indexed(&root, read, desk),
        Answer::Searched(root, answer) => searching::searched(&root, answer, desk),
        Answer::Unsigned(root, found) => signing::show_unsigned(&root, found, desk),
        Answer::Followed(document, read) => opening::followed(document, read, desk),
        Answer::NotDropped(why) => desk.trouble(&why),
        Answer::Heat(heat) => heat::take(*heat, desk),
        Answer::Past(document, read) => course::take(document, read, desk),
        Answer::Sessions(course, listed) => library::take_sessions(&course, listed, desk),
        Answer::BestView(best) => views::show_best(&best, desk),
        Answer::Sights(document, sights, purpose) => exporting::show_form(document, (sights, purpose), desk),
        Answer::Patients(root, listed) => library::take_patients(&root, listed, desk),
        Answer::Courses(patient, listed) => library::take_courses(&patient, listed, desk),
        Answer::Vouched(root, doubts) => vouching::looked(&root, &doubts, desk),
        Answer::Unsaved(root, found, unsent) => library::take_unsaved(&root, found, unsent, desk),
        Answer::Looked(stamps, old) => watch::looked(stamps, old, desk),
        Answer::Compared(compared) => beside::take_comparison(compared, desk),
        Answer::Laid(document, order, laid) => drafting::take(document, &order, laid, desk),
        Answer::Earlier(document, read) => sessions::show_earlier(document, read, desk),
        Answer::Trends(document) => trends::show(document, desk),
        Answer::Formulary(document, read) => formulary::show(document, read, desk),
        Answer::Learned(root, name, done) => formulary::learned(&root, name, done, desk),
        Answer::Products(root, read) => formulary::take(&root, read, desk),
        Answer::FormularyChanged(root, edit, done) => formulary::changed(&root, &edit, done, desk),
        Answer::Protocols(document, own) => protocols::show(document, own, desk),
        Answer::ProtocolLaid(document, protocol, laid) => protocols::take(document, &protocol, laid, desk),
        Answer::ProtocolSaved(written, left_out) => protocols::saved(written, left_out, desk),
        Answer::Sides(document, found) => beside::show_sides(document, found, desk),
        Answer::Techniques(root, list) => techniques::take(&root, list, desk),
        Answer::TechniquesChanged(root, edit, done) => techniques::changed(&root, &edit, done, desk),
        Answer::Layer(document, layer) => beside::take_layer(document, layer, desk),
    }
}

/// Leaves what is shown, where what was done asks for that.
fn leave_for(wish: Option<Leave>, desk: &mut Desk<'_>) {
    if let Some(leave) = wish {
        leaving::leave_or_ask(leave, desk);
    }
}

fn path_picked(purpose: PathUse, question: Question, picked: Picked, desk: &mut Desk<'_>) {
    if let Some((purpose, path)) = paths::picked(purpose, question, picked, desk) {
        path_chosen(purpose, path, desk);
    }
}

fn path_chosen(purpose: PathUse, path: std::path::PathBuf, desk: &mut Desk<'_>) {
    match purpose {
        PathUse::OpenLibrary => leaving::leave_or_ask(Leave::OpenLibrary(path), desk),
        PathUse::KeyFile(folder) => unlocking::by_key_file(folder, path, desk),
        PathUse::SaveCopy(session, then) => saving::copy(&session, &path, then, desk),
        PathUse::Export(order) => exporting::start(order, path, desk),
        PathUse::ExportBundle(order) => bundles::start(order, path, desk),
        PathUse::OpenBundle => bundles::read(path, desk),
        PathUse::ExportMarks(order) => lists::start(order, path, desk),
        PathUse::ExportFound(order) => searching::write(order, path, desk),
        PathUse::Trend(order) => trends::start(order, path, desk),
        PathUse::ExportFhir(order) => records::start(order, path, desk),
        PathUse::Drop(order) => records::put(order, path, desk),
        PathUse::ImportMarks(document, presumed) => lists::read(document, presumed, path, desk),
    }
}

fn ask_cocktail(cocktail: &crate::chart::Cocktail, desk: &mut Desk<'_>) {
    formulary::reread(desk);
    let form = CocktailForm::mixed(cocktail, &desk.model.texts);
    desk.show(Dialog::Cocktail(form));
}

fn change_cocktail(letter: crate::chart::Letter, desk: &mut Desk<'_>) {
    let Some(cocktail) = desk.model.session().and_then(|session| session.cocktail(letter)) else { return };
    let form = CocktailForm::change(cocktail, &desk.model.texts);
    formulary::reread(desk);
    desk.show(Dialog::Cocktail(form));
}

/// A job panicked: what it was to do isn't done.
fn broke(name: Name, desk: &mut Desk<'_>) {
    match name {
        Name::Open => {
            desk.model.opening = None;
            desk.screen.writing.clear();
        }
        Name::Write => desk.screen.writing.clear(),
        Name::Field => drafting::drop_draft(desk),
        Name::Send => desk.model.archive.is_sending = false,
        Name::Echo => desk.model.archive.is_asking = false,
        Name::Index => {
            if let Some(open) = &mut desk.model.library {
                open.search.done = None;
            }
        }
        _ => {}
    }
    let text = desk.model.texts.with("job-broke", &[("job", format!("{name:?}").into())]);
    desk.fail(text);
}
