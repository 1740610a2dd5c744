//! The handle: one method for each operation, in the file of its story.

mod addresses;
mod admin;
mod admin_passwords;
mod delivery;
mod export;
mod magic;
mod my_account;
mod open;
mod profile;
mod reauthentication;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;
mod upkeep;
mod users;
mod verifications;

use std::sync::Arc;

use napi_derive::napi;

use crate::call::{Promised, promise};
use crate::js::IntoJs;
use crate::sender::Line;

/// Open accounts.
#[napi]
pub struct Accounts {
    accounts: ezauth_core::Accounts,
    line: Option<Arc<Line>>,
}

impl Accounts {
    /// Promises the result of an operation on these accounts.
    fn call<T, F>(&self, operation: F) -> napi::Result<Promised<T>>
    where
        T: IntoJs + Send + 'static,
        F: FnOnce(&ezauth_core::Accounts) -> ezauth_core::Result<T> + Send + 'static,
    {
        let accounts = self.accounts.clone();
        Ok(promise(move || operation(&accounts)))
    }
}
