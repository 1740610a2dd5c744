//! Judging what is there after the loss of power.

use std::fmt;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use ezauth_core::StorageReason;
use ezauth_core::faults::{check_file, fingerprint};
use ezauth_tests::harness::{Draw, Inbox};

use super::disk::Image;
use crate::kill::first_open::open_and_use;
use crate::kill::judge::{Violation, judge, read};
use crate::run::Scene;

/// One image in this many is opened and used. Of the others, it is known by their rows that they are as
/// before the act that was cut off, or as after it.
const ONE_OPENED_IN: u64 = 32;

/// Of a first open it is not known how far it was.
const ONE_FIRST_OPEN_OPENED_IN: u64 = 4;

/// The images of one act.
pub(super) struct Moment {
    pub(super) images: Vec<Image>,
    /// What had been acknowledged.
    pub(super) lines: Arc<Vec<String>>,
    /// The fingerprints of the file before the act and after it.
    pub(super) allowed: [u64; 2],
    /// The key, once the accounts have been opened.
    pub(super) key: Option<Vec<u8>>,
}

/// What must not be.
#[derive(Debug)]
pub(super) enum Loss {
    /// The file is whole, and not as it was when the last act was acknowledged, nor as after the next.
    OfActs,
    /// The file is damaged.
    OfTheFile(String),
    /// The key is another, or gone.
    OfTheKey,
    /// It is not what it must be to whoever opens it.
    Other(Violation),
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OfActs => write!(f, "an acknowledged act is lost"),
            Self::OfTheFile(how) => write!(f, "the file is damaged: {how}"),
            Self::OfTheKey => write!(f, "the key is lost"),
            Self::Other(violation) => write!(f, "{violation}"),
        }
    }
}

impl<T: Into<Violation>> From<T> for Loss {
    fn from(error: T) -> Self {
        Self::Other(error.into())
    }
}

/// What has been judged.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) images: u64,
    before: u64,
    opened: u64,
    first_opens: u64,
    pub(super) loss: Option<(u64, Loss)>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { images, before, opened, first_opens, .. } = self;
        write!(
            f,
            "{images} images, none damaged and no acknowledged act lost, {before} as before the act \
             that was cut off; {opened} opened and used, {first_opens} of them from a first open"
        )
    }
}

impl Moment {
    pub(super) fn judge(&self, seed: u64, tally: &Mutex<Tally>, counts: &impl Fn(&Loss) -> bool) {
        for image in &self.images {
            let mut draw = Draw::of(seed, !image.number);
            let is_first_open = self.key.is_none();
            let one_in = if is_first_open { ONE_FIRST_OPEN_OPENED_IN } else { ONE_OPENED_IN };
            let opens = draw.below(one_in) == 0;
            let judged = self.judge_one(image, opens, &mut draw);
            let mut tally = tally.lock().unwrap();
            tally.images += 1;
            tally.opened += u64::from(opens);
            tally.first_opens += u64::from(opens && is_first_open);
            match judged {
                Ok(is_before) => tally.before += u64::from(is_before),
                Err(loss) if counts(&loss) && tally.loss.is_none() => {
                    tally.loss = Some((image.number, loss));
                }
                Err(_) => {}
            }
        }
    }

    /// Whether the image is as before the act.
    fn judge_one(&self, image: &Image, opens: bool, draw: &mut Draw) -> Result<bool, Loss> {
        let scene = Scene::new();
        for (name, bytes) in &image.files {
            let path = scene.folder().join(name);
            fs::write(&path, bytes).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        }
        let [before, after] = self.allowed;
        let found = match fingerprint(&scene.file()) {
            Ok(found) => found,
            Err(error) if error.storage_reason() == Some(StorageReason::Corrupt) => {
                return Err(Loss::OfTheFile(error.to_string()));
            }
            Err(error) => return Err(error.into()),
        };
        if found != before && found != after {
            return Err(Loss::OfActs);
        }
        if let Some(key) = &self.key
            && !image.files.iter().any(|(name, bytes)| name.ends_with(".key") && bytes == key)
        {
            return Err(Loss::OfTheKey);
        }
        if opens && self.key.is_none() {
            open_and_use(&scene)?;
        } else if opens {
            let accounts = scene.open_later()?;
            let mails = Inbox::take_all(&accounts)?;
            for told in &read(&self.lines)? {
                judge(&accounts, told, &mails, draw)?;
            }
            accounts.close()?;
            check_file(&scene.file())?;
        }
        Ok(found == before)
    }
}
