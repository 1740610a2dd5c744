//! Email addresses.

use unicode_normalization::UnicodeNormalization;

use super::text::{check_length, refuse_control, to_a_labels};
use crate::error::{Error, FieldReason, Result};

/// RFC 5321 section 4.5.3.1.3, without the angle brackets of a path.
const MAX_BYTES: usize = 254;

/// RFC 5321 section 4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;

/// The longest text that is looked at: normalising multiplies, so it comes after this bound.
const MAX_TEXT_BYTES: usize = 1024;

/// Every character that NFKC turns into `@`.
const AT_SIGNS: [char; 3] = ['@', '\u{FE6B}', '\u{FF20}'];

/// An email address: RFC 5321 with a `Dot-string` as its local part and a domain name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Email {
    value: String,
    display: String,
    at: usize,
}

impl Email {
    /// # Errors
    /// `invalid_argument` on `field`.
    pub(crate) fn parse(field: &'static str, text: &str) -> Result<Self> {
        parse(text).map_err(|reason| Error::invalid_argument(field, reason))
    }

    /// The canonical address, all lower case: what is compared.
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    /// The address that mail goes to: the local part in the letter case it was given in.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// The local part of [`Self::value`].
    #[cfg(test)]
    pub(crate) fn local(&self) -> &str {
        &self.value[..self.at]
    }

    /// The domain, as A-labels.
    #[cfg(test)]
    pub(crate) fn domain(&self) -> &str {
        &self.value[self.at + 1..]
    }

    /// Whether the text can only be meant as an email address.
    pub(crate) fn is_meant_by(text: &str) -> bool {
        text.contains(AT_SIGNS)
    }
}

/// Normalises first and checks what comes out, since that is what is stored and mailed. It is ASCII,
/// so to parse it again changes nothing.
fn parse(text: &str) -> Result<Email, FieldReason> {
    check_length(text.len(), 1, MAX_TEXT_BYTES)?;
    refuse_control(text)?;
    let text: String = text.nfkc().collect();
    let (local, domain) = text.split_once('@').ok_or(FieldReason::Malformed)?;
    check_local(local)?;
    let domain = parse_domain(domain)?;
    let display = format!("{local}@{domain}");
    check_length(display.len(), 1, MAX_BYTES)?;
    Ok(Email { value: display.to_ascii_lowercase(), display, at: local.len() })
}

/// RFC 5321 section 4.1.2, `Dot-string`. Quoted local parts are left out: no provider hands them
/// out, and other mail programs read them differently.
fn check_local(local: &str) -> Result<(), FieldReason> {
    if !local.bytes().all(|b| is_atext(b) || b == b'.') {
        return Err(FieldReason::NotAllowed);
    }
    if local.split('.').any(str::is_empty) {
        return Err(FieldReason::Malformed);
    }
    check_length(local.len(), 1, MAX_LOCAL_BYTES)
}

/// RFC 5322 section 3.2.3.
fn is_atext(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b)
}

