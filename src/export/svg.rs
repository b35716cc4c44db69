//! A page as SVG 1.1: marks, lines and words as vectors in millimetres, the body as a picture among them.
//!
//! Words are drawn by their outlines, so that they look as on every other page whatever fonts there are; the same words lie over
//! them as text that can't be seen, to be read out, found and copied.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64ct::{Base64, Encoding as _};

use super::png::picture_png;
use super::{ExportError, MAX_PIXELS, body};
use crate::geom::Vec2;
use crate::scene::glyph::{self, Part as Layer};
use crate::scene::sheet::{BodyPicture, Item, Rect, Sheet, TextItem};
use crate::scene::{Colour, GlyphKey, Path, Segment, text};

/// Pixels an inch of the body's pictures.
const PICTURE_DPI: u32 = 200;
/// Letters in marks are as large as they would be in a picture of so many pixels a millimetre: 300 dpi.
const LETTER_PX_PER_MM: f32 = 300.0 / 25.4;

/// The page as the bytes of an SVG file.
///
/// # Errors
///
/// When the body's picture is too large or can't be encoded.
pub fn svg(sheet: &Sheet) -> Result<Vec<u8>, ExportError> {
    let mut artist = Artist::default();
    for item in &sheet.items {
        artist.item(item)?;
    }
    let [width, height] = sheet.page_mm.to_array().map(number);
    let title = escaped(&sheet.title);
    let program = concat!("mesomap ", env!("CARGO_PKG_VERSION"));
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" role=\"document\">\n<title>{title}</title>\n<desc>{program}</desc>\n"
    );
    let white = format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
    let Artist { defs, drawn, words, .. } = artist;
    let words = format!("<g fill-opacity=\"0\" font-family=\"sans-serif\">\n{words}</g>\n");
    Ok(format!("{head}<defs>\n{defs}</defs>\n{white}{drawn}{words}</svg>\n").into_bytes())
}

#[derive(Default)]
struct Artist {
    /// Marks that look alike are written once.
    defs: String,
    looks: BTreeMap<(GlyphKey, u32), usize>,
    drawn: String,
    /// The text that is read, not seen.
    words: String,
}

impl Artist {
    fn item(&mut self, item: &Item) -> Result<(), ExportError> {
        let same = |point: Vec2| point;
        match item {
            Item::Picture(picture) => self.picture(picture)?,
            Item::Line { points, colour, width_mm } => {
                self.drawn += &stroked(&Path::polyline(points), same, *colour, *width_mm);
            }
            Item::Polygon { points, colour } => self.drawn += &filled(&Path::polygon(points), same, *colour),
            Item::Band { rungs, colour } => {
                let there = rungs.iter().map(|rung| rung[0]);
                let edge: Vec<Vec2> = there.chain(rungs.iter().rev().map(|rung| rung[1])).collect();
                self.drawn += &filled(&Path::polygon(&edge), same, *colour);
            }
            Item::Box { rect: Rect { min, max }, fill: colour } => {
                let corners = [*min, Vec2::new(max.x, min.y), *max, Vec2::new(min.x, max.y)];
                self.drawn += &filled(&Path::polygon(&corners), same, *colour);
            }
            Item::Glyph { at, radius_mm, key } => self.mark(*key, *at, *radius_mm),
            Item::Text(words) => self.text(words),
        }
        Ok(())
    }

    fn mark(&mut self, key: GlyphKey, at: Vec2, radius_mm: f32) {
        let next = self.looks.len();
        let look = *self.looks.entry((key, radius_mm.to_bits())).or_insert(next);
        if look == next {
            let _infallible = writeln!(self.defs, "<g id=\"m{look}\">\n{}</g>", drawn_mark(key, radius_mm));
        }
        let [x, y] = at.to_array().map(number);
        let _infallible = writeln!(self.drawn, "<use xlink:href=\"#m{look}\" x=\"{x}\" y=\"{y}\"/>");
    }

    fn text(&mut self, words: &TextItem) {
        let (start, size) = (words.start(), words.size_mm);
        let outline = text::outline(&words.string, words.weight);
        let on_page = |point: Vec2| start + point * Vec2::new(size, -size);
        if let Some(halo) = words.halo {
            self.drawn += &stroked(&outline, on_page, halo, size * 0.22);
        }
        self.drawn += &filled(&outline, on_page, words.colour);
        let [x, y, size, width] = [start.x, start.y, size, words.width_mm()].map(number);
        let string = escaped(&words.string);
        if words.width_mm() > 0.0 {
            let _infallible = writeln!(
                self.words,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\">{string}</text>"
            );
        }
    }

