//! Three processes, one database: `cargo xtask demo`.

#![expect(clippy::print_stderr, reason = "printing is what it is for")]

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use ezauth_tests::demo::{self, Page};

fn main() -> ExitCode {
    // An empty NO_COLOR counts as none, as no-color.org says.
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let page = Page::new(io::stdout(), io::stdout().is_terminal() && !refused);
    match demo::run(page) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