/// A second `@`, a port or an address literal is refused with all that no label may hold. A last
/// label that begins with a digit is no top-level domain but an IPv4 address in some notation.
fn parse_domain(domain: &str) -> Result<String, FieldReason> {
    to_a_labels(domain)
        .filter(|labels| {
            let last = labels.rsplit_once('.').map(|(_, last)| last);
            last.is_some_and(|last| last.starts_with(|c: char| c.is_ascii_lowercase()))
        })
        .ok_or(FieldReason::Malformed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (String, String) {
        let email = Email::parse("email", text).unwrap();
        (email.value.clone(), email.display.clone())
    }

    #[test]
    fn value_is_lower_case_and_display_keeps_the_case_of_the_local_part() {
        let cases = [
            ("Ann@Example.COM", "ann@example.com", "Ann@example.com"),
            ("O'Brien+x@b.ie", "o'brien+x@b.ie", "O'Brien+x@b.ie"),
            ("a@Bücher.de", "a@xn--bcher-kva.de", "a@xn--bcher-kva.de"),
            ("a@faß.de", "a@xn--fa-hia.de", "a@xn--fa-hia.de"),
            ("Ｂob＠例え。jp", "bob@xn--r8jz45g.jp", "Bob@xn--r8jz45g.jp"),
        ];
        for (text, value, display) in cases {
            assert_eq!(parts(text), (value.into(), display.into()), "{text}");
        }
        let email = Email::parse("email", "Ann@Example.COM").unwrap();
        assert_eq!((email.local(), email.domain()), ("ann", "example.com"));
    }

    #[test]
    fn what_could_reach_another_inbox_is_refused() {
        use FieldReason::{ControlCharacter, Empty, Malformed, NotAllowed, TooLong};
        let cases = [
            ("", Empty),
            ("ann", Malformed),
            ("@x.com", Malformed),
            ("ann@", Malformed),
            ("a@x.com,b@y.com", Malformed),
            ("a@x.com＠y.com", Malformed),
            ("a@x.com@y.com", Malformed),
            ("Ann <a@x.com>", NotAllowed),
            ("\"a\"@x.com", NotAllowed),
            ("a\\b@x.com", NotAllowed),
            ("a b@x.com", NotAllowed),
            ("a\u{FE50}b@x.com", NotAllowed),
            ("mıke@x.com", NotAllowed),
            (".a@x.com", Malformed),
            ("a.@x.com", Malformed),
            ("a‥b@x.com", Malformed),
            ("a@x.com\n", ControlCharacter),
            ("a@x.com\0", ControlCharacter),
            ("a\r\nBcc: b@x.com", ControlCharacter),
            ("a@x.com\u{2028}", ControlCharacter),
            ("a@localhost", Malformed),
            ("a@x.com.", Malformed),
            ("a@.x.com", Malformed),
            ("a@-x.com", Malformed),
            ("a@x_y.com", Malformed),
            ("a@x .com", Malformed),
            ("a@[127.0.0.1]", Malformed),
            ("a@127.0.0.1", Malformed),
            ("a@127.0x1", Malformed),
            ("a@xn--zz.com", Malformed),
            (&format!("{}@x.com", "a".repeat(65)), TooLong),
            (&format!("a@{}.com", "x".repeat(64)), Malformed),
            (&format!("a@x.com{}", " ".repeat(MAX_TEXT_BYTES)), TooLong),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_argument("to", reason));
            assert_eq!(Email::parse("to", text), refused, "{text:?}");
        }
    }

    #[test]
    fn an_address_has_at_most_254_bytes_as_a_labels() {
        let label = "x".repeat(61);
        let domain = format!("{label}.{label}.{label}.com");
        let local = "a".repeat(64);
        assert_eq!(domain.len() + 1 + local.len(), 254);
        assert!(Email::parse("email", &format!("{local}@{domain}")).is_ok());
        let longer = Email::parse("email", &format!("{local}@x{domain}"));
        let too_long = Error::invalid_argument("email", FieldReason::TooLong);
        assert_eq!(longer, Err(too_long));
    }

    #[test]
    fn no_other_character_becomes_an_at_sign() {
        let found = ('\0'..='\u{2FFFF}').filter(|c| std::iter::once(*c).nfkc().any(|c| c == '@'));
        assert_eq!(found.collect::<Vec<_>>(), AT_SIGNS);
    }

    fn almost_an_address() -> impl Strategy<Value = String> {
        let local = "[A-Za-z.+'ＡＫſÅ＠]{0,6}|\\PC{0,4}";
        let domain = "[a-zA-Zßſςİ。．ａü\u{AD}\u{200D}\u{301}-]{1,6}|\\PC{1,4}|xn--[a-z0-9-]{1,6}";
        (local, "[@＠﹫]", domain, "(\\.[a-zA-Zéа]{2,4}){0,2}")
            .prop_map(|(local, at, domain, rest)| format!("{local}{at}{domain}{rest}"))
    }

    proptest! {
        #[test]
        fn parsing_again_changes_nothing(text in almost_an_address()) {
            if let Ok(email) = Email::parse("email", &text) {
                prop_assert!(email.display.is_ascii());
                prop_assert_eq!(email.display.to_ascii_lowercase(), email.value.as_str());
                prop_assert_eq!(&Email::parse("email", &email.display).unwrap(), &email);
                let value = Email::parse("email", &email.value).unwrap();
                prop_assert_eq!((&value.value, &value.display), (&email.value, &email.value));
            }
        }

        #[test]
        fn letter_case_never_makes_another_address(
            text in "[a-zA-Z.]{1,5}@[a-zA-Zéü-]{1,6}\\.[a-zA-Z]{2,3}",
        ) {
            let value = |text: &str| Email::parse("email", text).map(|email| email.value);
            prop_assert_eq!(value(&text.to_uppercase()), value(&text.to_lowercase()));
        }
    }
}
