//! Whatever is stored comes back as it was.

use super::Bench;
use super::samples::{
    add_user, at, claim, digest, event, identity, message, password, session, user, user_id,
    verification, verification_id,
};
use crate::domain::{EventFilter, EventType, Form, Identity, IdentityType, Kind, Timestamp};
use crate::store::rows::{
    MessageClaim, NewEvent, NewMessage, NewUser, ProfileRow, Swept, VerificationScope,
};

pub(crate) fn any_text_comes_back_as_it_was(bench: &dyn Bench) {
    const TEXTS: [&str; 14] = [
        "'",
        "''",
        "\"",
        "%",
        "_",
        "\\",
        "?1",
        "$1",
        ":value",
        "",
        " ",
        "a'b%c_d",
        "'; DROP TABLE users; --",
        "\u{202e}\u{1f600}e\u{301}",
    ];
    for (n, text) in (1..).zip(TEXTS) {
        store_everywhere(bench, n, text);
    }
    for (n, text) in (1..).zip(TEXTS) {
        check_everywhere(bench, n, text);
    }
    for text in TEXTS {
        let scope = VerificationScope::Value(Kind::SignIn, text);
        assert_eq!(bench.write(|t| t.end_verifications(scope)), 2, "{text:?}");
    }
}

fn store_everywhere(bench: &dyn Bench, n: u8, text: &str) {
    let owned = || Some(text.to_owned());
    let user = add_user(bench, n);
    let identity = Identity {
        display_value: text.to_owned(),
        verified_at: Some(at(0)),
        ..identity(n, user, text)
    };
    let profile = ProfileRow {
        name: owned(),
        username: owned(),
        username_key: owned(),
        metadata: text.to_owned(),
    };
    let mut session = session(n, user);
    session.session.ip = owned();
    session.session.user_agent = owned();
    let message = NewMessage { recipient: text.to_owned(), ..message(n, Some(n), None) };
    let event = NewEvent {
        ip: owned(),
        data: text.to_owned(),
        ..event(n, EventType::UserCreated, Some(user))
    };
    bench.write(|t| {
        t.lock_value(text)?;
        t.lock_user(user)?;
        t.insert_identity(&identity)?;
        assert!(t.update_profile(user, &profile, at(0))?);
        t.put_password(&password(n, user, text))?;
        assert!(t.insert_session(&session, Some(text))?);
        t.insert_verification(&verification(n, Form::Link, Kind::SignIn, text))?;
        t.insert_verification(&verification(n + 100, Form::Code, Kind::SignIn, text))?;
        t.insert_message(&message)?;
        t.insert_event(&event)
    });
}

fn check_everywhere(bench: &dyn Bench, n: u8, text: &str) {
    let user = user_id(n);
    let verified = bench.read(|t| t.find_verified(&IdentityType::Email, text)).unwrap();
    assert_eq!(verified.identity.display_value, text);
    assert_eq!(verified.identity.value, text);
    let found = bench.read(|t| t.find_user_by_username(text)).unwrap();
    assert_eq!(found.id, user);
    assert_eq!(verified.user, found);
    assert_eq!(found.name.as_deref(), Some(text));
    assert_eq!(found.username.as_deref(), Some(text));
    assert_eq!(found.metadata, text);

    let sign_in = bench.read(|t| t.find_sign_in(&IdentityType::Email, text)).unwrap();
    assert_eq!((sign_in.user_id, sign_in.phc.as_deref()), (user, Some(text)));
    assert!(bench.write(|t| t.replace_password(user, text, "new", at(1))));

    let session = bench.read(|t| t.find_session(&digest(n))).unwrap().session;
    assert_eq!(session.ip.as_deref(), Some(text));
    assert_eq!(session.user_agent.as_deref(), Some(text));

    let code = bench.read(|t| t.find_code(Kind::SignIn, text)).unwrap();
    assert_eq!(code.verification.id, verification_id(n + 100));
    let claimed = bench.write(|t| t.claim_message(&claim(n, 60)));
    assert_eq!(claimed.unwrap().message.recipient, text);

    let filter = EventFilter { user: Some(user), ..EventFilter::default() };
    let (_, event) = &bench.read(|t| t.list_events(&filter, 0, 9))[0];
    assert_eq!((event.ip.as_deref(), event.data.as_str()), (Some(text), text));
}

pub(crate) fn the_ends_of_time_come_back(bench: &dyn Bench) {
    let (first, last) = (Timestamp::from_millis(i64::MIN), Timestamp::from_millis(i64::MAX));
    let nearly_last = Timestamp::from_millis(i64::MAX - 1);
    let new = NewUser { first_used_at: Some(last), created_at: first, ..user(1) };
    let mut session = session(1, new.id);
    session.session.authenticated_at = first;
    session.session.created_at = first;
    session.session.last_seen_at = first;
    session.session.expires_at = last;
    session.session.idle_expires_at = last;
    let mut link = verification(1, Form::Link, Kind::SignIn, "a@example.com");
    link.verification.created_at = first;
    link.verification.expires_at = last;
    link.failures = u32::MAX;
    let message = NewMessage { created_at: first, expires_at: last, ..message(1, Some(1), None) };
    bench.write(|t| {
        t.insert_user(&new)?;
        assert!(t.insert_session(&session, None)?);
        t.insert_verification(&link)?;
        t.insert_message(&message)
    });

    assert_eq!(bench.read(|t| t.find_user(new.id)).unwrap().created_at, first);
    let found = bench.read(|t| t.find_session(&digest(1))).unwrap();
    assert_eq!(found.session, session.session);
    assert!(bench.write(|t| t.touch_session(&digest(1), nearly_last, last)));
    assert_eq!(
        bench.write(|t| t.trim_sessions(new.id, session.session.id, u32::MAX, last, last)),
        0
    );

    let first_claim =
        MessageClaim { now: first, leased_until: last, longest_wait_until: last, ..claim(1, 0) };
    assert!(bench.write(|t| t.claim_message(&first_claim)).is_some());
    assert!(bench.write(|t| t.ack_message(first_claim.lease, nearly_last)));

    let id = link.verification.id;
    let found = bench.read(|t| t.find_token(Form::Link, &link.secret)).unwrap();
    assert_eq!((found.verification, found.failures), (link.verification, u32::MAX));
    assert!(!bench.write(|t| t.count_failure(id, u32::MAX)));
    assert!(!bench.write(|t| t.consume_verification(id, last)));
    assert!(bench.write(|t| t.consume_verification(id, nearly_last)));

    assert_eq!(bench.write(|t| t.delete_expired(Swept::Sessions, nearly_last, u32::MAX)), 0);
    assert_eq!(bench.write(|t| t.delete_expired(Swept::Sessions, last, u32::MAX)), 1);
    for cursor in [i64::MIN, i64::MAX] {
        let page = bench.read(|t| t.list_events(&EventFilter::default(), cursor, u32::MAX));
        assert!(page.is_empty());
    }
}
