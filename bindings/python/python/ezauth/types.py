"""Names and types for annotations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, Optional, TypedDict, Union

from ezauth._ezauth import ConsoleSender, Message

VerificationType = Literal["email", "phone", "recovery"]
"""What `verify_magic_link` takes: kind `confirm` by mail or text message, or kind `recover`."""

SessionMethod = Literal["password", "link", "code", "host"]
"""How a session was proven."""

Form = Literal["link", "code", "handle"]
"""What shape a secret has."""

Kind = Literal["confirm", "sign_up", "sign_in", "recover", "change"]
"""What a secret is for."""

Channel = Literal["email", "phone"]
"""How a message travels."""

MessageKind = Literal[
    "confirm",
    "sign_up",
    "sign_in",
    "recover",
    "change",
    "address_in_use",
    "password_set",
    "password_changed",
    "password_reset",
    "password_expired",
    "password_switched_off",
    "identity_added",
    "identity_changed",
    "identity_removed",
    "account_disabled",
    "account_deleted",
    "signed_in_after_failures",
]
"""What a message is about: a secret, or something that has happened."""

EventType = Literal[
    "user_created",
    "profile_updated",
    "verification_issued",
    "identity_verified",
    "recovery_verified",
    "verification_refused",
    "session_created",
    "session_revoked",
    "sessions_revoked",
    "sign_in_refused",
    "password_rehashed",
    "password_reset",
    "key_replaced",
    "reauthenticated",
    "password_changed",
    "password_set",
    "password_expired",
    "password_switched_off",
    "identity_added",
    "identity_changed",
    "identity_removed",
    "user_disabled",
    "user_enabled",
    "user_deleted",
    "user_exported",
    "all_sessions_revoked",
    "backup_made",
    "backup_restored",
]
"""What an event says that happened."""


class ProfileChanges(TypedDict, total=False):
    """What `update_user_profile` takes. What is left out stays."""

    name: Optional[str]
    username: Optional[str]
    metadata: dict[str, Any]


Sender = Union[Callable[[Message], Optional[Awaitable[object]]], ConsoleSender]
"""Who delivers: a function, or one that returns an awaitable. What it raises has the message tried
again."""
