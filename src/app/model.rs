//! What the interface reads: the library, the open session, the comparison. Only the runner changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::advice::finding_sentence;
use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind};
use crate::chart::{
    Course, Depth, Finding, Formulary, Ground, Laying, MarkId, Patient, Placing, Session, Technique, TechniqueId,
    Techniques, Totals, Volume, findings,
};
use crate::compare::{Comparison, took_place_before};
use crate::store::{
    CourseEntry, Index, Library, PatientEntry, Place, SessionEntry, SessionSummary, Tampering, TechniqueList,
    Unexported, UnsavedWork,
};
use crate::text::{Language, Texts};

use super::archive::Archive;
use super::clipboard::Clipboard;
use super::course::{CourseKey, CourseView, Multiple, PastRead};
use super::document::{Document, state_number};
use super::draft::{Draft, Fill};
use super::exports::Preview;
use super::heat::Heat;
use super::layers::{Compared, Layer, Layers, Pair, Role};
use super::reading::{Catalogue, LibraryAnswer, LibraryQuestion, Standing, Unread};
use super::roster::Roster;
use super::settings::Settings;
use super::strokes::Strokes;

/// What the next mark will be. Nothing is assumed of its volume until the clinician says so.
pub(super) type NextMark = crate::chart::Deposit;

/// The open library and what is chosen in it, as read from disk.
#[derive(Debug)]
pub(super) struct OpenLibrary {
    /// The folder.
    pub library: Library,
    /// Its patients; shared with the job that reads them again.
    pub patients: Arc<Roster>,
    /// The folder of the patient chosen.
    pub patient: Option<Place>,
    /// That patient's courses.
    pub courses: Vec<CourseEntry>,
    /// The folder of the course chosen.
    pub course: Option<Place>,
    /// That course's sessions, oldest first.
    pub sessions: Vec<SessionEntry>,
    /// Unsaved work found in it.
    pub unsaved: Vec<UnsavedWork>,
    /// How many objects are kept in it to be sent.
    pub unsent: usize,
    /// What of it is in no bundle, in a browser, where bundles are the only copies.
    pub unexported: Option<Unexported>,
    /// What speaks against it, as this workstation saw it before.
    pub doubts: Vec<Tampering>,
    /// What hasn't been read yet.
    pub unread: Unread,
    /// Its techniques.
    pub catalogue: Catalogue,
    /// Its formulary as it was read last; none before it is asked for, or where it can't be read.
    pub formulary: Option<Arc<Formulary>>,
    /// What is asked about all of it.
    pub search: Search,
}

/// Questions about a whole library.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Its index as it was read last.
    pub index: Option<Arc<Index>>,
    /// Which share of it is read, while it is.
    pub done: Option<f32>,
    /// What was asked last.
    pub asked: Option<LibraryQuestion>,
    /// What was answered last.
    pub answer: Option<Arc<LibraryAnswer>>,
}

impl OpenLibrary {
    /// The patient chosen.
    pub(super) fn chosen_patient(&self) -> Option<&PatientEntry> {
        let folder = self.patient.as_ref()?;
        self.patients.in_folder(folder).map(|entry| &**entry)
    }

    /// The course chosen.
    pub(super) fn chosen_course(&self) -> Option<&CourseEntry> {
        let folder = self.course.as_ref()?;
        self.courses.iter().find(|entry| entry.folder == *folder)
    }

    /// What the files of the patient and the course chosen say.
    pub(super) fn chosen_record(&self) -> (Option<Patient>, Option<Course>) {
        let patient = self.chosen_patient().and_then(|entry| entry.patient.as_ref().ok());
        let course = self.chosen_course().and_then(|entry| entry.course.as_ref().ok());
        (patient.cloned(), course.cloned())
    }

    /// Whether the patient or the course chosen was declared void: nothing is added to them.
    pub(super) fn is_void(&self) -> bool {
        let patient = self.chosen_patient().and_then(|entry| entry.patient.as_ref().ok());
        let course = self.chosen_course().and_then(|entry| entry.course.as_ref().ok());
        patient.is_some_and(|patient| patient.voided.is_some()) || course.is_some_and(|course| course.voided.is_some())
    }

