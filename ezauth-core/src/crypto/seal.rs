//! Sealing: what waits in the outbox cannot be read with the database in hand.
//!
//! XChaCha20-Poly1305 with a random nonce of 192 bits in front.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::Subkeys;
use crate::domain::{MessageId, MessageKind};
use crate::error::{Error, Result};
use crate::ports::Random;

const NONCE: usize = 24;

/// What a sealed message is bound to: moved to another row, it does not open.
#[derive(Clone, Copy)]
pub(crate) struct SealedFor<'a> {
    pub(crate) message: MessageId,
    pub(crate) kind: MessageKind,
    pub(crate) recipient: &'a str,
}

impl SealedFor<'_> {
    fn bytes(&self) -> Vec<u8> {
        [self.message.as_bytes(), self.kind.name().as_bytes(), b"\0", self.recipient.as_bytes()]
            .concat()
    }
}

impl Subkeys {
    /// Seals `plain`.
    pub(crate) fn seal(
        &self,
        random: &dyn Random,
        bound: SealedFor<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let nonce = random.bytes::<NONCE>()?;
        let payload = Payload { msg: plain, aad: &bound.bytes() };
        let sealed = XChaCha20Poly1305::new((&**self.messages).into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::internal("a message could not be sealed"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed under this key for this message, or nothing.
    pub(crate) fn open(&self, bound: SealedFor<'_>, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: &bound.bytes() };
        XChaCha20Poly1305::new((&**self.messages).into())
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()
            .map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{Key, KeyRing, OsRandom};
    use crate::domain::Timestamp;

    #[test]
    fn a_sealed_message_opens_under_its_key_and_for_its_row_only() {
        let ring = KeyRing::new(&Key::from_bytes([7; 32]), &[Key::from_bytes([8; 32])]).unwrap();
        let id = |byte| MessageId::new(Timestamp::from_millis(0), [byte; 10]);
        let bound = SealedFor { message: id(1), kind: MessageKind::Confirm, recipient: "a@b.c" };
        let sealed = ring.current().seal(&OsRandom, bound, b"123456").unwrap();
        assert_eq!(**ring.current().open(bound, &sealed).unwrap(), *b"123456");
        let opens =
            |key: usize, bound, sealed: &[u8]| ring.all()[key].open(bound, sealed).is_some();
        assert!(!opens(1, bound, &sealed));
        assert!(!opens(0, SealedFor { message: id(2), ..bound }, &sealed));
        assert!(!opens(0, SealedFor { kind: MessageKind::Recover, ..bound }, &sealed));
        assert!(!opens(0, SealedFor { recipient: "a@b.d", ..bound }, &sealed));
        let mut torn = sealed.clone();
        torn[NONCE] ^= 1;
        assert!(!opens(0, bound, &torn) && !opens(0, bound, &sealed[..NONCE - 1]));
    }
}
