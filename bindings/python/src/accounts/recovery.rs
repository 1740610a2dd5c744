//! Recovery: a new password through the inbox.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, text};
use crate::given::{self, Context};
use crate::records::User;
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Sends a link and a code if somebody has verified this address. Whatever is returned, a flow
    /// handle, is the same if nobody has.
    ///
    /// Raises `RateLimited`, `InvalidConfig` if the key has been replaced since the accounts were
    /// opened, and `InvalidArgument` on `email`, `ip` and `user_agent`.
    #[pyo3(signature = (email, context = None))]
    fn request_password_recovery(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (email, caller) = (text("email", email)?, given::context(context));
        self.call(py, |core| core.request_password_recovery(&email, &caller))
    }

    /// Sets a new password with the link of a recovery message. Every session of the user ends, and
    /// so does every link, code and message that is under way; nobody is signed in.
    ///
    /// Raises `InvalidToken`, `WeakPassword`, `RateLimited`, and `InvalidArgument` on `password`, `ip`
    /// and `user_agent`.
    #[pyo3(signature = (token, new_password, context = None))]
    fn reset_password_with_link(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
        new_password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (token, password) = (text("token", token)?, text("new_password", new_password)?);
        let caller = given::context(context);
        self.call(py, |core| core.reset_password_with_link(&token, &password, &caller))
    }

    /// Sets a new password with the code of a recovery message. With the flow handle that the request
    /// returned, attempts are counted for the handle, so that nobody else can use them up.
    ///
    /// Raises what `reset_password_with_link` does, `ProofRequired` without a handle where
    /// `code_needs_handle` is set, and `InvalidArgument` on `email` and `code`.
    #[pyo3(signature = (email, code, new_password, handle = None, context = None))]
    fn reset_password_with_code(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        new_password: &Bound<'_, PyString>,
        handle: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let password = text("new_password", new_password)?;
        let (handle, caller) = (optional_text("handle", handle)?, given::context(context));
        self.call(py, |core| {
            core.reset_password_with_code(&email, &code, &password, handle.as_deref(), &caller)
        })
    }
}
