//! One password after another, over many accounts and over nobody's.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{Context, Timestamp, VerificationType};
use ezauth_core::faults::{alter_file, count_rows, take_work};
use ezauth_core::{Accounts, Clock, Ports, SettableClock, Settings, Size};
use ezauth_tests::harness::{Inbox, address, limited_settings};

use super::attackers_ip;
use crate::run::Scene;

const ACCOUNTS: u64 = 200;
/// How many of them there are; the others are of leaked lists.
const THERE: u64 = 20;
/// Some with an address of IPv4, some with a network of IPv6.
const CALLERS: u64 = 8;
const HOURS: i64 = 4;
const HOUR: i64 = 60 * 60 * 1_000;
const START: i64 = 1_800_000_000_000;
const PASSWORD: &str = "each has this one";
/// Old rows, as after an attack.
const KEYS: u64 = 100_000;

pub(super) fn spray() -> Result<String, String> {
    let scene = Scene::new();
    let clock = SettableClock::new(Timestamp::from_millis(START));
    let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
    let settings = Settings {
        argon2_memory: Size::kib(8),
        failures_hourly_by_ip: 20,
        ..limited_settings(&scene.file())
    };
    let most = settings.failures_hourly_by_ip;
    let accounts = Accounts::open_with(settings, ports).unwrap();
    make(&accounts);

    let mut due = vec![START; usize::try_from(CALLERS).unwrap()];
    let mut looked_at: HashMap<(i64, usize), u32> = HashMap::new();
    let mut tried = 0;
    loop {
        let (caller, &at) = due.iter().enumerate().min_by_key(|(_, at)| **at).unwrap();
        if at >= START + HOURS * HOUR {
            break;
        }
        clock.set(Timestamp::from_millis(at));
        tried += 1;
        let name = address(&(tried % ACCOUNTS).to_string());
        let ip = attackers_ip(caller as u64 * 100 / CALLERS);
        let context = Context { ip: Some(ip), user_agent: None };
        let _ = take_work();
        let answer = accounts.sign_in_with_password(&name, "of a leaked list", &context);
        let error = answer.err().ok_or("a wrong password was right")?;
        let count = looked_at.entry(((at - START) / HOUR, caller)).or_default();
        *count += take_work().hashes;
        if *count > 2 * most {
            return Err(format!("{count} passwords from one address in an hour, not {}", 2 * most));
        }
        let wait = error.retry_after().unwrap_or(Duration::from_millis(1));
        due[caller] = at + i64::try_from(wait.as_millis()).unwrap().max(1);
    }
    let all: u32 = looked_at.values().sum();
    let at_most = u32::try_from(CALLERS).unwrap() * most * (u32::try_from(HOURS).unwrap() + 1);
    if all > at_most {
        return Err(format!("{all} passwords in all, not {at_most}"));
    }
    owners_come_in(&accounts, &clock)?;
    let rows = rows_stay_few(&scene, &accounts, &clock)?;
    Ok(format!(
        "{tried} tries over {ACCOUNTS} identifiers from {CALLERS} addresses in {HOURS} hours, {all} of them \
         looked at; every owner came in; {KEYS} old limits swept and {rows} left"
    ))
}

fn make(accounts: &Accounts) {
    for number in 0..THERE {
        let name = address(&number.to_string());
        let user = accounts.create_user_with_password(&name, PASSWORD).unwrap();
        accounts.request_email_verification(user.identity.id).unwrap();
    }
    for mail in Inbox::take_all(accounts).unwrap().values() {
        accounts.verify_magic_link(&mail.token, VerificationType::Email, None).unwrap();
    }
}

/// Each with their password, after the one wait that there can be.
fn owners_come_in(accounts: &Accounts, clock: &SettableClock) -> Result<(), String> {
    for number in 0..THERE {
        let name = address(&number.to_string());
        let context = Context { ip: Some(format!("198.51.100.{number}")), user_agent: None };
        let enter = || accounts.sign_in_with_password(&name, PASSWORD, &context);
        let Err(error) = enter() else { continue };
        let wait = error.retry_after().ok_or_else(|| format!("{name}: {error}"))?;
        clock.advance(wait);
        enter().map_err(|error| format!("{name}, after {wait:?}: {error}"))?;
    }
    Ok(())
}

/// Rows that say nothing any more go, and calls do not add more than they take.
fn rows_stay_few(scene: &Scene, accounts: &Accounts, clock: &SettableClock) -> Result<u64, String> {
    let count = || count_rows(&scene.file(), "throttles").unwrap();
    let now = clock.now().as_millis();
    let insert = format!(
        "WITH RECURSIVE key(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM key WHERE n < {KEYS})
         INSERT INTO throttles (bucket, count, started_at, last_at, expires_at)
         SELECT randomblob(32), 1, {now} - n, {now} - n, {now} FROM key"
    );
    alter_file(&scene.file(), &insert).unwrap();
    clock.advance(Duration::from_secs(60 * 24 * 60 * 60));
    let before = count();
    for number in 0..100 {
        let name = address(&format!("new{number}"));
        let context = Context { ip: Some(attackers_ip(number)), user_agent: None };
        accounts.sign_in_with_password(&name, "of a leaked list", &context).ok();
    }
    if count() > before {
        return Err(format!("{before} limits have become {}", count()));
    }
    clock.advance(Duration::from_secs(60 * 24 * 60 * 60));
    accounts.sweep(10 * KEYS).unwrap();
    match count() {
        rows if rows > THERE => Err(format!("{rows} limits are left of {before}")),
        rows => Ok(rows),
    }
}
