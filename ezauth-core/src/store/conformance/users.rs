//! Users and their profiles.

use super::Bench;
use super::samples::{
    add, add_identity, add_session, add_user, at, change, issued_for, message, password, user_id,
    verification,
};
use crate::domain::{Form, Kind, User};
use crate::store::rows::{NewMessage, ProfileRow};

pub(crate) fn a_user_comes_back_as_created(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let expected = User {
        id: user,
        name: None,
        username: None,
        metadata: "{}".to_owned(),
        has_password: false,
        disabled_at: None,
        created_at: at(1),
        updated_at: at(1),
    };
    assert_eq!(bench.read(|t| t.find_user(user)), Some(expected));
}

pub(crate) fn an_unknown_user_is_nothing(bench: &dyn Bench) {
    add_user(bench, 1);
    assert_eq!(bench.read(|t| t.find_user(user_id(2))), None);
    assert!(!bench.write(|t| t.update_profile(user_id(2), &profile("Ada"), at(5))));
    assert_eq!(bench.read(|t| t.find_user_by_username("ada")), None);
}

pub(crate) fn a_profile_is_replaced_whole(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let given = ProfileRow {
        name: Some("Ada L.".to_owned()),
        metadata: r#"{"b":1,"a":2}"#.to_owned(),
        ..profile("Ada")
    };
    assert!(bench.write(|t| t.update_profile(user, &given, at(5))));
    let found = bench.read(|t| t.find_user(user)).unwrap();
    assert_eq!(found.name, given.name);
    assert_eq!(found.username, given.username);
    assert_eq!(found.metadata, given.metadata);
    assert_eq!((found.created_at, found.updated_at), (at(1), at(5)));

    let empty =
        ProfileRow { name: None, username: None, username_key: None, metadata: "{}".to_owned() };
    assert!(bench.write(|t| t.update_profile(user, &empty, at(6))));
    let found = bench.read(|t| t.find_user(user)).unwrap();
    assert_eq!((found.name, found.username), (None, None));
    assert_eq!(bench.read(|t| t.find_user_by_username("ada")), None);
}

pub(crate) fn a_username_has_one_holder(bench: &dyn Bench) {
    let (first, second) = (add_user(bench, 1), add_user(bench, 2));
    assert!(bench.write(|t| t.update_profile(first, &profile("Ada"), at(5))));
    assert!(!bench.write(|t| t.update_profile(second, &profile("aDA"), at(6))));
    let refused = bench.read(|t| t.find_user(second)).unwrap();
    assert_eq!((refused.username, refused.updated_at), (None, at(2)));

    assert!(
        bench.write(|t| t.update_profile(first, &profile("ADA"), at(7))),
        "the holder may write it otherwise"
    );
    assert!(bench.write(|t| t.update_profile(second, &profile("Bob"), at(8))));
}

pub(crate) fn a_username_is_found_by_its_key_alone(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    bench.write(|t| t.update_profile(user, &profile("Ada"), at(5)));
    let found = bench.read(|t| t.find_user_by_username("ada")).unwrap();
    assert_eq!((found.id, found.username.as_deref()), (user, Some("Ada")));
    for other in ["Ada", "ad", "ada ", "%", "ad_", ""] {
        assert_eq!(bench.read(|t| t.find_user_by_username(other)), None);
    }
}

pub(crate) fn a_password_is_seen_on_its_user(bench: &dyn Bench) {
    let (with, without) = (add_user(bench, 1), add_user(bench, 2));
    bench.write(|t| t.put_password(&password(1, with, "phc")));
    assert!(bench.read(|t| t.find_user(with)).unwrap().has_password);
    assert!(!bench.read(|t| t.find_user(without)).unwrap().has_password);
}

pub(crate) fn users_are_listed_after_one(bench: &dyn Bench) {
    let all = [1, 2, 3, 4].map(|n| add_user(bench, n));
    assert!(bench.write(|t| t.disable_user(all[1], at(9))));
    let list = |after, disabled, limit| {
        let found = bench.read(|t| t.list_users(after, disabled, limit));
        found.into_iter().map(|user| user.id).collect::<Vec<_>>()
    };
    assert_eq!(list(None, None, 9), all);
    assert_eq!(list(Some(all[0]), None, 2), all[1..3]);
    assert_eq!(list(Some(all[3]), None, 2), []);
    assert_eq!(list(None, Some(true), 9), [all[1]]);
    assert_eq!(list(Some(all[1]), Some(true), 9), []);
    assert_eq!(list(None, Some(false), 2), [all[0], all[2]]);
}

pub(crate) fn a_user_is_switched_off_and_on_once(bench: &dyn Bench) {
    let (user, unknown) = (add_user(bench, 1), user_id(2));
    let state = || {
        let found = bench.read(|t| t.find_user(user)).unwrap();
        (found.disabled_at, found.updated_at)
    };
    assert!(!bench.write(|t| t.enable_user(user, at(4))));
    assert!(bench.write(|t| t.disable_user(user, at(5))));
    assert!(!bench.write(|t| t.disable_user(user, at(6))));
    assert_eq!(state(), (Some(at(5)), at(5)));
    assert!(bench.write(|t| t.enable_user(user, at(7))));
    assert_eq!(state(), (None, at(7)));
    assert!(!bench.write(|t| t.disable_user(unknown, at(8))));
}

pub(crate) fn a_deleted_user_takes_everything_along(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    for (n, of) in [(1, user), (2, other)] {
        let identity = add_identity(bench, n, of, "a@example.com");
        bench.write(|t| t.put_password(&password(n, of, "phc")));
        add_session(bench, n, of);
        let link = verification(n, Form::Link, Kind::Confirm, "a@example.com");
        add(bench, &issued_for(identity, link));
        bench.write(|t| t.put_pending_change(&change(n, of, "b@example.com")));
        let about = NewMessage { user_id: Some(of), ..message(n, Some(n), None) };
        bench.write(|t| t.insert_message(&about));
    }
    assert!(bench.write(|t| t.delete_user(user)));
    assert!(!bench.write(|t| t.delete_user(user)));
    let left = |of| {
        [
            bench.read(|t| t.list_identities(of)).len(),
            bench.read(|t| t.list_sessions(of)).len(),
            bench.read(|t| t.list_verifications(of)).len(),
            bench.read(|t| t.list_pending_changes(of)).len(),
            bench.read(|t| t.list_messages(of)).len(),
            usize::from(bench.read(|t| t.find_password(of)).is_some()),
        ]
    };
    assert_eq!(left(user), [0; 6]);
    assert_eq!(left(other), [1; 6]);
}

fn profile(username: &str) -> ProfileRow {
    ProfileRow {
        name: None,
        username: Some(username.to_owned()),
        username_key: Some(username.to_ascii_lowercase()),
        metadata: "{}".to_owned(),
    }
}
