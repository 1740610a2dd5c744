//! A clock that the host sets: for tests of what expires.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::time::Duration;

use ezauth_core::Clock as _;
use ezauth_core::SettableClock;
use ezauth_core::domain::Timestamp;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{owned, quietly};

/// A clock that stands still until it is moved: for a host's own tests. Any thread may use it.
#[derive_ReprC]
#[repr(opaque)]
pub struct Clock(pub(crate) SettableClock);

/// A clock that shows this time, in milliseconds since the Unix epoch. To be freed with
/// `ezauth_clock_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_clock_new(now: i64) -> Box<Clock> {
    owned(Clock(SettableClock::new(Timestamp::from_millis(now))))
}

/// What the clock shows, in milliseconds since the Unix epoch; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_clock_now(clock: Option<&Clock>) -> i64 {
    clock.map_or(0, |clock| clock.0.now().as_millis())
}

/// Sets the clock, forward or back, for all accounts that were opened with it. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_clock_set(clock: Option<&Clock>, now: i64) {
    if let Some(clock) = clock {
        clock.0.set(Timestamp::from_millis(now));
    }
}

/// Moves the clock forward by this many milliseconds, to the end of time at the latest. No move of
/// any thread is lost. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_clock_advance(clock: Option<&Clock>, millis: u64) {
    if let Some(clock) = clock {
        clock.0.advance(Duration::from_millis(millis));
    }
}

/// Frees a clock; accounts that were opened with it keep what it shows. NULL is ignored; freeing one
/// twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_clock_free(clock: Option<Box<Clock>>) {
    quietly(|| drop(clock));
}
