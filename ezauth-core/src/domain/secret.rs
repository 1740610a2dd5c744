//! Text that must not be seen.

use std::fmt;

use zeroize::Zeroizing;

/// A token, code or flow handle in clear text, or a password among the settings.
///
/// It is wiped when dropped and never printed: `Debug` shows that there is a secret, not which.
/// Comparing is left out on purpose: secrets are compared as hashes, in constant time.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself, for the one place it is meant for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Takes the text over: no copy of it is left behind.
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
