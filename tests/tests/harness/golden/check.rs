//! Looking whether all in a golden database works.

use std::collections::BTreeSet;
use std::time::Duration;

use ezauth_core::domain::{Context, EventFilter, SessionMethod, VerificationType};
use ezauth_core::faults::check_file;
use ezauth_core::{Accounts, ErrorKind};
use ezauth_tests::harness::Golden;
use ezauth_tests::harness::golden::Outstanding;

use super::make::{BOB, DORA, PHONE};
use crate::run::Scene;

/// Uses up everything in a copy.
pub(super) fn check(scene: &Scene, golden: &Golden) {
    let accounts = golden.open(&scene.file()).unwrap();
    check_file(&scene.file()).unwrap();
    users_and_sessions(&accounts, golden);
    messages(&accounts, golden);
    secrets(&accounts, golden);

    let filter = EventFilter { limit: Some(1_000), ..EventFilter::default() };
    let events = accounts.events(&filter, None).unwrap().events;
    let types: BTreeSet<&str> = events.iter().map(|event| event.event_type.name()).collect();
    assert!(types.len() >= 7, "{types:?}");
    accounts.sweep(1_000).unwrap();
    accounts.close().unwrap();
    check_file(&scene.file()).unwrap();
}

fn users_and_sessions(accounts: &Accounts, golden: &Golden) {
    let found = accounts.get_session(&golden.session).unwrap().unwrap();
    let (ada, session) = (found.user, found.session);
    assert_eq!(ada.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(ada.username.as_ref(), Some(&golden.username));
    assert_eq!(ada.metadata, r#"{"plan":"first"}"#);
    assert!(ada.has_password);
    assert_eq!(session.method, SessionMethod::Password);
    assert_eq!(session.ip.as_deref(), Some("192.0.2.1"));
    assert_eq!(session.user_agent.as_deref(), Some("a browser"));
    let by_address = accounts.get_user_by_email(&golden.address).unwrap();
    assert_eq!(by_address.map(|user| user.id), Some(ada.id));
    let dora = accounts.get_user_by_email(DORA).unwrap().unwrap();
    assert!(!dora.has_password);
    for (address, is_taken) in [(DORA, true), (BOB, false), (&golden.confirmation.value, false)] {
        assert_eq!(accounts.email_taken(address).unwrap(), is_taken, "{address}");
    }

    let sign_in = |password| {
        let who = if password == golden.password { &golden.username } else { &golden.address };
        accounts.sign_in_with_password(who, password, &Context::default())
    };
    let refused = sign_in("a wrong password").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidCredentials);
    assert_eq!(sign_in(&golden.password).unwrap().user.id, ada.id);
    assert_eq!(accounts.list_user_sessions(ada.id).unwrap().len(), 2);
}

/// They carry the secrets that are known, so the key opens what it has sealed.
fn messages(accounts: &Accounts, golden: &Golden) {
    let messages = accounts.claim_messages(10, Duration::from_secs(60)).unwrap();
    assert_eq!(messages.len(), 4);
    assert!(messages.iter().any(|message| message.recipient == BOB));
    for Outstanding { value, token, code, .. } in
        [&golden.recovery, &golden.confirmation, &golden.phone]
    {
        let message = messages.iter().find(|message| message.recipient == *value).unwrap();
        assert_eq!(message.code.as_ref().unwrap().expose(), code);
        assert_eq!(message.token.as_ref().map_or("", |it| it.expose()), token);
        assert!(accounts.ack_message(message.lease).unwrap());
    }
}

fn secrets(accounts: &Accounts, golden: &Golden) {
    let Golden { recovery, confirmation, phone, .. } = golden;
    let handle = Some(phone.handle.as_str());
    accounts.verify_magic_code(&phone.code, VerificationType::Phone, PHONE, handle).unwrap();
    let eve = accounts.peek_magic_link(&confirmation.token).unwrap();
    assert!(eve.is_some(), "the link is live");
    let proof = Some(golden.unconfirmed_password.as_str());
    accounts.verify_magic_link(&confirmation.token, VerificationType::Email, proof).unwrap();
    let reset = || {
        let (value, code, handle) = (&recovery.value, &recovery.code, Some(&*recovery.handle));
        let new = "another password of Ada";
        accounts.reset_password_with_code(value, code, new, handle, &Context::default())
    };
    reset().unwrap();
    assert_eq!(reset().unwrap_err().kind(), ErrorKind::InvalidToken);
    assert_eq!(accounts.get_session(&golden.session).unwrap(), None, "the reset has ended it");
}
