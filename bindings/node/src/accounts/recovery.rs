//! Recovery: a new password through the inbox.

use ezauth_core::domain::{Secret, User};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn request_password_recovery(
        &self,
        email: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (email, context) = (text("email", email)?, context(caller)?);
        self.call(move |on| on.request_password_recovery(&email, &context))
    }

    #[napi]
    pub fn reset_password_with_link(
        &self,
        token: Unknown<'_>,
        new_password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (token, password) = (text("token", token)?, text("newPassword", new_password)?);
        let context = context(caller)?;
        self.call(move |on| on.reset_password_with_link(&token, &password, &context))
    }

    #[napi]
    pub fn reset_password_with_code(
        &self,
        email: Unknown<'_>,
        code: Unknown<'_>,
        new_password: Unknown<'_>,
        handle: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let password = text("newPassword", new_password)?;
        let (handle, context) = (optional_text("handle", handle)?, context(caller)?);
        self.call(move |on| {
            on.reset_password_with_code(&email, &code, &password, handle.as_deref(), &context)
        })
    }
}
