//! A user's own fields.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::{given, operation};
use crate::changes::ProfileChanges;
use crate::error::Error;
use crate::records::User;
use crate::status::Status;

/// Changes what is set in `changes` and leaves the rest; metadata is replaced as a whole.
///
/// `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_ALREADY_TAKEN` on `username`, `EZAUTH_INVALID_ARGUMENT` on
/// `user`, and on `name`, `username` and `metadata`, all that are wrong together.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_update_user_profile(
    accounts: *const AccountsHandle,
    user: Text,
    changes: Option<&ProfileChanges>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let changes = given(changes, "changes")?;
        accounts.update_user_profile(user.read("user")?.parse()?, &changes.0)
    })
}
