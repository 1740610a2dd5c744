//! Which events and which users to list.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::mem::MaybeUninit;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::boundary::Text;
use crate::call::{call, given, owned, quietly};
use crate::error::Error;
use crate::numbers::Number;
use crate::status::Status;

/// Which events to list. What is not set does not narrow them.
#[derive_ReprC]
#[repr(opaque)]
#[derive(Default)]
pub struct EventFilter(pub(crate) domain::EventFilter);

/// All events. To be freed with `ezauth_event_filter_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_filter_new() -> Box<EventFilter> {
    owned(EventFilter::default())
}

/// Only those of this user.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_filter_set_user(
    filter: Option<&mut EventFilter>,
    user: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(filter, "filter")?.0.user = Some(user.read("user")?.parse()?);
        Ok(())
    })
}

/// Only those of this type, one of `EZAUTH_EVENT_TYPE_..`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `type`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_filter_set_type(
    filter: Option<&mut EventFilter>,
    r#type: i32,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(filter, "filter")?.0.event_type = Some(Number::named(r#type, "type")?);
        Ok(())
    })
}

/// At most this many; 1 to 1,000, by default 100.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_filter_set_limit(
    filter: Option<&mut EventFilter>,
    limit: u64,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(filter, "filter")?.0.limit = Some(limit);
        Ok(())
    })
}

/// Frees a filter of events. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_filter_free(filter: Option<Box<EventFilter>>) {
    quietly(|| drop(filter));
}

/// Which users to list. What is not set does not narrow them.
#[derive_ReprC]
#[repr(opaque)]
#[derive(Default)]
pub struct UserFilter(pub(crate) domain::UserFilter);

/// All users. To be freed with `ezauth_user_filter_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_filter_new() -> Box<UserFilter> {
    owned(UserFilter::default())
}

/// Only those who are switched off, or only those who are not.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_filter_set_disabled(
    filter: Option<&mut UserFilter>,
    disabled: bool,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(filter, "filter")?.0.disabled = Some(disabled);
        Ok(())
    })
}

/// At most this many; 1 to 1,000, by default 100.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_filter_set_limit(
    filter: Option<&mut UserFilter>,
    limit: u64,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        given(filter, "filter")?.0.limit = Some(limit);
        Ok(())
    })
}

/// Frees a filter of users. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_filter_free(filter: Option<Box<UserFilter>>) {
    quietly(|| drop(filter));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::EZAUTH_OK;

    #[test]
    fn what_is_set_is_given_and_what_is_not_set_is_not() {
        let mut filter = UserFilter::default();
        assert_eq!(ezauth_user_filter_set_disabled(Some(&mut filter), false, None), EZAUTH_OK);
        assert_eq!(filter.0, domain::UserFilter { disabled: Some(false), limit: None });
        assert_eq!(ezauth_user_filter_set_limit(Some(&mut filter), 7, None), EZAUTH_OK);
        assert_eq!(filter.0, domain::UserFilter { disabled: Some(false), limit: Some(7) });
    }
}
