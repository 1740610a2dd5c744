//! User accounts as a library.

pub mod domain;
mod error;

pub use error::{Error, ErrorKind, FieldError, FieldReason, Result, StorageReason};
