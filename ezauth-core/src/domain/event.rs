//! The audit trail.

use super::named::named;
use super::{EventId, SessionId, Timestamp, UserId};

named! {
    /// What happened.
    EventType, "type" {
        /// A user was created.
        UserCreated "user_created",
        /// A user's name, username or metadata changed; `fields` in the data says which.
        ProfileUpdated "profile_updated",
        /// A link or code was issued; the data says its `kind` and `channel`.
        VerificationIssued "verification_issued",
        /// An identity was proven for the first time.
        IdentityVerified "identity_verified",
        /// A recovery secret was redeemed without setting a password.
        RecoveryVerified "recovery_verified",
        /// A wrong code was presented; counted by value and hour.
        VerificationRefused "verification_refused",
        /// A session was opened; the data says its `method`.
        SessionCreated "session_created",
        /// One session was ended on request.
        SessionRevoked "session_revoked",
        /// Every session of a user was ended; the data says how many.
        SessionsRevoked "sessions_revoked",
        /// Identifier and password did not open an account; counted by identifier and hour.
        SignInRefused "sign_in_refused",
        /// A password was hashed anew with the current parameters.
        PasswordRehashed "password_rehashed",
        /// A password was set by recovery; every session ended.
        PasswordReset "password_reset",
        /// The key of the database was replaced; live codes and unsent messages ended.
        KeyReplaced "key_replaced",
        /// A session was proven anew and got another token; the data says its `method`.
        Reauthenticated "reauthenticated",
        /// A password was replaced by its owner; other sessions ended.
        PasswordChanged "password_changed",
        /// A password was set where there was none, or by an administrator.
        PasswordSet "password_set",
        /// A password was switched off by an administrator; the data says the `reason`.
        PasswordExpired "password_expired",
        /// A password was switched off after too many failures in a row.
        PasswordSwitchedOff "password_switched_off",
        /// An identity was added; the data says its `type`.
        IdentityAdded "identity_added",
        /// An identity took the place of another; the data says its `type`.
        IdentityChanged "identity_changed",
        /// An identity was removed; the data says its `type`.
        IdentityRemoved "identity_removed",
        /// An account was switched off; its sessions and secrets ended.
        UserDisabled "user_disabled",
        /// An account was switched on again.
        UserEnabled "user_enabled",
        /// An account was deleted.
        UserDeleted "user_deleted",
        /// What is held about a user was handed out.
        UserExported "user_exported",
        /// Every session of everybody was ended; the data says how many.
        AllSessionsRevoked "all_sessions_revoked",
        /// A backup was made.
        BackupMade "backup_made",
        /// A backup was opened for the first time; what it held of sessions, verifications, sign-ups,
        /// pending changes and messages ended. The data says when it was made and how many of each.
        BackupRestored "backup_restored",
    }
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id.
    pub id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// Whose account it happened to, where there is one.
    pub user_id: Option<UserId>,
    /// The session it happened to, or was done with.
    pub session_id: Option<SessionId>,
    /// Where the request came from.
    pub ip: Option<String>,
    /// What else there is to know: a JSON object as text, without secrets.
    pub data: String,
    /// When it happened; for a counted event, when it first did.
    pub created_at: Timestamp,
}

/// Which events to list. The default lists all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only those of this user.
    pub user: Option<UserId>,
    /// Only those of this type.
    pub event_type: Option<EventType>,
    /// At most this many; 1 to 1,000, by default 100.
    pub limit: Option<u64>,
}

/// A part of the audit trail, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPage {
    /// The events.
    pub events: Vec<Event>,
    /// Pass it to `events` to go on after the last of them. Present even where nothing follows yet,
    /// so that a reader can come back for what happens later.
    pub cursor: String,
}
