//! What is on its way: objects are kept in the library before they are sent, and taken away once the archive has them, so that
//! neither a refusal nor a crash loses one.

use std::fmt;

use super::association::Association;
use super::system::{Header, System, post};
use super::{Destination, Limits, Reply, Trouble};
use crate::export::dicom::{Object, dicom_file, read_dicom_file};
use crate::export::fhir::{Waiting, read_waiting, waiting_file};
use crate::store::{Place, StoreError, drop_unsent, keep_instead, keep_unsent, read_unsent, unsent};

/// Who gets something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A picture archive, which takes objects.
    Archive(Destination),
    /// A record system, which takes transactions.
    System(System),
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive(archive) => archive.fmt(f),
            Self::System(system) => system.fmt(f),
        }
    }
}

impl Recipient {
    /// Whether the other takes the same kind of thing.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// How things are sent.
#[derive(Clone, Debug, Default)]
pub struct Courier {
    /// How long the other side may take.
    pub limits: Limits,
    /// What goes with every transaction.
    pub headers: Vec<Header>,
}

/// What an object is, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it shows.
    pub shows: String,
    /// The patient's name and number.
    pub patient: [String; 2],
    /// What the study is called, and its date.
    pub study: [String; 2],
}

/// An object that is to go somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// What it is.
    pub label: Label,
    /// Where it goes.
    pub to: Recipient,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    /// In a library.
    Kept(Place),
    /// Here alone, because it couldn't be kept.
    Held(Box<Goods>),
}

#[derive(Clone, Debug, PartialEq)]
enum Goods {
    Object(Object),
    Transaction(Vec<u8>),
}

impl Label {
    fn of(object: &Object) -> Self {
        Self { shows: object.description(), patient: object.patient(), study: object.study() }
    }

    fn of_transaction(waiting: &Waiting) -> Self {
        Self { shows: waiting.shows.clone(), patient: waiting.patient.clone(), study: waiting.study.clone() }
    }
}

impl Parcel {
    /// Whether it is kept in the library until it is sent.
    pub fn is_kept(&self) -> bool {
        matches!(self.content, Content::Kept(_))
    }

    /// The same, to somebody else who takes such things; what is kept says where it was to go first.
    #[must_use]
    pub fn addressed(self, to: &Recipient) -> Self {
        if self.to.is_like(to) { Self { to: to.clone(), ..self } } else { self }
    }

    fn goods(&self) -> Result<Goods, Trouble> {
        match &self.content {
            Content::Held(goods) => Ok((**goods).clone()),
            Content::Kept(file) => {
                let bytes = read_unsent(file).map_err(|_unread| Trouble::Unreadable)?;
                let object = || read_dicom_file(&bytes).map(|(object, _)| Goods::Object(object));
                let transaction = || read_waiting(&bytes).map(|waiting| Goods::Transaction(waiting.bundle));
                object().or_else(transaction).ok_or(Trouble::Unreadable)
            }
        }
    }

    fn object(&self) -> Result<Object, Trouble> {
        match self.goods()? {
            Goods::Object(object) => Ok(object),
            Goods::Transaction(_) => Err(Trouble::Unreadable),
        }
    }

    fn transaction(&self) -> Result<Vec<u8>, Trouble> {
        match self.goods()? {
            Goods::Transaction(bundle) => Ok(bundle),
            Goods::Object(_) => Err(Trouble::Unreadable),
        }
    }

    /// Drops it for good.
    ///
    /// # Errors
    ///
    /// When its file can't be taken away.
    pub fn discard(&self) -> Result<(), StoreError> {
        match &self.content {
            Content::Kept(file) => drop_unsent(file),
            Content::Held(_) => Ok(()),
        }
    }
}

/// Makes objects ready to go, keeping each in the library. What can't be kept can be sent all the same; the last reason why is
/// given beside.
pub fn pack(library: &Place, objects: Vec<Object>, to: &Destination) -> (Vec<Parcel>, Option<StoreError>) {
    let mut unkept = None;
    let pack = |object: Object| {
        let label = Label::of(&object);
        let bytes = dicom_file(&object, Some(&to.addressee()));
        let content = match keep_unsent(library, (&object.instance(), "dcm"), &bytes) {
            Ok(file) => Content::Kept(file),
            Err(why) => {
                unkept = Some(why);
                Content::Held(Box::new(Goods::Object(object)))
            }
        };
        Parcel { label, to: Recipient::Archive(to.clone()), content }
    };
    let parcels = objects.into_iter().map(pack).collect();
    (parcels, unkept)
}

