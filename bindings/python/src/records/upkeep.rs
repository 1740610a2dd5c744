//! The audit trail, and what upkeep reports.

use ezauth_core::domain;

use crate::convert::{Json, Time};
use crate::records::record;

record! {
    /// One line of the audit trail.
    Event(domain::Event) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// What happened: one of the names of `EventType`.
        r#type: &str = |it| it.event_type.name();
        /// Whose account it happened to, where there is one.
        user_id: Option<String> = |it| it.user_id.map(|id| id.to_string());
        /// The session it happened to, or was done with.
        session_id: Option<String> = |it| it.session_id.map(|id| id.to_string());
        /// Where the request came from.
        ip: Option<&str> = |it| it.ip.as_deref();
        /// What else there is to know, without secrets; each time a new `dict`.
        data: Json<'_> = |it| Json(&it.data);
        /// When it happened; for a counted event, when it first did.
        created_at: Time = |it| Time(it.created_at);
    }
}

record! {
    /// A part of the audit trail, oldest first.
    EventPage(domain::EventPage) {
        /// The events; each time a new list.
        events: Vec<Event> = |it| it.events.iter().cloned().map(Event).collect();
        /// Pass it to `events` to go on after the last of them. Present even where nothing follows
        /// yet, so that a reader can come back for what happens later.
        cursor: &str = |it| &it.cursor;
    }
}

record! {
    /// How many rows a sweep deleted, of each kind.
    SweepReport(domain::SweepReport) {
        /// Sessions that had ended by themselves.
        sessions: u64 = |it| it.sessions;
        /// Links, codes and handles that had ended by themselves.
        verifications: u64 = |it| it.verifications;
        /// Sign-ups that were never confirmed.
        sign_ups: u64 = |it| it.sign_ups;
        /// Changes of address that were never confirmed.
        pending_changes: u64 = |it| it.pending_changes;
        /// Messages that had expired or whose secrets were dead.
        messages: u64 = |it| it.messages;
        /// Events older than the audit trail goes back.
        events: u64 = |it| it.events;
        /// Counts of attempts that no longer limit anybody.
        throttles: u64 = |it| it.throttles;
    }
}
