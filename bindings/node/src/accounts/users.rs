//! Making users, and what is taken.

use ezauth_core::domain::UserIdentity;
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::text;
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn create_user_with_password(
        &self,
        email: Unknown<'_>,
        password: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let (email, password) = (text("email", email)?, text("password", password)?);
        self.call(move |on| on.create_user_with_password(&email, &password))
    }

    #[napi]
    pub fn create_user_with_email(&self, email: Unknown<'_>) -> Result<Promised<UserIdentity>> {
        let email = text("email", email)?;
        self.call(move |on| on.create_user_with_email(&email))
    }

    #[napi]
    pub fn create_user_with_phone(&self, phone: Unknown<'_>) -> Result<Promised<UserIdentity>> {
        let phone = text("phone", phone)?;
        self.call(move |on| on.create_user_with_phone(&phone))
    }

    #[napi]
    pub fn email_taken(&self, email: Unknown<'_>) -> Result<Promised<bool>> {
        let email = text("email", email)?;
        self.call(move |on| on.email_taken(&email))
    }

    #[napi]
    pub fn username_taken(&self, username: Unknown<'_>) -> Result<Promised<bool>> {
        let username = text("username", username)?;
        self.call(move |on| on.username_taken(&username))
    }

    #[napi]
    pub fn find_or_create_email_identity(
        &self,
        value: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let value = text("value", value)?;
        self.call(move |on| on.find_or_create_email_identity(&value))
    }

    #[napi]
    pub fn find_or_create_phone_identity(
        &self,
        value: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let value = text("value", value)?;
        self.call(move |on| on.find_or_create_phone_identity(&value))
    }
}
