//! What an answer costs does not tell whether there is an account: the same passwords hashed,
//! statements run, random bytes drawn and rows written.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ezauth_core::domain::{Context, Timestamp};
use ezauth_core::faults::{Fault, Work, count_rows, seed_here, take_work};
use ezauth_core::{Accounts, ErrorKind, OsRandom, Ports, Random, Result, SettableClock, Settings};
use ezauth_tests::harness::settings;
use tempfile::TempDir;

const PASSWORD: &str = "correct horse battery";
const WRONG: &str = "not the password";
const TABLES: [&str; 9] = [
    "users",
    "identities",
    "credentials",
    "sessions",
    "sign_ups",
    "verifications",
    "messages",
    "events",
    "throttles",
];

/// Whom an answer is about.
const WHO: [&str; 5] = ["known", "without_password", "disabled", "claimed", "nobody"];

/// Remembers how many bytes were asked for, each time.
#[derive(Default)]
struct Counted(Mutex<Vec<usize>>);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        match bytes {
            // One that becomes a digit, and needs no second.
            [byte] => *byte = 7,
            _ => OsRandom.fill(bytes)?,
        }
        self.0.lock().unwrap().push(bytes.len());
        Ok(())
    }
}

/// What a call has cost.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    work: Work,
    drawn: Vec<usize>,
    rows: Vec<i64>,
}

struct Stage {
    folder: TempDir,
    random: Arc<Counted>,
    clock: SettableClock,
    accounts: Accounts,
}

impl Stage {
    /// Somebody of each kind.
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(set: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (random, clock) = (Arc::<Counted>::default(), SettableClock::new(start()));
        let ports =
            Ports { random: random.clone(), clock: Arc::new(clock.clone()), ..Ports::default() };
        let mut settings = settings(&folder.path().join("accounts.db"));
        set(&mut settings);
        let accounts = Accounts::open_with(settings, ports).unwrap();
        let stage = Self { folder, random, clock, accounts };
        let accounts = &stage.accounts;
        for who in ["known", "disabled"] {
            let handle = accounts.sign_up_with_password(&at(who), PASSWORD, &by()).unwrap();
            let token = stage.token();
            let made = accounts.confirm_sign_up_with_link(&token, Some(handle.expose()), &by());
            if who == "disabled" {
                accounts.admin_disable_user(made.unwrap().user.id, &by()).unwrap();
            }
        }
        accounts.request_magic_link(&at("without_password"), &by()).unwrap();
        accounts.sign_in_with_magic_link(&stage.token(), &by()).unwrap();
        accounts.create_user_with_password(&at("claimed"), PASSWORD).unwrap();
        // What is made once for each process is made.
        accounts.sign_in_with_password("somebody", WRONG, &by()).unwrap_err();
        stage.clock.advance(Duration::from_secs(3 * 24 * 3600));
        stage
    }

    fn token(&self) -> String {
        let mails = self.accounts.claim_messages(10, Duration::from_secs(60)).unwrap();
        for mail in &mails {
            self.accounts.ack_message(mail.lease).unwrap();
        }
        mails.iter().find_map(|mail| Some(mail.token.as_ref()?.expose().to_owned())).unwrap()
    }

    fn rows(&self) -> Vec<i64> {
        let file = self.folder.path().join("accounts.db");
        TABLES.map(|table| count_rows(&file, table).unwrap().cast_signed()).to_vec()
    }

    /// What has ended is cleared away before, so that no call does so by the way.
    fn cost<T: Debug>(&self, call: impl FnOnce(&Accounts) -> Result<T>) -> (Cost, Result<T>) {
        self.accounts.sweep(1_000).unwrap();
        let before = self.rows();
        self.random.0.lock().unwrap().clear();
        take_work();
        let answer = call(&self.accounts);
        let (work, drawn) = (take_work(), std::mem::take(&mut *self.random.0.lock().unwrap()));
        let rows = self.rows().iter().zip(&before).map(|(after, before)| after - before).collect();
        (Cost { work, drawn, rows }, answer)
    }
}

fn start() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

fn at(who: &str) -> String {
    format!("{who}@example.com")
}

fn by() -> Context {
    Context { ip: Some("192.0.2.1".to_owned()), user_agent: None }
}

