//! Sessions: who is this, and signing out.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::text;
use crate::records::SessionUser;

#[pymethods]
impl Accounts {
    /// A live session and its user: the call of every request. Unknown, malformed, expired, revoked
    /// and disabled are `None`.
    ///
    /// A failure of the storage raises `Storage` and is never `None`.
    fn get_session(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
    ) -> PyResult<Option<SessionUser>> {
        let token = text("token", token)?;
        Ok(self.call(py, |core| core.get_session(&token))?.map(Into::into))
    }

    /// Ends the session of a token and says whether there was one. Every process sees it at once.
    fn revoke_user_session_token(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
    ) -> PyResult<bool> {
        let token = text("token", token)?;
        self.call(py, |core| core.revoke_user_session_token(&token))
    }
}
