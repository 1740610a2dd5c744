//! What spans languages: the table of operations, the scenarios, the engine that judges them, and
//! the driver through which it reaches the Rust library.
//!
//! `README.md` beside this crate tells how a scenario is written and how another language joins.

pub mod attacks;
pub mod configuration;
pub mod demo;
pub mod driver;
pub mod engine;
#[cfg(feature = "seeded-faults")]
pub mod fuzz;
#[cfg(feature = "seeded-faults")]
pub mod harness;
mod table;

pub use table::{Difference, Operation, Parameter, Table};
