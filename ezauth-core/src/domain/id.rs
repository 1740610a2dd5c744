//! Ids: UUIDv7 (RFC 9562), 16 bytes in the store, lower-case hyphenated text at every boundary.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

use super::Timestamp;
use crate::error::{Error, FieldReason, Result};

/// Declares an id type whose parse error names `$field`, the parameter that carries it.
macro_rules! id {
    ($(#[$doc:meta])+ $name:ident, $field:literal) => {
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 of this time and these random bytes.
            pub(crate) fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid_v7(now, random))
            }

            pub(crate) const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl FromStr for $name {
            type Err = Error;

            /// Takes the lower-case hyphenated form only.
            ///
            /// # Errors
            /// `invalid_argument` on the field that carries such an id.
            fn from_str(text: &str) -> Result<Self> {
                parse(text).map(Self).ok_or_else(|| Error::invalid_argument($field, FieldReason::Malformed))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.as_hyphenated())
            }
        }
    };
}

id!(
    /// The id of a user.
    UserId, "user"
);
id!(
    /// The id of an identity.
    IdentityId, "identity"
);
id!(
    /// The public id of a session: for listing and revoking, never for signing in.
    SessionId, "session"
);
id!(
    /// The id of a verification.
    VerificationId, "verification"
);
id!(
    /// The id of a wish to have an account.
    SignUpId, "sign_up"
);
id!(
    /// The id of a change of address that waits for its proof.
    PendingChangeId, "pending_change"
);
id!(
    /// The id of a credential.
    CredentialId, "credential"
);
id!(
    /// The id of an audit event.
    EventId, "event"
);
id!(
    /// The id of a message.
    MessageId, "message"
);
id!(
    /// The id of one lease of a message: what `ack_message` and `nack_message` take.
    LeaseId, "lease"
);

#[cfg(feature = "smtp")]
impl MessageId {
    /// When the message was made: the first 48 bits of its id.
    pub(crate) fn created_at(self) -> Timestamp {
        let millis = self.as_bytes()[..6].iter();
        Timestamp::from_millis(millis.fold(0, |millis, byte| millis << 8 | i64::from(*byte)))
    }
}

/// Has ids of one millisecond follow each other: the 12 bits after the time count (RFC 9562 section 6.2,
/// method 1). They begin at random in their lower half; once they are used up, chance orders the rest
/// of the millisecond, and of one that was over when its id was drawn.
#[derive(Debug, Default)]
pub(crate) struct IdSequence(AtomicU64);

impl IdSequence {
    const COUNT: u64 = (1 << 12) - 1;

    /// So far behind, an operation read the clock before another did. Farther, the clock was set back.
    const LATE: u64 = 10_000 << 12;

    /// These random bytes, with the count in place of the first two.
    pub(crate) fn count(&self, now: Timestamp, mut random: [u8; 10]) -> [u8; 10] {
        let start = u64::from(u16::from_be_bytes([random[0], random[1]])) & (Self::COUNT / 2);
        let first = millis(now) << 12 | start;
        let next = |last: u64| match last ^ first {
            0..=Self::COUNT => (last + 1).min(last | Self::COUNT),
            _ => first,
        };
        let is_late = |last: u64| last > first | Self::COUNT && last - first < Self::LATE;
        let step = |last| (!is_late(last)).then(|| next(last));
        let last = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        let [.., high, low] = last.map_or(first, next).to_be_bytes();
        [random[0], random[1]] = [high, low];
        random
    }
}

/// RFC 9562 section 5.7.
fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(millis(now), &random).into_uuid()
}

/// The time field has 48 bits: a clock outside of them is held at their ends.
fn millis(now: Timestamp) -> u64 {
    const LAST_MILLIS: i64 = (1 << 48) - 1;
    now.as_millis().clamp(0, LAST_MILLIS).unsigned_abs()
}

fn parse(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    (id.as_hyphenated().to_string() == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lower_case_hyphenated_form_is_an_id() {
        let id = UserId::new(Timestamp::from_millis(1_763_800_000_000), [0xA5; 10]);
        let text = id.to_string();
        assert_eq!(text.parse::<UserId>().unwrap(), id);
        assert_eq!(&text[14..15], "7", "the version of RFC 9562");
        let others = [
            text.to_uppercase(),
            text.replace('-', ""),
            format!("{{{text}}}"),
            format!("{text}\n"),
        ];
        for other in others {
            let error = other.parse::<UserId>().unwrap_err();
            assert_eq!(error, Error::invalid_argument("user", FieldReason::Malformed));
        }
    }

    #[test]
    fn ids_of_one_millisecond_follow_each_other() {
        let sequence = IdSequence::default();
        let id = |millis, byte| {
            let now = Timestamp::from_millis(millis);
            UserId::new(now, sequence.count(now, [byte; 10]))
        };
        let ids: Vec<_> = (0..2048).map(|n: u32| id(7, 255 - n.to_le_bytes()[0])).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        let later: Vec<_> = (0..4096).map(|_| id(7, 0)).collect();
        assert!(later.iter().all(|later| ids[2047] < *later), "the count does not begin again");
        assert!(later[4095] < id(8, 0), "nor does it flow over");
        let before = id(8, 255);
        assert!(id(7, 255) < before, "the time comes first");
        assert!(before < id(8, 0), "an earlier millisecond does not begin the count again");
        assert!(id(20_000, 0) > id(8, 255));
        assert!(id(8, 255) < id(8, 0), "a clock that is set back is followed");
    }

    #[test]
    fn a_clock_outside_of_48_bits_still_makes_an_id() {
        for millis in [i64::MIN, -1, i64::MAX] {
            UserId::new(Timestamp::from_millis(millis), [0; 10]).to_string();
        }
    }
}
