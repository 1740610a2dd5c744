//! Results of the core as Python gets them.

use std::convert::Infallible;

use ezauth_core::domain::Secret;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A result that has something to stand for it in Python.
pub(crate) trait IntoPython {
    type Python;

    fn into_python(self) -> Self::Python;
}

/// Types that are a result in both.
macro_rules! as_they_are {
    ($($type:ty),+) => {
        $(impl IntoPython for $type {
            type Python = Self;

            fn into_python(self) -> Self {
                self
            }
        })+
    };
}

as_they_are!((), bool, u64);

impl<T: IntoPython> IntoPython for Option<T> {
    type Python = Option<T::Python>;

    fn into_python(self) -> Self::Python {
        self.map(T::into_python)
    }
}

impl<T: IntoPython> IntoPython for Vec<T> {
    type Python = Vec<T::Python>;

    fn into_python(self) -> Self::Python {
        self.into_iter().map(T::into_python).collect()
    }
}

/// A secret that is handed out as `str`. Ours is wiped when Python has its own.
pub(crate) struct HandedOut(Secret);

impl IntoPython for Secret {
    type Python = HandedOut;

    fn into_python(self) -> HandedOut {
        HandedOut(self)
    }
}

impl<'py> IntoPyObject<'py> for HandedOut {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(PyString::new(py, self.0.expose()))
    }
}
