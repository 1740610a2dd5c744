//! The kinds of error, with the names and numbers that every language shares.

use std::fmt;

/// Declares the enum, its numbers, names and summaries from one list, so that none can be forgotten.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $variant:ident = $number:literal $name:literal $summary:literal;)+) => {
        /// What happened, as the one value to branch on.
        ///
        /// Names and numbers are the same in every language, and a number is never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[$doc])+ $variant = $number,)+
        }

        impl ErrorKind {
            /// Every kind, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name, as `EzAuthError.code` in Node and `Error.kind` in Python show it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The English summary that begins the text of an error.
            pub(super) const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

kinds! {
    /// An argument is malformed; the fields say which and why. Nothing was looked up or changed.
    InvalidArgument = 1 "invalid_argument" "invalid argument";
    /// A setting, the key or the file given at open is not usable; the fields say which.
    InvalidConfig = 2 "invalid_config" "invalid configuration";
    /// The handle has been closed.
    Closed = 3 "closed" "the accounts are closed";
    /// The handle was opened before `fork()` and is used in the child.
    Forked = 4 "forked" "the accounts were opened before fork() and cannot be used in the child";
    /// The database was written by a newer version of the library.
    SchemaTooNew = 5 "schema_too_new" "the database belongs to a newer version";
    /// Identifier and password do not open an account.
    InvalidCredentials = 20 "invalid_credentials" "the credentials are not valid";
    /// The link, code, handle or token is unknown, used, expired or of another kind.
    InvalidToken = 21 "invalid_token" "the session, link or code is not valid";
    /// The new password is what others would try first; the fields say why.
    WeakPassword = 22 "weak_password" "the password is too weak";
    /// Somebody holds the value; the field says which.
    AlreadyTaken = 23 "already_taken" "the value is already taken";
    /// Somebody else has verified the value since the verification was issued.
    AlreadyClaimed = 24 "already_claimed" "the address has been verified by another account";
    /// The user or identity that the call acts on does not exist.
    NotFound = 25 "not_found" "not found";
    /// The identity is the last way into the account.
    LastIdentity = 26 "last_identity" "the identity is the last way in";
    /// Too many attempts, or more passwords to hash than can wait; `retry_after` says how long to wait.
    RateLimited = 27 "rate_limited" "too many at once or too many attempts";
    /// The session was proven too long ago for this act.
    ReauthenticationRequired = 28 "reauthentication_required" "sign in again to do this";
    /// The account is switched off.
    Disabled = 29 "disabled" "the account is disabled";
    /// The link or code is right, but the account must be proven too: by handle or password.
    ProofRequired = 30 "proof_required" "a flow handle or the password is required";
    /// The database did not take or give the data; the storage reason says why.
    Storage = 60 "storage" "the storage failed";
    /// A bug in the library. The handle stays usable.
    Internal = 90 "internal" "internal error";
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ErrorKind {
    /// The number, as `ezauth_status_t` carries it. Zero is success and no kind has it.
    pub const fn number(self) -> i32 {
        self as i32
    }
}
