//! The fonts, in the order in which they are asked for a character: the program's own, then those that the system has.
//!
//! Screen and page ask the same list. The program's own are the same on every machine, so a page in the scripts that they
//! hold is the same everywhere; Chinese, Japanese and Korean come from the system.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::Weight;
use crate::geom::Vec2;
use crate::scene::{Path, Segment};

/// A font of the program.
#[derive(Clone, Copy, Debug)]
pub struct OwnFont {
    /// What it is called.
    pub name: &'static str,
    /// Its file.
    pub bytes: &'static [u8],
}

macro_rules! own_font {
    ($name:literal, $file:literal) => {
        OwnFont { name: $name, bytes: include_bytes!(concat!("../../../assets/fonts/", $file)) }
    };
}

const REGULAR: [OwnFont; 6] = [
    own_font!("regular", "Inter-Regular.otf"),
    own_font!("noto", "NotoSans-Regular.ttf"),
    own_font!("hebrew", "NotoSansHebrew-Regular.ttf"),
    own_font!("arabic", "NotoSansArabic-Regular.ttf"),
    own_font!("devanagari", "NotoSansDevanagari-Regular.ttf"),
    own_font!("thai", "NotoSansThai-Regular.ttf"),
];

const SEMI_BOLD: [OwnFont; 6] = [
    own_font!("semibold", "Inter-SemiBold.otf"),
    own_font!("noto-bold", "NotoSans-Bold.ttf"),
    REGULAR[2],
    REGULAR[3],
    REGULAR[4],
    REGULAR[5],
];

/// The program's own fonts of a weight, in the order in which they are asked.
pub fn own_fonts(weight: Weight) -> &'static [OwnFont] {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::SemiBold => &SEMI_BOLD,
    }
}

/// A font that the system has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SystemFont {
    /// What tells it from the others.
    pub name: &'static str,
    /// Its file.
    pub bytes: &'static [u8],
    /// Which font of a collection it is; 0 for a file with one.
    pub index: u32,
}

/// Finds a font of the system that has a character.
pub type FontSource = fn(char) -> Option<SystemFont>;

/// What is looked up beyond the program's own fonts: where to look, and what was found so far.
struct System {
    source: Option<FontSource>,
    found: HashMap<char, Option<&'static Face>>,
    faces: Vec<(SystemFont, &'static Face)>,
}

static SYSTEM: LazyLock<Mutex<System>> =
    LazyLock::new(|| Mutex::new(System { source: None, found: HashMap::new(), faces: Vec::new() }));

fn system() -> MutexGuard<'static, System> {
    SYSTEM.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets characters that no font of the program has be looked for among the system's, from now on; without it none is, and
/// every page is the same on every machine. Called once, at the top.
pub fn use_system_fonts(source: FontSource) {
    let mut system = system();
    system.source = Some(source);
    system.found.clear();
    drop(system);
    super::shape::forget();
}

/// The system's font for a character that no font of the program has.
pub fn system_font(character: char) -> Option<SystemFont> {
    let source = system().source;
    source?(character)
}

impl System {
    fn face(&mut self, character: char) -> Option<&'static Face> {
        if let Some(known) = self.found.get(&character) {
            return *known;
        }
        let font = self.source.and_then(|source| source(character));
        let face = font.and_then(|font| self.loaded(font)).filter(|face| face.has(character));
        self.found.insert(character, face);
        face
    }

    fn loaded(&mut self, font: SystemFont) -> Option<&'static Face> {
        if let Some((_, face)) = self.faces.iter().find(|(known, _)| known.name == font.name) {
            return Some(face);
        }
        let face: &'static Face = Box::leak(Box::new(Face::load(font.bytes, font.index)?));
        self.faces.push((font, face));
        Some(face)
    }
}

/// A parsed font with the outlines that were asked for so far.
pub(super) struct Face {
    bytes: &'static [u8],
    index: u32,
    font: FontRef<'static>,
    charmap: Charmap<'static>,
    /// Read when a run is first shaped: most pages need few of the fonts.
    shaper: OnceLock<ShaperData>,
    outlines: Vec<OnceLock<Path>>,
    units_per_em: f32,
}

