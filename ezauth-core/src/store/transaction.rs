//! What can be asked of a store inside of one run: a trait for each kind of record.
//!
//! A method fails with `storage` and with nothing else. A missing row is `None` or `false`, never an
//! error, and a failure is never a missing row.

use super::rows::{
    ClaimedMessage, EndedAll, EndedSession, MessageClaim, MessageRow, NewEvent, NewMessage,
    NewPassword, NewSession, NewUser, OffFor, PasswordRow, PendingChangeRow, ProfileRow, SignInRow,
    SignUpRow, StoredVerification, Swept, VerificationScope,
};
use crate::domain::{
    Channel, Digest, Event, EventFilter, Form, Identity, IdentityId, IdentityType, KeyId, Kind,
    LeaseId, MessageKind, PendingChangeId, Session, SessionId, SessionUser, SignUpId, Tally,
    Timestamp, User, UserId, UserIdentity, Verification, VerificationId,
};
use crate::error::Result;

/// Everything that can be asked.
pub(crate) trait Transaction:
    Users
    + Identities
    + Credentials
    + Sessions
    + SignUps
    + PendingChanges
    + Verifications
    + Messages
    + Events
    + Throttles
    + Upkeep
{
}

impl<T> Transaction for T where
    T: Users
        + Identities
        + Credentials
        + Sessions
        + SignUps
        + PendingChanges
        + Verifications
        + Messages
        + Events
        + Throttles
        + Upkeep
{
}

/// Users and their profiles.
pub(crate) trait Users {
    /// Makes other writers that lock the same user wait until this run ends. A body that reads about
    /// a user in order to decide calls it first.
    fn lock_user(&mut self, user: UserId) -> Result<()>;

    /// The same for a value that may have no row yet: an address, a username.
    fn lock_value(&mut self, value: &str) -> Result<()>;

    /// Creates a user with an empty profile.
    fn insert_user(&mut self, user: &NewUser) -> Result<()>;

    /// The user of this id.
    fn find_user(&mut self, user: UserId) -> Result<Option<User>>;

    /// The user whose username has this lower-case form.
    fn find_user_by_username(&mut self, key: &str) -> Result<Option<User>>;

    /// Replaces the profile, unless another user holds the username.
    fn update_profile(
        &mut self,
        user: UserId,
        profile: &ProfileRow,
        now: Timestamp,
    ) -> Result<bool>;

    /// Marks a user as no longer clean. The first mark stays.
    fn mark_used(&mut self, user: UserId, now: Timestamp) -> Result<()>;

    /// Users after this id, in the order of their ids, which is that of their creation.
    fn list_users(
        &mut self,
        after: Option<UserId>,
        disabled: Option<bool>,
        limit: u32,
    ) -> Result<Vec<User>>;

    /// Switches an enabled user off.
    fn disable_user(&mut self, user: UserId, now: Timestamp) -> Result<bool>;

    /// Switches a disabled user on.
    fn enable_user(&mut self, user: UserId, now: Timestamp) -> Result<bool>;

    /// Deletes a user with all that belongs to it, but for the audit trail.
    fn delete_user(&mut self, user: UserId) -> Result<bool>;
}

/// Identities.
pub(crate) trait Identities {
    /// Creates an identity.
    fn insert_identity(&mut self, identity: &Identity) -> Result<()>;

    /// The identity of this id.
    fn find_identity(&mut self, identity: IdentityId) -> Result<Option<Identity>>;

    /// The verified holder of a value.
    fn find_verified(&mut self, of: &IdentityType, value: &str) -> Result<Option<UserIdentity>>;

    /// The oldest clean, enabled user with this value unverified.
    fn find_clean(&mut self, of: &IdentityType, value: &str) -> Result<Option<UserIdentity>>;

    /// Creates a verified identity, unless another holds the value verified.
    fn insert_verified(&mut self, identity: &Identity) -> Result<bool>;

    /// A user's own identity of this type and value, verified or not; the verified one first.
    fn find_own(
        &mut self,
        user: UserId,
        of: &IdentityType,
        value: &str,
    ) -> Result<Option<Identity>>;

    /// A user's identities, the oldest first.
    fn list_identities(&mut self, user: UserId) -> Result<Vec<Identity>>;

    /// Deletes a user's identity with what was issued for it, unless it is the last way in: the last
    /// verified one, or the last of all.
    fn remove_identity(&mut self, user: UserId, identity: IdentityId) -> Result<bool>;

    /// Deletes an identity that another takes the place of.
    fn delete_identity(&mut self, identity: IdentityId) -> Result<bool>;

    /// Sets `verified_at`, unless it is set already or another identity holds the value verified.
    fn verify_identity(&mut self, identity: IdentityId, now: Timestamp) -> Result<bool>;
}

/// Passwords.
pub(crate) trait Credentials {
    /// A user's password, on or off.
    fn find_password(&mut self, user: UserId) -> Result<Option<PasswordRow>>;

    /// The user who holds a value verified, with the password, for signing in.
    fn find_sign_in(&mut self, of: &IdentityType, value: &str) -> Result<Option<SignInRow>>;

