//! EzAuth for Python: the native module `ezauth._ezauth`.
//!
//! It converts and decides nothing: every method lets go of the interpreter, calls the method of
//! the same name in `ezauth-core`, and hands out a record or raises. What is easier said in Python
//! (the exceptions, the end of the process, calling a sender) stands in `python/ezauth`.

#![forbid(unsafe_code)]

mod accounts;
mod clock;
mod convert;
mod errors;
#[cfg(feature = "seeded-faults")]
mod faults;
mod given;
mod meeting;
mod records;
mod results;
mod sender;
mod settings;

use pyo3::prelude::*;

#[pymodule]
mod _ezauth {
    #[pymodule_export]
    use crate::accounts::Accounts;
    #[pymodule_export]
    use crate::clock::SettableClock;
    #[pymodule_export]
    use crate::errors::error_kinds;
    #[cfg(feature = "seeded-faults")]
    #[pymodule_export]
    use crate::faults::seed_panic;
    #[pymodule_export]
    use crate::given::{Context, EventFilter, UserFilter};
    #[pymodule_export]
    use crate::records::{
        Event, EventPage, Identity, Message, Session, SessionUser, SignIn, SweepReport, User,
        UserExport, UserIdentity, UserPage, Verification,
    };
    #[pymodule_export]
    use crate::sender::{ConsoleSender, Deliveries};
    #[pymodule_export]
    use crate::settings::settings_table;
}
