//! Values on the skin as colours over the shaded body, with a line at every level.
//!
//! The colours are those of viridis (Nathaniel Smith and Stefan van der Walt, 2015, CC0), from yellow for little to blue for
//! much: even to the eye, darker with every step so that they read in grey, told apart by the colour-blind, and unlike
//! anything that skin shows by itself. A line lies where the value, straight between nodes, is a level: its distance from a
//! pixel is the difference of value over the slope in the picture.

use std::sync::Arc;

use glam::Vec4;

use super::look::{Look, Rgb};
use crate::atlas::spread::{Cell, SkinValues};
use crate::geom::{Vec2, power_of_ten};

/// From the colour of little to that of much, evenly apart. The darkest of viridis is left out: no shade shows on it.
const RAMP: [Rgb; 9] = [
    [0xfd, 0xe7, 0x25],
    [0xb4, 0xde, 0x2c],
    [0x6d, 0xcd, 0x59],
    [0x35, 0xb7, 0x79],
    [0x1f, 0x9e, 0x89],
    [0x26, 0x82, 0x8e],
    [0x31, 0x68, 0x8e],
    [0x3e, 0x4a, 0x89],
    [0x48, 0x28, 0x78],
];

/// How much of the skin a colour covers.
const COVER: f32 = 0.92;
/// How dark a colour may get where no light comes, so that it can still be told.
const DARKEST: f32 = 0.45;

/// The levels of a scale: nice numbers from zero up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levels {
    top: f64,
    step: f64,
}

impl Levels {
    /// No scale has more steps.
    const MOST_STEPS: f64 = 6.0;

    /// From zero to the first nice number that holds `peak`; to 1 where that is none above zero.
    pub fn automatic(peak: f64) -> Self {
        let peak = if peak.is_finite() && peak > 0.0 { peak } else { 1.0 };
        let step = Self::nice_step(peak);
        // A peak that is a level but for rounding needs no further one.
        Self { top: (peak / step - 1e-6).ceil().max(1.0) * step, step }
    }

    /// From zero to `top`, with nice numbers between; as [`Self::automatic`] of 1 where `top` isn't above zero.
    pub fn up_to(top: f64) -> Self {
        if top.is_finite() && top > 0.0 { Self { top, step: Self::nice_step(top) } } else { Self::automatic(1.0) }
    }

    /// The least of 1, 2 and 5 times a power of ten of which no more than six go into a number.
    fn nice_step(number: f64) -> f64 {
        let least = number / Self::MOST_STEPS * (1.0 - 1e-6);
        let power = power_of_ten(least.log10().floor() as i32);
        let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
        steps.into_iter().find(|&step| step >= least).unwrap_or(10.0 * power)
    }

    /// The end of the scale: what is more has its colour.
    pub fn top(self) -> f64 {
        self.top
    }

    /// From level to level.
    pub fn step(self) -> f64 {
        self.step
    }

    /// The levels above zero, up to the end of the scale.
    pub fn above_zero(self) -> impl Iterator<Item = f64> {
        (1..)
            .map(move |number| f64::from(number) * self.step)
            .take_while(move |level| *level <= self.top * (1.0 + 1e-6))
    }

    /// How many decimals tell every level.
    pub fn decimals(self) -> usize {
        (-self.step.log10().floor()).max(0.0) as usize
    }
}

/// Values on the skin and the scale of their colours.
#[derive(Clone, Debug)]
pub struct Tint {
    /// What lies where.
    pub values: Arc<SkinValues>,
    /// The scale.
    pub levels: Levels,
}

impl PartialEq for Tint {
    fn eq(&self, other: &Self) -> bool {
        self.levels == other.levels && (Arc::ptr_eq(&self.values, &other.values) || self.values == other.values)
    }
}

impl Tint {
    /// The colour of a share of the scale, 0 to 1, as skin in full light has it.
    pub fn colour(look: &Look, levels: Levels, share: f32) -> Rgb {
        let (clay, value) = (rgb(look.clay), share * levels.top as f32);
        let dye = Dye::new(levels, look, 0.0);
        let [r, g, b, _] = dye.over(clay, value).to_array();
        [r, g, b].map(|channel| (channel + 0.5) as u8)
    }
}

/// A tint made ready for one picture.
pub(super) struct Dye<'a> {
    values: Option<&'a SkinValues>,
    table: Vec<Vec4>,
    /// For every colour of the table that of a line on it.
    lines: Vec<Vec4>,
    top: f32,
    step: f32,
    clay_light: f32,
    radius_px: f32,
}

impl<'a> Dye<'a> {
    /// For a picture in which lines have this radius.
    pub(super) fn of(tint: &'a Tint, look: &Look, radius_px: f32) -> Self {
        Self { values: Some(&tint.values), ..Self::new(tint.levels, look, radius_px) }
    }

    fn new(levels: Levels, look: &Look, radius_px: f32) -> Self {
        const COLOURS: u16 = 256;
        let table: Vec<Vec4> = (0..COLOURS).map(|at| ramp(f32::from(at) / f32::from(COLOURS - 1))).collect();
        // Dark on what is light, light on what is dark.
        let line = |&colour: &Vec4| {
            if light_of(colour) > 95.0 { colour * 0.42 } else { colour + (Vec4::splat(255.0) - colour) * 0.55 }
        };
        let lines = table.iter().map(line).collect();
        let clay_light = light_of(rgb(look.clay));
        let (top, step) = (levels.top as f32, levels.step as f32);
        Self { values: None, table, lines, top, step, clay_light, radius_px }
    }

