//! Records: frozen, each field converted when it is looked at, and printed without their secrets.

mod sessions;
mod upkeep;
mod users;
mod verifications;

use pyo3::prelude::*;

pub(crate) use sessions::{Session, SessionUser, SignIn};
pub(crate) use upkeep::{Event, EventPage, SweepReport};
pub(crate) use users::{Identity, User, UserExport, UserIdentity, UserPage};
pub(crate) use verifications::{Message, Verification};

/// Declares the class of a record from one list of its fields. What is listed as `secret` is a field
/// that does not print; a record with secrets cannot be compared, as in the core.
macro_rules! record {
    ($(#[doc = $doc:literal])+ $name:ident($record:ty) { $($fields:tt)+ }) => {
        $(#[doc = $doc])+
        #[pyo3::pyclass(frozen, eq, module = "ezauth")]
        #[derive(PartialEq)]
        pub(crate) struct $name(pub(super) $record);

        crate::records::getters! { $name($record) { $($fields)+ } }
    };
    (
        $(#[doc = $doc:literal])+ $name:ident($record:ty) { $($fields:tt)+ }
        secret { $($secrets:tt)+ }
    ) => {
        $(#[doc = $doc])+
        #[pyo3::pyclass(frozen, module = "ezauth")]
        pub(crate) struct $name(pub(super) $record);

        crate::records::getters! { $name($record) { $($fields)+ } { $($secrets)+ } }
    };
}

macro_rules! getters {
    ($name:ident($record:ty) $({
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty = $get:expr;)+
    })+) => {
        #[pyo3::pymethods]
        impl $name {
            $($(
                $(#[doc = $doc])+
                #[getter]
                fn $field(&self) -> $type {
                    let get: fn(&$record) -> $type = $get;
                    get(&self.0)
                }
            )+)+

            fn __repr__(slf: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<String> {
                let [fields, ..] = [$(&[$(stringify!($field)),+] as &[&str]),+];
                crate::records::describe(slf.as_any(), fields)
            }
        }

        crate::records::copied_as_itself! { $name }

        impl crate::results::IntoPython for $record {
            type Python = $name;

            fn into_python(self) -> $name {
                $name(self)
            }
        }
    };
}

/// What never changes needs no second one.
macro_rules! copied_as_itself {
    ($name:ident) => {
        #[pyo3::pymethods]
        impl $name {
            fn __copy__(slf: pyo3::Py<Self>) -> pyo3::Py<Self> {
                slf
            }

            fn __deepcopy__(
                slf: pyo3::Py<Self>,
                _memo: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::Py<Self> {
                slf
            }
        }
    };
}

pub(crate) use copied_as_itself;
use getters;
use record;

/// A record as text: its class and these fields.
pub(crate) fn describe(record: &Bound<'_, PyAny>, fields: &[&str]) -> PyResult<String> {
    let described = fields.iter().map(|field| {
        let field = field.trim_start_matches("r#");
        Ok(format!("{field}={}", record.getattr(field)?.repr()?))
    });
    let described = described.collect::<PyResult<Vec<_>>>()?.join(", ");
    Ok(format!("{}({described})", record.get_type().name()?))
}
