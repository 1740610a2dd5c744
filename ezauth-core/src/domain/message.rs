//! Messages: what the outbox hands to whoever delivers.

use super::{Channel, Kind, LeaseId, MessageId, Secret, Timestamp, UserId};

/// A message to deliver, with its secrets, held under a lease.
///
/// It is handed out again when the lease ends without an acknowledgement, so it is delivered at
/// least once.
#[derive(Clone, Debug)]
pub struct Message {
    /// The id: the same at every attempt, so that a deliverer can recognise a repetition.
    pub id: MessageId,
    /// What `ack_message` and `nack_message` take.
    pub lease: LeaseId,
    /// How it travels.
    pub channel: Channel,
    /// What it is about.
    pub kind: Kind,
    /// Where to: the address as its owner writes it.
    pub recipient: String,
    /// Whose account it is about, where there is one.
    pub user_id: Option<UserId>,
    /// How often it has been handed out, this time included.
    pub attempts: u32,
    /// The code, while it is live.
    pub code: Option<Secret>,
    /// The link token, while it is live, for hosts that build their own links.
    pub token: Option<Secret>,
    /// The link: the configured base URL with the token.
    pub link: Option<Secret>,
    /// When its secrets end.
    pub expires_at: Timestamp,
    /// A subject line in English.
    pub subject: String,
    /// A text in English with code and link.
    pub text: Secret,
}
