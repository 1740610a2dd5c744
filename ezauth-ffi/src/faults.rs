//! Panics that tests inject. They are not in a released build: only the feature `seeded-faults`
//! brings them.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

pub(crate) use ezauth_core::faults::{IN_A_CALL, IN_THE_DELIVERY_THREAD, panic_if_seeded};

/// The next call, or the next delivery, panics: once.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_seed_panic(place: i32) {
    ezauth_core::faults::seed_panic(place);
}
