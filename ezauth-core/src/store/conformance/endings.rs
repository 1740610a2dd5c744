//! Verifications, ended together.

use super::Bench;
use super::samples::{
    add, add_identity, add_user, add_verified, at, issued_for, message, verification,
    verification_id,
};
use super::verifications::find;
use crate::domain::{Channel, Form, Kind, Subject};
use crate::error::{Error, Result};
use crate::store::Transaction;
use crate::store::rows::{StoredVerification, Swept, VerificationScope};

pub(crate) fn each_scope_ends_exactly_its_own(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let [identity, other] = [1, 2].map(|n| add_identity(bench, n, user, "a"));
    let confirm = |n, form| verification(n, form, Kind::Confirm, "a");
    let all = [
        verification(1, Form::Code, Kind::SignIn, "a"),
        verification(2, Form::Link, Kind::SignIn, "a"),
        verification(3, Form::Handle, Kind::SignIn, "a"),
        verification(4, Form::Handle, Kind::SignIn, "a"),
        verification(5, Form::Code, Kind::SignIn, "b"),
        verification(6, Form::Code, Kind::Recover, "a"),
        issued_for(identity, confirm(7, Form::Link)),
        issued_for(identity, confirm(8, Form::Handle)),
        issued_for(identity, confirm(9, Form::Code)),
        issued_for(other, confirm(10, Form::Link)),
        issued_for(identity, verification(11, Form::Link, Kind::Recover, "a")),
    ];
    for verification in &all {
        add(bench, verification);
    }
    let expected: &[(VerificationScope<'_>, &[u8])] = &[
        (VerificationScope::One(verification_id(2)), &[2]),
        (VerificationScope::One(verification_id(99)), &[]),
        (VerificationScope::Code(Kind::SignIn, "a"), &[1]),
        (VerificationScope::Code(Kind::SignIn, "_"), &[]),
        (VerificationScope::Link(Kind::Confirm, Subject::Identity(identity), "a"), &[7]),
        (VerificationScope::Link(Kind::SignIn, Subject::Nothing, "a"), &[2]),
        (VerificationScope::Link(Kind::Confirm, Subject::Nothing, "a"), &[]),
        (VerificationScope::Value(Kind::SignIn, "a"), &[1, 2, 3, 4]),
        (VerificationScope::Value(Kind::Confirm, "a"), &[7, 8, 9, 10]),
        (VerificationScope::Identity(Kind::Confirm, identity), &[7, 8, 9]),
    ];
    for (scope, ended) in expected {
        assert_eq!(&ended_by(bench, *scope, &all), ended, "{scope:?}");
    }
}

pub(crate) fn ending_a_users_verifications_ends_exactly_those(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let verified = add_verified(bench, 1, user, "a");
    let unverified = add_identity(bench, 2, user, "z");
    let foreign = add_verified(bench, 3, other, "b");
    let mut by_phone = verification(10, Form::Handle, Kind::SignIn, "a");
    by_phone.verification.channel = Channel::Phone;
    let all = [
        issued_for(verified, verification(1, Form::Link, Kind::Confirm, "a")),
        issued_for(unverified, verification(2, Form::Link, Kind::Confirm, "z")),
        verification(3, Form::Code, Kind::SignIn, "a"),
        verification(4, Form::Handle, Kind::Recover, "a"),
        // Whoever proves it is not this user.
        verification(5, Form::Code, Kind::SignIn, "z"),
        verification(6, Form::Link, Kind::SignIn, "b"),
        issued_for(foreign, verification(7, Form::Link, Kind::Confirm, "b")),
        // The value is the user's, but it was issued for another.
        issued_for(foreign, verification(8, Form::Link, Kind::Recover, "a")),
        verification(9, Form::Link, Kind::Change, "new"),
        by_phone,
        verification(11, Form::Link, Kind::Change, "newer"),
    ];
    for verification in &all {
        add(bench, verification);
    }
    bench.pend_change(user, verification_id(9));
    bench.pend_change(other, verification_id(11));
    assert_eq!(ended_by(bench, VerificationScope::User(user), &all), [1, 2, 3, 4, 9]);
    bench.write(|t| t.end_verifications(VerificationScope::User(user)));
    assert_eq!(bench.pending_changes(), 1);
}

pub(crate) fn a_message_ends_with_the_last_of_its_secrets(bench: &dyn Bench) {
    add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    add(bench, &verification(2, Form::Code, Kind::SignIn, "a@example.com"));
    bench.write(|t| t.insert_message(&message(1, Some(1), Some(2))));
    bench.write(|t| t.insert_message(&message(2, Some(1), None)));
    let messages = || {
        // All of them have expired by then: what is swept is what was there.
        let mut swept = 0;
        undone(bench, |t| {
            swept = t.delete_expired(Swept::Messages, at(9999), 100)?;
            Ok(())
        });
        swept
    };
    assert_eq!(messages(), 2);
    for (n, left) in [(1, 1), (2, 0)] {
        bench.write(|t| t.end_verifications(VerificationScope::One(verification_id(n))));
        assert_eq!(messages(), left);
    }
}

/// The numbers of those of `all` that the scope ends. They are there again afterwards.
fn ended_by(
    bench: &dyn Bench,
    scope: VerificationScope<'_>,
    all: &[StoredVerification],
) -> Vec<u8> {
    let mut ended = Vec::new();
    undone(bench, |t| {
        ended.clear();
        let count = t.end_verifications(scope)?;
        for stored in all {
            if find(t, stored)?.is_none() {
                ended.push(stored.verification.id.as_bytes()[0]);
            }
        }
        assert_eq!(ended.len() as u64, count);
        Ok(())
    });
    ended
}

fn undone(bench: &dyn Bench, mut body: impl FnMut(&mut dyn Transaction) -> Result<()>) {
    let undo = Error::internal("undo");
    let result: Result<()> = bench.store().write(|t| {
        body(t)?;
        Err(undo.clone())
    });
    assert_eq!(result, Err(undo));
}
