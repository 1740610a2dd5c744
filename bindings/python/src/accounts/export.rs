//! What is held about a person.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::parsed;
use crate::given::{self, Context};
use crate::records::UserExport;

#[pymethods]
impl Accounts {
    /// Everything that is held about a person, without secrets. That it was handed out is an event
    /// too.
    ///
    /// Raises `NotFound`, and `InvalidArgument` on `user`, `ip` and `user_agent`.
    #[pyo3(signature = (user, context = None))]
    fn admin_export_user(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<UserExport> {
        let (user, caller) = (parsed("user", user)?, given::context(context));
        self.call(py, |core| core.admin_export_user(user, &caller))
    }
}
