//! Records as JSON: ids and names as text, times as milliseconds.

use ezauth_core::domain::{
    Event, EventPage, Identity, Message, Secret, Session, SessionUser, SignIn, SweepReport,
    Timestamp, User, UserExport, UserIdentity, UserPage, Verification,
};
use serde_json::{Value, json};

pub(super) fn user(it: &User) -> Value {
    json!({
        "id": it.id.to_string(),
        "name": it.name,
        "username": it.username,
        "metadata": object(&it.metadata),
        "has_password": it.has_password,
        "disabled_at": it.disabled_at.map(Timestamp::as_millis),
        "created_at": it.created_at.as_millis(),
        "updated_at": it.updated_at.as_millis(),
    })
}

pub(super) fn identity(it: &Identity) -> Value {
    json!({
        "id": it.id.to_string(),
        "user_id": it.user_id.to_string(),
        "type": it.identity_type.name(),
        "value": it.value,
        "display_value": it.display_value,
        "verified_at": it.verified_at.map(Timestamp::as_millis),
        "created_at": it.created_at.as_millis(),
        "updated_at": it.updated_at.as_millis(),
    })
}

pub(super) fn user_identity(it: &UserIdentity) -> Value {
    json!({ "user": user(&it.user), "identity": identity(&it.identity) })
}

pub(super) fn session(it: &Session) -> Value {
    json!({
        "id": it.id.to_string(),
        "user_id": it.user_id.to_string(),
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

pub(super) fn session_user(it: &SessionUser) -> Value {
    json!({ "session": session(&it.session), "user": user(&it.user) })
}

pub(super) fn sign_in(it: &SignIn) -> Value {
    json!({
        "user": user(&it.user),
        "session": session(&it.session),
        "token": secret(&it.token),
    })
}

pub(super) fn verification(it: &Verification) -> Value {
    json!({
        "id": it.id.to_string(),
        "form": it.form.name(),
        "kind": it.kind.name(),
        "channel": it.channel.name(),
        "value": it.value,
        "identity_id": it.identity_id.map(|id| id.to_string()),
        "sign_up_id": it.sign_up_id.map(|id| id.to_string()),
        "pending_change_id": it.pending_change_id.map(|id| id.to_string()),
        "expires_at": it.expires_at.as_millis(),
        "created_at": it.created_at.as_millis(),
    })
}

pub(super) fn message(it: &Message) -> Value {
    json!({
        "id": it.id.to_string(),
        "lease": it.lease.to_string(),
        "channel": it.channel.name(),
        "kind": it.kind.name(),
        "recipient": it.recipient,
        "user_id": it.user_id.map(|id| id.to_string()),
        "attempts": it.attempts,
        "code": it.code.as_ref().map(secret),
        "token": it.token.as_ref().map(secret),
        "link": it.link.as_ref().map(secret),
        "expires_at": it.expires_at.as_millis(),
        "subject": it.subject,
        "text": secret(&it.text),
    })
}

pub(super) fn event_page(it: &EventPage) -> Value {
    json!({ "events": it.events.iter().map(event).collect::<Value>(), "cursor": it.cursor })
}

fn event(it: &Event) -> Value {
    json!({
        "id": it.id.to_string(),
        "type": it.event_type.name(),
        "user_id": it.user_id.map(|id| id.to_string()),
        "session_id": it.session_id.map(|id| id.to_string()),
        "ip": it.ip,
        "data": object(&it.data),
        "created_at": it.created_at.as_millis(),
    })
}

pub(super) fn user_page(it: &UserPage) -> Value {
    json!({ "users": it.users.iter().map(user).collect::<Value>(), "cursor": it.cursor })
}

pub(super) fn user_export(it: &UserExport) -> Value {
    json!({ "data": object(&it.data) })
}

pub(super) fn sweep_report(it: &SweepReport) -> Value {
    json!({
        "sessions": it.sessions,
        "verifications": it.verifications,
        "sign_ups": it.sign_ups,
        "pending_changes": it.pending_changes,
        "messages": it.messages,
        "events": it.events,
        "throttles": it.throttles,
    })
}

pub(super) fn secret(it: &Secret) -> Value {
    it.expose().into()
}

/// JSON that the library gives as text. What is not JSON shows as the text that it is, and fails
/// the comparison.
fn object(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}