    /// The values, if any lie on the triangle.
    pub(super) fn on(&self, triangle: u32) -> Option<&'a SkinValues> {
        self.values.filter(|values| values.is_on(triangle))
    }

    fn index(&self, value: f32) -> usize {
        let last = self.table.len() - 1;
        ((value / self.top * last as f32 + 0.5) as usize).min(last)
    }

    /// A value's colour over lit skin (channels from 0 to 255).
    pub(super) fn over(&self, skin: Vec4, value: f32) -> Vec4 {
        let light = (light_of(skin) / self.clay_light).clamp(0.0, 1.0);
        let colour = self.table[self.index(value)] * (DARKEST + (1.0 - DARKEST) * light);
        skin + (colour - skin) * self.cover(value)
    }

    /// Less than the first level comes out of the skin softly: the brightest colour must not draw the eye to the least dose.
    fn cover(&self, value: f32) -> f32 {
        COVER * (value / self.step).clamp(0.0, 1.0)
    }

    /// As [`Self::over`] with the line of a level that runs by; `slope_px` is how the value changes along x and y.
    pub(super) fn drawn(&self, skin: Vec4, cell: Cell, slope_px: Vec2) -> Vec4 {
        if cell.value <= 0.0 {
            return skin;
        }
        let colour = self.over(skin, cell.value);
        let level = (cell.value / self.step).round().clamp(1.0, (self.top / self.step + 1e-4).floor()) * self.step;
        let steep = slope_px.length();
        let away_px = (cell.value - level).abs() / steep.max(f32::MIN_POSITIVE);
        // A line thinner than a pixel keeps a pixel's width and grows faint instead.
        let drawn_px = self.radius_px.max(0.5);
        let coverage = (drawn_px + 0.5 - away_px).clamp(0.0, 1.0) * (self.radius_px / drawn_px);
        if coverage <= 0.0 {
            return colour;
        }
        // On a plain that is just at a level there is no line.
        let told = (steep / (0.004 * self.step)).min(1.0);
        let light = (light_of(skin) / self.clay_light).clamp(0.0, 1.0);
        let line = self.lines[self.index(level)] * (DARKEST + (1.0 - DARKEST) * light);
        colour + (line - colour) * (0.85 * coverage * told)
    }
}

/// The colour of a share of the scale.
fn ramp(share: f32) -> Vec4 {
    let at = share.clamp(0.0, 1.0) * (RAMP.len() - 1) as f32;
    let index = (at as usize).min(RAMP.len() - 2);
    let [from, to] = [RAMP[index], RAMP[index + 1]].map(rgb);
    from + (to - from) * (at - index as f32)
}

fn rgb(colour: Rgb) -> Vec4 {
    let [r, g, b] = colour.map(f32::from);
    Vec4::new(r, g, b, 0.0)
}

/// How light a colour is, 0 to 255 (Rec. 709 weights on the channels as they are written).
fn light_of(colour: Vec4) -> f32 {
    colour.dot(Vec4::new(0.2126, 0.7152, 0.0722, 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CIE 1976 lightness, 0 to 100.
    fn lightness(colour: Vec4) -> f32 {
        let linear = (colour / 255.0)
            .to_array()
            .map(|channel| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) });
        let y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        116.0 * y.cbrt() - 16.0
    }

    #[test]
    fn more_is_darker_all_along_in_even_steps() {
        let along: Vec<f32> = (0..=32_u8).map(|at| lightness(ramp(f32::from(at) / 32.0))).collect();
        let steps: Vec<f32> = along.windows(2).map(|pair| pair[0] - pair[1]).collect();
        let mean = (along[0] - along[32]) / 32.0;
        assert!(along[0] > 88.0 && along[32] < 28.0, "{along:?}");
        assert!(steps.iter().all(|step| (0.5 * mean..1.6 * mean).contains(step)), "{mean}: {steps:?}");
    }

    #[test]
    fn scales_are_nice_numbers() {
        let told = |levels: Levels| {
            let all: Vec<String> = levels.above_zero().map(|level| format!("{level:.*}", levels.decimals())).collect();
            format!("{}: {}", levels.top(), all.join(" "))
        };
        assert_eq!(told(Levels::automatic(7.3)), "8: 2 4 6 8");
        assert_eq!(told(Levels::automatic(6.0)), "6: 1 2 3 4 5 6");
        assert_eq!(told(Levels::automatic(0.052)), "0.06: 0.01 0.02 0.03 0.04 0.05 0.06");
        assert_eq!(told(Levels::automatic(1234.0)), "1500: 500 1000 1500");
        assert_eq!(told(Levels::up_to(7.3)), "7.3: 2 4 6");
        for nothing in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Levels::automatic(nothing), Levels::up_to(nothing));
        }
    }

    #[test]
    fn nothing_is_bare_skin() {
        let (look, skin) = (Look::default(), Vec4::new(200.0, 190.0, 180.0, 0.0));
        let dye = Dye::new(Levels::automatic(1.0), &look, 1.0);
        assert_eq!(dye.drawn(skin, Cell::default(), Vec2::ZERO), skin);
        assert_eq!(Tint::colour(&look, Levels::automatic(1.0), 0.0), look.clay);
    }
}
