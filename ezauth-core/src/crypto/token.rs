//! Tokens: 256 random bits as base64url text of 43 characters (RFC 4648 section 5, unpadded).

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::{Digest, Secret};
use crate::error::Result;
use crate::ports::Random;

const BYTES: usize = 32;
const CHARACTERS: usize = 43;

/// A new token and what the store keeps of it.
pub(crate) fn new_token(random: &dyn Random) -> Result<(Secret, Digest)> {
    let bytes = Zeroizing::new(random.bytes::<BYTES>()?);
    let text = Base64UrlUnpadded::encode_string(&*bytes);
    Ok((Secret::new(text), digest(&bytes)))
}

/// The one way to read a token.
pub(crate) struct TokenText;

impl TokenText {
    /// The hash of a presented token, or `None` if no token looks like it. A text has one reading
    /// only: other spellings of the same bits are refused.
    pub(crate) fn digest(text: &str) -> Option<Digest> {
        if text.len() != CHARACTERS {
            return None;
        }
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        let decoded = Base64UrlUnpadded::decode(text, &mut *bytes).ok()?.len();
        (decoded == BYTES).then(|| digest(&bytes))
    }
}

fn digest(bytes: &[u8; BYTES]) -> Digest {
    Digest::from_bytes(Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{OsRandom, same};

    #[test]
    fn a_token_is_read_back_and_its_other_spellings_are_not() {
        let (secret, stored) = new_token(&OsRandom).unwrap();
        let text = secret.expose();
        assert_eq!(text.len(), CHARACTERS);
        assert!(same(&TokenText::digest(text).unwrap(), &stored));
        let spare_bits = format!("{}_", &text[..42]);
        for other in [format!("{text}="), format!("{text}\n"), format!(" {text}"), spare_bits] {
            assert!(TokenText::digest(&other).is_none_or(|read| !same(&read, &stored)), "{other}");
        }
    }

    #[test]
    fn the_hash_is_sha_256_of_the_bits() {
        let zeros = "A".repeat(CHARACTERS);
        let expected: [u8; 32] = Sha256::digest([0_u8; 32]).into();
        assert_eq!(TokenText::digest(&zeros).unwrap().as_bytes(), &expected);
    }
}
