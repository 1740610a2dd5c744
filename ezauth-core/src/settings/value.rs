//! The text forms of settings, and the ranges that they must lie in.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use crate::crypto::Key;
use crate::domain::{Secret, SmtpSecurity};

/// A type that a setting can have.
pub(super) trait Value: Sized {
    const TYPE: &'static str;

    fn parse(text: &str) -> Option<Self>;

    fn print(&self) -> String;
}

/// A set that a setting must lie in.
pub(super) trait Range<T> {
    fn holds(&self, value: &T) -> bool;

    fn describe(&self) -> String;
}

/// Everything of the type.
pub(super) struct Any;

impl<T> Range<T> for Any {
    fn holds(&self, _: &T) -> bool {
        true
    }

    fn describe(&self) -> String {
        String::new()
    }
}

impl<T: Value + PartialOrd> Range<T> for RangeInclusive<T> {
    fn holds(&self, value: &T) -> bool {
        self.contains(value)
    }

    fn describe(&self) -> String {
        format!("{} to {}", self.start().print(), self.end().print())
    }
}

/// An amount of memory, written `19456KiB`, `64MiB` or `1GiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    kib: u32,
}

impl Size {
    /// This many KiB.
    pub const fn kib(kib: u32) -> Self {
        Self { kib }
    }

    /// How many KiB.
    pub const fn as_kib(self) -> u32 {
        self.kib
    }
}

impl Value for Size {
    const TYPE: &'static str = "size";

    fn parse(text: &str) -> Option<Self> {
        let (number, unit) = split_unit(text)?;
        let kib = [("KiB", 1), ("MiB", 1 << 10), ("GiB", 1 << 20)]
            .iter()
            .find_map(|&(name, kib)| (name == unit).then_some(kib))?;
        u32::try_from(number).ok()?.checked_mul(kib).map(Self::kib)
    }

    fn print(&self) -> String {
        format!("{}KiB", self.kib)
    }
}

/// A group of settings that are stricter together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Safe for most.
    Default,
    /// For what must be guarded well: see the setting `profile`.
    Strict,
}

impl Value for Profile {
    const TYPE: &'static str = "profile";

    fn parse(text: &str) -> Option<Self> {
        [Self::Default, Self::Strict].into_iter().find(|it| it.print() == text)
    }

    fn print(&self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Strict => "strict".to_owned(),
        }
    }
}

/// The units of durations, the longest first.
const UNITS: [(&str, u64); 5] =
    [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

impl Value for Duration {
    const TYPE: &'static str = "duration";

    fn parse(text: &str) -> Option<Self> {
        let (number, unit) = split_unit(text)?;
        let millis = UNITS.iter().find_map(|&(name, millis)| (name == unit).then_some(millis))?;
        number.checked_mul(millis).map(Self::from_millis)
    }

    fn print(&self) -> String {
        let millis = u64::try_from(self.as_millis()).unwrap_or(u64::MAX);
        let whole = UNITS.iter().find(|(_, unit)| millis > 0 && millis % unit == 0);
        let (name, unit) = whole.unwrap_or(&("s", 1_000));
        format!("{}{name}", millis / unit)
    }
}

/// `90s` is 90 and `s`.
fn split_unit(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    Some((number.parse().ok()?, unit))
}

impl Value for u32 {
    const TYPE: &'static str = "integer";

    fn parse(text: &str) -> Option<Self> {
        text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl Value for bool {
    const TYPE: &'static str = "boolean";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    const TYPE: &'static str = "text";

    fn parse(text: &str) -> Option<Self> {
        (!text.contains(char::is_control)).then(|| text.to_owned())
    }

    fn print(&self) -> String {
        self.clone()
    }
}

impl Value for PathBuf {
    const TYPE: &'static str = "path";

    fn parse(text: &str) -> Option<Self> {
        (!text.contains('\0')).then(|| text.into())
    }

    fn print(&self) -> String {
        self.display().to_string()
    }
}

impl Value for Option<Key> {
    const TYPE: &'static str = "key";

    fn parse(text: &str) -> Option<Self> {
        Key::parse(text).map(Some)
    }

    fn print(&self) -> String {
        String::new()
    }
}

impl Value for Option<Secret> {
    const TYPE: &'static str = "secret";

    fn parse(text: &str) -> Option<Self> {
        let is_secret = !text.is_empty() && !text.contains(char::is_control);
        is_secret.then(|| Some(Secret::from(text.to_owned())))
    }

    fn print(&self) -> String {
        String::new()
    }
}

impl Value for SmtpSecurity {
    const TYPE: &'static str = "text";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn print(&self) -> String {
        self.name().to_owned()
    }
}

impl Value for Vec<Key> {
    const TYPE: &'static str = "list of keys";

    fn parse(text: &str) -> Option<Self> {
        elements(text).map(Key::parse).collect()
    }

    fn print(&self) -> String {
        String::new()
    }
}

impl Value for Vec<String> {
    const TYPE: &'static str = "list";

    fn parse(text: &str) -> Option<Self> {
        elements(text).map(String::parse).collect()
    }

    fn print(&self) -> String {
        self.join(",")
    }
}

/// The elements of a comma-separated list; an empty text is an empty list.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|element| !element.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_are_read_as_they_are_printed() {
        for text in ["90s", "15m", "24h", "7d", "250ms", "1000001ms"] {
            assert_eq!(
                Duration::parse(text).unwrap(),
                Duration::parse(&Duration::parse(text).unwrap().print()).unwrap()
            );
        }
        assert_eq!(Duration::parse("90s").unwrap(), Duration::from_secs(90));
        assert_eq!(Duration::from_secs(86_400).print(), "1d");
        assert_eq!(Size::parse("64MiB").unwrap().print(), "65536KiB");
    }

    #[test]
    fn what_has_no_unit_sign_or_measure_is_refused() {
        for text in
            ["", "90", "s", "-1s", "+1s", "1.5h", "1 h", "1h\n", "99999999999999999999d", "٣s"]
        {
            assert_eq!(Duration::parse(text), None, "{text:?}");
            assert_eq!(u32::parse(text).filter(|_| text != "90"), None, "{text:?}");
        }
        assert_eq!(Size::parse("4194304MiB"), None, "more than can be counted");
        assert_eq!(u32::parse(""), None);
    }
}
