//! Users and their profiles.

use super::Bench;
use super::samples::{add_user, at, password, user_id};
use crate::domain::User;
use crate::store::rows::ProfileRow;

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

fn profile(username: &str) -> ProfileRow {
    ProfileRow {
        name: None,
        username: Some(username.to_owned()),
        username_key: Some(username.to_ascii_lowercase()),
        metadata: "{}".to_owned(),
    }
}