    /// The course's sessions besides that of a record that can be read and count.
    pub(super) fn others(&self, record: &Place) -> impl Iterator<Item = (&Place, &SessionSummary)> {
        let others = self.sessions.iter().filter(move |entry| entry.place != *record);
        let read = others.filter_map(|entry| Some((&entry.place, entry.summary.as_ref().ok()?)));
        read.filter(|(_, summary)| summary.voided.is_none())
    }

    /// The record of the readable session that took place last before another one, which may have been moved in time since
    /// the list was read.
    pub(super) fn session_before(&self, record: &Place, session: &Session) -> Option<&Place> {
        let read = self.others(record);
        let open = (session.details.started, &session.id);
        let before = read.filter(|(_, summary)| (summary.started, &summary.id) < open);
        before.max_by_key(|(_, summary)| (summary.started, &summary.id)).map(|(place, _)| place)
    }
}

/// What follows from the session shown, kept for one revision.
#[derive(Debug, Default)]
pub(super) struct Derived {
    key: Option<((u64, u64), u64, String)>,
    /// Sums.
    pub totals: Totals,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// What they say, in the language chosen.
    pub sentences: Vec<String>,
    /// The sessions of its course by date, itself included, as it is now.
    pub course: Vec<Multiple>,
    course_key: Option<CourseKey>,
    /// The comparison that is shown: of what is open now, or, while that is being compared, of what was open last.
    pub compared: Option<Compared>,
}

/// Everything that the interface reads.
#[derive(Debug)]
pub(super) struct Model {
    /// The system's language.
    pub system_language: Language,
    /// Every text, in the language chosen.
    pub texts: Arc<Texts>,
    /// The techniques of the library that the open session lies in, or of the open one while no session is; else those of the
    /// program.
    pub techniques: Arc<Techniques>,
    /// The number under which they were read; 0 for those of the program.
    pub techniques_key: u64,
    /// Remembered between starts.
    pub settings: Settings,
    /// Whether the program runs in a browser, as a page.
    pub is_a_page: bool,
    /// The open library.
    pub library: Option<OpenLibrary>,
    /// The open session.
    pub document: Option<Document>,
    /// The number of what is on its way to be opened, if nothing else was asked for since.
    pub opening: Option<u64>,
    /// What lies beside it on the body.
    pub layers: Layers,
    /// What was done to a document's patient so far; that of the open one is [`Self::past`].
    pub past: Option<PastRead>,
    /// How the open session's course is looked at.
    pub course_view: CourseView,
    /// The maps of dose that were made last.
    pub heat: Option<Heat>,
    /// What is sent to the picture archive, and its answers.
    pub archive: Archive,
    /// What an export will look like, as it was asked for last.
    pub preview: Option<Preview>,
    /// Marks that were copied.
    pub clipboard: Option<Clipboard>,
    /// The selected marks; always marks of the session shown.
    pub selection: BTreeSet<MarkId>,
    /// What the next mark of the open session will be; another session begins anew.
    pub next: NextMark,
    /// The volume that the open session's marks were last given with each technique.
    pub last_volumes: BTreeMap<TechniqueId, Volume>,
    /// Whether what is done on one side of the body of the open session is done on the other too.
    pub both_sides: bool,
    /// How the next field of the open session is laid.
    pub fill: Fill,
    /// How the next lines and areas of the open session are drawn.
    pub strokes: Strokes,
    /// The field that is being laid in the open session.
    pub draft: Option<Draft>,
    /// Whether lists and table show what is void.
    pub shows_void: bool,
    /// What follows from the session shown.
    pub derived: Derived,
    /// Bodies whose regions are being measured, or are.
    pub measuring: BTreeSet<BodyKind>,
}

