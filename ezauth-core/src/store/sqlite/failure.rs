//! What SQLite's failures mean to callers.

use rusqlite::{ErrorCode, ffi};

use crate::error::{Error, StorageReason};

/// The error for a failure of SQLite. Its note names SQLite's code and never a value or a row.
pub(crate) fn failure(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => coded(failure),
        // What is in a row cannot be read as what was written there.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => Error::storage(StorageReason::Corrupt),
        _ => Error::internal("SQLite was used wrongly"),
    }
}

/// The error for a statement that SQLite does not prepare. Every statement fits the schema of this
/// library, so the file has lost a part of it.
pub(super) fn unprepared(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqlInputError { .. }
        | rusqlite::Error::SqliteFailure(ffi::Error { code: ErrorCode::Unknown, .. }, _) => {
            Error::storage(StorageReason::Corrupt).with_note("its schema is another")
        }
        _ => failure(error),
    }
}

/// Whether the file is not as this library has written it.
pub(super) fn is_damage(error: &Error) -> bool {
    error.storage_reason() == Some(StorageReason::Corrupt)
}

/// Whether the same may succeed after a while.
pub(super) fn is_busy(error: &Error) -> bool {
    error.storage_reason() == Some(StorageReason::Busy)
}

fn is_rule_of_a_column(failure: ffi::Error) -> bool {
    [ffi::SQLITE_CONSTRAINT_CHECK, ffi::SQLITE_CONSTRAINT_DATATYPE].contains(&failure.extended_code)
}

fn coded(failure: ffi::Error) -> Error {
    #[cfg(test)]
    if failure.extended_code == ffi::SQLITE_CONSTRAINT_COMMITHOOK {
        // Nothing here sets a commit hook but tests, to have COMMIT fail as on a full disk.
        return Error::storage(StorageReason::Full);
    }
    let reason = match failure.code {
        // The last is a race for the lock that SQLite has given up.
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => StorageReason::Busy,
        ErrorCode::DiskFull => StorageReason::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StorageReason::ReadOnly,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StorageReason::Corrupt,
        // Whatever is written has been checked before: what breaks a rule stood there, damaged.
        ErrorCode::ConstraintViolation if is_rule_of_a_column(failure) => StorageReason::Corrupt,
        ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::OutOfMemory
        | ErrorCode::OperationInterrupted
        | ErrorCode::OperationAborted
        | ErrorCode::NoLargeFileSupport => StorageReason::Io,
        // A violated constraint, a wrong statement, a misuse.
        _ => {
            let code = failure.extended_code;
            return Error::internal(format!("SQLite answered with code {code}"));
        }
    };
    Error::storage(reason)
}
