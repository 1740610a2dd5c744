//! Passwords that others can guess: because they know the account, or because many people have them.

use unicode_normalization::UnicodeNormalization;

use super::Password;
use super::text::to_u_labels;
use crate::error::{Error, ErrorKind, FieldReason, Result};

/// What others may know of an account, or of the service it is for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KnownToOthers<'a> {
    /// Email addresses and phone numbers, canonical.
    pub(crate) addresses: &'a [&'a str],
    /// The username.
    pub(crate) username: Option<&'a str>,
    /// The words that the configuration refuses.
    pub(crate) words: &'a [String],
}

impl Password {
    /// Refuses a password that equals, without regard to case, what others know or what is common.
    ///
    /// # Errors
    /// `weak_password` on `password`, with every reason that holds.
    pub(crate) fn check_guessable(&self, known: &KnownToOthers<'_>) -> Result<()> {
        let reasons = [
            (FieldReason::EqualsAddress, known.addresses.iter().any(|it| self.is_part_of(it))),
            (FieldReason::EqualsUsername, known.username.is_some_and(|it| self.is(it))),
            (FieldReason::ConfiguredWord, known.words.iter().any(|it| self.is(it))),
            (FieldReason::Common, self.is_common()),
        ];
        let mut error = Error::new(ErrorKind::WeakPassword);
        for (reason, _) in reasons.into_iter().filter(|(_, holds)| *holds) {
            error = error.with_field("password", reason);
        }
        if error.fields().is_empty() {
            return Ok(());
        }
        Err(error)
    }

    /// A domain is known in both its spellings, and a number with and without its `+`.
    fn is_part_of(&self, address: &str) -> bool {
        let Some((local, domain)) = address.split_once('@') else {
            return self.is(address) || self.is(address.trim_start_matches('+'));
        };
        let readable = to_u_labels(domain);
        [address, local, domain, &readable, &format!("{local}@{readable}")]
            .into_iter()
            .any(|part| self.is(part))
    }

    /// Compares as it folds: a folded copy of the password would have to be wiped too.
    fn is(&self, word: &str) -> bool {
        fold(self.as_str().chars()).eq(fold(word.nfc()))
    }
}

/// By way of upper case, so that `ß` and `ss`, `σ` and `ς` fold together.
pub(super) fn fold(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(password: &str, known: &KnownToOthers<'_>) -> Vec<FieldReason> {
        let password = Password::for_checking(password).unwrap();
        let Err(error) = password.check_guessable(known) else {
            return Vec::new();
        };
        assert_eq!(error.kind(), ErrorKind::WeakPassword);
        assert!(error.fields().iter().all(|it| it.field == "password"));
        error.fields().iter().map(|it| it.reason).collect()
    }

    #[test]
    fn what_others_know_is_refused_in_any_case() {
        use FieldReason::{ConfiguredWord, EqualsAddress, EqualsUsername};
        let known = KnownToOthers {
            addresses: &["ann.lee@xn--strae-oqa.example", "+491701234567"],
            username: Some("Ann_Lee_1"),
            words: &["AcmeCorp".to_owned(), "Cafe\u{301}Noir".to_owned()],
        };
        let cases = [
            ("Ann.Lee@XN--Strae-oqa.example", EqualsAddress),
            ("ann.lee@straße.example", EqualsAddress),
            ("ANN.LEE", EqualsAddress),
            ("xn--strae-oqa.example", EqualsAddress),
            ("STRASSE.EXAMPLE", EqualsAddress),
            ("+491701234567", EqualsAddress),
            ("491701234567", EqualsAddress),
            ("ann_LEE_1", EqualsUsername),
            ("acmecorp", ConfiguredWord),
            ("CAFÉNOIR", ConfiguredWord),
        ];
        for (password, reason) in cases {
            assert_eq!(check(password, &known), [reason], "{password}");
        }
        for password in ["ann.lee1", " acmecorp", "acmecor", "example"] {
            assert_eq!(check(password, &known), [], "{password}");
        }
    }

    #[test]
    fn every_reason_is_reported() {
        let known = KnownToOthers {
            addresses: &["annelise@x.com", "annelise@y.com"],
            username: Some("Annelise"),
            words: &["ANNELISE".to_owned()],
        };
        use FieldReason::{Common, ConfiguredWord, EqualsAddress, EqualsUsername};
        let all = [EqualsAddress, EqualsUsername, ConfiguredWord];
        assert_eq!(check("annelise", &known), all);
        assert_eq!(check("annelise", &KnownToOthers::default()), []);
        let known = KnownToOthers { username: Some("Nicholas"), ..KnownToOthers::default() };
        assert_eq!(check("NICHOLAS", &known), [EqualsUsername, Common]);
    }

    proptest! {
        #[test]
        fn no_letter_case_hides_a_word(word in "[a-zA-ZäÖßςΣéñЖж ]{1,20}") {
            let words = [word.clone()];
            let known = KnownToOthers { words: &words, ..KnownToOthers::default() };
            for password in [word.to_uppercase(), word.to_lowercase(), word.nfd().collect()] {
                prop_assert_eq!(check(&password, &known), [FieldReason::ConfiguredWord]);
            }
        }
    }
}
