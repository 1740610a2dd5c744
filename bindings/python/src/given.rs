//! Records that a host gives: what it knows of its caller, and which events and users it asks for.

use ezauth_core::domain;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt, PyString};

use crate::convert::{count, optional_text, parsed};
use crate::records::{copied_as_itself, describe};

/// What the host knows of whoever is asking. Nothing is more permitted when it is missing.
#[pyclass(frozen, eq, module = "ezauth")]
#[derive(PartialEq)]
pub(crate) struct Context(domain::Context);

#[pymethods]
impl Context {
    /// The address and the program that the request came from.
    #[new]
    #[pyo3(signature = (*, ip = None, user_agent = None))]
    fn new(
        ip: Option<&Bound<'_, PyString>>,
        user_agent: Option<&Bound<'_, PyString>>,
    ) -> PyResult<Self> {
        let (ip, user_agent) = (optional_text("ip", ip)?, optional_text("user_agent", user_agent)?);
        Ok(Self(domain::Context {
            ip: ip.map(|ip| ip.to_string()),
            user_agent: user_agent.map(|user_agent| user_agent.to_string()),
        }))
    }

    /// The address.
    #[getter]
    fn ip(&self) -> Option<&str> {
        self.0.ip.as_deref()
    }

    /// The program, as it names itself.
    #[getter]
    fn user_agent(&self) -> Option<&str> {
        self.0.user_agent.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        describe(slf.as_any(), &["ip", "user_agent"])
    }
}

/// Which events of the audit trail to list. Without anything it lists all.
#[pyclass(frozen, eq, module = "ezauth")]
#[derive(PartialEq)]
pub(crate) struct EventFilter(domain::EventFilter);

#[pymethods]
impl EventFilter {
    /// Only those of this user and of this type, and at most so many of them: 1 to 1,000, by default
    /// 100.
    ///
    /// Raises `InvalidArgument` on `user`, `type` and `limit`.
    #[new]
    #[pyo3(signature = (*, user = None, r#type = None, limit = None))]
    fn new(
        user: Option<&Bound<'_, PyString>>,
        r#type: Option<&Bound<'_, PyString>>,
        limit: Option<&Bound<'_, PyInt>>,
    ) -> PyResult<Self> {
        Ok(Self(domain::EventFilter {
            user: user.map(|user| parsed("user", user)).transpose()?,
            event_type: r#type.map(|name| parsed("type", name)).transpose()?,
            limit: limit.map(|limit| count("limit", limit)).transpose()?,
        }))
    }

    /// Whose events.
    #[getter]
    fn user(&self) -> Option<String> {
        self.0.user.map(|user| user.to_string())
    }

    /// What must have happened.
    #[getter]
    fn r#type(&self) -> Option<&str> {
        self.0.event_type.map(|event_type| event_type.name())
    }

    /// How many events at most.
    #[getter]
    fn limit(&self) -> Option<u64> {
        self.0.limit
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        describe(slf.as_any(), &["user", "type", "limit"])
    }
}

/// Which users to list. Without anything it lists all.
#[pyclass(frozen, eq, module = "ezauth")]
#[derive(PartialEq)]
pub(crate) struct UserFilter(domain::UserFilter);

#[pymethods]
impl UserFilter {
    /// Only those who are switched off, or only those who are not, and at most so many of them: 1 to
    /// 1,000, by default 100.
    ///
    /// Raises `InvalidArgument` on `limit`.
    #[new]
    #[pyo3(signature = (*, disabled = None, limit = None))]
    fn new(
        disabled: Option<&Bound<'_, PyBool>>,
        limit: Option<&Bound<'_, PyInt>>,
    ) -> PyResult<Self> {
        Ok(Self(domain::UserFilter {
            disabled: disabled.map(|disabled| disabled.is_true()),
            limit: limit.map(|limit| count("limit", limit)).transpose()?,
        }))
    }

    /// Whether those who are switched off, or those who are not.
    #[getter]
    fn disabled(&self) -> Option<bool> {
        self.0.disabled
    }

    /// How many users at most.
    #[getter]
    fn limit(&self) -> Option<u64> {
        self.0.limit
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        describe(slf.as_any(), &["disabled", "limit"])
    }
}

copied_as_itself! { Context }
copied_as_itself! { EventFilter }
copied_as_itself! { UserFilter }

/// The context of a call that may be without one.
pub(crate) fn context(given: Option<&Bound<'_, Context>>) -> domain::Context {
    given.map(|context| context.get().0.clone()).unwrap_or_default()
}

/// The filter of a call that may be without one.
pub(crate) fn filter(given: Option<&Bound<'_, EventFilter>>) -> domain::EventFilter {
    given.map(|filter| filter.get().0.clone()).unwrap_or_default()
}

/// The same for a filter of users.
pub(crate) fn user_filter(given: Option<&Bound<'_, UserFilter>>) -> domain::UserFilter {
    given.map(|filter| filter.get().0).unwrap_or_default()
}
