//! Administration: what a host's own staff asks for.

use super::Accounts;
use crate::domain::{User, UserId};
use crate::error::Result;

impl Accounts {
    /// The user of this id.
    pub fn get_user(&self, user: UserId) -> Result<Option<User>> {
        self.call(|core| core.store.read(|tx| tx.find_user(user)))
    }
}
