//! Values in, decisions out. Nothing here reads a clock, draws a random byte or knows a store:
//! `now` and randomness are arguments.

mod digest;
mod event;
mod id;
pub(crate) mod input;
mod message;
mod message_text;
mod named;
mod proof;
mod secret;
mod session;
mod smtp_security;
mod sweep;
mod throttle;
mod time;
mod user;
mod verification;

pub(crate) use digest::{Digest, KeyId};
pub use event::{Event, EventFilter, EventPage, EventType};
pub(crate) use id::IdSequence;
pub use id::{
    CredentialId, EventId, IdentityId, LeaseId, MessageId, PendingChangeId, SessionId, SignUpId,
    UserId, VerificationId,
};
pub use input::{Context, ProfileChanges};
pub use message::{Message, MessageKind};
pub(crate) use message_text::MessageParts;
#[cfg(feature = "seeded-faults")]
pub(crate) use named::named;
pub(crate) use proof::{AccountProof, acts_on};
pub use secret::Secret;
pub use session::{Session, SessionMethod, SessionUser, SignIn};
pub use smtp_security::SmtpSecurity;
pub use sweep::SweepReport;
pub(crate) use throttle::{Limit, Tally};
pub use time::Timestamp;
pub use user::{
    Identity, IdentityType, ProviderName, User, UserExport, UserFilter, UserIdentity, UserPage,
};
pub(crate) use verification::Subject;
pub use verification::{Channel, Form, Kind, Verification, VerificationType};