    fn picture(&mut self, picture: &BodyPicture) -> Result<(), ExportError> {
        let Rect { min, max } = picture.rect;
        let bytes = encoded(picture)?;
        let [x, y, width, height] = [min.x, min.y, max.x - min.x, max.y - min.y].map(number);
        let data = Base64::encode_string(&bytes);
        let _infallible = writeln!(
            self.drawn,
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,{data}\"/>"
        );
        Ok(())
    }
}

/// The body as a picture of its own, on white.
fn encoded(picture: &BodyPicture) -> Result<Vec<u8>, ExportError> {
    #[expect(clippy::cast_precision_loss, reason = "a resolution")]
    let dpi = PICTURE_DPI as f32;
    let [width, height] = body::size_px(picture, dpi).map(u64::from);
    let too_large = || ExportError::TooLarge { width, height };
    if width * height > MAX_PIXELS {
        return Err(too_large());
    }
    picture_png(&body::pixels(picture, dpi).ok_or_else(too_large)?, PICTURE_DPI)
}

fn drawn_mark(key: GlyphKey, radius_mm: f32) -> String {
    let to_mm = |point: Vec2| point * Vec2::new(radius_mm, -radius_mm);
    let layers = glyph::parts(key, glyph::letter_scale(radius_mm * LETTER_PX_PER_MM));
    let drawn = layers.into_iter().map(|Layer { path, fill, stroke }| {
        let inside = fill.map(|colour| filled(&path, to_mm, colour)).unwrap_or_default();
        inside + &stroke.map(|(colour, width)| stroked(&path, to_mm, colour, width * radius_mm)).unwrap_or_default()
    });
    drawn.collect()
}

fn filled(path: &Path, to: impl Fn(Vec2) -> Vec2, colour: Colour) -> String {
    let data = data(path, to);
    if data.is_empty() { data } else { format!("<path d=\"{data}\" {}/>\n", ink("fill", colour)) }
}

fn stroked(path: &Path, to: impl Fn(Vec2) -> Vec2, colour: Colour, width: f32) -> String {
    let (data, ink, width) = (data(path, to), ink("stroke", colour), number(width));
    if data.is_empty() {
        return data;
    }
    format!(
        "<path d=\"{data}\" fill=\"none\" {ink} stroke-width=\"{width}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n"
    )
}

fn ink(what: &str, Colour { red, green, blue, alpha }: Colour) -> String {
    let opacity = if alpha == u8::MAX {
        String::new()
    } else {
        format!(" {what}-opacity=\"{}\"", number(f32::from(alpha) / 255.0))
    };
    format!("{what}=\"#{red:02x}{green:02x}{blue:02x}\"{opacity}")
}

fn data(path: &Path, to: impl Fn(Vec2) -> Vec2) -> String {
    let point = |point: Vec2| {
        let [x, y] = to(point).to_array().map(number);
        format!("{x} {y}")
    };
    let mut data = String::new();
    for segment in &path.0 {
        let _infallible = match *segment {
            Segment::Move(a) => write!(data, "M{}", point(a)),
            Segment::Line(a) => write!(data, "L{}", point(a)),
            Segment::Quad(a, b) => write!(data, "Q{} {}", point(a), point(b)),
            Segment::Cubic(a, b, c) => write!(data, "C{} {} {}", point(a), point(b), point(c)),
            Segment::Close => write!(data, "Z"),
        };
    }
    data
}

/// To a thousandth of a millimetre, as short as it can be.
fn number(mm: f32) -> String {
    let text = format!("{mm:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML, without characters that XML has no way to write.
fn escaped(text: &str) -> String {
    let allowed = |sign: &char| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}');
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars().filter(allowed) {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            sign => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_words_are_words() {
        assert_eq!([1.0, -0.0001, 0.12345, -10.5].map(number), ["1", "0", "0.123", "-10.5"]);
        assert_eq!(escaped("<a & \"b\">\u{0}\u{1b}"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
