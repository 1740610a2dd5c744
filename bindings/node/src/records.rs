//! Records as plain objects.

use ezauth_core::domain::{
    Event, EventPage, Identity, Message, Session, SessionUser, SignIn, SweepReport, User,
    UserExport, UserIdentity, UserPage, Verification,
};
use napi::{Env, Result, Unknown};

use crate::js::{IntoJs, Json, Record};

impl IntoJs for User {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("name", self.name)?
            .with("username", self.username)?
            .with("metadata", Json(self.metadata))?
            .with("hasPassword", self.has_password)?
            .with("disabledAt", self.disabled_at)?
            .with("createdAt", self.created_at)?
            .with("updatedAt", self.updated_at)?
            .done()
    }
}

impl IntoJs for Identity {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("userId", self.user_id)?
            .with("type", self.identity_type)?
            .with("value", self.value)?
            .with("displayValue", self.display_value)?
            .with("verifiedAt", self.verified_at)?
            .with("createdAt", self.created_at)?
            .with("updatedAt", self.updated_at)?
            .done()
    }
}

impl IntoJs for UserIdentity {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?.with("user", self.user)?.with("identity", self.identity)?.done()
    }
}

impl IntoJs for Session {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("userId", self.user_id)?
            .with("method", self.method)?
            .with("authenticatedAt", self.authenticated_at)?
            .with("createdAt", self.created_at)?
            .with("lastSeenAt", self.last_seen_at)?
            .with("expiresAt", self.expires_at)?
            .with("idleExpiresAt", self.idle_expires_at)?
            .with("ip", self.ip)?
            .with("userAgent", self.user_agent)?
            .done()
    }
}

impl IntoJs for SessionUser {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?.with("session", self.session)?.with("user", self.user)?.done()
    }
}

impl IntoJs for SignIn {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("user", self.user)?
            .with("session", self.session)?
            .with_secret("token", self.token)?
            .done()
    }
}

impl IntoJs for Verification {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("form", self.form)?
            .with("kind", self.kind)?
            .with("channel", self.channel)?
            .with("value", self.value)?
            .with("identityId", self.identity_id)?
            .with("signUpId", self.sign_up_id)?
            .with("pendingChangeId", self.pending_change_id)?
            .with("expiresAt", self.expires_at)?
            .with("createdAt", self.created_at)?
            .done()
    }
}

impl IntoJs for Message {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("lease", self.lease)?
            .with("channel", self.channel)?
            .with("kind", self.kind)?
            .with("recipient", self.recipient)?
            .with("userId", self.user_id)?
            .with("attempts", self.attempts)?
            .with_secret("code", self.code)?
            .with_secret("token", self.token)?
            .with_secret("link", self.link)?
            .with("expiresAt", self.expires_at)?
            .with("subject", self.subject)?
            .with_secret("text", self.text)?
            .done()
    }
}

impl IntoJs for Event {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("id", self.id)?
            .with("type", self.event_type)?
            .with("userId", self.user_id)?
            .with("sessionId", self.session_id)?
            .with("ip", self.ip)?
            .with("data", Json(self.data))?
            .with("createdAt", self.created_at)?
            .done()
    }
}

impl IntoJs for EventPage {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?.with("events", self.events)?.with("cursor", self.cursor)?.done()
    }
}

impl IntoJs for SweepReport {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?
            .with("sessions", self.sessions)?
            .with("verifications", self.verifications)?
            .with("signUps", self.sign_ups)?
            .with("pendingChanges", self.pending_changes)?
            .with("messages", self.messages)?
            .with("events", self.events)?
            .with("throttles", self.throttles)?
            .done()
    }
}

impl IntoJs for UserPage {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?.with("users", self.users)?.with("cursor", self.cursor)?.done()
    }
}

impl IntoJs for UserExport {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Record::new(env)?.with("data", Json(self.data))?.done()
    }
}
