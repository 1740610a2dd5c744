//! What to change of a user.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::mem::MaybeUninit;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::boundary::Text;
use crate::call::{call, given, owned, quietly};
use crate::error::Error;
use crate::status::Status;

/// Which of a user's own fields to change. What is not set stays as it is.
#[derive_ReprC]
#[repr(opaque)]
#[derive(Default)]
pub struct ProfileChanges(pub(crate) domain::ProfileChanges);

/// No changes. To be freed with `ezauth_profile_changes_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_new() -> Box<ProfileChanges> {
    owned(ProfileChanges::default())
}

/// Sets the display name.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_set_name(
    changes: Option<&mut ProfileChanges>,
    name: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(changes, "changes")?.0.name = Some(Some(name.read("name")?.to_owned()));
        Ok(())
    })
}

/// Clears the display name.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_clear_name(
    changes: Option<&mut ProfileChanges>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(changes, "changes")?.0.name = Some(None);
        Ok(())
    })
}

/// Sets the username.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_set_username(
    changes: Option<&mut ProfileChanges>,
    username: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(changes, "changes")?.0.username = Some(Some(username.read("username")?.to_owned()));
        Ok(())
    })
}

/// Clears the username.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_clear_username(
    changes: Option<&mut ProfileChanges>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(changes, "changes")?.0.username = Some(None);
        Ok(())
    })
}

/// Sets the metadata as a whole: the text of a JSON object.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_set_metadata(
    changes: Option<&mut ProfileChanges>,
    metadata: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(changes, "changes")?.0.metadata = Some(metadata.read("metadata")?.to_owned());
        Ok(())
    })
}

/// Sets all of it from the members `name`, `username` and `metadata` of a JSON object, such as the
/// body of a request. What is left out stays, and `null` clears a name or username.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on a member that has the wrong type or is there twice, and on
/// `changes` for what is no such object or has other members.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_set_json(
    changes: Option<&mut ProfileChanges>,
    json: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        let read = domain::ProfileChanges::from_json(json.read("changes")?)?;
        given(changes, "changes")?.0 = read;
        Ok(())
    })
}

/// Frees changes. NULL is ignored; freeing them twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_profile_changes_free(changes: Option<Box<ProfileChanges>>) {
    quietly(|| drop(changes));
}
