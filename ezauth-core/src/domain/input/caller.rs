//! Who calls, as far as a host knows.

use std::net::IpAddr;

use super::text::{Refusals, refuse_control};
use crate::error::{Error, FieldReason, Result};

const MAX_USER_AGENT_BYTES: usize = 512;

/// What a host knows of the person behind a call. Give what there is: the audit trail
/// keeps `ip`, and a session remembers both for the list of devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The address the request came from: IPv4 or IPv6, without port, brackets and zone. Behind a
    /// proxy, what a trusted proxy reports.
    pub ip: Option<String>,
    /// The `User-Agent` of the request (RFC 9110 section 10.1.5). It is kept up to 512 bytes.
    pub user_agent: Option<String>,
}

/// A [`Context`] that has been parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Caller {
    ip: Option<IpAddr>,
    user_agent: Option<String>,
}

impl Caller {
    /// # Errors
    /// `invalid_argument` on `ip`, `user_agent` or both.
    pub(crate) fn parse(context: &Context) -> Result<Self> {
        let mut refusals = Refusals::default();
        let caller = Self {
            ip: refusals.keep(context.ip.as_deref().map(parse_ip).transpose()),
            user_agent: refusals.keep(parse_user_agent(context.user_agent.as_deref())),
        };
        refusals.none().map(|()| caller)
    }

    /// The address. An IPv4 address in IPv6 clothes (RFC 4291 section 2.5.5.2) is an IPv4 address, so
    /// that all spellings of one address count together.
    pub(crate) fn ip(&self) -> Option<IpAddr> {
        self.ip
    }

    /// What limits count the address in: an IPv4 address alone, an IPv6 address with all of its /64,
    /// which is what one subscriber gets. Nothing where the host knows no address.
    pub(crate) fn ip_bucket(&self) -> Option<Vec<u8>> {
        self.ip.map(|ip| match ip {
            IpAddr::V4(ip) => ip.octets().to_vec(),
            IpAddr::V6(ip) => ip.octets()[..8].to_vec(),
        })
    }

    /// The program: 1 to 512 bytes.
    pub(crate) fn user_agent(&self) -> Option<&str> {
        self.user_agent.as_deref()
    }
}

fn parse_ip(text: &str) -> Result<IpAddr> {
    text.parse()
        .map(|ip: IpAddr| ip.to_canonical())
        .map_err(|_| Error::invalid_argument("ip", FieldReason::Malformed))
}

/// Checks all of it, although only the beginning is kept: where the cut falls must not decide what
/// is refused.
fn parse_user_agent(text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    refuse_control(text).map_err(|reason| Error::invalid_argument("user_agent", reason))?;
    Ok(Some(cut(text, MAX_USER_AGENT_BYTES).to_owned()))
}

fn cut(text: &str, max_bytes: usize) -> &str {
    let mut end = max_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn context(ip: &str, user_agent: &str) -> Context {
        Context { ip: Some(ip.to_owned()), user_agent: Some(user_agent.to_owned()) }
    }

    #[test]
    fn every_spelling_of_an_address_is_the_same() {
        let cases = [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("::FFFF:c000:201", "192.0.2.1"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
        ];
        for (text, canonical) in cases {
            let caller = Caller::parse(&context(text, "")).unwrap();
            assert_eq!(caller.ip().unwrap().to_string(), canonical);
            assert_eq!(caller.user_agent(), None);
        }
    }

    #[test]
    fn a_subscriber_has_one_bucket() {
        let bucket = |ip| Caller::parse(&context(ip, "")).unwrap().ip_bucket();
        assert_eq!(bucket("2001:db8:1:2::1"), bucket("2001:DB8:1:2:ffff::9"));
        assert_ne!(bucket("2001:db8:1:2::1"), bucket("2001:db8:1:3::1"));
        assert_eq!(bucket("::ffff:192.0.2.1"), bucket("192.0.2.1"));
        assert_ne!(bucket("192.0.2.2"), bucket("192.0.2.1"));
        assert_eq!(Caller::default().ip_bucket(), None);
    }

    #[test]
    fn both_refusals_are_reported_together() {
        let ips = "|192.0.2.1\n|192.0.2.01|192.0.2.1:80|[::1]|fe80::1%eth0|١.0.2.1|::1\0";
        for ip in ips.split('|') {
            let error = Caller::parse(&context(ip, "curl\n")).unwrap_err();
            let expected = Error::invalid_argument("ip", FieldReason::Malformed)
                .with_field("user_agent", FieldReason::ControlCharacter);
            assert_eq!(error, expected, "{ip:?}");
        }
        assert_eq!(Caller::parse(&Context::default()), Ok(Caller::default()));
    }

    proptest! {
        #[test]
        fn a_user_agent_is_cut_between_characters(text in "\\PC{1,4}", times in 1..600_usize) {
            let text = text.repeat(times).replace(['\u{2028}', '\u{2029}'], "");
            prop_assume!(!text.is_empty());
            let caller = Caller::parse(&context("::1", &text)).unwrap();
            let kept = caller.user_agent().unwrap();
            prop_assert!(text.starts_with(kept) && kept.len() <= 512);
            let next = text[kept.len()..].chars().next();
            prop_assert!(next.is_none_or(|c| kept.len() + c.len_utf8() > 512));
        }
    }
}
