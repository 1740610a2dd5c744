//! The address that links in messages begin with.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::text::{check_length, refuse_control, to_a_labels};
use crate::error::{Error, FieldReason, Result};

const MAX_BYTES: usize = 1024;

/// A URL (RFC 3986) of http or https with a host, perhaps a port and a path, and nothing else. It is
/// ASCII and ends without a slash; scheme and host are in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    url: String,
    host: String,
}

impl BaseUrl {
    /// # Errors
    /// `invalid_config` on `base_url`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        parse(text).map_err(|reason| Error::invalid_config("base_url", reason))
    }

    /// The host: a name, an IPv4 address or an IPv6 address in its brackets.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The link to the page for a kind of verification, with its token.
    pub(crate) fn join(&self, kind_name: &str, token: &str) -> String {
        format!("{}/{}/{token}", self.url, kind_name.replace('_', "-"))
    }
}

fn parse(text: &str) -> Result<BaseUrl, FieldReason> {
    check_length(text.len(), 1, MAX_BYTES)?;
    refuse_control(text)?;
    let (scheme, rest) = text.split_once("://").ok_or(FieldReason::Malformed)?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return Err(FieldReason::NotAllowed);
    }
    if !rest.bytes().all(is_allowed) {
        return Err(FieldReason::NotAllowed);
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(FieldReason::NotAllowed);
    }
    let (host, port) = split_port(authority);
    let host = parse_host(host)?;
    check_port(port)?;
    let path = path.trim_end_matches('/');
    check_escapes(path)?;
    Ok(BaseUrl { url: format!("{scheme}://{host}{port}{path}"), host })
}

/// RFC 3986 section 2, without `?` and `#`: they would begin a query or a fragment.
fn is_allowed(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/[]".contains(&b)
}

/// The port keeps its colon.
fn split_port(authority: &str) -> (&str, &str) {
    let after_brackets = authority.find(']').unwrap_or(0);
    let port = authority[after_brackets..].find(':');
    authority.split_at(port.map_or(authority.len(), |at| after_brackets + at))
}

/// Browsers read a name whose last label begins with a digit as an IPv4 address, or not at all.
fn parse_host(text: &str) -> Result<String, FieldReason> {
    if let Some(address) = text.strip_prefix('[') {
        return address
            .strip_suffix(']')
            .and_then(|address| address.parse::<Ipv6Addr>().ok())
            .map(|address| format!("[{address}]"))
            .ok_or(FieldReason::Malformed);
    }
    let is_name = |labels: &String| {
        let last = labels.rsplit('.').next().unwrap_or_default();
        !last.starts_with(|c: char| c.is_ascii_digit()) || labels.parse::<Ipv4Addr>().is_ok()
    };
    to_a_labels(text).filter(is_name).ok_or(FieldReason::Malformed)
}

fn check_port(port: &str) -> Result<(), FieldReason> {
    let Some(digits) = port.strip_prefix(':') else {
        return Ok(());
    };
    // `u16` would take a sign.
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldReason::Malformed);
    }
    match digits.parse::<u16>() {
        Ok(1..) => Ok(()),
        _ => Err(FieldReason::OutOfRange),
    }
}

fn check_escapes(path: &str) -> Result<(), FieldReason> {
    let is_escape = |rest: &str| {
        let hex = rest.as_bytes().get(..2);
        hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
    };
    if path.contains(['[', ']']) {
        return Err(FieldReason::NotAllowed);
    }
    if !path.split('%').skip(1).all(is_escape) {
        return Err(FieldReason::Malformed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_the_base_the_kind_and_the_token() {
        let cases = [
            ("https://example.com", "https://example.com", "example.com"),
            ("HTTPS://Example.COM/", "https://example.com", "example.com"),
            ("http://localhost:3000", "http://localhost:3000", "localhost"),
            ("http://127.0.0.1:1/a//", "http://127.0.0.1:1/a", "127.0.0.1"),
            ("http://[::0:1]:8080", "http://[::1]:8080", "[::1]"),
            ("https://x.de/App/%7Eu/@a:b", "https://x.de/App/%7Eu/@a:b", "x.de"),
        ];
        for (text, base, host) in cases {
            let url = BaseUrl::parse(text).unwrap();
            assert_eq!(url.host(), host);
            assert_eq!(url.join("sign_up", "T_k-1"), format!("{base}/sign-up/T_k-1"));
        }
    }

    #[test]
    fn what_would_lead_elsewhere_is_refused() {
        use FieldReason::{ControlCharacter, Empty, Malformed, NotAllowed, OutOfRange, TooLong};
        let cases = [
            ("", Empty),
            ("example.com", Malformed),
            ("javascript://x.com/%0aalert(1)", NotAllowed),
            ("ftp://x.com", NotAllowed),
            (" https://x.com", NotAllowed),
            ("https://", Malformed),
            ("https:///path", Malformed),
            ("https://user:secret@x.com", NotAllowed),
            ("https://x.com@evil.com", NotAllowed),
            ("https://x.com\\@evil.com", NotAllowed),
            ("https://x.com?a=b", NotAllowed),
            ("https://x.com/#a", NotAllowed),
            ("https://x.com/a b", NotAllowed),
            ("https://x.com/\"><b>", NotAllowed),
            ("https://bücher.de", NotAllowed),
            ("https://x.com\n", ControlCharacter),
            ("https://x.com/\0", ControlCharacter),
            ("https://x_y.com", Malformed),
            ("https://x%2ecom", Malformed),
            ("https://x..com", Malformed),
            ("https://x.com.", Malformed),
            ("https://1.2.3.999", Malformed),
            ("https://0x7f.1", Malformed),
            ("https://[::1", Malformed),
            ("https://[::1]x", Malformed),
            ("https://[::1]x:80", Malformed),
            ("https://x.com:", Malformed),
            ("https://x.com:+80", Malformed),
            ("https://x.com:80:80", Malformed),
            ("https://x.com:0", OutOfRange),
            ("https://x.com:65536", OutOfRange),
            ("https://x.com/%2", Malformed),
            ("https://x.com/[a]", NotAllowed),
            (&format!("https://x.com/{}", "a".repeat(1024)), TooLong),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_config("base_url", reason));
            assert_eq!(BaseUrl::parse(text), refused, "{text:?}");
        }
    }
}
