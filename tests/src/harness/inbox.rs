//! The mail of everybody, as it is claimed from the outbox.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ezauth_core::domain::{LeaseId, Message};
use ezauth_core::{Accounts, Result};

/// Longer than any process of a harness lives.
const LEASE: Duration = Duration::from_secs(60);

/// What a message brings.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What acknowledges it.
    pub lease: LeaseId,
    /// The token of its link; empty where there is none.
    pub token: String,
    /// Its code.
    pub code: String,
}

/// Messages that have been claimed, by recipient. Threads share it: each may claim what is for
/// another.
#[derive(Debug, Default)]
pub struct Inbox(Mutex<HashMap<String, Mail>>);

impl Inbox {
    /// Takes the mail of one recipient.
    ///
    /// # Errors
    /// Those of claiming.
    pub fn take(&self, accounts: &Accounts, recipient: &str) -> Result<Option<Mail>> {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !mails.contains_key(recipient) {
            mails.extend(accounts.claim_messages(100, LEASE)?.iter().filter_map(open));
        }
        Ok(mails.remove(recipient))
    }

    /// Has mail sent that takes the place of what the recipient has not taken yet: whoever claims
    /// meanwhile keeps nothing of the old.
    ///
    /// # Errors
    /// Those of sending.
    pub fn replace(&self, recipient: &str, send: impl FnOnce() -> Result<()>) -> Result<()> {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        send()?;
        mails.remove(recipient);
        Ok(())
    }

    /// Takes all mail there is, and acknowledges it.
    ///
    /// # Errors
    /// Those of claiming and acknowledging.
    pub fn take_all(accounts: &Accounts) -> Result<HashMap<String, Mail>> {
        let mut mails = HashMap::new();
        loop {
            let claimed = accounts.claim_messages(100, LEASE)?;
            if claimed.is_empty() {
                return Ok(mails);
            }
            for message in &claimed {
                accounts.ack_message(message.lease)?;
            }
            mails.extend(claimed.iter().filter_map(open));
        }
    }
}

/// Nothing for a notice, which has no secret.
fn open(message: &Message) -> Option<(String, Mail)> {
    let text = |secret: &Option<ezauth_core::domain::Secret>| {
        secret.as_ref().map(|secret| secret.expose().to_owned()).unwrap_or_default()
    };
    let Message { lease, recipient, token, code, .. } = message;
    code.as_ref()?;
    Some((recipient.clone(), Mail { lease: *lease, token: text(token), code: text(code) }))
}
