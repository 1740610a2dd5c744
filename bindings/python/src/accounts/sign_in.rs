//! Signing in.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::context::{Context, given};
use crate::convert::text;
use crate::records::SignIn;

#[pymethods]
impl Accounts {
    /// Opens a session for an address or username and its password. Only a verified address signs
    /// in.
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
        let identifier = text("identifier", identifier)?;
        let (password, context) = (text("password", password)?, given(context));
        let sign_in = |core: &ezauth_core::Accounts| {
            core.sign_in_with_password(&identifier, &password, &context)
        };
        Ok(self.call(py, sign_in)?.into())
    }
}
