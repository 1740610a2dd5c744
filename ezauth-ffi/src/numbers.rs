//! The numbers that names cross as. A number is never given to another name.

use ezauth_core::domain::{
    Channel, EventType, Form, Kind, MessageKind, SessionMethod, VerificationType,
};
use ezauth_core::{Error, FieldReason, Result};

/// Kind `confirm`, by mail.
pub const EZAUTH_VERIFICATION_TYPE_EMAIL: i32 = 1;
/// Kind `confirm`, by text message.
pub const EZAUTH_VERIFICATION_TYPE_PHONE: i32 = 2;
/// Kind `recover`, by mail.
pub const EZAUTH_VERIFICATION_TYPE_RECOVERY: i32 = 3;

/// A session that was opened with the account's password.
pub const EZAUTH_SESSION_METHOD_PASSWORD: i32 = 1;
/// A session that was opened with a link from the inbox.
pub const EZAUTH_SESSION_METHOD_LINK: i32 = 2;
/// A session that was opened with a code from the inbox.
pub const EZAUTH_SESSION_METHOD_CODE: i32 = 3;
/// A session that was opened on the host's word.
pub const EZAUTH_SESSION_METHOD_HOST: i32 = 4;

/// A message that is mailed.
pub const EZAUTH_CHANNEL_EMAIL: i32 = 1;
/// A text message.
pub const EZAUTH_CHANNEL_PHONE: i32 = 2;

/// A secret that confirms an address.
pub const EZAUTH_KIND_CONFIRM: i32 = 1;
/// A secret that completes a sign-up.
pub const EZAUTH_KIND_SIGN_UP: i32 = 2;
/// A secret that signs in.
pub const EZAUTH_KIND_SIGN_IN: i32 = 3;
/// A secret that recovers an account.
pub const EZAUTH_KIND_RECOVER: i32 = 4;
/// A secret that completes a change of address.
pub const EZAUTH_KIND_CHANGE: i32 = 5;

/// Link and code to prove an existing identity.
pub const EZAUTH_MESSAGE_KIND_CONFIRM: i32 = 1;
/// Link and code to complete a sign-up.
pub const EZAUTH_MESSAGE_KIND_SIGN_UP: i32 = 2;
/// Link and code to sign in.
pub const EZAUTH_MESSAGE_KIND_SIGN_IN: i32 = 3;
/// Link and code to recover an account.
pub const EZAUTH_MESSAGE_KIND_RECOVER: i32 = 4;
/// Link and code to complete a change of address.
pub const EZAUTH_MESSAGE_KIND_CHANGE: i32 = 5;
/// Notice: somebody tried to sign up with the address, which has an account.
pub const EZAUTH_MESSAGE_KIND_ADDRESS_IN_USE: i32 = 6;
/// Notice: a password was set where there was none, or by an administrator.
pub const EZAUTH_MESSAGE_KIND_PASSWORD_SET: i32 = 7;
/// Notice: the password was changed.
pub const EZAUTH_MESSAGE_KIND_PASSWORD_CHANGED: i32 = 8;
/// Notice: the password was set anew by recovery.
pub const EZAUTH_MESSAGE_KIND_PASSWORD_RESET: i32 = 9;
/// Notice: an administrator has switched the password off.
pub const EZAUTH_MESSAGE_KIND_PASSWORD_EXPIRED: i32 = 10;
/// Notice: the password is off after too many failed attempts.
pub const EZAUTH_MESSAGE_KIND_PASSWORD_SWITCHED_OFF: i32 = 11;
/// Notice: an address or a provider was added.
pub const EZAUTH_MESSAGE_KIND_IDENTITY_ADDED: i32 = 12;
/// Notice: an address was replaced by another.
pub const EZAUTH_MESSAGE_KIND_IDENTITY_CHANGED: i32 = 13;
/// Notice: an address or a provider was removed.
pub const EZAUTH_MESSAGE_KIND_IDENTITY_REMOVED: i32 = 14;
/// Notice: the account was switched off.
pub const EZAUTH_MESSAGE_KIND_ACCOUNT_DISABLED: i32 = 15;
/// Notice: the account was deleted.
pub const EZAUTH_MESSAGE_KIND_ACCOUNT_DELETED: i32 = 16;
/// Notice: somebody signed in after failed attempts.
pub const EZAUTH_MESSAGE_KIND_SIGNED_IN_AFTER_FAILURES: i32 = 17;

