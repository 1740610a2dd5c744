//! One file of a disk that can lose power.

use ezauth_tests::harness::Draw;

/// A disk writes these many bytes at once, or a part of them if the power goes meanwhile.
const SECTOR: usize = 512;

/// One sector in this many is torn.
const ONE_TORN_IN: u64 = 16;

/// What is on the disk, and what has been written since.
#[derive(Default)]
pub(super) struct File {
    synced: Vec<u8>,
    changes: Vec<Change>,
}

enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { size: usize },
}

/// What becomes of changes that are not synced.
pub(super) enum Fate {
    None,
    All,
    /// Each sector is there or not, or torn.
    Sectors,
    /// Each change is there or not, whole.
    Changes,
    /// They come in their order; of so many in a thousand, the last may be torn.
    First(u64),
}

impl Fate {
    pub(super) fn draw(draw: &mut Draw) -> Self {
        match draw.below(8) {
            0 => Self::None,
            1 => Self::All,
            2..5 => Self::Sectors,
            5 => Self::Changes,
            _ => Self::First(draw.below(1_000)),
        }
    }

    /// Whether one change of many is there.
    pub(super) fn keeps(&self, draw: &mut Draw) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Sectors | Self::Changes | Self::First(_) => draw.coin(),
        }
    }
}

impl File {
    pub(super) fn write(&mut self, offset: u64, bytes: &[u8]) -> bool {
        self.changes.push(Change::Write { offset: offset as usize, bytes: bytes.to_vec() });
        true
    }

    pub(super) fn truncate(&mut self, size: u64) -> bool {
        self.changes.push(Change::Truncate { size: size as usize });
        true
    }

    pub(super) fn sync(&mut self) -> bool {
        for change in self.changes.drain(..) {
            change.make(&mut self.synced);
        }
        true
    }

    /// Whether somebody who reads it now gets these bytes.
    pub(super) fn reads(&self, bytes: &[u8]) -> bool {
        self.after(&Fate::All, &mut Draw::of(0, 0)) == bytes
    }

    /// What is there after the loss of power.
    pub(super) fn after(&self, fate: &Fate, draw: &mut Draw) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        let first = match fate {
            Fate::First(thousandths) => self.changes.len() * *thousandths as usize / 1_000,
            _ => 0,
        };
        for (number, change) in self.changes.iter().enumerate() {
            match (fate, change) {
                (Fate::None, _) => {}
                (Fate::First(_), _) if number > first => {}
                (Fate::First(_), Change::Write { offset, bytes: written }) if number == first => {
                    let part = draw.below(written.len() as u64) as usize;
                    write(&mut bytes, *offset, &written[..part]);
                }
                (Fate::Sectors, Change::Write { offset, bytes: written }) => {
                    write_sectors(&mut bytes, *offset, written, draw);
                }
                (Fate::All | Fate::First(_), _) => change.make(&mut bytes),
                (Fate::Sectors | Fate::Changes, _) if draw.coin() => change.make(&mut bytes),
                (Fate::Sectors | Fate::Changes, _) => {}
            }
        }
        bytes
    }
}

impl Change {
    fn make(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => write(to, *offset, bytes),
            Self::Truncate { size } => to.resize(*size, 0),
        }
    }
}

fn write_sectors(to: &mut Vec<u8>, offset: usize, mut bytes: &[u8], draw: &mut Draw) {
    let mut offset = offset;
    while !bytes.is_empty() {
        let (sector, rest) = bytes.split_at(bytes.len().min(SECTOR - offset % SECTOR));
        if draw.below(ONE_TORN_IN) == 0 {
            let at = draw.below(sector.len() as u64) as usize;
            let (before, after) = sector.split_at(at);
            match draw.coin() {
                true => write(to, offset, before),
                false => write(to, offset + at, after),
            }
        } else if draw.coin() {
            write(to, offset, sector);
        }
        offset += sector.len();
        bytes = rest;
    }
}

/// Writes as the system does: what lies between the end and `offset` becomes zeros.
fn write(to: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    to[offset..end].copy_from_slice(bytes);
}
