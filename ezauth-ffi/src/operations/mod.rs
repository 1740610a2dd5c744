//! The operations, each in the file of its story, as in the core.
//!
//! All have one form: the accounts, the arguments, the context, where the result goes, where an error
//! goes. An argument that can be left out is part of the context, so that a signature never changes.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

mod delivery;
mod sessions;
mod sign_in;
mod sign_up;
mod verifications;
