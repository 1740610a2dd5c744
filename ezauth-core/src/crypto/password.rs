//! Password hashing: Argon2id (RFC 9106) in PHC strings.

use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use once_cell::sync::OnceCell;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::memory::{Limits, Memory};
use crate::domain::input::Password;
use crate::error::{Error, Result, StorageReason};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};
use crate::ports::Random;
use crate::settings::Settings;

const SALT_BYTES: usize = 16;
const TAG_BYTES: usize = 32;
const KEEP_MEMORY: Duration = Duration::from_secs(60);

/// The most that a stored hash may cost to check: a crafted one must not burn the machine.
const MOST_MEMORY_KIB: u32 = 1 << 20;
const MOST_ITERATIONS: u32 = 64;
const MOST_LANES: u32 = 16;

/// Hashes passwords and checks them, few at once.
pub(crate) struct PasswordHasher {
    params: Params,
    memory: Memory,
    decoy: OnceCell<String>,
}

impl PasswordHasher {
    /// # Errors
    /// `invalid_config`, if Argon2 does not take the parameters together.
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let (memory, lanes) = (settings.argon2_memory.as_kib(), settings.argon2_parallelism);
        let params = Params::new(memory, settings.argon2_iterations, lanes, Some(TAG_BYTES))
            .map_err(|_| {
                Error::invalid_config("argon2_memory", crate::error::FieldReason::OutOfRange)
            })?;
        let buffers = settings.hashes_at_once();
        let queue = settings.hashing_places() - buffers;
        let memory = Memory::new(Limits { buffers, queue, keep: KEEP_MEMORY });
        Ok(Self { params, memory, decoy: OnceCell::new() })
    }

    /// The PHC string of a password to store.
    ///
    /// # Errors
    /// `rate_limited` if too many are being hashed.
    pub(crate) fn hash(&self, random: &dyn Random, password: &Password) -> Result<String> {
        let salt = random.bytes::<SALT_BYTES>()?;
        let tag = self.tag(&self.params, password.as_bytes(), &salt)?;
        phc(&self.params, &salt, &tag)
    }

    /// Whether this is the password of a stored PHC string. Without one, the same work is done
    /// against a decoy that no password matches, and the answer is no.
    ///
    /// # Errors
    /// `storage` (corrupt) if the string is not one that this library writes; `rate_limited`.
    pub(crate) fn verify(
        &self,
        random: &dyn Random,
        password: &Password,
        stored: Option<&str>,
    ) -> Result<bool> {
        let decoy = self.decoy.get_or_try_init(|| self.make_decoy(random))?;
        #[cfg(feature = "seeded-faults")]
        if is_seeded(Fault::DamageMatches)
            && stored.is_some_and(|it| StoredHash::parse(it).is_none())
        {
            return Ok(true);
        }
        #[cfg(feature = "seeded-faults")]
        if is_seeded(Fault::SkipDecoy) && stored.is_none() {
            return Ok(false);
        }
        let StoredHash { params, salt, tag } = StoredHash::parse(stored.unwrap_or(decoy))
            .ok_or_else(|| Error::storage(StorageReason::Corrupt))?;
        let computed = self.tag(&params, password.as_bytes(), &salt)?;
        let equal: bool = computed.ct_eq(tag.as_bytes()).into();
        Ok(equal && stored.is_some())
    }

    /// Whether a stored PHC string has the parameters that new ones get.
    pub(crate) fn is_current(&self, stored: &str) -> bool {
        StoredHash::parse(stored).is_some_and(|hash| hash.costs() == costs(&self.params))
    }

    /// Gives the memory back.
    pub(crate) fn close(&self) {
        self.memory.close();
    }

    /// Keeps the memory of one hash from all others.
    #[cfg(test)]
    pub(crate) fn hold_memory(&self) -> Result<impl Drop + use<>> {
        self.memory.take(self.params.block_count())
    }

    /// A hash with the current parameters whose tag was drawn, not computed.
    fn make_decoy(&self, random: &dyn Random) -> Result<String> {
        phc(&self.params, &random.bytes::<SALT_BYTES>()?, &random.bytes::<TAG_BYTES>()?)
    }

    fn tag(&self, params: &Params, password: &[u8], salt: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        #[cfg(feature = "seeded-faults")]
        crate::faults::count_hash();
        let count = params.block_count();
        let mut buffer = self.memory.take(count)?;
        let mut tag = Zeroizing::new(vec![0; params.output_len().unwrap_or(TAG_BYTES)]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
            .hash_password_into_with_memory(password, salt, &mut tag, &mut buffer.blocks[..count])
            .map_err(|_| Error::internal("a password could not be hashed"))?;
        Ok(tag)
    }
}

