//! Signing in.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::text;
use crate::given::{self, Context};
use crate::records::SignIn;

#[pymethods]
impl Accounts {
    /// Opens a session for an address, phone number or username and its password. Only a user who has
    /// verified an address signs in. After failures the same identifier waits, longer and longer.
    ///
    /// Raises `InvalidCredentials`, `RateLimited`, and `InvalidArgument` on `identifier`,
    /// `password`, `ip` and `user_agent`.
    #[pyo3(signature = (identifier, password, context = None))]
    fn sign_in_with_password(
        &self,
        py: Python<'_>,
        identifier: &Bound<'_, PyString>,
        password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (identifier, password) = (text("identifier", identifier)?, text("password", password)?);
        let caller = given::context(context);
        self.call(py, |core| core.sign_in_with_password(&identifier, &password, &caller))
    }
}
