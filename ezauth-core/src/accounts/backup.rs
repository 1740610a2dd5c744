//! Writing a backup: where it may go, and how it comes there whole.

use std::fs;
use std::io::{self, ErrorKind as IoErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::core::Core;
use super::key_file::KeyFile;
use super::private_file::{create, draft_of, folder_of, put_in_place, storage};
use crate::domain::EventType;
use crate::error::{Error, FieldReason, Result};
use crate::ports::Random;
use crate::store::Store;
use crate::store::rows::NewEvent;

impl Core {
    pub(super) fn back_up(&self, path: &Path) -> Result<()> {
        let path = parse(path)?;
        check_entry(&path, &self.own_files())?;
        check_entries_beside(&path, &*self.store)?;
        let draw = self.draw();
        let event = NewEvent::new(&draw, EventType::BackupMade)?;
        let draft = Draft::beside(&path, draw.random, &*self.store)?;
        self.store.backup(&draft.path, draw.now)?;
        put_in_place(&draft.path, &path).map_err(storage)?;
        self.store.write(|tx| tx.insert_event(&event))
    }

    /// The database and what belongs to it, there or not.
    fn own_files(&self) -> Vec<PathBuf> {
        let database = &self.settings.database;
        let key = KeyFile::beside(database).path().to_owned();
        // If it is a link, what belongs to it lies beside the file that the link leads to.
        let led_to = fs::canonicalize(database).unwrap_or_else(|_| database.clone());
        let beside = [database, &led_to].map(|database| self.store.beside(database));
        let mut files = vec![key, database.clone(), led_to];
        files.extend(beside.into_iter().flatten());
        files
    }
}

/// Reads where a backup is to go. The result has a folder that is there, without links.
fn parse(path: &Path) -> Result<PathBuf> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.is_empty() {
        return Err(refused(FieldReason::Empty));
    }
    if bytes.contains(&0) {
        return Err(refused(FieldReason::Malformed));
    }
    match path.file_name() {
        Some(name) if bytes.ends_with(name.as_encoded_bytes()) => Ok(real_folder(path)?.join(name)),
        // `..`, or with a slash at its end: it names a folder.
        _ => Err(refused(FieldReason::NotAllowed)),
    }
}

fn real_folder(path: &Path) -> Result<PathBuf> {
    let folder = fs::canonicalize(folder_of(path)).map_err(unreachable)?;
    if folder.is_dir() { Ok(folder) } else { Err(refused(FieldReason::Missing)) }
}

/// Refuses to take the place of anything but a plain file, and that of any of these files.
fn check_entry(path: &Path, own: &[PathBuf]) -> Result<()> {
    let entry = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == IoErrorKind::NotFound => None,
        entry => Some(entry.map_err(unreachable)?),
    };
    let is_own = |own: &PathBuf| {
        let has_its_name = own.file_name() == path.file_name()
            && real_folder(own).is_ok_and(|folder| Some(&*folder) == path.parent());
        let is_same = entry.as_ref().is_some_and(|entry| {
            fs::metadata(own).is_ok_and(|own| (own.dev(), own.ino()) == (entry.dev(), entry.ino()))
        });
        has_its_name || is_same
    };
    let is_plain = entry.as_ref().is_none_or(fs::Metadata::is_file);
    match is_plain && !own.iter().any(is_own) {
        true => Ok(()),
        false => Err(refused(FieldReason::NotAllowed)),
    }
}

/// Refuses a place where the log of another database lies: that database is open, or was when its process
/// died, and whoever opened the backup would have that log written into it.
fn check_entries_beside(path: &Path, store: &dyn Store) -> Result<()> {
    let is_there = |beside: &PathBuf| fs::symlink_metadata(beside).is_ok();
    match store.beside(path).iter().any(is_there) {
        true => Err(refused(FieldReason::NotAllowed)),
        false => Ok(()),
    }
}

/// A backup that is not complete yet. What is left of one that fails is removed.
struct Draft<'a> {
    path: PathBuf,
    store: &'a dyn Store,
}

impl<'a> Draft<'a> {
    fn beside(path: &Path, random: &dyn Random, store: &'a dyn Store) -> Result<Self> {
        let path = draft_of(path, random)?;
        create(&path).map_err(unreachable)?;
        Ok(Self { path, store })
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        for file in [self.path.clone()].into_iter().chain(self.store.beside(&self.path)) {
            // It is mostly not there: the backup is complete.
            fs::remove_file(file).ok();
        }
    }
}

fn unreachable(error: io::Error) -> Error {
    match error.kind() {
        IoErrorKind::NotFound | IoErrorKind::NotADirectory => refused(FieldReason::Missing),
        IoErrorKind::InvalidFilename => refused(FieldReason::TooLong),
        _ => storage(error),
    }
}

