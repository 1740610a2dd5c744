//! The delivery thread: it takes what is due from the outbox and gives it to the sender.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};
use std::time::Duration;

use super::core::Core;
use super::wake::Wake;
use crate::domain::Message;
use crate::error::{Error, Result, contain};
use crate::ports::Sender;

/// The running thread. It holds the core, never the accounts: those end without it.
pub(super) struct DeliveryThread {
    wake: Arc<Wake>,
    id: ThreadId,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl DeliveryThread {
    /// # Errors
    /// `internal`, if the system gives no thread.
    pub(super) fn start(core: Arc<Core>, sender: Arc<dyn Sender>) -> Result<Self> {
        let wake = Arc::clone(&core.wake);
        let handle = thread::Builder::new()
            .name("ezauth-delivery".to_owned())
            .spawn(move || run(core, sender))
            .map_err(|_| Error::internal("the delivery thread could not be started"))?;
        Ok(Self { wake, id: handle.thread().id(), handle: Mutex::new(Some(handle)) })
    }

    /// Tells the thread to stop after the message that it is at.
    pub(super) fn stop(&self) {
        self.wake.stop();
    }

    /// Lets the thread deliver what is due and stop, and waits for it, at most this long: a sender
    /// that hangs must not hang the host. On the thread itself, in a sender that closes the accounts,
    /// nothing is waited for.
    pub(super) fn finish(&self, timeout: Duration) {
        self.wake.finish();
        if thread::current().id() == self.id || !self.wake.wait_until_stopped(timeout) {
            self.stop();
            return;
        }
        let handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(handle) = handle {
            // The thread contains every panic, so there is none to hear of.
            drop(handle.join());
        }
    }
}

fn run(core: Arc<Core>, sender: Arc<dyn Sender>) {
    let wake = Arc::clone(&core.wake);
    while wake.wait_for_work(core.settings.delivery_poll) {
        // A failure of the storage is tried again at the next look.
        drop(contain(|| deliver_all(&core, &*sender)));
    }
    drop(contain(|| deliver_all(&core, &*sender)));
    // Dropping a host's sender may take time too, which `close` must not wait for without end.
    drop(contain(|| {
        drop((core, sender));
        Ok(())
    }));
    wake.tell_stopped();
}

/// One message is claimed at a time: the lease is for one sending. At the end, a sender that fails is
/// asked no more: it may be gone already, and the other messages keep their attempts.
fn deliver_all(core: &Core, sender: &dyn Sender) -> Result<()> {
    while !core.wake.must_stop() {
        let Some(message) = core.claim(1, core.settings.delivery_lease)?.pop() else { break };
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::AckThenSend) {
            core.ack(message.lease)?;
            delivered(sender, &message);
            continue;
        }
        if delivered(sender, &message) {
            core.ack(message.lease)?;
        } else {
            core.nack(message.lease)?;
            if core.wake.is_finishing() {
                break;
            }
        }
    }
    Ok(())
}

fn delivered(sender: &dyn Sender, message: &Message) -> bool {
    catch_unwind(AssertUnwindSafe(|| sender.send(message).is_ok())).unwrap_or(false)
}
