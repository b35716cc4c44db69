//! A finished PDF with its small objects packed into compressed streams (ISO 32000-1, 7.5.7 and 7.5.8), as PDF/A-2 and later allow.
//!
//! A list of marks has a tag for every cell, and each of them, written by itself, takes more room than the page that it is on.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The most objects in one stream: whoever wants one of them reads them all.
const MOST: usize = 1000;

/// Bytes that tell where an object is.
const ROW: usize = 7;

/// The same document, smaller; nothing where it isn't built as expected.
pub(super) fn packed(file: &[u8]) -> Option<Vec<u8>> {
    let Layout { objects, trailer, first_free } = Layout::of(file)?;
    let (kept, small): (Vec<_>, Vec<_>) = objects.into_iter().partition(|object| object.is_stream(file));
    let start = kept.iter().chain(&small).map(|object| object.extent.start).min()?;
    let mut out = Out { bytes: file[..start].to_vec(), places: vec![Place::Free; first_free] };
    for Object { number, extent, .. } in kept {
        out.begin(number)?;
        out.bytes.extend_from_slice(file[extent].trim_ascii_end());
        out.bytes.push(b'\n');
    }
    for group in small.chunks(MOST) {
        out.group(file, group)?;
    }
    out.finish(trailer)
}

/// Where an object lies in the file.
struct Object {
    number: usize,
    /// From its number to the next object.
    extent: Range<usize>,
    /// What it is, without its number and its end.
    body: Range<usize>,
}

impl Object {
    fn of(file: &[u8], number: usize, extent: Range<usize>) -> Option<Self> {
        let head = format!("{number} 0 obj");
        let text = file.get(extent.clone())?;
        let inner = text.strip_prefix(head.as_bytes())?.trim_ascii_end().strip_suffix(b"endobj")?;
        let start = extent.start + head.len();
        Some(Self { number, body: start..start + inner.len(), extent })
    }

    fn is_stream(&self, file: &[u8]) -> bool {
        file[self.body.clone()].trim_ascii_end().ends_with(b"endstream")
    }
}

/// What a file is made of.
struct Layout<'a> {
    objects: Vec<Object>,
    /// What stands in the trailer, between its signs.
    trailer: &'a str,
    /// The first number that no object has.
    first_free: usize,
}

impl<'a> Layout<'a> {
    /// Reads the plain table of objects at the end of a file.
    fn of(file: &'a [u8]) -> Option<Self> {
        let table = last(file, b"startxref").and_then(|at| std::str::from_utf8(&file[at + 9..]).ok())?;
        let table: usize = table.split_whitespace().next()?.parse().ok()?;
        let rest = std::str::from_utf8(file.get(table..)?).ok()?;
        let (entries, rest) = rest.strip_prefix("xref")?.split_once("trailer")?;
        let trailer = rest.split_once("startxref")?.0.trim().strip_prefix("<<")?.strip_suffix(">>")?;
        let mut words = entries.split_whitespace();
        let (_zero, first_free) = (words.next().filter(|&zero| zero == "0")?, words.next()?.parse().ok()?);
        let words: Vec<&str> = words.collect();
        let used = words.chunks_exact(3).enumerate().filter(|(_, entry)| entry[2] == "n");
        let places = used.map(|(number, entry)| Some((entry[0].parse().ok()?, number)));
        let mut places: Vec<(usize, usize)> = places.collect::<Option<_>>()?;
        places.sort_unstable();
        let ends = places.iter().skip(1).map(|&(start, _)| start).chain([table]);
        let objects = places.iter().zip(ends).map(|(&(start, number), end)| Object::of(file, number, start..end));
        Some(Self { objects: objects.collect::<Option<_>>()?, trailer, first_free })
    }
}

/// The last place of a word.
fn last(file: &[u8], word: &[u8]) -> Option<usize> {
    file.windows(word.len()).rposition(|window| window == word)
}

/// Where an object lies in the new file.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    /// In this stream, and there the object of this place.
    Inside(usize, usize),
}

