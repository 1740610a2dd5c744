//! What spans languages.

#[cfg(feature = "seeded-faults")]
pub mod harness;
