//! Errors of the core as exceptions of the package, with all their detail.

use ezauth_core::{Error, ErrorKind, Result};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// The exception of an error: an instance of the subclass of `ezauth.Error` for its kind.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    // An error in making the exception is raised instead: it is never lost.
    instance(py, error).map_or_else(|problem| problem, PyErr::from_value)
}

/// The value, or what is to be raised instead.
pub(crate) fn raised<T>(py: Python<'_>, result: Result<T>) -> PyResult<T> {
    result.map_err(|error| exception(py, &error))
}

fn instance<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    static RESTORE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let fields = error.fields().iter().map(|it| (&*it.field, it.reason.name()));
    RESTORE.import(py, "ezauth.errors", "of_kind")?.call1((
        error.kind().name(),
        error.to_string(),
        fields.collect::<Vec<_>>(),
        error.retry_after(),
        error.storage_reason().map(|reason| reason.name()),
    ))
}

/// Every kind of error with its number, as the core lists them: for the tests, which compare the
/// exceptions of the package with it.
#[pyfunction]
pub(crate) fn error_kinds() -> Vec<(&'static str, i32)> {
    ErrorKind::ALL.iter().map(|kind| (kind.name(), kind.number())).collect()
}
