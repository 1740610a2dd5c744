//! What is held about a person.

use ezauth_core::domain::{UserExport, UserId};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, parsed};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn admin_export_user(
        &self,
        user: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<UserExport>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        self.call(move |on| on.admin_export_user(user, &context))
    }
}
