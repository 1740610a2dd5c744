//! A story that goes through every flow.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{
    Context, EventFilter, ProfileChanges, Secret, Timestamp, VerificationType,
};
use ezauth_core::{Accounts, Ports, Result, SettableClock, Settings};
use tempfile::TempDir;

use crate::witness::Witness;

pub(crate) const ADDRESS: &str = "ada@example.com";
const PHONE: &str = "+4915112345678";
pub(crate) const PASSWORDS: [&str; 3] =
    ["canary of the first", "canary of the second", "canary of the wrong"];

/// A story that leaves a secret of each kind used, and another outstanding.
pub(crate) struct Story {
    pub(crate) folder: TempDir,
    clock: SettableClock,
    pub(crate) accounts: Accounts,
}

impl Story {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = SettableClock::new(Timestamp::from_millis(1_763_800_000_000));
        let accounts = open(&folder, &clock);
        Self { folder, clock, accounts }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("accounts.db")
    }

    pub(crate) fn open(&self) -> Accounts {
        open(&self.folder, &self.clock)
    }

    pub(crate) fn tell(&self, witness: &mut Witness) -> Result<()> {
        let accounts = &self.accounts;
        let nobody = Context::default();
        for password in PASSWORDS {
            witness.passwords.push(("a password".to_owned(), password.to_owned()));
        }
        let ada = witness.record(accounts.create_user_with_password(ADDRESS, PASSWORDS[0])?);
        let handle = witness.record(accounts.request_email_verification(ada.identity.id)?);
        witness.secret("the handle of a confirmation", &handle);
        let (token, code) = fetch(accounts, witness, "a confirmation")?;
        let of = VerificationType::Email;
        let wrong = "x".repeat(43);
        witness.refusal(accounts.verify_magic_link(&wrong, of, None));
        witness.refusal(accounts.verify_magic_code("999", of, ADDRESS, None));
        witness.refusal(accounts.verify_magic_code(code.expose(), of, ADDRESS, Some(PASSWORDS[2])));
        witness.record(accounts.peek_magic_link(token.expose())?);
        witness.record(accounts.verify_magic_link(token.expose(), of, Some(handle.expose()))?);
        witness.refusal(accounts.verify_magic_link(token.expose(), of, None));

        witness.refusal(accounts.sign_in_with_password(ADDRESS, PASSWORDS[2], &nobody));
        for _ in 0..2 {
            let signed_in =
                witness.record(accounts.sign_in_with_password(ADDRESS, PASSWORDS[0], &nobody)?);
            witness.secret("the token of a session", &signed_in.token);
            witness.record(accounts.get_session(signed_in.token.expose())?);
            accounts.revoke_user_session_token(signed_in.token.expose())?;
        }
        let username = Some(Some("ada_lovelace".to_owned()));
        let changes = ProfileChanges { username, ..ProfileChanges::default() };
        witness.record(accounts.update_user_profile(ada.user.id, &changes)?);

        for by_link in [true, false] {
            // Later, so that no limit on asking comes into it.
            self.clock.advance(Duration::from_secs(3600));
            let handle = witness.record(accounts.request_password_recovery(ADDRESS, &nobody)?);
            witness.secret("the handle of a recovery", &handle);
            let (token, code) = fetch(accounts, witness, "a recovery")?;
            let (token, code, handle) = (token.expose(), code.expose(), handle.expose());
            let new = PASSWORDS[usize::from(by_link)];
            witness.refusal(accounts.reset_password_with_link(token, "short", &nobody));
            witness.refusal(accounts.reset_password_with_link(token, ADDRESS, &nobody));
            witness.record(match by_link {
                true => accounts.reset_password_with_link(token, new, &nobody)?,
                false => {
                    accounts.reset_password_with_code(ADDRESS, code, new, Some(handle), &nobody)?
                }
            });
            witness.refusal(accounts.reset_password_with_link(token, new, &nobody));
        }

        // What stays outstanding: a session, messages and their secrets, one for nobody.
        let token = witness.record(accounts.generate_user_session_token(ada.user.id, &nobody)?);
        witness.secret("the token of a session on the host's word", &token);
        witness.record(accounts.list_user_sessions(ada.user.id)?);
        let bob = witness.record(accounts.create_user_with_phone(PHONE)?);
        let of = VerificationType::Phone;
        let handle = accounts.issue_identity_verification(bob.identity.id, of, &nobody)?;
        witness.secret("the handle of a phone number", &handle);
        let handle = accounts.request_password_recovery("nobody@example.com", &nobody)?;
        witness.secret("the handle of nobody", &handle);
        self.clock.advance(Duration::from_secs(3600));
        let handle = accounts.request_password_recovery(ADDRESS, &nobody)?;
        witness.secret("the handle of what is outstanding", &handle);
        fetch(accounts, witness, "what is outstanding")?;

        let filter = EventFilter { limit: Some(1_000), ..EventFilter::default() };
        witness.record(accounts.events(&filter, None)?);
        Ok(())
    }
}

fn open(folder: &TempDir, clock: &SettableClock) -> Accounts {
    // Codes are long enough not to turn up by chance.
    let settings = Settings { code_digits: 12, ..Settings::new(folder.path().join("accounts.db")) };
    let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
    Accounts::open_with(settings, ports).unwrap()
}

/// Claims the mail, leaving it in the outbox, and gives the secrets of the newest.
fn fetch(accounts: &Accounts, witness: &mut Witness, what: &str) -> Result<(Secret, Secret)> {
    let messages = witness.record(accounts.claim_messages(100, Duration::from_secs(1))?);
    let mut newest = None;
    for message in messages {
        for (part, secret) in [("token", &message.token), ("code", &message.code)] {
            if let Some(secret) = secret {
                witness.secret(&format!("the {part} of {what}"), secret);
            }
        }
        if message.recipient == ADDRESS {
            newest = message.token.zip(message.code);
        }
    }
    Ok(newest.expect("there is mail for Ada"))
}
