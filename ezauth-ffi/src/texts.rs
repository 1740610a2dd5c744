//! Text out: made for C when it is first asked for, and kept with its object.
//!
//! A text that another thread is making at a `fork()` is never finished in the child: of objects a
//! child may use those that no other thread was using, and the header says so.

use std::ffi::{CString, c_char};
use std::fmt::Display;
use std::ptr;
use std::sync::OnceLock;

use ezauth_core::domain::Secret;
use zeroize::Zeroizing;

/// The texts of one object, by their index. All are wiped when it goes, for some are secrets.
pub(crate) struct Texts<const COUNT: usize>([OnceLock<Option<Zeroizing<CString>>>; COUNT]);

impl<const COUNT: usize> Default for Texts<COUNT> {
    fn default() -> Self {
        Self([const { OnceLock::new() }; COUNT])
    }
}

impl<const COUNT: usize> Texts<COUNT> {
    /// The text at this index, which is always that of the same value.
    pub(crate) fn get(&self, index: usize, value: &(impl Display + ?Sized)) -> *const c_char {
        self.keep(index, || value.to_string())
    }

    /// The same of a secret.
    pub(crate) fn secret(&self, index: usize, secret: &Secret) -> *const c_char {
        self.keep(index, || {
            // With room for the NUL: text that moves would leave itself behind.
            let mut text = String::with_capacity(secret.expose().len() + 1);
            text.push_str(secret.expose());
            text
        })
    }

    fn keep(&self, index: usize, text: impl FnOnce() -> String) -> *const c_char {
        // The core refuses a NUL in every text that it keeps, so none is lost here.
        let kept = self.0[index].get_or_init(|| CString::new(text()).ok().map(Zeroizing::new));
        kept.as_ref().map_or(ptr::null(), |text| text.as_ptr())
    }
}
