//! Finding users by what identifies them.

use super::Accounts;
use crate::domain::input::{Email, Username, UsernamePattern, parse_identity_value};
use crate::domain::{IdentityType, User, UserIdentity};
use crate::error::Result;

impl Accounts {
    /// The user who has verified this address.
    ///
    /// # Errors
    /// `invalid_argument` on `email`.
    pub fn get_user_by_email(&self, email: &str) -> Result<Option<User>> {
        self.call(|core| {
            let email = Email::parse("email", email)?;
            let find =
                core.store.read(|tx| tx.find_verified(&IdentityType::Email, email.value()))?;
            Ok(find.map(|found| found.user))
        })
    }

    /// The user who has this username, in any case.
    ///
    /// # Errors
    /// `invalid_argument` on `username`.
    pub fn get_user_by_username(&self, username: &str) -> Result<Option<User>> {
        self.call(|core| {
            // The configured pattern may have changed since the username was taken.
            let username = Username::parse("username", username, &UsernamePattern::any())?;
            core.store.read(|tx| tx.find_user_by_username(username.key()))
        })
    }

    /// The user who has verified a value, and the identity.
    ///
    /// # Errors
    /// `invalid_argument` on `value`.
    pub fn get_verified_identity(
        &self,
        identity_type: &IdentityType,
        value: &str,
    ) -> Result<Option<UserIdentity>> {
        self.call(|core| {
            let value = parse_identity_value(identity_type, value)?;
            core.store.read(|tx| tx.find_verified(identity_type, &value))
        })
    }
}
