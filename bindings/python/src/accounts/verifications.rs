//! Proving an address.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, parsed, text};
use crate::given::{self, Context};
use crate::records::{UserIdentity, Verification};
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Issues a link and a code for an identity and queues the message that carries them. Returns a
    /// flow handle: a secret for the browser of whoever asked.
    ///
    /// `recovery` needs a verified email identity, `email` and `phone` an identity of that type. A code
    /// replaces the earlier one of the same kind and address, a link that of the same identity. Where
    /// the last message is too recent, or too many went out, nothing is sent, what is out stays good,
    /// and the handle works with it.
    ///
    /// Raises `NotFound`, `Disabled`, `RateLimited`, `InvalidConfig` if the key has been replaced since
    /// the accounts were opened, and `InvalidArgument` on `identity`, `type`, `ip` and `user_agent`.
    #[pyo3(signature = (identity, r#type, context = None))]
    fn issue_identity_verification(
        &self,
        py: Python<'_>,
        identity: &Bound<'_, PyString>,
        r#type: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (identity, verification_type) =
            (parsed("identity", identity)?, parsed("type", r#type)?);
        let caller = given::context(context);
        self.call(py, |core| core.issue_identity_verification(identity, verification_type, &caller))
    }

    /// `issue_identity_verification` with the type `email`.
    ///
    /// Raises `NotFound`, `Disabled`, `RateLimited`, `InvalidConfig`, and `InvalidArgument` on
    /// `identity`.
    fn request_email_verification(
        &self,
        py: Python<'_>,
        identity: &Bound<'_, PyString>,
    ) -> PyResult<HandedOut> {
        let identity = parsed("identity", identity)?;
        self.call(py, |core| core.request_email_verification(identity))
    }

    /// Uses up a code and returns whom it proves; opens no session. A wrong code costs one of
    /// `code_attempts`; white space that somebody has pasted along is for the host to strip.
    ///
    /// Without `proof` this trusts the inbox alone. Whoever signed up with a stranger's address and a
    /// password has that password confirmed if the stranger gives the code. Pass the flow handle that issuing
    /// returned, or the account's password, or set `confirm_needs_proof`.
    ///
    /// Raises `InvalidToken`, `AlreadyClaimed`, `ProofRequired`, `InvalidCredentials` if the proof is
    /// a wrong password, `RateLimited`, and `InvalidArgument` on `code`, `type`, `value` and `proof`.
    #[pyo3(signature = (code, r#type, value, proof = None))]
    fn verify_magic_code(
        &self,
        py: Python<'_>,
        code: &Bound<'_, PyString>,
        r#type: &Bound<'_, PyString>,
        value: &Bound<'_, PyString>,
        proof: Option<&Bound<'_, PyString>>,
    ) -> PyResult<UserIdentity> {
        let (code, verification_type) = (text("code", code)?, parsed("type", r#type)?);
        let (value, proof) = (text("value", value)?, optional_text("proof", proof)?);
        self.call(py, |core| {
            core.verify_magic_code(&code, verification_type, &value, proof.as_deref())
        })
    }

    /// Uses up a link token of a type (`email`, `phone` or `recovery`) and returns whom it proves;
    /// opens no session. A token of another kind or type stays as it is.
    ///
    /// Without `proof` this trusts the inbox alone. Whoever signed up with a stranger's address and a
    /// password has that password confirmed if the stranger clicks. Pass the flow handle that issuing
    /// returned, or the account's password, or set `confirm_needs_proof`.
    ///
    /// Raises `InvalidToken`, `AlreadyClaimed`, `ProofRequired`, `InvalidCredentials` if the proof is
    /// a wrong password, `RateLimited`, and `InvalidArgument` on `type` and `proof`.
    #[pyo3(signature = (token, r#type, proof = None))]
    fn verify_magic_link(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
        r#type: &Bound<'_, PyString>,
        proof: Option<&Bound<'_, PyString>>,
    ) -> PyResult<UserIdentity> {
        let (token, verification_type) = (text("token", token)?, parsed("type", r#type)?);
        let proof = optional_text("proof", proof)?;
        self.call(py, |core| core.verify_magic_link(&token, verification_type, proof.as_deref()))
    }

    /// What a link token would prove, without using it up: for the GET of a link, which mail scanners
    /// make too. Unknown, used and expired are `None`.
    fn peek_magic_link(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
    ) -> PyResult<Option<Verification>> {
        let token = text("token", token)?;
        self.call(py, |core| core.peek_magic_link(&token))
    }
}
