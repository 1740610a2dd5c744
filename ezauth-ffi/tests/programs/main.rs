//! The C library as C and C++ see it: programs are compiled with it and run.

#![cfg(unix)]

mod compile;
mod cpp;
mod drivers;
#[cfg(target_os = "linux")]
mod exports;
mod install;
mod lifecycle;
mod sanitized;
mod sources;
