//! Administration.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::error::Error;
use crate::records::User;
use crate::status::Status;

/// The user of this id; NULL if there is none.
///
/// `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_user(
    accounts: *const AccountsHandle,
    user: Text,
    result: Option<&mut MaybeUninit<Option<Box<User>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.get_user(user.read("user")?.parse()?))
}
