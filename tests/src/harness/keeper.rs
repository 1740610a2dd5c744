//! A process that goes through every flow with secrets and keeps none of them, so that whatever of them
//! is found in it was left there by the library.
//!
//! Secrets cross in a veil, which neither side lifts in memory that stays: a text that was read or is
//! to be written is not what is looked for.

use std::io;
use std::path::Path;
use std::time::Duration;

use ezauth_core::domain::{Context, Secret, VerificationType};
use ezauth_core::{Accounts, Error, Result, Settings};
use zeroize::Zeroizing;

use super::{Report, settings};

/// What is laid over each byte of a secret.
const VEIL: u8 = 0x5A;

const ADDRESS: &str = "ada@example.com";

/// The veiled form of a secret.
pub fn veil(secret: &[u8]) -> String {
    secret.iter().map(|byte| format!("{:02x}", byte ^ VEIL)).collect()
}

/// The secret of a veiled form.
///
/// # Errors
/// It is not one.
pub fn unveil(veiled: &str) -> io::Result<Zeroizing<String>> {
    let mut secret = Zeroizing::new(String::with_capacity(veiled.len()));
    for pair in veiled.as_bytes().chunks(2) {
        let pair = std::str::from_utf8(pair).map_err(io::Error::other)?;
        let byte = u8::from_str_radix(pair, 16).map_err(io::Error::other)?;
        secret.push(char::from(byte ^ VEIL));
    }
    Ok(secret)
}

/// Goes through the flows on the accounts in this file, with three veiled passwords from a line. Says
/// each secret that it was given, veiled, as the line `secret`, what it is, and the secret; and a line
/// for each stage after which it waits for a line: `open` and `closed`.
///
/// # Errors
/// Those of reading and writing, and of what must not fail.
pub fn keep(file: &Path, report: &Report<'_>) -> io::Result<()> {
    let mut lines = io::stdin().lines();
    let mut next = || lines.next().unwrap_or_else(|| Ok(String::new()));
    let passwords = next()?;
    let passwords: Vec<_> = passwords.split(' ').map(unveil).collect::<io::Result<_>>()?;
    let [first, second, wrong] = passwords.as_slice() else {
        return Err(io::Error::other("not three passwords"));
    };
    // Codes are long enough not to turn up by chance.
    let settings = Settings { code_digits: 12, ..settings(file) };
    let accounts = Accounts::open(settings).map_err(io::Error::other)?;
    let flows = Flows { accounts: &accounts, report };
    flows.run(first, second, wrong).map_err(io::Error::other)?;
    drop(passwords);
    report.line(&["open"])?;
    next()?;
    accounts.close().map_err(io::Error::other)?;
    drop(accounts);
    report.line(&["closed"])?;
    next()?;
    Ok(())
}

struct Flows<'a> {
    accounts: &'a Accounts,
    report: &'a Report<'a>,
}

impl Flows<'_> {
    fn run(&self, first: &str, second: &str, wrong: &str) -> Result<()> {
        let Self { accounts, .. } = self;
        let nobody = Context::default();
        let ada = accounts.create_user_with_password(ADDRESS, first)?;
        let handle = accounts.request_email_verification(ada.identity.id)?;
        self.tell("a_handle", &handle);
        let (token, code) = self.fetch()?;
        let of = VerificationType::Email;
        drop(accounts.verify_magic_code(code.expose(), of, ADDRESS, Some(wrong)));
        accounts.peek_magic_link(token.expose())?;
        accounts.verify_magic_link(token.expose(), of, Some(first))?;
        drop(accounts.sign_in_with_password(ADDRESS, wrong, &nobody));
        for _ in 0..2 {
            let signed_in = accounts.sign_in_with_password(ADDRESS, first, &nobody)?;
            self.tell("a_session", &signed_in.token);
            accounts.get_session(signed_in.token.expose())?;
        }
        let handle = accounts.request_password_recovery(ADDRESS, &nobody)?;
        self.tell("a_handle", &handle);
        let (_, code) = self.fetch()?;
        let (code, handle) = (code.expose(), Some(handle.expose()));
        accounts.reset_password_with_code(ADDRESS, code, second, handle, &nobody)?;
        let token = accounts.generate_user_session_token(ada.user.id, &nobody)?;
        self.tell("a_session_on_the_host's_word", &token);
        accounts.sign_in_with_password(ADDRESS, second, &nobody)?;
        let bob = accounts.create_user_with_email("bob@example.com")?;
        self.tell("a_handle", &accounts.request_email_verification(bob.identity.id)?);
        Ok(())
    }

    /// Fetches the mail of Ada, leaving it in the outbox.
    fn fetch(&self) -> Result<(Secret, Secret)> {
        let mut messages = self.accounts.claim_messages(10, Duration::from_secs(1))?;
        let message = messages.pop().ok_or_else(|| Error::internal("there is no mail"))?;
        let secrets = message.token.clone().zip(message.code.clone());
        let (token, code) = secrets.ok_or_else(|| Error::internal("the mail has no secrets"))?;
        self.tell("a_link_token", &token);
        self.tell("a_code", &code);
        self.accounts.ack_message(message.lease)?;
        Ok((token, code))
    }

    fn tell(&self, what: &str, secret: &Secret) {
        // Nobody reads any more: the harness has ended.
        drop(self.report.line(&["secret", what, &veil(secret.expose().as_bytes())]));
    }
}
