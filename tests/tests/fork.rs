//! A child of `fork()` is told so, closes nothing and waits for nothing.
//!
//! It has no test harness: that would fork with threads of its own.

#![expect(clippy::print_stdout, reason = "it prints what a test harness would")]

use std::process::ExitCode;
use std::thread;

use ezauth_core::domain::Context;
use ezauth_core::{Accounts, ErrorKind, Settings, Size};

const FORKS: usize = 40;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a folder for the database");
    let hash = Size::kib(19_456);
    let settings = Settings { argon2_memory: hash, ..Settings::new(folder.path().join("auth.db")) };
    let accounts = Accounts::open(settings.clone()).expect("the accounts open");
    let before = accounts.create_user_with_email("before@example.com").expect("a user");

    // These hold locks at the moment of some of the forks, and are not there in the child.
    for number in 0..3 {
        let accounts = accounts.clone();
        thread::spawn(move || {
            while accounts.sign_in_with_password("nobody", "at all", &Context::default()).is_err() {
                let address = format!("{number}@example.com");
                drop(accounts.create_user_with_email(&address));
            }
        });
    }
    let told = (0..FORKS).filter(|_| in_child(|| is_told(&accounts, &settings))).count();

    let after = accounts.create_user_with_email("after@example.com").expect("the parent goes on");
    for user in [before, after] {
        assert!(accounts.get_user(user.user.id).expect("a read").is_some());
    }
    assert_eq!(told, FORKS, "children that were told, of {FORKS}");
    println!("test result: ok. {FORKS} passed; 0 failed; 0 ignored; children of fork()");
    // The other threads still sign in; the process ends under them.
    std::process::exit(0)
}

/// What a child sees of the accounts of its parent.
fn is_told(accounts: &Accounts, settings: &Settings) -> bool {
    let forked = |kind: Option<ErrorKind>| kind == Some(ErrorKind::Forked);
    let told = forked(accounts.email_taken("a@example.com").err().map(|error| error.kind()))
        && forked(accounts.close().err().map(|error| error.kind()))
        && forked(Accounts::open(settings.clone()).err().map(|error| error.kind()));
    // Every handle that was counted in the parent goes, so that the last drop happens here.
    for _ in 0..4 {
        drop(take(accounts));
    }
    told
}

/// A handle that stands for one that a thread of the parent holds.
fn take(accounts: &Accounts) -> Accounts {
    // SAFETY: the threads that held the four handles are not in this process, and nothing else uses
    // them; the process ends after the last.
    unsafe { std::ptr::read(accounts) }
}

/// Runs this in a child, which has ten seconds, and says whether it answered true.
fn in_child(body: impl FnOnce() -> bool) -> bool {
    // SAFETY: the child calls the code under test, and then `_exit`.
    let child = unsafe { libc::fork() };
    assert!(child >= 0, "the system forks");
    if child == 0 {
        // SAFETY: both are allowed after a fork; the alarm ends a child that hangs.
        unsafe { libc::alarm(10) };
        let answer = body();
        // SAFETY: ends the process without running what the parent has registered.
        unsafe { libc::_exit(i32::from(!answer)) };
    }
    let mut status = 0;
    // SAFETY: the child is this process's, and the status is a place of its own.
    let waited = unsafe { libc::waitpid(child, &raw mut status, 0) };
    waited == child && status == 0
}
