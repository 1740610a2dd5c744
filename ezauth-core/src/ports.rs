//! What the library takes from outside: the time, randomness and somebody who delivers.
//!
//! Each is a trait with the default beside it. A host's own tests replace them.

mod clock;
mod senders;
#[cfg(feature = "smtp")]
mod smtp;

use std::fmt;
use std::sync::Arc;

use crate::crypto::OsRandom;
use crate::domain::{Message, Timestamp};
use crate::error::Result;

pub use clock::{SettableClock, SystemClock};
pub use senders::{CollectingSender, ConsoleSender};
#[cfg(feature = "smtp")]
pub(crate) use smtp::Telling;
#[cfg(feature = "smtp")]
pub use smtp::{SmtpSender, SmtpSettings};

/// Tells the time. It is read once for each operation.
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> Timestamp;
}

/// Gives bytes that nobody can foresee.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// `internal`, if there is no randomness to be had: the operation then fails.
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// Delivers messages. It is called from the library's delivery thread, one message after another,
/// and may take its time: no operation waits for it.
pub trait Sender: Send + Sync {
    /// Delivers one message, or says that it must be tried again. A message comes again, with the
    /// same id, if the process ends before its delivery is recorded.
    ///
    /// # Errors
    /// Whatever kept the message from being delivered; a panic counts as such. The library only tries
    /// again: it neither keeps nor prints what went wrong, so log it here.
    fn send(&self, message: &Message) -> std::result::Result<(), SendError>;
}

/// Why a message was not delivered.
pub type SendError = Box<dyn std::error::Error + Send + Sync>;

/// What to open the accounts with. The default is the system's clock, the system's randomness, and
/// no sender: messages then wait for `claim_messages`, unless the settings name an SMTP server.
#[derive(Clone)]
pub struct Ports {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub random: Arc<dyn Random>,
    /// Delivers messages, if the library is to deliver them.
    pub sender: Option<Arc<dyn Sender>>,
}

impl Default for Ports {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), random: Arc::new(OsRandom), sender: None }
    }
}

impl Ports {
    /// The default with this sender.
    pub fn with_sender(sender: impl Sender + 'static) -> Self {
        Self { sender: Some(Arc::new(sender)), ..Self::default() }
    }
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ports").field("sender", &self.sender.is_some()).finish_non_exhaustive()
    }
}
