//! What to open accounts with.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::sync::Arc;

use ezauth_core::{Error as CoreError, FieldReason, Ports, SettableClock, Settings};
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::boundary::{HostContext, Text};
use crate::call::{call, given, owned, quietly};
use crate::clock::Clock;
use crate::error::Error;
use crate::sender::{HostSender, Release, Send};
use crate::status::Status;

/// Settings, and what else to open accounts with. Any number of threads may open with it at once,
/// and one may change it while no other uses it.
#[derive_ReprC]
#[repr(opaque)]
#[derive(Default)]
pub struct Config {
    pub(crate) settings: Settings,
    clock: Option<SettableClock>,
    sender: Option<Arc<HostSender>>,
}

impl Config {
    pub(crate) fn ports(&self) -> Ports {
        let mut ports = Ports::default();
        if let Some(clock) = &self.clock {
            ports.clock = Arc::new(clock.clone());
        }
        if let Some(sender) = &self.sender {
            ports.sender = Some(Arc::clone(sender) as _);
        }
        ports
    }
}

/// The default settings, which lack only `database`. To be freed with `ezauth_config_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_config_new() -> Box<Config> {
    owned(Config::default())
}

/// Sets one setting by its name, from its text: `ezauth_text("session_lifetime")` to
/// `ezauth_text("7d")`. `docs/CONFIGURATION.md` lists them all.
///
/// Errors: `EZAUTH_INVALID_CONFIG` on the name: unknown, malformed or out of range.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_config_set(
    config: Option<&mut Config>,
    name: Text,
    value: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        let config = given(config, "config")?;
        config.settings.set(name.read("name")?, value.read("value")?)
    })
}

/// Lets accounts be opened with a clock that the host sets, and not with the system's. The clock is
/// shared and stays the caller's.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_config_set_clock(
    config: Option<&mut Config>,
    clock: Option<&Clock>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(config, "config")?.clock = Some(given(clock, "clock")?.0.clone());
        Ok(())
    })
}

/// Lets accounts be opened with a sender, which a thread of the library calls for each message.
/// Without one, messages wait for `ezauth_claim_messages`.
///
/// `context` is passed to `send` as it is. When this has succeeded, the library calls `release` with
/// it once, from any thread: when the configuration and all accounts that were opened with it are
/// gone and no call of `send` runs any more. `release` may be NULL. When this has failed, `context`
/// stays the caller's.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `send` if it is NULL, and if the configuration has a sender
/// already: it keeps its first. For another, make another configuration.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_config_set_sender(
    config: Option<&mut Config>,
    send: Send,
    context: *mut c_void,
    release: Release,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        let (config, send) = (given(config, "config")?, given(send, "send")?);
        if config.sender.is_some() {
            return Err(CoreError::invalid_argument("send", FieldReason::NotAllowed));
        }
        let sender = HostSender { send, context: HostContext(context), release };
        config.sender = Some(Arc::new(sender));
        Ok(())
    })
}

/// Frees a configuration. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_config_free(config: Option<Box<Config>>) {
    quietly(|| drop(config));
}
