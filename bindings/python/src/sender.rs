//! Senders: Python callables, and those that come with the library.

use std::sync::Arc;

use ezauth_core::domain::Message as Delivered;
use ezauth_core::{SendError, Sender};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::meeting::Meeting;
use crate::records::Message;
use crate::results::IntoPython;

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

/// A sender as the core takes it.
pub(crate) struct Chosen {
    pub(crate) sender: Arc<dyn Sender>,
    /// Where it is called from, if it is a callable.
    pub(crate) meeting: Option<Arc<Meeting>>,
}

/// Reads what was given to `open` as the sender.
///
/// # Errors
/// `TypeError` for what cannot be called.
pub(crate) fn read(sender: &Bound<'_, PyAny>) -> PyResult<Chosen> {
    if sender.is_instance_of::<ConsoleSender>() {
        return Ok(Chosen { sender: Arc::new(ezauth_core::ConsoleSender), meeting: None });
    }
    if !sender.is_callable() {
        return Err(PyTypeError::new_err("argument 'sender': it cannot be called"));
    }
    let meeting = Arc::new(Meeting::new());
    let deliveries = Deliveries(Arc::clone(&meeting));
    let callable = Arc::new(Callable(Arc::clone(&meeting)));
    sender.py().import("ezauth._sending")?.call_method1("start", (deliveries, sender))?;
    Ok(Chosen { sender: callable, meeting: Some(meeting) })
}

/// A Python callable. It is called on a thread of Python's, and the delivery thread never enters the
/// interpreter: an interpreter that ends kills every other thread that is inside, and one that has
/// frames of Rust on its stack takes the process down with it.
struct Callable(Arc<Meeting>);

impl Sender for Callable {
    fn send(&self, message: &Delivered) -> Result<(), SendError> {
        #[cfg(feature = "seeded-faults")]
        crate::faults::panic_if_seeded(crate::faults::IN_THE_DELIVERY_THREAD);
        match self.0.send(message.clone()) {
            true => Ok(()),
            false => Err("the sender failed".into()),
        }
    }
}

impl Drop for Callable {
    /// The delivery thread has ended: the callable's may, too.
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The messages that a callable is to be called with, for the thread that calls it.
#[pyclass(frozen, module = "ezauth._ezauth")]
pub(crate) struct Deliveries(Arc<Meeting>);

#[pymethods]
impl Deliveries {
    /// Waits for the next message; `None` when there will be none.
    fn take(&self, py: Python<'_>) -> Option<Message> {
        py.detach(|| self.0.take()).map(IntoPython::into_python)
    }

    /// Tells whether the message that was taken has been delivered.
    fn answer(&self, delivered: bool) {
        self.0.answer(delivered);
    }
}
