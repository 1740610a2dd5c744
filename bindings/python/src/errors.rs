//! Errors of the core as exceptions of the package, with all their detail.

use ezauth_core::{Error, ErrorKind, Result};
use pyo3::exceptions::PyKeyError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};

/// The exception of an error: an instance of the subclass of `ezauth.Error` for its kind.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    // An error in making the exception is raised instead: it is never lost.
    instance(py, error).map_or_else(|problem| problem, PyErr::from_value)
}

/// The value, or what is to be raised instead.
pub(crate) fn raised<T>(py: Python<'_>, result: Result<T>) -> PyResult<T> {
    result.map_err(|error| exception(py, &error))
}

/// Runs no line of Python. While the interpreter ends it kills every other thread that does, and one
/// with frames of Rust on its stack takes the process down with it.
fn instance<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    static OF_KIND: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let of_kind = OF_KIND.import(py, "ezauth.errors", "of_kind")?;
    let class = of_kind.get_item(error.kind().name())?;
    let class = class.ok_or_else(|| PyKeyError::new_err(error.kind().name()))?;
    let instance = class.call1((error.to_string(),))?;
    let fields = error.fields().iter().map(|it| (&*it.field, it.reason.name()));
    instance.setattr(intern!(py, "_fields"), PyTuple::new(py, fields.collect::<Vec<_>>())?)?;
    if let Some(wait) = error.retry_after() {
        instance.setattr(intern!(py, "retry_after"), wait)?;
    }
    if let Some(reason) = error.storage_reason() {
        instance.setattr(intern!(py, "storage"), reason.name())?;
    }
    Ok(instance)
}

/// Every kind of error with its number, as the core lists them: for the tests, which compare the
/// exceptions of the package with it.
#[pyfunction]
pub(crate) fn error_kinds() -> Vec<(&'static str, i32)> {
    ErrorKind::ALL.iter().map(|kind| (kind.name(), kind.number())).collect()
}
