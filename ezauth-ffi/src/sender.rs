//! A sender of the host.

use std::ffi::c_void;

use ezauth_core::domain::Message as CoreMessage;
use ezauth_core::{SendError, Sender};

use crate::boundary::HostContext;
use crate::records::Message;

/// Delivers one message, which is borrowed for the call: 0 if it has been delivered, 1 if it must be
/// tried again. Other numbers are reserved, and for now taken as 1.
///
/// It is called from a thread of the library, one message after another, and may take its time: no
/// operation waits for it. It may call the library, with the same accounts too, and may close and
/// free them. It must not let an exception out: that ends the process.
pub type Send = Option<extern "C-unwind" fn(context: *mut c_void, message: &Message) -> i32>;

/// Tells a host that its context is not needed any more.
pub type Release = Option<extern "C-unwind" fn(context: *mut c_void)>;

/// The two functions and what they are called with.
pub(crate) struct HostSender {
    pub(crate) send: extern "C-unwind" fn(context: *mut c_void, message: &Message) -> i32,
    pub(crate) context: HostContext,
    pub(crate) release: Release,
}

impl Sender for HostSender {
    fn send(&self, message: &CoreMessage) -> Result<(), SendError> {
        #[cfg(feature = "seeded-faults")]
        crate::faults::panic_if_seeded(crate::faults::IN_THE_DELIVERY_THREAD);
        match (self.send)(self.context.0, &message.clone().into()) {
            0 => Ok(()),
            _ => Err("the sender has not delivered it".into()),
        }
    }
}

impl Drop for HostSender {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            release(self.context.0);
        }
    }
}