impl Model {
    /// Nothing open; in the language of the settings, else the system's.
    pub(super) fn new(settings: Settings, system: Language) -> Self {
        let techniques = TechniqueList::shipped().techniques;
        Self {
            system_language: system,
            texts: Arc::new(Texts::of(settings.language.unwrap_or(system))),
            next: first_mark(&techniques),
            techniques,
            techniques_key: 0,
            settings,
            is_a_page: false,
            library: None,
            document: None,
            opening: None,
            layers: Layers::default(),
            past: None,
            course_view: CourseView::default(),
            heat: None,
            archive: Archive::default(),
            preview: None,
            clipboard: None,
            selection: BTreeSet::new(),
            last_volumes: BTreeMap::new(),
            both_sides: false,
            fill: Fill::default(),
            strokes: Strokes::default(),
            draft: None,
            shows_void: false,
            derived: Derived::default(),
            measuring: BTreeSet::new(),
        }
    }

    /// What is chosen and open.
    pub(super) fn standing(&self) -> Standing {
        let library = self.library.as_ref();
        Standing {
            root: library.map(|open| open.library.root().clone()),
            patient: library.and_then(|open| open.patient.clone()),
            course: library.and_then(|open| open.course.clone()),
            document: self.document.as_ref().map(|document| document.id),
        }
    }

    /// Whether something else was chosen or asked for since.
    pub(super) fn went_on(&self, since: &Standing) -> bool {
        self.opening.is_some() || self.standing() != *since
    }

    /// The session shown.
    pub(super) fn session(&self) -> Option<&Arc<Session>> {
        self.document.as_ref().map(|document| document.history.session())
    }

    /// Whether the open session can be changed.
    pub(super) fn editable(&self) -> bool {
        self.document.as_ref().is_some_and(Document::editable)
    }

