//! Panics that tests inject. They are not in a released build: only the feature `seeded-faults`
//! brings them.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::sync::atomic::{AtomicI32, Ordering};

pub(crate) const IN_A_CALL: i32 = 1;
pub(crate) const IN_THE_DELIVERY_THREAD: i32 = 2;

static SEEDED: AtomicI32 = AtomicI32::new(0);

/// The next call, or the next delivery, panics: once.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_seed_panic(place: i32) {
    SEEDED.store(place, Ordering::SeqCst);
}

pub(crate) fn panic_if_seeded(place: i32) {
    if SEEDED.compare_exchange(place, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
        panic!("a seeded fault");
    }
}
