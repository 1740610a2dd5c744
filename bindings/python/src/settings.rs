//! Settings by the names of the table, with Python's values in the text form of the table.

use ezauth_core::{Error, FieldReason, Setting, Settings};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDelta, PyDict, PyInt, PyList, PyString, PyTuple};
use zeroize::Zeroizing;

use crate::convert::{fspath, micros};
use crate::errors::{exception, raised};

/// The settings that `open` was given. Which names there are and what their values may be is the
/// core's to say.
pub(crate) fn read(
    database: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Settings> {
    let py = database.py();
    let mut read = Settings::default();
    let path = fspath(database)?;
    let table = Settings::table();
    let known = |name: &str| {
        let known = table.iter().find(|setting| setting.name == name);
        raised(py, known.ok_or_else(|| Settings::unknown(name)))
    };
    let mut set = |setting: &Setting, value: &Bound<'_, PyAny>| {
        raised(py, read.set(setting.name, &text(setting, value)?))
    };
    set(known("database")?, &path)?;
    for (name, value) in settings.into_iter().flatten() {
        set(known(&name.cast::<PyString>()?.to_string_lossy())?, &value)?;
    }
    Ok(read)
}

/// The text form of a value. It may be a key, so it is wiped; the value itself stays Python's.
///
/// # Errors
/// `TypeError` for a type that no setting has; `invalid_config` for what the text cannot hold.
fn text(setting: &Setting, value: &Bound<'_, PyAny>) -> PyResult<Zeroizing<String>> {
    let refused = |reason| exception(value.py(), &Error::invalid_config(setting.name, reason));
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_cow().map_err(|_| refused(FieldReason::Malformed))?;
        return Ok(text.into_owned().into());
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(flag.is_true().to_string().into());
    }
    if let Ok(number) = value.cast::<PyInt>() {
        let number = number.extract::<i64>().map_err(|_| refused(FieldReason::OutOfRange))?;
        return Ok(number.to_string().into());
    }
    if let Ok(duration) = value.cast::<PyDelta>() {
        let text = match micros(duration) {
            micros if micros % 1_000 == 0 => format!("{}ms", micros / 1_000),
            // Finer than the core counts: it has no such unit, and says so.
            micros => format!("{micros}us"),
        };
        return Ok(text.into());
    }
    if let Ok(bytes) = value.cast::<PyBytes>()
        && matches!(setting.value_type, "key" | "list of keys")
    {
        return Ok(hexadecimal(bytes.as_bytes()));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let elements = value.try_iter()?.map(|element| {
            let element = text(setting, &element?)?;
            // The text form separates elements by commas, so none can hold one.
            let fits = !element.contains(',');
            fits.then_some(element).ok_or_else(|| refused(FieldReason::NotAllowed))
        });
        return Ok(list(&elements.collect::<PyResult<Vec<_>>>()?));
    }
    let (name, found) = (setting.name, value.get_type().name()?);
    Err(PyTypeError::new_err(format!("setting '{name}': '{found}' is no type that it can have")))
}

/// Bytes as hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> Zeroizing<String> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    // As long as it gets: one that grows would leave its beginning behind.
    let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
    text.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
    text
}

/// These texts with commas between them.
fn list(texts: &[Zeroizing<String>]) -> Zeroizing<String> {
    let length = texts.iter().map(|text| text.len() + 1).sum();
    let mut list = Zeroizing::new(String::with_capacity(length));
    for (at, text) in texts.iter().enumerate() {
        list.push_str(if at == 0 { "" } else { "," });
        list.push_str(text);
    }
    list
}

/// Every setting with the type of its text, as the core lists them: for the tests, which compare
/// the settings of the package with it.
#[pyfunction]
pub(crate) fn settings_table() -> Vec<(&'static str, &'static str)> {
    Settings::table().iter().map(|setting| (setting.name, setting.value_type)).collect()
}
