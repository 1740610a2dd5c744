//! What users say of themselves.

use ezauth_core::domain::ProfileChanges;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{json, parsed};
use crate::records::User;

#[pymethods]
impl Accounts {
    /// Changes a user's `name`, `username` or `metadata`: the members of a `dict`, or of the text of a
    /// JSON object. What is left out stays; `None` clears a name or username, and metadata is replaced
    /// as a whole.
    ///
    /// Raises `NotFound`, `AlreadyTaken` on `username`, and `InvalidArgument` on what is not good.
    fn update_user_profile(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        changes: &Bound<'_, PyAny>,
    ) -> PyResult<User> {
        let (user, changes) = (parsed("user", user)?, json("changes", changes)?);
        self.call(py, |core| core.update_user_profile(user, &ProfileChanges::from_json(&changes)?))
    }
}
