//! What is held about a person.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::UserExport;
use crate::status::Status;

/// Everything that is held about a person, as JSON, without secrets. That it was handed out is an
/// event too.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with
/// `ezauth_user_export_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_export_user(
    accounts: *const AccountsHandle,
    user: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserExport>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.admin_export_user(user.read("user")?.parse()?, &context.caller())
    })
}
