//! What is returned. Written by `cargo xtask header` from the table of records, but for `secret`.

pub(crate) mod event;
pub(crate) mod event_page;
pub(crate) mod identity;
pub(crate) mod message;
pub(crate) mod secret;
pub(crate) mod session;
pub(crate) mod session_and_user;
pub(crate) mod sign_in;
pub(crate) mod sweep_report;
pub(crate) mod user;
pub(crate) mod user_and_identity;
pub(crate) mod user_export;
pub(crate) mod user_page;
pub(crate) mod verification;

pub(crate) use user::{User, UserList};

pub(crate) use identity::{Identity, IdentityList};

pub(crate) use user_and_identity::UserAndIdentity;

pub(crate) use session::{Session, SessionList};

pub(crate) use session_and_user::SessionAndUser;

pub(crate) use sign_in::SignIn;

pub(crate) use verification::Verification;

pub(crate) use message::{Message, MessageList};

pub(crate) use event::EventList;

pub(crate) use event_page::EventPage;

pub(crate) use sweep_report::SweepReport;

pub(crate) use user_page::UserPage;

pub(crate) use user_export::UserExport;
