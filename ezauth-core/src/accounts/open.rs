//! Opening and closing, and what is decided when a database is opened: its key, and what ends in a backup.

use std::path;
use std::sync::Arc;

use serde_json::json;

use super::core::Core;
use super::delivery_thread::DeliveryThread;
use super::gate::Gate;
use super::key_file::KeyFile;
use super::mailing::choose_sender;
use super::wake::Wake;
use super::{Accounts, Inner};
use crate::crypto::{Draw, Key, KeyRing, PasswordHasher};
use crate::domain::input::{BaseUrl, UsernamePattern};
use crate::domain::{EventType, IdSequence, Timestamp};
use crate::error::{Error, FieldReason, Result, both, contain};
use crate::ports::{Ports, Random, Sender};
use crate::settings::Settings;
use crate::store::rows::NewEvent;
use crate::store::sqlite::{Settle, SqliteOptions, SqliteStore};
use crate::store::{Store, Transaction};

impl Accounts {
    /// Opens the accounts in a file, which is created if it is not there. Any number of processes may
    /// have it open. The path names a file, also if it reads `:memory:` or `file:..`.
    ///
    /// **Nothing else in this process may open the file with another copy of SQLite.** When either
    /// copy closes it, the system drops the locks of both, and the file can be damaged.
    ///
    /// The first open of a copy that [`backup`](Self::backup) has made ends every session, verification,
    /// sign-up, pending change and unsent message in it.
    ///
    /// After `fork()`, a child whose parent had accounts open at that moment can open none: open them in
    /// the children only, or close them first.
    ///
    /// # Errors
    /// `invalid_config` with the setting's name, `schema_too_new`.
    pub fn open(settings: Settings) -> Result<Self> {
        Self::open_with(settings, Ports::default())
    }

    /// The same with another clock, another source of randomness or a sender.
    ///
    /// # Errors
    /// As for [`open`](Self::open); `invalid_config` on `smtp_host` if there is a sender too.
    pub fn open_with(settings: Settings, ports: Ports) -> Result<Self> {
        contain(|| {
            let (core, sender) = open_core(settings, ports)?;
            let core = Arc::new(core);
            let start = |sender| DeliveryThread::start(Arc::clone(&core), sender);
            let delivery = sender.map(start).transpose()?;
            Ok(Self { inner: Arc::new(Inner { core, gate: Gate::new(), delivery }) })
        })
    }

    /// Gives a database another key where the old one is lost or known to others. Every live code
    /// and every unsent message ends with the old key; users, passwords, sessions and links stay. In a
    /// copy that [`backup`](Self::backup) has made, sessions and links end too, as when it is opened.
    ///
    /// The key is that of the settings; without it, that of a key file which is not yet this
    /// database's, or else a new one in the key file's place. Processes that have the database open
    /// issue nothing more until they open it anew.
    ///
    /// To change a key that is neither lost nor known, rather open with the new one as `key` and the
    /// old one in `additional_keys`.
    ///
    /// # Errors
    /// As for [`open`](Self::open); `invalid_config` on `key` if it is the old one.
    pub fn replace_key(settings: Settings) -> Result<()> {
        contain(|| {
            settings.check()?;
            if !settings.database.exists() {
                return Err(Error::invalid_config("database", FieldReason::Missing));
            }
            let ports = Ports::default();
            let source = KeySource {
                settings: &settings,
                key_file: KeyFile::beside(&settings.database),
                random: &*ports.random,
                now: ports.clock.now(),
            };
            open_store(&settings, &mut Replacing { source })?.close();
            Ok(())
        })
    }

    /// Refuses new calls, waits for those that run, gives the sender at most `close_timeout` for what
    /// is due, and closes the file. What has not been sent by then waits in the outbox for whoever
    /// opens the database next. Closing again does nothing.
    ///
    /// # Errors
    /// `forked`.
    pub fn close(&self) -> Result<()> {
        let Inner { core, gate, delivery } = &*self.inner;
        gate.close()?;
        contain(|| {
            if let Some(delivery) = delivery {
                delivery.finish(core.settings.close_timeout);
            }
            core.store.close();
            core.hasher.close();
            Ok(())
        })
    }
}

fn open_core(mut settings: Settings, ports: Ports) -> Result<(Core, Option<Arc<dyn Sender>>)> {
    let Ports { clock, random, sender } = ports;
    let (((), sender), (base_url, username_pattern)) = both(
        both(settings.check(), choose_sender(&settings, sender)),
        both(
            BaseUrl::parse(&settings.base_url),
            UsernamePattern::compile(&settings.username_pattern),
        ),
    )?;
    settings = settings.with_profile();
    // It keeps its meaning when the host changes its folder.
    settings.database = path::absolute(&settings.database)
        .map_err(|_| Error::invalid_config("database", FieldReason::Foreign))?;
    let hasher = PasswordHasher::new(&settings)?;
    let source = KeySource {
        settings: &settings,
        key_file: KeyFile::beside(&settings.database),
        random: &*random,
        now: clock.now(),
    };
    let mut settling = Settling { source, ring: None };
    let store: Box<dyn Store> = Box::new(open_store(&settings, &mut settling)?);
    let keys = settling.ring.ok_or_else(|| Error::internal("no key was settled"))?;
    let (ids, wake) = (IdSequence::default(), Arc::new(Wake::default()));
    let core = Core {
        store,
        keys,
        hasher,
        clock,
        random,
        ids,
        settings,
        base_url,
        username_pattern,
        wake,
    };
    Ok((core, sender))
}

