//! Records: frozen, each field converted when it is looked at, and printed without their secrets.

use ezauth_core::domain;
use ezauth_core::domain::Secret;
use pyo3::prelude::*;

use crate::convert::{Json, Time};

/// Declares the class of a record from one list of its fields. What is listed as `secret` is a field
/// that does not print; a record with secrets cannot be compared, as in the core.
macro_rules! record {
    ($(#[doc = $doc:literal])+ $name:ident($record:ty) { $($fields:tt)+ }) => {
        $(#[doc = $doc])+
        #[pyclass(frozen, eq, module = "ezauth")]
        #[derive(PartialEq)]
        pub(crate) struct $name($record);

        getters! { $name($record) { $($fields)+ } }
    };
    (
        $(#[doc = $doc:literal])+ $name:ident($record:ty) { $($fields:tt)+ }
        secret { $($secrets:tt)+ }
    ) => {
        $(#[doc = $doc])+
        #[pyclass(frozen, module = "ezauth")]
        pub(crate) struct $name($record);

        getters! { $name($record) { $($fields)+ } { $($secrets)+ } }
    };
}

macro_rules! getters {
    ($name:ident($record:ty) $({
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty = $get:expr;)+
    })+) => {
        #[pymethods]
        impl $name {
            $($(
                $(#[doc = $doc])+
                #[getter]
                fn $field(&self) -> $type {
                    let get: fn(&$record) -> $type = $get;
                    get(&self.0)
                }
            )+)+

            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                let [fields, ..] = [$(&[$(stringify!($field)),+] as &[&str]),+];
                describe(slf.as_any(), fields)
            }
        }

        impl From<$record> for $name {
            fn from(record: $record) -> Self {
                Self(record)
            }
        }
    };
}

record! {
    /// A user account.
    User(domain::User) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// The display name.
        name: Option<&str> = |it| it.name.as_deref();
        /// The username as it was written. It is unique without regard to case.
        username: Option<&str> = |it| it.username.as_deref();
        /// A JSON object of the host's own; each time a new one.
        metadata: Json<'_> = |it| Json(&it.metadata);
        /// Whether a password is set.
        has_password: bool = |it| it.has_password;
        /// Since when the account is switched off.
        disabled_at: Option<Time> = |it| it.disabled_at.map(Time);
        /// When it was created.
        created_at: Time = |it| Time(it.created_at);
        /// When its own fields last changed.
        updated_at: Time = |it| Time(it.updated_at);
    }
}

record! {
    /// An address or a provider's subject that leads to a user.
    Identity(domain::Identity) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// Whose it is.
        user_id: String = |it| it.user_id.to_string();
        /// What kind of value it is: `email`, `phone` or a provider's name.
        r#type: &str = |it| it.identity_type.name();
        /// The canonical value: what is compared.
        value: &str = |it| &it.value;
        /// The value as mail is addressed and pages show it.
        display_value: &str = |it| &it.display_value;
        /// When its owner first proved it. At most one user holds a verified type and value.
        verified_at: Option<Time> = |it| it.verified_at.map(Time);
        /// When it was created.
        created_at: Time = |it| Time(it.created_at);
        /// When it last changed.
        updated_at: Time = |it| Time(it.updated_at);
    }
}

record! {
    /// A user together with the identity that led to it.
    UserIdentity(domain::UserIdentity) {
        /// The user.
        user: User = |it| User(it.user.clone());
        /// The identity.
        identity: Identity = |it| Identity(it.identity.clone());
    }
}

record! {
    /// A device that is signed in. Its token is not part of it.
    Session(domain::Session) {
        /// The public id, for listing and revoking.
        id: String = |it| it.id.to_string();
        /// Who is signed in.
        user_id: String = |it| it.user_id.to_string();
        /// How it was proven: `password`, `link`, `code` or `host`.
        method: &str = |it| it.method.name();
        /// When it was last proven.
        authenticated_at: Time = |it| Time(it.authenticated_at);
        /// When it was opened.
        created_at: Time = |it| Time(it.created_at);
        /// When it was last used, to about a minute.
        last_seen_at: Time = |it| Time(it.last_seen_at);
        /// When it ends at the latest.
        expires_at: Time = |it| Time(it.expires_at);
        /// When it ends unless it is used before. Never later than `expires_at`.
        idle_expires_at: Time = |it| Time(it.idle_expires_at);
        /// The address it was opened from.
        ip: Option<&str> = |it| it.ip.as_deref();
        /// The program it was opened with, cut at 512 bytes.
        user_agent: Option<&str> = |it| it.user_agent.as_deref();
    }
}

record! {
    /// A live session and its user: what a request needs to know.
    SessionUser(domain::SessionUser) {
        /// The session.
        session: Session = |it| Session(it.session.clone());
        /// Its user.
        user: User = |it| User(it.user.clone());
    }
}

record! {
    /// A session just opened.
    SignIn(domain::SignIn) {
        /// The user.
        user: User = |it| User(it.user.clone());
        /// The session.
        session: Session = |it| Session(it.session.clone());
    }
    secret {
        /// The secret for the user's browser: 43 characters, 256 random bits. It is shown this
        /// once.
        token: &str = |it| it.token.expose();
    }
}

record! {
    /// A message to deliver, with its secrets, held under a lease. It is handed out again when the
    /// lease ends without an acknowledgement, so it is delivered at least once.
    Message(domain::Message) {
        /// The id: the same at every attempt, so that a deliverer can recognise a repetition.
        id: String = |it| it.id.to_string();
        /// What `ack_message` and `nack_message` take.
        lease: String = |it| it.lease.to_string();
        /// How it travels: `email` or `phone`.
        channel: &str = |it| it.channel.name();
        /// What it is about: `confirm`, `sign_up`, `sign_in`, `recover` or `change`.
        kind: &str = |it| it.kind.name();
        /// Where to: the address as its owner writes it.
        recipient: &str = |it| &it.recipient;
        /// Whose account it is about, where there is one.
        user_id: Option<String> = |it| it.user_id.map(|id| id.to_string());
        /// How often it has been handed out, this time included.
        attempts: u32 = |it| it.attempts;
        /// When its secrets end.
        expires_at: Time = |it| Time(it.expires_at);
        /// A subject line in English.
        subject: &str = |it| &it.subject;
    }
    secret {
        /// The code, while it is live.
        code: Option<&str> = |it| it.code.as_ref().map(Secret::expose);
        /// The link token, while it is live, for hosts that build their own links.
        token: Option<&str> = |it| it.token.as_ref().map(Secret::expose);
        /// The link: the configured base URL with the token.
        link: Option<&str> = |it| it.link.as_ref().map(Secret::expose);
        /// A text in English with code and link.
        text: &str = |it| it.text.expose();
    }
}

/// A record as text: its class and these fields.
pub(crate) fn describe(record: &Bound<'_, PyAny>, fields: &[&str]) -> PyResult<String> {
    let described = fields.iter().map(|field| {
        let field = field.trim_start_matches("r#");
        Ok(format!("{field}={}", record.getattr(field)?.repr()?))
    });
    let described = described.collect::<PyResult<Vec<_>>>()?.join(", ");
    Ok(format!("{}({described})", record.get_type().name()?))
}
