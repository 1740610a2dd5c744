//! How often each secret was accepted. A rule about what is accepted says nothing if nothing is.

use std::fmt;

use super::secrets::Secret;

const NAMES: [&str; 6] = ["session", "link", "code", "code with handle", "message", "lease"];

/// Accepted and refused, of each of [`NAMES`].
#[derive(Debug, Default)]
pub(super) struct Accepted([(u64, u64); NAMES.len()]);

impl Accepted {
    pub(super) fn count(&mut self, secret: &Secret, accepted: bool) {
        let number = match secret {
            Secret::Session(..) => 0,
            Secret::Link(_) => 1,
            Secret::Code(_, _, None) => 2,
            Secret::Code(_, _, Some(_)) => 3,
            Secret::Message(_) => 4,
            Secret::Lease(..) => 5,
        };
        let (yes, no) = &mut self.0[number];
        *(if accepted { yes } else { no }) += 1;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (sum, other) in self.0.iter_mut().zip(other.0) {
            *sum = (sum.0 + other.0, sum.1 + other.1);
        }
    }

    pub(super) fn check_that_each_was_both(&self) {
        for (name, (accepted, refused)) in NAMES.iter().zip(self.0) {
            assert!(accepted > 0 && refused > 0, "{name}: {accepted} accepted, {refused} refused");
        }
    }
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |sum: (u64, u64), it: &(u64, u64)| (sum.0 + it.0, sum.1 + it.1);
        let (accepted, refused) = self.0.iter().fold((0, 0), sum);
        write!(f, "{accepted} secrets accepted, {refused} refused and never accepted again")
    }
}
