//! Sessions.

use super::Bench;
use super::samples::{add_session, add_user, at, digest, password, session, user_id};
use crate::domain::{SessionId, UserId};
use crate::store::rows::EndedSession;

pub(crate) fn a_session_comes_back_with_its_user(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let new = session(1, user);
    assert!(bench.write(|t| t.insert_session(&new, None)));
    bench.write(|t| t.put_password(&password(1, user, "phc")));
    bench.disable(user);

    let found = bench.read(|t| t.find_session(&new.token)).unwrap();
    assert_eq!(found.session, new.session);
    assert!(found.user.has_password);
    assert!(found.user.disabled_at.is_some(), "it is for the caller to refuse");
    assert_eq!(Some(found.user), bench.read(|t| t.find_user(user)));
}

pub(crate) fn a_wrong_token_finds_no_session(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let id = add_session(bench, 1, user);
    assert!(bench.read(|t| t.find_session(&digest(2))).is_none());
    assert!(!bench.write(|t| t.touch_session(&digest(2), at(9), at(99))));
    assert_eq!(bench.write(|t| t.end_session(&digest(2))), None);
    assert_eq!(ids(bench, user), [id]);
}

pub(crate) fn no_session_is_opened_for_an_unknown_user(bench: &dyn Bench) {
    add_user(bench, 1);
    let new = session(1, user_id(2));
    assert!(!bench.write(|t| t.insert_session(&new, None)));
    assert!(bench.read(|t| t.find_session(&new.token)).is_none());
}

pub(crate) fn no_session_is_opened_for_a_disabled_user(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    bench.write(|t| t.put_password(&password(1, user, "phc")));
    bench.disable(user);
    for phc in [None, Some("phc")] {
        assert!(!bench.write(|t| t.insert_session(&session(1, user), phc)));
    }
    assert_eq!(ids(bench, user), []);
}

pub(crate) fn no_session_is_opened_after_the_password_changed(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let new = session(1, user);
    assert!(!bench.write(|t| t.insert_session(&new, Some("old"))), "none is set");
    bench.write(|t| t.put_password(&password(1, user, "new")));
    bench.write(|t| t.put_password(&password(2, other, "old")));
    assert!(!bench.write(|t| t.insert_session(&new, Some("old"))));
    assert_eq!(ids(bench, user), []);
    assert!(bench.write(|t| t.insert_session(&new, Some("new"))));
    assert_eq!(ids(bench, user), [new.session.id]);
}

pub(crate) fn a_touch_goes_forward_only(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_session(bench, 10, user);
    add_session(bench, 11, user);
    assert!(bench.write(|t| t.touch_session(&digest(10), at(60), at(1060))));
    for earlier in [at(60), at(59)] {
        assert!(!bench.write(|t| t.touch_session(&digest(10), earlier, at(1500))));
    }
    let touched = bench.read(|t| t.find_session(&digest(10))).unwrap().session;
    assert_eq!((touched.last_seen_at, touched.idle_expires_at), (at(60), at(1060)));
    let other = bench.read(|t| t.find_session(&digest(11))).unwrap().session;
    assert_eq!((other.last_seen_at, other.idle_expires_at), (at(11), at(1000)));
}

pub(crate) fn a_touch_never_passes_the_end(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_session(bench, 1, user);
    assert!(bench.write(|t| t.touch_session(&digest(1), at(60), at(9000))));
    let touched = bench.read(|t| t.find_session(&digest(1))).unwrap().session;
    assert_eq!(touched.idle_expires_at, touched.expires_at);
}

pub(crate) fn a_session_ends_once(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let (ended, by_id) = (add_session(bench, 1, user), add_session(bench, 2, user));
    let left = add_session(bench, 3, user);
    let expected = EndedSession { id: ended, user_id: user };
    assert_eq!(bench.write(|t| t.end_session(&digest(1))), Some(expected));
    assert_eq!(bench.write(|t| t.end_session(&digest(1))), None);
    assert!(bench.write(|t| t.end_session_by_id(user, by_id, at(1))));
    assert!(!bench.write(|t| t.end_session_by_id(user, by_id, at(1))));
    assert!(bench.read(|t| t.find_session(&digest(1))).is_none());
    assert_eq!(ids(bench, user), [left]);
}

pub(crate) fn a_foreign_session_id_ends_nothing(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let id = add_session(bench, 1, user);
    assert!(!bench.write(|t| t.end_session_by_id(other, id, at(1))));
    assert_eq!(ids(bench, user), [id]);
}

