"""What can be refused, and why: `Error`, and a subclass for each kind.

The names and numbers of the kinds are the same in every language. The text of an error is one
English line and never holds personal data or a secret, so it may be logged as it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, NamedTuple, Optional


class FieldError(NamedTuple):
    """One field of the input that was refused, and why."""

    field: str
    """The parameter, setting or member as the caller knows it: `email`, `session_lifetime`."""
    reason: str
    """What is wrong with it: `empty`, `too_long`, `malformed` and so on."""


class Error(Exception):
    """A refusal or a failure, with its complete machine-readable detail."""

    kind: ClassVar[str]
    """What happened, as the one name to branch on."""
    number: ClassVar[int]
    """The number of the kind, the same in every language."""

    retry_after: Optional[timedelta] = None
    """How long to wait before the same call may succeed. Present for `RateLimited`."""
    storage: Optional[str] = None
    """Why the storage failed: `busy`, `full`, `read_only`, `corrupt` or `io`."""

    # No `__init__`: the native module makes these without running Python. A thread that runs Python
    # below frames of Rust, while the interpreter ends, takes the process down with it.
    _fields: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[FieldError, ...]:
        """The refused fields. `AlreadyTaken` names the field whose value is in use."""
        return tuple(FieldError(*each) for each in self._fields)


class InvalidArgument(Error):
    """An argument is malformed; the fields say which and why. Nothing was looked up or changed."""

    kind, number = "invalid_argument", 1


class InvalidConfig(Error):
    """A setting, the key or the file given at open is not usable; the fields say which."""

    kind, number = "invalid_config", 2


class Closed(Error):
    """The accounts have been closed."""

    kind, number = "closed", 3


class Forked(Error):
    """The accounts were opened before a fork and are used in the child."""

    kind, number = "forked", 4


class SchemaTooNew(Error):
    """The database was written by a newer version of the library."""

    kind, number = "schema_too_new", 5


class InvalidCredentials(Error):
    """Identifier and password do not open an account."""

    kind, number = "invalid_credentials", 20


class InvalidToken(Error):
    """The link, code, handle or token is unknown, used, expired or of another kind."""

    kind, number = "invalid_token", 21


class WeakPassword(Error):
    """The new password is well formed but easily guessed; the fields say why."""

    kind, number = "weak_password", 22


class AlreadyTaken(Error):
    """Somebody holds the value; the field says which."""

    kind, number = "already_taken", 23


class AlreadyClaimed(Error):
    """Somebody else has verified the value since the verification was issued."""

    kind, number = "already_claimed", 24


class NotFound(Error):
    """The user or identity that the call acts on does not exist."""

    kind, number = "not_found", 25


class LastIdentity(Error):
    """The identity is the last way into the account."""

    kind, number = "last_identity", 26


class RateLimited(Error):
    """Too many attempts; `retry_after` says how long to wait."""

    kind, number = "rate_limited", 27


class ReauthenticationRequired(Error):
    """The session was proven too long ago for this act."""

    kind, number = "reauthentication_required", 28


class Disabled(Error):
    """The account is switched off."""

    kind, number = "disabled", 29


class ProofRequired(Error):
    """The link or code is right, but the account must be proven too: by handle or password."""

    kind, number = "proof_required", 30


class Storage(Error):
    """The database did not take or give the data; `storage` says why."""

    kind, number = "storage", 60


class Internal(Error):
    """A bug in the library. The accounts stay usable."""

    kind, number = "internal", 90


of_kind: dict[str, type[Error]] = {each.kind: each for each in Error.__subclasses__()}
"""The exceptions by their kinds: what the native module raises."""
