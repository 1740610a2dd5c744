//! The outbox, for a loop of the host's own.

use pyo3::prelude::*;
use pyo3::types::{PyDelta, PyInt, PyString};

use super::Accounts;
use crate::convert::{count, duration, parsed};
use crate::records::Message;

#[pymethods]
impl Accounts {
    /// Hands out at most `limit` messages (1 to 100) that are due, the oldest first, and holds them
    /// for `lease` (1 second to 1 hour): nobody else is given them until then. Deliver each and
    /// acknowledge it; one that is not acknowledged in time is handed out again.
    ///
    /// A message whose link and code have ended meanwhile is never handed out.
    ///
    /// Raises `InvalidArgument` on `limit` and `lease`.
    fn claim_messages(
        &self,
        py: Python<'_>,
        limit: &Bound<'_, PyInt>,
        lease: &Bound<'_, PyDelta>,
    ) -> PyResult<Vec<Message>> {
        let (limit, lease) = (count("limit", limit)?, duration("lease", lease)?);
        self.call(py, |core| core.claim_messages(limit, lease))
    }

    /// Deletes a message that has been delivered, and says whether its lease was still current.
    ///
    /// Raises `InvalidArgument` on `lease`.
    fn ack_message(&self, py: Python<'_>, lease: &Bound<'_, PyString>) -> PyResult<bool> {
        let lease = parsed("lease", lease)?;
        self.call(py, |core| core.ack_message(lease))
    }

    /// Gives back a message that could not be delivered, to be handed out again after a while that
    /// doubles with each attempt, and says whether its lease was still current.
    ///
    /// Raises `InvalidArgument` on `lease`.
    fn nack_message(&self, py: Python<'_>, lease: &Bound<'_, PyString>) -> PyResult<bool> {
        let lease = parsed("lease", lease)?;
        self.call(py, |core| core.nack_message(lease))
    }
}