impl Face {
    /// The program's own faces of a weight.
    pub(super) fn own(weight: Weight) -> &'static [Self] {
        static REGULARS: OnceLock<Vec<Face>> = OnceLock::new();
        static SEMI_BOLDS: OnceLock<Vec<Face>> = OnceLock::new();
        let faces = match weight {
            Weight::Regular => &REGULARS,
            Weight::SemiBold => &SEMI_BOLDS,
        };
        // A test loads every one of them.
        faces.get_or_init(|| own_fonts(weight).iter().filter_map(|font| Self::load(font.bytes, 0)).collect())
    }

    /// The face that draws a cluster: the first that has all of it, else the first that has its first character.
    pub(super) fn of(cluster: &str, weight: Weight) -> Option<&'static Self> {
        let own = Self::own(weight);
        let first = cluster.chars().next()?;
        let whole =
            own.iter().find(|face| cluster.chars().all(|character| is_silent(character) || face.has(character)));
        let start = || own.iter().find(|face| face.has(first));
        whole.or_else(start).or_else(|| system().face(first))
    }

    fn load(bytes: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let glyphs = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
        Some(Self {
            bytes,
            index,
            charmap: font.charmap(),
            shaper: OnceLock::new(),
            outlines: (0..glyphs).map(|_| OnceLock::new()).collect(),
            units_per_em: font.head().map_or(1000.0, |head| f32::from(head.units_per_em())),
            font,
        })
    }

    /// Its file.
    pub(super) fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// Which font of its file it is.
    pub(super) fn index(&self) -> u32 {
        self.index
    }

    /// Whether it has a glyph for a character.
    pub(super) fn has(&self, character: char) -> bool {
        self.charmap.map(character).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }

    /// What shapes a run of text in it.
    pub(super) fn shaper(&self) -> harfrust::Shaper<'_> {
        self.shaper.get_or_init(|| ShaperData::new(&self.font)).shaper(&self.font).build()
    }

    /// Ems from its own units.
    pub(super) fn ems(&self, units: i32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a line of text is far shorter than 2^24 units")]
        let units = units as f32;
        units / self.units_per_em
    }

    /// The outline of a glyph, in ems.
    pub(super) fn glyph(&self, glyph: GlyphId) -> &Path {
        static EMPTY: Path = Path(Vec::new());
        self.outlines.get(glyph.to_u32() as usize).map_or(&EMPTY, |slot| slot.get_or_init(|| self.draw(glyph)))
    }

    fn draw(&self, glyph: GlyphId) -> Path {
        let mut pen = Pen(Path::default());
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        if let Some(outline) = self.font.outline_glyphs().get(glyph) {
            // A glyph that can't be drawn stays empty; the test of the program's fonts would tell.
            let _drawn = outline.draw(settings, &mut pen);
        }
        pen.0
    }
}

/// Whether the first face that has a cluster's first character lacks the rest of it, and another has it whole.
pub(super) fn is_torn(cluster: &str, weight: Weight) -> bool {
    let Some(first) = cluster.chars().next() else { return false };
    let naive = Face::own(weight).iter().find(|face| face.has(first));
    naive.zip(Face::of(cluster, weight)).is_some_and(|(naive, whole)| !std::ptr::eq(naive, whole))
}

/// Whether a character takes no room of its own: joiners, marks of direction, soft hyphens.
pub(super) fn is_silent(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    )
}

struct Pen(Path);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Move(Vec2::new(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Line(Vec2::new(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Quad(Vec2::new(cx, cy), Vec2::new(x, y)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Cubic(Vec2::new(ax, ay), Vec2::new(bx, by), Vec2::new(x, y)));
    }
    fn close(&mut self) {
        self.0.0.push(Segment::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_of_the_program_loads() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            assert_eq!(Face::own(weight).len(), own_fonts(weight).len());
        }
    }
}