/// As [`pack`], a transaction; of the same session to the same address only the last is kept. `None` where the bytes are no
/// transaction of this program.
pub fn pack_transaction(library: &Place, bundle: Vec<u8>, to: &System) -> Option<(Parcel, Option<StoreError>)> {
    let waiting = Waiting::new(bundle, &to.to_string())?;
    let label = Label::of_transaction(&waiting);
    let kept = keep_instead(library, (&waiting.id, "json"), &waiting_file(&waiting));
    let (content, unkept) = match kept {
        Ok(file) => (Content::Kept(file), None),
        Err(why) => (Content::Held(Box::new(Goods::Transaction(waiting.bundle))), Some(why)),
    };
    Some((Parcel { label, to: Recipient::System(to.clone()), content }, unkept))
}

/// What is kept in a library because nothing came of sending it, and the files there that are something else.
///
/// # Errors
///
/// When it can't be looked for.
pub fn waiting(library: &Place) -> Result<(Vec<Parcel>, Vec<Place>), StoreError> {
    let (mut parcels, mut strange) = (Vec::new(), Vec::new());
    for file in unsent(library)? {
        match read_unsent(&file).ok().and_then(|bytes| known(&bytes)) {
            Some((label, to)) => parcels.push(Parcel { label, to, content: Content::Kept(file) }),
            None => strange.push(file),
        }
    }
    let order = |parcel: &Parcel| {
        let Label { shows, patient, study } = parcel.label.clone();
        (parcel.to.to_string(), patient, study, shows)
    };
    parcels.sort_by_cached_key(order);
    Ok((parcels, strange))
}

/// What a kept file is and where it goes.
fn known(bytes: &[u8]) -> Option<(Label, Recipient)> {
    if let Some((object, addressee)) = read_dicom_file(bytes) {
        return Some((Label::of(&object), Recipient::Archive(Destination::of_addressee(&addressee)?)));
    }
    let waiting = read_waiting(bytes)?;
    Some((Label::of_transaction(&waiting), Recipient::System(System::parse(&waiting.to).ok()?)))
}

/// Sends, one after the other, and tells each answer as it comes; `goes_on` is asked before each. What arrived is
/// taken out of the library; there are as many answers as parcels.
pub fn deliver(parcels: &[Parcel], courier: &Courier, goes_on: impl Fn() -> bool, mut told: impl FnMut(usize, Reply)) {
    let mut open: Option<(&Destination, Result<Association, Trouble>)> = None;
    for (at, parcel) in parcels.iter().enumerate() {
        if !goes_on() {
            told(at, Reply::None(Trouble::Stopped));
            continue;
        }
        let reply = match &parcel.to {
            Recipient::Archive(to) => {
                if open.as_ref().is_none_or(|(open, _)| *open != to) {
                    close(open.take());
                }
                let association = || (to, Association::open(to, &Association::STORED, courier.limits));
                answered(&mut open.get_or_insert_with(association).1, parcel)
            }
            Recipient::System(to) => {
                let sent = parcel.transaction().and_then(|bundle| post(to, &courier.headers, &bundle, courier.limits));
                sent.unwrap_or_else(Reply::None)
            }
        };
        if reply.is_done() {
            // What stays is sent once more, which the other side takes for what it has.
            _ = parcel.discard();
        }
        told(at, reply);
    }
    close(open);
}

fn answered(association: &mut Result<Association, Trouble>, parcel: &Parcel) -> Reply {
    let answer = match association {
        Ok(open) => parcel.object().and_then(|object| open.store(&object)),
        Err(trouble) => Err(*trouble),
    };
    match answer {
        Ok((status, comment)) => Reply::Status(status, comment),
        Err(trouble) => {
            // Where the line is down there is no more to hear; what isn't taken, or can't be read, leaves it up.
            if !matches!(trouble, Trouble::Refused(_) | Trouble::Unreadable) {
                *association = Err(trouble);
            }
            Reply::None(trouble)
        }
    }
}

fn close(open: Option<(&Destination, Result<Association, Trouble>)>) {
    if let Some((_, Ok(open))) = open {
        open.close();
    }
}
