//! A disk that can lose power: what has been synced is on it, and of the rest whatever comes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ezauth_tests::harness::Draw;

use super::file::{Fate, File};
use crate::vfs::{Call, Watch};

/// What a folder is after the loss of power, with the number of the draw that made it so.
pub(super) struct Image {
    pub(super) number: u64,
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// The disk below one folder. After each call that changes something, an image is drawn.
///
/// A file that has a name on the disk and another, or none, in the system is two files here: which of
/// them the name leads to after the loss of power is drawn, until the folder is synced.
pub(super) struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
}

struct State {
    draw: Draw,
    files: Vec<File>,
    /// Where names lead to in the system,
    names: Names,
    /// and on the disk.
    synced_names: Names,
    images: Vec<Image>,
    drawn: u64,
}

type Names = BTreeMap<String, usize>;

impl Disk {
    /// An empty one. `drawn` images have been drawn of others.
    pub(super) fn new(folder: &Path, draw: Draw, drawn: u64) -> Self {
        let state = State {
            draw,
            files: Vec::new(),
            names: Names::new(),
            synced_names: Names::new(),
            images: Vec::new(),
            drawn,
        };
        Self { folder: folder.to_owned(), state: Mutex::new(state) }
    }

    /// The images since the last time.
    pub(super) fn take_images(&self) -> Vec<Image> {
        mem::take(&mut self.state().images)
    }

    /// How many images have been drawn, of this disk and those before.
    pub(super) fn drawn(&self) -> u64 {
        self.state().drawn
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Disk {
    fn after(&self, name: &str, call: Call<'_>) {
        let mut state = self.state();
        let is_change = match call {
            Call::Open => state.create(name),
            Call::Delete => state.names.remove(name).is_some(),
            Call::Write { offset, bytes } => state.file(name).write(offset, bytes),
            Call::Truncate { size } => state.file(name).truncate(size),
            Call::Sync => state.file(name).sync(),
            Call::Read | Call::Size | Call::Access | Call::Lock | Call::Memory => return,
        };
        state.find_others(&self.folder);
        if is_change {
            state.draw_image();
        }
    }

    fn synced(&self, name: &str) {
        let mut state = self.state();
        state.find_others(&self.folder);
        if name.is_empty() {
            state.synced_names = state.names.clone();
        } else if !is_of_sqlite(name) {
            state.file(name).sync();
        }
        state.draw_image();
    }
}

impl State {
    /// Whether the name is new.
    fn create(&mut self, name: &str) -> bool {
        let is_new = !self.names.contains_key(name);
        if is_new {
            self.names.insert(name.to_owned(), self.files.len());
            self.files.push(File::default());
        }
        is_new
    }

    fn file(&mut self, name: &str) -> &mut File {
        self.create(name);
        &mut self.files[self.names[name]]
    }

    /// Looks for what is in the folder without SQLite's doing: the key, and drafts of it. They are
    /// written once, and known again by what is in them when they get another name.
    fn find_others(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        self.names.retain(|name, _| is_of_sqlite(name) || names.contains(name));
        for name in names.iter().filter(|name| !is_of_sqlite(name)) {
            if !self.names.contains_key(name) {
                let bytes = fs::read(folder.join(name)).unwrap_or_default();
                match self.files.iter().position(|file| file.reads(&bytes)) {
                    Some(file) => drop(self.names.insert(name.clone(), file)),
                    None => drop(self.file(name).write(0, &bytes)),
                }
            }
        }
    }

    fn draw_image(&mut self) {
        let State { draw, files, names, synced_names, .. } = self;
        let fate = Fate::draw(draw);
        let mut image = Vec::new();
        let all: BTreeSet<&String> = names.keys().chain(synced_names.keys()).collect();
        for name in all {
            let (new, old) = (names.get(name), synced_names.get(name));
            let leads_to = if new != old && fate.keeps(draw) { new } else { old };
            if let Some(file) = leads_to {
                image.push((name.clone(), files[*file].after(&fate, draw)));
            }
        }
        // One that is like another of the same act would tell nothing new.
        if self.images.iter().all(|other| other.files != image) {
            self.images.push(Image { number: self.drawn, files: image });
            self.drawn += 1;
        }
    }
}

/// Whether SQLite reads and writes it, so that every change is seen.
fn is_of_sqlite(name: &str) -> bool {
    name.ends_with(".db") || name.ends_with("-wal") || name.ends_with("-shm")
}
