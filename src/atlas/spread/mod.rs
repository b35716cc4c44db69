//! Amounts spread over the skin: how much of what was put at a spot lies on every square centimetre round it.
//!
//! Values lie at the nodes of a [`Lattice`] and run straight between them, so that a sum over the skin is exact and a line of
//! equal value is a polygon. An amount is spread by the biweight of the distance along the skin, (1 - (d / R)²)² within the
//! radius R (Silverman, "Density Estimation for Statistics and Data Analysis", 1986, section 4.2), and is divided by the
//! sum over the nodes that it reaches, so that nothing is lost at a fold or an edge. It is skin all along: what lies near the
//! rim of a lip, a lid or a nostril reaches its lining too.

mod lattice;
mod stencil;
mod values;
mod wave;

pub use lattice::Lattice;
pub use stencil::{Stencil, spread_area, spread_line, spread_point};
pub use values::{Cell, SkinValues, Values};
