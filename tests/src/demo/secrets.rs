//! The secrets that came up in the story, to look for them where they must not be.

/// Secrets with what they are.
#[derive(Default)]
pub(super) struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    /// Keeps a secret in mind, under the name of its kind: `password`, `code`.
    pub(super) fn remember(&mut self, kind: &'static str, secret: &str) {
        self.0.push((kind, secret.to_owned()));
    }

    /// How many there are of this kind.
    pub(super) fn count(&self, kind: &str) -> usize {
        self.0.iter().filter(|(of, _)| *of == kind).count()
    }

    /// The kinds of those that stand in these bytes.
    pub(super) fn found_in(&self, bytes: &[u8]) -> Vec<&'static str> {
        let found = self.0.iter().filter(|(_, secret)| contains(bytes, secret));
        found.map(|(kind, _)| *kind).collect()
    }
}

/// Whether a text stands in these bytes.
pub(super) fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The beginning of a secret, enough to tell it from others.
pub(super) fn shortened(secret: &str) -> String {
    format!("{}...", secret.chars().take(6).collect::<String>())
}
