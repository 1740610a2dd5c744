//! Signing in through an inbox or a phone.

use ezauth_core::domain::{Secret, SignIn};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn request_magic_link(
        &self,
        email: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (email, context) = (text("email", email)?, context(caller)?);
        self.call(move |on| on.request_magic_link(&email, &context))
    }

    #[napi]
    pub fn sign_in_with_magic_link(
        &self,
        token: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (token, context) = (text("token", token)?, context(caller)?);
        self.call(move |on| on.sign_in_with_magic_link(&token, &context))
    }

    #[napi]
    pub fn request_email_code(
        &self,
        email: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (email, context) = (text("email", email)?, context(caller)?);
        self.call(move |on| on.request_email_code(&email, &context))
    }

    #[napi]
    pub fn sign_in_with_email_code(
        &self,
        email: Unknown<'_>,
        code: Unknown<'_>,
        handle: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let (handle, context) = (optional_text("handle", handle)?, context(caller)?);
        self.call(move |on| on.sign_in_with_email_code(&email, &code, handle.as_deref(), &context))
    }

    #[napi]
    pub fn request_phone_code(
        &self,
        phone: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (phone, context) = (text("phone", phone)?, context(caller)?);
        self.call(move |on| on.request_phone_code(&phone, &context))
    }

    #[napi]
    pub fn sign_in_with_phone_code(
        &self,
        phone: Unknown<'_>,
        code: Unknown<'_>,
        handle: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (phone, code) = (text("phone", phone)?, text("code", code)?);
        let (handle, context) = (optional_text("handle", handle)?, context(caller)?);
        self.call(move |on| on.sign_in_with_phone_code(&phone, &code, handle.as_deref(), &context))
    }
}
