//! Backups: whole whatever happens meanwhile, and nothing that was ended or used since lives again in
//! them.

mod opening;
mod writing;

use std::fs;
use std::time::Duration;

use ezauth_core::Accounts;
use ezauth_core::domain::{Context, Event, EventFilter, EventType, VerificationType};
use ezauth_core::faults::{Fault, ask_file, check_file, seed_here};
use ezauth_tests::harness::golden::key_of;
use ezauth_tests::harness::{Golden, settings};

use crate::golden::{self, NEWEST};
use crate::run::{ALONE, Run, Scene};

/// A backup in the place of a database, with the key of the original beside it.
fn restore(accounts: &Accounts, original: &Scene) -> Scene {
    let restored = Scene::new();
    accounts.backup(&restored.file()).unwrap();
    fs::copy(key_of(&original.file()), key_of(&restored.file())).unwrap();
    restored
}

/// A backup of the golden database, which has some of everything.
fn golden_backup() -> (Scene, Golden) {
    let (original, golden) = (golden::scene(NEWEST), Golden::read(NEWEST).unwrap());
    let accounts = golden.open(&original.file()).unwrap();
    let restored = restore(&accounts, &original);
    accounts.close().unwrap();
    (restored, golden)
}

/// How many rows a table has.
fn count(scene: &Scene, table: &str) -> u64 {
    let sql = format!("SELECT count(*) || '' FROM {table}");
    ask_file(&scene.file(), &sql).unwrap().parse().unwrap()
}

/// How many rows of all that must end a file holds.
fn count_alive(scene: &Scene) -> u64 {
    let tables = ["sessions", "verifications", "sign_ups", "pending_changes", "messages"];
    tables.iter().map(|table| count(scene, table)).sum()
}

fn events(accounts: &Accounts, event_type: Option<EventType>) -> Vec<Event> {
    let filter = EventFilter { event_type, limit: Some(1_000), ..EventFilter::default() };
    accounts.events(&filter, None).unwrap().events
}

/// What the golden database was made with that still opens something.
fn alive(accounts: &Accounts, golden: &Golden) -> Vec<&'static str> {
    let Golden { recovery, confirmation, phone, .. } = golden;
    let by_code = |it: &str| {
        accounts.verify_magic_code(&phone.code, VerificationType::Phone, it, Some(&phone.handle))
    };
    let by_link = accounts.verify_magic_link(
        &confirmation.token,
        VerificationType::Email,
        Some(&golden.unconfirmed_password),
    );
    let caller = Context::default();
    let reset = accounts.reset_password_with_link(&recovery.token, "a new one of theirs", &caller);
    let mail = accounts.claim_messages(10, Duration::from_secs(60)).unwrap();
    let tried = [
        ("session", accounts.get_session(&golden.session).unwrap().is_some()),
        ("code", by_code(&phone.value).is_ok()),
        ("link", by_link.is_ok()),
        ("recovery", reset.is_ok()),
        ("mail", !mail.is_empty()),
    ];
    tried.into_iter().filter_map(|(what, is_alive)| is_alive.then_some(what)).collect()
}

#[test]
fn nothing_that_was_ended_or_used_lives_in_a_restored_backup() {
    let _alone = ALONE.lock();
    let run = Run::begin("backups");
    let (original, golden) = (golden::scene(NEWEST), Golden::read(NEWEST).unwrap());
    let accounts = golden.open(&original.file()).unwrap();
    let ada = accounts.get_user_by_username(&golden.username).unwrap();
    let known = events(&accounts, None);
    let rows = count_alive(&original);
    assert!(rows > 10, "there is something to end");
    let restored = restore(&accounts, &original);
    assert_eq!(events(&accounts, Some(EventType::BackupMade)).len(), 1);
    // All of it, in the original. The reset ends the session.
    let used = alive(&accounts, &golden);
    assert_eq!(used, ["code", "link", "recovery", "mail"]);

    let accounts = golden.open(&restored.file()).unwrap();
    assert_eq!(count_alive(&restored), 0);
    assert_eq!(alive(&accounts, &golden), [""; 0]);
    let sign_in = |accounts: &Accounts| {
        let caller = Context::default();
        accounts.sign_in_with_password(&golden.address, &golden.password, &caller).unwrap()
    };
    let signed_in = sign_in(&accounts);
    assert_eq!(Some(signed_in.user), ada, "users and passwords are as they were");
    let told = events(&accounts, None);
    assert_eq!(told[..known.len()], known[..], "the trail goes on");
    let restoring = &told[known.len()];
    assert_eq!(restoring.event_type, EventType::BackupRestored);
    let data: serde_json::Value = serde_json::from_str(&restoring.data).unwrap();
    assert_eq!(data["made_at"].as_i64(), Some(golden.made_at + 60_000));
    let ended = ["sessions", "verifications", "sign_ups", "pending_changes", "messages"];
    assert_eq!(ended.iter().map(|it| data[it].as_u64().unwrap()).sum::<u64>(), rows);
    accounts.close().unwrap();

    // Once: what began since stays.
    let accounts = golden.open(&restored.file()).unwrap();
    assert!(accounts.get_session(signed_in.token.expose()).unwrap().is_some());
    assert_eq!(events(&accounts, Some(EventType::BackupRestored)).len(), 1);
    accounts.close().unwrap();
    check_file(&restored.file()).unwrap();
    run.tell(&format!("{rows} rows ended at the first open, none at the second"));
}

#[test]
fn a_backup_without_its_key_stays_a_backup() {
    let _alone = ALONE.lock();
    let run = Run::begin("backups, without the key");
    let (restored, golden) = golden_backup();
    let rows = count_alive(&restored);
    fs::remove_file(key_of(&restored.file())).unwrap();
    let refused = golden.open(&restored.file()).unwrap_err();
    assert_eq!(refused.fields()[0].field, "key");
    assert_eq!((count(&restored, "backup_mark"), count_alive(&restored)), (1, rows));

    Accounts::replace_key(settings(&restored.file())).unwrap();
    assert_eq!((count(&restored, "backup_mark"), count_alive(&restored)), (0, 0));
    let accounts = golden.open(&restored.file()).unwrap();
    assert_eq!(alive(&accounts, &golden), [""; 0]);
    for event_type in [EventType::BackupRestored, EventType::KeyReplaced] {
        assert_eq!(events(&accounts, Some(event_type)).len(), 1);
    }
    run.tell("refused and left as it was; all ended when its key was replaced");
}

/// A60.
#[test]
fn reviving_what_has_ended_is_caught() {
    let _alone = ALONE.lock();
    let run = Run::begin("backups, control: all lives again");
    let (restored, golden) = golden_backup();
    let _seeded = seed_here(Fault::ReviveBackups);
    let accounts = golden.open(&restored.file()).unwrap();
    let session = accounts.get_session(&golden.session).unwrap();
    assert!(session.is_some(), "the session lives again");
    let alive = alive(&accounts, &golden);
    assert_eq!(alive, ["code", "link", "recovery", "mail"]);
    run.tell(&format!("caught: session, {}", alive.join(", ")));
}
