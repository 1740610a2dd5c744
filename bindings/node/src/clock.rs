//! The clock that tests set.

use ezauth_core::Clock;
use napi::bindgen_prelude::Result;
use napi::{Env, Unknown};
use napi_derive::napi;

use crate::arguments::{duration, time};
use crate::js::IntoJs;

/// A clock that stands still until it is moved.
#[napi]
pub struct SettableClock {
    clock: ezauth_core::SettableClock,
}

#[napi]
impl SettableClock {
    /// A clock that shows this time.
    #[napi(constructor)]
    pub fn new(now: Unknown<'_>) -> Result<Self> {
        Ok(Self { clock: ezauth_core::SettableClock::new(time("now", now)?) })
    }

    /// Shows this time from now on, earlier or later.
    #[napi]
    pub fn set(&self, now: Unknown<'_>) -> Result<()> {
        self.clock.set(time("now", now)?);
        Ok(())
    }

    /// Moves forward by so many milliseconds.
    #[napi]
    pub fn advance(&self, by: Unknown<'_>) -> Result<()> {
        self.clock.advance(duration("by", by)?);
        Ok(())
    }

    /// What it shows.
    #[napi]
    pub fn now<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        self.clock.now().into_js(env)
    }

    /// The same clock, for the core.
    pub(crate) fn shared(&self) -> ezauth_core::SettableClock {
        self.clock.clone()
    }
}
