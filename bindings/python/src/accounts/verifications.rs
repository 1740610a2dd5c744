//! Proving an address.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, parsed, text};
use crate::records::UserIdentity;

#[pymethods]
impl Accounts {
    /// Issues a link and a code for an email identity and queues the message that carries them.
    /// Returns a flow handle: a secret for the browser of whoever asked.
    ///
    /// Raises `NotFound`, `Disabled`, and `InvalidArgument` on `identity`.
    fn request_email_verification(
        &self,
        py: Python<'_>,
        identity: &Bound<'_, PyString>,
    ) -> PyResult<String> {
        let identity = parsed("identity", identity)?;
        let handle = self.call(py, |core| core.request_email_verification(identity))?;
        Ok(handle.expose().to_owned())
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
        let verify = |core: &ezauth_core::Accounts| {
            core.verify_magic_link(&token, verification_type, proof.as_deref())
        };
        Ok(self.call(py, verify)?.into())
    }
}
