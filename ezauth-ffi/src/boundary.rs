//! The one file with unsafe blocks: whatever trusts what C has promised.

#![expect(unsafe_code, reason = "pointers of C are read here and nowhere else")]

use std::ffi::{c_char, c_void};
use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicPtr, Ordering};

use ezauth_core::{Error, FieldReason, Result};
use safer_ffi::prelude::derive_ReprC;

/// Text that is given: UTF-8, with its length in bytes, which needs no NUL at its end. It is read
/// during the call only. `ezauth_text("..")` makes one of a string.
#[derive_ReprC]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    /// The first byte. NULL is refused, and stands for nothing where a text may be left out.
    pub data: *const c_char,
    /// How many bytes there are.
    pub length: usize,
}

impl Text {
    /// The text, for a parameter of this name.
    ///
    /// # Errors
    /// `invalid_argument` for NULL, what is not UTF-8, and a length that no memory has.
    pub(crate) fn read(&self, field: &'static str) -> Result<&str> {
        let refused = |reason| Error::invalid_argument(field, reason);
        if self.data.is_null() {
            return Err(refused(FieldReason::Empty));
        }
        if isize::try_from(self.length).is_err() {
            return Err(refused(FieldReason::TooLong));
        }
        // SAFETY: it is not NULL, no longer than memory can be, and the caller has promised that this
        // many bytes are there for the call, during which the view is borrowed.
        let bytes = unsafe { slice::from_raw_parts(self.data.cast::<u8>(), self.length) };
        std::str::from_utf8(bytes).map_err(|_| refused(FieldReason::Malformed))
    }
}

/// What a host wants back with each callback: carried, never read.
pub(crate) struct HostContext(pub(crate) *mut c_void);

// SAFETY: the header tells the host that its callbacks are called from a thread of the library, and
// nothing here looks behind the pointer.
unsafe impl Send for HostContext {}

// SAFETY: as above.
unsafe impl Sync for HostContext {}

/// A place that is filled once and never emptied. Unlike a `OnceLock` it holds no lock while it is
/// filled, which a child of `fork()` could find held by a thread that it does not have.
pub(crate) struct Kept<T: 'static>(AtomicPtr<T>);

impl<T: Send + Sync> Kept<T> {
    pub(crate) const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }

    /// What was put here first.
    pub(crate) fn get_or_keep(&self, make: impl FnOnce() -> T) -> &'static T {
        let mut kept = self.0.load(Ordering::Acquire);
        if kept.is_null() {
            let made = Box::into_raw(Box::new(make()));
            let nothing = ptr::null_mut();
            let race = self.0.compare_exchange(nothing, made, Ordering::AcqRel, Ordering::Acquire);
            kept = match race {
                Ok(_) => made,
                Err(first) => {
                    // SAFETY: it was made above and nobody else has seen it.
                    drop(unsafe { Box::from_raw(made) });
                    first
                }
            };
        }
        // SAFETY: it came from a box that is never freed.
        unsafe { &*kept }
    }
}
