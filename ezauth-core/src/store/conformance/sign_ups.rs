//! Wishes to have an account, and changes that wait for their proof.

use super::Bench;
use super::samples::{
    add, add_identity, add_user, add_verified, at, change, sign_up, sign_up_id, verification,
};
use crate::domain::{Channel, Form, Kind, PendingChangeId};
use crate::store::rows::{PendingChangeRow, StoredVerification};

pub(crate) fn a_wish_comes_back_as_stored(bench: &dyn Bench) {
    let stored = sign_up(1, "a@example.com");
    bench.write(|t| t.insert_sign_up(&stored));
    let found = bench.read(|t| t.find_sign_up(stored.id)).unwrap();
    assert_eq!(format!("{found:?}"), format!("{stored:?}"));
    assert!(bench.read(|t| t.find_sign_up(sign_up_id(2))).is_none());
}

pub(crate) fn a_wish_is_only_renewed_to_a_later_end(bench: &dyn Bench) {
    let stored = sign_up(1, "a@example.com");
    bench.write(|t| t.insert_sign_up(&stored));
    for (given, end) in [(at(900), at(900)), (at(700), at(900))] {
        assert!(bench.write(|t| t.renew_sign_up(stored.id, given)));
        assert_eq!(bench.read(|t| t.find_sign_up(stored.id)).unwrap().expires_at, end);
    }
    assert!(!bench.write(|t| t.renew_sign_up(sign_up_id(2), at(900))));
}

pub(crate) fn every_wish_for_a_value_ends_with_what_was_issued_for_it(bench: &dyn Bench) {
    for (n, value) in [(1, "a@example.com"), (2, "a@example.com"), (3, "b@example.com")] {
        bench.write(|t| t.insert_sign_up(&sign_up(n, value)));
        add(bench, &of_wish(n, value));
    }
    assert_eq!(bench.write(|t| t.end_sign_ups("a@example.com")), 2);
    let left = |n: u8| bench.read(|t| t.find_sign_up(sign_up_id(n))).is_some();
    assert_eq!([1, 2, 3].map(left), [false, false, true]);
    let issued = |n: u8| {
        let secret = of_wish(n, "").secret;
        bench.read(|t| t.find_token(Form::Handle, &secret)).is_some()
    };
    assert_eq!([1, 2, 3].map(issued), [false, false, true]);
}

pub(crate) fn a_change_comes_back_as_stored(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let replaced = add_verified(bench, 1, user, "old@example.com");
    let stored = PendingChangeRow {
        replaces: Some(replaced),
        failures: 2,
        ..change(1, user, "a@example.com")
    };
    assert_eq!(bench.write(|t| t.put_pending_change(&stored)), stored.id);
    let find = |channel, value| bench.read(|t| t.find_pending_change(user, channel, value));
    assert_eq!(find(Channel::Email, "a@example.com").as_ref(), Some(&stored));
    assert_eq!(find(Channel::Phone, "a@example.com"), None);
    assert_eq!(find(Channel::Email, "b@example.com"), None);
    assert_eq!(bench.read(|t| t.list_pending_changes(user)), [stored]);
    let other = add_user(bench, 2);
    let foreign = bench.read(|t| t.find_pending_change(other, Channel::Email, "a@example.com"));
    assert_eq!(foreign, None);
}

pub(crate) fn a_change_asked_for_again_keeps_its_id_and_its_failures(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let first = change(1, user, "a@example.com");
    let again = |seconds| {
        let later =
            PendingChangeRow { expires_at: at(seconds), ..change(2, user, "a@example.com") };
        assert_eq!(bench.write(|t| t.put_pending_change(&later)), first.id);
        bench.read(|t| t.list_pending_changes(user))
    };
    bench.write(|t| t.put_pending_change(&first));
    let renewed = PendingChangeRow { expires_at: at(900), ..first.clone() };
    assert_eq!(again(900), [renewed.clone()]);
    assert!(bench.write(|t| t.count_change_failure(first.id, 5)));
    assert_eq!(again(999), [PendingChangeRow { failures: 1, ..renewed }]);
}

pub(crate) fn failures_of_a_change_count_to_the_limit(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let pending = change(1, user, "a@example.com");
    bench.write(|t| t.put_pending_change(&pending));
    let counted = [(); 4].map(|()| bench.write(|t| t.count_change_failure(pending.id, 3)));
    assert_eq!(counted, [true, true, true, false]);
    assert!(bench.write(|t| t.end_pending_change(pending.id)));
    assert!(!bench.write(|t| t.end_pending_change(pending.id)));
    assert!(!bench.write(|t| t.count_change_failure(pending.id, 3)));
}

pub(crate) fn what_is_out_for_a_user_is_listed(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let identity = add_identity(bench, 1, user, "a@example.com");
    let pending = change(2, user, "b@example.com");
    bench.write(|t| t.put_pending_change(&pending));
    let of = |n, identity, change: Option<PendingChangeId>| {
        let mut issued = verification(n, Form::Handle, Kind::Change, "a@example.com");
        issued.verification.identity_id = identity;
        issued.verification.pending_change_id = change;
        issued
    };
    let (one, two) = (of(1, Some(identity), None), of(2, None, Some(pending.id)));
    for issued in [&one, &two, &of(3, None, None)] {
        add(bench, issued);
    }
    let listed = bench.read(|t| t.list_verifications(user));
    assert_eq!(listed, [one.verification, two.verification]);
}

/// The handle of a wish.
fn of_wish(n: u8, value: &str) -> StoredVerification {
    let mut issued = verification(n, Form::Handle, Kind::SignUp, value);
    issued.verification.sign_up_id = Some(sign_up_id(n));
    issued
}
