//! Passwords.

use super::Bench;
use super::samples::{add_identity, add_user, add_verified, at, password, session};
use crate::domain::{IdentityType, UserId};
use crate::store::rows::{OffFor, ProfileRow, SignInRow};

const EMAIL: IdentityType = IdentityType::Email;

pub(crate) fn a_password_is_set_over_another(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    assert_eq!(bench.read(|t| t.find_password(user)), None);
    bench.write(|t| t.put_password(&password(1, user, "first")));
    bench.write(|t| t.put_password(&password(2, other, "other")));
    bench.write(|t| t.put_password(&password(3, user, "second")));
    assert_eq!(password_of(bench, user), "second");
    assert_eq!(password_of(bench, other), "other");
}

pub(crate) fn a_password_is_replaced_only_where_it_is_still_the_old(bench: &dyn Bench) {
    let (user, without) = (add_user(bench, 1), add_user(bench, 2));
    bench.write(|t| t.put_password(&password(1, user, "old")));
    assert!(bench.write(|t| t.replace_password(user, "old", "new", at(1))));
    assert!(!bench.write(|t| t.replace_password(user, "old", "newer", at(2))));
    assert!(!bench.write(|t| t.replace_password(without, "old", "newer", at(2))));
    assert_eq!(password_of(bench, user), "new");

    bench.disable(user);
    assert!(!bench.write(|t| t.replace_password(user, "new", "newer", at(3))));
    assert_eq!(password_of(bench, user), "new");
}

pub(crate) fn a_value_signs_in_only_once_verified(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let identity = add_identity(bench, 1, user, "a@example.com");
    bench.write(|t| t.put_password(&password(1, user, "phc")));
    assert!(bench.read(|t| t.find_sign_in(&EMAIL, "a@example.com")).is_none());

    bench.write(|t| t.verify_identity(identity, at(5)));
    let found = bench.read(|t| t.find_sign_in(&EMAIL, "a@example.com")).unwrap();
    assert_sign_in(&found, user, Some("phc"));
    let phone = IdentityType::Phone;
    assert!(bench.read(|t| t.find_sign_in(&phone, "a@example.com")).is_none());
    for other in ["", "a", "a@example.co", "a@example.com ", "b@example.com"] {
        assert!(
            bench.read(|t| t.find_sign_in(&EMAIL, other)).is_none(),
            "whoever comes next is not it"
        );
    }
    for passwordless in [0, 2] {
        let user = add_user(bench, passwordless);
        add_verified(bench, passwordless, user, &format!("{passwordless}@example.com"));
    }
    for value in ["0@example.com", "2@example.com"] {
        let found = bench.read(|t| t.find_sign_in(&EMAIL, value)).unwrap();
        assert!(
            (found.phc, found.off) == (None, false),
            "nor is the password of whoever comes next"
        );
    }
}

pub(crate) fn a_username_signs_in_only_beside_a_verified_identity(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let identity = add_identity(bench, 1, user, "a@example.com");
    let profile = ProfileRow {
        name: None,
        username: Some("Ada".to_owned()),
        username_key: Some("ada".to_owned()),
        metadata: "{}".to_owned(),
    };
    bench.write(|t| t.update_profile(user, &profile, at(1)));
    assert!(bench.read(|t| t.find_sign_in_by_username("ada")).is_none());

    bench.write(|t| t.verify_identity(identity, at(5)));
    let found = bench.read(|t| t.find_sign_in_by_username("ada")).unwrap();
    assert_sign_in(&found, user, None);
    for other in ["", "Ada", "ad", "adaa", "z"] {
        assert!(
            bench.read(|t| t.find_sign_in_by_username(other)).is_none(),
            "whoever comes next is not it"
        );
    }
}

pub(crate) fn a_sign_in_tells_a_disabled_user(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_verified(bench, 1, user, "a@example.com");
    bench.disable(user);
    let found = bench.read(|t| t.find_sign_in(&EMAIL, "a@example.com")).unwrap();
    assert!(found.disabled);
}

pub(crate) fn a_password_is_set_where_there_is_none(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    assert!(bench.write(|t| t.insert_password(&password(1, user, "first"))));
    assert!(!bench.write(|t| t.insert_password(&password(2, user, "second"))));
    assert_eq!(password_of(bench, user), "first");
}

pub(crate) fn a_password_that_is_off_opens_nothing_until_it_is_set_anew(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_verified(bench, 1, user, "a@example.com");
    let is_off = || bench.read(|t| t.find_sign_in(&EMAIL, "a@example.com")).unwrap().off;
    let off = |off, seconds| bench.write(|t| t.switch_password_off(user, off, at(seconds)));
    assert!(!off(OffFor::Failures, 1), "there is none");
    bench.write(|t| t.put_password(&password(1, user, "old")));
    assert!(!is_off());
    let anew: [fn(&dyn Bench, UserId); 2] = [
        |bench, user| bench.write(|t| t.put_password(&password(2, user, "old"))),
        |bench, user| assert!(bench.write(|t| t.change_password(user, "old", "old", at(3)))),
    ];
    for set_anew in anew {
        assert!(off(OffFor::Failures, 1));
        assert!(!off(OffFor::Failures, 2), "once");
        let found = bench.read(|t| t.find_password(user)).unwrap();
        assert_eq!((is_off(), found.off), (true, Some(OffFor::Failures)));
        assert!(!bench.write(|t| t.replace_password(user, "old", "new", at(2))));
        assert!(!bench.write(|t| t.insert_session(&session(1, user), Some("old"))));
        set_anew(bench, user);
        assert!(!is_off());
    }
    assert!(bench.write(|t| t.insert_session(&session(1, user), Some("old"))));
    assert!(!bench.write(|t| t.change_password(user, "other", "new", at(4))));
}

pub(crate) fn an_expired_password_is_not_changed_by_who_knows_it(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    bench.write(|t| t.put_password(&password(1, user, "old")));
    let off = |off| bench.write(|t| t.switch_password_off(user, off, at(1)));
    assert!(off(OffFor::Failures) && off(OffFor::Expired), "also one that is off already");
    assert!(!off(OffFor::Expired) && !off(OffFor::Failures), "once");
    assert!(!bench.write(|t| t.change_password(user, "old", "new", at(2))));
    bench.write(|t| t.put_password(&password(2, user, "new")));
    assert_eq!(bench.read(|t| t.find_password(user)).unwrap().off, None);
}

pub(crate) fn an_owner_is_told_once(bench: &dyn Bench) {
    let (user, told) = (add_user(bench, 1), add_user(bench, 2));
    for (n, user, off) in [(1, user, OffFor::Failures), (2, told, OffFor::Expired)] {
        bench.write(|t| t.put_password(&password(n, user, "phc")));
        assert!(bench.write(|t| t.switch_password_off(user, off, at(1))));
    }
    assert_eq!(bench.read(|t| t.list_untold(9)), [user]);
    assert!(bench.write(|t| t.mark_told(user, at(2))));
    assert!(!bench.write(|t| t.mark_told(user, at(3))));
    assert_eq!(bench.read(|t| t.list_untold(9)), []);
}

fn password_of(bench: &dyn Bench, user: UserId) -> String {
    bench.read(|t| t.find_password(user)).unwrap().phc
}

fn assert_sign_in(found: &SignInRow, user: UserId, phc: Option<&str>) {
    assert_eq!(found.user_id, user);
    assert_eq!(found.phc.as_deref(), phc);
    assert!(!found.disabled);
}
