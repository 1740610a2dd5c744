//! What harnesses say of themselves, and the table that it makes.

use std::fmt;
use std::time::Duration;

/// What one harness, or one control, has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// What it calls itself; where it failed before it said so, the name of its test.
    name: String,
    /// What it did, or how its fault was caught, or why it failed.
    what: String,
    seconds: String,
    seed: String,
    pub(crate) held: bool,
}

impl Figures {
    /// Finds the line that a harness ends with: `name: what; 1.5 s, seed 42`. The test program puts
    /// `test its::name ... ` before it. One that ends without a line has not held, whatever else it
    /// says: it may have run nothing.
    pub(crate) fn read(
        test: &str,
        passed: bool,
        output: &str,
        took: Duration,
        given_seed: u64,
    ) -> Self {
        let said = output.lines().find_map(|line| {
            let line = line.split_once(" ... ").map_or(line, |(_, said)| said);
            let (line, seed) = line.rsplit_once(" s, seed ")?;
            let (line, seconds) = line.rsplit_once("; ")?;
            seed.parse::<u64>().ok()?;
            let name = test_name_end(line)?;
            Some([&line[..name], &line[name + 2..], seconds, seed].map(str::to_owned))
        });
        let held = passed && said.is_some();
        let nothing = || {
            let seconds = format!("{:.1}", took.as_secs_f64());
            [test.to_owned(), String::new(), seconds, given_seed.to_string()]
        };
        let [name, what, seconds, seed] = said.unwrap_or_else(nothing);
        let what = if held { what } else { why(output) };
        Self { name, what, seconds, seed, held }
    }

    /// What the name says of a control: the harness, and the fault.
    fn control(&self) -> Option<(&str, &str)> {
        self.name.split_once(", control: ")
    }

    /// The harness, however long it ran.
    fn harness(&self) -> &str {
        self.name.strip_suffix(", long").unwrap_or(&self.name)
    }
}

/// The line that the first panic of the test said, or that there was none.
fn why(output: &str) -> String {
    let mut lines = output.lines().skip_while(|line| !line.starts_with("failures:"));
    let panicked = lines.any(|line| line.starts_with("thread '") && line.contains(" panicked at "));
    let said = lines.next().filter(|_| panicked);
    said.unwrap_or("it ended without a word").to_owned()
}

/// Where the name of a harness ends. That of a control has a colon inside.
fn test_name_end(line: &str) -> Option<usize> {
    let begin = line.find(", control: ").map_or(0, |at| at + ", control: ".len());
    line[begin..].find(": ").map(|at| begin + at)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, what, seconds, seed, .. } = self;
        write!(f, "{}: {name}: {what}; {seconds} s, seed {seed}", self.verdict())
    }
}

impl Figures {
    fn verdict(&self) -> &'static str {
        if self.held { "held" } else { "FAILED" }
    }
}

/// A row for each harness, its controls at the end of it; a control without one has its own.
pub(crate) fn table(all: &[Figures]) -> String {
    let controls = || all.iter().filter_map(|it| Some((it.control()?, it)));
    let harnesses = || all.iter().filter(|it| it.control().is_none());
    let mut rows = vec![
        "| harness | how much | seconds | seed | result | its controls |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    for harness in harnesses() {
        let of_it = controls().filter(|((of, _), _)| *of == harness.harness());
        let told: Vec<String> = of_it.map(|((_, fault), it)| told(fault, it)).collect();
        rows.push(row(harness, harness.harness(), &harness.what, &told.join("<br>")));
    }
    for ((of, fault), control) in controls() {
        if !harnesses().any(|harness| harness.harness() == of) {
            rows.push(row(control, of, "the control alone", &told(fault, control)));
        }
    }
    rows.join("\n") + "\n"
}

fn told(fault: &str, control: &Figures) -> String {
    match control.held {
        true => format!("{fault}: {}, seed {}", control.what, control.seed),
        false => format!("**{fault}: not caught, seed {}: {}**", control.seed, control.what),
    }
}

fn row(figures: &Figures, name: &str, what: &str, controls: &str) -> String {
    let Figures { seconds, seed, .. } = figures;
    let cells = [name, what, seconds, seed, figures.verdict(), controls];
    format!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(test: &str, passed: bool, output: &str) -> Figures {
        Figures::read(test, passed, output, Duration::from_millis(1_500), 9)
    }

    #[test]
    fn every_harness_has_a_row_with_its_controls() {
        let kill =
            "running 1 test\ntest kill::long ... kill -9, long: 40 kills, 7 acts; 2.5 s, seed 42\n";
        let control = "kill -9, control: act, then tell: caught: by 3 kills; 0.1 s, seed 7\nok\n";
        let soak = "\
            test soak::long ... soak, long: failed; 0.3 s, seed 5\nFAILED\n\nfailures:\n\n\
            ---- soak::long stdout ----\n\nthread 'soak::long' (7) panicked at soak.rs:1:2:\n\
            it | leaks\nstack backtrace:\n";
        let lone = "races, control: no lock: caught; 0.2 s, seed 8\n";
        let all = [
            read("kill::long", true, kill),
            read("fuzz::long", false, "signal: 9, SIGKILL"),
            read("io::long", true, "running 0 tests"),
            read("soak::long", false, soak),
            read("kill::caught", true, control),
            read("races::caught", false, lone),
        ];
        let expected = "\
            | harness | how much | seconds | seed | result | its controls |\n\
            |---|---|---|---|---|---|\n\
            | kill -9 | 40 kills, 7 acts | 2.5 | 42 | held | act, then tell: caught: by 3 kills, seed 7 |\n\
            | fuzz::long | it ended without a word | 1.5 | 9 | FAILED |  |\n\
            | io::long | it ended without a word | 1.5 | 9 | FAILED |  |\n\
            | soak | it \\| leaks | 0.3 | 5 | FAILED |  |\n\
            | races | the control alone | 0.2 | 8 | FAILED | \
            **no lock: not caught, seed 8: it ended without a word** |\n";
        assert_eq!(table(&all), expected);
    }
}
