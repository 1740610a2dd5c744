//! Panics that tests inject. They are not in a released build: only the feature `seeded-faults` brings them.

pub(crate) use ezauth_core::faults::{
    IN_A_CALL, IN_A_MESSAGE, IN_AN_ARGUMENT, IN_THE_DELIVERY_THREAD, panic_if_seeded,
};
use napi_derive::napi;

/// Seeds one, and returns the place of one that has not happened yet, or 0.
#[napi]
pub fn seed_panic(place: i32) -> i32 {
    ezauth_core::faults::seed_panic(place)
}
