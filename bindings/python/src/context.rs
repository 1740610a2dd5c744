//! What a host knows of its caller.

use ezauth_core::domain;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::convert::optional_text;
use crate::records::describe;

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

/// The context of a call that may be without one.
pub(crate) fn given(context: Option<&Bound<'_, Context>>) -> domain::Context {
    context.map(|context| context.get().0.clone()).unwrap_or_default()
}
