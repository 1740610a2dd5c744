//! Another copy of SQLite in this process, as a host's own database module brings one.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;

use ezauth_core::Accounts;

use super::{Report, settings};

type Open = unsafe extern "C" fn(*const c_char, *mut *mut c_void, c_int, *const c_char) -> c_int;
type Exec = unsafe extern "C" fn(
    *mut c_void,
    *const c_char,
    Option<extern "C" fn()>,
    *mut c_void,
    *mut *mut c_char,
) -> c_int;
type Close = unsafe extern "C" fn(*mut c_void) -> c_int;

const READ_ONLY: c_int = 1;

/// Opens the accounts in a file, says `open`, and does what each line asks for: `read` has another copy of
/// SQLite in this process read the file, which answers `read`, or `none` where there is none; any other
/// line is an address that a user is created with, and is repeated when that is acknowledged.
///
/// # Errors
/// Those of reading and writing, and of the accounts.
pub fn share(file: &Path, report: &Report<'_>) -> io::Result<()> {
    let accounts = Accounts::open(settings(file)).map_err(io::Error::other)?;
    report.line(&["open"])?;
    for line in io::stdin().lines() {
        match line?.as_str() {
            "read" => {
                report.line(&[if read_with_another_sqlite(file)? { "read" } else { "none" }])?;
            }
            address => {
                accounts.create_user_with_email(address).map_err(io::Error::other)?;
                report.line(&[address])?;
            }
        }
    }
    Ok(())
}

/// Reads a database with the system's SQLite, and closes it again. Says whether there is such a library.
///
/// # Errors
/// That library does not read the file.
fn read_with_another_sqlite(file: &Path) -> io::Result<bool> {
    // SAFETY: the name ends with a NUL, and the library is left loaded.
    let library = unsafe { libc::dlopen(c"libsqlite3.so.0".as_ptr(), libc::RTLD_NOW) };
    if library.is_null() {
        return Ok(false);
    }
    let symbol = |name: &CStr| {
        // SAFETY: the library is loaded, and the name ends with a NUL.
        let symbol = unsafe { libc::dlsym(library, name.as_ptr()) };
        if symbol.is_null() { Err(io::Error::other("not an SQLite")) } else { Ok(symbol) }
    };
    // SAFETY: these are the signatures that SQLite has promised to keep.
    let (open, exec, close) = unsafe {
        (
            std::mem::transmute::<*mut c_void, Open>(symbol(c"sqlite3_open_v2")?),
            std::mem::transmute::<*mut c_void, Exec>(symbol(c"sqlite3_exec")?),
            std::mem::transmute::<*mut c_void, Close>(symbol(c"sqlite3_close")?),
        )
    };
    let name = CString::new(file.as_os_str().as_bytes())?;
    let mut database = ptr::null_mut();
    // SAFETY: every pointer is to what lives until the call returns, or null where that is allowed;
    // the database is closed once, also where it could not be opened.
    let read = unsafe {
        let opened = open(name.as_ptr(), &raw mut database, READ_ONLY, ptr::null());
        let sql = c"SELECT count(*) FROM users".as_ptr();
        let read = exec(database, sql, None, ptr::null_mut(), ptr::null_mut());
        (opened, read, close(database))
    };
    match read {
        (0, 0, 0) => Ok(true),
        codes => Err(io::Error::other(format!("the other SQLite answers {codes:?}"))),
    }
}
