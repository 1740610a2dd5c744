//! User accounts as a library.

mod crypto;
pub mod domain;
mod error;
mod ports;
mod settings;

pub use crypto::{Key, OsRandom};
pub use error::{Error, ErrorKind, FieldError, FieldReason, Result, StorageReason};
pub use ports::{
    Clock, CollectingSender, ConsoleSender, Ports, Random, SendError, Sender, SettableClock,
    SystemClock,
};
pub use settings::{Setting, Settings, Size};
