//! What keeps the store in order.

use std::time::Duration;

use super::Bench;
use super::samples::{
    KEY, add, add_session, add_user, add_verified, at, claim, digest, event, message, password,
    verification, verification_id,
};
use crate::domain::{EventFilter, EventType, Form, IdentityType, KeyId, Kind, Timestamp};
use crate::store::rows::{EndedAll, Swept};

const MILLISECOND: Duration = Duration::from_millis(1);

pub(crate) fn each_table_is_swept_of_what_has_ended(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_session(bench, 1, user);
    add_session(bench, 2, user);
    bench.write(|t| t.touch_session(&digest(2), at(900), at(1900)));
    let link = verification(1, Form::Link, Kind::SignIn, "a@example.com");
    add(bench, &link);
    add(bench, &verification(2, Form::Link, Kind::Change, "b@example.com"));
    bench.pend_change(user, verification_id(2));
    bench.write(|t| t.insert_message(&message(1, Some(1), None)));

    for (table, end, there) in [
        (Swept::Sessions, at(1000), 1),
        (Swept::SignUps, at(600), 0),
        // With it goes the verification that was issued for it.
        (Swept::PendingChanges, at(600), 1),
        (Swept::Messages, at(600), 1),
        (Swept::Verifications, at(600), 1),
    ] {
        assert_eq!(sweep(bench, table, end.before(MILLISECOND)), 0, "{table:?}");
        assert_eq!(sweep(bench, table, end), there, "{table:?}");
        assert_eq!(sweep(bench, table, end), 0, "{table:?}");
    }
    assert!(bench.read(|t| t.find_session(&digest(1))).is_none());
    assert!(bench.read(|t| t.find_session(&digest(2))).is_some());
    assert!(bench.read(|t| t.find_token(Form::Link, &link.secret)).is_none());
    assert_eq!(bench.pending_changes(), 0);
}

pub(crate) fn a_sweep_stops_at_its_limit(bench: &dyn Bench) {
    for n in 1..=5 {
        add(bench, &verification(n, Form::Handle, Kind::SignIn, "a@example.com"));
        bench.write(|t| t.insert_message(&message(n, Some(n), None)));
    }
    for table in [Swept::Messages, Swept::Verifications] {
        for swept in [2, 2, 1, 0] {
            assert_eq!(bench.write(|t| t.delete_expired(table, at(600), 2)), swept);
        }
    }
}

pub(crate) fn events_are_swept_by_age(bench: &dyn Bench) {
    for n in 1..=3 {
        bench.write(|t| t.insert_event(&event(n, EventType::UserCreated, None)));
    }
    assert_eq!(sweep(bench, Swept::Events, at(1)), 0);
    assert_eq!(sweep(bench, Swept::Events, at(3)), 2);
    let left = bench.read(|t| t.list_events(&EventFilter::default(), 0, 9));
    assert_eq!(left[0].1.created_at, at(3));
}

pub(crate) fn dead_messages_are_swept(bench: &dyn Bench) {
    add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    add(bench, &verification(2, Form::Code, Kind::SignIn, "a@example.com"));
    bench.write(|t| t.insert_message(&message(1, Some(1), None)));
    bench.write(|t| t.insert_message(&message(2, Some(1), Some(2))));
    bench.write(|t| t.consume_verification(verification_id(1), at(5)));
    assert_eq!(sweep(bench, Swept::Messages, at(5)), 1);
    assert!(bench.read(|t| t.message_is_due(&claim(1, 10))));
}

pub(crate) fn the_key_id_is_the_last_recorded(bench: &dyn Bench) {
    for n in [1, 2] {
        let key = KeyId::from_bytes([n; 16]);
        bench.write(|t| t.record_key_id(key, at(n.into())));
        assert_eq!(bench.read(|t| t.find_key_id()), Some(key));
    }
}

