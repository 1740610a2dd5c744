//! What the output of `cargo test` says, in three numbers.

use std::fmt;
use std::iter::Sum;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Counts {
    /// Adds up the `test result:` lines, one of which ends each test program and each crate's
    /// examples in the documentation, and what Python's `unittest` and Node's test runner end with.
    pub(crate) fn read(output: &str) -> Self {
        let results = output.lines().filter_map(|line| line.strip_prefix("test result: "));
        let node = ["# pass ", "\u{2139} pass "].map(|mark| Self::number_after(output, mark));
        let node_failed =
            ["# fail ", "\u{2139} fail "].map(|mark| Self::number_after(output, mark));
        let others = Self {
            passed: Self::number_after(output, "Ran ") + node.iter().sum::<u32>(),
            failed: node_failed.iter().sum(),
            skipped: 0,
        };
        results.map(Self::of_line).chain([others]).sum()
    }

    /// The number that follows a mark at the beginning of a line, the last time that it does.
    fn number_after(output: &str, mark: &str) -> u32 {
        let found = output.lines().rev().find_map(|line| line.strip_prefix(mark));
        found.and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or(0)
    }

    /// `ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`
    fn of_line(line: &str) -> Self {
        let words: Vec<&str> = line.split([' ', ';']).collect();
        let before = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at.checked_sub(1)?)?.parse().ok()
        };
        let count = |name| before(name).unwrap_or(0);
        Self { passed: count("passed"), failed: count("failed"), skipped: count("ignored") }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, counts| Self {
            passed: sum.passed + counts.passed,
            failed: sum.failed + counts.failed,
            skipped: sum.skipped + counts.skipped,
        })
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_line_counts_and_nothing_else_does() {
        let output = "\
            running 3 tests\n\
            test one ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            a test that prints 7 passed; 7 failed\n\
            test result: FAILED. 5 passed; 4 failed; 0 ignored; 0 measured; 3 filtered out; finished in 1.20s\n";
        let counts = Counts::read(output);
        assert_eq!(counts, Counts { passed: 7, failed: 4, skipped: 1 });
        assert_eq!(counts.to_string(), "7 passed, 4 failed, 1 skipped");
    }

    #[test]
    fn the_other_languages_count_too() {
        let python = "......\nRan 65 tests in 19.2s\n\nOK (skipped=2)\n";
        assert_eq!(Counts::read(python), Counts { passed: 65, ..Counts::default() });
        let node = "# tests 47\n# pass 46\n# fail 1\n";
        assert_eq!(Counts::read(node), Counts { passed: 46, failed: 1, skipped: 0 });
    }

    #[test]
    fn a_build_that_broke_counts_nothing() {
        assert_eq!(Counts::read("error: could not compile `ezauth-core`\n"), Counts::default());
    }
}
