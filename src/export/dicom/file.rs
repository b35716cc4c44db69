//! An object as a file and back (DICOM PS3.10, section 7): a preamble, what the file says of itself, and the data set.

use super::element::{DataSet, Syntax, Tag, take};
use super::{ENCAPSULATED_PDF, Object, SECONDARY_CAPTURE};

const META_LENGTH: Tag = (0x0002, 0x0000);
const META_CLASS: Tag = (0x0002, 0x0002);
const META_INSTANCE: Tag = (0x0002, 0x0003);
const META_SYNTAX: Tag = (0x0002, 0x0010);
/// Where a file was to be sent: the titles of both sides, and host and port.
const META_CALLING: Tag = (0x0002, 0x0017);
const META_CALLED: Tag = (0x0002, 0x0018);
const META_ADDRESS: Tag = (0x0002, 0x0027);

/// This program, as one implementation of DICOM among others.
pub const IMPLEMENTATION_UID: &str = "2.25.112394725601239744061498219583946210577";
/// Its name and version, at most 16 characters.
pub const IMPLEMENTATION: &str = concat!("MESOMAP_", env!("CARGO_PKG_VERSION"));

/// Who an object was to be sent to, as its file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// The title of the system that sends.
    pub calling: String,
    /// The title of the system that receives.
    pub called: String,
    /// Its host and port, `dicom://host:port`.
    pub address: String,
}

/// The object as the bytes of a file; a file that is kept to be sent later says to whom.
pub fn dicom_file(object: &Object, addressee: Option<&Addressee>) -> Vec<u8> {
    let mut meta = DataSet::default();
    meta.bytes((0x0002, 0x0001), vec![0, 1]);
    meta.text(META_CLASS, *b"UI", object.class);
    meta.text(META_INSTANCE, *b"UI", &object.instance());
    meta.text(META_SYNTAX, *b"UI", Syntax::Explicit.uid());
    meta.text((0x0002, 0x0012), *b"UI", IMPLEMENTATION_UID);
    meta.text((0x0002, 0x0013), *b"SH", IMPLEMENTATION);
    if let Some(to) = addressee {
        meta.text(META_CALLING, *b"AE", &to.calling);
        meta.text(META_CALLED, *b"AE", &to.called);
        meta.text(META_ADDRESS, *b"UR", &to.address);
    }
    let rest = meta.encoded(Syntax::Explicit);
    let mut length = DataSet::default();
    length.long(META_LENGTH, u32::try_from(rest.len()).unwrap_or(u32::MAX));
    let data = object.set.encoded(Syntax::Explicit);
    let mut bytes = vec![0; 128];
    bytes.reserve(data.len() + 512);
    bytes.extend(b"DICM");
    bytes.extend(length.encoded(Syntax::Explicit));
    bytes.extend(rest);
    bytes.extend(data);
    bytes
}

/// What [`dicom_file`] wrote; `None` where it is anything else.
pub fn read_dicom_file(bytes: &[u8]) -> Option<(Object, Addressee)> {
    /// The element that holds the length of those after it.
    const LENGTH_BYTES: usize = 12;
    let mut rest = bytes;
    take(&mut rest, 128)?;
    (take(&mut rest, 4)? == b"DICM").then_some(())?;
    let length = take(&mut rest, LENGTH_BYTES)?;
    let length = u32::from_le_bytes(length[8..].try_into().ok()?);
    let meta = DataSet::read(take(&mut rest, usize::try_from(length).ok()?)?)?;
    (meta.text_of(META_SYNTAX) == Syntax::Explicit.uid()).then_some(())?;
    let class = meta.text_of(META_CLASS);
    let class = [SECONDARY_CAPTURE, ENCAPSULATED_PDF].into_iter().find(|known| *known == class)?;
    let object = Object { class, set: DataSet::read(rest)? };
    let is_named = object.instance() == meta.text_of(META_INSTANCE) && !object.instance().is_empty();
    let [calling, called, address] = [META_CALLING, META_CALLED, META_ADDRESS].map(|tag| meta.text_of(tag));
    is_named.then_some((object, Addressee { calling, called, address }))
}
