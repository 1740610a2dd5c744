//! What hosts do with accounts that are not their own.

use ezauth_core::domain::{Identity, User, UserId, UserIdentity, UserPage};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, parsed, text, user_filter};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn list_user_identities(&self, user: Unknown<'_>) -> Result<Promised<Vec<Identity>>> {
        let user: UserId = parsed("user", user)?;
        self.call(move |on| on.list_user_identities(user))
    }

    #[napi]
    pub fn admin_list_users(
        &self,
        cursor: Unknown<'_>,
        only: Unknown<'_>,
    ) -> Result<Promised<UserPage>> {
        let (cursor, filter) = (optional_text("cursor", cursor)?, user_filter(only)?);
        self.call(move |on| on.admin_list_users(cursor.as_deref(), &filter))
    }

    #[napi]
    pub fn admin_disable_user(
        &self,
        user: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        self.call(move |on| on.admin_disable_user(user, &context))
    }

    #[napi]
    pub fn admin_enable_user(
        &self,
        user: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        self.call(move |on| on.admin_enable_user(user, &context))
    }

    #[napi]
    pub fn admin_delete_user(
        &self,
        user: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<()>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        self.call(move |on| on.admin_delete_user(user, &context))
    }

    #[napi]
    pub fn admin_attach_identity(
        &self,
        user: Unknown<'_>,
        provider: Unknown<'_>,
        subject: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let (user, context): (UserId, _) = (parsed("user", user)?, context(caller)?);
        let (provider, subject) = (text("provider", provider)?, text("subject", subject)?);
        self.call(move |on| on.admin_attach_identity(user, &provider, &subject, &context))
    }

    #[napi]
    pub fn admin_revoke_all_sessions(&self, caller: Unknown<'_>) -> Result<Promised<u64>> {
        let context = context(caller)?;
        self.call(move |on| on.admin_revoke_all_sessions(&context))
    }
}
