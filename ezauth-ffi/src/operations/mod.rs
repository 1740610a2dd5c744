//! The operations, each in the file of its story, as in the core.
//!
//! All have one form: the accounts, the arguments, a context where there are arguments that can be left
//! out, where the result goes if there is one, where an error goes.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

mod addresses;
mod admin;
mod admin_passwords;
mod delivery;
mod export;
mod identities;
mod magic;
mod my_account;
mod profile;
mod reauthentication;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;
mod upkeep;
mod users;
mod verifications;
