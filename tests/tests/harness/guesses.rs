//! Guessing in parallel: what is counted one by one is counted for all.

use std::sync::Barrier;
use std::thread;

use ezauth_core::domain::{Context, EventFilter, EventType, VerificationType};
use ezauth_core::{Accounts, ErrorKind};
use ezauth_tests::harness::{Inbox, Race};

use crate::racers::Racers;
use crate::run::{Run, Scene};

const ADDRESS: &str = "ada@example.com";

/// A08: of 64 wrong codes at once, five are looked at. A59: a handle has chances of its own.
#[test]
fn wrong_codes_at_once_count_one_by_one() {
    const GUESSES: usize = 64;
    let run = Run::begin("64 wrong codes at once");
    let scene = Scene::new();
    let accounts = scene.open();
    let created = accounts.create_user_with_email(ADDRESS).unwrap();
    let handle = accounts.request_email_verification(created.identity.id).unwrap();
    let code = Inbox::take_all(&accounts).unwrap().remove(ADDRESS).unwrap().code;
    let wrong = if code == "000000" { "000001" } else { "000000" };

    let own = vec!["nothing".to_owned(); GUESSES];
    let answers = Racers::start(&scene.file(), &[]).run(Race::ConfirmCode, ADDRESS, wrong, &own);
    assert_eq!(answers, vec![ErrorKind::InvalidToken.name(); GUESSES]);
    assert_eq!(refused(&accounts, EventType::VerificationRefused), 5);

    let verify = |proof| accounts.verify_magic_code(&code, VerificationType::Email, ADDRESS, proof);
    assert_eq!(verify(None).unwrap_err().kind(), ErrorKind::InvalidToken);
    assert_eq!(refused(&accounts, EventType::VerificationRefused), 5, "the code has no more");
    verify(Some(handle.expose())).unwrap();
    run.tell("5 of them counted, the right one refused without its handle and taken with it");
}

/// A21: failures in parallel are all counted.
#[test]
fn failed_sign_ins_at_once_count_one_by_one() {
    const FAILURES: usize = 100;
    let run = Run::begin("100 failed sign-ins at once");
    let scene = Scene::new();
    let accounts = scene.open();
    let barrier = Barrier::new(FAILURES);
    let fail = || {
        barrier.wait();
        accounts.sign_in_with_password(ADDRESS, "a wrong one", &Context::default())
    };
    thread::scope(|scope| {
        let failing: Vec<_> = (0..FAILURES).map(|_| scope.spawn(fail)).collect();
        for failed in failing {
            let error = failed.join().unwrap().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
        }
    });
    assert_eq!(refused(&accounts, EventType::SignInRefused), FAILURES);
    run.tell("all of them counted");
}

/// How many refusals the audit trail counts: a row for each hour that the clock has shown.
fn refused(accounts: &Accounts, event_type: EventType) -> usize {
    let filter = EventFilter { event_type: Some(event_type), ..EventFilter::default() };
    let events = accounts.events(&filter, None).unwrap().events;
    let count = |data: &str| {
        let digits: String = data.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap()
    };
    events.iter().map(|event| count(&event.data)).sum()
}