    /// The same for the lower-case form of a username, if the user has a verified identity.
    fn find_sign_in_by_username(&mut self, key: &str) -> Result<Option<SignInRow>>;

    /// Sets a user's password where there is none.
    fn insert_password(&mut self, password: &NewPassword) -> Result<bool>;

    /// Switches a user's password off, until it is set anew: one that is on, and to expire also one that
    /// failures have switched off. Whoever lets it expire tells its owner in the same run.
    fn switch_password_off(&mut self, user: UserId, off: OffFor, now: Timestamp) -> Result<bool>;

    /// Users whose password is off and who are yet to be told.
    fn list_untold(&mut self, limit: u32) -> Result<Vec<UserId>>;

    /// Notes that a user is told, unless that is noted.
    fn mark_told(&mut self, user: UserId, now: Timestamp) -> Result<bool>;

    /// Sets a user's password, over an existing one too, and switches it on.
    fn put_password(&mut self, password: &NewPassword) -> Result<()>;

    /// Sets another password where it is still `old` and has not expired, and the user is enabled, and
    /// switches it on.
    fn change_password(
        &mut self,
        user: UserId,
        old: &str,
        new: &str,
        now: Timestamp,
    ) -> Result<bool>;

    /// Replaces the PHC string where it is still `old` and on, and the user is enabled.
    fn replace_password(
        &mut self,
        user: UserId,
        old: &str,
        new: &str,
        now: Timestamp,
    ) -> Result<bool>;
}

/// Sessions.
pub(crate) trait Sessions {
    /// Opens a session where the user exists, is enabled and, if `verified_phc` is given, still has
    /// that password, switched on.
    fn insert_session(&mut self, session: &NewSession, verified_phc: Option<&str>) -> Result<bool>;

    /// The session of this token and its user, live or not, enabled or not.
    fn find_session(&mut self, token: &Digest) -> Result<Option<SessionUser>>;

    /// A user's sessions, the newest first, live or not.
    fn list_sessions(&mut self, user: UserId) -> Result<Vec<Session>>;

    /// Notes a use: writes `last_seen_at` and `idle_expires_at` where the session was last seen
    /// before `now`.
    fn touch_session(&mut self, token: &Digest, now: Timestamp, idle: Timestamp) -> Result<bool>;

    /// Ends the session of this token.
    fn end_session(&mut self, token: &Digest) -> Result<Option<EndedSession>>;

    /// Ends a user's session by its public id, and says whether it had not expired.
    fn end_session_by_id(
        &mut self,
        user: UserId,
        session: SessionId,
        now: Timestamp,
    ) -> Result<bool>;

    /// Ends all sessions of a user and says how many had not expired.
    fn end_sessions(&mut self, user: UserId, now: Timestamp) -> Result<u64>;

    /// Ends all sessions of a user but one and says how many had not expired.
    fn end_other_sessions(&mut self, user: UserId, kept: SessionId, now: Timestamp) -> Result<u64>;

    /// Ends every session of everybody and says how many there were.
    fn end_every_session(&mut self) -> Result<u64>;

    /// Ends a user's least recently used sessions beyond `opened`, which stays, and `others` besides
    /// it. Those that have expired, or claim to be made after `made_until`, go first.
    fn trim_sessions(
        &mut self,
        user: UserId,
        opened: SessionId,
        others: u32,
        now: Timestamp,
        made_until: Timestamp,
    ) -> Result<u64>;
}

/// Wishes to have an account.
pub(crate) trait SignUps {
    /// Stores a wish.
    fn insert_sign_up(&mut self, sign_up: &SignUpRow) -> Result<()>;

    /// The wish of this id, expired or not.
    fn find_sign_up(&mut self, sign_up: SignUpId) -> Result<Option<SignUpRow>>;

    /// Gives a wish a later end.
    fn renew_sign_up(&mut self, sign_up: SignUpId, expires_at: Timestamp) -> Result<bool>;

    /// Ends every wish for a value, with what was issued for them.
    fn end_sign_ups(&mut self, value: &str) -> Result<u64>;
}

/// Changes of address that wait for their proof.
pub(crate) trait PendingChanges {
    /// Stores a change. One that the user has for the same value keeps its id, with what was issued for
    /// it, and its failures; once there are some, its end too, so that they are not carried on for ever.
    /// Returns its id.
    fn put_pending_change(&mut self, change: &PendingChangeRow) -> Result<PendingChangeId>;

    /// A user's change for a value, expired or not.
    fn find_pending_change(
        &mut self,
        user: UserId,
        channel: Channel,
        value: &str,
    ) -> Result<Option<PendingChangeRow>>;

    /// A user's changes, the oldest first.
    fn list_pending_changes(&mut self, user: UserId) -> Result<Vec<PendingChangeRow>>;

    /// Counts a wrong code, unless `limit` are counted already.
    fn count_change_failure(&mut self, change: PendingChangeId, limit: u32) -> Result<bool>;

    /// Ends a change, with what was issued for it.
    fn end_pending_change(&mut self, change: PendingChangeId) -> Result<bool>;
}

