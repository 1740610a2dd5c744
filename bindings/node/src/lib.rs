//! EzAuth for Node: the native half of the npm package `ezauth`.
//!
//! It converts and decides nothing: arguments become what the core takes, records become plain objects,
//! and refusals become errors with all their detail. The other half, in `lib/`, gives them their classes.
//!
//! | module | what is in it |
//! |---|---|
//! | `accounts` | the handle, and each operation in the file of its story |
//! | `call` | an operation on a thread of its own, as a promise |
//! | `arguments`, `settings`, `text` | values that come from JavaScript |
//! | `js`, `records`, `flat`, `error` | values that go there |
//! | `clock`, `sender` | what the core takes from outside |

// What is unsafe is written by the macros of `napi_derive`, but for one call in `text`.
#![deny(unsafe_code)]

mod accounts;
mod arguments;
mod call;
mod clock;
mod error;
#[cfg(feature = "seeded-faults")]
pub mod faults;
mod flat;
mod js;
mod names;
mod records;
mod sender;
mod settings;
mod text;
