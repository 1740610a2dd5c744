//! Where the delivery thread of the core meets the thread that calls a Python sender.

use std::mem;
use std::process;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, ThreadId};

use ezauth_core::domain::Message;

/// Hands one message over at a time, and the answer back.
pub(crate) struct Meeting {
    /// The process that both threads are in. Looked at before the lock, which in a child of `fork()`
    /// may be held by a thread that the child does not have.
    process: u32,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    step: Step,
    /// The thread that calls the sender.
    caller: Option<ThreadId>,
    errand: Option<Errand>,
}

#[derive(Default)]
enum Step {
    #[default]
    Idle,
    Offered(Box<Message>),
    Taken,
    Answered(bool),
    Ended,
}

/// What the delivery thread does while it waits for an answer.
type Errand = Box<dyn FnOnce() + Send>;

impl Meeting {
    pub(crate) fn new() -> Self {
        Self { process: process::id(), state: Mutex::default(), changed: Condvar::new() }
    }

    /// For the delivery thread: offers a message and waits until it is delivered, or not.
    pub(crate) fn send(&self, message: Message) -> bool {
        self.change(|state| state.step = Step::Offered(Box::new(message)));
        let mut state = self.lock();
        loop {
            if let Step::Answered(delivered) = state.step {
                state.step = Step::Idle;
                return delivered;
            }
            match state.errand.take() {
                Some(errand) => {
                    drop(state);
                    errand();
                    state = self.lock();
                }
                None => state = self.wait(state),
            }
        }
    }

    /// For the delivery thread: there will be no message any more.
    pub(crate) fn end(&self) {
        self.change(|state| state.step = Step::Ended);
    }

    /// For the thread of the sender: waits for a message.
    pub(crate) fn take(&self) -> Option<Message> {
        let mut state = self.lock();
        state.caller = Some(thread::current().id());
        loop {
            match mem::replace(&mut state.step, Step::Taken) {
                Step::Offered(message) => return Some(*message),
                Step::Ended => {
                    state.step = Step::Ended;
                    return None;
                }
                other => state.step = other,
            }
            state = self.wait(state);
        }
    }

    /// For the thread of the sender: whether the message has been delivered.
    pub(crate) fn answer(&self, delivered: bool) {
        self.change(|state| state.step = Step::Answered(delivered));
    }

    /// Whether a sender is running, and it is what asks.
    pub(crate) fn is_in_sender(&self) -> bool {
        if process::id() != self.process {
            return false;
        }
        let state = self.lock();
        matches!(state.step, Step::Taken) && state.caller == Some(thread::current().id())
    }

    /// For the thread of the sender: does this on the delivery thread, which waits for it.
    pub(crate) fn on_delivery_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let (give, get) = mpsc::channel();
        let errand = move || drop(give.send(work()));
        self.change(|state| state.errand = Some(Box::new(errand)));
        get.recv().ok()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
