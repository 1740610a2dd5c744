//! Signing in through an inbox or a phone.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, text};
use crate::given::{self, Context};
use crate::records::SignIn;
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Sends a link and a code to sign in with. Whatever is returned, a flow handle, is the same if
    /// nobody has verified this address; if `open_sign_up` is off, nothing is sent then.
    ///
    /// Raises `RateLimited`, `InvalidConfig` if the key has been replaced since the accounts were
    /// opened, and `InvalidArgument` on `email`, `ip` and `user_agent`.
    #[pyo3(signature = (email, context = None))]
    fn request_magic_link(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (email, caller) = (text("email", email)?, given::context(context));
        self.call(py, |core| core.request_magic_link(&email, &caller))
    }

    /// Opens a session of whoever has verified the address, with the link of a message. If nobody has,
    /// it makes an account, unless `open_sign_up` is off. `peek_magic_link` is for the GET that mail
    /// scanners make too; call this when a person has pressed a button.
    ///
    /// Raises `InvalidToken`, and `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (token, context = None))]
    fn sign_in_with_magic_link(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (token, caller) = (text("token", token)?, given::context(context));
        self.call(py, |core| core.sign_in_with_magic_link(&token, &caller))
    }

    /// Does what `request_magic_link` does: the message has both, and the reader chooses.
    ///
    /// Raises what `request_magic_link` does.
    #[pyo3(signature = (email, context = None))]
    fn request_email_code(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (email, caller) = (text("email", email)?, given::context(context));
        self.call(py, |core| core.request_email_code(&email, &caller))
    }

    /// Opens a session as `sign_in_with_magic_link` does, with the code of a message. With the flow
    /// handle that the request returned, attempts are counted for the handle, so that nobody else can
    /// use them up.
    ///
    /// Raises `InvalidToken`, `RateLimited`, `ProofRequired` without a handle where
    /// `code_needs_handle` is set, and `InvalidArgument` on `email`, `code`, `ip` and `user_agent`.
    #[pyo3(signature = (email, code, handle = None, context = None))]
    fn sign_in_with_email_code(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        handle: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let (handle, caller) = (optional_text("handle", handle)?, given::context(context));
        self.call(py, |core| {
            core.sign_in_with_email_code(&email, &code, handle.as_deref(), &caller)
        })
    }

    /// Sends a code to sign in with by text message (E.164). Whatever is returned, a flow handle, is
    /// the same if nobody has verified this number.
    ///
    /// Raises what `request_magic_link` does, and `InvalidArgument` on `phone`, also where
    /// `sms_prefixes` do not have it.
    #[pyo3(signature = (phone, context = None))]
    fn request_phone_code(
        &self,
        py: Python<'_>,
        phone: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (phone, caller) = (text("phone", phone)?, given::context(context));
        self.call(py, |core| core.request_phone_code(&phone, &caller))
    }

    /// Opens a session as `sign_in_with_email_code` does, with the code of a text message.
    ///
    /// Raises what `sign_in_with_email_code` does, and `InvalidArgument` on `phone`.
    #[pyo3(signature = (phone, code, handle = None, context = None))]
    fn sign_in_with_phone_code(
        &self,
        py: Python<'_>,
        phone: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        handle: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (phone, code) = (text("phone", phone)?, text("code", code)?);
        let (handle, caller) = (optional_text("handle", handle)?, given::context(context));
        self.call(py, |core| {
            core.sign_in_with_phone_code(&phone, &code, handle.as_deref(), &caller)
        })
    }
}
