//! The mail that a console sender prints, read as a person reads it.

use std::io;

use super::{Failure, Result};

/// One mail.
#[derive(Clone, Debug)]
pub(super) struct Mail {
    /// Which process printed it.
    pub(super) process: usize,
    pub(super) recipient: String,
    /// Subject line and text.
    pub(super) text: String,
}

impl Mail {
    /// The next mail among these lines, or what else is said there.
    ///
    /// A mail stands between `---- email to somebody` and `----`.
    pub(super) fn read(
        process: usize,
        first: &str,
        lines: &mut impl Iterator<Item = io::Result<String>>,
    ) -> Option<Self> {
        let recipient = first.strip_prefix("---- email to ")?.to_owned();
        let lines = lines.map_while(io::Result::ok).take_while(|line| line != "----");
        let text: Vec<String> = lines.collect();
        Some(Self { process, recipient, text: text.join("\n").trim_end().to_owned() })
    }

    /// The first word of six digits.
    pub(super) fn code(&self) -> Result<String> {
        self.word("a code of six digits", |word| {
            word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// The token at the end of the first link.
    pub(super) fn link_token(&self) -> Result<String> {
        let link = self.word("a link", |word| word.starts_with("https://"))?;
        Ok(link.rsplit('/').next().unwrap_or_default().to_owned())
    }

    fn word(&self, what: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
        let words = self.text.split_whitespace();
        let words = words.map(|word| word.trim_matches(['.', ',', ':', '<', '>', '(', ')']));
        let found = words.map(str::to_owned).find(|word| is_it(word));
        found.ok_or_else(|| Failure::surprise(format!("{what} in the mail"), &self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_link_are_read_out_of_the_text() {
        let printed =
            "Subject: Hello\n\nCall 0800 or type 031415.\nhttps://example.com/a/TOKEN\n----";
        let mut lines = printed.lines().map(|line| Ok(line.to_owned()));
        let mail = Mail::read(0, "---- email to ada@example.com", &mut lines).unwrap();
        assert_eq!(mail.recipient, "ada@example.com");
        assert_eq!(mail.code().unwrap(), "031415");
        assert_eq!(mail.link_token().unwrap(), "TOKEN");
        assert!(Mail::read(0, "thread 'main' panicked", &mut lines).is_none());
    }
}