    /// The body of the open session.
    pub(super) fn body(&self) -> Option<&'static Body> {
        self.session().map(|session| Body::get(session.body))
    }

    /// What lengths on the body are multiplied by to be those of the open session's patient.
    pub(super) fn scale(&self) -> Scale {
        self.session().map_or(Scale::AS_DRAWN, |session| session.scale())
    }

    /// What makes lengths on the body those that are shown: while two sessions are compared, both are at one scale.
    pub(super) fn shown_scale(&self) -> Scale {
        self.comparison().map_or_else(|| self.scale(), |comparison| comparison.scale)
    }

    /// The open library, if its techniques are in use: not those of a session that lies elsewhere.
    pub(super) fn library_in_use(&self) -> Option<&OpenLibrary> {
        let open = self.library.as_ref()?;
        let elsewhere = |document: &Document| !open.library.holds(document.file.place());
        (!self.document.as_ref().is_some_and(elsewhere)).then_some(open)
    }

    /// Takes the techniques that are in use now.
    fn take_techniques(&mut self) {
        let in_use = self.library_in_use().map(|open| (open.catalogue.key, &open.catalogue.techniques));
        let key = in_use.map_or(0, |(key, _)| key);
        if key != self.techniques_key {
            self.techniques = in_use.map_or_else(|| TechniqueList::shipped().techniques, |(_, list)| Arc::clone(list));
            self.techniques_key = key;
        }
    }

    /// The next mark in another technique: at its default depth if there is one, with the volume that this session last gave
    /// with it.
    pub(super) fn next_with(&self, technique: &Technique) -> NextMark {
        let volume = self.last_volumes.get(&technique.id).copied();
        let (id, depth) = (technique.id.clone(), technique.default_depth.unwrap_or(self.next.depth));
        NextMark { technique: id, depth, cocktail: self.next.cocktail, volume }
    }

    /// Sets what the next mark will be.
    pub(super) fn set_next(&mut self, next: NextMark) {
        match next.volume {
            Some(volume) => _ = self.last_volumes.insert(next.technique.clone(), volume),
            None if next.technique == self.next.technique => _ = self.last_volumes.remove(&next.technique),
            None => {}
        }
        self.next = next;
    }

    /// The next mark as the last one of another session, and each technique with the volume that it was last given there.
    pub(super) fn next_as_in(&mut self, before: &Session) {
        for deposit in before.marks.iter().map(|mark| &mark.deposit) {
            if let Some(volume) = deposit.volume {
                self.last_volumes.insert(deposit.technique.clone(), volume);
            }
        }
        if let Some(last) = before.marks.last() {
            self.next = NextMark { cocktail: self.next.cocktail, ..last.deposit.clone() };
        }
    }

    /// What the field that is being laid is laid by; without one, what a new one would be.
    pub(super) fn laying(&self) -> Laying {
        let Fill { pattern, spacing, .. } = self.fill;
        let (ground, placing) = (Ground::Regions(BTreeSet::new()), Placing::default());
        let new = || self.fill.applied(Laying { ground, mirrored: false, pattern, spacing, placing, protocol: None });
        self.draft.as_ref().map_or_else(new, |draft| draft.order.laying.clone())
    }

    /// Forgets what the next mark of the session that is closed would have been.
    pub(super) fn forget_next(&mut self) {
        self.next = first_mark(&self.techniques);
        self.last_volumes.clear();
        self.both_sides = false;
        self.fill = Fill::default();
        self.strokes = Strokes::default();
        self.draft = None;
    }

    /// The language tag.
    pub(super) fn language(&self) -> &str {
        self.texts.language()
    }

    /// The session that the open one is compared with.
    pub(super) fn compared_with(&self) -> Option<&Layer> {
        self.layers.compared()
    }

    /// The record of the session that took place last before the open one.
    fn session_before(&self) -> Option<&Place> {
        let (document, open) = self.document.as_ref().zip(self.library.as_ref())?;
        open.session_before(document.file.place(), document.history.session())
    }

    /// The records of the sessions that lie under the chart: those chosen, else the one before.
    pub(super) fn wanted_ghosts(&self) -> BTreeSet<Place> {
        let before = || self.session_before().cloned().into_iter().collect();
        self.layers.chosen_ghosts().cloned().unwrap_or_else(before)
    }

    /// The session that took place last before the open one, where it is shown.
    pub(super) fn ghost_before(&self) -> Option<&Layer> {
        self.layers.of(self.session_before()?, Role::Ghost)
    }

    /// Whether the open session took place after another one.
    pub(super) fn open_is_later_than(&self, other: &Session) -> bool {
        self.session().is_none_or(|open| took_place_before(other, open))
    }

    /// The comparison that is shown.
    pub(super) fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.derived.compared.as_ref()?.comparison.as_ref()
    }

    /// What is to be compared, as it is now.
    pub(super) fn pair(&self) -> Option<Pair> {
        let (document, other) = (self.document.as_ref()?, self.layers.compared()?);
        let number = document.file.state().and_then(state_number);
        let open = (document.history.session(), document.key(), number);
        Some(Pair::of(open, other, self.settings.matching()))
    }

    /// Brings what follows from the session up to date; cheap when nothing changed.
    pub(super) fn refresh(&mut self) {
        self.take_techniques();
        let Some(document) = &self.document else {
            self.derived = Derived::default();
            self.selection.clear();
            return;
        };
        let (document_key, language) = (document.key(), self.language().to_owned());
        if self.layers.compared().is_none() {
            self.derived.compared = None;
        }
        let course_key = Some(self.course_key(document_key));
        if self.derived.course_key != course_key {
            (self.derived.course, self.derived.course_key) = (self.course_now(), course_key);
        }
        let Some(document) = &self.document else { return };
        let key = Some((document_key, self.techniques_key, language));
        if self.derived.key == key {
            return;
        }
        let session = Arc::clone(document.history.session());
        self.selection.retain(|&id| session.mark(id).is_some());
        self.next.cocktail = self.next.cocktail.filter(|&letter| session.cocktail(letter).is_some());
        self.derived.totals = Totals::of(&session);
        if document.history.in_gesture() {
            // Findings take milliseconds at thousands of marks, too long for every frame of a drag.
            self.derived.key = None;
            return;
        }
        self.derived.findings = findings(&session, &self.techniques);
        let said = |finding| finding_sentence(finding, &session, &self.texts, &self.techniques);
        self.derived.sentences = self.derived.findings.iter().map(said).collect();
        self.derived.key = key;
    }
}

/// The first technique at its default depth: no volume and no cocktail is assumed.
fn first_mark(techniques: &Techniques) -> NextMark {
    let first = techniques.iter().next();
    let (technique, depth) =
        first.map_or_else(|| (TechniqueId::new("unknown"), None), |first| (first.id.clone(), first.default_depth));
    NextMark { technique, depth: depth.unwrap_or(Depth::ZERO), cocktail: None, volume: None }
}
