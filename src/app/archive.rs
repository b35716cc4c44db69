//! The picture archive as the window knows it: where it is, what is sent there, and what it answered.

use std::sync::Arc;

use crate::chart::{Course, Patient, Techniques};
use crate::send::{CALLING, Destination, Label, NoDestination, PORT, Parcel, Recipient, Reply};
use crate::store::Place;

/// Where the archive is, as it was typed; remembered between starts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ArchiveSettings {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: String,
    /// Its title.
    pub called: String,
    /// This program's title.
    pub calling: String,
}

impl Default for ArchiveSettings {
    fn default() -> Self {
        Self { host: String::new(), port: PORT.to_string(), called: String::new(), calling: CALLING.to_owned() }
    }
}

impl ArchiveSettings {
    /// As a destination.
    pub(super) fn destination(&self) -> Result<Destination, NoDestination> {
        Destination::new([&self.host, &self.port, &self.called, &self.calling])
    }

    /// Whether something of it wasn't typed yet, so that nothing is wrong with it either.
    pub(super) fn is_unfinished(&self) -> bool {
        [&self.host, &self.port, &self.called, &self.calling].iter().any(|part| part.trim().is_empty())
    }
}

/// A session that can be sent, as it is saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SendSubject {
    /// The state that is sent.
    pub state: Place,
    /// Whose it is.
    pub patient: Arc<Patient>,
    /// The course that it belongs to.
    pub course: Arc<Course>,
    /// What techniques are called and how their marks look.
    pub techniques: Arc<Techniques>,
    /// The session's title and date.
    pub session: String,
}

/// A session to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SendOrder {
    /// Which.
    pub subject: SendSubject,
    /// Whether the patient is named in the pictures too.
    pub is_named: bool,
    /// Where it goes.
    pub to: Destination,
}

/// A session to be written for other programs, as it is saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RecordOrder {
    /// Which.
    pub subject: SendSubject,
    /// What the file is called if nobody says otherwise.
    pub file_name: String,
}

/// What came of sending something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// What it was.
    pub label: Label,
    /// Where it went.
    pub to: Recipient,
    /// The answer.
    pub reply: Reply,
}

/// What is under way and what was answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Archive {
    /// Whether something is being sent.
    pub is_sending: bool,
    /// Whether somebody is being asked whether they are there.
    pub is_asking: bool,
    /// What was answered to that, and by whom.
    pub echo: Option<(Destination, Reply)>,
    /// What was sent since the dialog was opened.
    pub told: Vec<Told>,
    /// What of it isn't stored.
    pub left: Vec<Parcel>,
    /// What else is to be known of it, in words.
    pub remark: Option<String>,
}

impl Archive {
    /// Whether all that was sent has arrived.
    pub(super) fn is_done(&self) -> bool {
        !self.is_sending && !self.told.is_empty() && self.told.iter().all(|told| told.reply.is_done())
    }

    /// Forgets what was answered: another dialog begins.
    pub(super) fn begin(&mut self) {
        (self.echo, self.remark) = (None, None);
        self.told.clear();
        self.left.clear();
    }
}
