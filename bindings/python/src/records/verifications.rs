//! Verifications, and the messages that carry them.

use ezauth_core::domain;
use ezauth_core::domain::Secret;

use crate::convert::Time;
use crate::records::record;

record! {
    /// What a link proves, without the link.
    Verification(domain::Verification) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// What shape the secret has: `link`, `code` or `handle`.
        form: &str = |it| it.form.name();
        /// What it is for: `confirm`, `sign_up`, `sign_in`, `recover` or `change`.
        kind: &str = |it| it.kind.name();
        /// How it travelled: `email` or `phone`.
        channel: &str = |it| it.channel.name();
        /// The canonical address that it proves.
        value: &str = |it| &it.value;
        /// The identity that it was issued for, if it was issued for one.
        identity_id: Option<String> = |it| it.identity_id.map(|id| id.to_string());
        /// The wish to have an account that it was issued for, if it was issued for one.
        sign_up_id: Option<String> = |it| it.sign_up_id.map(|id| id.to_string());
        /// The change of address that it was issued for, if it was issued for one.
        pending_change_id: Option<String> = |it| it.pending_change_id.map(|id| id.to_string());
        /// When it ends.
        expires_at: Time = |it| Time(it.expires_at);
        /// When it was issued.
        created_at: Time = |it| Time(it.created_at);
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
        /// What it is about: one of the names of `MessageKind`.
        kind: &str = |it| it.kind.name();
        /// Where to: the address as its owner writes it.
        recipient: &str = |it| &it.recipient;
        /// Whose account it is about, where there is one.
        user_id: Option<String> = |it| it.user_id.map(|id| id.to_string());
        /// How often it has been handed out, this time included.
        attempts: u32 = |it| it.attempts;
        /// When its secrets end; of a notice, when it is no news any more.
        expires_at: Time = |it| Time(it.expires_at);
        /// A subject line in English.
        subject: &str = |it| &it.subject;
    }
    secret {
        /// The code, while it is live. A notice has none.
        code: Option<&str> = |it| it.code.as_ref().map(Secret::expose);
        /// The link token, while it is live, for hosts that build their own links. A notice has none.
        token: Option<&str> = |it| it.token.as_ref().map(Secret::expose);
        /// The link: the configured base URL, the path of its kind, and the token. A notice has none.
        link: Option<&str> = |it| it.link.as_ref().map(Secret::expose);
        /// A text in English with code and link, or what has happened and what to do.
        text: &str = |it| it.text.expose();
    }
}
