//! Delivery: handing out what the outbox holds, to a host's own loop or to the delivery thread.

use std::time::Duration;

use serde::Deserialize;

use super::Accounts;
use super::core::Core;
use crate::crypto::SealedFor;
use crate::domain::{LeaseId, Message, MessageParts, Secret, Timestamp};
use crate::error::{Error, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::{ClaimedMessage, MessageClaim, NewMessage, Swept};

const MESSAGES_AT_ONCE: u64 = 100;
const SHORTEST_LEASE: Duration = Duration::from_secs(1);
const LONGEST_LEASE: Duration = Duration::from_secs(60 * 60);

/// How many dead and expired messages each claim clears away.
const SWEPT_PER_CLAIM: u32 = 20;

impl Accounts {
    /// Hands out at most `limit` messages (1 to 100) that are due, the oldest first, and holds them
    /// for `lease` (1 second to 1 hour): nobody else is given them until then. Deliver each and
    /// acknowledge it; one that is not acknowledged in time is handed out again.
    ///
    /// A message whose link and code have ended meanwhile is never handed out.
    ///
    /// # Errors
    /// `invalid_argument` on `limit` and `lease`.
    pub fn claim_messages(&self, limit: u64, lease: Duration) -> Result<Vec<Message>> {
        self.call(|core| core.claim(limit, lease))
    }

    /// Deletes a message that has been delivered, and says whether its lease was still current.
    pub fn ack_message(&self, lease: LeaseId) -> Result<bool> {
        self.call(|core| core.ack(lease))
    }

    /// Gives back a message that could not be delivered, to be handed out again after a while that
    /// doubles with each attempt, and says whether its lease was still current.
    pub fn nack_message(&self, lease: LeaseId) -> Result<bool> {
        self.call(|core| core.nack(lease))
    }
}

impl Core {
    pub(super) fn claim(&self, limit: u64, lease: Duration) -> Result<Vec<Message>> {
        let within = |field, holds| match holds {
            true => Ok(()),
            false => Err(Error::invalid_argument(field, FieldReason::OutOfRange)),
        };
        both(
            within("limit", (1..=MESSAGES_AT_ONCE).contains(&limit)),
            within("lease", (SHORTEST_LEASE..=LONGEST_LEASE).contains(&lease)),
        )?;
        self.tell_of_passwords_off()?;
        let draw = self.draw();
        let leases = (0..limit).map(|_| draw.id(LeaseId::new)).collect::<Result<Vec<LeaseId>>>()?;
        let claims = |lease_id: LeaseId| {
            // The older keys first: no more comes under them, so that nothing is kept waiting.
            self.keys.all().iter().rev().map(move |key| MessageClaim {
                now: draw.now,
                lease: lease_id,
                leased_until: leased_until(draw.now, lease),
                longest_wait_until: draw.now.after(LONGEST_LEASE),
                made_until: draw.now.with_skew(),
                key_id: key.id,
            })
        };
        // Looking takes no lock and writes nothing; most looks find nothing. What has expired is there
        // to be deleted, so that a clock set back does not revive it.
        let is_due = |tx: &mut dyn Transaction| {
            for claim in claims(leases[0]) {
                if tx.message_is_due(&claim)? {
                    return Ok(true);
                }
            }
            tx.message_has_expired(draw.now)
        };
        if !self.store.read(is_due)? {
            return Ok(Vec::new());
        }
        let claimed = self.store.write(|tx| {
            #[cfg(feature = "seeded-faults")]
            crate::faults::panic_if_seeded(crate::faults::WHILE_CLAIMING);
            tx.delete_expired(Swept::Messages, draw.now, SWEPT_PER_CLAIM)?;
            let mut claimed = Vec::new();
            for &lease in &leases {
                let mut found = None;
                for claim in claims(lease) {
                    if found.is_none() {
                        found = tx.claim_message(&claim)?;
                    }
                }
                let Some(found) = found else { break };
                claimed.push(found);
            }
            Ok(claimed)
        })?;
        Ok(claimed.iter().filter_map(|claimed| self.open_message(claimed)).collect())
    }

    pub(super) fn ack(&self, lease: LeaseId) -> Result<bool> {
        let now = self.clock.now();
        self.store.write(|tx| tx.ack_message(lease, now))
    }

    pub(super) fn nack(&self, lease: LeaseId) -> Result<bool> {
        let now = self.clock.now();
        self.store.write(|tx| {
            let attempts = tx.message_attempts(lease, now)?.unwrap_or_default();
            tx.nack_message(lease, now, now.after(backoff(attempts)))
        })
    }

    /// The message with its secrets. One that does not open has been tampered with: it is left to
    /// expire, so that it does not keep the others waiting.
    fn open_message(&self, claimed: &ClaimedMessage) -> Option<Message> {
        let ClaimedMessage { message, lease, attempts, link_live, code_live } = claimed;
        let Payload { code, token } = match message.notice {
            true => Payload { code: None, token: None },
            false => self.unseal(message)?,
        };
        let code = code.map(Secret::new).filter(|_| *code_live);
        let token = token.map(Secret::new).filter(|_| *link_live);
        let link = token
            .as_ref()
            .map(|token| Secret::new(self.base_url.join(message.kind.name(), token.expose())));
        let parts = MessageParts {
            kind: message.kind,
            site: self.base_url.host(),
            code: code.as_ref().map(Secret::expose),
            link: link.as_ref().map(Secret::expose),
        };
        Some(Message {
            id: message.id,
            lease: *lease,
            channel: message.channel,
            kind: message.kind,
            recipient: message.recipient.clone(),
            user_id: message.user_id,
            attempts: *attempts,
            subject: parts.subject(),
            text: parts.text(),
            code,
            token,
            link,
            expires_at: message.expires_at,
        })
    }
}

impl Core {
    fn unseal(&self, message: &NewMessage) -> Option<Payload> {
        let bound =
            SealedFor { message: message.id, kind: message.kind, recipient: &message.recipient };
        let plain = self.keys.find(message.key_id)?.open(bound, &message.sealed)?;
        serde_json::from_slice(&plain).ok()
    }
}

/// The secrets of a message, as they were sealed.
#[derive(Deserialize)]
struct Payload {
    code: Option<String>,
    token: Option<String>,
}

/// Until when a message belongs to whoever claims it.
fn leased_until(now: Timestamp, lease: Duration) -> Timestamp {
    #[cfg(feature = "seeded-faults")]
    if crate::faults::is_seeded(crate::faults::Fault::ClaimWithoutLease) {
        return now;
    }
    now.after(lease)
}

/// How long a message waits after this many attempts: 1 s, doubled each time, at most 10 minutes, so
/// that a mail server that comes back is noticed before a link has expired.
fn backoff(attempts: u32) -> Duration {
    const LONGEST: Duration = Duration::from_secs(600);
    let doubled = 1_u64.checked_shl(attempts.saturating_sub(1)).unwrap_or(u64::MAX);
    Duration::from_secs(doubled).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_ten_minutes() {
        let waits: Vec<u64> =
            [0, 1, 2, 3, 10, 11, 64, u32::MAX].map(|n| backoff(n).as_secs()).into();
        assert_eq!(waits, [1, 1, 2, 4, 512, 600, 600, 600]);
    }
}
