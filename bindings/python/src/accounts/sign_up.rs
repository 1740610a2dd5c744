//! Signing up: no user is there before the inbox has answered.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, text};
use crate::given::{self, Context};
use crate::records::SignIn;
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Keeps a wish to have an account and sends a link and a code. Returns a flow handle: a secret
    /// for the browser of whoever asked. If somebody has verified this address, its owner gets a
    /// notice instead, and what is returned is the same.
    ///
    /// Raises `WeakPassword`, `RateLimited`, `InvalidConfig` if the key has been replaced since the
    /// accounts were opened, and `InvalidArgument` on `email`, `password`, `ip` and `user_agent`.
    #[pyo3(signature = (email, password, context = None))]
    fn sign_up_with_password(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (email, password) = (text("email", email)?, text("password", password)?);
        let caller = given::context(context);
        self.call(py, |core| core.sign_up_with_password(&email, &password, &caller))
    }

    /// Makes the account of a wish with the link of its message, and signs in. `proof` says whose wish
    /// it is: the flow handle that signing up returned, or the password. With the handle any live link
    /// to the address will do, also one that somebody else has asked for.
    ///
    /// Raises `InvalidToken`, `ProofRequired` without proof, and nothing is used up,
    /// `InvalidCredentials` if the proof is a wrong password, `AlreadyClaimed` if somebody has
    /// verified the address meanwhile, `RateLimited`, and `InvalidArgument` on `proof`, `ip` and
    /// `user_agent`.
    #[pyo3(signature = (token, proof = None, context = None))]
    fn confirm_sign_up_with_link(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
        proof: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (token, proof) = (text("token", token)?, optional_text("proof", proof)?);
        let caller = given::context(context);
        self.call(py, |core| core.confirm_sign_up_with_link(&token, proof.as_deref(), &caller))
    }

    /// Makes the account of a wish with the code of its message, and signs in. With the flow handle,
    /// attempts are counted for the handle, so that nobody else can use them up.
    ///
    /// Raises what `confirm_sign_up_with_link` does, and `InvalidArgument` on `email` and `code`.
    #[pyo3(signature = (email, code, proof = None, context = None))]
    fn confirm_sign_up_with_code(
        &self,
        py: Python<'_>,
        email: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        proof: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<SignIn> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let (proof, caller) = (optional_text("proof", proof)?, given::context(context));
        self.call(py, |core| {
            core.confirm_sign_up_with_code(&email, &code, proof.as_deref(), &caller)
        })
    }

    /// Sends a link and a code for the wish of a flow handle again. The handle stays, with what is
    /// left of its attempts.
    ///
    /// Raises `InvalidToken` if there is no such wish, `RateLimited`, `InvalidConfig` if the key has
    /// been replaced since the accounts were opened, and `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (handle, context = None))]
    fn resend_sign_up(
        &self,
        py: Python<'_>,
        handle: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<()> {
        let (handle, caller) = (text("handle", handle)?, given::context(context));
        self.call(py, |core| core.resend_sign_up(&handle, &caller))
    }
}
