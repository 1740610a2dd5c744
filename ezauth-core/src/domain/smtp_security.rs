//! How mail is protected on its way to the server.

use super::named::named;

named! {
    /// How a connection to an SMTP server is protected. Messages carry secrets, so it is by default.
    SmtpSecurity, "smtp_security" {
        /// TLS from the first byte (RFC 8314 section 3.3), usually on port 465.
        Tls "tls",
        /// TLS after `STARTTLS` (RFC 3207), usually on port 587. A server that does not offer it gets
        /// nothing.
        StartTls "starttls",
        /// Nothing: for a relay on this machine or in a network of one's own, usually on port 25.
        None "none",
    }
}

impl SmtpSecurity {
    /// The port that is usual for it.
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}
