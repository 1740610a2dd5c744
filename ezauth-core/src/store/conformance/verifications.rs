//! Verifications, one at a time.

use std::time::Duration;

use super::Bench;
use super::samples::{
    KEY, add, add_identity, add_user, at, digest, issued_for, verification, verification_id,
};
use crate::domain::{Channel, Form, Kind, Verification};
use crate::error::Result;
use crate::store::Transaction;
use crate::store::rows::{StoredVerification, VerificationScope};

const FORMS: [Form; 3] = [Form::Link, Form::Code, Form::Handle];

pub(crate) fn a_verification_comes_back_as_stored(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let identity = add_identity(bench, 1, user, "a@example.com");
    for (n, form) in (1..).zip(FORMS) {
        let mut stored =
            issued_for(identity, verification(n, form, Kind::Confirm, "a@example.com"));
        stored.verification.channel = Channel::Phone;
        stored.verification.created_at = at(7);
        stored.failures = 3;
        add(bench, &stored);
        let found = bench.read(|t| find(t, &stored)).unwrap();
        assert_eq!(found.verification, stored.verification);
        assert_eq!(found.secret.as_bytes(), stored.secret.as_bytes());
        assert_eq!((found.key_id, found.digits), (stored.key_id, stored.digits));
        assert_eq!(found.failures, 3);
        assert_eq!(found.display_value, stored.display_value);
    }
}

pub(crate) fn a_wrong_secret_finds_nothing(bench: &dyn Bench) {
    for (n, form) in (1..).zip(FORMS) {
        add(bench, &verification(n, form, Kind::SignIn, "a@example.com"));
    }
    for form in FORMS {
        assert!(bench.read(|t| t.find_token(form, &digest(9))).is_none());
    }
    assert!(bench.read(|t| t.find_token(Form::Link, &digest(3))).is_none(), "a handle");
    assert!(bench.read(|t| t.find_token(Form::Handle, &digest(1))).is_none(), "a link");
    assert!(!bench.write(|t| t.consume_verification(verification_id(9), at(1))));
    assert!(!bench.write(|t| t.count_failure(verification_id(9), 5)));
}

pub(crate) fn the_hash_of_a_code_finds_nothing(bench: &dyn Bench) {
    add(bench, &verification(1, Form::Code, Kind::SignIn, "a@example.com"));
    for form in FORMS {
        assert!(bench.read(|t| t.find_token(form, &digest(1))).is_none());
    }
}

pub(crate) fn a_code_is_found_by_kind_and_value(bench: &dyn Bench) {
    add(bench, &verification(1, Form::Code, Kind::SignIn, "a@example.com"));
    add(bench, &verification(2, Form::Code, Kind::Recover, "a@example.com"));
    add(bench, &verification(3, Form::Link, Kind::Change, "a@example.com"));
    let id =
        |kind, value| bench.read(|t| t.find_code(kind, value)).map(|found| found.verification.id);
    assert_eq!(id(Kind::SignIn, "a@example.com"), Some(verification_id(1)));
    assert_eq!(id(Kind::Recover, "a@example.com"), Some(verification_id(2)));
    assert_eq!(id(Kind::Change, "a@example.com"), None, "a link");
    assert_eq!(id(Kind::SignIn, "b@example.com"), None);
    assert_eq!(id(Kind::SignIn, "%"), None);
}

pub(crate) fn a_kind_and_value_has_one_code(bench: &dyn Bench) {
    let code = |n| verification(n, Form::Code, Kind::SignIn, "a@example.com");
    add(bench, &code(1));
    assert!(bench.store().write(|t| t.insert_verification(&code(2))).is_err());

    for n in 3..9 {
        let ended = bench.write(|t| {
            let scope = VerificationScope::Code(Kind::SignIn, "a@example.com");
            let ended = t.end_verifications(scope)?;
            t.insert_verification(&code(n))?;
            Ok(ended)
        });
        assert_eq!(ended, 1);
    }
    let found = bench.read(|t| t.find_code(Kind::SignIn, "a@example.com"));
    assert_eq!(found.unwrap().verification.id, verification_id(8));
}

pub(crate) fn an_identity_has_one_link_of_a_kind(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let [first, second] = [1, 2].map(|n| add_identity(bench, n, user, "a@example.com"));
    let link = |n, kind| verification(n, Form::Link, kind, "a@example.com");
    add(bench, &issued_for(first, link(1, Kind::Confirm)));
    add(bench, &issued_for(second, link(2, Kind::Confirm)));
    add(bench, &issued_for(first, link(3, Kind::Recover)));
    add(bench, &link(4, Kind::Confirm));
    let again = issued_for(first, link(5, Kind::Confirm));
    assert!(bench.store().write(|t| t.insert_verification(&again)).is_err());
    assert!(bench.store().write(|t| t.insert_verification(&link(6, Kind::Confirm))).is_err());
}

pub(crate) fn two_codes_may_be_equal(bench: &dyn Bench) {
    for (n, value) in [(1, "a@example.com"), (2, "b@example.com")] {
        let mut code = verification(n, Form::Code, Kind::SignIn, value);
        code.secret = digest(7);
        add(bench, &code);
    }
}

pub(crate) fn a_verification_is_consumed_once(bench: &dyn Bench) {
    let stored =
        FORMS.map(|form| verification(form as u8 + 1, form, Kind::SignIn, "a@example.com"));
    for verification in &stored {
        add(bench, verification);
    }
    for consumed in &stored {
        let Verification { id, .. } = consumed.verification;
        assert!(bench.write(|t| t.consume_verification(id, at(1))));
        assert!(!bench.write(|t| t.consume_verification(id, at(1))));
        assert!(bench.read(|t| find(t, consumed)).is_none());
    }
}

pub(crate) fn an_expired_verification_is_not_consumed(bench: &dyn Bench) {
    let stored = verification(1, Form::Link, Kind::SignIn, "a@example.com");
    let id = add(bench, &stored);
    for late in [at(600), at(601)] {
        assert!(!bench.write(|t| t.consume_verification(id, late)));
    }
    assert!(bench.read(|t| find(t, &stored)).is_some());
    let last = at(600).before(Duration::from_millis(1));
    assert!(bench.write(|t| t.consume_verification(id, last)));
}

pub(crate) fn failures_count_to_the_limit(bench: &dyn Bench) {
    let code = verification(1, Form::Code, Kind::SignIn, "a@example.com");
    let other = verification(2, Form::Handle, Kind::SignIn, "a@example.com");
    let id = add(bench, &code);
    add(bench, &other);
    for counted in [true, true, true, false, false] {
        assert_eq!(bench.write(|t| t.count_failure(id, 3)), counted);
    }
    assert_eq!(bench.read(|t| find(t, &code)).unwrap().failures, 3);
    assert_eq!(bench.read(|t| find(t, &other)).unwrap().failures, 0);
}

/// Finds it again, by what its form is looked up by.
pub(super) fn find(
    t: &mut dyn Transaction,
    stored: &StoredVerification,
) -> Result<Option<StoredVerification>> {
    let Verification { form, kind, value, .. } = &stored.verification;
    match form {
        Form::Code => {
            assert_eq!(stored.key_id, Some(KEY));
            t.find_code(*kind, value)
        }
        Form::Link | Form::Handle => t.find_token(*form, &stored.secret),
    }
}
