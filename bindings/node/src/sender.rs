//! A JavaScript function as the core's sender.
//!
//! The delivery thread hands each message to the event loop and waits for the function's promise. The
//! function does not keep Node alive, and whoever waits is told when there is no event loop any more.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ezauth_core::domain::Message;
use ezauth_core::{SendError, Sender};
use napi::bindgen_prelude::{Function, JsValuesTupleIntoVec, PromiseRaw};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, JsValue, Result, Status, sys};

use crate::error::contained;
use crate::js::IntoJs;

/// The promise of whether a message was delivered. `lib/` sees to it that it is one, and never rejects.
type Delivered = PromiseRaw<'static, bool>;

type Deliver = ThreadsafeFunction<Message, Delivered, Outgoing, Status, false, true>;

/// A sender that calls a JavaScript function.
pub(crate) struct JsSender {
    deliver: Deliver,
    line: Arc<Line>,
}

impl JsSender {
    pub(crate) fn new(deliver: &Function<'_, Outgoing, Delivered>) -> Result<Self> {
        let line = Arc::new(Line::default());
        // Node drops the function's closure, and the guard with it, when it tears the environment down.
        let guard = Guard(Arc::clone(&line));
        let deliver = deliver
            .build_threadsafe_function::<Message>()
            .weak::<true>()
            .callee_handled::<false>()
            .build_callback(move |context| {
                let Guard(line) = &guard;
                Ok(Outgoing((!line.is_cut()).then_some(context.value)))
            })?;
        Ok(Self { deliver, line })
    }

    /// What cuts the sender off.
    pub(crate) fn line(&self) -> Arc<Line> {
        Arc::clone(&self.line)
    }
}

impl Sender for JsSender {
    fn send(&self, message: &Message) -> std::result::Result<(), SendError> {
        #[cfg(feature = "seeded-faults")]
        crate::faults::panic_if_seeded(crate::faults::IN_THE_DELIVERY_THREAD);
        let (settle, outcome) = self.line.begin()?;
        let settled = move |promise: Result<Delivered>, _: Env| {
            let told = settle.clone();
            let tell = move |delivered| told.try_send(delivered).unwrap_or_default();
            let watched = promise.and_then(|promise| {
                promise.then(move |context| {
                    tell(context.value);
                    Ok(())
                })
            });
            if watched.is_err() {
                settle.try_send(false).unwrap_or_default();
            }
            Ok(())
        };
        let mode = ThreadsafeFunctionCallMode::NonBlocking;
        match self.deliver.call_with_return_value(message.clone(), mode, settled) {
            Status::Ok if outcome.recv() == Ok(true) => Ok(()),
            Status::Ok => Err("the sender has not delivered the message".into()),
            _ => Err("there is no event loop any more".into()),
        }
    }
}

/// A message as the function's argument. Nothing is in its place if the line has been cut meanwhile, or if
/// it cannot be made: an error here would be one that nobody catches, which ends Node.
pub(crate) struct Outgoing(Option<Message>);

impl JsValuesTupleIntoVec for Outgoing {
    fn into_vec(self, env: sys::napi_env) -> Result<Vec<sys::napi_value>> {
        let env = Env::from_raw(env);
        let made = contained(&env, || {
            #[cfg(feature = "seeded-faults")]
            crate::faults::panic_if_seeded(crate::faults::IN_A_MESSAGE);
            self.0.map(|message| Ok(message.into_js(&env)?.raw())).transpose()
        });
        Ok(made.ok().flatten().into_iter().collect())
    }
}

/// Between the delivery thread, which waits, and those who can tell it that nothing will come.
#[derive(Default)]
pub(crate) struct Line(Mutex<State>);

#[derive(Default)]
enum State {
    #[default]
    Idle,
    Waiting(SyncSender<bool>),
    Cut,
}

impl Line {
    /// Fails the delivery that is waited for, and all that come later.
    pub(crate) fn cut(&self) {
        if let State::Waiting(settle) = std::mem::replace(&mut *self.lock(), State::Cut) {
            // If it is full, the outcome is there already.
            settle.try_send(false).unwrap_or_default();
        }
    }

    fn is_cut(&self) -> bool {
        matches!(*self.lock(), State::Cut)
    }

    fn begin(&self) -> std::result::Result<(SyncSender<bool>, Receiver<bool>), SendError> {
        let mut state = self.lock();
        if matches!(*state, State::Cut) {
            return Err("the sender has been cut off".into());
        }
        let (settle, outcome) = sync_channel(1);
        *state = State::Waiting(settle.clone());
        Ok((settle, outcome))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cuts the line when dropped.
struct Guard(Arc<Line>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.cut();
    }
}
