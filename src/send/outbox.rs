//! What is on its way: objects are kept in the library before they are sent, and taken away once the archive has them, so that
//! neither a refusal nor a crash loses one.

use super::association::Association;
use super::{Destination, Limits, Reply, Trouble};
use crate::export::dicom::{Object, dicom_file, read_dicom_file};
use crate::store::{Place, StoreError, drop_unsent, keep_unsent, read_unsent, unsent};

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
    pub to: Destination,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    /// In a library.
    Kept(Place),
    /// Here alone, because it couldn't be kept.
    Held(Box<Object>),
}

impl Label {
    fn of(object: &Object) -> Self {
        Self { shows: object.description(), patient: object.patient(), study: object.study() }
    }
}

impl Parcel {
    /// Whether it is kept in the library until it is sent.
    pub fn is_kept(&self) -> bool {
        matches!(self.content, Content::Kept(_))
    }

    /// The same, to somebody else; what is kept says where it was to go first.
    #[must_use]
    pub fn addressed(self, to: &Destination) -> Self {
        Self { to: to.clone(), ..self }
    }

    fn object(&self) -> Result<Object, Trouble> {
        match &self.content {
            Content::Held(object) => Ok((**object).clone()),
            Content::Kept(file) => {
                let bytes = read_unsent(file).map_err(|_unread| Trouble::Unreadable)?;
                read_dicom_file(&bytes).map(|(object, _)| object).ok_or(Trouble::Unreadable)
            }
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
        let content = match keep_unsent(library, &object.instance(), &bytes) {
            Ok(file) => Content::Kept(file),
            Err(why) => {
                unkept = Some(why);
                Content::Held(Box::new(object))
            }
        };
        Parcel { label, to: to.clone(), content }
    };
    let parcels = objects.into_iter().map(pack).collect();
    (parcels, unkept)
}

/// What is kept in a library because nothing came of sending it, and the files there that are something else.
///
/// # Errors
///
/// When it can't be looked for.
pub fn waiting(library: &Place) -> Result<(Vec<Parcel>, Vec<Place>), StoreError> {
    let (mut parcels, mut strange) = (Vec::new(), Vec::new());
    for file in unsent(library)? {
        let read = read_unsent(&file).ok().and_then(|bytes| read_dicom_file(&bytes));
        let to = read.as_ref().and_then(|(_, addressee)| Destination::of_addressee(addressee));
        match read.zip(to) {
            Some(((object, _), to)) => {
                parcels.push(Parcel { label: Label::of(&object), to, content: Content::Kept(file) });
            }
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

/// Sends, one after the other, and tells each answer as it comes; `goes_on` is asked before each. What the archive has is
/// taken out of the library; there are as many answers as parcels.
pub fn deliver(parcels: &[Parcel], limits: Limits, goes_on: impl Fn() -> bool, mut told: impl FnMut(usize, Reply)) {
    let mut open: Option<(&Destination, Result<Association, Trouble>)> = None;
    for (at, parcel) in parcels.iter().enumerate() {
        if !goes_on() {
            told(at, Reply::None(Trouble::Stopped));
            continue;
        }
        if open.as_ref().is_none_or(|(to, _)| *to != &parcel.to) {
            close(open.take());
        }
        let (_, association) =
            open.get_or_insert_with(|| (&parcel.to, Association::open(&parcel.to, &Association::STORED, limits)));
        let reply = answered(association, parcel);
        if reply.is_done() {
            // What stays is sent once more, which the archive takes for what it has.
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