fn refused(reason: FieldReason) -> Error {
    Error::invalid_argument("path", reason)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{FileTypeExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;
    use crate::accounts::Accounts;
    use crate::error::ErrorKind;
    use crate::settings::Settings;

    /// Accounts in a folder, and the folder; the database is a link to a file in another.
    fn accounts() -> (tempfile::TempDir, Accounts) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("real")).unwrap();
        symlink("real/accounts.db", folder.path().join("auth.db")).unwrap();
        let accounts = Accounts::open(Settings::new(folder.path().join("auth.db"))).unwrap();
        (folder, accounts)
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| name(entry).unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_belongs_to_the_database_is_refused_by_whatever_name() {
        let (folder, accounts) = accounts();
        let folder = folder.path();
        fs::create_dir(folder.join("copies")).unwrap();
        symlink("real", folder.join("linked")).unwrap();
        fs::hard_link(folder.join("real/accounts.db"), folder.join("copies/same.db")).unwrap();
        fs::hard_link(folder.join("auth.db.key"), folder.join("copies/same.key")).unwrap();
        let before = [folder, &folder.join("real"), &folder.join("copies")].map(names);
        for own in [
            "auth.db",
            "auth.db.key",
            "auth.db-wal",
            "auth.db-journal",
            "./copies/../auth.db.key",
            "real/accounts.db",
            "real/accounts.db-wal",
            "real/accounts.db-shm",
            "real/accounts.db-journal",
            "linked/accounts.db-wal",
            "linked/accounts.db-journal",
            "copies/same.db",
            "copies/same.key",
        ] {
            let error = accounts.backup(&folder.join(own)).unwrap_err();
            assert_eq!(error, refused(FieldReason::NotAllowed), "{own}");
        }
        assert_eq!([folder, &folder.join("real"), &folder.join("copies")].map(names), before);
        assert!(accounts.create_user_with_email("ada@example.com").is_ok());
    }

    #[test]
    fn a_backup_takes_the_place_of_a_plain_file_alone() {
        let (folder, accounts) = accounts();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        symlink(at("elsewhere"), at("link")).unwrap();
        drop(UnixListener::bind(at("socket")).unwrap());
        for crashed in ["crashed.db-wal", "rolled.db-journal"] {
            fs::write(at(crashed), "").unwrap();
        }
        let before = names(folder.path());
        let refusals = [
            ("", FieldReason::Empty),
            ("with\0in", FieldReason::Malformed),
            ("folder", FieldReason::NotAllowed),
            ("folder/", FieldReason::NotAllowed),
            ("folder/.", FieldReason::NotAllowed),
            ("folder/..", FieldReason::NotAllowed),
            ("new/", FieldReason::NotAllowed),
            ("link", FieldReason::NotAllowed),
            ("socket", FieldReason::NotAllowed),
            ("/dev/null", FieldReason::NotAllowed),
            ("crashed.db", FieldReason::NotAllowed),
            ("rolled.db", FieldReason::NotAllowed),
            ("missing/copy.db", FieldReason::Missing),
            ("auth.db.key/copy.db", FieldReason::Missing),
            (&"x".repeat(300), FieldReason::TooLong),
            (&"x".repeat(250), FieldReason::TooLong),
        ];
        for (name, reason) in refusals {
            let path = if name.is_empty() { PathBuf::new() } else { at(name) };
            assert_eq!(accounts.backup(&path).unwrap_err(), refused(reason), "{name}");
        }
        assert_eq!(names(folder.path()), before);
        assert!(fs::symlink_metadata(at("socket")).unwrap().file_type().is_socket());

        for name in [OsStr::new("copy.db"), OsStr::from_bytes(b"not \xff text"), OsStr::new("?%'")]
        {
            let path = folder.path().join(name);
            for made in [1, 2] {
                accounts.backup(&path).unwrap();
                assert!(fs::metadata(&path).unwrap().len() > 10_000, "{name:?}, {made}");
            }
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            before.len() + 3,
            "no draft stays"
        );
    }

    #[test]
    fn a_backup_that_fails_leaves_what_was_there() {
        let (folder, accounts) = accounts();
        let copy = folder.path().join("copy.db");
        fs::write(&copy, "what was there").unwrap();
        accounts.inner.core.store.close();
        assert_eq!(accounts.backup(&copy).unwrap_err().kind(), ErrorKind::Closed);
        assert_eq!(fs::read(&copy).unwrap(), b"what was there");
        assert_eq!(names(folder.path()), ["auth.db", "auth.db.key", "copy.db", "real"]);
    }
}
