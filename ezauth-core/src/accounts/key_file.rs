//! The key file: where the key is, unless the configuration gives it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind as IoErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::private_file::{
    create, draft_of, folder_of, put_in_place, storage, sync_folder, with_ending,
};
use crate::crypto::Key;
use crate::error::{Error, FieldReason, Result, StorageReason};
use crate::ports::Random;

/// The file beside a database that holds its key: 32 bytes, for its owner only.
pub(super) struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// `accounts.db` has `accounts.db.key`.
    pub(super) fn beside(database: &Path) -> Self {
        Self { path: with_ending(database, ".key") }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the key, if the file is there.
    ///
    /// # Errors
    /// `invalid_config` on `key`: `foreign` for what is not a plain file of 32 bytes, `too_open` for
    /// what others may read; `storage`.
    pub(super) fn read(&self) -> Result<Option<Key>> {
        let refused = |reason| Error::invalid_config("key", reason);
        let entry = match fs::symlink_metadata(&self.path) {
            Err(error) if error.kind() == IoErrorKind::NotFound => return Ok(None),
            other => other.map_err(storage)?,
        };
        if !entry.is_file() {
            return Err(refused(FieldReason::Foreign));
        }
        let mut file = File::open(&self.path).map_err(storage)?;
        let opened = file.metadata().map_err(storage)?;
        let same_file = (opened.dev(), opened.ino()) == (entry.dev(), entry.ino());
        if !same_file || opened.len() != Key::BYTES as u64 {
            return Err(refused(FieldReason::Foreign));
        }
        if opened.permissions().mode() & 0o077 != 0 {
            return Err(refused(FieldReason::TooOpen));
        }
        let mut bytes = Zeroizing::new([0; Key::BYTES]);
        file.read_exact(&mut *bytes).map_err(storage)?;
        Ok(Some(Key::from_bytes(*bytes)))
    }

    /// Reads the key, or makes one where there is none. One process at a time: it is called in the
    /// write transaction of the first open. When it has returned, the key is on the disk.
    pub(super) fn read_or_make(&self, random: &dyn Random) -> Result<Key> {
        if self.read()?.is_none() {
            self.make(random)?;
        }
        self.remove_drafts().map_err(storage)?;
        sync_folder(&self.path).map_err(storage)?;
        self.read()?.ok_or_else(|| Error::storage(StorageReason::Io))
    }

    /// Makes a new key in the place of whatever is there.
    pub(super) fn renew(&self, random: &dyn Random) -> Result<Key> {
        let key = Key::generate(random)?;
        let draft = self.write_draft(&key, random)?;
        put_in_place(&draft, &self.path).map_err(storage)?;
        Ok(key)
    }

    /// Written whole under another name and then linked: a crash leaves no half key, and a key that
    /// somebody else has made meanwhile stays.
    fn make(&self, random: &dyn Random) -> Result<()> {
        let draft = self.write_draft(&Key::generate(random)?, random)?;
        #[cfg(feature = "seeded-faults")]
        crate::faults::step();
        let linked = match fs::hard_link(&draft, &self.path) {
            Err(error) if error.kind() == IoErrorKind::AlreadyExists => Ok(()),
            other => other,
        };
        #[cfg(feature = "seeded-faults")]
        crate::faults::step();
        linked.and(fs::remove_file(&draft)).map_err(storage)
    }

    fn write_draft(&self, key: &Key, random: &dyn Random) -> Result<PathBuf> {
        let draft = draft_of(&self.path, random)?;
        let written = (|| {
            let mut file = create(&draft)?;
            file.write_all(key.as_bytes())?;
            file.sync_all()
        })();
        written.map_err(storage)?;
        Ok(draft)
    }

    /// Removes what an open that was killed has left: it may be a second name of the key.
    fn remove_drafts(&self) -> io::Result<()> {
        let is_draft = |name: &OsStr| {
            let own = self.path.file_name().unwrap_or_default().as_encoded_bytes();
            let rest = name.as_encoded_bytes().strip_prefix(own);
            rest.is_some_and(|rest| match rest {
                [b'.', digits @ ..] => {
                    digits.len() == 16 && digits.iter().all(u8::is_ascii_hexdigit)
                }
                _ => false,
            })
        };
        for entry in fs::read_dir(folder_of(&self.path))? {
            let entry = entry?;
            if is_draft(&entry.file_name()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::crypto::OsRandom;
    use crate::error::ErrorKind;

    fn reason(result: Result<Option<Key>>) -> FieldReason {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
        error.fields()[0].reason
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::beside(&folder.path().join("accounts.db"));
        assert!(file.read().unwrap().is_none());
        fs::write(folder.path().join("accounts.db.key.0123456789abcdef"), [7; 32]).unwrap();
        let [first, second] = [(); 2].map(|()| *file.read_or_make(&OsRandom).unwrap().as_bytes());
        assert_eq!(first, second);
        let mode = fs::metadata(&file.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays");
    }

    #[test]
    fn a_new_key_takes_the_place_of_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::beside(&folder.path().join("accounts.db"));
        let old = file.read_or_make(&OsRandom).unwrap();
        let new = file.renew(&OsRandom).unwrap();
        assert_ne!(old.as_bytes(), new.as_bytes());
        assert_eq!(file.read_or_make(&OsRandom).unwrap().as_bytes(), new.as_bytes());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays");
    }

    #[test]
    fn what_is_not_a_private_plain_file_of_32_bytes_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::beside(&folder.path().join("accounts.db"));
        fs::write(&file.path, [1; 31]).unwrap();
        assert_eq!(reason(file.read()), FieldReason::Foreign);
        fs::write(&file.path, [1; 32]).unwrap();
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(reason(file.read()), FieldReason::TooOpen);
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(file.read().unwrap().is_some());
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(&file.path, &elsewhere).unwrap();
        symlink(&elsewhere, &file.path).unwrap();
        assert_eq!(reason(file.read()), FieldReason::Foreign);
    }
}
