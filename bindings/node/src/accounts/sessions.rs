//! Sessions.

use std::cell::RefCell;

use ezauth_core::contain;
use ezauth_core::domain::{Secret, Session, SessionId, SessionUser, User, UserId};
use napi::bindgen_prelude::{Buffer, Function, Result, Unknown};
use napi::{Env, JsValue, sys};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, parsed, text};
use crate::call::{Promised, settled};
use crate::flat::Flat;

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

    /// A function that does the same on the event loop: one indexed look-up, which takes less than handing
    /// it to a thread. As a method it would pay for finding these accounts behind `this`.
    #[napi]
    pub fn session_finder<'env>(
        &self,
        env: &'env Env,
        numbers: Buffer,
    ) -> Result<Function<'env, Unknown<'env>, sys::napi_value>> {
        let (accounts, numbers) = (self.accounts.clone(), RefCell::new(numbers));
        env.create_function_from_closure("getSessionSync", move |called| {
            let token = text("token", called.first_arg()?)?;
            let flat = |found| Flat::new(found, &mut numbers.borrow_mut());
            let found = contain(|| Ok(accounts.get_session(&token)?.map(flat)));
            Ok(settled(called.env, found)?.raw())
        })
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
