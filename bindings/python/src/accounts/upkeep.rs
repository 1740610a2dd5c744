//! Upkeep: the audit trail, clearing away what has ended, and copies.

use std::path::Path;

use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};

use super::Accounts;
use crate::convert::{count, optional_text, path_text};
use crate::given::{self, EventFilter};
use crate::records::{EventPage, SweepReport};

#[pymethods]
impl Accounts {
    /// Events of the audit trail, oldest first: from the beginning, or after the cursor of a page.
    ///
    /// Raises `InvalidArgument` on `limit` and `cursor`.
    #[pyo3(signature = (filter = None, cursor = None))]
    fn events(
        &self,
        py: Python<'_>,
        filter: Option<&Bound<'_, EventFilter>>,
        cursor: Option<&Bound<'_, PyString>>,
    ) -> PyResult<EventPage> {
        let (filter, cursor) = (given::filter(filter), optional_text("cursor", cursor)?);
        self.call(py, |core| core.events(&filter, cursor.as_deref()))
    }

    /// Deletes at most `limit` rows that have ended by themselves, in small transactions, and says how
    /// many of each kind. Ordinary writes do a little of this on the way; call it now and then, until
    /// it reports less than `limit`.
    ///
    /// Raises `InvalidArgument` on `limit`.
    fn sweep(&self, py: Python<'_>, limit: &Bound<'_, PyInt>) -> PyResult<SweepReport> {
        let limit = count("limit", limit)?;
        self.call(py, |core| core.sweep(limit))
    }

    /// Writes a copy of the database to `path`, for its owner only: one state, with everything that was
    /// acknowledged before the call. Others go on calling meanwhile. A plain file at `path` is replaced
    /// when all of the copy is there.
    ///
    /// The copy does not revive what has ended: its first open ends every session, link and code in it,
    /// and every message that was not sent. One that is made by other means, such as `shutil`, revives
    /// all. The key is not copied: opening the copy needs that of the original, or else `replace_key`.
    ///
    /// Raises `InvalidArgument` on `path`.
    fn backup(&self, py: Python<'_>, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let path = path_text("path", path)?;
        self.call(py, |core| core.backup(Path::new(&*path)))
    }
}
