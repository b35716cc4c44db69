//! A page as JPEG, for systems that take nothing else: its resolution is told (JFIF), and edges stay clean.

use image::ExtendedColorType;
use image::codecs::jpeg::{JpegEncoder, PixelDensity, PixelDensityUnit};

use super::ExportError;
use super::png::pixels;
use crate::scene::Sheet;

/// Of 100: thin lines and letters stay without a rim that is seen.
const QUALITY: u8 = 94;

/// The page as the bytes of a JPEG file.
///
/// # Errors
///
/// As [`super::png()`].
pub fn jpeg(sheet: &Sheet, dpi: u32) -> Result<Vec<u8>, ExportError> {
    let pixels = pixels(sheet, dpi)?;
    let rgb = pixels.rgb();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let dots = u16::try_from(dpi).unwrap_or(u16::MAX);
    encoder.set_pixel_density(PixelDensity { density: (dots, dots), unit: PixelDensityUnit::Inches });
    let [width, height] = pixels.size_px;
    let done = encoder.encode(&rgb, width, height, ExtendedColorType::Rgb8);
    done.map_err(|why| ExportError::Jpeg(why.to_string()))?;
    Ok(bytes)
}