/// Where the key of a database comes from.
struct KeySource<'a> {
    settings: &'a Settings,
    key_file: KeyFile,
    random: &'a dyn Random,
    now: Timestamp,
}

impl KeySource<'_> {
    /// The keys that the settings or the key file give, if there is one to write with.
    fn find(&self) -> Result<Option<KeyRing>> {
        let key = match &self.settings.key {
            Some(key) => Some(key.clone()),
            None => self.key_file.read()?,
        };
        key.map(|key| self.ring_of(&key)).transpose()
    }

    fn ring_of(&self, current: &Key) -> Result<KeyRing> {
        KeyRing::new(current, &self.settings.additional_keys)
    }

    /// In a backup that is opened for the first time, ends what may have been used or revoked since it
    /// was made.
    fn end_if_restored(&self, tx: &mut dyn Transaction) -> Result<()> {
        let Some(made_at) = tx.take_backup_mark()? else { return Ok(()) };
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::ReviveBackups) {
            return Ok(());
        }
        let ended = tx.end_all()?;
        let draw = Draw { now: self.now, random: self.random, ids: &IdSequence::default() };
        tx.insert_event(&NewEvent::new(&draw, EventType::BackupRestored)?.with(&json!({
            "made_at": made_at.as_millis(),
            "sessions": ended.sessions,
            "verifications": ended.verifications,
            "sign_ups": ended.sign_ups,
            "pending_changes": ended.pending_changes,
            "messages": ended.messages,
        })))
    }
}

/// Decides which key the database has: inside of the transaction that makes it, so that no two
/// openers decide differently.
struct Settling<'a> {
    source: KeySource<'a>,
    ring: Option<KeyRing>,
}

impl Settle for Settling<'_> {
    fn is_settled(&mut self, tx: &mut dyn Transaction) -> Result<bool> {
        let Some(recorded) = tx.find_key_id()? else { return Ok(false) };
        if tx.find_backup_mark()?.is_some() {
            return Ok(false);
        }
        self.ring = self.source.find()?;
        Ok(self.ring.as_ref().is_some_and(|ring| ring.current().id == recorded))
    }

    fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
        let recorded = tx.find_key_id()?;
        let ring = match (self.source.find()?, recorded) {
            (Some(ring), _) => ring,
            (None, None) => {
                let key = self.source.key_file.read_or_make(self.source.random)?;
                self.source.ring_of(&key)?
            }
            // A fresh key would hide that the old one is lost.
            (None, Some(_)) => return Err(Error::invalid_config("key", FieldReason::Missing)),
        };
        match recorded {
            Some(recorded) if ring.find(recorded).is_none() => return Err(mismatch()),
            Some(recorded) if recorded == ring.current().id => {}
            Some(_) | None => tx.record_key_id(ring.current().id, self.source.now)?,
        }
        self.source.end_if_restored(tx)?;
        self.ring = Some(ring);
        Ok(())
    }
}

/// Gives the database another key and ends what depends on the old one.
struct Replacing<'a> {
    source: KeySource<'a>,
}

impl Settle for Replacing<'_> {
    fn is_settled(&mut self, _: &mut dyn Transaction) -> Result<bool> {
        Ok(false)
    }

    fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
        let KeySource { settings, key_file, random, now } = &self.source;
        let recorded = tx.find_key_id()?;
        let is_old = |ring: &KeyRing| Some(ring.current().id) == recorded;
        let ring = match self.source.find()?.filter(|ring| !is_old(ring)) {
            Some(ring) => ring,
            None if settings.key.is_some() => {
                return Err(Error::invalid_config("key", FieldReason::Unchanged));
            }
            None => self.source.ring_of(&key_file.renew(*random)?)?,
        };
        self.source.end_if_restored(tx)?;
        tx.end_all_keyed()?;
        tx.record_key_id(ring.current().id, *now)?;
        let draw = Draw { now: *now, random: *random, ids: &IdSequence::default() };
        tx.insert_event(&NewEvent::new(&draw, EventType::KeyReplaced)?)
    }
}

fn open_store(settings: &Settings, settle: &mut dyn Settle) -> Result<SqliteStore> {
    let options = SqliteOptions {
        path: settings.database.clone(),
        busy_timeout: settings.busy_timeout,
        read_connections: settings.read_connections as usize,
        mmap_size: u64::from(settings.mmap_size.as_kib()) * 1024,
    };
    SqliteStore::open(&options, settle)
}

fn mismatch() -> Error {
    Error::invalid_config("key", FieldReason::Mismatch)
}
