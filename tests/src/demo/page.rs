//! The page that the demo is printed on: 80 columns, colours only where they are wanted.

use std::io::{self, Write};

/// Columns of a terminal that nobody has widened.
const WIDTH: usize = 80;

/// Where the text under a step begins.
const INDENT: usize = 4;

/// Where an answer begins: after `process 1  ` and the longest name of an operation.
const ANSWER: usize = 43;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const PROCESSES: [&str; 3] = ["36", "35", "34"];

/// What is printed, line by line.
pub struct Page {
    out: Box<dyn Write>,
    colour: bool,
    steps: u32,
    last: Block,
}

/// What belongs together: a blank line stands between one block and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Nothing,
    Heading,
    Calls,
    Note,
    Quote,
    Table,
}

impl Page {
    /// An empty page, with colours or without.
    pub fn new(out: impl Write + 'static, colour: bool) -> Self {
        Self { out: Box::new(out), colour, steps: 0, last: Block::Nothing }
    }

    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        self.begin(Block::Heading)?;
        let line = self.painted(BOLD, text);
        writeln!(self.out, "{line}\n{}", "=".repeat(text.len()))
    }

    /// Begins the next step.
    pub(super) fn step(&mut self, text: &str) -> io::Result<()> {
        self.begin(Block::Heading)?;
        self.steps += 1;
        let line = self.painted(BOLD, &format!("{:>2}. {text}", self.steps));
        writeln!(self.out, "{line}")
    }

    /// Sentences for the reader.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        self.begin(Block::Note)?;
        for line in wrapped(text, WIDTH - INDENT) {
            writeln!(self.out, "{:INDENT$}{line}", "")?;
        }
        Ok(())
    }

    /// The first half of a line: who is asked for what. It stands there while the answer is awaited.
    pub(super) fn call(&mut self, process: usize, operation: &str) -> io::Result<()> {
        self.begin(Block::Calls)?;
        let name = self.painted(PROCESSES[process], &format!("process {}", process + 1));
        let rest = ANSWER - INDENT - "process 1  ".len();
        write!(self.out, "{:INDENT$}{name}  {operation:rest$}", "")?;
        self.out.flush()
    }

    /// The second half: what came.
    pub(super) fn answer(&mut self, text: &str) -> io::Result<()> {
        for (index, line) in wrapped(text, WIDTH - ANSWER).iter().enumerate() {
            let indent = if index == 0 { 0 } else { ANSWER };
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// The second half where the answer is no: what it was tried with, and the kind of error.
    pub(super) fn refusal(&mut self, tried: &str, kind: &str) -> io::Result<()> {
        let kind = self.painted(RED, kind);
        writeln!(self.out, "{tried}: {kind}")
    }

    /// Somebody else's text, as it came.
    pub(super) fn quote(&mut self, text: &str) -> io::Result<()> {
        self.begin(Block::Quote)?;
        let bar = self.painted(DIM, "|");
        let width = WIDTH - INDENT - "| ".len();
        for line in text.lines().flat_map(|line| wrapped(line, width)) {
            writeln!(self.out, "{}", format!("{:INDENT$}{bar} {line}", "").trim_end())?;
        }
        Ok(())
    }

    /// Rows in columns as wide as their widest cell; what has no room is cut at the right.
    pub(super) fn table<const N: usize>(
        &mut self,
        head: [&str; N],
        rows: &[[String; N]],
    ) -> io::Result<()> {
        self.begin(Block::Table)?;
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([head[column].len()]).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..N).map(width).collect();
        let line = |cells: &[String; N]| {
            let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}  "));
            let line: String = cells.collect();
            line.trim_end().chars().take(WIDTH - INDENT).collect::<String>()
        };
        let head = self.painted(DIM, &line(&head.map(str::to_owned)));
        writeln!(self.out, "{:INDENT$}{head}", "")?;
        rows.iter().try_for_each(|row| writeln!(self.out, "{:INDENT$}{}", "", line(row)))
    }

    /// Names and what they name.
    pub(super) fn facts(&mut self, facts: &[(&str, &str)]) -> io::Result<()> {
        self.begin(Block::Table)?;
        for (name, text) in facts {
            let name = self.painted(DIM, &format!("{name:13}"));
            writeln!(self.out, "{:INDENT$}{name}{text}", "")?;
        }
        Ok(())
    }

    /// Leaves a line free where another block begins.
    fn begin(&mut self, block: Block) -> io::Result<()> {
        let joins = block == Block::Calls && self.last == block;
        self.last = block;
        if joins { Ok(()) } else { writeln!(self.out) }
    }

    fn painted(&self, colour: &str, text: &str) -> String {
        match self.colour {
            true => format!("\x1b[{colour}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }
}

/// Lines of at most this width. A longer word stands alone.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_before_the_word_that_has_no_room() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a-very-long-word and", 8), ["a-very-long-word", "and"]);
        assert_eq!(wrapped("", 8), [""], "an empty line stays one");
    }
}
