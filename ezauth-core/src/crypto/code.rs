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
    use sha2::Digest as _;
    use sha2::block_api::compress256;

    use super::*;
    use crate::crypto::{Key, KeyRing, OsRandom, same};
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

    /// A05: a million tries read no code back from a copy of the database; with the key, they do.
    #[test]
    fn a_code_cannot_be_searched_for_without_the_key() {
        let ring = KeyRing::new(&Key::generate(&OsRandom).unwrap(), &[]).unwrap();
        let id = VerificationId::new(Timestamp::from_millis(1_763_800_000_000), [3; 10]);
        let stored = ring.current().code(id, Kind::Confirm, "a@b.c", "031415");
        // How codes are hashed is known, and so is everything of the row.
        let mut row = Vec::new();
        for part in [&id.as_bytes()[..], b"confirm", b"a@b.c"] {
            row.extend((part.len() as u64).to_be_bytes());
            row.extend(part);
        }
        row.extend(6_u64.to_be_bytes());
        let search = |stored, keys: &[MacKey]| Search::new(stored, &row, keys).run();

        let key_id = *ring.current().id.as_bytes();
        let blobs: [&[u8]; 4] = [&[], &key_id, id.as_bytes(), stored.as_bytes()];
        assert_eq!(search(&stored, &blobs.map(padded)), None);
        assert_eq!(search(&stored, &[**ring.current().codes]).as_deref(), Some("031415"));
        let unkeyed = Digest::from_bytes(Sha256::digest("031415").into());
        assert_eq!(search(&unkeyed, &[]).as_deref(), Some("031415"), "it finds what it can");
    }

    /// A key shorter than a block is filled with zeros (RFC 2104 section 2).
    fn padded(key: &[u8]) -> MacKey {
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        block
    }

    /// A search of all codes of six digits: by the plain hash, and by HMAC under some keys.
    struct Search<'a> {
        stored: &'a Digest,
        row: &'a [u8],
        keys: Vec<(ShaState, ShaState)>,
    }

    impl<'a> Search<'a> {
        fn new(stored: &'a Digest, row: &'a [u8], keys: &[MacKey]) -> Self {
            let after = |key: &MacKey, pad: u8| {
                let mut state = SHA_BEGIN;
                compress256(&mut state, &[key.map(|byte| byte ^ pad)]);
                state
            };
            let keys = keys.iter().map(|key| (after(key, 0x36), after(key, 0x5C))).collect();
            Self { stored, row, keys }
        }

        fn run(&self) -> Option<String> {
            let mut text = [self.row, b"......"].concat();
            let digits = self.row.len();
            (0..1_000_000).map(|code| format!("{code:06}")).find(|code| {
                text[digits..].copy_from_slice(code.as_bytes());
                let is_it = |hash: [u8; 32]| hash == *self.stored.as_bytes();
                is_it(sha(SHA_BEGIN, 0, code.as_bytes()))
                    || self
                        .keys
                        .iter()
                        .any(|&(inner, outer)| is_it(sha(outer, 64, &sha(inner, 64, &text))))
            })
        }
    }

    type ShaState = [u32; 8];

    /// FIPS 180-4 section 5.3.3.
    const SHA_BEGIN: ShaState = [
        0x6A09_E667,
        0xBB67_AE85,
        0x3C6E_F372,
        0xA54F_F53A,
        0x510E_527F,
        0x9B05_688C,
        0x1F83_D9AB,
        0x5BE0_CD19,
    ];

    /// SHA-256 of `before` bytes that the state has taken in, and a short rest. It is done millions
    /// of times: what the crate has on top of this is slow where nothing is optimised.
    fn sha(mut state: ShaState, before: usize, rest: &[u8]) -> [u8; 32] {
        let mut blocks = [[0; 64]; 2];
        let count = 1 + usize::from(rest.len() >= 56);
        let padded = blocks[..count].as_flattened_mut();
        padded[..rest.len()].copy_from_slice(rest);
        padded[rest.len()] = 0x80;
        let bits = ((before + rest.len()) as u64 * 8).to_be_bytes();
        padded[count * 64 - 8..].copy_from_slice(&bits);
        compress256(&mut state, &blocks[..count]);
        let mut hash = [0; 32];
        for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        hash
    }
}
