//! Writes pictures of dose on the skin of invented sessions to the folder named on the command line, to be judged by eye:
//! `cargo run --release --example dose_gallery -- FOLDER`.

use std::path::PathBuf;
use std::sync::Arc;

#[path = "../tests/scene_support/mod.rs"]
mod sessions;

use mesomap::atlas::raster::{Levels, Tint};
use mesomap::atlas::{BodyKind, view};
use mesomap::chart::PatientSize;
use mesomap::compare::dose::{Asked, Doses, Kernel, Quantity};
use mesomap::export::png;
use mesomap::geom::Vec2;
use mesomap::scene::item::{Anchor, BodyPicture, Item, Rect, TextItem};
use mesomap::scene::text::Weight;
use mesomap::scene::{HeatScale, Sheet, heat_legend, heat_words, palette};
use mesomap::text::{Language, Texts};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let (first, second) = (sessions::face(1), sessions::face(2));
    let mut doses = Doses::new(BodyKind::AdultFemale);
    let pages = [
        ("front-10", "face-front", "mL", 10.0, Language::English),
        ("front-5", "face-front", "mg:Lidocaine", 5.0, Language::French),
        ("oblique-20", "face-left-oblique", "points", 20.0, Language::English),
        ("oblique-3", "face-left-oblique", "points", 3.0, Language::English),
    ];
    for (name, view_id, quantity, width_mm, language) in pages {
        let texts = Texts::of(language);
        let quantity = Quantity::from_id(quantity).ok_or("no such quantity")?;
        let asked = Asked { quantity, kernel: Kernel::new(width_mm)?, size: PatientSize::default() };
        let map = doses.map(&[&first, &second], asked)?;
        let view = view(BodyKind::AdultFemale, view_id).ok_or("no such view")?;
        let peak = map.peak.map(|peak| f64::from(peak.per_cm2));
        let levels = Levels::automatic(peak.unwrap_or_default());
        let scale = 150.0 / view.width_mm;
        let rect = Rect::new(Vec2::splat(8.0), Vec2::new(158.0, 8.0 + view.height_mm * scale));
        let tint = Some(Arc::new(Tint { values: Arc::clone(&map.values), levels }));
        let body = BodyKind::AdultFemale;
        let mut items = vec![Item::Picture(BodyPicture { rect, body, view, scale, centre_view_mm: Vec2::ZERO, tint })];
        let bar = Rect::new(Vec2::new(8.0, rect.max.y + 4.0), Vec2::new(78.0, rect.max.y + 15.0));
        items.extend(heat_legend(bar, 2.8, &HeatScale { quantity: &map.asked.quantity, levels, peak }, &texts));
        for (row, string) in (0_u8..).zip(heat_words(&map, levels, Some(map.share_hidden(view)), &texts)) {
            let at = Vec2::new(8.0, bar.max.y + 6.0 + f32::from(row) * 4.4);
            let (anchor, weight, colour) = (Anchor::Start, Weight::Regular, palette::INK);
            items.push(Item::Text(TextItem { at, size_mm: 3.0, anchor, weight, colour, halo: None, string }));
        }
        let page_mm = Vec2::new(166.0, bar.max.y + 46.0);
        let sheet = Sheet { page_mm, title: name.to_owned(), items, parts: Vec::new(), missing: Vec::new() };
        std::fs::write(folder.join(format!("{name}.png")), png(&sheet, 180)?)?;
    }
    Ok(())
}
