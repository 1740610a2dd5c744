//! Signing up: no user is there before the inbox has answered.

use ezauth_core::domain::{Secret, SignIn};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn sign_up_with_password(
        &self,
        email: Unknown<'_>,
        password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (email, password) = (text("email", email)?, text("password", password)?);
        let context = context(caller)?;
        self.call(move |on| on.sign_up_with_password(&email, &password, &context))
    }

    #[napi]
    pub fn confirm_sign_up_with_link(
        &self,
        token: Unknown<'_>,
        proof: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (token, proof) = (text("token", token)?, optional_text("proof", proof)?);
        let context = context(caller)?;
        self.call(move |on| on.confirm_sign_up_with_link(&token, proof.as_deref(), &context))
    }

    #[napi]
    pub fn confirm_sign_up_with_code(
        &self,
        email: Unknown<'_>,
        code: Unknown<'_>,
        proof: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (email, code) = (text("email", email)?, text("code", code)?);
        let (proof, context) = (optional_text("proof", proof)?, context(caller)?);
        self.call(move |on| on.confirm_sign_up_with_code(&email, &code, proof.as_deref(), &context))
    }

    #[napi]
    pub fn resend_sign_up(&self, handle: Unknown<'_>, caller: Unknown<'_>) -> Result<Promised<()>> {
        let (handle, context) = (text("handle", handle)?, context(caller)?);
        self.call(move |on| on.resend_sign_up(&handle, &context))
    }
}