pub(crate) fn an_expired_session_ends_uncounted(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let [first, ..] = [1, 2, 3].map(|n| add_session(bench, n, user));
    bench.write(|t| t.touch_session(&digest(3), at(60), at(1060)));
    assert!(!bench.write(|t| t.end_session_by_id(user, first, at(1000))), "its end has come");
    assert_eq!(bench.write(|t| t.end_sessions(user, at(1000))), 1);
    assert_eq!(ids(bench, user), []);
}

pub(crate) fn sessions_of_the_future_are_trimmed_first(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let [first, second, _future] = [1, 2, 3].map(|n| add_session(bench, n, user));
    assert_eq!(bench.write(|t| t.trim_sessions(user, second, 1, at(2), at(2))), 1);
    assert_eq!(ids(bench, user), [second, first]);
}

pub(crate) fn expired_sessions_are_trimmed_first(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let [first, _expired, third] = [1, 2, 3].map(|n| add_session(bench, n, user));
    bench.write(|t| t.touch_session(&digest(2), at(10), at(20)));
    assert_eq!(bench.write(|t| t.trim_sessions(user, third, 1, at(20), at(20))), 1);
    assert_eq!(ids(bench, user), [third, first], "it was seen last, and is no session any more");
}

pub(crate) fn ending_a_users_sessions_ends_exactly_those(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    add_session(bench, 1, user);
    add_session(bench, 2, user);
    let left = add_session(bench, 3, other);
    assert_eq!(bench.write(|t| t.end_sessions(user, at(1))), 2);
    assert_eq!(bench.write(|t| t.end_sessions(user, at(1))), 0);
    assert_eq!(ids(bench, user), []);
    assert_eq!(ids(bench, other), [left]);
}

pub(crate) fn ending_other_sessions_keeps_one(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let ids = [1, 2, 3].map(|n| add_session(bench, n, user));
    add_session(bench, 4, other);
    assert_eq!(bench.write(|t| t.end_other_sessions(user, ids[1], at(10))), 2);
    let left: Vec<_> = bench.read(|t| t.list_sessions(user)).into_iter().map(|s| s.id).collect();
    assert_eq!(left, [ids[1]]);
    assert_eq!(bench.read(|t| t.list_sessions(other)).len(), 1);
    let again = add_session(bench, 5, user);
    assert_eq!(bench.write(|t| t.end_other_sessions(user, ids[1], at(1001))), 0, "it had expired");
    assert!(bench.read(|t| t.list_sessions(user)).iter().all(|session| session.id != again));
}

pub(crate) fn ending_every_session_leaves_none(bench: &dyn Bench) {
    let users = [1, 2].map(|n| add_user(bench, n));
    for (n, user) in (1..).zip(users) {
        add_session(bench, n, user);
    }
    assert_eq!(bench.write(|t| t.end_every_session()), 2);
    assert!(users.iter().all(|&user| bench.read(|t| t.list_sessions(user)).is_empty()));
}

pub(crate) fn the_most_recently_seen_sessions_are_kept(bench: &dyn Bench) {
    let (user, other) = (add_user(bench, 1), add_user(bench, 2));
    let [first, second, third, _foreign] =
        [(1, user), (2, user), (3, user), (4, other)].map(|(n, user)| add_session(bench, n, user));
    bench.write(|t| t.touch_session(&digest(1), at(60), at(1060)));
    assert_eq!(bench.write(|t| t.trim_sessions(user, third, 2, at(100), at(1000))), 0);
    assert_eq!(bench.write(|t| t.trim_sessions(user, third, 1, at(100), at(1000))), 1);
    assert_eq!(ids(bench, user), [third, first], "listed by when they were opened");
    assert_eq!(bench.write(|t| t.trim_sessions(user, third, 0, at(100), at(1000))), 1);
    assert_eq!(ids(bench, user), [third], "the one just opened stays, though it was seen less");
    assert_eq!(bench.write(|t| t.trim_sessions(user, second, 0, at(100), at(1000))), 1);
    assert_eq!(ids(bench, other).len(), 1);
}

/// A user's sessions, as they are listed.
fn ids(bench: &dyn Bench, user: UserId) -> Vec<SessionId> {
    let listed = bench.read(|t| t.list_sessions(user));
    assert!(listed.iter().all(|session| session.user_id == user));
    listed.iter().map(|session| session.id).collect()
}
