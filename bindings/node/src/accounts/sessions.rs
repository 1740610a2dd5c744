//! Sessions.

use ezauth_core::domain::{Secret, Session, SessionId, SessionUser, User, UserId};
use napi::Env;
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, parsed, text};
use crate::call::{Promised, settled};

#[napi]
impl Accounts {
    #[napi]
    pub fn generate_user_session_token(
        &self,
        user: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let (user, context) = (parsed("user", user)?, context(caller)?);
        self.call(move |on| on.generate_user_session_token(user, &context))
    }

    #[napi]
    pub fn get_session(&self, token: Unknown<'_>) -> Result<Promised<Option<SessionUser>>> {
        let token = text("token", token)?;
        self.call(move |on| on.get_session(&token))
    }

    /// The same on the event loop: one indexed look-up, which takes less than handing it to a thread.
    #[napi]
    pub fn get_session_sync<'env>(
        &self,
        env: &'env Env,
        token: Unknown<'_>,
    ) -> Result<Unknown<'env>> {
        settled(env, self.accounts.get_session(&text("token", token)?))
    }

    #[napi]
    pub fn get_user_by_session_token(&self, token: Unknown<'_>) -> Result<Promised<Option<User>>> {
        let token = text("token", token)?;
        self.call(move |on| on.get_user_by_session_token(&token))
    }

    #[napi]
    pub fn list_user_sessions(&self, user: Unknown<'_>) -> Result<Promised<Vec<Session>>> {
        let user: UserId = parsed("user", user)?;
        self.call(move |on| on.list_user_sessions(user))
    }

    #[napi]
    pub fn revoke_user_session_token(&self, token: Unknown<'_>) -> Result<Promised<bool>> {
        let token = text("token", token)?;
        self.call(move |on| on.revoke_user_session_token(&token))
    }

    #[napi]
    pub fn revoke_user_session(
        &self,
        user: Unknown<'_>,
        session: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<bool>> {
        let user: UserId = parsed("user", user)?;
        let session: SessionId = parsed("session", session)?;
        let context = context(caller)?;
        self.call(move |on| on.revoke_user_session(user, session, &context))
    }

    #[napi]
    pub fn revoke_user_sessions(&self, user: Unknown<'_>) -> Result<Promised<u64>> {
        let user: UserId = parsed("user", user)?;
        self.call(move |on| on.revoke_user_sessions(user))
    }

    #[napi]
    pub fn revoke_other_sessions(
        &self,
        session_token: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<u64>> {
        let (session, context) = (text("sessionToken", session_token)?, context(caller)?);
        self.call(move |on| on.revoke_other_sessions(&session, &context))
    }
}
