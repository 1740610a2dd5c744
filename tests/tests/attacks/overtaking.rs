//! A password that was checked, and is another when it counts.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ezauth_core::domain::{Context, SignIn, UserId};
use ezauth_core::{Accounts, Error, ErrorKind, OsRandom, Ports, Random, Result, Settings};
use tempfile::TempDir;

const ADDRESS: &str = "ann@example.com";
const OLD: &str = "correct horse battery";
const NEW: &str = "another good phrase";

/// What happens between the check of a password and the session that it opens: when the token of that
/// session is drawn.
#[derive(Default)]
struct Between(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Random for Between {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        const TOKEN: usize = 32;
        if bytes.len() == TOKEN
            && let Some(act) = self.0.lock().unwrap().take()
        {
            act();
        }
        OsRandom.fill(bytes)
    }
}

/// Ann, a process in which she signs in, and another in which something happens meanwhile.
struct Stage {
    _folder: TempDir,
    between: Arc<Between>,
    here: Accounts,
    there: Accounts,
    ann: UserId,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::new(folder.path().join("accounts.db"));
        let there = Accounts::open(settings.clone()).unwrap();
        let handle = there.sign_up_with_password(ADDRESS, OLD, &Context::default()).unwrap();
        let token = newest_token(&there);
        let ann =
            there.confirm_sign_up_with_link(&token, Some(handle.expose()), &Context::default());
        let between = Arc::new(Between::default());
        // A sign-in here also hashes the password anew.
        let costlier = Settings { argon2_iterations: settings.argon2_iterations + 1, ..settings };
        let ports = Ports { random: between.clone(), ..Ports::default() };
        let here = Accounts::open_with(costlier, ports).unwrap();
        // What is made once for each process is made.
        here.sign_in_with_password("nobody", OLD, &Context::default()).unwrap_err();
        Self { _folder: folder, between, here, there, ann: ann.unwrap().user.id }
    }

    /// Signs in, while this happens.
    fn sign_in_while(
        &self,
        act: impl FnOnce(&Accounts, UserId) + Send + 'static,
    ) -> Result<SignIn> {
        let (there, ann) = (self.there.clone(), self.ann);
        *self.between.0.lock().unwrap() = Some(Box::new(move || act(&there, ann)));
        let signed_in = sign_in(&self.here, OLD);
        assert!(self.between.0.lock().unwrap().is_none(), "it happened between");
        signed_in
    }
}

fn sign_in(accounts: &Accounts, password: &str) -> Result<SignIn> {
    accounts.sign_in_with_password(ADDRESS, password, &Context::default())
}

fn newest_token(accounts: &Accounts) -> String {
    let mails = accounts.claim_messages(10, Duration::from_secs(60)).unwrap();
    mails.iter().rev().find_map(|mail| Some(mail.token.as_ref()?.expose().to_owned())).unwrap()
}

fn reset(accounts: &Accounts, _: UserId) {
    let nobody = Context::default();
    accounts.request_password_recovery(ADDRESS, &nobody).unwrap();
    accounts.reset_password_with_link(&newest_token(accounts), NEW, &nobody).unwrap();
}

#[test]
fn a58_a_sign_in_that_a_reset_overtakes_opens_nothing_and_brings_nothing_back() {
    let stage = Stage::new();
    let refused = stage.sign_in_while(reset).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidCredentials);
    assert!(stage.there.list_user_sessions(stage.ann).unwrap().is_empty());
    let old = sign_in(&stage.there, OLD).as_ref().map_err(Error::kind).map(drop);
    assert_eq!(old, Err(ErrorKind::InvalidCredentials), "hashing it anew did not restore it");
    sign_in(&stage.there, NEW).unwrap();
}

#[test]
fn a58_a_sign_in_that_the_administration_overtakes_opens_nothing() {
    let acts: [fn(&Accounts, UserId); 3] = [
        |accounts, ann| drop(accounts.admin_disable_user(ann, &Context::default()).unwrap()),
        |accounts, ann| accounts.admin_delete_user(ann, &Context::default()).unwrap(),
        |accounts, ann| {
            drop(accounts.admin_set_password(ann, NEW, &Context::default()).unwrap());
        },
    ];
    for act in acts {
        let stage = Stage::new();
        let refused = stage.sign_in_while(act).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidCredentials);
        assert!(stage.there.list_user_sessions(stage.ann).unwrap().is_empty());
    }
}

#[cfg(feature = "seeded-faults")]
#[test]
fn a58_an_old_password_that_opens_a_session_after_the_reset_is_caught() {
    use ezauth_core::faults::{Fault, seed_here};
    let stage = Stage::new();
    let _wrong = seed_here(Fault::ForgetVerified);
    stage.sign_in_while(reset).expect("the fault lets it in");
    assert_eq!(stage.there.list_user_sessions(stage.ann).unwrap().len(), 1);
}
