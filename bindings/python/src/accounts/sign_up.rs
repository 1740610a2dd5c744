//! Creating users on the host's word.

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
        let created = self.call(py, |core| core.create_user_with_password(&email, &password))?;
        Ok(created.into())
    }
}
