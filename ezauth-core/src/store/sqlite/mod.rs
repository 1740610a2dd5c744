//! Accounts in one SQLite file.

pub(crate) mod failure;
pub(crate) mod transaction;

pub(crate) use failure::failure;
pub(crate) use transaction::SqliteTransaction;
