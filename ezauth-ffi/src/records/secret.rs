//! A secret that is a result of its own.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::texts::Texts;

/// A secret: shown this once, and wiped when it is freed.
#[derive_ReprC]
#[repr(opaque)]
pub struct Secret {
    secret: domain::Secret,
    texts: Texts<1>,
}

impl Cross for domain::Secret {
    type C = Box<Secret>;

    fn cross(self) -> Self::C {
        owned(Secret { secret: self, texts: Texts::default() })
    }
}

/// The text of a secret; NULL for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_secret_text(secret: Option<&Secret>) -> *const c_char {
    secret.map_or(ptr::null(), |it| it.texts.secret(0, &it.secret))
}

/// Frees a secret. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_secret_free(secret: Option<Box<Secret>>) {
    quietly(|| drop(secret));
}
