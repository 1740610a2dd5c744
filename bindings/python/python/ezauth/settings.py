"""The settings of `Accounts.open`, by name.

Their defaults, ranges and meaning are in the one table of settings, `docs/CONFIGURATION.md`. A text
is in the form of that table (`15m`, `64MiB`); durations may also be a `timedelta`, keys 32 `bytes`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict, Union

Text = str
Integer = Union[int, str]
Flag = Union[bool, str]
Duration = Union[timedelta, str]
Key = Union[bytes, str]
# Not a `Sequence`: a text is one too, and stands for a list in the form of the table.
TextList = Union["list[str]", "tuple[str, ...]", str]
KeyList = Union["list[Key]", "tuple[Key, ...]", str]


class Settings(TypedDict, total=False):
    """Every setting but `database`. One that is left out has its default."""

    key: Key
    additional_keys: KeyList
    base_url: Text
    argon2_memory: Text
    argon2_iterations: Integer
    argon2_parallelism: Integer
    hash_concurrency: Integer
    hash_queue: Integer
    password_min_length: Integer
    password_words: TextList
    username_pattern: Text
    session_lifetime: Duration
    session_idle_lifetime: Duration
    sessions_per_user: Integer
    confirm_lifetime: Duration
    recover_lifetime: Duration
    code_lifetime: Duration
    code_digits: Integer
    code_attempts: Integer
    confirm_needs_proof: Flag
    event_retention: Duration
    busy_timeout: Duration
    read_connections: Integer
    mmap_size: Text
    delivery_poll: Duration
    delivery_lease: Duration
    close_timeout: Duration
