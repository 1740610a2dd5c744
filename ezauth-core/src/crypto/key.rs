//! The key of a database, and what is derived from it.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::domain::KeyId;
use crate::error::{Error, Result};
use crate::ports::Random;

/// Bytes in a place of their own, wiped when dropped: moving what holds them leaves no copy behind.
type Wiped<const N: usize> = Box<Zeroizing<[u8; N]>>;

/// The 32 bytes that are not in the database. They are wiped when dropped and never printed.
#[derive(Clone)]
pub struct Key(Wiped<{ Key::BYTES }>);

impl Key {
    /// How long a key is.
    pub const BYTES: usize = 32;

    /// The key of these bytes, which must be random.
    pub fn from_bytes(mut bytes: [u8; Self::BYTES]) -> Self {
        let mut key = wiped();
        key.copy_from_slice(&bytes);
        bytes.zeroize();
        Self(key)
    }

    /// Reads 64 hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut bytes = wiped::<{ Self::BYTES }>();
        if text.len() != 2 * Self::BYTES {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digit = |character: u8| char::from(character).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(Self(bytes))
    }

    pub(crate) fn generate(random: &dyn Random) -> Result<Self> {
        random.bytes().map(Self::from_bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

fn wiped<const N: usize>() -> Wiped<N> {
    Box::new(Zeroizing::new([0; N]))
}

/// A key for HMAC-SHA-256, as long as its block: it is used as it is (RFC 2104 section 2).
pub(super) type MacKey = [u8; MAC_KEY];
const MAC_KEY: usize = 64;

/// What is derived from one key: a key for each use, and a public name (HKDF, RFC 5869).
pub(crate) struct Subkeys {
    pub(crate) id: KeyId,
    pub(super) codes: Wiped<MAC_KEY>,
    pub(super) messages: Wiped<32>,
    pub(super) buckets: Wiped<MAC_KEY>,
}

impl Subkeys {
    fn derive(key: &Key) -> Result<Self> {
        let expander = Hkdf::<Sha256>::new(Some(b"ezauth"), key.as_bytes());
        let mut id = [0; 16];
        expand(&expander, b"id", &mut id)?;
        let mut derived =
            Self { id: KeyId::from_bytes(id), codes: wiped(), messages: wiped(), buckets: wiped() };
        expand(&expander, b"codes", &mut **derived.codes)?;
        expand(&expander, b"messages", &mut **derived.messages)?;
        expand(&expander, b"buckets", &mut **derived.buckets)?;
        Ok(derived)
    }
}

fn expand(expander: &Hkdf<Sha256>, label: &[u8], output: &mut [u8]) -> Result<()> {
    expander.expand(label, output).map_err(|_| Error::internal("a key could not be derived"))
}

/// The key that rows are written with, and those that older rows may have been written with.
pub(crate) struct KeyRing {
    keys: Vec<Subkeys>,
}

impl KeyRing {
    pub(crate) fn new(current: &Key, additional: &[Key]) -> Result<Self> {
        let keys = std::iter::once(current).chain(additional).map(Subkeys::derive);
        Ok(Self { keys: keys.collect::<Result<_>>()? })
    }

    /// The key to write with.
    pub(crate) fn current(&self) -> &Subkeys {
        &self.keys[0]
    }

    /// Every key, the current one first.
    pub(crate) fn all(&self) -> &[Subkeys] {
        &self.keys
    }

    /// The key of this id, if it is here.
    pub(crate) fn find(&self, id: KeyId) -> Option<&Subkeys> {
        self.keys.iter().find(|key| key.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_use_has_a_key_of_its_own_and_the_id_tells_keys_apart() {
        let ring = KeyRing::new(&Key::from_bytes([1; 32]), &[Key::from_bytes([2; 32])]).unwrap();
        let [one, two] = ring.all() else { panic!("two keys") };
        assert_ne!(one.id, two.id);
        assert_ne!(one.codes, two.codes);
        let uses = [&one.codes[..], &one.messages[..], &one.buckets[..]];
        assert!(uses.iter().enumerate().all(|(i, a)| uses[..i].iter().all(|b| a != b)));
        assert_eq!(ring.find(two.id).unwrap().id, two.id);
    }

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        assert_eq!(Key::parse(&"0aF5".repeat(16)).unwrap().as_bytes()[..2], [0x0a, 0xf5]);
        for text in ["", &"0".repeat(63), &"0".repeat(65), &"+1".repeat(32), &"٠".repeat(32)] {
            assert!(Key::parse(text).is_none(), "{text}");
        }
    }
}