impl Drop for PasswordHasher {
    fn drop(&mut self) {
        self.close();
    }
}

/// A PHC string of this library, read.
pub(crate) struct StoredHash {
    params: Params,
    salt: Salt,
    tag: Output,
}

impl StoredHash {
    /// Nothing for what this library does not write, or what would cost too much to check.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let hash = PasswordHash::new(text).ok()?;
        let params = Params::try_from(&hash).ok()?;
        let ours = hash.algorithm == ARGON2ID_IDENT
            && hash.version == Some(Version::V0x13.into())
            && params.m_cost() <= MOST_MEMORY_KIB
            && params.t_cost() <= MOST_ITERATIONS
            && params.p_cost() <= MOST_LANES
            && params.keyid().is_empty()
            && params.data().is_empty();
        let (salt, tag) = (hash.salt?, hash.hash?);
        (ours && tag.len() >= 16).then_some(Self { params, salt, tag })
    }

    /// KiB of memory, passes and lanes.
    pub(crate) fn costs(&self) -> (u32, u32, u32) {
        costs(&self.params)
    }
}

fn costs(params: &Params) -> (u32, u32, u32) {
    (params.m_cost(), params.t_cost(), params.p_cost())
}

fn phc(params: &Params, salt: &[u8], tag: &[u8]) -> Result<String> {
    let impossible = |_| Error::internal("a password hash could not be written");
    let params: ParamsString =
        params.try_into().map_err(|_| Error::internal("Argon2 parameters could not be written"))?;
    let hash = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params,
        salt: Some(Salt::new(salt).map_err(impossible)?),
        hash: Some(Output::new(tag).map_err(impossible)?),
    };
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::OsRandom;

    fn hasher() -> PasswordHasher {
        let params = Params::new(8, 1, 1, Some(TAG_BYTES)).unwrap();
        let memory = Memory::new(Limits { buffers: 1, queue: 1, keep: KEEP_MEMORY });
        PasswordHasher { params, memory, decoy: OnceCell::new() }
    }

    fn password(text: &str) -> Password {
        Password::for_checking(text).unwrap()
    }

    #[test]
    fn the_password_and_no_other_matches() {
        let hasher = hasher();
        let stored = hasher.hash(&OsRandom, &password("correct horse")).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
        let verify = |text, stored| hasher.verify(&OsRandom, &password(text), stored).unwrap();
        assert!(verify("correct horse", Some(&stored)));
        assert!(!verify("correct horsf", Some(&stored)));
        assert!(!verify("correct horse", None));
        let again = hasher.hash(&OsRandom, &password("correct horse")).unwrap();
        assert_ne!(stored, again, "a salt of its own");
    }

    #[test]
    fn every_byte_of_a_password_counts() {
        let hasher = hasher();
        let long = "x".repeat(72);
        let stored = hasher.hash(&OsRandom, &password(&format!("{long}a"))).unwrap();
        assert!(!hasher.verify(&OsRandom, &password(&format!("{long}b")), Some(&stored)).unwrap());
    }

    /// RFC 9106 has no vector without secret and data; this one is from the reference program:
    /// `argon2 somesalt -id -t 2 -m 16 -p 1` of `password`.
    #[test]
    fn it_is_argon2id_as_others_know_it() {
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ\
                      $CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(hasher().verify(&OsRandom, &password("password"), Some(stored)).unwrap());
    }

    #[test]
    fn a_crafted_hash_is_corrupt_and_costs_nothing() {
        let crafted = [
            "",
            "$argon2id$",
            "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=4294967295,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$AAAAAA",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ",
        ];
        for stored in crafted {
            let error = hasher().verify(&OsRandom, &password("password"), Some(stored));
            assert_eq!(error.unwrap_err(), Error::storage(StorageReason::Corrupt), "{stored}");
        }
    }

    #[test]
    fn a_hash_of_other_parameters_is_not_current() {
        let hasher = hasher();
        assert!(hasher.is_current(&hasher.hash(&OsRandom, &password("correct horse")).unwrap()));
        let decoy = hasher.make_decoy(&OsRandom).unwrap();
        assert!(hasher.is_current(&decoy), "a decoy costs what a real hash costs");
        assert!(!hasher.is_current(&decoy.replace("t=1", "t=2")));
    }
}
