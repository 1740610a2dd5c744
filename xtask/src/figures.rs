//! What harnesses say of themselves, and the table that it makes.

use std::fmt;
use std::time::Duration;

/// What one harness, or one control, has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// What it calls itself; where it failed before it said so, the name of its test.
    name: String,
    /// What it did, or how its fault was caught.
    what: String,
    seconds: String,
    seed: String,
    pub(crate) held: bool,
}

impl Figures {
    /// Finds the line that a harness ends with: `name: what; 1.5 s, seed 42`. The test program puts
    /// `test its::name ... ` before it.
    pub(crate) fn read(test: &str, held: bool, output: &str, took: Duration) -> Self {
        let said = output.lines().find_map(|line| {
            let line = line.split_once(" ... ").map_or(line, |(_, said)| said);
            let (line, seed) = line.rsplit_once(" s, seed ")?;
            let (line, seconds) = line.rsplit_once("; ")?;
            seed.parse::<u64>().ok()?;
            let name = test_name_end(line)?;
            Some([&line[..name], &line[name + 2..], seconds, seed].map(str::to_owned))
        });
        let seconds = format!("{:.1}", took.as_secs_f64());
        let nothing = [test.to_owned(), "see its output".to_owned(), seconds, String::new()];
        let [name, what, seconds, seed] = said.unwrap_or(nothing);
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
        true => format!("{fault}: {}", control.what),
        false => format!("**{fault}: not caught**"),
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

    fn read(test: &str, held: bool, output: &str) -> Figures {
        Figures::read(test, held, output, Duration::from_millis(1_500))
    }

    #[test]
    fn every_harness_has_a_row_with_its_controls() {
        let kill =
            "running 1 test\ntest kill::long ... kill -9, long: 40 kills, 7 acts; 2.5 s, seed 42\n";
        let control = "kill -9, control: act, then tell: caught: by 3 kills; 0.1 s, seed 7\nok\n";
        let lone = "races, control: no lock: caught; 0.2 s, seed 8\n";
        let all = [
            read("kill::long", true, kill),
            read("fuzz::long", false, "panicked"),
            read("kill::caught", true, control),
            read("races::caught", false, lone),
        ];
        let expected = "\
            | harness | how much | seconds | seed | result | its controls |\n\
            |---|---|---|---|---|---|\n\
            | kill -9 | 40 kills, 7 acts | 2.5 | 42 | held | act, then tell: caught: by 3 kills |\n\
            | fuzz::long | see its output | 1.5 |  | FAILED |  |\n\
            | races | the control alone | 0.2 | 8 | FAILED | **no lock: not caught** |\n";
        assert_eq!(table(&all), expected);
    }
}