/// A link token.
pub const EZAUTH_FORM_LINK: i32 = 1;
/// A short code of digits.
pub const EZAUTH_FORM_CODE: i32 = 2;
/// A flow handle, which stays with the person who asked.
pub const EZAUTH_FORM_HANDLE: i32 = 3;

/// A user was created.
pub const EZAUTH_EVENT_TYPE_USER_CREATED: i32 = 1;
/// A user's name, username or metadata changed.
pub const EZAUTH_EVENT_TYPE_PROFILE_UPDATED: i32 = 2;
/// A link or code was issued.
pub const EZAUTH_EVENT_TYPE_VERIFICATION_ISSUED: i32 = 3;
/// An identity was proven for the first time.
pub const EZAUTH_EVENT_TYPE_IDENTITY_VERIFIED: i32 = 4;
/// A recovery secret was redeemed without setting a password.
pub const EZAUTH_EVENT_TYPE_RECOVERY_VERIFIED: i32 = 5;
/// A wrong code was presented.
pub const EZAUTH_EVENT_TYPE_VERIFICATION_REFUSED: i32 = 6;
/// A session was opened.
pub const EZAUTH_EVENT_TYPE_SESSION_CREATED: i32 = 7;
/// One session was ended on request.
pub const EZAUTH_EVENT_TYPE_SESSION_REVOKED: i32 = 8;
/// Every session of a user was ended.
pub const EZAUTH_EVENT_TYPE_SESSIONS_REVOKED: i32 = 9;
/// Identifier and password did not open an account.
pub const EZAUTH_EVENT_TYPE_SIGN_IN_REFUSED: i32 = 10;
/// A password was hashed anew with the current parameters.
pub const EZAUTH_EVENT_TYPE_PASSWORD_REHASHED: i32 = 11;
/// A password was set by recovery; every session ended.
pub const EZAUTH_EVENT_TYPE_PASSWORD_RESET: i32 = 12;
/// The key of the database was replaced.
pub const EZAUTH_EVENT_TYPE_KEY_REPLACED: i32 = 13;
/// A session was proven anew and got another token.
pub const EZAUTH_EVENT_TYPE_REAUTHENTICATED: i32 = 14;
/// A password was replaced by its owner; other sessions ended.
pub const EZAUTH_EVENT_TYPE_PASSWORD_CHANGED: i32 = 15;
/// A password was set where there was none, or by an administrator.
pub const EZAUTH_EVENT_TYPE_PASSWORD_SET: i32 = 16;
/// A password was switched off by an administrator.
pub const EZAUTH_EVENT_TYPE_PASSWORD_EXPIRED: i32 = 17;
/// A password was switched off after too many failures in a row.
pub const EZAUTH_EVENT_TYPE_PASSWORD_SWITCHED_OFF: i32 = 18;
/// An identity was added.
pub const EZAUTH_EVENT_TYPE_IDENTITY_ADDED: i32 = 19;
/// An identity took the place of another.
pub const EZAUTH_EVENT_TYPE_IDENTITY_CHANGED: i32 = 20;
/// An identity was removed.
pub const EZAUTH_EVENT_TYPE_IDENTITY_REMOVED: i32 = 21;
/// An account was switched off; its sessions and secrets ended.
pub const EZAUTH_EVENT_TYPE_USER_DISABLED: i32 = 22;
/// An account was switched on again.
pub const EZAUTH_EVENT_TYPE_USER_ENABLED: i32 = 23;
/// An account was deleted.
pub const EZAUTH_EVENT_TYPE_USER_DELETED: i32 = 24;
/// What is held about a user was handed out.
pub const EZAUTH_EVENT_TYPE_USER_EXPORTED: i32 = 25;
/// Every session of everybody was ended.
pub const EZAUTH_EVENT_TYPE_ALL_SESSIONS_REVOKED: i32 = 26;
/// A backup was made.
pub const EZAUTH_EVENT_TYPE_BACKUP_MADE: i32 = 27;
/// A backup was opened for the first time; what it held of sessions, verifications, sign-ups, pending
/// changes and messages ended. The data says when it was made and how many of each.
pub const EZAUTH_EVENT_TYPE_BACKUP_RESTORED: i32 = 28;

