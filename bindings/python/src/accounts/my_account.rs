//! What people do with their own accounts, in a session that was proven not long ago.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::text;
use crate::given::{self, Context};
use crate::records::User;

#[pymethods]
impl Accounts {
    /// Replaces the password of the session's user by another. The other sessions end, and so does
    /// every link, code and message that is under way; the owner is told.
    ///
    /// Raises `InvalidToken` without a live session, `ReauthenticationRequired` if it was proven
    /// longer than `reauthentication_age` ago, `InvalidCredentials` if the current password is wrong,
    /// `WeakPassword`, `RateLimited`, and `InvalidArgument` on `current_password`, `password`, `ip`
    /// and `user_agent`.
    #[pyo3(signature = (session_token, current_password, new_password, context = None))]
    fn change_password(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        current_password: &Bound<'_, PyString>,
        new_password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let session = text("session_token", session_token)?;
        let current = text("current_password", current_password)?;
        let new = text("new_password", new_password)?;
        let caller = given::context(context);
        self.call(py, |core| core.change_password(&session, &current, &new, &caller))
    }

    /// Sets a password where the session's user has none. What ends is as for `change_password`.
    ///
    /// Raises `InvalidToken`, `ReauthenticationRequired`, `AlreadyTaken` on `password` if there is
    /// one, `WeakPassword`, `RateLimited`, and `InvalidArgument` on `password`, `ip` and `user_agent`.
    #[pyo3(signature = (session_token, new_password, context = None))]
    fn set_password(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        new_password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let session = text("session_token", session_token)?;
        let password = text("new_password", new_password)?;
        let caller = given::context(context);
        self.call(py, |core| core.set_password(&session, &password, &caller))
    }

    /// Deletes the account of the session's user with all that belongs to it, but for the audit trail.
    /// The owner is told.
    ///
    /// Raises `InvalidToken`, `ReauthenticationRequired`, and `InvalidArgument` on `ip` and
    /// `user_agent`.
    #[pyo3(signature = (session_token, context = None))]
    fn delete_account(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<()> {
        let session = text("session_token", session_token)?;
        let caller = given::context(context);
        self.call(py, |core| core.delete_account(&session, &caller))
    }
}
