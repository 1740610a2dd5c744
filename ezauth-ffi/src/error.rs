//! Errors, with all their detail.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;

use ezauth_core::{Error as CoreError, FieldError};
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::quietly;
use crate::status::{EZAUTH_OK, Status};
use crate::texts::Texts;

/// Why a call did not succeed. Its texts live as long as it does; any thread may read them.
#[derive_ReprC]
#[repr(opaque)]
pub struct Error {
    error: CoreError,
    /// The line, and the reason of the storage.
    texts: Texts<2>,
    /// Name and reason of each field.
    field_texts: Vec<Texts<2>>,
}

impl From<CoreError> for Error {
    fn from(error: CoreError) -> Self {
        let field_texts = error.fields().iter().map(|_| Texts::default()).collect();
        Self { error, texts: Texts::default(), field_texts }
    }
}

impl Error {
    fn field(&self, index: usize) -> Option<(&FieldError, &Texts<2>)> {
        Some((self.error.fields().get(index)?, self.field_texts.get(index)?))
    }
}

/// The status that the call returned; `EZAUTH_OK` for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_status(error: Option<&Error>) -> Status {
    error.map_or(EZAUTH_OK, |it| it.error.kind().number())
}

/// One line in English, without personal data and secrets: it may be logged. NULL for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_message(error: Option<&Error>) -> *const c_char {
    error.map_or(ptr::null(), |it| it.texts.get(0, &it.error))
}

/// How many fields were refused.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_field_count(error: Option<&Error>) -> usize {
    error.map_or(0, |it| it.error.fields().len())
}

/// The name of a refused field: that of a parameter, a setting or a part of a context. NULL past the
/// last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_field_name(error: Option<&Error>, index: usize) -> *const c_char {
    let field = error.and_then(|it| it.field(index));
    field.map_or(ptr::null(), |(field, texts)| texts.get(0, &field.field))
}

/// Why a field was refused: `too_short`, `malformed`. NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_field_reason(error: Option<&Error>, index: usize) -> *const c_char {
    let field = error.and_then(|it| it.field(index));
    field.map_or(ptr::null(), |(field, texts)| texts.get(1, field.reason.name()))
}

/// Whether the error says how long to wait, as `EZAUTH_RATE_LIMITED` does. The wait is written to
/// `millis`, which may be NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_retry_after(
    error: Option<&Error>,
    millis: Option<&mut MaybeUninit<u64>>,
) -> bool {
    let Some(wait) = error.and_then(|it| it.error.retry_after()) else { return false };
    if let Some(millis) = millis {
        millis.write(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
    }
    true
}

/// Why the storage failed: `busy`, `full`, `read_only`, `corrupt`, `io`. NULL for every other status
/// than `EZAUTH_STORAGE`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_storage_reason(error: Option<&Error>) -> *const c_char {
    let found = error.and_then(|it| Some((it, it.error.storage_reason()?)));
    found.map_or(ptr::null(), |(it, reason)| it.texts.get(1, reason.name()))
}

/// Frees an error. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_error_free(error: Option<Box<Error>>) {
    quietly(|| drop(error));
}
