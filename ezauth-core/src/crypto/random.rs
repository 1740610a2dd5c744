//! Randomness, and what is made of it.

use rand::TryRng;
use rand::rngs::SysRng;

use crate::domain::{IdSequence, Timestamp};
use crate::error::{Error, Result};
use crate::ports::Random;

/// The operating system's randomness. It keeps no state of its own, so a `fork()` cannot repeat it.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        SysRng.try_fill_bytes(bytes).map_err(|_| Error::internal("the system gave no randomness"))
    }
}

impl dyn Random + '_ {
    /// An array of random bytes.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// What an operation draws before its transaction, so that running it again repeats it.
#[derive(Clone, Copy)]
pub(crate) struct Draw<'a> {
    pub(crate) now: Timestamp,
    pub(crate) random: &'a dyn Random,
    pub(crate) ids: &'a IdSequence,
}

impl Draw<'_> {
    /// A new id, after those of the same time that were drawn before.
    pub(crate) fn id<T>(&self, new: fn(Timestamp, [u8; 10]) -> T) -> Result<T> {
        Ok(new(self.now, self.ids.count(self.now, self.random.bytes()?)))
    }
}

/// A code of `count` decimal digits, each equally likely: bytes of 250 and more are thrown away, so
/// that ten divides what is left.
pub(crate) fn code_digits(random: &dyn Random, count: u32) -> Result<String> {
    // All at once: growing would leave copies behind.
    let mut digits = String::with_capacity(count as usize);
    while digits.len() < count as usize {
        let [byte] = random.bytes()?;
        if byte < 250 {
            digits.push(char::from(b'0' + byte % 10));
        }
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chi-square with 9 degrees of freedom: a fair source passes 33.7 once in ten thousand runs.
    #[test]
    fn digits_are_without_bias() {
        let mut seen = [0_u32; 10];
        for _ in 0..50_000 {
            for digit in code_digits(&OsRandom, 6).unwrap().bytes() {
                seen[usize::from(digit - b'0')] += 1;
            }
        }
        let expected = 30_000.0;
        let chi: f64 = seen.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
        assert!(chi < 40.0, "chi-square {chi} of {seen:?}");
    }

    /// With the plain remainder the first six digits would come up 26 times in 256, not 25 in 250.
    #[test]
    fn bytes_that_would_favour_a_digit_are_thrown_away() {
        struct Counting(std::sync::Mutex<u8>);
        impl Random for Counting {
            fn fill(&self, bytes: &mut [u8]) -> Result<()> {
                let mut next = self.0.lock().unwrap();
                for byte in bytes {
                    *byte = *next;
                    *next = next.wrapping_add(1);
                }
                Ok(())
            }
        }
        let code = code_digits(&Counting(250.into()), 7).unwrap();
        assert_eq!(code, "0123456");
    }
}
