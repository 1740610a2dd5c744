//! The status numbers.

use std::error::Error;
use std::fmt::Write;

use crate::source::{core_source, documentation};
use crate::table::Table;

const START: &str = "\
//! The status numbers. Written by `cargo xtask header` from the table of operations.

#![expect(unsafe_code, reason = \"the attribute that exports a name\")]

use std::ffi::c_char;
use std::ptr;

/// How a call went: `EZAUTH_OK`, or the kind of its error. A number is never given to another kind;
/// later versions may answer with more.
pub type Status = i32;

/// The call has done what it says.
pub const EZAUTH_OK: Status = 0;
";

const NAME: &str = "
/// The name of a status, the same in every language: `ok`, `invalid_token`. NULL for what is not
/// known. It lives forever.
#[unsafe(no_mangle)]
pub extern \"C\" fn ezauth_status_name(status: Status) -> *const c_char {
    let name = match status {
        EZAUTH_OK => c\"ok\",
";

pub(crate) fn file(table: &Table) -> Result<String, Box<dyn Error>> {
    let source = core_source("error/kind.rs")?;
    let (mut constants, mut names) = (START.to_owned(), NAME.to_owned());
    for (name, number) in &table.errors {
        let constant = format!("EZAUTH_{}", name.to_uppercase());
        let declared = format!("{} = {number}", crate::records::camel(name));
        for line in documentation(&source, "kinds! {", &declared)? {
            writeln!(constants, "/// {line}")?;
        }
        writeln!(constants, "pub const {constant}: Status = {number};")?;
        writeln!(names, "{constant} => c\"{name}\",")?;
    }
    Ok(constants + &names + "_ => return ptr::null(),\n};\nname.as_ptr()\n}\n")
}
