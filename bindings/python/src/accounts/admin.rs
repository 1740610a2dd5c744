//! What hosts do with accounts that are not their own.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::parsed;
use crate::records::User;

#[pymethods]
impl Accounts {
    /// The user of this id.
    ///
    /// Raises `InvalidArgument` on `user`.
    fn get_user(&self, py: Python<'_>, user: &Bound<'_, PyString>) -> PyResult<Option<User>> {
        let user = parsed("user", user)?;
        self.call(py, |core| core.get_user(user))
    }
}
