//! Signing up, proving, signing in and recovering, against one hash and one commit.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use ezauth_core::domain::{Context, IdentityId, Message, Secret, UserIdentity, VerificationType};
use ezauth_core::{Accounts, Settings};
use rusqlite::Connection;

use crate::hashing::{Hash, PASSWORD};
use crate::measure::{Contestant, Rounds, take_turns, timed};
use crate::scale::Scale;
use crate::stock::{CALLER, forget, millis};
use crate::table::{CODE, LINK, RESET_CODE, RESET_LINK, Row, SIGN_IN, SIGN_UP, Table};
use crate::{Outcome, micros, raw};

const EMAIL: VerificationType = VerificationType::Email;

pub(crate) fn run(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let path = folder.join("redeeming.db");
    forget(&path)?;
    let accounts = Accounts::open(Settings::new(&path))?;
    let connection = raw::connect(&path, 0)?;
    confirming(&accounts, &connection, scale, table)?;
    hashing(&accounts, &connection, scale, table)
}

/// Links and codes of addresses: the library uses up some, and the floor others.
fn confirming(
    accounts: &Accounts,
    connection: &Connection,
    scale: &Scale,
    table: &mut Table,
) -> Outcome<()> {
    let calls = scale.writes;
    let each = ((scale.rounds + 1) * calls) as usize;
    let issued = issue(accounts, 4 * each)?;
    let stored =
        issued.iter().map(|it| Stored::find(connection, it)).collect::<Outcome<Vec<_>>>()?;
    let mut parts = issued.chunks(each);
    let mut next = || parts.next().unwrap_or_default().iter();
    let (mut links, _, mut codes) = (next(), next(), next());
    let (mut raw_links, mut raw_codes) = (stored[each..].iter(), stored[3 * each..].iter());
    let mut contestants: [Contestant<'_>; 4] = [
        Box::new(|| {
            timed(calls, || {
                let token = taken(links.next())?.token.as_ref().ok_or("a link")?;
                accounts.verify_magic_link(token.expose(), EMAIL, None)?;
                Ok(())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let Stored { user, link, .. } = taken(raw_links.next())?;
                raw::use_link(connection, user, link, millis())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let message = taken(codes.next())?;
                let code = message.code.as_ref().ok_or("a code")?;
                accounts.verify_magic_code(code.expose(), EMAIL, &message.recipient, None)?;
                Ok(())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let Stored { user, value, code, .. } = taken(raw_codes.next())?;
                raw::use_code(connection, user, (value, code), millis())
            })
        }),
    ];
    let rounds = take_turns(scale.rounds, &mut contestants)?;
    for (row, at) in [(&LINK, 0), (&CODE, 2)] {
        let detail = format!("{}, {}", micros(rounds.of(at)), micros(rounds.of(at + 1)));
        table.add(row, rounds.ratio(at, at + 1), detail);
    }
    Ok(())
}

/// What hashes a password, one call a round: its neighbours are one hash and one commit.
fn hashing(
    accounts: &Accounts,
    connection: &Connection,
    scale: &Scale,
    table: &mut Table,
) -> Outcome<()> {
    let mut hash = Hash::new()?;
    let context = Context { ip: Some(CALLER.0.to_owned()), user_agent: Some(CALLER.1.to_owned()) };
    let rounds = scale.hashes as usize + 1;
    // Whoever has proven an address can recover; one more has a password to sign in with.
    let recovering = verified(accounts, 2 * rounds)?;
    let user = sign_up(accounts, "ann@example.com")?;
    let (mut by_link, mut by_code) = (recovering[..rounds].iter(), recovering[rounds..].iter());
    let mut numbers = 0..;
    let mut contestants: [Contestant<'_>; 6] = [
        Box::new(|| timed(1, || hash.with_kept_memory())),
        Box::new(|| timed(1, || raw::insert_session(connection, &user, millis(), CALLER))),
        Box::new(|| {
            timed(1, || {
                accounts.sign_in_with_password("ann@example.com", PASSWORD, &context)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let email = format!("new{}@example.com", taken(numbers.next())?);
            timed(1, || {
                accounts.create_user_with_password(&email, PASSWORD)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let message = recover(accounts, taken(by_link.next())?)?;
            let token = message.token.as_ref().ok_or("a link")?.expose();
            timed(1, || {
                accounts.reset_password_with_link(token, PASSWORD, &context)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let message = recover(accounts, taken(by_code.next())?)?;
            let code = message.code.as_ref().ok_or("a code")?.expose();
            let email = &message.recipient;
            timed(1, || {
                accounts.reset_password_with_code(email, code, PASSWORD, None, &context)?;
                Ok(())
            })
        }),
    ];
    let rounds = take_turns(scale.hashes, &mut contestants)?;
    for (row, at) in [(&SIGN_IN, 2), (&SIGN_UP, 3), (&RESET_LINK, 4), (&RESET_CODE, 5)] {
        beyond(table, row, &rounds, at);
    }
    Ok(())
}

fn beyond(table: &mut Table, row: &Row, rounds: &Rounds, at: usize) {
    let [all, hash, commit] = [at, 0, 1].map(|at| micros(rounds.of(at)));
    table.add(row, rounds.beyond(at, &[0, 1]) * 1e6, format!("{all}, {hash}, {commit}"));
}

/// What the database holds of a message's secrets.
struct Stored {
    user: [u8; 16],
    value: String,
    link: [u8; 32],
    code: [u8; 32],
}

impl Stored {
    fn find(connection: &Connection, message: &Message) -> Outcome<Self> {
        let mut find = connection.prepare_cached(
            "SELECT identities.user_id, identities.value,
                    (SELECT secret FROM verifications
                     WHERE identity_id = identities.id AND form = 'link'),
                    (SELECT secret FROM verifications
                     WHERE identity_id = identities.id AND form = 'code')
             FROM identities
             WHERE identities.type = 'email' AND identities.value = ?1",
        )?;
        Ok(find.query_row([&message.recipient], |row| {
            let (user, value) = (row.get(0)?, row.get(1)?);
            Ok(Self { user, value, link: row.get(2)?, code: row.get(3)? })
        })?)
    }
}

/// Makes users and has a link and a code issued for each of them.
fn issue(accounts: &Accounts, users: usize) -> Outcome<Vec<Message>> {
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
fn verified(accounts: &Accounts, users: usize) -> Outcome<Vec<String>> {
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

fn sign_up(accounts: &Accounts, email: &str) -> Outcome<[u8; 16]> {
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

fn recover(accounts: &Accounts, email: &str) -> Outcome<Message> {
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

fn taken<T>(next: Option<T>) -> Outcome<T> {
    next.ok_or_else(|| "there are as many as calls".into())
}
