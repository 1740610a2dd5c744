//! Senders: Python callables, and those that come with the library.

use std::sync::Arc;

use ezauth_core::domain::Message as Delivered;
use ezauth_core::{SendError, Sender};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::records::Message;

/// Prints each message on standard error: for development. Whoever reads it can sign in.
#[pyclass(frozen, module = "ezauth")]
pub(crate) struct ConsoleSender;

#[pymethods]
impl ConsoleSender {
    #[new]
    fn new() -> Self {
        Self
    }
}

/// What was given to `open` as the sender.
///
/// # Errors
/// `TypeError` for what cannot be called.
pub(crate) fn read(sender: &Bound<'_, PyAny>) -> PyResult<Arc<dyn Sender>> {
    if sender.is_instance_of::<ConsoleSender>() {
        return Ok(Arc::new(ezauth_core::ConsoleSender));
    }
    if !sender.is_callable() {
        return Err(PyTypeError::new_err("argument 'sender': it cannot be called"));
    }
    let deliver = sender.py().import("ezauth._sending")?.getattr("deliver")?.unbind();
    Ok(Arc::new(Callable { deliver, sender: Some(sender.clone().unbind()) }))
}

/// A Python callable, called on the delivery thread.
struct Callable {
    deliver: Py<PyAny>,
    sender: Option<Py<PyAny>>,
}

impl Sender for Callable {
    /// While the interpreter ends nothing is sent: the message stays for whoever opens next.
    fn send(&self, message: &Delivered) -> Result<(), SendError> {
        let delivered = Python::try_attach(|py| -> PyResult<bool> {
            let message = Message::from(message.clone());
            self.deliver.call1(py, (&self.sender, message))?.extract(py)
        });
        match delivered {
            Some(Ok(true)) => Ok(()),
            Some(_) => Err("the sender failed".into()),
            None => Err("the interpreter is ending".into()),
        }
    }
}

impl Drop for Callable {
    /// The delivery thread has ended. What the callable holds goes now, and not whenever some
    /// thread comes by.
    fn drop(&mut self) {
        let sender = self.sender.take();
        Python::try_attach(|_| drop(sender));
    }
}
