//! What hosts do with passwords that are not their own.

use ezauth_core::domain::{User, UserId};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, parsed, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn admin_set_password(
        &self,
        user: Unknown<'_>,
        new_password: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        let password = text("newPassword", new_password)?;
        self.call(move |on| on.admin_set_password(user, &password, &context))
    }

    #[napi]
    pub fn admin_expire_password(
        &self,
        user: Unknown<'_>,
        reason: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        let reason = text("reason", reason)?;
        self.call(move |on| on.admin_expire_password(user, &reason, &context))
    }
}
