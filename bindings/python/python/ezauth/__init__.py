"""User accounts as a library: users, identities, sessions and verifications in one SQLite file.

    with ezauth.Accounts.open("auth.db") as accounts:
        created = accounts.create_user_with_password("ada@example.com", "a long and quiet river")

Every operation is a method of `Accounts`; programs on asyncio find the same in `ezauth.aio`. Ids are
text, times are aware datetimes in UTC, and what is refused raises a subclass of `Error`.
"""

from ezauth._ezauth import (
    Accounts,
    ConsoleSender,
    Context,
    Identity,
    Message,
    Session,
    SessionUser,
    SettableClock,
    SignIn,
    User,
    UserIdentity,
)
from ezauth.errors import (
    AlreadyClaimed,
    AlreadyTaken,
    Closed,
    Disabled,
    Error,
    FieldError,
    Forked,
    Internal,
    InvalidArgument,
    InvalidConfig,
    InvalidCredentials,
    InvalidToken,
    LastIdentity,
    NotFound,
    ProofRequired,
    RateLimited,
    ReauthenticationRequired,
    SchemaTooNew,
    Storage,
    WeakPassword,
)
from ezauth.settings import Settings
from ezauth.types import Channel, Kind, Sender, SessionMethod, VerificationType

__all__ = [
    "Accounts",
    "AlreadyClaimed",
    "AlreadyTaken",
    "Channel",
    "Closed",
    "ConsoleSender",
    "Context",
    "Disabled",
    "Error",
    "FieldError",
    "Forked",
    "Identity",
    "Internal",
    "InvalidArgument",
    "InvalidConfig",
    "InvalidCredentials",
    "InvalidToken",
    "Kind",
    "LastIdentity",
    "Message",
    "NotFound",
    "ProofRequired",
    "RateLimited",
    "ReauthenticationRequired",
    "SchemaTooNew",
    "Sender",
    "Session",
    "SessionMethod",
    "SessionUser",
    "SettableClock",
    "Settings",
    "SignIn",
    "Storage",
    "User",
    "UserIdentity",
    "VerificationType",
    "WeakPassword",
]
