//! The senders that come with the library.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::{SendError, Sender};
use crate::domain::Message;

/// Prints each message on standard error: for development. Whoever reads it can sign in.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleSender;

impl Sender for ConsoleSender {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        let text = format!(
            "---- {} to {}\nSubject: {}\n\n{}\n----\n",
            message.channel,
            message.recipient,
            message.subject,
            message.text.expose()
        );
        // One write, so that two processes on one terminal do not mix their lines.
        io::stderr().lock().write_all(text.as_bytes())?;
        Ok(())
    }
}

/// Keeps each message: for tests. Clones share what is collected.
#[derive(Clone, Debug, Default)]
pub struct CollectingSender(Arc<Mutex<Vec<Message>>>);

impl CollectingSender {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what has been collected so far, in the order of delivery.
    pub fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sender for CollectingSender {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
        Ok(())
    }
}
