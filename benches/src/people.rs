//! Users for what is measured, made by the library itself.

use std::collections::HashMap;
use std::time::Duration;

use ezauth_core::Accounts;
use ezauth_core::domain::{Context, IdentityId, Message, Secret, UserIdentity, VerificationType};

use crate::Outcome;
use crate::hashing::PASSWORD;

pub(crate) const EMAIL: VerificationType = VerificationType::Email;

/// Makes users and has a link and a code issued for each of them.
pub(crate) fn issue(accounts: &Accounts, users: usize) -> Outcome<Vec<Message>> {
    together(users, |number| {
        let email = format!("user{number}@example.com");
        let UserIdentity { identity, .. } = accounts.create_user_with_email(&email)?;
        request(accounts, identity.id).map(drop)
    })?;
    let mut messages = collect(accounts)?;
    if messages.len() != users {
        return Err("a message is missing".into());
    }
    Ok(messages.drain().map(|(_, message)| message).collect())
}

/// Makes users who have proven their addresses, which it returns.
pub(crate) fn verified(accounts: &Accounts, users: usize) -> Outcome<Vec<String>> {
    let address = |number| format!("proven{number}@example.com");
    together(users, |number| {
        let created = accounts.create_user_with_email(&address(number))?;
        request(accounts, created.identity.id).map(drop)
    })?;
    let messages = collect(accounts)?;
    let messages: Vec<Message> = messages.into_values().collect();
    together(users, |number| {
        let token = messages[number].token.as_ref().ok_or("a link")?;
        accounts.verify_magic_link(token.expose(), EMAIL, None)?;
        Ok(())
    })?;
    Ok((0..users).map(address).collect())
}

/// Signs up a user with [`PASSWORD`] who has proven the address, and returns the id.
pub(crate) fn sign_up(accounts: &Accounts, email: &str) -> Outcome<[u8; 16]> {
    let created = accounts.create_user_with_password(email, PASSWORD)?;
    request(accounts, created.identity.id)?;
    let messages = collect(accounts)?;
    let token = messages.get(email).and_then(|it| it.token.as_ref()).ok_or("a link")?;
    accounts.verify_magic_link(token.expose(), EMAIL, None)?;
    let hex = created.user.id.to_string().replace('-', "");
    Ok(u128::from_str_radix(&hex, 16)?.to_be_bytes())
}

fn request(accounts: &Accounts, identity: IdentityId) -> Outcome<Secret> {
    Ok(accounts.request_email_verification(identity)?)
}

/// Has a recovery issued.
pub(crate) fn recover(accounts: &Accounts, email: &str) -> Outcome<Message> {
    accounts.request_password_recovery(email, &Context::default())?;
    Ok(collect(accounts)?.remove(email).ok_or("a message")?)
}

/// The messages that wait, by recipient.
fn collect(accounts: &Accounts) -> Outcome<HashMap<String, Message>> {
    let mut collected = HashMap::new();
    loop {
        let messages = accounts.claim_messages(100, Duration::from_secs(3_600))?;
        if messages.is_empty() {
            return Ok(collected);
        }
        together(messages.len(), |index| {
            Ok(accounts.ack_message(messages[index].lease).map(drop)?)
        })?;
        collected.extend(messages.into_iter().map(|it| (it.recipient.clone(), it)));
    }
}

/// Does so many things from several threads, which share commits.
fn together(count: usize, act: impl Fn(usize) -> Outcome<()> + Sync) -> Outcome<()> {
    const THREADS: usize = 16;
    std::thread::scope(|scope| {
        let act = &act;
        let work = |first| move || (first..count).step_by(THREADS).try_for_each(act);
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(work(first))).collect();
        threads.into_iter().try_for_each(|it| it.join().map_err(|_| "a thread panicked")?)
    })
}

/// The next of those that were made for the run.
pub(crate) fn taken<T>(next: Option<T>) -> Outcome<T> {
    next.ok_or_else(|| "there are as many as calls".into())
}
