//! A golden database: a file as one version of the library left it, and what is known of it.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::Timestamp;
use ezauth_core::{Accounts, Ports, Result, SettableClock};
use serde::{Deserialize, Serialize};

use super::settings;

/// What is known of a golden database: what opens things in it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// When it was made, in milliseconds. All that it holds is live for some minutes from then on.
    pub made_at: i64,
    /// The verified address of Ada, who has everything that a user can have.
    pub address: String,
    /// Her username.
    pub username: String,
    /// Her password.
    pub password: String,
    /// The token of her session.
    pub session: String,
    /// With which she may set a new password.
    pub recovery: Outstanding,
    /// With which Eve, who has a password and no verified address, may confirm hers.
    pub confirmation: Outstanding,
    /// Eve's password.
    pub unconfirmed_password: String,
    /// With which Cleo may confirm her phone number.
    pub phone: Outstanding,
}

/// Secrets that were issued and not used, and a message with them that was not acknowledged.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outstanding {
    /// The address or number.
    pub value: String,
    /// The token of the link; empty where there is none.
    pub token: String,
    /// The code.
    pub code: String,
    /// The flow handle.
    pub handle: String,
}

impl Golden {
    /// What is known of the database of this version.
    ///
    /// # Errors
    /// Those of reading, and of what is not as it is written.
    pub fn read(version: usize) -> io::Result<Self> {
        serde_json::from_slice(&fs::read(path(version).with_extension("json"))?)
            .map_err(io::Error::other)
    }

    /// Opens a copy, a minute after it was made.
    ///
    /// # Errors
    /// Those of opening.
    pub fn open(&self, file: &Path) -> Result<Accounts> {
        let now = Timestamp::from_millis(self.made_at).after(Duration::from_secs(60));
        let ports = Ports { clock: Arc::new(SettableClock::new(now)), ..Ports::default() };
        Accounts::open_with(settings(file), ports)
    }
}

/// Where the golden database of a version is; its key lies beside it.
pub fn path(version: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/{version:04}.db"))
}

/// Copies a database with its key, both for their owner alone.
///
/// # Errors
/// Those of the system.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for (from, to) in [(from.to_owned(), to.to_owned()), (key_of(from), key_of(to))] {
        fs::copy(from, &to)?;
        fs::set_permissions(to, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// The key file beside a database.
pub fn key_of(database: &Path) -> PathBuf {
    database.with_extension("db.key")
}
