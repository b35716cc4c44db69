//! The fonts on screen: the same list as on paper, and a box with its number for a character that none of them has.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{
    Color32, ColorImage, Context, FontData, FontDefinitions, FontFamily,
    epaint::text::{
        FallbackRequest, FontInsert, FontPriority, FontProvider, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest,
        InsertFontFamily, RasterizedGlyph,
    },
    vec2,
};

use crate::paint::stencil;
use crate::scene::text::{self, Weight, own_fonts, system_font};

use super::theme::semibold;

/// Characters that no font has and that nobody was told of yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Missing(Arc<Mutex<Heard>>);

#[derive(Debug, Default)]
struct Heard {
    known: BTreeSet<char>,
    untold: Vec<char>,
}

impl Missing {
    fn add(&self, character: char) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.known.insert(character) {
            heard.untold.push(character);
        }
    }

    /// Those met since this was asked last; each is told once.
    pub(super) fn take(&self) -> Vec<char> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).untold)
    }
}

/// Sets the fonts of both weights; once, at the start.
pub(super) fn install(ctx: &Context) -> Missing {
    let missing = Missing::default();
    ctx.set_fonts(definitions());
    ctx.add_font_provider(Arc::new(FromSystem(missing.clone())));
    ctx.add_glyph_rasterizer(GlyphRasterizer::new("mesomap boxes", drawn));
    let torn = |request: &GlyphRasterizerRequest<'_>| {
        text::is_torn(request.cluster, weight(request.family)).then(|| drawn(request)).flatten()
    };
    ctx.add_glyph_rasterizer(GlyphRasterizer::new("mesomap accents", torn).with_priority(FontPriority::Highest));
    missing
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let names = |weight| own_fonts(weight).iter().map(|font| font.name.to_owned()).collect::<Vec<_>>();
    for font in [Weight::Regular, Weight::SemiBold].into_iter().flat_map(own_fonts) {
        fonts.font_data.insert(font.name.to_owned(), Arc::new(FontData::from_static(font.bytes)));
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, names(Weight::Regular));
    }
    fonts.families.insert(semibold(), names(Weight::SemiBold));
    fonts
}

fn weight(family: &FontFamily) -> Weight {
    if *family == semibold() { Weight::SemiBold } else { Weight::Regular }
}

/// Asks the system for what the program's own fonts lack.
struct FromSystem(Missing);

impl FontProvider for FromSystem {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let character = request.cluster.chars().next()?;
        let Some(font) = system_font(character) else {
            self.0.add(character);
            return None;
        };
        let data = FontData { index: font.index, ..FontData::from_static(font.bytes) };
        let family = InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest };
        Some(FontInsert::new(font.name, data, vec![family]))
    }
}

/// A cluster that egui can't set, drawn as on paper.
fn drawn(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let weight = weight(request.family);
    let size_px = request.font_size_px;
    let stencil = stencil(&text::outline(request.cluster, weight), size_px, request.subpixel_offset_px)?;
    let [width, height] = stencil.size_px.map(|px| px as usize);
    let pixels = stencil.alpha.iter().map(|&alpha| Color32::from_white_alpha(alpha)).collect();
    let image = ColorImage::new([width, height], pixels);
    let bitmap = GlyphBitmap { image, offset_px: vec2(stencil.offset_px.x, stencil.offset_px.y), is_color: false };
    Some(RasterizedGlyph { bitmap, advance_px: text::width(request.cluster, weight) * size_px })
}
