//! Opening, closing and freeing accounts.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::mem::MaybeUninit;

use ezauth_core::Accounts;
use safer_ffi::prelude::repr_c::Box;

use crate::call::{call, given, quietly};
use crate::config::Config;
use crate::error::Error;
use crate::registry;
use crate::status::Status;

/// Open accounts. Any number of threads may use them at once.
///
/// The pointer is a number that the library looks up and never follows. What was freed answers
/// `EZAUTH_CLOSED`, what was opened before `fork()` answers `EZAUTH_FORKED` in the child, and what
/// never was such a pointer `EZAUTH_INVALID_ARGUMENT`; nothing of it is undefined.
pub struct AccountsHandle;

/// Opens the accounts of a database and creates what is missing. `config` stays the caller's and may
/// be freed or used again.
///
/// `*result` is to be freed with `ezauth_accounts_free`.
///
/// Errors: `EZAUTH_INVALID_CONFIG` with the setting's name, `EZAUTH_SCHEMA_TOO_NEW`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_accounts_open(
    config: Option<&Config>,
    result: Option<&mut MaybeUninit<*mut AccountsHandle>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        let (config, result) = (given(config, "config")?, given(result, "result")?);
        let accounts = Accounts::open_with(config.settings.clone(), config.ports())?;
        result.write(registry::insert(accounts));
        Ok(())
    })
}

/// Gives a database another key where the old one is lost or known to others. Every live code and
/// every unsent message ends with the old key; users, passwords, sessions and links stay.
///
/// The key is that of the configuration; without it, that of a key file which is not yet this
/// database's, or else a new one in the key file's place. Processes that have the database open issue
/// nothing more until they open it anew. Clock and sender of the configuration are not used.
///
/// Errors: as for `ezauth_accounts_open`; `EZAUTH_INVALID_CONFIG` on `key` if it is the old one.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_accounts_replace_key(
    config: Option<&Config>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || Accounts::replace_key(given(config, "config")?.settings.clone()))
}

/// Refuses new calls, waits for those that run, and for at most `close_timeout` for a sender, and
/// closes the file. Later calls answer `EZAUTH_CLOSED`; closing again does nothing.
///
/// The accounts are still to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_accounts_close(
    accounts: *mut AccountsHandle,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || registry::find(accounts)?.close())
}

/// Frees accounts, and closes them first if that has not been done. NULL, and what has been freed
/// already, are ignored.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_accounts_free(accounts: *mut AccountsHandle) {
    quietly(|| {
        if let Some(accounts) = registry::remove(accounts) {
            // Whoever wants to know how it went closes first.
            drop(accounts.close());
        }
    });
}
