//! The settable clock: for a host's own tests of what expires.

use ezauth_core::Clock;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyDelta};

use crate::convert::{Time, duration, timestamp};

/// A clock that stands still until it is moved: for tests of what expires.
///
/// Give it to `Accounts.open` as `clock`; several may share one.
#[pyclass(frozen, module = "ezauth")]
pub(crate) struct SettableClock(pub(crate) ezauth_core::SettableClock);

#[pymethods]
impl SettableClock {
    /// A clock that shows this time, an aware datetime.
    #[new]
    fn new(now: &Bound<'_, PyDateTime>) -> PyResult<Self> {
        timestamp("now", now).map(ezauth_core::SettableClock::new).map(Self)
    }

    /// The time that it shows.
    fn now(&self) -> Time {
        Time(self.0.now())
    }

    /// Shows this time from now on, earlier or later.
    fn set(&self, now: &Bound<'_, PyDateTime>) -> PyResult<()> {
        timestamp("now", now).map(|now| self.0.set(now))
    }

    /// Moves forward.
    fn advance(&self, by: &Bound<'_, PyDelta>) -> PyResult<()> {
        duration("by", by).map(|by| self.0.advance(by))
    }
}
