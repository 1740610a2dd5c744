//! Messages.

use super::Bench;
use super::samples::{add, add_user, at, claim, lease, message, verification, verification_id};
use crate::domain::{Form, KeyId, Kind, MessageId};
use crate::store::rows::{ClaimedMessage, MessageClaim, NewMessage, Swept, VerificationScope};

pub(crate) fn a_message_comes_back_as_queued(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_secrets(bench);
    let queued = NewMessage { user_id: Some(user), ..message(1, Some(1), Some(2)) };
    bench.write(|t| t.insert_message(&queued));
    let claimed = claimed(bench, &claim(1, 10)).unwrap();
    // It has no `==`, on purpose; what `Debug` hides is not in it.
    assert_eq!(format!("{:?}", claimed.message), format!("{queued:?}"));
    assert_eq!((claimed.lease, claimed.attempts), (lease(1), 1));
}

pub(crate) fn a_notice_lives_without_secrets(bench: &dyn Bench) {
    let notice = NewMessage { notice: true, sealed: Vec::new(), ..message(1, None, None) };
    bench.write(|t| t.insert_message(&notice));
    bench.write(|t| t.end_verifications(VerificationScope::One(verification_id(9))));
    assert_eq!(bench.write(|t| t.delete_expired(Swept::Messages, at(10), 9)), 0);
    assert!(claimed(bench, &claim(1, 10)).unwrap().message.notice);
    assert_eq!(bench.write(|t| t.delete_expired(Swept::Messages, at(600), 9)), 1);
}

