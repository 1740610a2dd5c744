//! How every call runs.

use std::mem::MaybeUninit;

use ezauth_core::{Accounts, Error as CoreError, FieldReason, Result, contain};
use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::error::Error;
use crate::registry;
use crate::status::EZAUTH_OK;

/// Where an error goes, if the caller wants it.
pub(crate) type ErrorOut<'a> = Option<&'a mut MaybeUninit<Box<Error>>>;

/// What the core answers, in the form in which it crosses.
pub(crate) trait Cross {
    type C;

    fn cross(self) -> Self::C;
}

impl Cross for bool {
    type C = bool;

    fn cross(self) -> bool {
        self
    }
}

impl Cross for u64 {
    type C = u64;

    fn cross(self) -> u64 {
        self
    }
}

impl<T: Cross> Cross for Option<T> {
    type C = Option<T::C>;

    fn cross(self) -> Option<T::C> {
        self.map(T::cross)
    }
}

/// What the caller is to own from now on.
pub(crate) fn owned<T>(value: T) -> Box<T> {
    Box::<T>::new(value)
}

/// Runs an operation of open accounts and writes its result.
pub(crate) fn operation<T: Cross>(
    accounts: *const AccountsHandle,
    result: Option<&mut MaybeUninit<T::C>>,
    error: ErrorOut<'_>,
    body: impl FnOnce(&Accounts) -> Result<T>,
) -> i32 {
    call(error, || {
        let result = given(result, "result")?;
        result.write(body(&found(accounts)?)?.cross());
        Ok(())
    })
}

/// Runs an operation of open accounts that has no result.
pub(crate) fn act(
    accounts: *const AccountsHandle,
    error: ErrorOut<'_>,
    body: impl FnOnce(&Accounts) -> Result<()>,
) -> i32 {
    call(error, || body(&found(accounts)?))
}

/// The open accounts of a handle.
///
/// # Errors
/// As [`registry::find`].
fn found(accounts: *const AccountsHandle) -> Result<Accounts> {
    let accounts = registry::find(accounts)?;
    #[cfg(feature = "seeded-faults")]
    crate::faults::panic_if_seeded(crate::faults::IN_A_CALL);
    Ok(accounts)
}

/// Runs a body, with any panic contained, and tells how it went.
pub(crate) fn call(error: ErrorOut<'_>, body: impl FnOnce() -> Result<()>) -> i32 {
    match contain(body) {
        Ok(()) => EZAUTH_OK,
        Err(failure) => {
            let status = failure.kind().number();
            if let Some(error) = error {
                error.write(owned(Error::from(failure)));
            }
            status
        }
    }
}

/// Runs a body that cannot answer. What panics in it has no effect.
pub(crate) fn quietly(body: impl FnOnce()) {
    drop(contain(|| {
        body();
        Ok(())
    }));
}

/// A pointer that must not be NULL.
///
/// # Errors
/// `invalid_argument` on its name.
pub(crate) fn given<T>(pointer: Option<T>, name: &'static str) -> Result<T> {
    pointer.ok_or_else(|| CoreError::invalid_argument(name, FieldReason::Empty))
}

#[cfg(test)]
mod tests {
    use ezauth_core::ErrorKind;

    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        let mut error = MaybeUninit::uninit();
        let status = call(Some(&mut error), || panic!("inside"));
        assert_eq!(status, ErrorKind::Internal.number());
        assert_eq!(call(None, || panic!("and nobody asks why")), status);
        quietly(|| panic!("and nobody can be told"));
    }
}
