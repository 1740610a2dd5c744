//! Identities.

use super::Bench;
use super::samples::{add_identity, add_user, add_verified, at, identity};
use crate::domain::{Identity, IdentityId, IdentityType, Timestamp, UserId};

const EMAIL: IdentityType = IdentityType::Email;

pub(crate) fn an_identity_comes_back_as_created(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let created = Identity {
        identity_type: "a_provider".parse().unwrap(),
        verified_at: Some(at(3)),
        created_at: at(4),
        updated_at: at(5),
        ..identity(1, user, "a@example.com")
    };
    bench.write(|t| t.insert_identity(&created));
    assert_eq!(bench.read(|t| t.find_identity(created.id)), Some(created));
    let unknown = IdentityId::from_bytes([2; 16]);
    assert_eq!(bench.read(|t| t.find_identity(unknown)), None);
}

pub(crate) fn a_value_is_found_by_its_verified_holder_alone(bench: &dyn Bench) {
    let (other, holder) = (add_user(bench, 1), add_user(bench, 2));
    add_identity(bench, 1, other, "a@example.com");
    assert_eq!(bench.read(|t| t.find_verified(&EMAIL, "a@example.com")), None);

    let identity = add_verified(bench, 2, holder, "a@example.com");
    let found = bench.read(|t| t.find_verified(&EMAIL, "a@example.com")).unwrap();
    assert_eq!((found.user.id, found.identity.id), (holder, identity));
    assert_eq!(found.identity.user_id, holder);
    for value in ["A@example.com", "a@example.co_", "%", "b@example.com"] {
        assert_eq!(bench.read(|t| t.find_verified(&EMAIL, value)), None);
    }
    let phone = IdentityType::Phone;
    assert_eq!(bench.read(|t| t.find_verified(&phone, "a@example.com")), None);
}

pub(crate) fn a_value_is_verified_once(bench: &dyn Bench) {
    let (first, second) = (add_user(bench, 1), add_user(bench, 2));
    let won = add_identity(bench, 1, first, "a@example.com");
    let lost = add_identity(bench, 2, second, "a@example.com");
    let other = add_identity(bench, 3, second, "b@example.com");
    assert!(bench.write(|t| t.verify_identity(won, at(5))));
    assert!(!bench.write(|t| t.verify_identity(lost, at(6))));
    assert!(!bench.write(|t| t.verify_identity(won, at(7))), "only the first time");
    assert!(bench.write(|t| t.verify_identity(other, at(8))));
    assert!(!bench.write(|t| t.verify_identity(IdentityId::from_bytes([9; 16]), at(8))));

    assert_eq!(times(bench, won), (Some(at(5)), at(5)));
    assert_eq!(times(bench, lost), (None, at(0)));
}

pub(crate) fn the_oldest_clean_user_is_found(bench: &dyn Bench) {
    let (younger, older) = (add_user(bench, 2), add_user(bench, 1));
    add_identity(bench, 1, younger, "a@example.com");
    add_identity(bench, 2, older, "a@example.com");
    add_verified(bench, 3, older, "b@example.com");
    assert_eq!(clean(bench, "a@example.com"), Some(older));
    assert_eq!(clean(bench, "b@example.com"), None, "it is verified");
    assert_eq!(clean(bench, "c@example.com"), None);
}

pub(crate) fn a_used_user_is_not_clean(bench: &dyn Bench) {
    let (used, clean_user) = (add_user(bench, 1), add_user(bench, 2));
    add_identity(bench, 1, used, "a@example.com");
    add_identity(bench, 2, clean_user, "a@example.com");
    bench.write(|t| t.mark_used(used, at(5)));
    assert_eq!(clean(bench, "a@example.com"), Some(clean_user));
}

pub(crate) fn a_disabled_user_is_not_clean(bench: &dyn Bench) {
    let (disabled, enabled) = (add_user(bench, 1), add_user(bench, 2));
    add_identity(bench, 1, disabled, "a@example.com");
    add_identity(bench, 2, enabled, "a@example.com");
    bench.disable(disabled);
    assert_eq!(clean(bench, "a@example.com"), Some(enabled));
}

fn clean(bench: &dyn Bench, value: &str) -> Option<UserId> {
    let found = bench.read(|t| t.find_clean(&EMAIL, value))?;
    assert_eq!(found.identity.user_id, found.user.id);
    assert_eq!(found.identity.value, value);
    Some(found.user.id)
}

pub(crate) fn a_verified_identity_is_created_where_nobody_holds_the_value(bench: &dyn Bench) {
    let (first, second) = (add_user(bench, 1), add_user(bench, 2));
    add_identity(bench, 1, second, "a@example.com");
    let proven =
        |n, user| Identity { verified_at: Some(at(3)), ..identity(n, user, "a@example.com") };
    assert!(bench.write(|t| t.insert_verified(&proven(2, first))));
    assert!(!bench.write(|t| t.insert_verified(&proven(3, second))));
    assert!(!bench.write(|t| t.insert_verified(&proven(4, first))), "not even the holder");
    assert!(!bench.write(|t| t.insert_verified(&identity(5, first, "b@example.com"))), "unproven");
    assert_eq!(bench.read(|t| t.list_identities(first)), [proven(2, first)]);
}

pub(crate) fn a_users_own_identity_is_found_the_verified_one_first(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    add_identity(bench, 1, user, "a@example.com");
    let verified = add_verified(bench, 2, user, "a@example.com");
    add_identity(bench, 3, other, "b@example.com");
    let own = |value| bench.read(|t| t.find_own(user, &EMAIL, value)).map(|own| own.id);
    assert_eq!(own("a@example.com"), Some(verified));
    assert_eq!(own("b@example.com"), None);
    assert!(bench.write(|t| t.delete_identity(verified)));
    assert!(!bench.write(|t| t.delete_identity(verified)));
    assert_eq!(own("a@example.com"), Some(IdentityId::from_bytes([1; 16])));
}

pub(crate) fn the_last_way_in_is_not_removed(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let unverified = add_identity(bench, 1, user, "a@example.com");
    assert!(!bench.write(|t| t.remove_identity(user, unverified)), "the last of all");
    let verified = add_verified(bench, 2, user, "b@example.com");
    assert!(!bench.write(|t| t.remove_identity(user, verified)), "the last verified one");
    assert!(!bench.write(|t| t.remove_identity(other, unverified)), "another's");
    assert!(bench.write(|t| t.remove_identity(user, unverified)));
    let second = add_verified(bench, 3, user, "c@example.com");
    assert!(bench.write(|t| t.remove_identity(user, verified)));
    assert!(!bench.write(|t| t.remove_identity(user, second)));
}

fn times(bench: &dyn Bench, identity: IdentityId) -> (Option<Timestamp>, Timestamp) {
    let identity = bench.read(|t| t.find_identity(identity)).unwrap();
    (identity.verified_at, identity.updated_at)
}
