//! Proving a session anew: it gets another token, and the old one ends.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, text};
use crate::given::{self, Context};
use crate::records::SignIn;

#[pymethods]
impl Accounts {
    /// Proves a session anew with the password of its user, and returns its new token.
    ///
    /// Raises `InvalidToken` without a live session, `InvalidCredentials`, `RateLimited`, and
    /// `InvalidArgument` on `password`, `ip` and `user_agent`.
    #[pyo3(signature = (session_token, password, context = None))]
    fn reauthenticate_with_password(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let session = text("session_token", session_token)?;
        let (password, caller) = (text("password", password)?, given::context(context));
        self.call(py, |core| core.reauthenticate_with_password(&session, &password, &caller))
    }

    /// Proves a session anew with the link of `request_magic_link`, for a verified address of its
    /// user.
    ///
    /// Raises `InvalidToken`, which leaves the link of another's address as it is, and
    /// `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (session_token, token, context = None))]
    fn reauthenticate_with_link(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        token: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (session, token) = (text("session_token", session_token)?, text("token", token)?);
        let caller = given::context(context);
        self.call(py, |core| core.reauthenticate_with_link(&session, &token, &caller))
    }

    /// Proves a session anew with the code of `request_email_code` or `request_phone_code`, for a
    /// verified value of its user. With the flow handle that the request returned, attempts are
    /// counted for the handle.
    ///
    /// Raises `InvalidToken`, `RateLimited`, `ProofRequired` without a handle where
    /// `code_needs_handle` is set, and `InvalidArgument` on `value`, `code`, `ip` and `user_agent`.
    #[pyo3(signature = (session_token, value, code, handle = None, context = None))]
    fn reauthenticate_with_code(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        value: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        handle: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let session = text("session_token", session_token)?;
        let (value, code) = (text("value", value)?, text("code", code)?);
        let (handle, caller) = (optional_text("handle", handle)?, given::context(context));
        self.call(py, |core| {
            core.reauthenticate_with_code(&session, &value, &code, handle.as_deref(), &caller)
        })
    }
}
