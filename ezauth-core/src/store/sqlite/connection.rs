//! Opening a connection, with everything set that SQLite leaves off.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::FromSql;
use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::busy::{self, Deadline};
use super::failure;
use crate::error::{Error, FieldReason, Result, StorageReason};

/// What is fixed in the bundled SQLite since: a reset of the write-ahead log that could lose commits.
const OLDEST_SQLITE: i32 = 3_051_003;

/// More than there are statements: one that is pushed out is prepared anew at each use.
const STATEMENTS: usize = 128;

/// One page of the smallest size.
const SMALLEST_DATABASE: u64 = 512;

/// How the connections of a store are opened.
#[derive(Clone, Debug)]
pub(super) struct Opener {
    path: PathBuf,
    mmap_size: u64,
}

impl Opener {
    /// For this file, which is created if it is missing.
    pub(super) fn new(path: &Path, mmap_size: u64) -> Result<Self> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(Error::internal("SQLite is older than 3.51.3"));
        }
        // An absolute path keeps its meaning when the host changes its folder, and is never taken
        // for a URI or `:memory:`.
        let path = std::path::absolute(path).map_err(|_| foreign())?;
        create(&path)?;
        check_side_files(&path)?;
        Ok(Self { path, mmap_size })
    }

    /// A connection that has changed nothing yet, not even by being closed: the file may turn out to
    /// be another's.
    pub(super) fn connect(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags).map_err(failure)?;
        // It is set by default; zero takes it away.
        connection.busy_timeout(Duration::ZERO).map_err(failure)?;
        set(&connection, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        set(&connection, DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        set(&connection, DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // The schema has neither; one that was put into the file is not run.
        set(&connection, DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        set(&connection, DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
        set(&connection, DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
        // Without it, a cached join is prepared anew for each new value.
        set(&connection, DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    }

    /// Settles a connection whose file is known to be ours.
    pub(super) fn settle(&self, connection: &Connection, until: Deadline) -> Result<()> {
        // Asked for writing, SQLite opens a file that it may only read without a word.
        if connection.is_readonly(MAIN_DB).map_err(failure)? {
            return Err(Error::storage(StorageReason::ReadOnly));
        }
        busy::retry(until, || {
            pragma(connection, "journal_mode", "WAL", &"wal".to_owned())?;
            synchronous(connection)?;
            // On macOS alone, fsync leaves data in the drive's cache.
            pragma(connection, "fullfsync", "ON", &1)?;
            pragma(connection, "checkpoint_fullfsync", "ON", &1)?;
            pragma(connection, "secure_delete", "ON", &1)?;
            pragma(connection, "cell_size_check", "ON", &1)?;
            pragma(connection, "temp_store", "MEMORY", &2)?;
            // SQLite may map less than it is asked for.
            let mmap_size = i64::try_from(self.mmap_size).unwrap_or(i64::MAX);
            connection.pragma_update(None, "mmap_size", mmap_size).map_err(failure)
        })?;
        set(connection, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
    }

    /// A connection for itself, of a database that has been opened before.
    pub(super) fn another(&self, until: Deadline) -> Result<Connection> {
        let connection = self.connect()?;
        self.settle(&connection, until)?;
        Ok(connection)
    }

    /// A connection that only reads, of a database that has been opened before.
    pub(super) fn reader(&self, until: Deadline) -> Result<Connection> {
        let connection = self.another(until)?;
        pragma(&connection, "query_only", "ON", &1)?;
        Ok(connection)
    }
}

/// The refusal of a file that is not a database of this library.
pub(super) fn foreign() -> Error {
    Error::invalid_config("database", FieldReason::Foreign)
}

/// Makes sure that there is a plain file, readable by its owner alone if it is new. SQLite gives its
/// mode to the write-ahead log.
fn create(path: &Path) -> Result<()> {
    // An existing file is never opened here: closing any descriptor of it would drop the locks that
    // this process holds on it. That includes one that another thread is just creating.
    static CREATING: Mutex<()> = Mutex::new(());
    let _creating = CREATING.lock().unwrap_or_else(PoisonError::into_inner);
    match fs::metadata(path) {
        Ok(file) if file.is_file() && file.len() == 0 => give_to_owner(path),
        Ok(file) if file.is_file() && file.len() >= SMALLEST_DATABASE => Ok(()),
        // SQLite takes a file of some bytes for an empty one.
        Ok(file) if file.is_file() && is_torn(path)? => {
            let emptied = OpenOptions::new().write(true).open(path).and_then(|it| it.set_len(0));
            emptied.map_err(|error| unusable(&error))?;
            give_to_owner(path)
        }
        Ok(_) => Err(foreign()),
        Err(error) if error.kind() == ErrorKind::NotFound => create_missing(path),
        Err(error) => Err(unusable(&error)),
    }
}

/// What SQLite keeps beside a database is a plain file, or not there: it would wait for whoever writes
/// into a pipe, and write to where a link leads.
fn check_side_files(path: &Path) -> Result<()> {
    // SQLite has them beside the file that a link leads to.
    let path = fs::canonicalize(path).map_err(|error| unusable(&error))?;
    for file in side_files(&path) {
        match fs::symlink_metadata(file) {
            Ok(file) if !file.is_file() => return Err(foreign()),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(unusable(&error)),
            _ => {}
        }
    }
    Ok(())
}

/// What SQLite keeps beside a database.
pub(super) fn side_files(path: &Path) -> [PathBuf; 3] {
    ["-journal", "-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

/// Whether these few bytes are what a loss of power has left of the first page, which nothing was in
/// yet. No process has a database of that size open, so that there are no locks to drop.
fn is_torn(path: &Path) -> Result<bool> {
    const BEGINNING: &[u8] = b"SQLite format 3\0";
    let bytes = fs::read(path).map_err(|error| unusable(&error))?;
    let begins_alike = bytes.iter().zip(BEGINNING).all(|(byte, expected)| byte == expected);
    Ok(begins_alike || bytes.iter().all(|byte| *byte == 0))
}

fn create_missing(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    // Not `create_new`: the path may be a symbolic link to a file that is yet to be.
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path).map_err(|error| unusable(&error))?);
    give_to_owner(path)
}

/// Makes a file that holds nothing yet its owner's alone, whatever the umask has taken away or
/// somebody has left open. It is not opened for that.
fn give_to_owner(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let owner_alone = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(path, owner_alone).map_err(|error| unusable(&error))?;
    }
    Ok(())
}

fn unusable(error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Error::storage(StorageReason::ReadOnly)
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::storage(StorageReason::Full),
        // The folder is not there.
        ErrorKind::NotFound => Error::invalid_config("database", FieldReason::Missing),
        _ => Error::storage(StorageReason::Io),
    }
}

fn set(connection: &Connection, config: DbConfig, on: bool) -> Result<()> {
    if connection.set_db_config(config, on).map_err(failure)? != on {
        return Err(Error::internal("SQLite does not take a setting"));
    }
    Ok(())
}

/// Has every commit wait for the disk.
fn synchronous(connection: &Connection) -> Result<()> {
    #[cfg(feature = "seeded-faults")]
    {
        use crate::faults::{Fault, is_seeded};
        if is_seeded(Fault::SyncAtCheckpoints) {
            return pragma(connection, "synchronous", "NORMAL", &1);
        }
        if is_seeded(Fault::NeverSync) {
            return pragma(connection, "synchronous", "OFF", &0);
        }
    }
    pragma(connection, "synchronous", "FULL", &2)
}

/// Sets a pragma and reads it back: SQLite does not refuse what it does not do.
fn pragma<T: FromSql + PartialEq>(
    connection: &Connection,
    name: &str,
    value: &str,
    expected: &T,
) -> Result<()> {
    connection.pragma_update(None, name, value).map_err(failure)?;
    let actual: T = connection.pragma_query_value(None, name, |row| row.get(0)).map_err(failure)?;
    if actual != *expected {
        let note = format!("the database does not take {name} = {value}");
        return Err(Error::storage(StorageReason::Io).with_note(note));
    }
    Ok(())
}
