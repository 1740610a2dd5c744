//! Random draws that a seed repeats.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and good enough to choose moments with.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The draws of one part of a run: parts with other numbers draw independently.
    pub fn of(seed: u64, part: u64) -> Self {
        let mut draw = Self(seed);
        Self(draw.any() ^ part.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.any() % end
    }

    /// Puts them in any order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    /// Heads or tails.
    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}
