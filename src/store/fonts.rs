//! The system's fonts: the folders where each system keeps them, searched once, when a character asks for it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::{FontData, FontRead as _};

/// A font file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// Its path, as a name.
    pub name: &'static str,
    /// Its bytes, kept for as long as the program runs.
    pub bytes: &'static [u8],
    /// Which font of a collection it is; 0 for a file with one.
    pub index: u32,
}

/// The best font of the system with a glyph for a character: sans-serif and upright before others.
pub fn system_font_with(character: char) -> Option<FontFile> {
    static FONTS: LazyLock<Mutex<Fonts>> = LazyLock::new(|| Mutex::new(Fonts::in_folders(&folders())));
    FONTS.lock().unwrap_or_else(PoisonError::into_inner).with(character)
}

/// Font files and what they hold.
struct Fonts {
    /// Best first.
    files: Vec<Known>,
    read: HashMap<PathBuf, Option<FontFile>>,
}

/// A font file that was looked into, not yet read.
struct Known {
    path: PathBuf,
    /// First and last of each run of its characters, sorted.
    runs: Vec<[u32; 2]>,
}

impl Fonts {
    fn in_folders(folders: &[PathBuf]) -> Self {
        let mut paths = Vec::new();
        for folder in folders {
            collect(folder, 0, &mut paths);
        }
        paths.sort_by_cached_key(|path| (rank(path), path.clone()));
        paths.dedup();
        let known = |path: PathBuf| Some(Known { runs: characters(&path)?, path });
        Self { files: paths.into_iter().filter_map(known).collect(), read: HashMap::new() }
    }

    fn with(&mut self, character: char) -> Option<FontFile> {
        let code = u32::from(character);
        let has = |known: &Known| {
            let after = known.runs.partition_point(|run| run[0] <= code);
            after.checked_sub(1).is_some_and(|at| known.runs[at][1] >= code)
        };
        let Self { files, read } = self;
        let mut fitting = files.iter().filter(|known| has(known));
        fitting.find_map(|known| *read.entry(known.path.clone()).or_insert_with(|| kept(&known.path)))
    }
}

/// Reads a file for good: a font is used from when it was first asked for until the program ends.
fn kept(path: &Path) -> Option<FontFile> {
    let bytes: &'static [u8] = Box::leak(std::fs::read(path).ok()?.into_boxed_slice());
    let name: &'static str = Box::leak(path.display().to_string().into_boxed_str());
    skrifa::FontRef::from_index(bytes, 0).is_ok().then_some(FontFile { name, bytes, index: 0 })
}

/// Where the system keeps fonts; a browser has none.
fn folders() -> Vec<PathBuf> {
    super::depot::host::font_folders(&|name| std::env::var_os(name))
}

fn collect(folder: &Path, depth: u8, paths: &mut Vec<PathBuf>) {
    const DEEPEST: u8 = 6;
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        if path.is_dir() && depth < DEEPEST {
            collect(&path, depth + 1, paths);
        } else if extension.is_some_and(|extension| extension == "ttf" || extension == "otf" || extension == "ttc") {
            paths.push(path);
        }
    }
}

/// What is read most easily comes first: fonts made for the scripts that the program has no font for, then sans-serif, and
/// italic, bold and special ones last.
fn rank(path: &Path) -> u8 {
    const MADE_FOR: [&str; 16] = [
        "notosanscjk",
        "notosanskr",
        "notosansjp",
        "notosanssc",
        "notosanstc",
        "sourcehansans",
        "malgun.",
        "msyh.",
        "yugothm",
        "meiryo.",
        "applesdgothicneo",
        "pingfang",
        "hiragino",
        "nanumgothic.",
        "wqy",
        "droidsansfallback",
    ];
    const LAST: [&str; 10] =
        ["italic", "oblique", "bold", "black", "light", "thin", "mono", "emoji", "symbol", "lastresort"];
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&LAST) {
        3
    } else if has(&MADE_FOR) {
        0
    } else if name.contains("sans") {
        1
    } else {
        2
    }
}

/// The characters of a file's first font that draws outlines; only its head and its table `cmap` are read (OpenType 1.9).
fn characters(path: &Path) -> Option<Vec<[u32; 2]>> {
    let mut file = File::open(path).ok()?;
    let mut part = |at: u64, length: usize| -> Option<Vec<u8>> {
        const MOST_BYTES: usize = 16 << 20;
        let mut bytes = vec![0; Some(length).filter(|&length| length <= MOST_BYTES)?];
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    };
    let long = |bytes: &[u8], at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let head = part(0, 16)?;
    let start = if head.starts_with(b"ttcf") { u64::from(long(&head, 12)?) } else { 0 };
    let directory = part(start, 12)?;
    let tables = usize::from(u16::from_be_bytes([directory[4], directory[5]]));
    let records = part(start + 12, tables * 16)?;
    let table = |tag: &[u8; 4]| records.chunks_exact(16).find(|record| record.starts_with(tag));
    table(b"glyf").or_else(|| table(b"CFF ")).or_else(|| table(b"CFF2"))?;
    let cmap = table(b"cmap")?;
    let bytes = part(u64::from(long(cmap, 8)?), usize::try_from(long(cmap, 12)?).ok()?)?;
    let cmap = Cmap::read(FontData::new(&bytes)).ok()?;
    Some(runs(&cmap))
}

fn runs(cmap: &Cmap<'_>) -> Vec<[u32; 2]> {
    /// Unicode has no more; a hostile file may claim so.
    const MOST: usize = 0x11_0000;
    let Some((_, _, table)) = cmap.best_subtable() else { return Vec::new() };
    let mut codes: Vec<u32> = table.iter().take(MOST).map(|(code, _)| code).collect();
    codes.sort_unstable();
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for code in codes {
        match runs.last_mut() {
            Some([_, last]) if code <= *last + 1 => *last = code,
            _ => runs.push([code, code]),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        Fonts::in_folders(&[bundled, PathBuf::from("/nowhere")])
    }

    #[test]
    fn a_character_finds_the_file_that_has_it() {
        let mut fonts = fonts();
        for (character, file) in
            [('\u{645}', "Arabic"), ('\u{5d0}', "Hebrew"), ('\u{e01}', "Thai"), ('\u{915}', "Deva")]
        {
            let found = fonts.with(character).unwrap();
            assert!(found.name.contains(file), "{character}: {}", found.name);
            assert_eq!(fonts.with(character), Some(found));
        }
        assert_eq!(fonts.with('\u{10ffff}'), None);
    }

    #[test]
    fn what_is_no_font_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("a.ttf", &b"ttcf"[..]), ("b.otf", &[0; 40]), ("c.ttc", b"")] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        assert!(Fonts::in_folders(&[folder.path().to_owned()]).with('a').is_none());
    }

    #[test]
    fn plain_fonts_come_before_special_ones() {
        let ranks = ["NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "Gentium.ttf", "DejaVuSans-Bold.ttf"];
        let ranks = ranks.map(|name| rank(Path::new(name)));
        assert!(ranks.is_sorted() && ranks[0] < ranks[3], "{ranks:?}");
    }
}
