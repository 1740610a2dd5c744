//! Signing in.

use ezauth_core::domain::SignIn;
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn sign_in_with_password(
        &self,
        identifier: Unknown<'_>,
        password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<SignIn>> {
        let (identifier, password) = (text("identifier", identifier)?, text("password", password)?);
        let context = context(caller)?;
        self.call(move |on| on.sign_in_with_password(&identifier, &password, &context))
    }
}
