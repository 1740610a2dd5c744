//! The only place that names a cipher, a hash or a source of randomness. All of them are libraries'.

mod code;
mod key;
mod memory;
mod password;
mod random;
mod seal;
mod token;

use subtle::ConstantTimeEq;

use crate::domain::Digest;

pub use key::Key;
pub(crate) use key::{KeyRing, Subkeys};
pub(crate) use password::PasswordHasher;
#[cfg(feature = "seeded-faults")]
pub(crate) use password::StoredHash;
pub use random::OsRandom;
pub(crate) use random::{Draw, code_digits};
pub(crate) use seal::SealedFor;
pub(crate) use token::{TokenText, new_token};

/// Whether two hashes are equal, in constant time.
pub(crate) fn same(one: &Digest, other: &Digest) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
