//! Everything that is held about a person, for whoever may ask for it (GDPR article 15).

use serde_json::{Map, Value, json};

use super::Accounts;
use crate::domain::input::{Caller, Context};
use crate::domain::{
    Event, EventFilter, EventType, Identity, Session, Timestamp, User, UserExport, UserId,
    Verification,
};
use crate::error::{Error, ErrorKind, Result, StorageReason};
use crate::store::Transaction;
use crate::store::rows::{MessageRow, NewEvent, PendingChangeRow};

/// How many events are read at once.
const EVENTS_AT_ONCE: u32 = 500;

impl Accounts {
    /// Everything that is held about a user, as JSON without secrets: `user`, `identities`, `sessions`,
    /// `pending_changes`, `verifications`, `messages` that wait, and `events`. That it was handed out is
    /// an event too.
    ///
    /// # Errors
    /// `not_found`, `invalid_argument` on `ip` and `user_agent`.
    pub fn admin_export_user(&self, user: UserId, context: &Context) -> Result<UserExport> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let event = NewEvent::new(&core.draw(), EventType::UserExported)?.of(user).by(&caller);
            core.store.write(|tx| {
                tx.find_user(user)?.ok_or(ErrorKind::NotFound)?;
                tx.insert_event(&event)
            })?;
            let data = core.store.snapshot(|tx| export(tx, user))?;
            Ok(UserExport { data: data.to_string() })
        })
    }
}

fn export(tx: &mut dyn Transaction, user: UserId) -> Result<Value> {
    let found = tx.find_user(user)?.ok_or(ErrorKind::NotFound)?;
    let all = |list: Vec<Value>| Value::Array(list);
    Ok(json!({
        "user": of_user(&found)?,
        "identities": all(tx.list_identities(user)?.iter().map(of_identity).collect()),
        "sessions": all(tx.list_sessions(user)?.iter().map(of_session).collect()),
        "pending_changes": all(tx.list_pending_changes(user)?.iter().map(of_change).collect()),
        "verifications": all(tx.list_verifications(user)?.iter().map(of_verification).collect()),
        "messages": all(tx.list_messages(user)?.iter().map(of_message).collect()),
        "events": all(events(tx, user)?),
    }))
}

fn events(tx: &mut dyn Transaction, user: UserId) -> Result<Vec<Value>> {
    let filter = EventFilter { user: Some(user), ..EventFilter::default() };
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = tx.list_events(&filter, after, EVENTS_AT_ONCE)?;
        let Some(&(last, _)) = page.last() else { return Ok(all) };
        after = last;
        for (_, event) in &page {
            all.push(of_event(event)?);
        }
    }
}

fn of_user(it: &User) -> Result<Value> {
    Ok(json!({
        "id": it.id.to_string(),
        "name": it.name,
        "username": it.username,
        "metadata": object(&it.metadata)?,
        "has_password": it.has_password,
        "disabled_at": it.disabled_at.map(Timestamp::as_millis),
        "created_at": it.created_at.as_millis(),
        "updated_at": it.updated_at.as_millis(),
    }))
}

fn of_identity(it: &Identity) -> Value {
    json!({
        "id": it.id.to_string(),
        "type": it.identity_type.name(),
        "value": it.value,
        "display_value": it.display_value,
        "verified_at": it.verified_at.map(Timestamp::as_millis),
        "created_at": it.created_at.as_millis(),
        "updated_at": it.updated_at.as_millis(),
    })
}

fn of_session(it: &Session) -> Value {
    json!({
        "id": it.id.to_string(),
        "method": it.method.name(),
        "authenticated_at": it.authenticated_at.as_millis(),
        "created_at": it.created_at.as_millis(),
        "last_seen_at": it.last_seen_at.as_millis(),
        "expires_at": it.expires_at.as_millis(),
        "idle_expires_at": it.idle_expires_at.as_millis(),
        "ip": it.ip,
        "user_agent": it.user_agent,
    })
}

fn of_change(it: &PendingChangeRow) -> Value {
    json!({
        "id": it.id.to_string(),
        "type": it.channel.name(),
        "value": it.value,
        "display_value": it.display_value,
        "replaces": it.replaces.map(|id| id.to_string()),
        "expires_at": it.expires_at.as_millis(),
        "created_at": it.created_at.as_millis(),
    })
}

fn of_verification(it: &Verification) -> Value {
    json!({
        "id": it.id.to_string(),
        "form": it.form.name(),
        "kind": it.kind.name(),
        "channel": it.channel.name(),
        "value": it.value,
        "expires_at": it.expires_at.as_millis(),
        "created_at": it.created_at.as_millis(),
    })
}

fn of_message(it: &MessageRow) -> Value {
    json!({
        "id": it.id.to_string(),
        "channel": it.channel.name(),
        "kind": it.kind.name(),
        "recipient": it.recipient,
        "expires_at": it.expires_at.as_millis(),
        "created_at": it.created_at.as_millis(),
    })
}

fn of_event(it: &Event) -> Result<Value> {
    Ok(json!({
        "id": it.id.to_string(),
        "type": it.event_type.name(),
        "session_id": it.session_id.map(|id| id.to_string()),
        "ip": it.ip,
        "data": object(&it.data)?,
        "created_at": it.created_at.as_millis(),
    }))
}

/// What the store keeps as the text of a JSON object.
fn object(text: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(text).map_err(|_| Error::storage(StorageReason::Corrupt))
}
