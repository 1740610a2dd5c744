//! Passwords that many people have: whoever guesses tries them first (NIST SP 800-63B section
//! 3.1.1.2, a blocklist).

use std::cmp::Ordering;
use std::iter;
use std::sync::LazyLock;

use super::Password;
use super::guessable::fold;

/// Folded words in the order of their bytes, 16 on a line, as `cargo xtask passwords` writes them. The
/// first of a line is whole. Each of the others is a capital letter, which says how many bytes it
/// shares with the word before (`A` is none), and the rest of it.
static LINES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

impl Password {
    /// Whether it is on the list of common passwords, in any letter case.
    pub(super) fn is_common(&self) -> bool {
        let next = LINES.partition_point(|line| self.compare(first_word_of(line)).is_ge());
        let line = LINES[..next].last();
        line.is_some_and(|line| words_of(line).any(|word| self.compare(&word).is_eq()))
    }

    /// Folds as it compares: a folded copy of the password would have to be wiped too.
    fn compare(&self, word: &str) -> Ordering {
        fold(self.as_str().chars()).cmp(word.chars())
    }
}

fn first_word_of(line: &str) -> &str {
    line.split(is_capital).next().unwrap_or_default()
}

fn words_of(line: &str) -> impl Iterator<Item = String> {
    let shared = iter::once("A").chain(line.matches(is_capital));
    shared.zip(line.split(is_capital)).scan(String::new(), |word, (shared, rest)| {
        word.truncate(usize::from(shared.as_bytes()[0] - b'A'));
        word.push_str(rest);
        Some(word.clone())
    })
}

fn is_capital(character: char) -> bool {
    character.is_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn words() -> Vec<String> {
        LINES.iter().copied().flat_map(words_of).collect()
    }

    fn is_common(password: &str) -> bool {
        Password::for_checking(password).unwrap().is_common()
    }

    #[test]
    fn the_list_is_long_and_has_the_form_that_is_searched() {
        let words = words();
        assert!(words.len() >= 10_000, "{}", words.len());
        assert!(words.is_sorted_by(|one, next| one < next), "each once, in the order of bytes");
        for word in words {
            assert!(word.chars().count() >= 8, "{word}: nobody can set it");
            assert!(fold(word.chars()).eq(word.chars()), "{word}: folded it is another");
        }
    }

    #[test]
    fn every_word_of_the_list_is_found_in_any_case_and_nothing_beside_it() {
        let words: BTreeSet<_> = words().into_iter().collect();
        for word in &words {
            assert!(is_common(word), "{word}");
            assert!(is_common(&word.to_uppercase()), "{word}");
            for beside in [format!("{word}!"), format!(" {word}"), word[1..].to_owned()] {
                assert_eq!(is_common(&beside), words.contains(&beside), "{beside}");
            }
        }
    }

    #[test]
    fn a_word_that_many_have_is_common_and_a_phrase_of_ones_own_is_not() {
        for common in
            ["password123", "1234567890", "QwertyUiop", "iloveyou", "zzzzzzzz", "\u{212A}ingkong"]
        {
            assert!(is_common(common), "{common}");
        }
        let own =
            ["a long and quiet river", "correct horse battery", "\u{1}", "~~~~~~~~~~", "pässword"];
        for own in own {
            assert!(!is_common(own), "{own}");
        }
    }
}
