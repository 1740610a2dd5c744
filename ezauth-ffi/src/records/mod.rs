//! What is returned. Written by `cargo xtask header` from the table of records, but for `secret`.

pub(crate) mod identity;
pub(crate) mod message;
pub(crate) mod secret;
pub(crate) mod session;
pub(crate) mod session_and_user;
pub(crate) mod sign_in;
pub(crate) mod user;
pub(crate) mod user_and_identity;

pub(crate) use user::User;

pub(crate) use identity::Identity;

pub(crate) use user_and_identity::UserAndIdentity;

pub(crate) use session::Session;

pub(crate) use session_and_user::SessionAndUser;

pub(crate) use sign_in::SignIn;

pub(crate) use message::{Message, MessageList};
