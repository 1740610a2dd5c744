//! The status numbers. Written by `cargo xtask header` from the table of operations.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

/// How a call went: `EZAUTH_OK`, or the kind of its error. A number is never given to another kind;
/// later versions may answer with more.
pub type Status = i32;

/// The call has done what it says.
pub const EZAUTH_OK: Status = 0;
/// An argument is malformed; the fields say which and why. Nothing was looked up or changed.
pub const EZAUTH_INVALID_ARGUMENT: Status = 1;
/// A setting, the key or the file given at open is not usable; the fields say which.
pub const EZAUTH_INVALID_CONFIG: Status = 2;
/// The handle has been closed.
pub const EZAUTH_CLOSED: Status = 3;
/// The handle was opened before `fork()` and is used in the child.
pub const EZAUTH_FORKED: Status = 4;
/// The database was written by a newer version of the library.
pub const EZAUTH_SCHEMA_TOO_NEW: Status = 5;
/// Identifier and password do not open an account.
pub const EZAUTH_INVALID_CREDENTIALS: Status = 20;
/// The link, code, handle or token is unknown, used, expired or of another kind.
pub const EZAUTH_INVALID_TOKEN: Status = 21;
/// The new password is what others would try first; the fields say why.
pub const EZAUTH_WEAK_PASSWORD: Status = 22;
/// Somebody holds the value; the field says which.
pub const EZAUTH_ALREADY_TAKEN: Status = 23;
/// Somebody else has verified the value since the verification was issued.
pub const EZAUTH_ALREADY_CLAIMED: Status = 24;
/// The user or identity that the call acts on does not exist.
pub const EZAUTH_NOT_FOUND: Status = 25;
/// The identity is the last way into the account.
pub const EZAUTH_LAST_IDENTITY: Status = 26;
/// Too many attempts, or more passwords to hash than can wait; `retry_after` says how long to wait.
pub const EZAUTH_RATE_LIMITED: Status = 27;
/// The session was proven too long ago for this act.
pub const EZAUTH_REAUTHENTICATION_REQUIRED: Status = 28;
/// The account is switched off.
pub const EZAUTH_DISABLED: Status = 29;
/// The link or code is right, but the account must be proven too: by handle or password.
pub const EZAUTH_PROOF_REQUIRED: Status = 30;
/// The database did not take or give the data; the storage reason says why.
pub const EZAUTH_STORAGE: Status = 60;
/// A bug in the library. The handle stays usable.
pub const EZAUTH_INTERNAL: Status = 90;

/// The name of a status, the same in every language: `ok`, `invalid_token`. NULL for what is not
/// known. It lives forever.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_status_name(status: Status) -> *const c_char {
    let name = match status {
        EZAUTH_OK => c"ok",
        EZAUTH_INVALID_ARGUMENT => c"invalid_argument",
        EZAUTH_INVALID_CONFIG => c"invalid_config",
        EZAUTH_CLOSED => c"closed",
        EZAUTH_FORKED => c"forked",
        EZAUTH_SCHEMA_TOO_NEW => c"schema_too_new",
        EZAUTH_INVALID_CREDENTIALS => c"invalid_credentials",
        EZAUTH_INVALID_TOKEN => c"invalid_token",
        EZAUTH_WEAK_PASSWORD => c"weak_password",
        EZAUTH_ALREADY_TAKEN => c"already_taken",
        EZAUTH_ALREADY_CLAIMED => c"already_claimed",
        EZAUTH_NOT_FOUND => c"not_found",
        EZAUTH_LAST_IDENTITY => c"last_identity",
        EZAUTH_RATE_LIMITED => c"rate_limited",
        EZAUTH_REAUTHENTICATION_REQUIRED => c"reauthentication_required",
        EZAUTH_DISABLED => c"disabled",
        EZAUTH_PROOF_REQUIRED => c"proof_required",
        EZAUTH_STORAGE => c"storage",
        EZAUTH_INTERNAL => c"internal",
        _ => return ptr::null(),
    };
    name.as_ptr()
}
