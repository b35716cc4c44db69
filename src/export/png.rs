//! A page as PNG.
//!
//! PNG, third edition (W3C 2025): physical size in `pHYs`, colour space in `sRGB`, title and program in `iTXt`/`tEXt`.

use crate::paint::{Pixels, paint};
use crate::scene::Sheet;

/// The resolutions that are accepted, in pixels an inch.
pub const DPI: std::ops::RangeInclusive<u32> = 36..=1200;
/// The most pixels of a page.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Why a page can't be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The resolution is out of [`DPI`].
    #[error("{0} dpi is outside {min} to {max} dpi", min = DPI.start(), max = DPI.end())]
    Dpi(u32),
    /// The page has more than [`MAX_PIXELS`].
    #[error("{width} x {height} pixels are more than the {max} million that an export may have; choose a lower dpi or a smaller page", max = MAX_PIXELS / 1_000_000)]
    TooLarge {
        /// In pixels.
        width: u64,
        /// In pixels.
        height: u64,
    },
    /// The picture couldn't be encoded.
    #[error("the picture could not be encoded: {0}")]
    Encode(#[from] png::EncodingError),
    /// The picture couldn't be encoded as JPEG.
    #[error("the picture could not be encoded: {0}")]
    Jpeg(String),
    /// The document couldn't be written.
    #[error("the document could not be written: {0}")]
    Pdf(String),
}

/// The page as the bytes of a PNG file with its physical size.
pub fn png(sheet: &Sheet, dpi: u32) -> Result<Vec<u8>, ExportError> {
    let pixels = pixels(sheet, dpi)?;
    encoded(&pixels, &sheet.title, dpi)
}

/// A picture that is part of something else, as a PNG file.
pub(super) fn picture_png(pixels: &Pixels, dpi: u32) -> Result<Vec<u8>, ExportError> {
    encoded(pixels, "", dpi)
}

/// The page as pixels, opaque.
pub(super) fn pixels(sheet: &Sheet, dpi: u32) -> Result<Pixels, ExportError> {
    if !DPI.contains(&dpi) {
        return Err(ExportError::Dpi(dpi));
    }
    let px_per_mm = f64::from(dpi) / 25.4;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sheet is at most 1.2 m a side")]
    let [width, height] = sheet.page_mm.to_array().map(|mm| (f64::from(mm) * px_per_mm).round().max(1.0) as u32);
    let (wide, high) = (u64::from(width), u64::from(height));
    let too_large = || ExportError::TooLarge { width: wide, height: high };
    if wide * high > MAX_PIXELS {
        return Err(too_large());
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 47.2")]
    let px_per_mm = px_per_mm as f32;
    paint(&sheet.items, [width, height], px_per_mm).ok_or_else(too_large)
}

fn encoded(pixels: &Pixels, title: &str, dpi: u32) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::with_capacity(pixels.rgba.len() / 8);
    let mut encoder = png::Encoder::new(&mut bytes, pixels.size_px[0], pixels.size_px[1]);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Filter and compression that go together: trying all five filters on every row took a third of the whole export.
    encoder.set_compression(png::Compression::Fastest);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 47,244")]
    let per_metre = (f64::from(dpi) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    encoder.add_text_chunk("Software".to_owned(), concat!("mesomap ", env!("CARGO_PKG_VERSION")).to_owned())?;
    if !title.is_empty() {
        encoder.add_itxt_chunk("Title".to_owned(), title.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.rgb())?;
    writer.finish()?;
    Ok(bytes)
}
