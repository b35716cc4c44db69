//! Writes pages with invented sessions to the folder named on the command line, to be judged by eye:
//! `cargo run --release --example export_gallery -- FOLDER`.

use std::path::PathBuf;

#[path = "../tests/scene_support/mod.rs"]
mod sessions;

use mesomap::atlas::guides::GuideSet;
use mesomap::atlas::{BodyKind, View, view};
use mesomap::compare::{self, compare};
use mesomap::export::png;
use mesomap::geom::Vec2;
use mesomap::scene::sheet::{Arrangement, Sheet, SheetSpec};
use mesomap::scene::{Beside, Content};
use mesomap::text::Texts;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let texts = Texts::english();
    let techniques = sessions::techniques();
    let (first, second) = (sessions::face(1), sessions::face(2));
    let compared = compare(&first, &second, compare::Options::default())?;
    let alone = Content { session: &second, beside: Beside::Nothing, techniques: &techniques };
    let ghost = Content { beside: Beside::Ghosts(&[&first]), ..alone };
    let changes = Content { beside: Beside::Changes { earlier: &first, comparison: &compared }, ..alone };
    let (upright, across) = (Sheet::A4_MM, Vec2::new(297.0, 210.0));
    let pages: [(&str, Content<'_>, Vec2, &[&str]); 9] = [
        ("1-upright", alone, upright, &["face-front"]),
        ("1-across", alone, across, &["face-front"]),
        ("2-upright", alone, upright, &["face-front", "face-left-oblique"]),
        ("4-upright", alone, upright, &["face-front", "face-left-oblique", "face-right-oblique", "neck-decollete"]),
        ("4-across", alone, across, &["face-front", "face-left-oblique", "face-right-oblique", "scalp"]),
        (
            "6-upright",
            alone,
            upright,
            &[
                "face-front",
                "face-left-oblique",
                "face-right-oblique",
                "face-left-profile",
                "face-right-profile",
                "body-front",
            ],
        ),
        ("ghost", ghost, upright, &["face-front"]),
        ("changes-upright", changes, upright, &["face-front", "face-left-oblique"]),
        ("changes-across", changes, across, &["face-front"]),
    ];
    for (name, content, page_mm, ids) in pages {
        let views: Vec<&'static View> = ids.iter().filter_map(|id| view(BodyKind::AdultFemale, id)).collect();
        let spec = SheetSpec {
            page_mm,
            views: &views,
            content,
            arrangement: Arrangement::Overlaid,
            title: "",
            course: "Facial rejuvenation, 4 sessions",
            void: mesomap::scene::VoidAbove::default(),
            patient: name.starts_with('1').then_some("Invented, Ada (born 1971-02-03)"),
            facts: &[],
            made_on: Some("2026-09-21"),
            regions: true,
            region_names: name.starts_with('1'),
            guides: GuideSet::NONE,
            texts: &texts,
        };
        let start = std::time::Instant::now();
        let sheet = Sheet::layout(&spec)?;
        let laid = start.elapsed();
        let bytes = png(&sheet, 300)?;
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, &bytes)?;
        #[expect(clippy::print_stdout, reason = "an example tells what it wrote")]
        {
            println!("{}: {} kB, layout {laid:?}, all {:?}", path.display(), bytes.len() / 1000, start.elapsed());
        }
    }
    Ok(())
}