/// What crosses as a number.
pub(crate) trait Number: Sized {
    /// The number, or [`UNNUMBERED`].
    fn number(self) -> i32;

    /// The name of a number. C may pass any, so it is never taken for an enum.
    ///
    /// # Errors
    /// `invalid_argument` on the field.
    fn named(number: i32, field: &'static str) -> Result<Self>;
}

/// What a name crosses as that has no number yet. The test below keeps it from being released.
const UNNUMBERED: i32 = 0;

/// Tells which name has which number.
macro_rules! numbers {
    ($set:ident { $($name:ident $number:ident,)+ }) => {
        impl Number for $set {
            fn number(self) -> i32 {
                match self {
                    $(Self::$name => $number,)+
                    _ => UNNUMBERED,
                }
            }

            fn named(number: i32, field: &'static str) -> Result<Self> {
                match number {
                    $($number => Ok(Self::$name),)+
                    _ => Err(Error::invalid_argument(field, FieldReason::Unknown)),
                }
            }
        }
    };
}

numbers! { VerificationType {
    Email EZAUTH_VERIFICATION_TYPE_EMAIL,
    Phone EZAUTH_VERIFICATION_TYPE_PHONE,
    Recovery EZAUTH_VERIFICATION_TYPE_RECOVERY,
} }

numbers! { SessionMethod {
    Password EZAUTH_SESSION_METHOD_PASSWORD,
    Link EZAUTH_SESSION_METHOD_LINK,
    Code EZAUTH_SESSION_METHOD_CODE,
    Host EZAUTH_SESSION_METHOD_HOST,
} }

numbers! { Channel {
    Email EZAUTH_CHANNEL_EMAIL,
    Phone EZAUTH_CHANNEL_PHONE,
} }

numbers! { Kind {
    Confirm EZAUTH_KIND_CONFIRM,
    SignUp EZAUTH_KIND_SIGN_UP,
    SignIn EZAUTH_KIND_SIGN_IN,
    Recover EZAUTH_KIND_RECOVER,
    Change EZAUTH_KIND_CHANGE,
} }

numbers! { MessageKind {
    Confirm EZAUTH_MESSAGE_KIND_CONFIRM,
    SignUp EZAUTH_MESSAGE_KIND_SIGN_UP,
    SignIn EZAUTH_MESSAGE_KIND_SIGN_IN,
    Recover EZAUTH_MESSAGE_KIND_RECOVER,
    Change EZAUTH_MESSAGE_KIND_CHANGE,
    AddressInUse EZAUTH_MESSAGE_KIND_ADDRESS_IN_USE,
    PasswordSet EZAUTH_MESSAGE_KIND_PASSWORD_SET,
    PasswordChanged EZAUTH_MESSAGE_KIND_PASSWORD_CHANGED,
    PasswordReset EZAUTH_MESSAGE_KIND_PASSWORD_RESET,
    PasswordExpired EZAUTH_MESSAGE_KIND_PASSWORD_EXPIRED,
    PasswordSwitchedOff EZAUTH_MESSAGE_KIND_PASSWORD_SWITCHED_OFF,
    IdentityAdded EZAUTH_MESSAGE_KIND_IDENTITY_ADDED,
    IdentityChanged EZAUTH_MESSAGE_KIND_IDENTITY_CHANGED,
    IdentityRemoved EZAUTH_MESSAGE_KIND_IDENTITY_REMOVED,
    AccountDisabled EZAUTH_MESSAGE_KIND_ACCOUNT_DISABLED,
    AccountDeleted EZAUTH_MESSAGE_KIND_ACCOUNT_DELETED,
    SignedInAfterFailures EZAUTH_MESSAGE_KIND_SIGNED_IN_AFTER_FAILURES,
} }

numbers! { Form {
    Link EZAUTH_FORM_LINK,
    Code EZAUTH_FORM_CODE,
    Handle EZAUTH_FORM_HANDLE,
} }

numbers! { EventType {
    UserCreated EZAUTH_EVENT_TYPE_USER_CREATED,
    ProfileUpdated EZAUTH_EVENT_TYPE_PROFILE_UPDATED,
    VerificationIssued EZAUTH_EVENT_TYPE_VERIFICATION_ISSUED,
    IdentityVerified EZAUTH_EVENT_TYPE_IDENTITY_VERIFIED,
    RecoveryVerified EZAUTH_EVENT_TYPE_RECOVERY_VERIFIED,
    VerificationRefused EZAUTH_EVENT_TYPE_VERIFICATION_REFUSED,
    SessionCreated EZAUTH_EVENT_TYPE_SESSION_CREATED,
    SessionRevoked EZAUTH_EVENT_TYPE_SESSION_REVOKED,
    SessionsRevoked EZAUTH_EVENT_TYPE_SESSIONS_REVOKED,
    SignInRefused EZAUTH_EVENT_TYPE_SIGN_IN_REFUSED,
    PasswordRehashed EZAUTH_EVENT_TYPE_PASSWORD_REHASHED,
    PasswordReset EZAUTH_EVENT_TYPE_PASSWORD_RESET,
    KeyReplaced EZAUTH_EVENT_TYPE_KEY_REPLACED,
    Reauthenticated EZAUTH_EVENT_TYPE_REAUTHENTICATED,
    PasswordChanged EZAUTH_EVENT_TYPE_PASSWORD_CHANGED,
    PasswordSet EZAUTH_EVENT_TYPE_PASSWORD_SET,
    PasswordExpired EZAUTH_EVENT_TYPE_PASSWORD_EXPIRED,
    PasswordSwitchedOff EZAUTH_EVENT_TYPE_PASSWORD_SWITCHED_OFF,
    IdentityAdded EZAUTH_EVENT_TYPE_IDENTITY_ADDED,
    IdentityChanged EZAUTH_EVENT_TYPE_IDENTITY_CHANGED,
    IdentityRemoved EZAUTH_EVENT_TYPE_IDENTITY_REMOVED,
    UserDisabled EZAUTH_EVENT_TYPE_USER_DISABLED,
    UserEnabled EZAUTH_EVENT_TYPE_USER_ENABLED,
    UserDeleted EZAUTH_EVENT_TYPE_USER_DELETED,
    UserExported EZAUTH_EVENT_TYPE_USER_EXPORTED,
    AllSessionsRevoked EZAUTH_EVENT_TYPE_ALL_SESSIONS_REVOKED,
    BackupMade EZAUTH_EVENT_TYPE_BACKUP_MADE,
    BackupRestored EZAUTH_EVENT_TYPE_BACKUP_RESTORED,
} }

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name is what its number says, so no number stands for two.
    fn assert_numbered<T: Number + Copy + PartialEq>(names: &[T]) {
        for &name in names {
            assert_ne!(name.number(), UNNUMBERED, "a name is without a number");
            assert!(T::named(name.number(), "type").is_ok_and(|named| named == name));
        }
        for number in [UNNUMBERED, -1, i32::MIN, i32::MAX] {
            assert!(T::named(number, "type").is_err(), "{number} is no name");
        }
    }

    #[test]
    fn every_name_has_a_number_of_its_own() {
        assert_numbered(VerificationType::ALL);
        assert_numbered(SessionMethod::ALL);
        assert_numbered(Channel::ALL);
        assert_numbered(Kind::ALL);
        assert_numbered(MessageKind::ALL);
        assert_numbered(Form::ALL);
        assert_numbered(EventType::ALL);
    }
}