pub(crate) fn what_a_lost_key_made_is_ended(bench: &dyn Bench) {
    let link = verification(1, Form::Link, Kind::SignIn, "a@example.com");
    let code = verification(2, Form::Code, Kind::SignIn, "a@example.com");
    assert_eq!(code.key_id, Some(KEY));
    add(bench, &link);
    add(bench, &code);
    add(bench, &verification(3, Form::Code, Kind::Recover, "b@example.com"));
    for n in 1..=3 {
        bench.write(|t| t.insert_message(&message(n, Some(1), Some(2))));
    }
    assert_eq!(bench.write(|t| t.end_all_keyed()), 5);
    assert_eq!(bench.write(|t| t.end_all_keyed()), 0);
    assert!(bench.read(|t| t.find_token(Form::Link, &link.secret)).is_some());
    assert!(bench.read(|t| t.find_code(Kind::SignIn, "a@example.com")).is_none());
    assert!(!bench.read(|t| t.message_is_due(&claim(1, 10))));
}

pub(crate) fn a_backup_mark_is_taken_once(bench: &dyn Bench) {
    assert_eq!(bench.read(|t| t.find_backup_mark()), None);
    assert_eq!(bench.write(|t| t.take_backup_mark()), None);
    for seconds in [1, 2] {
        bench.write(|t| t.mark_as_backup(at(seconds)));
        assert_eq!(bench.read(|t| t.find_backup_mark()), Some(at(seconds)));
    }
    assert_eq!(bench.write(|t| t.take_backup_mark()), Some(at(2)));
    assert_eq!(bench.write(|t| t.take_backup_mark()), None);
    assert_eq!(bench.read(|t| t.find_backup_mark()), None);
}

pub(crate) fn what_a_backup_may_revive_is_ended(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_verified(bench, 1, user, "a@example.com");
    bench.write(|t| t.put_password(&password(1, user, "phc")));
    bench.write(|t| t.insert_event(&event(1, EventType::UserCreated, Some(user))));
    bench.write(|t| t.record_key_id(KEY, at(0)));
    let secrets = [
        verification(1, Form::Link, Kind::SignIn, "a@example.com"),
        verification(2, Form::Code, Kind::SignIn, "a@example.com"),
        verification(3, Form::Handle, Kind::SignIn, "a@example.com"),
        verification(4, Form::Link, Kind::Change, "b@example.com"),
    ];
    for secret in &secrets {
        add(bench, secret);
    }
    bench.pend_change(user, verification_id(4));
    for n in 1..=2 {
        add_session(bench, n, user);
        bench.write(|t| t.insert_message(&message(n, Some(1), Some(2))));
    }

    let all =
        EndedAll { sessions: 2, verifications: 4, sign_ups: 0, pending_changes: 1, messages: 2 };
    assert_eq!(bench.write(|t| t.end_all()), all);
    let none =
        EndedAll { sessions: 0, verifications: 0, sign_ups: 0, pending_changes: 0, messages: 0 };
    assert_eq!(bench.write(|t| t.end_all()), none);
    assert!(bench.read(|t| t.find_session(&digest(1))).is_none());
    assert!(bench.read(|t| t.find_token(Form::Link, &secrets[0].secret)).is_none());
    assert!(bench.read(|t| t.find_code(Kind::SignIn, "a@example.com")).is_none());
    assert!(!bench.read(|t| t.message_is_due(&claim(1, 10))));
    assert_eq!(bench.pending_changes(), 0);

    let holder = bench.read(|t| t.find_verified(&IdentityType::Email, "a@example.com"));
    assert_eq!(holder.map(|it| it.user.id), Some(user));
    assert_eq!(
        bench.read(|t| t.find_password(user)).map(|found| found.phc).as_deref(),
        Some("phc")
    );
    assert_eq!(bench.read(|t| t.list_events(&EventFilter::default(), 0, 9)).len(), 1);
    assert_eq!(bench.read(|t| t.find_key_id()), Some(KEY));
}

fn sweep(bench: &dyn Bench, from: Swept, now: Timestamp) -> u64 {
    bench.write(|t| t.delete_expired(from, now, 100))
}
