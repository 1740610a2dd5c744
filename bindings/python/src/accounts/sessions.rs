//! Sessions: who is this, and signing out.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{parsed, text};
use crate::given::{self, Context};
use crate::records::{Session, SessionUser, User};
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Opens a session on the host's word and returns its token: 43 characters for the user's
    /// browser, shown this once.
    ///
    /// Raises `NotFound`, `Disabled`, and `InvalidArgument` on `user`, `ip` and `user_agent`.
    #[pyo3(signature = (user, context = None))]
    fn generate_user_session_token(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        self.call(py, |core| core.generate_user_session_token(user, &caller))
    }

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
        self.call(py, |core| core.get_session(&token))
    }

    /// The user of a live session, or `None` as for `get_session`.
    fn get_user_by_session_token(
        &self,
        py: Python<'_>,
        token: &Bound<'_, PyString>,
    ) -> PyResult<Option<User>> {
        let token = text("token", token)?;
        self.call(py, |core| core.get_user_by_session_token(&token))
    }

    /// The live sessions of a user, the newest first. An unknown user has none.
    ///
    /// Raises `InvalidArgument` on `user`.
    fn list_user_sessions(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
    ) -> PyResult<Vec<Session>> {
        let user = parsed("user", user)?;
        self.call(py, |core| core.list_user_sessions(user))
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

    /// Ends one session of a user by its public id, and says whether there was one. Another user's
    /// session looks unknown.
    ///
    /// Raises `InvalidArgument` on `user`, `session`, `ip` and `user_agent`.
    #[pyo3(signature = (user, session, context = None))]
    fn revoke_user_session(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        session: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<bool> {
        let (user, session) = (parsed("user", user)?, parsed("session", session)?);
        let caller = given::context(context);
        self.call(py, |core| core.revoke_user_session(user, session, &caller))
    }

    /// Ends all sessions of a user, and says how many there were. An unknown user has none.
    ///
    /// Raises `InvalidArgument` on `user`.
    fn revoke_user_sessions(&self, py: Python<'_>, user: &Bound<'_, PyString>) -> PyResult<u64> {
        let user = parsed("user", user)?;
        self.call(py, |core| core.revoke_user_sessions(user))
    }

    /// Ends every session of a user but the one of this token, and says how many there were.
    ///
    /// Raises `InvalidToken` without a live session, and `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (session_token, context = None))]
    fn revoke_other_sessions(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<u64> {
        let session = text("session_token", session_token)?;
        let caller = given::context(context);
        self.call(py, |core| core.revoke_other_sessions(&session, &caller))
    }
}
