//! Rows that are more than a record: what only the store and the operations see.

use crate::domain::{
    Channel, CredentialId, Digest, EventId, EventType, IdentityId, KeyId, Kind, LeaseId, MessageId,
    MessageKind, PendingChangeId, Session, SessionId, SignUpId, Subject, Timestamp, UserId,
    Verification, VerificationId,
};

/// A user to create. Name, username and metadata come later, with the profile.
#[derive(Clone, Debug)]
pub(crate) struct NewUser {
    pub(crate) id: UserId,
    /// When the account first got a password, session, username or second identity; never cleared.
    /// Without it the user is clean: nobody can have put anything into it.
    pub(crate) first_used_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
}

/// The profile of a user, whole.
#[derive(Clone, Debug)]
pub(crate) struct ProfileRow {
    pub(crate) name: Option<String>,
    pub(crate) username: Option<String>,
    /// The username in lower case: what is compared.
    pub(crate) username_key: Option<String>,
    pub(crate) metadata: String,
}

/// A password to store, as a PHC string.
#[derive(Clone, Debug)]
pub(crate) struct NewPassword {
    pub(crate) id: CredentialId,
    pub(crate) user_id: UserId,
    pub(crate) phc: String,
    pub(crate) now: Timestamp,
}

/// A password as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PasswordRow {
    pub(crate) phc: String,
    /// Whether it is switched off, and why: then it opens nothing until it is set anew.
    pub(crate) off: Option<OffFor>,
}

/// Why a password is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OffFor {
    /// Too many failures in a row.
    Failures,
    /// Staff has let it expire: others may know it.
    Expired,
}

/// What an identifier leads to, for signing in.
#[derive(Clone, Debug)]
pub(crate) struct SignInRow {
    pub(crate) user_id: UserId,
    pub(crate) disabled: bool,
    pub(crate) phc: Option<String>,
    /// The password is switched off: it is checked like any other, and opens nothing.
    pub(crate) off: bool,
}

/// A wish to have an account.
#[derive(Clone, Debug)]
pub(crate) struct SignUpRow {
    pub(crate) id: SignUpId,
    pub(crate) value: String,
    pub(crate) display_value: String,
    pub(crate) phc: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// A change of address that waits for its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PendingChangeRow {
    pub(crate) id: PendingChangeId,
    pub(crate) user_id: UserId,
    pub(crate) channel: Channel,
    pub(crate) value: String,
    pub(crate) display_value: String,
    pub(crate) replaces: Option<IdentityId>,
    /// Wrong codes presented.
    pub(crate) failures: u32,
    pub(crate) expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// A session to open.
#[derive(Clone, Debug)]
pub(crate) struct NewSession {
    pub(crate) session: Session,
    pub(crate) token: Digest,
}

/// A session that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EndedSession {
    pub(crate) id: SessionId,
    pub(crate) user_id: UserId,
}

/// How many were there when all of them ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EndedAll {
    pub(crate) sessions: u64,
    pub(crate) verifications: u64,
    pub(crate) sign_ups: u64,
    pub(crate) pending_changes: u64,
    pub(crate) messages: u64,
}

/// A verification with what checks its secret.
#[derive(Clone, Debug)]
pub(crate) struct StoredVerification {
    pub(crate) verification: Verification,
    pub(crate) secret: Digest,
    /// The value as whoever asked wrote it: where the message goes.
    pub(crate) display_value: String,
    /// The key of a code's HMAC; links and handles have none.
    pub(crate) key_id: Option<KeyId>,
    /// How many digits a code has.
    pub(crate) digits: Option<u32>,
    /// Wrong codes presented: without a handle on a code's row, with it on a handle's.
    pub(crate) failures: u32,
}

/// Which verifications to end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum VerificationScope<'a> {
    /// The one with this id.
    One(VerificationId),
    /// The code of this kind and value.
    Code(Kind, &'a str),
    /// The link of this kind that was issued for this; where that is nothing, for this value.
    Link(Kind, Subject, &'a str),
    /// Links, codes and handles of this kind and value.
    Value(Kind, &'a str),
    /// Links, codes and handles of this kind that were issued for this identity.
    Identity(Kind, IdentityId),
    /// All that is issued for a user, and for the user's verified values.
    User(UserId),
}

/// A message to send, its secrets sealed.
#[derive(Clone, Debug)]
pub(crate) struct NewMessage {
    pub(crate) id: MessageId,
    pub(crate) channel: Channel,
    pub(crate) kind: MessageKind,
    pub(crate) recipient: String,
    pub(crate) user_id: Option<UserId>,
    pub(crate) sealed: Vec<u8>,
    pub(crate) key_id: KeyId,
    /// It carries no secret, and is alive until it expires.
    pub(crate) notice: bool,
    /// The verifications whose secrets it carries. When they are gone, the message is dead.
    pub(crate) link_id: Option<VerificationId>,
    pub(crate) code_id: Option<VerificationId>,
    pub(crate) expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// A message handed out under a lease.
#[derive(Clone, Debug)]
pub(crate) struct ClaimedMessage {
    pub(crate) message: NewMessage,
    pub(crate) lease: LeaseId,
    pub(crate) attempts: u32,
    /// Whether the link, and the code, are still live.
    pub(crate) link_live: bool,
    pub(crate) code_live: bool,
}

/// How to claim one message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessageClaim {
    pub(crate) now: Timestamp,
    pub(crate) lease: LeaseId,
    pub(crate) leased_until: Timestamp,
    /// A message that waits until after this has a wait that no setting gives: a clock was set back,
    /// and it is due.
    pub(crate) longest_wait_until: Timestamp,
    /// A message that claims to be made after this is dead, like its secrets.
    pub(crate) made_until: Timestamp,
    /// Only messages sealed under this key, which the caller can open.
    pub(crate) key_id: KeyId,
}

/// A message that waits, without its secrets.
#[derive(Clone, Debug)]
pub(crate) struct MessageRow {
    pub(crate) id: MessageId,
    pub(crate) channel: Channel,
    pub(crate) kind: MessageKind,
    pub(crate) recipient: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// An event to record.
#[derive(Clone, Debug)]
pub(crate) struct NewEvent {
    pub(crate) id: EventId,
    pub(crate) event_type: EventType,
    pub(crate) user_id: Option<UserId>,
    pub(crate) session_id: Option<SessionId>,
    pub(crate) ip: Option<String>,
    pub(crate) data: String,
    pub(crate) created_at: Timestamp,
}

/// What `sweep` deletes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Swept {
    Sessions,
    Verifications,
    SignUps,
    PendingChanges,
    Messages,
    Events,
    Throttles,
}
