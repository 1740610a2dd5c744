//! What the store keeps of codes and of identifiers: keyed hashes.
//!
//! A code has few digits, so a plain hash of it could be read back by trying all. Under a key that is
//! not in the database that is of no use.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::Subkeys;
use super::key::MacKey;
use crate::domain::{Digest, Kind, VerificationId};

impl Subkeys {
    /// The hash of a code, bound to its verification: the same digits hash differently elsewhere.
    pub(crate) fn code(&self, of: VerificationId, kind: Kind, value: &str, code: &str) -> Digest {
        keyed(
            &self.codes,
            &[of.as_bytes(), kind.name().as_bytes(), value.as_bytes(), code.as_bytes()],
        )
    }

    /// The bucket that something is counted in, from which it cannot be read back.
    pub(crate) fn bucket(&self, parts: &[&[u8]]) -> Digest {
        keyed(&self.buckets, parts)
    }
}

/// HMAC-SHA-256 (RFC 2104). Each part goes in with its length, so that no two lists look the same.
fn keyed(key: &MacKey, parts: &[&[u8]]) -> Digest {
    let mut mac = Hmac::<Sha256>::new(key.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    Digest::from_bytes(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{Key, KeyRing, same};
    use crate::domain::Timestamp;

    #[test]
    fn a_code_counts_for_its_own_verification_only() {
        let ring = KeyRing::new(&Key::from_bytes([7; 32]), &[Key::from_bytes([8; 32])]).unwrap();
        let id = |byte| VerificationId::new(Timestamp::from_millis(0), [byte; 10]);
        let hash = |key: usize, of, kind, value, code| ring.all()[key].code(of, kind, value, code);
        let right = hash(0, id(1), Kind::Confirm, "a@b.c", "123456");
        assert!(same(&right, &hash(0, id(1), Kind::Confirm, "a@b.c", "123456")));
        for other in [
            hash(1, id(1), Kind::Confirm, "a@b.c", "123456"),
            hash(0, id(2), Kind::Confirm, "a@b.c", "123456"),
            hash(0, id(1), Kind::Recover, "a@b.c", "123456"),
            hash(0, id(1), Kind::Confirm, "a@b.d", "123456"),
            hash(0, id(1), Kind::Confirm, "a@b.c1", "23456"),
        ] {
            assert!(!same(&right, &other));
        }
    }
}
