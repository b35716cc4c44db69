//! mesomap.
