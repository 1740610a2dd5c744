"""The settings of `Accounts.open`, by name.

Their defaults, ranges and meaning are in the one table of settings, `docs/CONFIGURATION.md`. A text
is in the form of that table (`15m`, `64MiB`); durations may also be a `timedelta`, keys 32 `bytes`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, TypedDict, Union

Text = str
Integer = Union[int, str]
Flag = Union[bool, str]
Duration = Union[timedelta, str]
Key = Union[bytes, str]
Profile = Literal["default", "strict"]
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
    sign_up_lifetime: Duration
    sign_in_lifetime: Duration
    recover_lifetime: Duration
    change_lifetime: Duration
    code_lifetime: Duration
    code_digits: Integer
    code_attempts: Integer
    confirm_needs_proof: Flag
    code_needs_handle: Flag
    open_sign_up: Flag
    reauthentication_age: Duration
    profile: Profile
    issue_interval: Duration
    issue_hourly: Integer
    issue_daily: Integer
    issue_daily_in_all: Integer
    issue_hourly_by_ip: Integer
    sms_daily: Integer
    sms_prefixes: TextList
    sign_in_failures: Integer
    sign_in_failures_in_all: Integer
    sign_in_longest_wait: Duration
    failures_hourly_by_ip: Integer
    password_failures: Integer
    code_failures: Integer
    event_retention: Duration
    busy_timeout: Duration
    read_connections: Integer
    mmap_size: Text
    delivery_poll: Duration
    delivery_lease: Duration
    close_timeout: Duration
    smtp_host: Text
    smtp_port: Integer
    smtp_security: Text
    smtp_user: Text
    smtp_password: Text
    smtp_from: Text
    smtp_timeout: Duration
    smtp_root_certificate: Text
