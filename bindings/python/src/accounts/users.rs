//! Making users, and what is taken: parts for hosts that build their own flow.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::text;
use crate::records::UserIdentity;

#[pymethods]
impl Accounts {
    /// Creates a user with a password and an unverified email identity.
    ///
    /// This is a part for hosts that build their own flow: it tells whether the address is taken.
    ///
    /// Raises `InvalidArgument`, `WeakPassword`, `AlreadyTaken` on `email`, and `RateLimited`.
    fn create_user_with_password(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        password: &Bound<'_, PyString>,
    ) -> PyResult<UserIdentity> {
        let (email, password) = (text("email", email)?, text("password", password)?);
        self.call(py, |core| core.create_user_with_password(&email, &password))
    }

    /// Creates a user without a password, with an unverified email identity.
    ///
    /// Raises `InvalidArgument`, and `AlreadyTaken` on `email`.
    fn create_user_with_email(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
    ) -> PyResult<UserIdentity> {
        let email = text("email", email)?;
        self.call(py, |core| core.create_user_with_email(&email))
    }

    /// Creates a user without a password, with an unverified phone identity (E.164).
    ///
    /// Raises `InvalidArgument`, and `AlreadyTaken` on `phone`.
    fn create_user_with_phone(
        &self,
        py: Python<'_>,
        phone: &Bound<'_, PyString>,
    ) -> PyResult<UserIdentity> {
        let phone = text("phone", phone)?;
        self.call(py, |core| core.create_user_with_phone(&phone))
    }

    /// Whether somebody has verified this address.
    ///
    /// Raises `InvalidArgument` on `email`.
    fn email_taken(&self, py: Python<'_>, email: &Bound<'_, PyString>) -> PyResult<bool> {
        let email = text("email", email)?;
        self.call(py, |core| core.email_taken(&email))
    }

    /// Whether somebody has this username, in any case.
    ///
    /// Raises `InvalidArgument` on `username`.
    fn username_taken(&self, py: Python<'_>, username: &Bound<'_, PyString>) -> PyResult<bool> {
        let username = text("username", username)?;
        self.call(py, |core| core.username_taken(&username))
    }

    /// The user who has verified this address; else a clean one that waits for it, into which nobody
    /// can have put anything; else a new one. Repeating it never makes a second user.
    ///
    /// Raises `InvalidArgument` on `value`.
    fn find_or_create_email_identity(
        &self,
        py: Python<'_>,
        value: &Bound<'_, PyString>,
    ) -> PyResult<UserIdentity> {
        let value = text("value", value)?;
        self.call(py, |core| core.find_or_create_email_identity(&value))
    }

    /// The same for a phone number (E.164).
    ///
    /// Raises `InvalidArgument` on `value`.
    fn find_or_create_phone_identity(
        &self,
        py: Python<'_>,
        value: &Bound<'_, PyString>,
    ) -> PyResult<UserIdentity> {
        let value = text("value", value)?;
        self.call(py, |core| core.find_or_create_phone_identity(&value))
    }
}
