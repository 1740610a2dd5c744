//! Rules that several inputs share.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use crate::error::{Error, FieldReason, Result};

/// Refuses what breaks out of a line: a header, a log or a mail would read the rest as its own.
pub(super) fn refuse_control(text: &str) -> Result<(), FieldReason> {
    #[cfg(feature = "seeded-faults")]
    if crate::faults::is_seeded(crate::faults::Fault::TakeControl) {
        return Ok(());
    }
    if text.contains(is_control) {
        return Err(FieldReason::ControlCharacter);
    }
    Ok(())
}

/// Refuses fewer than `min` or more than `max` of what `length` counts, bytes or characters.
pub(super) fn check_length(length: usize, min: usize, max: usize) -> Result<(), FieldReason> {
    match length {
        0 if min > 0 => Err(FieldReason::Empty),
        _ if length < min => Err(FieldReason::TooShort),
        _ if length > max => Err(FieldReason::TooLong),
        _ => Ok(()),
    }
}

/// A domain as A-labels in lower case: UTS 46 with non-transitional processing, the letters, digits
/// and hyphens of STD 3, and the lengths of the DNS (RFC 1035 section 2.3.4).
pub(super) fn to_a_labels(domain: &str) -> Option<String> {
    Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .ok()
        .map(|labels| labels.into_owned())
}

/// A domain of A-labels as people write it.
pub(super) fn to_u_labels(domain: &str) -> String {
    let (labels, _) =
        Uts46::new().to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    labels.into_owned()
}

/// Collects refusals, so that a caller learns all of them at once.
#[derive(Default)]
pub(super) struct Refusals(Option<Error>);

impl Refusals {
    /// The value, or, after a refusal, a stand-in that [`Self::none`] keeps from being used.
    pub(super) fn keep<T: Default>(&mut self, result: Result<T>) -> T {
        result.unwrap_or_else(|error| {
            self.add(error);
            T::default()
        })
    }

    /// # Errors
    /// All refusals, if there was one.
    pub(super) fn none(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }

    /// A refusal that is known already adds nothing: input must not decide how long an error gets.
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            None => self.0 = Some(error),
            Some(all) if error.fields().iter().all(|new| all.fields().contains(new)) => {}
            Some(all) => all.absorb(error),
        }
    }
}

/// The line and paragraph separators are no control characters to Unicode, but they break lines.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
