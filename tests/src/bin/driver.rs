//! The driver of the Rust library: requests on standard input, answers on standard output.

use std::io;

fn main() -> io::Result<()> {
    ezauth_tests::driver::run(io::stdin().lock(), io::stdout().lock())
}
