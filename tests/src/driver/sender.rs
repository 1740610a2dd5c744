//! The senders that `open` knows by name.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use ezauth_core::domain::Message;
use ezauth_core::{CollectingSender, ConsoleSender, Error, FieldReason, SendError, Sender};

use super::answer::Outcome;

/// Longer than any delivery takes, shorter than the engine waits for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A collecting sender whose messages one can wait for.
#[derive(Clone, Default)]
pub(super) struct Mailbox {
    sender: CollectingSender,
    arrived: Arc<(Mutex<usize>, Condvar)>,
}

impl Mailbox {
    /// Waits until so many messages have come in all, and takes those that have not been taken.
    pub(super) fn take(&self, at_least: usize) -> Vec<Message> {
        let (count, changed) = &*self.arrived;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(changed.wait_timeout_while(count, PATIENCE, |count| *count < at_least));
        self.sender.take()
    }
}

impl Sender for Mailbox {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        self.sender.send(message)?;
        let (count, changed) = &*self.arrived;
        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        changed.notify_all();
        Ok(())
    }
}

/// Never delivers anything.
struct Failing;

impl Sender for Failing {
    fn send(&self, _: &Message) -> Result<(), SendError> {
        Err("the mail server is down".into())
    }
}

/// A sender, if there is to be one, and its mailbox if it collects.
type Chosen = (Option<Arc<dyn Sender>>, Option<Mailbox>);

/// The sender of this name.
pub(super) fn named(name: Option<&str>) -> Result<Chosen, Outcome> {
    Ok(match name {
        None | Some("none") => (None, None),
        Some("console") => (Some(Arc::new(ConsoleSender)), None),
        Some("fail") => (Some(Arc::new(Failing)), None),
        Some("collect") => {
            let mailbox = Mailbox::default();
            (Some(Arc::new(mailbox.clone())), Some(mailbox))
        }
        Some(_) => return Err(Error::invalid_config("sender", FieldReason::Unknown).into()),
    })
}
