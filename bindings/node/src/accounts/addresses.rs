//! Adding, changing and removing the addresses of one's own account.

use ezauth_core::domain::{Channel, IdentityId, Secret, User, UserIdentity};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_parsed, parsed, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn request_identity(
        &self,
        session_token: Unknown<'_>,
        channel: Unknown<'_>,
        value: Unknown<'_>,
        replaces: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let session = text("sessionToken", session_token)?;
        let (channel, value): (Channel, _) = (parsed("type", channel)?, text("value", value)?);
        let replaces: Option<IdentityId> = optional_parsed("replaces", replaces)?;
        let context = context(caller)?;
        self.call(move |on| on.request_identity(&session, channel, &value, replaces, &context))
    }

    #[napi]
    pub fn confirm_identity_with_link(
        &self,
        session_token: Unknown<'_>,
        token: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let (session, token) = (text("sessionToken", session_token)?, text("token", token)?);
        let context = context(caller)?;
        self.call(move |on| on.confirm_identity_with_link(&session, &token, &context))
    }

    #[napi]
    pub fn confirm_identity_with_code(
        &self,
        session_token: Unknown<'_>,
        value: Unknown<'_>,
        code: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let session = text("sessionToken", session_token)?;
        let (value, code) = (text("value", value)?, text("code", code)?);
        let context = context(caller)?;
        self.call(move |on| on.confirm_identity_with_code(&session, &value, &code, &context))
    }

    #[napi]
    pub fn remove_identity(
        &self,
        session_token: Unknown<'_>,
        identity: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let session = text("sessionToken", session_token)?;
        let identity: IdentityId = parsed("identity", identity)?;
        let context = context(caller)?;
        self.call(move |on| on.remove_identity(&session, identity, &context))
    }
}
