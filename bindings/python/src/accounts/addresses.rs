//! Adding, changing and removing the addresses of one's own account.

use ezauth_core::domain::Channel;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::Accounts;
use crate::convert::{parsed, text};
use crate::given::{self, Context};
use crate::records::{User, UserIdentity};
use crate::results::HandedOut;

#[pymethods]
impl Accounts {
    /// Sends a link and a code to an address (`email` or `phone`) that shall be added to the account
    /// of the session, or take the place of the identity `replaces`, which is of the same type.
    /// Whatever is returned, a flow handle, is the same if somebody else has the address: then nothing
    /// arrives.
    ///
    /// Raises `InvalidToken` without a live session, `ReauthenticationRequired`, `AlreadyTaken` on
    /// `value` if the account has the address, `NotFound` if it does not have `replaces`,
    /// `RateLimited`, `InvalidConfig` if the key has been replaced since the accounts were opened, and
    /// `InvalidArgument` on `type`, `value`, `replaces`, `ip` and `user_agent`.
    #[pyo3(signature = (session_token, r#type, value, replaces = None, context = None))]
    fn request_identity(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        r#type: &Bound<'_, PyString>,
        value: &Bound<'_, PyString>,
        replaces: Option<&Bound<'_, PyString>>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<HandedOut> {
        let session = text("session_token", session_token)?;
        let (channel, value): (Channel, _) = (parsed("type", r#type)?, text("value", value)?);
        let replaces = replaces.map(|identity| parsed("replaces", identity)).transpose()?;
        let caller = given::context(context);
        self.call(py, |core| core.request_identity(&session, channel, &value, replaces, &caller))
    }

    /// Adds or replaces an address of the session's user with the link of its message. The other
    /// sessions end, and so does every link, code and message that is under way; all addresses are
    /// told, the old one too.
    ///
    /// Raises `InvalidToken`, which leaves the link of another's change as it is,
    /// `ReauthenticationRequired`, `AlreadyClaimed` if somebody has verified the address meanwhile,
    /// and `InvalidArgument` on `ip` and `user_agent`.
    #[pyo3(signature = (session_token, token, context = None))]
    fn confirm_identity_with_link(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        token: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<UserIdentity> {
        let (session, token) = (text("session_token", session_token)?, text("token", token)?);
        let caller = given::context(context);
        self.call(py, |core| core.confirm_identity_with_link(&session, &token, &caller))
    }

    /// Adds or replaces an address of the session's user with the code of its message. Attempts are
    /// counted for the change that is pending.
    ///
    /// Raises what `confirm_identity_with_link` does, `RateLimited`, and `InvalidArgument` on `value`
    /// and `code`.
    #[pyo3(signature = (session_token, value, code, context = None))]
    fn confirm_identity_with_code(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        value: &Bound<'_, PyString>,
        code: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<UserIdentity> {
        let session = text("session_token", session_token)?;
        let (value, code) = (text("value", value)?, text("code", code)?);
        let caller = given::context(context);
        self.call(py, |core| core.confirm_identity_with_code(&session, &value, &code, &caller))
    }

    /// Removes an address or a provider of the session's user, but never the last way in. What ends
    /// and who is told is as for `confirm_identity_with_link`.
    ///
    /// Raises `InvalidToken`, `ReauthenticationRequired`, `NotFound`, `LastIdentity`, and
    /// `InvalidArgument` on `identity`, `ip` and `user_agent`.
    #[pyo3(signature = (session_token, identity, context = None))]
    fn remove_identity(
        &self,
        py: Python<'_>,
        session_token: &Bound<'_, PyString>,
        identity: &Bound<'_, PyString>,
        context: Option<&Bound<'_, Context>>,
    ) -> PyResult<User> {
        let session = text("session_token", session_token)?;
        let (identity, caller) = (parsed("identity", identity)?, given::context(context));
        self.call(py, |core| core.remove_identity(&session, identity, &caller))
    }
}