/// Verifications.
pub(crate) trait Verifications {
    /// Stores a verification.
    fn insert_verification(&mut self, verification: &StoredVerification) -> Result<()>;

    /// The link or handle of this hash, live or not.
    fn find_token(&mut self, form: Form, secret: &Digest) -> Result<Option<StoredVerification>>;

    /// The code of this kind and value, live or not.
    fn find_code(&mut self, kind: Kind, value: &str) -> Result<Option<StoredVerification>>;

    /// What is out for a user's identities and pending changes, the oldest first.
    fn list_verifications(&mut self, user: UserId) -> Result<Vec<Verification>>;

    /// Counts a wrong code on this row, unless `limit` are counted already.
    fn count_failure(&mut self, verification: VerificationId, limit: u32) -> Result<bool>;

    /// Uses a verification up: true for exactly one caller, and only before it expires.
    fn consume_verification(
        &mut self,
        verification: VerificationId,
        now: Timestamp,
    ) -> Result<bool>;

    /// Ends verifications and says how many.
    fn end_verifications(&mut self, scope: VerificationScope<'_>) -> Result<u64>;
}

/// Messages.
pub(crate) trait Messages {
    /// Queues a message, due at once.
    fn insert_message(&mut self, message: &NewMessage) -> Result<()>;

    /// Whether a notice of this kind waits for somebody to deliver it to this recipient.
    fn notice_waits(
        &mut self,
        user: UserId,
        kind: MessageKind,
        recipient: &str,
        now: Timestamp,
    ) -> Result<bool>;

    /// The messages that wait for a user, the oldest first.
    fn list_messages(&mut self, user: UserId) -> Result<Vec<MessageRow>>;

    /// Whether [`claim_message`](Self::claim_message) would find one.
    fn message_is_due(&mut self, claim: &MessageClaim) -> Result<bool>;

    /// Whether there is a message that expired before or at `now`.
    fn message_has_expired(&mut self, now: Timestamp) -> Result<bool>;

    /// Leases the message that has been due for longest. A message is due while it has not expired,
    /// holds no current lease, and a verification that it carries is live.
    fn claim_message(&mut self, claim: &MessageClaim) -> Result<Option<ClaimedMessage>>;

    /// Deletes the message of a current lease. A lease that is refused is forgotten.
    fn ack_message(&mut self, lease: LeaseId, now: Timestamp) -> Result<bool>;

    /// Gives the message of a current lease back, to be due again at `due`. A lease that is refused is
    /// forgotten.
    fn nack_message(&mut self, lease: LeaseId, now: Timestamp, due: Timestamp) -> Result<bool>;

    /// How often the message of a current lease has been handed out.
    fn message_attempts(&mut self, lease: LeaseId, now: Timestamp) -> Result<Option<u32>>;
}

/// The audit trail.
pub(crate) trait Events {
    /// Records an event.
    fn insert_event(&mut self, event: &NewEvent) -> Result<()>;

    /// Records an event, or counts it in the row of the same bucket: its data has a `count`.
    fn count_event(&mut self, event: &NewEvent, bucket: &Digest) -> Result<()>;

    /// Events after `cursor`, oldest first, each with its own cursor.
    fn list_events(
        &mut self,
        filter: &EventFilter,
        cursor: i64,
        limit: u32,
    ) -> Result<Vec<(i64, Event)>>;
}

/// Counted attempts.
pub(crate) trait Throttles {
    /// What is counted in a bucket, expired or not. In a write, others who ask for the same bucket wait
    /// until this run ends.
    fn find_tally(&mut self, bucket: &Digest) -> Result<Option<Tally>>;

    /// Replaces what is counted in a bucket.
    fn put_tally(&mut self, bucket: &Digest, tally: &Tally) -> Result<()>;

    /// Forgets what is counted in a bucket.
    fn end_tally(&mut self, bucket: &Digest) -> Result<bool>;
}

/// What keeps the store in order.
pub(crate) trait Upkeep {
    /// Deletes at most `limit` rows that ended before or at `now` (for events: were made before
    /// it), and messages that are dead.
    fn delete_expired(&mut self, from: Swept, now: Timestamp, limit: u32) -> Result<u64>;

    /// The id of the key that the database is written with.
    fn find_key_id(&mut self) -> Result<Option<KeyId>>;

    /// Records the id of the key that the database is written with from now on.
    fn record_key_id(&mut self, key: KeyId, now: Timestamp) -> Result<()>;

    /// Ends every code and every unsent message, and forgets what was counted: all that depends on a key
    /// that is gone.
    fn end_all_keyed(&mut self) -> Result<u64>;

    /// Marks the database as a backup, made at this time.
    fn mark_as_backup(&mut self, made_at: Timestamp) -> Result<()>;

    /// When the backup was made, as long as the database is marked as one.
    fn find_backup_mark(&mut self) -> Result<Option<Timestamp>>;

    /// Takes the mark away: exactly one caller gets it.
    fn take_backup_mark(&mut self) -> Result<Option<Timestamp>>;

    /// Ends every session, verification, sign-up, pending change and unsent message, and says how many
    /// there were.
    fn end_all(&mut self) -> Result<EndedAll>;
}
