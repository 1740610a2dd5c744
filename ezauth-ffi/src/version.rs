//! Versions.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;

/// The version of this interface. Within a version things are only added, so that a program runs with
/// every later library of the version that it was compiled with.
pub const EZAUTH_ABI_VERSION: u32 = 1;

/// The version of the interface of the library that is running. It must be the `EZAUTH_ABI_VERSION`
/// that the program was compiled with.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_abi_version() -> u32 {
    EZAUTH_ABI_VERSION
}

/// The version of the library that is running: `0.1.0`. It lives forever.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
