//! Making the rows of the audit trail. They are written in the transaction of what they tell of.

use serde_json::Value;

use super::core::Core;
use crate::crypto::Draw;
use crate::domain::input::Caller;
use crate::domain::{Digest, EventId, EventType, SessionId, UserId};
use crate::error::Result;
use crate::store::Transaction;
use crate::store::rows::NewEvent;

impl NewEvent {
    /// An event of this type, now.
    pub(super) fn new(draw: &Draw<'_>, event_type: EventType) -> Result<Self> {
        Ok(Self {
            id: draw.id(EventId::new)?,
            event_type,
            user_id: None,
            session_id: None,
            ip: None,
            data: "{}".to_owned(),
            created_at: draw.now,
        })
    }

    pub(super) fn of(self, user: UserId) -> Self {
        Self { user_id: Some(user), ..self }
    }

    pub(super) fn in_session(self, session: SessionId) -> Self {
        Self { session_id: Some(session), ..self }
    }

    pub(super) fn by(self, caller: &Caller) -> Self {
        Self { ip: caller.ip().map(|ip| ip.to_string()), ..self }
    }

    pub(super) fn with(self, data: &Value) -> Self {
        Self { data: data.to_string(), ..self }
    }
}

/// A refusal to count. However often somebody tries, the same subject leaves one row an hour.
pub(super) struct Refusal {
    event: NewEvent,
    bucket: Digest,
}

impl Refusal {
    pub(super) fn write(&self, tx: &mut dyn Transaction) -> Result<()> {
        tx.count_event(&self.event, &self.bucket)
    }
}

impl Core {
    /// `subject` is what was tried: an identifier, or a value with a code. It cannot be read back
    /// from the row.
    pub(super) fn draw_refusal(
        &self,
        draw: &Draw<'_>,
        event_type: EventType,
        subject: &str,
        caller: &Caller,
    ) -> Result<Refusal> {
        const HOUR: i64 = 3_600_000;
        let hour = draw.now.as_millis().div_euclid(HOUR).to_be_bytes();
        let parts = [event_type.name().as_bytes(), subject.as_bytes(), &hour];
        let bucket = self.keys.current().bucket(&parts);
        Ok(Refusal { event: NewEvent::new(draw, event_type)?.by(caller), bucket })
    }
}
