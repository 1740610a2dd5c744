//! Accounts in one SQLite file.

mod credentials;
mod events;
pub(crate) mod failure;
mod identities;
mod messages;
mod sessions;
mod statement;
pub(crate) mod transaction;
mod upkeep;
mod users;
mod values;
mod verifications;

#[cfg(test)]
mod plans;

pub(crate) use failure::failure;
pub(crate) use transaction::SqliteTransaction;
