//! What hosts do with accounts that are not their own.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{optional_text, parsed, text};
use crate::given::{self, Context, UserFilter};
use crate::records::{Identity, User, UserIdentity, UserPage};

#[pymethods]
impl Accounts {
    /// The user of this id.
    ///
    /// Raises `InvalidArgument` on `user`.
    fn get_user(&self, py: Python<'_>, user: &Bound<'_, PyString>) -> PyResult<Option<User>> {
        let user = parsed("user", user)?;
        self.call(py, |core| core.get_user(user))
    }

    /// The identities of a user, the oldest first. An unknown user has none.
    ///
    /// Raises `InvalidArgument` on `user`.
    fn list_user_identities(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
    ) -> PyResult<Vec<Identity>> {
        let user = parsed("user", user)?;
        self.call(py, |core| core.list_user_identities(user))
    }

    /// Users, the oldest first: from the beginning, or after the cursor of a page.
    ///
    /// Raises `InvalidArgument` on `cursor` and `limit`.
    #[pyo3(signature = (cursor = None, filter = None))]
    fn admin_list_users(
        &self,
        py: Python<'_>,
        cursor: Option<&Bound<'_, PyString>>,
        filter: Option<&Bound<'_, UserFilter>>,
    ) -> PyResult<UserPage> {
        let (cursor, filter) = (optional_text("cursor", cursor)?, given::user_filter(filter));
        self.call(py, |core| core.admin_list_users(cursor.as_deref(), &filter))
    }

    /// Switches an account off: nobody signs in to it. Its sessions end, and so does every link, code
    /// and message that is under way; the owner is told. If it is off already, nothing changes.
    ///
    /// Raises `NotFound`, and `InvalidArgument` on `user`, `ip` and `user_agent`.
    #[pyo3(signature = (user, context = None))]
    fn admin_disable_user(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        self.call(py, |core| core.admin_disable_user(user, &caller))
    }

    /// Switches an account on again. Nothing that has ended comes back. If it is on already, nothing
    /// changes.
    ///
    /// Raises `NotFound`, and `InvalidArgument` on `user`, `ip` and `user_agent`.
    #[pyo3(signature = (user, context = None))]
    fn admin_enable_user(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        self.call(py, |core| core.admin_enable_user(user, &caller))
    }

    /// Deletes an account with all that belongs to it, but for the audit trail. The owner is told.
    ///
    /// Raises `NotFound`, and `InvalidArgument` on `user`, `ip` and `user_agent`.
    #[pyo3(signature = (user, context = None))]
    fn admin_delete_user(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<()> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        self.call(py, |core| core.admin_delete_user(user, &caller))
    }

    /// Attaches the subject that a provider knows a user by, verified, on the host's word: it has
    /// signed in there. What ends and who is told is as for `admin_disable_user`. What this user has
    /// already is returned as it is, and nothing ends.
    ///
    /// Raises `NotFound`, `AlreadyTaken` on `subject` if another user has it, and `InvalidArgument` on
    /// `user`, `provider`, `subject`, `ip` and `user_agent`.
    #[pyo3(signature = (user, provider, subject, context = None))]
    fn admin_attach_identity(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        provider: &Bound<'_, PyString>,
        subject: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<UserIdentity> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        let (provider, subject) = (text("provider", provider)?, text("subject", subject)?);
        self.call(py, |core| core.admin_attach_identity(user, &provider, &subject, &caller))
    }

    /// Ends every session of everybody, and says how many there were.
    ///
    /// Raises `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (context = None))]
    fn admin_revoke_all_sessions(
        &self,
        py: Python<'_>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<u64> {
        let caller = given::context(context);
        self.call(py, |core| core.admin_revoke_all_sessions(&caller))
    }
}
