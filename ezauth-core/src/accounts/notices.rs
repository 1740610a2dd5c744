//! Notices: what the owner of an account is told without having asked.

use std::time::Duration;

use super::core::Core;
use crate::crypto::Draw;
use crate::domain::{
    Channel, Identity, IdentityType, KeyId, MessageId, MessageKind, Timestamp, UserId,
};
use crate::error::Result;
use crate::store::Transaction;
use crate::store::rows::NewMessage;

/// How long a notice is news.
pub(super) const NOTICE_LIFETIME: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// How many owners one look tells.
const TOLD_AT_ONCE: u32 = 20;

/// A notice to all verified addresses of a user, with everything drawn.
pub(super) struct Notice {
    kind: MessageKind,
    /// The ids of its messages count up from here: how many there are is known in the transaction.
    random: [u8; 10],
    key_id: KeyId,
    now: Timestamp,
}

impl Core {
    pub(super) fn draw_notice(&self, draw: &Draw<'_>, kind: MessageKind) -> Result<Notice> {
        let key_id = self.keys.current().id;
        Ok(Notice { kind, random: draw.random.bytes()?, key_id, now: draw.now })
    }

    /// The channel of a verified address that notices go to.
    fn channel_of_notices(&self, identity: &Identity) -> Option<Channel> {
        identity.verified_at?;
        match identity.identity_type {
            IdentityType::Email => Some(Channel::Email),
            IdentityType::Phone if self.settings.texts_go_to(&identity.value) => {
                Some(Channel::Phone)
            }
            IdentityType::Phone | IdentityType::Provider(_) => None,
        }
    }

    /// Tells those whose password was switched off by failures. It is not told by the call that did
    /// it, whose answer and cost must be the same for everybody.
    pub(super) fn tell_of_passwords_off(&self) -> Result<()> {
        for user in self.store.read(|tx| tx.list_untold(TOLD_AT_ONCE))? {
            let draw = self.draw();
            let notice = self.draw_notice(&draw, MessageKind::PasswordSwitchedOff)?;
            self.store.write(|tx| match tx.mark_told(user, draw.now)? {
                true => notice.write(tx, self, user),
                false => Ok(()),
            })?;
        }
        Ok(())
    }
}

impl Notice {
    /// Queues it for every verified address that the user has now.
    pub(super) fn write(&self, tx: &mut dyn Transaction, core: &Core, user: UserId) -> Result<()> {
        let identities = tx.list_identities(user)?;
        self.write_to(tx, core, &identities, Some(user))
    }

    /// Queues it for these; without a user where there will be none.
    pub(super) fn write_to(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        identities: &[Identity],
        user: Option<UserId>,
    ) -> Result<()> {
        let reached = identities.iter().filter_map(|it| Some((it, core.channel_of_notices(it)?)));
        for (n, (identity, channel)) in (0_u16..).zip(reached) {
            // One that waits still tells the same.
            if let Some(user) = user
                && tx.notice_waits(user, self.kind, &identity.display_value, self.now)?
            {
                continue;
            }
            if channel == Channel::Phone && !core.admits_text(tx, &identity.value, self.now)? {
                continue;
            }
            tx.insert_message(&NewMessage {
                id: MessageId::new(self.now, self.counted(n)),
                channel,
                kind: self.kind,
                recipient: identity.display_value.clone(),
                user_id: user,
                sealed: Vec::new(),
                key_id: self.key_id,
                notice: true,
                link_id: None,
                code_id: None,
                expires_at: self.now.after(NOTICE_LIFETIME),
                created_at: self.now,
            })?;
        }
        Ok(())
    }

    fn counted(&self, n: u16) -> [u8; 10] {
        let mut random = self.random;
        let [.., high, low] = &mut random;
        [*high, *low] = u16::from_be_bytes([*high, *low]).wrapping_add(n).to_be_bytes();
        random
    }
}
