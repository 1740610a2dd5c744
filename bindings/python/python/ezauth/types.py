"""Names and types for annotations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, Optional, Union

from ezauth._ezauth import ConsoleSender, Message

VerificationType = Literal["email", "phone", "recovery"]
"""What `verify_magic_link` takes: kind `confirm` by mail or text message, or kind `recover`."""

SessionMethod = Literal["password", "link", "code", "host"]
"""How a session was proven."""

Kind = Literal["confirm", "sign_up", "sign_in", "recover", "change"]
"""What a message is about."""

Channel = Literal["email", "phone"]
"""How a message travels."""

Sender = Union[Callable[[Message], Optional[Awaitable[None]]], ConsoleSender]
"""Who delivers: a function or a coroutine function. What it raises has the message tried again."""
