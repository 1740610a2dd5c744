//! The audit trail cannot be written: then nothing else is.

use std::time::Duration;

use ezauth_core::domain::{Context, EventFilter, ProfileChanges, UserId};
use ezauth_core::faults::{Fault, alter_file, fingerprint, seed_here};
use ezauth_core::{Accounts, Result};
use ezauth_tests::harness::settings;
use tempfile::TempDir;

/// Ann, with what it takes to do something for her.
struct Stage {
    folder: TempDir,
    accounts: Accounts,
    ann: UserId,
    session: String,
    recover: String,
}

/// An act that leaves an event.
type Act = (&'static str, fn(&Stage) -> Result<()>);

const ACTS: [Act; 8] = [
    ("asking for a link", |it| it.accounts.request_magic_link("bob@example.com", &by()).map(drop)),
    ("a session", |it| it.accounts.generate_user_session_token(it.ann, &by()).map(drop)),
    ("a profile", |it| {
        let name = Some(Some("Ann".to_owned()));
        let changes = ProfileChanges { name, ..ProfileChanges::default() };
        it.accounts.update_user_profile(it.ann, &changes).map(drop)
    }),
    ("a reset", |it| {
        it.accounts.reset_password_with_link(&it.recover, "another good phrase", &by()).map(drop)
    }),
    ("signing out", |it| it.accounts.revoke_user_session_token(&it.session).map(drop)),
    ("switching off", |it| it.accounts.admin_disable_user(it.ann, &by()).map(drop)),
    ("a new password", |it| {
        it.accounts.admin_set_password(it.ann, "another good phrase", &by()).map(drop)
    }),
    ("deleting", |it| it.accounts.admin_delete_user(it.ann, &by())),
];

fn by() -> Context {
    Context::default()
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(settings(&folder.path().join("accounts.db"))).unwrap();
        let mail = || {
            let mut mails = accounts.claim_messages(1, Duration::from_secs(60)).unwrap();
            let mail = mails.pop().unwrap();
            accounts.ack_message(mail.lease).unwrap();
            mail.token.unwrap().expose().to_owned()
        };
        let address = "ann@example.com";
        let handle =
            accounts.sign_up_with_password(address, "correct horse battery", &by()).unwrap();
        let signed_in = accounts.confirm_sign_up_with_link(&mail(), Some(handle.expose()), &by());
        let signed_in = signed_in.unwrap();
        accounts.request_password_recovery(address, &by()).unwrap();
        let recover = mail();
        let (ann, session) = (signed_in.user.id, signed_in.token.expose().to_owned());
        Self { folder, accounts, ann, session, recover }
    }

    /// Does something while no event can be written: whether it was refused, and whether anything is
    /// left of it.
    fn act(&self, act: fn(&Stage) -> Result<()>) -> (bool, bool) {
        let file = self.folder.path().join("accounts.db");
        let alter = |from, to| {
            alter_file(&file, &format!("ALTER TABLE events RENAME COLUMN {from} TO {to}")).unwrap();
        };
        let before = fingerprint(&file).unwrap();
        alter("data", "lost");
        let refused = act(self).is_err();
        alter("lost", "data");
        (refused, fingerprint(&file).unwrap() != before)
    }
}

#[test]
fn a50_what_cannot_be_recorded_does_not_happen() {
    for (name, act) in ACTS {
        let stage = Stage::new();
        assert_eq!(stage.act(act), (true, false), "{name}");
        // The same handle does it when it can.
        let events = || stage.accounts.events(&EventFilter::default(), None).unwrap().events.len();
        let before = events();
        act(&stage).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(events() > before, "{name}");
    }
}

#[test]
fn a50_losing_the_audit_row_is_caught() {
    for (name, act) in ACTS {
        let stage = Stage::new();
        let _wrong = seed_here(Fault::LoseEvents);
        assert_eq!(stage.act(act), (false, true), "{name}");
    }
}
