//! Settings by the names of the table, with Python's values in the text form of the table.

use ezauth_core::{Error, FieldReason, Settings};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDelta, PyDict, PyInt, PyList, PyString, PyTuple};

use crate::convert::micros;
use crate::errors::{exception, raised};

/// The settings that `open` was given. Which names there are and what their values may be is the
/// core's to say.
pub(crate) fn read(
    database: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Settings> {
    let py = database.py();
    let mut read = Settings::default();
    let path = py.import("os")?.call_method1("fspath", (database,))?;
    raised(py, read.set("database", &text("database", &path)?))?;
    for (name, value) in settings.into_iter().flatten() {
        let name = name.cast::<PyString>()?.to_string_lossy().into_owned();
        raised(py, read.set(&name, &text(&name, &value)?))?;
    }
    Ok(read)
}

/// The text form of a value.
///
/// # Errors
/// `TypeError` for a type that no setting has; `invalid_config` for what the text cannot hold.
fn text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    let refused = |reason| exception(value.py(), &Error::invalid_config(name.to_owned(), reason));
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_cow().map_err(|_| refused(FieldReason::Malformed))?;
        return Ok(text.into_owned());
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(flag.is_true().to_string());
    }
    if let Ok(number) = value.cast::<PyInt>() {
        let number = number.extract::<i64>().map_err(|_| refused(FieldReason::OutOfRange))?;
        return Ok(number.to_string());
    }
    if let Ok(duration) = value.cast::<PyDelta>() {
        return Ok(match micros(duration) {
            micros if micros % 1_000 == 0 => format!("{}ms", micros / 1_000),
            // Finer than the core counts: it has no such unit, and says so.
            micros => format!("{micros}us"),
        });
    }
    if let Ok(bytes) = value.cast::<PyBytes>()
        && takes_bytes(name)
    {
        return Ok(bytes.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect());
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let elements = value.try_iter()?.map(|element| {
            let element = text(name, &element?)?;
            // The text form separates elements by commas, so none can hold one.
            let fits = !element.contains(',');
            fits.then_some(element).ok_or_else(|| refused(FieldReason::NotAllowed))
        });
        return Ok(elements.collect::<PyResult<Vec<_>>>()?.join(","));
    }
    let found = value.get_type().name()?;
    Err(PyTypeError::new_err(format!("setting '{name}': '{found}' is no type that it can have")))
}

/// Only keys are bytes.
fn takes_bytes(name: &str) -> bool {
    let of_keys = |value_type: &str| value_type == "key" || value_type == "list of keys";
    Settings::table().iter().any(|setting| setting.name == name && of_keys(setting.value_type))
}

/// Every setting with the type of its text, as the core lists them: for the tests, which compare
/// the settings of the package with it.
#[pyfunction]
pub(crate) fn settings_table() -> Vec<(&'static str, &'static str)> {
    Settings::table().iter().map(|setting| (setting.name, setting.value_type)).collect()
}
