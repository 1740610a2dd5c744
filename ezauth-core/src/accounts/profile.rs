//! The profile: name, username and the host's own metadata.

use serde_json::json;

use super::Accounts;
use crate::domain::input::{ParsedProfile, ProfileChanges, Username};
use crate::domain::{EventType, User, UserId};
use crate::error::{Error, ErrorKind, FieldReason, Result};
use crate::store::rows::{NewEvent, ProfileRow};

impl Accounts {
    /// Changes what is given and leaves the rest; metadata is replaced whole.
    ///
    /// # Errors
    /// `not_found`, `already_taken` on `username`, `invalid_argument` on `name`, `username` and
    /// `metadata`, all that are wrong together.
    pub fn update_user_profile(&self, user: UserId, changes: &ProfileChanges) -> Result<User> {
        self.call(|core| {
            let changes = changes.parse(&core.username_pattern)?;
            let draw = core.draw();
            let fields = json!({ "fields": changes.fields() });
            let event = NewEvent::new(&draw, EventType::ProfileUpdated)?.of(user).with(&fields);
            core.store.write(|tx| {
                tx.lock_user(user)?;
                let current = tx.find_user(user)?.ok_or(ErrorKind::NotFound)?;
                if changes.fields().is_empty() {
                    return Ok(current);
                }
                let profile = changes.applied_to(&current);
                if let Some(key) = &profile.username_key {
                    tx.lock_value(key)?;
                }
                if !tx.update_profile(user, &profile, draw.now)? {
                    let taken = Error::new(ErrorKind::AlreadyTaken);
                    return Err(taken.with_field("username", FieldReason::Taken));
                }
                if profile.username_key.is_some() {
                    tx.mark_used(user, draw.now)?;
                }
                tx.insert_event(&event)?;
                tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
            })
        })
    }
}

impl ParsedProfile {
    /// The names of the fields that are given.
    fn fields(&self) -> Vec<&'static str> {
        let given = [
            self.name.as_ref().map(|_| "name"),
            self.username.as_ref().map(|_| "username"),
            self.metadata.as_ref().map(|_| "metadata"),
        ];
        given.into_iter().flatten().collect()
    }

    fn applied_to(&self, user: &User) -> ProfileRow {
        let (username, username_key) = match &self.username {
            Some(new) => {
                let new = new.as_ref();
                (new.map(Username::as_written), new.map(|new| new.key().to_owned()))
            }
            None => {
                let current = user.username.as_deref();
                (current, current.map(str::to_ascii_lowercase))
            }
        };
        ProfileRow {
            name: self.name.clone().unwrap_or_else(|| user.name.clone()),
            username: username.map(str::to_owned),
            username_key,
            metadata: self.metadata.clone().unwrap_or_else(|| user.metadata.clone()),
        }
    }
}
