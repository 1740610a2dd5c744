//! The domain's values as SQLite stores them: ids and hashes as blobs, times as integers, names as
//! text. What does not read back is damage, and never a missing row.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::{
    Channel, CredentialId, Digest, EventId, EventType, Form, IdentityId, IdentityType, KeyId, Kind,
    LeaseId, MessageId, MessageKind, PendingChangeId, SessionId, SessionMethod, SignUpId,
    Timestamp, UserId, VerificationId,
};
use crate::store::rows::OffFor;

macro_rules! blobs {
    ($($type:ident)+) => {
        $(
            impl ToSql for $type {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.as_bytes())))
                }
            }

            impl FromSql for $type {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    FromSql::column_result(value).map(Self::from_bytes)
                }
            }
        )+
    };
}

macro_rules! names {
    ($($type:ident)+) => {
        $(
            impl ToSql for $type {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.name().as_bytes())))
                }
            }

            impl FromSql for $type {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    value.as_str()?.parse().map_err(FromSqlError::other)
                }
            }
        )+
    };
}

blobs! { UserId IdentityId SessionId VerificationId SignUpId PendingChangeId CredentialId EventId MessageId LeaseId Digest KeyId }
names! { IdentityType SessionMethod Form Kind MessageKind Channel EventType }

impl ToSql for OffFor {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Failures => "failures",
            Self::Expired => "expired",
        }
        .into())
    }
}

impl FromSql for OffFor {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "failures" => Ok(Self::Failures),
            "expired" => Ok(Self::Expired),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_millis().into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_millis)
    }
}
