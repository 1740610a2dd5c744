//! The one table: what is measured, against what, and what it is to be.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Outcome;

/// One row, whether it could be measured or not.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) against: &'static str,
    unit: Unit,
    target: Target,
}

enum Unit {
    Times,
    Micros,
    Megabytes,
}

enum Target {
    AtMost(f64),
    AtLeast(f64),
    /// Shown to compare with.
    None,
}

use Target::{AtLeast, AtMost};
use Unit::{Megabytes, Micros, Times};

const fn row(name: &'static str, against: &'static str, unit: Unit, target: Target) -> Row {
    Row { name, against, unit, target }
}

pub(crate) const READ: Row =
    row("`get_session`, 10 k sessions", "the raw join, prepared once", Times, AtMost(1.10));
pub(crate) const READ_MAPPED: Row = row(
    "`get_session`, 10 k, `mmap_size`",
    "the raw join, prepared once, mapped",
    Times,
    AtMost(1.10),
);
pub(crate) const READ_1M: Row =
    row("`get_session`, 1 M sessions", "the raw join, prepared once", Times, AtMost(1.10));
pub(crate) const READ_10M: Row =
    row("`get_session`, 10 M sessions", "the raw join, prepared once", Times, AtMost(1.10));
pub(crate) const GROWTH_1M: Row = row("... from 10 k to 1 M", "itself at 10 k", Times, AtMost(2.8));
pub(crate) const GROWTH_1M_MAPPED: Row =
    row("... from 10 k to 1 M, `mmap_size`", "itself at 10 k, mapped", Times, AtMost(2.3));
pub(crate) const GROWTH_10M: Row =
    row("... from 10 k to 10 M", "itself at 10 k", Times, AtMost(4.2));
pub(crate) const GROWTH_10M_MAPPED: Row =
    row("... from 10 k to 10 M, `mmap_size`", "itself at 10 k, mapped", Times, AtMost(2.8));
pub(crate) const BETTER_SQLITE3: Row = row(
    "`get_session`, Rust",
    "better-sqlite3 by hand: a hash and the same join",
    Times,
    AtMost(0.5),
);
pub(crate) const FROM_C: Row = row("... from C", "adds to Rust's", Micros, Target::None);
pub(crate) const FROM_PYTHON: Row = row("... from Python", "adds to Rust's", Micros, AtMost(0.3));
pub(crate) const FROM_NODE: Row = row("... from Node, sync", "adds to Rust's", Micros, AtMost(1.0));
pub(crate) const OPENING: Row = row(
    "`generate_user_session_token`",
    "the raw insert of the session and its audit row",
    Times,
    AtMost(1.15),
);
pub(crate) const WRITES_1: Row = row(
    "writes a second, 1 caller",
    "a connection a thread, busy timeout 10 s",
    Times,
    Target::None,
);
pub(crate) const WRITES_8: Row = row(
    "writes a second, 8 callers",
    "a connection a thread, busy timeout 10 s",
    Times,
    AtLeast(2.5),
);
pub(crate) const WRITES_32: Row = row(
    "writes a second, 32 callers",
    "a connection a thread, busy timeout 10 s",
    Times,
    AtLeast(4.0),
);
pub(crate) const LINK: Row = row(
    "`verify_magic_link`",
    "the raw conditional delete and update, with the audit row",
    Times,
    AtMost(1.2),
);
pub(crate) const CODE: Row = row(
    "`verify_magic_code`",
    "the raw conditional delete and update, with the audit row",
    Times,
    AtMost(1.2),
);
pub(crate) const RESET_LINK: Row =
    row("`reset_password_with_link`", "beyond one hash and one commit", Micros, AtMost(150.0));
pub(crate) const RESET_CODE: Row =
    row("`reset_password_with_code`", "beyond one hash and one commit", Micros, AtMost(150.0));
pub(crate) const SIGN_IN: Row =
    row("`sign_in_with_password`", "beyond one hash and one commit", Micros, AtMost(150.0));
pub(crate) const SIGN_UP: Row =
    row("`create_user_with_password`", "beyond one hash and one commit", Micros, AtMost(150.0));
pub(crate) const HASH: Row = row(
    "a password hash, memory kept",
    "the same crate, memory allocated for each, in a worker thread",
    Times,
    AtMost(0.65),
);
pub(crate) const HASH_LIBARGON2: Row = row(
    "a password hash, memory kept",
    "the system's libargon2, in a worker thread",
    Times,
    Target::None,
);
pub(crate) const MEMORY_BEFORE: Row =
    row("memory of the process", "before the first hash", Megabytes, AtMost(12.0));
pub(crate) const MEMORY_PEAK: Row = row(
    "... at its peak",
    "beyond the buffers: 19 MiB for each hash at once",
    Megabytes,
    AtMost(10.0),
);
pub(crate) const MEMORY_AFTER: Row =
    row("... a minute after the last hash", "twice over", Megabytes, AtMost(12.0));

