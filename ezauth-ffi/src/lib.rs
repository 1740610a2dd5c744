//! EzAuth for C and C++, and for everything that can call C: `include/ezauth.h`.
//!
//! This layer converts and decides nothing. An exported function reads its arguments, makes one call
//! of [`ezauth_core::Accounts`], and turns the answer into a status and an object.
//!
//! | module | what is in it |
//! |---|---|
//! | `boundary` | the one file with unsafe blocks: whatever trusts a pointer |
//! | `call` | how every call runs: panics contained, errors handed out, results written |
//! | `registry` | the numbers that stand for open accounts |
//! | `operations` | the operations, in the files of their stories |
//! | `records` | what is returned; written by `cargo xtask header` |
//! | `config`, `context`, `changes`, `filter`, `clock`, `sender` | what is given |
//! | `error`, `status`, `numbers` | what is answered |
//!
//! The types of parameters say what holds of them: `Option<&T>` may be NULL and is borrowed for the
//! call, `Option<Box<T>>` is taken over, `MaybeUninit` is written and never read.

#![deny(unsafe_code)]
#![expect(
    unreachable_pub,
    reason = "what is exported by name is public, also to what writes the header"
)]

mod accounts;
mod boundary;
mod call;
mod changes;
mod clock;
mod config;
mod context;
mod error;
#[cfg(feature = "seeded-faults")]
mod faults;
mod filter;
mod numbers;
mod operations;
mod records;
mod registry;
mod sender;
mod status;
mod texts;
mod version;
