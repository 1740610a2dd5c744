//! Finding users by what identifies them.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{parsed, text};
use crate::records::{User, UserIdentity};

#[pymethods]
impl Accounts {
    /// The user who has verified this address.
    ///
    /// Raises `InvalidArgument` on `email`.
    fn get_user_by_email(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
    ) -> PyResult<Option<User>> {
        let email = text("email", email)?;
        self.call(py, |core| core.get_user_by_email(&email))
    }

    /// The user who has this username, in any case.
    ///
    /// Raises `InvalidArgument` on `username`.
    fn get_user_by_username(
        &self,
        py: Python<'_>,
        username: &Bound<'_, PyString>,
    ) -> PyResult<Option<User>> {
        let username = text("username", username)?;
        self.call(py, |core| core.get_user_by_username(&username))
    }

    /// The user who has verified a value, and the identity. The type is `email`, `phone` or a
    /// provider's name.
    ///
    /// Raises `InvalidArgument` on `type` and `value`.
    fn get_verified_identity(
        &self,
        py: Python<'_>,
        r#type: &Bound<'_, PyString>,
        value: &Bound<'_, PyString>,
    ) -> PyResult<Option<UserIdentity>> {
        let (identity_type, value) = (parsed("type", r#type)?, text("value", value)?);
        self.call(py, |core| core.get_verified_identity(&identity_type, &value))
    }
}
