//! Proving a session anew: it gets another token, and the old one ends.

use ezauth_core::domain::SignIn;
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn reauthenticate_with_password(
        &self,
        session_token: Unknown<'_>,
        password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let session = text("sessionToken", session_token)?;
        let (password, context) = (text("password", password)?, context(caller)?);
        self.call(move |on| on.reauthenticate_with_password(&session, &password, &context))
    }

    #[napi]
    pub fn reauthenticate_with_link(
        &self,
        session_token: Unknown<'_>,
        token: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (session, token) = (text("sessionToken", session_token)?, text("token", token)?);
        let context = context(caller)?;
        self.call(move |on| on.reauthenticate_with_link(&session, &token, &context))
    }

    #[napi]
    pub fn reauthenticate_with_code(
        &self,
        session_token: Unknown<'_>,
        value: Unknown<'_>,
        code: Unknown<'_>,
        handle: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let session = text("sessionToken", session_token)?;
        let (value, code) = (text("value", value)?, text("code", code)?);
        let (handle, context) = (optional_text("handle", handle)?, context(caller)?);
        self.call(move |on| {
            on.reauthenticate_with_code(&session, &value, &code, handle.as_deref(), &context)
        })
    }
}
