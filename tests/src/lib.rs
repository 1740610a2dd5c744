//! What spans languages: the table of operations, and what is shown of the library.

pub mod configuration;
pub mod demo;
mod table;

pub use table::{Difference, Operation, Parameter, Table};
