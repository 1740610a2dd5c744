//! The operations, each in the file of its story, as in the core.
//!
//! All have one form: the accounts, the arguments, a context where there are arguments that can be left
//! out, where the result goes, where an error goes.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

mod admin;
mod delivery;
mod identities;
mod profile;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;
mod upkeep;
mod verifications;
