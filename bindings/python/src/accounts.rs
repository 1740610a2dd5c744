//! The accounts: opening, closing and calling. The operations stand in the files of their stories.

mod addresses;
mod admin;
mod admin_passwords;
mod delivery;
mod export;
mod identities;
mod magic;
mod my_account;
mod profile;
mod reauthentication;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;
mod upkeep;
mod users;
mod verifications;

use std::sync::Arc;

use ezauth_core::{ErrorKind, Ports, Result, contain};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::clock::SettableClock;
use crate::errors::raised;
use crate::meeting::Meeting;
use crate::results::IntoPython;
use crate::{sender, settings};

/// The accounts in one database.
///
/// It may be used by any number of threads; every call lets the others run. Several processes, in
/// whatever languages, may open the same database at once. It is closed with `close`, at the end of
/// a `with` block, or at the latest when the interpreter exits.
#[pyclass(frozen, weakref, module = "ezauth")]
pub(crate) struct Accounts {
    /// Taken out by `Drop` alone.
    core: Option<ezauth_core::Accounts>,
    /// Where a Python sender is called from, if there is one.
    meeting: Option<Arc<Meeting>>,
    /// How many calls at once hash a password or wait to: for whoever hands calls to threads.
    #[pyo3(get, name = "_hashing_places")]
    hashing_places: usize,
}

#[pymethods]
impl Accounts {
    /// Opens the accounts in a file, which is created if it is not there.
    ///
    /// `sender` is called with each `Message` that is to be delivered, on a thread of the library;
    /// without one, messages wait for `claim_messages`. `clock` is for tests. Settings go by the
    /// names of the table of settings; durations may be a `timedelta`, and keys 32 `bytes`.
    ///
    /// Nothing else in this process may open the file with another copy of SQLite, such as that of
    /// the module `sqlite3`: when either copy closes it, the system drops the locks of both.
    ///
    /// A child of a fork can use no accounts that its parent had open, and open none: open them in
    /// each child (`post_fork` of a server), or start children with `spawn`.
    ///
    /// Raises `InvalidConfig` with the setting's name, `SchemaTooNew` and `Forked`.
    #[staticmethod]
    #[pyo3(signature = (database, *, sender = None, clock = None, **settings))]
    fn open(
        py: Python<'_>,
        database: &Bound<'_, PyAny>,
        sender: Option<&Bound<'_, PyAny>>,
        clock: Option<&Bound<'_, SettableClock>>,
        settings: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<Self>> {
        let settings = settings::read(database, settings)?;
        let mut ports = Ports::default();
        let hashing_places = settings.hashing_places();
        let mut meeting = None;
        if let Some(sender) = sender {
            let chosen = sender::read(sender)?;
            (ports.sender, meeting) = (Some(chosen.sender), chosen.meeting);
        }
        if let Some(clock) = clock {
            ports.clock = Arc::new(clock.get().0.clone());
        }
        let opened = py.detach(|| contain(|| ezauth_core::Accounts::open_with(settings, ports)));
        let accounts =
            Py::new(py, Self { core: Some(raised(py, opened)?), meeting, hashing_places })?;
        py.import("ezauth._exit")?.call_method1("close_at_exit", (&accounts,))?;
        Ok(accounts)
    }

    /// Gives a database another key where the old one is lost or known to others: that of the
    /// settings; without it, that of a key file which is not yet this database's, or else a new one
    /// in the key file's place. Every live code and every unsent message ends; users, passwords,
    /// sessions and links stay. Processes that have the database open issue nothing more until they
    /// open it anew.
    ///
    /// To change a key that is neither lost nor known, rather open with the new one as `key` and the
    /// old one in `additional_keys`.
    ///
    /// Raises what `open` does, and `InvalidConfig` on `key` if it is the old one.
    #[staticmethod]
    #[pyo3(signature = (database, **settings))]
    fn replace_key(
        py: Python<'_>,
        database: &Bound<'_, PyAny>,
        settings: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let settings = settings::read(database, settings)?;
        let replaced = py.detach(|| contain(|| ezauth_core::Accounts::replace_key(settings)));
        raised(py, replaced)
    }

    /// Refuses new calls, waits for those that run, and for at most `close_timeout` for a sender,
    /// and closes the file. Closing again does nothing.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        self.call(py, |core| match &self.meeting {
            // The core does not wait for a sender that closes: it knows it by the thread.
            Some(meeting) if meeting.is_in_sender() => {
                let core = core.clone();
                meeting.on_delivery_thread(move || core.close()).unwrap_or(Ok(()))
            }
            _ => core.close(),
        })
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __exit__(
        &self,
        py: Python<'_>,
        _exc_type: &Bound<'_, PyAny>,
        _exc: &Bound<'_, PyAny>,
        _traceback: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        self.close(py)
    }
}

impl Accounts {
    /// Runs one operation while other threads run Python, and raises what it refuses.
    fn call<T: IntoPython + Send>(
        &self,
        py: Python<'_>,
        operation: impl FnOnce(&ezauth_core::Accounts) -> Result<T> + Send,
    ) -> PyResult<T::Python> {
        let core = self.core.as_ref().ok_or(ErrorKind::Closed);
        let run = || {
            #[cfg(feature = "seeded-faults")]
            crate::faults::panic_if_seeded(crate::faults::IN_A_CALL);
            operation(core?)
        };
        raised(py, py.detach(|| contain(run))).map(T::into_python)
    }
}

impl Drop for Accounts {
    /// Closing connections may take a while: others run meanwhile.
    fn drop(&mut self) {
        let core = self.core.take();
        Python::try_attach(|py| py.detach(|| drop(core)));
    }
}
