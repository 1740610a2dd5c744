//! Arguments as the core takes them, and values as Python has them.
//!
//! The signatures of the methods name the Python types, and another type is a `TypeError` before
//! anything is called. What no Rust value can hold is refused here, with the field named, and
//! everything else is left to the core.

use std::str::FromStr;
use std::time::Duration;

use ezauth_core::domain::Timestamp;
use ezauth_core::{Error, FieldReason};
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    IntoPyDict, PyDateTime, PyDelta, PyDeltaAccess, PyDict, PyInt, PyString, PyTzInfo,
};

use crate::errors::{exception, raised};

/// A text. A lone surrogate, which UTF-8 does not have, makes it malformed.
pub(crate) fn text(field: &'static str, value: &Bound<'_, PyString>) -> PyResult<PyBackedStr> {
    let malformed = || Error::invalid_argument(field, FieldReason::Malformed);
    PyBackedStr::try_from(value.clone()).map_err(|_| exception(value.py(), &malformed()))
}

/// A text that may be left out.
pub(crate) fn optional_text(
    field: &'static str,
    value: Option<&Bound<'_, PyString>>,
) -> PyResult<Option<PyBackedStr>> {
    value.map(|value| text(field, value)).transpose()
}

/// A path: a text, or what has one for `os.fspath`.
pub(crate) fn path_text(field: &'static str, value: &Bound<'_, PyAny>) -> PyResult<PyBackedStr> {
    text(field, fspath(value)?.cast()?)
}

/// What Python's own functions take for a path, as they read it.
pub(crate) fn fspath<'py>(path: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    path.py().import("os")?.call_method1("fspath", (path,))
}

/// An id or a name, which the core reads. It knows what the value is, and not which parameter it was
/// given as: `replaces` is an identity.
pub(crate) fn parsed<T: FromStr<Err = Error>>(
    field: &'static str,
    value: &Bound<'_, PyString>,
) -> PyResult<T> {
    let parsed = text(field, value)?.parse().map_err(|error: Error| {
        let reason = error.fields().first().map(|refused| refused.reason);
        reason.map_or(error, |reason| Error::invalid_argument(field, reason))
    });
    raised(value.py(), parsed)
}

/// JSON: the text of it, or what the module `json` makes of a `dict`.
pub(crate) fn json(field: &'static str, value: &Bound<'_, PyAny>) -> PyResult<PyBackedStr> {
    if let Ok(json) = value.cast::<PyString>() {
        return text(field, json);
    }
    let py = value.py();
    if !value.is_instance_of::<PyDict>() {
        let found = value.get_type().name()?;
        let problem = format!("argument '{field}': '{found}' is neither a dict nor a text");
        return Err(PyTypeError::new_err(problem));
    }
    static DUMPS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let dumps = DUMPS.import(py, "json", "dumps")?;
    let written = |is_ascii: bool| {
        let options = [("ensure_ascii", is_ascii)].into_py_dict(py)?;
        options.set_item("separators", (",", ":"))?;
        Ok::<_, PyErr>(dumps.call((value,), Some(&options))?.cast_into::<PyString>()?)
    };
    // As short as it gets, for its length has a limit. A lone surrogate can only be told escaped, and
    // the core tells in which member it is.
    PyBackedStr::try_from(written(false)?).or_else(|_| text(field, &written(true)?))
}

/// A count. One that is negative or too large is out of range.
pub(crate) fn count(field: &'static str, value: &Bound<'_, PyInt>) -> PyResult<u64> {
    let out_of_range = || Error::invalid_argument(field, FieldReason::OutOfRange);
    value.extract().map_err(|_| exception(value.py(), &out_of_range()))
}

/// A duration. One that is negative is out of range.
pub(crate) fn duration(field: &'static str, value: &Bound<'_, PyDelta>) -> PyResult<Duration> {
    let out_of_range = |_| Error::invalid_argument(field, FieldReason::OutOfRange);
    let seconds = u64::try_from(micros(value).div_euclid(1_000_000)).map_err(out_of_range);
    // Python keeps the rest positive, and below a second.
    let rest = Duration::from_micros(value.get_microseconds().unsigned_abs().into());
    Ok(Duration::from_secs(raised(value.py(), seconds)?) + rest)
}

/// All of a `timedelta`, which has no more than 87 bits of them.
pub(crate) fn micros(value: &Bound<'_, PyDelta>) -> i128 {
    let days = i128::from(value.get_days());
    let seconds = days * 86_400 + i128::from(value.get_seconds());
    seconds * 1_000_000 + i128::from(value.get_microseconds())
}

/// A time, cut to the millisecond.
///
/// # Errors
/// `TypeError` for a naive `datetime`: it names no point in time.
pub(crate) fn timestamp(field: &'static str, value: &Bound<'_, PyDateTime>) -> PyResult<Timestamp> {
    let py = value.py();
    if value.call_method0(intern!(py, "utcoffset"))?.is_none() {
        return Err(PyTypeError::new_err(format!(
            "argument '{field}': a naive datetime names no point in time"
        )));
    }
    let since = value.sub(epoch(py)?)?.cast_into::<PyDelta>()?;
    let millis = micros(&since).div_euclid(1_000);
    let out_of_range = |_| exception(py, &Error::invalid_argument(field, FieldReason::OutOfRange));
    i64::try_from(millis).map(Timestamp::from_millis).map_err(out_of_range)
}

/// A point in time, which Python gets as an aware `datetime` in UTC.
#[derive(Clone, Copy)]
pub(crate) struct Time(pub(crate) Timestamp);

impl<'py> IntoPyObject<'py> for Time {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    /// A `datetime` ends with the year 9999: what lies outside is held at its ends.
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        const MILLIS_A_DAY: i64 = 86_400_000;
        let millis = self.0.as_millis();
        let past_end = |_| PyOverflowError::new_err("the time is out of range");
        let days = i32::try_from(millis.div_euclid(MILLIS_A_DAY)).map_err(past_end);
        // Less than a day, so that both fit.
        let rest = millis.rem_euclid(MILLIS_A_DAY);
        let (seconds, micros) = ((rest / 1_000) as i32, (rest % 1_000 * 1_000) as i32);
        let since = days.and_then(|days| PyDelta::new(py, days, seconds, micros, false));
        match since.and_then(|since| epoch(py)?.add(since)) {
            Err(problem) if problem.is_instance_of::<PyOverflowError>(py) => {
                let end = if millis < 0 { "min" } else { "max" };
                let utc = [("tzinfo", PyTzInfo::utc(py)?)];
                let end = py.get_type::<PyDateTime>().getattr(end)?;
                end.call_method("replace", (), Some(&utc.into_py_dict(py)?))
            }
            other => other,
        }
    }
}

/// JSON, which Python gets as what it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Json<'a>(pub(crate) &'a str);

impl<'py> IntoPyObject<'py> for Json<'_> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        LOADS.import(py, "json", "loads")?.call1((self.0,))
    }
}

fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let make = || {
        let utc = PyTzInfo::utc(py)?;
        Ok::<_, PyErr>(PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc))?.unbind())
    };
    Ok(EPOCH.get_or_try_init(py, make)?.bind(py))
}
