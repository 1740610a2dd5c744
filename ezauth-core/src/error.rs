//! One error type for everything the library can refuse.
//!
//! A caller in any language branches on [`Error::kind`]; the fields, the wait and the storage reason
//! complete it. The text of an error is one English line and never holds personal data or a secret,
//! so it may be logged as it is.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

mod kind;
mod reason;

pub use kind::ErrorKind;
pub use reason::{FieldReason, StorageReason};

/// The result of every operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal or a failure, with its complete machine-readable detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    fields: Vec<FieldError>,
    retry_after: Option<Duration>,
    storage: Option<StorageReason>,
    note: Option<Cow<'static, str>>,
}

/// One field of the input that was refused, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The parameter, setting or member as the caller knows it: `email`, `session_lifetime`.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub reason: FieldReason,
}

impl Error {
    /// An error of this kind that needs no further detail.
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind, fields: Vec::new(), retry_after: None, storage: None, note: None }
    }

    /// [`ErrorKind::InvalidArgument`] for one field.
    pub fn invalid_argument(field: impl Into<Cow<'static, str>>, reason: FieldReason) -> Self {
        Self::new(ErrorKind::InvalidArgument).with_field(field, reason)
    }

    /// [`ErrorKind::InvalidConfig`] for one setting.
    pub fn invalid_config(setting: impl Into<Cow<'static, str>>, reason: FieldReason) -> Self {
        Self::new(ErrorKind::InvalidConfig).with_field(setting, reason)
    }

    /// [`ErrorKind::Storage`], for this reason.
    pub fn storage(reason: StorageReason) -> Self {
        Self { storage: Some(reason), ..Self::new(ErrorKind::Storage) }
    }

    /// [`ErrorKind::RateLimited`]: the same call may succeed after this wait.
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(ErrorKind::RateLimited) }
    }

    /// [`ErrorKind::Internal`]: a bug of this library, with a note for its developers.
    pub fn internal(note: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Internal).with_note(note)
    }

    /// Adds a refused field.
    pub fn with_field(mut self, field: impl Into<Cow<'static, str>>, reason: FieldReason) -> Self {
        self.fields.push(FieldError { field: field.into(), reason });
        self
    }

    /// Adds a remark to the line that is printed. It must hold no personal data and no secret.
    pub fn with_note(mut self, note: impl Into<Cow<'static, str>>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What happened, as the one value to branch on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The refused fields. Not empty for `invalid_argument`, `invalid_config` and `weak_password`;
    /// `already_taken` names the field whose value is in use.
    pub fn fields(&self) -> &[FieldError] {
        &self.fields
    }

    /// How long to wait before the same call may succeed. Present for `rate_limited`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Why the storage failed. Present for `storage`.
    pub fn storage_reason(&self) -> Option<StorageReason> {
        self.storage
    }

    /// The same refusal, of a parameter that goes by another name.
    pub fn on_field(mut self, name: &'static str) -> Self {
        for refused in &mut self.fields {
            refused.field = Cow::Borrowed(name);
        }
        self
    }

    /// Moves the refused fields of `other` into this error, so that all are reported together.
    pub(crate) fn absorb(&mut self, other: Error) {
        self.fields.extend(other.fields);
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.summary())?;
        for (index, FieldError { field, reason }) in self.fields.iter().enumerate() {
            let separator = if index == 0 { ": " } else { ", " };
            write!(f, "{separator}`{field}` {}", reason.summary())?;
        }
        if let Some(reason) = self.storage {
            write!(f, ": {}", reason.summary())?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, ": try again in {} s", wait.as_millis().div_ceil(1000))?;
        }
        if let Some(note) = &self.note {
            write!(f, " ({note})")?;
        }
        Ok(())
    }
}

/// Runs `body` and turns a panic into [`ErrorKind::Internal`]: nothing unwinds into a host.
///
/// # Errors
/// Those of the body; `internal`.
pub fn contain<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    // What the library shares between calls is consistent after a panic: locks are taken over from
    // whoever panicked, and a transaction is rolled back to its savepoint.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(body))
        .unwrap_or_else(|_| Err(Error::internal("a panic was contained")))
}

/// Both results, or the refusals of both together.
pub(crate) fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut error), Err(more)) => {
            error.absorb(more);
            Err(error)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
