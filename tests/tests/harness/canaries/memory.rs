//! The memory of a process, as a core image of it would have it.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;

use crate::child::Child;

const PAGE: usize = 4096;

/// What a child has in memory that it may write, but for pages of zeros.
pub(super) fn of(child: &Child) -> Vec<u8> {
    let process = format!("/proc/{}", child.id());
    let memory = File::open(format!("{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("{process}/maps")).unwrap();
    let mut all = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, rest) = line.split_once('-').unwrap();
        let (to, _) = rest.split_once(' ').unwrap();
        let [from, to] = [from, to].map(|it| u64::from_str_radix(it, 16).unwrap());
        let mut page = [0; PAGE];
        for at in (from..to).step_by(PAGE) {
            // Some of what a process has belongs to the system.
            if memory.read_exact_at(&mut page, at).is_ok() && page != [0; PAGE] {
                all.extend(page);
            }
        }
    }
    assert!(all.len() > 100_000, "it was read");
    all
}
