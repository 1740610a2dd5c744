//! Ids: UUIDv7 (RFC 9562), 16 bytes in the store, lower-case hyphenated text at every boundary.

use std::fmt;
use std::str::FromStr;

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

/// RFC 9562 section 5.7. The time field has 48 bits: a clock outside of them is held at their ends.
fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    const LAST_MILLIS: i64 = (1 << 48) - 1;
    let millis = now.as_millis().clamp(0, LAST_MILLIS).unsigned_abs();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
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
    fn a_clock_outside_of_48_bits_still_makes_an_id() {
        for millis in [i64::MIN, -1, i64::MAX] {
            UserId::new(Timestamp::from_millis(millis), [0; 10]).to_string();
        }
    }
}