/// What the same call costs for each of them, for whom it must end alike. What is counted for the
/// caller's address is there when they come.
fn costs<T: Debug>(
    stage: &Stage,
    call: impl Fn(&Accounts, &str) -> Result<T>,
    ends: impl Fn(Result<T>) -> bool,
) -> Vec<(&'static str, Cost)> {
    let one = |who| {
        let (cost, answer) = stage.cost(|accounts| call(accounts, &at(who)));
        assert!(ends(answer), "the answer for {who}");
        (who, cost)
    };
    call(&stage.accounts, &at("somebody")).ok();
    WHO.map(one).into_iter().collect()
}

fn assert_equal(what: &str, costs: &[(&'static str, Cost)]) {
    let (_, first) = &costs[0];
    assert!(!first.drawn.is_empty(), "{what}");
    // Asked again, a message takes the place of one that waits; that of nobody has expired at once and
    // was cleared away before, by whoever came in between.
    let compared = |cost: &Cost| {
        let rows = TABLES.iter().zip(&cost.rows);
        let rows = rows.filter(|(table, _)| **table != "messages" || !what.ends_with("again"));
        (cost.work, cost.drawn.clone(), rows.map(|(_, count)| *count).collect::<Vec<_>>())
    };
    for (who, cost) in costs {
        assert_eq!(compared(cost), compared(first), "{what}, for {who}");
    }
}

#[test]
fn a27_a_failed_sign_in_costs_the_same_for_everybody() {
    let stage = Stage::new();
    let sign_in =
        |accounts: &Accounts, who: &str| accounts.sign_in_with_password(who, WRONG, &by());
    let is_refused = |answer: Result<_>| {
        answer.is_err_and(|error| error.kind() == ErrorKind::InvalidCredentials)
    };
    let costs = costs(&stage, sign_in, is_refused);
    assert_eq!(costs[0].1.work.hashes, 1);
    assert_equal("signing in", &costs);
}

#[test]
fn a27_a_password_that_is_switched_off_costs_the_same_as_one_that_never_was() {
    const FAILURES: u32 = 10;
    let stage = Stage::with(|settings| settings.password_failures = FAILURES);
    let sign_in =
        |accounts: &Accounts, who: &str| accounts.sign_in_with_password(who, WRONG, &by());
    for _ in 0..FAILURES {
        for who in WHO {
            sign_in(&stage.accounts, &at(who)).unwrap_err();
        }
    }
    let costs = costs(&stage, sign_in, |answer| answer.is_err());
    assert_eq!(costs[0].1.work.hashes, 1);
    assert_equal("signing in", &costs);
}

#[test]
fn a27_asking_for_mail_costs_the_same_for_everybody() {
    let stage = Stage::new();
    let ok = |answer: Result<_>| answer.is_ok();
    let recover = |accounts: &Accounts, who: &str| accounts.request_password_recovery(who, &by());
    assert_equal("recovery", &costs(&stage, recover, ok));
    assert_equal("recovery again", &costs(&stage, recover, ok));
    let link = |accounts: &Accounts, who: &str| accounts.request_magic_link(who, &by());
    assert_equal("a link", &costs(&stage, link, ok));
    let sign_up =
        |accounts: &Accounts, who: &str| accounts.sign_up_with_password(who, PASSWORD, &by());
    let costs = costs(&stage, sign_up, ok);
    assert_eq!(costs[0].1.work.hashes, 1);
    assert_equal("signing up", &costs);
}

#[test]
fn a27_a_wrong_code_costs_the_same_for_everybody() {
    let stage = Stage::new();
    for who in WHO.into_iter().chain(["somebody"]) {
        stage.accounts.request_password_recovery(&at(who), &by()).unwrap();
    }
    let reset = |accounts: &Accounts, who: &str| {
        accounts.reset_password_with_code(who, "000000", "another good phrase", None, &by())
    };
    let is_refused =
        |answer: Result<_>| answer.is_err_and(|error| error.kind() == ErrorKind::InvalidToken);
    assert_equal("a wrong code", &costs(&stage, reset, is_refused));
}

#[test]
fn a27_checking_no_password_for_nobody_is_caught() {
    let stage = Stage::new();
    let _wrong = seed_here(Fault::SkipDecoy);
    let sign_in =
        |accounts: &Accounts, who: &str| accounts.sign_in_with_password(who, WRONG, &by());
    let costs = costs(&stage, sign_in, |answer| answer.is_err());
    assert_eq!((costs[0].1.work.hashes, costs[4].1.work.hashes), (1, 0));
    assert_ne!(costs[0].1, costs[4].1);
}
