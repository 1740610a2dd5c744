//! User accounts as a library: users, identities, sessions and verifications in one SQLite file.
//!
#![doc = "```no_run"]
#![doc = include_str!("../examples/quickstart.rs")]
#![doc = "```"]
//!
//! | item | what it is |
//! |---|---|
//! | [`Accounts`] | the facade: a method for each operation |
//! | [`domain`] | the records that come out, and what goes in beside text |
//! | [`Settings`] | the one table of settings |
//! | [`Ports`] | what is taken from outside: a [`Clock`], [`Random`] bytes, a [`Sender`] |
//! | [`Error`] | what can be refused, and why |

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
#[cfg(feature = "smtp")]
pub use ports::{SmtpSender, SmtpSettings};
pub use settings::{Profile, Setting, Settings, Size};
