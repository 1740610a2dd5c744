//! User accounts as a library.

pub mod domain;
mod error;
mod store;

pub use error::{Error, ErrorKind, FieldError, FieldReason, Result, StorageReason};