pub(crate) fn the_messages_of_a_user_are_listed(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    add_secrets(bench);
    for (n, user_id) in [(1, Some(user)), (2, None)] {
        bench.write(|t| t.insert_message(&NewMessage { user_id, ..message(n, Some(1), Some(2)) }));
    }
    let listed = bench.read(|t| t.list_messages(user));
    assert_eq!(listed.iter().map(|message| message.id).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(listed[0].recipient, "A@example.com");
}

pub(crate) fn a_message_is_claimed_once_per_lease(bench: &dyn Bench) {
    queue(bench, &[1, 2]);
    let claims = [1, 2, 3, 4].map(|n| claimed_id(bench, &claim(n, 10)));
    assert_eq!(claims, [Some(id(1)), Some(id(2)), None, None]);
}

pub(crate) fn a_message_waits_until_its_lease_ends(bench: &dyn Bench) {
    queue(bench, &[1]);
    assert!(claimed(bench, &claim(1, 10)).is_some());
    assert!(claimed(bench, &claim(2, 69)).is_none());
    let again = claimed(bench, &claim(2, 70)).unwrap();
    assert_eq!((again.lease, again.attempts), (lease(2), 2));
    assert_eq!(bench.read(|t| t.message_attempts(lease(2), at(71))), Some(2));
    assert!(!bench.write(|t| t.ack_message(lease(1), at(71))), "another holds it");
}

pub(crate) fn an_acknowledged_message_is_gone(bench: &dyn Bench) {
    queue(bench, &[1, 2]);
    claimed(bench, &claim(1, 10));
    assert!(bench.write(|t| t.ack_message(lease(1), at(11))));
    assert!(!bench.write(|t| t.ack_message(lease(1), at(11))));
    assert_eq!(claimed_id(bench, &claim(2, 500)), Some(id(2)));
    assert_eq!(claimed_id(bench, &claim(3, 500)), None);
}

pub(crate) fn a_message_given_back_waits(bench: &dyn Bench) {
    queue(bench, &[1]);
    claimed(bench, &claim(1, 10));
    assert!(bench.write(|t| t.nack_message(lease(1), at(11), at(30))));
    assert!(!bench.write(|t| t.nack_message(lease(1), at(11), at(12))), "the lease is over");
    assert!(!bench.write(|t| t.ack_message(lease(1), at(11))));
    assert!(claimed(bench, &claim(2, 29)).is_none());
    assert_eq!(claimed(bench, &claim(2, 30)).unwrap().attempts, 2);
}

pub(crate) fn an_ended_lease_does_nothing(bench: &dyn Bench) {
    queue(bench, &[1]);
    claimed(bench, &claim(1, 10));
    assert_eq!(bench.read(|t| t.message_attempts(lease(1), at(69))), Some(1));
    assert_eq!(bench.read(|t| t.message_attempts(lease(1), at(70))), None);
    assert_eq!(bench.read(|t| t.message_attempts(lease(2), at(69))), None);
    assert!(!bench.write(|t| t.ack_message(lease(1), at(70))));
    assert!(!bench.write(|t| t.ack_message(lease(1), at(69))), "the clock was set back");
    claimed(bench, &claim(2, 70)).unwrap();
    assert!(!bench.write(|t| t.nack_message(lease(2), at(130), at(131))));
    assert!(!bench.write(|t| t.nack_message(lease(2), at(129), at(131))), "the clock was set back");
    assert!(claimed(bench, &claim(3, 130)).is_some());
}

pub(crate) fn the_longest_due_message_is_first(bench: &dyn Bench) {
    queue(bench, &[7, 5, 6]);
    let claims = [1, 2, 3].map(|n| claimed_id(bench, &claim(n, 10)));
    assert_eq!(claims, [5, 6, 7].map(|n| Some(id(n))));
}

pub(crate) fn a_dead_message_is_never_due(bench: &dyn Bench) {
    queue(bench, &[1]);
    bench.write(|t| t.insert_message(&message(2, None, None)));
    for n in [1, 2] {
        assert!(bench.write(|t| t.message_is_due(&claim(1, 10))));
        assert!(bench.write(|t| t.consume_verification(verification_id(n), at(5))));
    }
    assert!(claimed(bench, &claim(1, 10)).is_none());
}

pub(crate) fn an_expired_message_is_never_due(bench: &dyn Bench) {
    queue(bench, &[1]);
    let outliving = NewMessage { expires_at: at(9000), ..message(2, Some(1), Some(2)) };
    bench.write(|t| t.insert_message(&outliving));
    let short = NewMessage { expires_at: at(100), ..message(3, Some(1), Some(2)) };
    bench.write(|t| t.insert_message(&short));
    let claims = [1, 2, 3].map(|n| claimed_id(bench, &claim(n, 100)));
    assert_eq!(claims, [Some(id(1)), Some(id(2)), None]);
    let has_expired = |now| bench.read(|t| t.message_has_expired(at(now)));
    assert_eq!([has_expired(99), has_expired(100)], [false, true]);
    assert!(claimed(bench, &claim(4, 600)).is_none(), "its secrets have expired");
}

pub(crate) fn a_claim_tells_which_secrets_are_live(bench: &dyn Bench) {
    let mut code = verification(2, Form::Code, Kind::SignIn, "a@example.com");
    code.verification.expires_at = at(100);
    add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    add(bench, &code);
    bench.write(|t| t.insert_message(&message(1, Some(1), Some(2))));
    let live = |claim| claimed(bench, &claim).map(|claimed| (claimed.link_live, claimed.code_live));
    assert_eq!(live(claim(1, 10)), Some((true, true)));
    assert_eq!(live(claim(2, 100)), Some((true, false)), "the code has expired");
    bench.write(|t| t.consume_verification(verification_id(1), at(20)));
    assert_eq!(live(claim(3, 90)), None, "a lease is current");
    bench.write(|t| t.nack_message(lease(2), at(90), at(90)));
    assert_eq!(live(claim(3, 90)), Some((false, true)), "the link was used");
}

pub(crate) fn a_message_of_another_key_is_never_due(bench: &dyn Bench) {
    queue(bench, &[1]);
    let foreign = MessageClaim { key_id: KeyId::from_bytes([1; 16]), ..claim(1, 10) };
    assert!(claimed(bench, &foreign).is_none());
    assert!(claimed(bench, &claim(1, 10)).is_some());
}

pub(crate) fn a_message_of_the_future_is_never_due(bench: &dyn Bench) {
    queue(bench, &[1]);
    let made = |made_until| MessageClaim { made_until, ..claim(1, 10) };
    assert!(claimed(bench, &made(at(0))).is_none());
    assert!(claimed(bench, &made(at(1))).is_some());
}

pub(crate) fn a_wait_that_no_setting_gives_is_over(bench: &dyn Bench) {
    queue(bench, &[1]);
    claimed(bench, &claim(1, 10));
    bench.write(|t| t.nack_message(lease(1), at(11), at(4000)));
    assert!(claimed(bench, &claim(2, 400)).is_none(), "an hour is allowed");
    assert!(claimed(bench, &claim(2, 399)).is_some(), "the clock was set back");
}

/// Link 1 and code 2.
fn add_secrets(bench: &dyn Bench) {
    add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    add(bench, &verification(2, Form::Code, Kind::SignIn, "a@example.com"));
}

/// Queues messages of these numbers with link 1 and code 2.
fn queue(bench: &dyn Bench, numbers: &[u8]) {
    add_secrets(bench);
    for n in numbers {
        bench.write(|t| t.insert_message(&message(*n, Some(1), Some(2))));
    }
}

/// Claims, after a look that must have foreseen the outcome.
fn claimed(bench: &dyn Bench, claim: &MessageClaim) -> Option<ClaimedMessage> {
    let is_due = bench.read(|t| t.message_is_due(claim));
    let claimed = bench.write(|t| t.claim_message(claim));
    assert_eq!(is_due, claimed.is_some());
    claimed
}

fn claimed_id(bench: &dyn Bench, claim: &MessageClaim) -> Option<MessageId> {
    claimed(bench, claim).map(|claimed| claimed.message.id)
}

fn id(n: u8) -> MessageId {
    MessageId::from_bytes([n; 16])
}
