//! What spans languages.

pub mod configuration;
pub mod demo;
