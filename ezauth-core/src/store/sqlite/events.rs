//! The audit trail.

use rusqlite::{Row, params};
use serde_json::{Map, Value};

use super::SqliteTransaction;
use crate::domain::{Digest, Event, EventFilter};
use crate::error::{Error, Result, StorageReason};
use crate::store::Events;
use crate::store::rows::NewEvent;

/// An event as it is stored, with its cursor and, where its refusals are counted, their number.
struct StoredEvent {
    sequence: i64,
    event: Event,
    count: Option<i64>,
}

impl Events for SqliteTransaction<'_> {
    fn insert_event(&mut self, event: &NewEvent) -> Result<()> {
        let written = self.execute(
            "
            INSERT INTO events (id, type, user_id, session_id, ip, data, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                event.id,
                event.event_type,
                event.user_id,
                event.session_id,
                event.ip,
                event.data,
                event.created_at
            ],
        );
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::LoseEvents) {
            return Ok(());
        }
        written.map(drop)
    }

    fn count_event(&mut self, event: &NewEvent, bucket: &Digest) -> Result<()> {
        self.execute(
            "
            INSERT INTO events (id, type, user_id, session_id, ip, data, created_at, bucket)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (bucket) WHERE bucket IS NOT NULL DO UPDATE
            SET count = count + 1",
            params![
                event.id,
                event.event_type,
                event.user_id,
                event.session_id,
                event.ip,
                event.data,
                event.created_at,
                bucket
            ],
        )?;
        Ok(())
    }

    fn list_events(
        &mut self,
        filter: &EventFilter,
        cursor: i64,
        limit: u32,
    ) -> Result<Vec<(i64, Event)>> {
        // One statement for each index: an `OR` over absent filters would scan the table.
        let stored = match (filter.user, filter.event_type) {
            (Some(user), of) => self.list(
                "
                SELECT sequence, id, type, user_id, session_id, ip, data, created_at,
                       iif(bucket IS NULL, NULL, count)
                FROM events
                WHERE user_id = ?1 AND sequence > ?2 AND (?4 IS NULL OR type = ?4)
                ORDER BY sequence
                LIMIT ?3",
                params![user, cursor, limit, of],
                stored_event,
            ),
            (None, Some(of)) => self.list(
                "
                SELECT sequence, id, type, user_id, session_id, ip, data, created_at,
                       iif(bucket IS NULL, NULL, count)
                FROM events
                WHERE type = ?1 AND sequence > ?2
                ORDER BY sequence
                LIMIT ?3",
                params![of, cursor, limit],
                stored_event,
            ),
            (None, None) => self.list(
                "
                SELECT sequence, id, type, user_id, session_id, ip, data, created_at,
                       iif(bucket IS NULL, NULL, count)
                FROM events
                WHERE sequence > ?1
                ORDER BY sequence
                LIMIT ?2",
                params![cursor, limit],
                stored_event,
            ),
        }?;
        stored.into_iter().map(with_count).collect()
    }
}

fn stored_event(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    Ok(StoredEvent {
        sequence: row.get(0)?,
        event: Event {
            id: row.get(1)?,
            event_type: row.get(2)?,
            user_id: row.get(3)?,
            session_id: row.get(4)?,
            ip: row.get(5)?,
            data: row.get(6)?,
            created_at: row.get(7)?,
        },
        count: row.get(8)?,
    })
}

/// Adds the member `count` to the data of a counted event.
fn with_count(stored: StoredEvent) -> Result<(i64, Event)> {
    let mut event = stored.event;
    if let Some(count) = stored.count {
        let mut data: Map<String, Value> = serde_json::from_str(&event.data)
            .map_err(|_| Error::storage(StorageReason::Corrupt))?;
        data.insert("count".to_owned(), count.into());
        event.data = Value::Object(data).to_string();
    }
    Ok((stored.sequence, event))
}
