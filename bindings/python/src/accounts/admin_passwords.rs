//! What hosts do with passwords that are not their own.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{parsed, text};
use crate::given::{self, Context};
use crate::records::User;

#[pymethods]
impl Accounts {
    /// Sets the password of an account, over an existing one too. Its sessions end, and so does every
    /// link, code and message that is under way; the owner is told.
    ///
    /// Raises `NotFound`, `WeakPassword`, `RateLimited`, and `InvalidArgument` on `user`, `password`,
    /// `ip` and `user_agent`.
    #[pyo3(signature = (user, new_password, context = None))]
    fn admin_set_password(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        new_password: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (user, password) = (parsed("user", user)?, text("new_password", new_password)?);
        let caller = given::context(context);
        self.call(py, |core| core.admin_set_password(user, &password, &caller))
    }

    /// Switches the password of an account off until its owner recovers it: because it was seen in a
    /// leak, for instance. What ends and who is told is as for `admin_set_password`. The reason, at
    /// most 160 characters, goes into the audit trail.
    ///
    /// Raises `NotFound` if there is no such user or no password, and `InvalidArgument` on `user`,
    /// `reason`, `ip` and `user_agent`.
    #[pyo3(signature = (user, reason, context = None))]
    fn admin_expire_password(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        reason: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let (user, reason) = (parsed("user", user)?, text("reason", reason)?);
        let caller = given::context(context);
        self.call(py, |core| core.admin_expire_password(user, &reason, &caller))
    }
}