/// The new file, and where its objects are.
struct Out {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl Out {
    /// An object begins here.
    fn begin(&mut self, number: usize) -> Option<()> {
        *self.places.get_mut(number)? = Place::At(self.bytes.len());
        Some(())
    }

    /// Writes a stream with objects in it: their numbers and places, then the objects.
    fn group(&mut self, file: &[u8], group: &[Object]) -> Option<()> {
        let number = self.places.len();
        let (mut heads, mut bodies) = (String::new(), Vec::new());
        for (at, object) in group.iter().enumerate() {
            write!(heads, "{} {} ", object.number, bodies.len()).ok()?;
            bodies.extend_from_slice(file[object.body.clone()].trim_ascii());
            bodies.push(b'\n');
            *self.places.get_mut(object.number)? = Place::Inside(number, at);
        }
        let words = format!("/Type/ObjStm/N {}/First {}", group.len(), heads.len());
        self.places.push(Place::Free);
        self.stream(number, &words, &[heads.as_bytes(), &bodies].concat())
    }

    fn stream(&mut self, number: usize, words: &str, content: &[u8]) -> Option<()> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).ok()?;
        let content = encoder.finish().ok()?;
        self.begin(number)?;
        let head = format!("{number} 0 obj\n<<{words}/Filter/FlateDecode/Length {}>>\nstream\n", content.len());
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(&content);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        Some(())
    }

    /// Ends with the table of objects as a stream, which says what the trailer said.
    fn finish(mut self, trailer: &str) -> Option<Vec<u8>> {
        let (table, number) = (self.bytes.len(), self.places.len());
        self.places.push(Place::At(table));
        let mut content = Vec::with_capacity(self.places.len() * (ROW + 1));
        let mut above = [0; ROW];
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Free => (0_u8, 0, u16::MAX.into()),
                Place::At(offset) => (1, offset, 0),
                Place::Inside(stream, at) => (2, stream, at),
            };
            let mut row = [kind; ROW];
            row[1..5].copy_from_slice(&u32::try_from(first).ok()?.to_be_bytes());
            row[5..].copy_from_slice(&u16::try_from(second).ok()?.to_be_bytes());
            // Each as what it differs by from the one above (PNG's filter "up"): neighbours are alike.
            content.push(2);
            content.extend(row.iter().zip(above).map(|(now, above)| now.wrapping_sub(above)));
            above = row;
        }
        // The number of objects is another one now.
        let (_, rest) = trailer.trim_start().strip_prefix("/Size ")?.split_once('/')?;
        let words =
            format!("/Type/XRef/Size {}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ROW}>>/{rest}", self.places.len());
        self.stream(number, &words, &content)?;
        self.bytes.extend_from_slice(format!("startxref\n{table}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn small_objects_are_packed_and_streams_stay() {
        let head = "%PDF-1.7\n";
        let one = "1 0 obj\n<</Type/Catalog>>\nendobj\n";
        let two = "2 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n";
        let (first, second) = (head.len(), head.len() + one.len());
        let table = second + two.len();
        let file = format!(
            "{head}{one}{two}xref\n0 3\n0000000000 65535 f\r\n{first:010} 00000 n\r\n{second:010} 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"
        );
        let packed = packed(file.as_bytes()).unwrap();
        let lossy = String::from_utf8_lossy(&packed);
        assert!(lossy.contains(two.trim_end()) && !lossy.contains("Catalog"), "{lossy}");
        assert!(
            lossy.contains("/Type/XRef/Size 5/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Root 1 0 R"),
            "{lossy}"
        );
        let start = last(&packed, b"/Type/ObjStm").unwrap();
        let start = start + packed[start..].windows(7).position(|window| window == b"stream\n").unwrap() + 7;
        let mut inside = String::new();
        flate2::read::ZlibDecoder::new(&packed[start..]).read_to_string(&mut inside).unwrap();
        assert_eq!(inside, "1 0 <</Type/Catalog>>\n");
    }

    #[test]
    fn what_is_built_otherwise_is_left_alone() {
        for file in ["", "%PDF-1.7\n", "startxref\n9999\n%%EOF", "startxref\n0\n%%EOF"] {
            assert_eq!(packed(file.as_bytes()), None);
        }
    }
}
