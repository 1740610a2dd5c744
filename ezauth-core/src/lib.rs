//! User accounts as a library: users, identities, sessions and verifications in one SQLite file.
//!
#![doc = "```no_run"]
#![doc = include_str!("../examples/quickstart.rs")]
#![doc = "```"]
//!
//! | module | what is in it |
//! |---|---|
//! | [`Accounts`] | the facade: a method for each operation |
//! | [`domain`] | the records, and values that cannot be wrong |
//! | [`Settings`] | the one table of settings |
//! | [`Error`] | what can be refused, and why |
//! | [`Clock`], [`Random`], [`Sender`] | what is taken from outside |
//!
//! Inside, `accounts` decides with `domain`, `crypto` and the traits of `store`; nothing above
//! `store` knows SQL, and nothing outside of `crypto` names a cipher.

#![forbid(unsafe_code)]

mod accounts;
mod crypto;
pub mod domain;
mod error;
#[cfg(feature = "seeded-faults")]
pub mod faults;
mod ports;
mod settings;
mod store;

pub use accounts::Accounts;
pub use crypto::{Key, OsRandom};
pub use error::{Error, ErrorKind, FieldError, FieldReason, Result, StorageReason, contain};
pub use ports::{
    Clock, CollectingSender, ConsoleSender, Ports, Random, SendError, Sender, SettableClock,
    SystemClock,
};
pub use settings::{Setting, Settings, Size};
