//! What every operation works with.

use std::sync::Arc;

use crate::crypto::{Draw, KeyRing, PasswordHasher};
use crate::domain::input::{BaseUrl, KnownToOthers, Password, UsernamePattern};
use crate::domain::{IdSequence, IdentityType, User};
use crate::error::Result;
use crate::ports::{Clock, Random};
use crate::settings::Settings;
use crate::store::Store;

use super::wake::Wake;

/// The store, the ports and the settings in the form that operations need them in.
pub(super) struct Core {
    pub(super) store: Box<dyn Store>,
    pub(super) keys: KeyRing,
    pub(super) hasher: PasswordHasher,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    pub(super) ids: IdSequence,
    pub(super) settings: Settings,
    pub(super) base_url: BaseUrl,
    pub(super) username_pattern: UsernamePattern,
    /// Tells the delivery thread that there is something to do.
    pub(super) wake: Arc<Wake>,
}

impl Core {
    /// Reads the clock, once for each operation, and gives what draws with it.
    pub(super) fn draw(&self) -> Draw<'_> {
        Draw { now: self.clock.now(), random: &*self.random, ids: &self.ids }
    }

    /// Reads a password that is to be set.
    pub(super) fn parse_new_password(&self, password: &str) -> Result<Password> {
        Password::for_setting(password, self.settings.password_min_length as usize)
    }

    /// Refuses a password that others would try first.
    ///
    /// # Errors
    /// `weak_password` on `password`.
    pub(super) fn check_guessable(
        &self,
        password: &Password,
        address: &str,
        username: Option<&str>,
    ) -> Result<()> {
        let words = &self.settings.password_words;
        password.check_guessable(&KnownToOthers { addresses: &[address], username, words })
    }

    /// The same for a user's own addresses and username.
    ///
    /// # Errors
    /// `weak_password` on `password`.
    pub(super) fn check_guessable_for(&self, password: &Password, user: &User) -> Result<()> {
        let identities = self.store.read(|tx| tx.list_identities(user.id))?;
        let addresses: Vec<&str> = identities
            .iter()
            .filter(|it| !matches!(it.identity_type, IdentityType::Provider(_)))
            .map(|it| &*it.value)
            .collect();
        let (username, words) = (user.username.as_deref(), &self.settings.password_words);
        password.check_guessable(&KnownToOthers { addresses: &addresses, username, words })
    }
}
