//! What people do with their own accounts, in a session that was proven not long ago.

use ezauth_core::domain::User;
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn change_password(
        &self,
        session_token: Unknown<'_>,
        current_password: Unknown<'_>,
        new_password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let session = text("sessionToken", session_token)?;
        let current = text("currentPassword", current_password)?;
        let new = text("newPassword", new_password)?;
        let context = context(caller)?;
        self.call(move |on| on.change_password(&session, &current, &new, &context))
    }

    #[napi]
    pub fn set_password(
        &self,
        session_token: Unknown<'_>,
        new_password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let session = text("sessionToken", session_token)?;
        let (password, context) = (text("newPassword", new_password)?, context(caller)?);
        self.call(move |on| on.set_password(&session, &password, &context))
    }

    #[napi]
    pub fn delete_account(
        &self,
        session_token: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<()>> {
        let (session, context) = (text("sessionToken", session_token)?, context(caller)?);
        self.call(move |on| on.delete_account(&session, &context))
    }
}
