//! The delivery thread: it takes what is due from the outbox and gives it to the sender.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};
use std::time::Duration;

use super::core::Core;
use crate::domain::Message;
use crate::error::{Error, Result, contain};
use crate::ports::Sender;

/// One message is claimed at a time: the lease is for one sending.
const CLAIMED_AT_ONCE: u32 = 1;

/// What the thread is told, and what it tells.
#[derive(Default)]
pub(super) struct Wake {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    due: bool,
    stop: bool,
    stopped: bool,
}

impl Wake {
    /// Something is due.
    pub(super) fn wake(&self) {
        self.change(|state| state.due = true);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn must_stop(&self) -> bool {
        self.lock().stop
    }

    /// Waits until something is due, at most this long. False: stop.
    fn wait_for_work(&self, poll: Duration) -> bool {
        let idle = |state: &mut State| !state.due && !state.stop;
        let (mut state, _) = self
            .changed
            .wait_timeout_while(self.lock(), poll, idle)
            .unwrap_or_else(PoisonError::into_inner);
        state.due = false;
        !state.stop
    }

    /// Waits until the thread has stopped, at most this long, and says whether it has.
    fn wait_until_stopped(&self, timeout: Duration) -> bool {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.lock(), timeout, |state| !state.stopped)
            .unwrap_or_else(PoisonError::into_inner);
        state.stopped
    }
}

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
        self.wake.change(|state| state.stop = true);
    }

    /// Waits for the thread, at most this long: a sender that hangs must not hang the host. On the
    /// thread itself, in a sender that closes the accounts, nothing is waited for.
    pub(super) fn join(&self, timeout: Duration) {
        if thread::current().id() == self.id || !self.wake.wait_until_stopped(timeout) {
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
    // Dropping a host's sender may take time too, which `close` must not wait for without end.
    drop(contain(|| {
        drop((core, sender));
        Ok(())
    }));
    wake.change(|state| state.stopped = true);
}

fn deliver_all(core: &Core, sender: &dyn Sender) -> Result<()> {
    loop {
        let messages = core.claim(CLAIMED_AT_ONCE, core.settings.delivery_lease)?;
        if messages.is_empty() {
            return Ok(());
        }
        for message in &messages {
            if core.wake.must_stop() {
                // The rest is handed out again when its lease ends, or at once to whoever is next.
                core.nack(message.lease)?;
                continue;
            }
            match delivered(sender, message) {
                true => core.ack(message.lease)?,
                false => core.nack(message.lease)?,
            };
        }
    }
}

fn delivered(sender: &dyn Sender, message: &Message) -> bool {
    catch_unwind(AssertUnwindSafe(|| sender.send(message).is_ok())).unwrap_or(false)
}
