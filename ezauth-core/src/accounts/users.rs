//! Creating users on the host's word, and asking what is taken.
//!
//! Several people may hold the same unverified value: whoever proves it first has it.

use super::Accounts;
use super::core::Core;
use crate::crypto::Draw;
use crate::domain::input::{Email, Phone, Username};
use crate::domain::{
    CredentialId, EventType, Identity, IdentityId, IdentityType, User, UserId, UserIdentity,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewPassword, NewUser};

impl Accounts {
    /// Creates a user with a password and an unverified email identity.
    ///
    /// This is a part for hosts that build their own flow: it tells whether the address is taken.
    ///
    /// # Errors
    /// `invalid_argument` on `email` and `password`, `weak_password`, `already_taken` on `email` if
    /// somebody has verified it, `rate_limited`.
    pub fn create_user_with_password(&self, email: &str, password: &str) -> Result<UserIdentity> {
        self.call(|core| {
            let (email, password) =
                both(Email::parse("email", email), core.parse_new_password(password))?;
            core.check_guessable(&password, email.value(), None)?;
            let value = Value::email(&email);
            core.store.read(|tx| value.refuse_if_taken(tx))?;
            let phc = core.hasher.hash(&*core.random, &password)?;
            core.create_user(value, Some(phc))
        })
    }

    /// Creates a user without a password, with an unverified email identity.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `already_taken` on `email` if somebody has verified it.
    pub fn create_user_with_email(&self, email: &str) -> Result<UserIdentity> {
        self.call(|core| core.create_user(Value::email(&Email::parse("email", email)?), None))
    }

    /// Creates a user without a password, with an unverified phone identity (E.164).
    ///
    /// # Errors
    /// `invalid_argument` on `phone`, `already_taken` on `phone` if somebody has verified it.
    pub fn create_user_with_phone(&self, phone: &str) -> Result<UserIdentity> {
        self.call(|core| core.create_user(Value::phone(&Phone::parse("phone", phone)?), None))
    }

    /// Whether somebody has verified this address.
    ///
    /// # Errors
    /// `invalid_argument` on `email`.
    pub fn email_taken(&self, email: &str) -> Result<bool> {
        self.call(|core| {
            let value = Value::email(&Email::parse("email", email)?);
            core.store.read(|tx| Ok(value.find_verified(tx)?.is_some()))
        })
    }

    /// Whether somebody has this username, in any case.
    ///
    /// # Errors
    /// `invalid_argument` on `username`.
    pub fn username_taken(&self, username: &str) -> Result<bool> {
        self.call(|core| {
            let username = Username::parse("username", username, &core.username_pattern)?;
            core.store.read(|tx| Ok(tx.find_user_by_username(username.key())?.is_some()))
        })
    }

    /// The user who has verified this address; else a clean one that waits for it, into which nobody
    /// can have put anything; else a new one. Repeating it never makes a second user.
    ///
    /// # Errors
    /// `invalid_argument` on `value`.
    pub fn find_or_create_email_identity(&self, value: &str) -> Result<UserIdentity> {
        self.call(|core| core.find_or_create(Value::email(&Email::parse("value", value)?)))
    }

    /// The same for a phone number (E.164).
    ///
    /// # Errors
    /// `invalid_argument` on `value`.
    pub fn find_or_create_phone_identity(&self, value: &str) -> Result<UserIdentity> {
        self.call(|core| core.find_or_create(Value::phone(&Phone::parse("value", value)?)))
    }
}

/// The value of an identity to come.
struct Value {
    identity_type: IdentityType,
    value: String,
    display_value: String,
}

impl Value {
    fn email(email: &Email) -> Self {
        Self {
            identity_type: IdentityType::Email,
            value: email.value().to_owned(),
            display_value: email.display().to_owned(),
        }
    }

    fn phone(phone: &Phone) -> Self {
        let value = phone.value().to_owned();
        Self { identity_type: IdentityType::Phone, display_value: value.clone(), value }
    }

    fn find_verified(&self, tx: &mut dyn Transaction) -> Result<Option<UserIdentity>> {
        tx.find_verified(&self.identity_type, &self.value)
    }

    fn refuse_if_taken(&self, tx: &mut dyn Transaction) -> Result<()> {
        let field = if self.identity_type == IdentityType::Phone { "phone" } else { "email" };
        match self.find_verified(tx)? {
            None => Ok(()),
            Some(_) => {
                Err(Error::new(ErrorKind::AlreadyTaken).with_field(field, FieldReason::Taken))
            }
        }
    }
}

impl Core {
    fn create_user(&self, value: Value, phc: Option<String>) -> Result<UserIdentity> {
        let creation = Creation::draw(&self.draw(), &value, phc)?;
        self.store.write(|tx| {
            tx.lock_value(&value.value)?;
            value.refuse_if_taken(tx)?;
            creation.write(tx)
        })?;
        Ok(creation.created)
    }

    fn find_or_create(&self, value: Value) -> Result<UserIdentity> {
        let creation = Creation::draw(&self.draw(), &value, None)?;
        self.store.write(|tx| {
            tx.lock_value(&value.value)?;
            if let Some(verified) = value.find_verified(tx)? {
                return Ok(verified);
            }
            if let Some(clean) = tx.find_clean(&value.identity_type, &value.value)? {
                return Ok(clean);
            }
            creation.write(tx)?;
            Ok(creation.created.clone())
        })
    }
}

/// A user to create, with everything drawn.
struct Creation {
    created: UserIdentity,
    password: Option<NewPassword>,
    event: NewEvent,
}

impl Creation {
    fn draw(draw: &Draw<'_>, value: &Value, phc: Option<String>) -> Result<Self> {
        let now = draw.now;
        let user_id = draw.id(UserId::new)?;
        let id = draw.id(CredentialId::new)?;
        let password = phc.map(|phc| NewPassword { id, user_id, phc, now });
        let user = User {
            id: user_id,
            name: None,
            username: None,
            metadata: "{}".to_owned(),
            has_password: password.is_some(),
            disabled_at: None,
            created_at: now,
            updated_at: now,
        };
        let identity = Identity {
            id: draw.id(IdentityId::new)?,
            user_id,
            identity_type: value.identity_type.clone(),
            value: value.value.clone(),
            display_value: value.display_value.clone(),
            verified_at: None,
            created_at: now,
            updated_at: now,
        };
        let event = NewEvent::new(draw, EventType::UserCreated)?.of(user_id);
        Ok(Self { created: UserIdentity { user, identity }, password, event })
    }

    fn write(&self, tx: &mut dyn Transaction) -> Result<()> {
        let UserIdentity { user, identity } = &self.created;
        let first_used_at = self.password.as_ref().map(|password| password.now);
        tx.insert_user(&NewUser { id: user.id, first_used_at, created_at: user.created_at })?;
        tx.insert_identity(identity)?;
        if let Some(password) = &self.password {
            tx.put_password(password)?;
        }
        tx.insert_event(&self.event)
    }
}
