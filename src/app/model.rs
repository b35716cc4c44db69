//! What the interface reads: the library, the open session, the comparison. Only the runner changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind};
use crate::chart::{Depth, Finding, MarkId, Session, Technique, TechniqueId, Techniques, Totals, Volume, findings};
use crate::compare::{Comparison, Options, compare};
use crate::store::{CourseEntry, Library, PatientEntry, SessionEntry};
use crate::text::{Language, Texts};

use super::document::Document;
use super::settings::Settings;

/// What the next mark will be. Nothing is assumed of its volume until the clinician says so.
pub(super) type NextMark = crate::chart::Deposit;

/// The open library and what is chosen in it, as read from disk.
#[derive(Debug)]
pub(super) struct OpenLibrary {
    /// The folder.
    pub library: Library,
    /// Its patients.
    pub patients: Arc<[PatientEntry]>,
    /// The folder of the patient chosen.
    pub patient: Option<PathBuf>,
    /// That patient's courses.
    pub courses: Vec<CourseEntry>,
    /// The folder of the course chosen.
    pub course: Option<PathBuf>,
    /// That course's sessions, oldest first.
    pub sessions: Vec<SessionEntry>,
}

impl OpenLibrary {
    /// The patient chosen.
    pub(super) fn chosen_patient(&self) -> Option<&PatientEntry> {
        let folder = self.patient.as_ref()?;
        self.patients.iter().find(|entry| entry.folder == *folder)
    }

    /// The course chosen.
    pub(super) fn chosen_course(&self) -> Option<&CourseEntry> {
        let folder = self.course.as_ref()?;
        self.courses.iter().find(|entry| entry.folder == *folder)
    }

    /// The readable session before `file` in the course.
    pub(super) fn session_before(&self, file: &Path) -> Option<&Path> {
        let at = self.sessions.iter().position(|entry| entry.file == file)?;
        self.sessions[..at].iter().rev().find(|entry| entry.summary.is_ok()).map(|entry| entry.file.as_path())
    }
}

/// Another session of the course, read to be compared with.
#[derive(Debug)]
pub(super) struct Other {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub session: Arc<Session>,
    /// Whether it took place before the open one.
    pub earlier: bool,
}

/// What follows from the session shown, kept for one revision.
#[derive(Debug, Default)]
pub(super) struct Derived {
    key: Option<((u64, u64), u32, Option<PathBuf>)>,
    /// Counts comparisons, so that a cache can tell one from the next.
    pub comparison_number: u64,
    /// Sums.
    pub totals: Totals,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// The comparison with the other session, if one is chosen and the bodies agree.
    pub comparison: Option<Arc<Comparison>>,
}

/// Everything that the interface reads.
#[derive(Debug)]
pub(super) struct Model {
    /// The system's language.
    pub system_language: Language,
    /// Every text, in the language chosen.
    pub texts: Arc<Texts>,
    /// The catalogue.
    pub techniques: &'static Techniques,
    /// Remembered between starts.
    pub settings: Settings,
    /// The open library.
    pub library: Option<OpenLibrary>,
    /// The open session.
    pub document: Option<Document>,
    /// The session that it is compared with.
    pub other: Option<Other>,
    /// Whether the two are compared; else the earlier one is only a ghost.
    pub comparing: bool,
    /// The selected marks; always marks of the session shown.
    pub selection: BTreeSet<MarkId>,
    /// What the next mark of the open session will be; another session begins anew.
    pub next: NextMark,
    /// The volume that the open session's marks were last given with each technique.
    pub last_volumes: BTreeMap<TechniqueId, Volume>,
    /// What follows from the session shown.
    pub derived: Derived,
    /// Bodies whose regions are being measured, or are.
    pub measuring: BTreeSet<BodyKind>,
}

impl Model {
    /// Nothing open; in the language of the settings, else the system's.
    pub(super) fn new(settings: Settings, system: Language) -> Self {
        let techniques = crate::store::techniques();
        Self {
            system_language: system,
            texts: Arc::new(Texts::of(settings.language.unwrap_or(system))),
            techniques,
            settings,
            library: None,
            document: None,
            other: None,
            comparing: false,
            selection: BTreeSet::new(),
            next: first_mark(techniques),
            last_volumes: BTreeMap::new(),
            derived: Derived::default(),
            measuring: BTreeSet::new(),
        }
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

    /// The next mark in another technique: at its default depth, with the volume that this session last gave with it.
    pub(super) fn next_with(&self, technique: &Technique) -> NextMark {
        let volume = self.last_volumes.get(&technique.id).copied();
        let (id, depth) = (technique.id.clone(), technique.default_depth);
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

    /// Forgets what the next mark of the session that is closed would have been.
    pub(super) fn forget_next(&mut self) {
        self.next = first_mark(self.techniques);
        self.last_volumes.clear();
    }

    /// The language tag.
    pub(super) fn language(&self) -> &str {
        self.texts.language()
    }

    /// Brings what follows from the session up to date; cheap when nothing changed.
    pub(super) fn refresh(&mut self) {
        let Some(document) = &self.document else {
            self.derived = Derived::default();
            self.selection.clear();
            return;
        };
        let other = self.other.as_ref().filter(|_| self.comparing);
        let key = Some((document.key(), self.settings.tolerance_mm.to_bits(), other.map(|other| other.file.clone())));
        if self.derived.key == key {
            return;
        }
        let session = Arc::clone(document.history.session());
        self.selection.retain(|&id| session.mark(id).is_some());
        self.next.cocktail = self.next.cocktail.filter(|&letter| session.cocktail(letter).is_some());
        let totals = Totals::of(&session);
        if document.history.in_gesture() {
            // Matching and findings take milliseconds at thousands of marks, too long for every frame of a drag.
            self.derived.totals = totals;
            self.derived.key = None;
            return;
        }
        let comparison = other.and_then(|other| compared(&session, other, self.settings.tolerance_mm));
        let findings = findings(&session, self.techniques);
        let comparison_number = self.derived.comparison_number + 1;
        self.derived = Derived { key, comparison_number, totals, findings, comparison };
    }
}

fn compared(session: &Session, other: &Other, tolerance_mm: f32) -> Option<Arc<Comparison>> {
    let options = Options { tolerance_mm, ..Options::default() };
    let (before, after) = if other.earlier { (&*other.session, session) } else { (session, &*other.session) };
    compare(before, after, options).ok().map(Arc::new)
}

/// The first technique at its default depth: no volume and no cocktail is assumed.
fn first_mark(techniques: &Techniques) -> NextMark {
    let first = techniques.iter().next();
    let (technique, depth) = first
        .map_or_else(|| (TechniqueId::new("unknown"), Depth::ZERO), |first| (first.id.clone(), first.default_depth));
    NextMark { technique, depth, cocktail: None, volume: None }
}
