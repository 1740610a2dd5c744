//! What spans languages.

pub mod configuration;
