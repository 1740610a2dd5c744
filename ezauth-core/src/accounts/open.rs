//! Opening and closing, and the key of the database.

use std::sync::Arc;

use super::core::Core;
use super::delivery_thread::{DeliveryThread, Wake};
use super::gate::Gate;
use super::key_file::KeyFile;
use super::{Accounts, Inner};
use crate::crypto::{Draw, Key, KeyRing, PasswordHasher};
use crate::domain::input::{BaseUrl, UsernamePattern};
use crate::domain::{EventType, KeyId, Timestamp};
use crate::error::{Error, FieldReason, Result, contain};
use crate::ports::{Ports, Random, Sender};
use crate::settings::Settings;
use crate::store::rows::NewEvent;
use crate::store::sqlite::{Settle, SqliteOptions, SqliteStore};
use crate::store::{Store, Transaction};

impl Accounts {
    /// Opens the accounts in a file, which is created if it is not there. Any number of processes may
    /// have it open.
    ///
    /// **Nothing else in this process may open the file with another copy of SQLite.** When either
    /// copy closes it, the system drops the locks of both, and the file can be damaged.
    ///
    /// # Errors
    /// `invalid_config` with the setting's name, `schema_too_new`.
    pub fn open(settings: Settings) -> Result<Self> {
        Self::open_with(settings, Ports::default())
    }

    /// The same with another clock, another source of randomness or a sender.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_with(settings: Settings, ports: Ports) -> Result<Self> {
        contain(|| {
            let (core, sender) = open_core(settings, ports, AfterMismatch::Refuse)?;
            let core = Arc::new(core);
            let start = |sender| DeliveryThread::start(Arc::clone(&core), sender);
            let delivery = sender.map(start).transpose()?;
            Ok(Self { inner: Arc::new(Inner { core, gate: Gate::new(), delivery }) })
        })
    }

    /// Gives a database a new key where the old one is lost or known to others: the key of the
    /// settings, or that of the key file, which is made if it is not there. Every live code and every
    /// unsent message ends with the old key; users, passwords, sessions and links stay.
    ///
    /// To change a key that is neither lost nor known, rather open with the new one as `key` and the
    /// old one in `additional_keys`.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn replace_key(settings: Settings) -> Result<()> {
        contain(|| {
            let (core, _) = open_core(settings, Ports::default(), AfterMismatch::Replace)?;
            core.store.close();
            Ok(())
        })
    }

    /// Refuses new calls, waits for those that run, and for at most `close_timeout` for a sender, and
    /// closes the file. Closing again does nothing.
    pub fn close(&self) -> Result<()> {
        let Inner { core, gate, delivery } = &*self.inner;
        gate.close()?;
        contain(|| {
            if let Some(delivery) = delivery {
                delivery.stop();
                delivery.join(core.settings.close_timeout);
            }
            core.store.close();
            core.hasher.close();
            Ok(())
        })
    }
}

fn open_core(
    settings: Settings,
    ports: Ports,
    after_mismatch: AfterMismatch,
) -> Result<(Core, Option<Arc<dyn Sender>>)> {
    settings.check()?;
    let base_url = BaseUrl::parse(&settings.base_url)?;
    let username_pattern = UsernamePattern::compile(&settings.username_pattern)?;
    let hasher = PasswordHasher::new(&settings)?;
    let Ports { clock, random, sender } = ports;
    let mut settling = Settling {
        settings: &settings,
        key_file: KeyFile::beside(&settings.database),
        random: &*random,
        now: clock.now(),
        after_mismatch,
        ring: None,
    };
    let options = SqliteOptions {
        path: settings.database.clone(),
        busy_timeout: settings.busy_timeout,
        read_connections: settings.read_connections as usize,
        mmap_size: u64::from(settings.mmap_size.as_kib()) * 1024,
    };
    let store: Box<dyn Store> = Box::new(SqliteStore::open(&options, &mut settling)?);
    let keys = settling.ring.ok_or_else(|| Error::internal("no key was settled"))?;
    let wake = Arc::new(Wake::default());
    let core =
        Core { store, keys, hasher, clock, random, settings, base_url, username_pattern, wake };
    Ok((core, sender))
}

/// What to do with a database that was written with another key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AfterMismatch {
    Refuse,
    Replace,
}

/// Decides which key the database has: inside of the transaction that makes it, so that no two
/// openers decide differently.
struct Settling<'a> {
    settings: &'a Settings,
    key_file: KeyFile,
    random: &'a dyn Random,
    now: Timestamp,
    after_mismatch: AfterMismatch,
    ring: Option<KeyRing>,
}

impl Settle for Settling<'_> {
    fn is_settled(&mut self, tx: &mut dyn Transaction) -> Result<bool> {
        let Some(recorded) = tx.find_key_id()? else { return Ok(false) };
        let Some(ring) = self.configured_ring()? else { return Ok(false) };
        let settled = ring.current().id == recorded;
        self.ring = Some(ring);
        Ok(settled)
    }

    fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
        let recorded = tx.find_key_id()?;
        let ring = match self.configured_ring()? {
            Some(ring) => ring,
            // A fresh key only for a fresh database, or where that is asked for: anything else would
            // hide that the old one is lost.
            None if recorded.is_none() || self.after_mismatch == AfterMismatch::Replace => {
                let key = self.key_file.read_or_make(self.random)?;
                self.ring_of(&key)?
            }
            None => return Err(mismatch()),
        };
        self.record(tx, &ring, recorded)?;
        self.ring = Some(ring);
        Ok(())
    }
}

impl Settling<'_> {
    /// The keys that the settings or the key file give, if there is one to write with.
    fn configured_ring(&self) -> Result<Option<KeyRing>> {
        let key = match &self.settings.key {
            Some(key) => Some(key.clone()),
            None => self.key_file.read()?,
        };
        key.map(|key| self.ring_of(&key)).transpose()
    }

    fn ring_of(&self, current: &Key) -> Result<KeyRing> {
        KeyRing::new(current, &self.settings.additional_keys)
    }

    fn record(
        &self,
        tx: &mut dyn Transaction,
        ring: &KeyRing,
        recorded: Option<KeyId>,
    ) -> Result<()> {
        let current = ring.current().id;
        match recorded {
            Some(recorded) if recorded == current => Ok(()),
            Some(_) if self.after_mismatch == AfterMismatch::Replace => self.replace(tx, current),
            Some(recorded) if ring.find(recorded).is_none() => Err(mismatch()),
            Some(_) | None => tx.record_key_id(current, self.now),
        }
    }

    fn replace(&self, tx: &mut dyn Transaction, current: KeyId) -> Result<()> {
        tx.end_all_keyed()?;
        tx.record_key_id(current, self.now)?;
        let draw = Draw { now: self.now, random: self.random };
        tx.insert_event(&NewEvent::new(&draw, EventType::KeyReplaced)?)
    }
}

fn mismatch() -> Error {
    Error::invalid_config("key", FieldReason::Mismatch)
}