pub(crate) const ROWS: [&Row; 27] = [
    &READ,
    &READ_MAPPED,
    &READ_1M,
    &READ_10M,
    &GROWTH_1M,
    &GROWTH_1M_MAPPED,
    &GROWTH_10M,
    &GROWTH_10M_MAPPED,
    &BETTER_SQLITE3,
    &FROM_C,
    &FROM_PYTHON,
    &FROM_NODE,
    &OPENING,
    &WRITES_1,
    &WRITES_8,
    &WRITES_32,
    &LINK,
    &CODE,
    &RESET_LINK,
    &RESET_CODE,
    &SIGN_IN,
    &SIGN_UP,
    &HASH,
    &HASH_LIBARGON2,
    &MEMORY_BEFORE,
    &MEMORY_PEAK,
    &MEMORY_AFTER,
];

/// What has been measured so far.
#[derive(Default)]
pub(crate) struct Table(Vec<Cells>);

struct Cells {
    name: &'static str,
    against: &'static str,
    figure: f64,
    detail: String,
}

impl Table {
    /// Adds the figure of a row, in its unit, and what it was made from.
    pub(crate) fn add(&mut self, row: &Row, figure: f64, detail: String) {
        self.0.push(Cells { name: row.name, against: row.against, figure, detail });
    }

    /// The rows that miss their target.
    pub(crate) fn missed(&self) -> impl Iterator<Item = &'static str> {
        let met = |row: &Row| self.of(row).is_none_or(|cells| row.target.is_met_by(cells.figure));
        ROWS.into_iter().filter(move |row| !met(row)).map(|row| row.name)
    }

    /// The table in Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut text =
            "| what | against | measured | target | in figures |\n|---|---|---|---|---|\n"
                .to_owned();
        for row in ROWS {
            let (figure, detail) = match self.of(row) {
                Some(cells) => (row.unit.print(cells.figure), cells.detail.as_str()),
                None => ("not measured".to_owned(), ""),
            };
            let (name, against, target) = (row.name, row.against, row.target.print(&row.unit));
            // Writing to a text cannot fail.
            let _ = writeln!(text, "| {name} | {against} | {figure} | {target} | {detail} |");
        }
        text
    }

    fn of(&self, row: &Row) -> Option<&Cells> {
        self.0.iter().find(|cells| cells.name == row.name && cells.against == row.against)
    }
}

impl Unit {
    fn print(&self, figure: f64) -> String {
        match self {
            Times => format!("{figure:.2}"),
            Micros if figure.abs() < 10.0 => format!("{figure:.2} us"),
            Micros => format!("{figure:.0} us"),
            Megabytes => format!("{figure:.1} MB"),
        }
    }
}

impl Target {
    fn print(&self, unit: &Unit) -> String {
        match self {
            AtMost(limit) => format!("at most {}", unit.print(*limit)),
            AtLeast(limit) => format!("at least {}", unit.print(*limit)),
            Target::None => String::new(),
        }
    }

    fn is_met_by(&self, figure: f64) -> bool {
        match *self {
            AtMost(limit) => figure <= limit,
            AtLeast(limit) => figure >= limit,
            Target::None => true,
        }
    }
}

/// Where the table stands in a page.
const BEGIN: &str = "<!-- `cargo xtask bench --write` writes from here -->\n";
const END: &str = "<!-- to here -->\n";

/// Puts a new text between the marks of a page.
pub(crate) fn write_into(page: &Path, text: &str) -> Outcome<()> {
    let old = fs::read_to_string(page)?;
    let (before, kept) = old.split_once(BEGIN).ok_or("the page has no beginning of the table")?;
    let (_, after) = kept.split_once(END).ok_or("the page has no end of the table")?;
    Ok(fs::write(page, format!("{before}{BEGIN}{text}{END}{after}"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures are of one machine and one day; what is promised is not.
    #[test]
    fn the_readme_has_every_row_with_its_target() {
        let readme = include_str!("../../README.md");
        let (_, rest) = readme.split_once(BEGIN).expect("the table begins");
        let (table, _) = rest.split_once(END).expect("the table ends");
        let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
        assert_eq!(rows.len(), ROWS.len());
        for (line, row) in rows.iter().zip(ROWS) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells[1..=2], [row.name, row.against]);
            assert_eq!(cells[4], row.target.print(&row.unit), "{}", row.name);
        }
    }

    #[test]
    fn a_missed_target_is_told_and_a_row_that_is_not_measured_is_not_missed() {
        let mut table = Table::default();
        table.add(&READ, 1.11, String::new());
        table.add(&WRITES_8, 2.4, String::new());
        table.add(&WRITES_32, 4.0, String::new());
        let missed: Vec<_> = table.missed().collect();
        assert_eq!(missed, [READ.name, WRITES_8.name]);
        assert!(table.markdown().contains("| 1.11 | at most 1.10 |"));
        assert!(table.markdown().contains("| not measured | at most 0.65 |"));
    }
}
