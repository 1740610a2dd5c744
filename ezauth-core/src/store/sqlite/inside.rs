//! Bodies do not run bodies.

use std::cell::Cell;

use crate::error::{Error, Result};

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as being inside of a body, until it is dropped.
pub(super) struct Inside(());

impl Inside {
    pub(super) fn enter() -> Self {
        INSIDE.set(true);
        Self(())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

/// Whether a body is running on this thread, of whichever store.
pub(super) fn is_inside() -> bool {
    INSIDE.get()
}

/// Refuses what would wait for the very connection that this thread holds.
///
/// # Errors
/// `internal` inside of a body.
pub(super) fn refuse_nested() -> Result<()> {
    if is_inside() {
        return Err(Error::internal("a store was asked from inside of a body"));
    }
    Ok(())
}
