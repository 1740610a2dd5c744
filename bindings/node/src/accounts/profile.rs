//! Users: finding them, and what they say of themselves.

use ezauth_core::domain::{IdentityType, ProfileChanges, User, UserId, UserIdentity};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{json, parsed, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn get_user(&self, user: Unknown<'_>) -> Result<Promised<Option<User>>> {
        let user: UserId = parsed("user", user)?;
        self.call(move |on| on.get_user(user))
    }

    #[napi]
    pub fn get_user_by_email(&self, email: Unknown<'_>) -> Result<Promised<Option<User>>> {
        let email = text("email", email)?;
        self.call(move |on| on.get_user_by_email(&email))
    }

    #[napi]
    pub fn get_user_by_username(&self, username: Unknown<'_>) -> Result<Promised<Option<User>>> {
        let username = text("username", username)?;
        self.call(move |on| on.get_user_by_username(&username))
    }

    #[napi]
    pub fn get_verified_identity(
        &self,
        identity_type: Unknown<'_>,
        value: Unknown<'_>,
    ) -> Result<Promised<Option<UserIdentity>>> {
        let identity_type: IdentityType = parsed("type", identity_type)?;
        let value = text("value", value)?;
        self.call(move |on| on.get_verified_identity(&identity_type, &value))
    }

    #[napi]
    pub fn update_user_profile(
        &self,
        user: Unknown<'_>,
        changes: Unknown<'_>,
    ) -> Result<Promised<User>> {
        let (user, changes): (UserId, _) = (parsed("user", user)?, json("changes", changes)?);
        self.call(move |on| on.update_user_profile(user, &ProfileChanges::from_json(&changes)?))
    }
}
