//! Opening and closing.

use std::sync::Arc;

use ezauth_core::{Clock, Ports, SystemClock};
use napi::bindgen_prelude::{ClassInstance, Function, Object, Result, ToNapiValue};
use napi::{Env, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{given, member, object};
use crate::call::{Promised, promise, settled};
use crate::clock::SettableClock;
use crate::error::{contained, wrong_type};
use crate::js::IntoJs;
use crate::sender::JsSender;
use crate::settings::settings;

#[napi]
impl Accounts {
    /// Opens the accounts in a file. `ports` has a `clock`, and as `deliver` the function that sends.
    #[napi]
    pub fn open(
        env: &Env,
        given_settings: Unknown<'_>,
        ports: Unknown<'_>,
    ) -> Result<Promised<Accounts>> {
        contained(env, || {
            let settings = settings(given_settings)?;
            let ports = object("ports", ports)?;
            let sender = sender(&ports)?;
            let line = sender.as_ref().map(JsSender::line);
            let ports = Ports {
                clock: clock(env, &ports)?,
                sender: sender.map(|sender| Arc::new(sender) as _),
                ..Ports::default()
            };
            Ok(promise(move || {
                let accounts = ezauth_core::Accounts::open_with(settings, ports)?;
                Ok(Accounts { accounts, line })
            }))
        })
    }

    /// Gives a database another key.
    #[napi]
    pub fn replace_key(given_settings: Unknown<'_>) -> Result<Promised<()>> {
        let settings = settings(given_settings)?;
        Ok(promise(move || ezauth_core::Accounts::replace_key(settings)))
    }

    /// Refuses new calls, waits for those that run and for the sender, and closes the file.
    #[napi]
    pub fn close(&self) -> Result<Promised<()>> {
        let line = self.line.clone();
        self.call(move |on| {
            on.close()?;
            // A sender that hangs would keep its thread.
            line.iter().for_each(|line| line.cut());
            Ok(())
        })
    }

    /// The same at once. A message that is being sent counts as not delivered: it could not be waited
    /// for, because the event loop that sends it stands still meanwhile.
    #[napi]
    pub fn close_sync<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        self.line.iter().for_each(|line| line.cut());
        settled(env, self.accounts.close())
    }
}

impl IntoJs for Accounts {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        self.into_unknown(env)
    }
}

fn sender(ports: &Object<'_>) -> Result<Option<JsSender>> {
    if given(member(ports, "deliver")?)?.is_none() {
        return Ok(None);
    }
    let deliver: Option<Function<'_, _, _>> = ports.get("deliver")?;
    deliver.as_ref().map(JsSender::new).transpose()
}

fn clock(env: &Env, ports: &Object<'_>) -> Result<Arc<dyn Clock>> {
    if given(member(ports, "clock")?)?.is_none() {
        return Ok(Arc::new(SystemClock));
    }
    match ports.get::<ClassInstance<'_, SettableClock>>("clock") {
        Ok(Some(clock)) => Ok(Arc::new(clock.shared())),
        _ => Err(wrong_type(env, "clock", "a SettableClock")),
    }
}
