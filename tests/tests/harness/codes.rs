//! Many codes: equal ones do not disturb each other, and asking again leaves one.

use std::sync::Arc;
use std::thread;

use ezauth_core::domain::{Context, VerificationType};
use ezauth_core::faults::count_rows;
use ezauth_core::{Accounts, OsRandom, Ports, Random, Result};
use ezauth_tests::harness::{Inbox, address, settings};

use crate::run::{Run, Scene};

/// Repeats whatever is drawn byte by byte, as the digits of a code are.
struct SameDigits;

impl Random for SameDigits {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        match bytes {
            [only] => {
                *only = 7;
                Ok(())
            }
            _ => OsRandom.fill(bytes),
        }
    }
}

/// A04.
#[test]
fn equal_codes_all_work() {
    const CODES: usize = 5_000;
    let run = Run::begin("equal codes");
    let scene = Scene::new();
    let ports = Ports { random: Arc::new(SameDigits), ..Ports::default() };
    let accounts = Accounts::open_with(settings(&scene.file()), ports).unwrap();
    for number in 0..CODES {
        let created = accounts.create_user_with_email(&address(&number.to_string())).unwrap();
        accounts.request_email_verification(created.identity.id).unwrap();
    }
    let mails = Inbox::take_all(&accounts).unwrap();
    assert_eq!(mails.len(), CODES);
    for (address, mail) in &mails {
        assert_eq!(mail.code, "777777");
        accounts.verify_magic_code("777777", VerificationType::Email, address, None).unwrap();
    }
    run.tell(&format!("{CODES} outstanding at once, all of them work"));
}

/// A03, for the flows: nothing is created for an address that nobody has.
#[test]
fn requests_for_an_unregistered_address_leave_no_user_and_one_code() {
    const REQUESTS: u64 = 1_000;
    let run = Run::begin("requests for nobody");
    let scene = Scene::new();
    let accounts = scene.open();
    let request = |_| {
        accounts.request_password_recovery("nobody@example.com", &Context::default()).unwrap();
    };
    at_once(REQUESTS, request);
    let count = |table| count_rows(&scene.file(), table).unwrap();
    assert_eq!((count("users"), count("identities")), (0, 0));
    // A handle each, one link and one code.
    assert_eq!(count("verifications"), REQUESTS + 2);
    assert!(Inbox::take_all(&accounts).unwrap().is_empty(), "nobody is written to");
    run.tell(&format!("{REQUESTS}: no user, one code"));
}

/// A03, for the parts: asking again finds whom asking created.
#[test]
fn finding_or_creating_again_leaves_one_user() {
    const REQUESTS: u64 = 1_000;
    let run = Run::begin("find or create");
    let scene = Scene::new();
    let accounts = scene.open();
    at_once(REQUESTS, |_| {
        accounts.find_or_create_email_identity("ada@example.com").unwrap();
    });
    let count = |table| count_rows(&scene.file(), table).unwrap();
    assert_eq!((count("users"), count("identities")), (1, 1));
    run.tell(&format!("{REQUESTS}: one user"));
}

/// Does this so many times, by eight threads.
fn at_once(times: u64, act: impl Fn(u64) + Sync) {
    const THREADS: u64 = 8;
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| (0..times / THREADS).for_each(&act));
        }
    });
}
