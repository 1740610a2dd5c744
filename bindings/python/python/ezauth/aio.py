"""The accounts for programs on asyncio: the same operations, awaited.

    async with await aio.Accounts.open("auth.db") as accounts:
        found = await accounts.get_session(token)

Calls run in threads, so that a password that is hashed does not hold up the event loop. Cancelling
a call stops the waiting and not the call. A sender is called in the event loop that opened the
accounts, and what it returns is awaited there: a coroutine, a task, any awaitable. One that blocks
belongs into a thread (`asyncio.to_thread`). It must not close the accounts.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, Optional, TypeVar, Union

import ezauth

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from typing_extensions import Concatenate, ParamSpec, Unpack

    from ezauth.types import Sender

    _P = ParamSpec("_P")

_T = TypeVar("_T")

# For calls that hash no password, while all places to hash one are taken.
SPARE_THREADS = 8


# It stands here because the class below is made with it.
def _awaited(
    operation: Callable[Concatenate[ezauth.Accounts, _P], _T],
) -> Callable[Concatenate[Accounts, _P], Coroutine[Any, Any, _T]]:
    """The operation of `ezauth.Accounts`, with its parameters and its documentation."""

    @functools.wraps(operation)
    async def awaited(self: Accounts, /, *given: _P.args, **named: _P.kwargs) -> _T:
        return await self._call(lambda: operation(self._accounts, *given, **named))

    return awaited


class Accounts:
    """The accounts in one database. Open them with `open`."""

    def __init__(self, accounts: ezauth.Accounts) -> None:
        """Awaits what these accounts answer. They are closed together."""
        self._accounts = accounts
        # With fewer, calls that hash would wait here without a bound, and all others behind them.
        threads = accounts._hashing_places + SPARE_THREADS
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="ezauth")
        self._process = os.getpid()
        self._closed = False

    @classmethod
    async def open(
        cls,
        database: Union[str, os.PathLike[str]],
        *,
        sender: Optional[Sender] = None,
        clock: Optional[ezauth.SettableClock] = None,
        **settings: Unpack[ezauth.Settings],
    ) -> Accounts:
        """Opens the accounts in a file, as `ezauth.Accounts.open` does."""
        loop = asyncio.get_running_loop()
        if sender is not None and not isinstance(sender, ezauth.ConsoleSender):
            sender = _in_loop(loop, sender)
        opened = functools.partial(
            ezauth.Accounts.open, database, sender=sender, clock=clock, **settings
        )
        return cls(await loop.run_in_executor(None, opened))

    @staticmethod
    async def replace_key(
        database: Union[str, os.PathLike[str]], **settings: Unpack[ezauth.Settings]
    ) -> None:
        """Gives a database another key, as `ezauth.Accounts.replace_key` does."""
        replaced = functools.partial(ezauth.Accounts.replace_key, database, **settings)
        await asyncio.get_running_loop().run_in_executor(None, replaced)

    @property
    def sync(self) -> ezauth.Accounts:
        """The same accounts without waiting: a call may hold up the event loop, and `get_session`
        is over before a thread would have begun.
        """
        return self._accounts

    async def close(self) -> None:
        """Refuses new calls, waits for those that run, and closes the file."""
        await self._call(self._accounts.close)
        self._closed = True
        self._threads.shutdown(wait=False)

    async def __aenter__(self) -> Accounts:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[type[BaseException]],
        exc: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        await self.close()

    # users
    create_user_with_password = _awaited(ezauth.Accounts.create_user_with_password)
    create_user_with_email = _awaited(ezauth.Accounts.create_user_with_email)
    create_user_with_phone = _awaited(ezauth.Accounts.create_user_with_phone)
    email_taken = _awaited(ezauth.Accounts.email_taken)
    username_taken = _awaited(ezauth.Accounts.username_taken)
    find_or_create_email_identity = _awaited(ezauth.Accounts.find_or_create_email_identity)
    find_or_create_phone_identity = _awaited(ezauth.Accounts.find_or_create_phone_identity)

    # sign_up
    sign_up_with_password = _awaited(ezauth.Accounts.sign_up_with_password)
    confirm_sign_up_with_link = _awaited(ezauth.Accounts.confirm_sign_up_with_link)
    confirm_sign_up_with_code = _awaited(ezauth.Accounts.confirm_sign_up_with_code)
    resend_sign_up = _awaited(ezauth.Accounts.resend_sign_up)

    # sign_in
    sign_in_with_password = _awaited(ezauth.Accounts.sign_in_with_password)

    # magic
    request_magic_link = _awaited(ezauth.Accounts.request_magic_link)
    sign_in_with_magic_link = _awaited(ezauth.Accounts.sign_in_with_magic_link)
    request_email_code = _awaited(ezauth.Accounts.request_email_code)
    sign_in_with_email_code = _awaited(ezauth.Accounts.sign_in_with_email_code)
    request_phone_code = _awaited(ezauth.Accounts.request_phone_code)
    sign_in_with_phone_code = _awaited(ezauth.Accounts.sign_in_with_phone_code)

    # sessions
    generate_user_session_token = _awaited(ezauth.Accounts.generate_user_session_token)
    get_session = _awaited(ezauth.Accounts.get_session)
    get_user_by_session_token = _awaited(ezauth.Accounts.get_user_by_session_token)
    list_user_sessions = _awaited(ezauth.Accounts.list_user_sessions)
    revoke_user_session_token = _awaited(ezauth.Accounts.revoke_user_session_token)
    revoke_user_session = _awaited(ezauth.Accounts.revoke_user_session)
    revoke_user_sessions = _awaited(ezauth.Accounts.revoke_user_sessions)
    revoke_other_sessions = _awaited(ezauth.Accounts.revoke_other_sessions)

    # identities
    get_user_by_email = _awaited(ezauth.Accounts.get_user_by_email)
    get_user_by_username = _awaited(ezauth.Accounts.get_user_by_username)
    get_verified_identity = _awaited(ezauth.Accounts.get_verified_identity)

    # verifications
    issue_identity_verification = _awaited(ezauth.Accounts.issue_identity_verification)
    request_email_verification = _awaited(ezauth.Accounts.request_email_verification)
    verify_magic_code = _awaited(ezauth.Accounts.verify_magic_code)
    verify_magic_link = _awaited(ezauth.Accounts.verify_magic_link)
    peek_magic_link = _awaited(ezauth.Accounts.peek_magic_link)

    # recovery
    request_password_recovery = _awaited(ezauth.Accounts.request_password_recovery)
    reset_password_with_link = _awaited(ezauth.Accounts.reset_password_with_link)
    reset_password_with_code = _awaited(ezauth.Accounts.reset_password_with_code)

    # my_account
    change_password = _awaited(ezauth.Accounts.change_password)
    set_password = _awaited(ezauth.Accounts.set_password)
    delete_account = _awaited(ezauth.Accounts.delete_account)

    # addresses
    request_identity = _awaited(ezauth.Accounts.request_identity)
    confirm_identity_with_link = _awaited(ezauth.Accounts.confirm_identity_with_link)
    confirm_identity_with_code = _awaited(ezauth.Accounts.confirm_identity_with_code)
    remove_identity = _awaited(ezauth.Accounts.remove_identity)

    # reauthentication
    reauthenticate_with_password = _awaited(ezauth.Accounts.reauthenticate_with_password)
    reauthenticate_with_link = _awaited(ezauth.Accounts.reauthenticate_with_link)
    reauthenticate_with_code = _awaited(ezauth.Accounts.reauthenticate_with_code)

    # profile
    update_user_profile = _awaited(ezauth.Accounts.update_user_profile)

    # admin
    get_user = _awaited(ezauth.Accounts.get_user)
    list_user_identities = _awaited(ezauth.Accounts.list_user_identities)
    admin_list_users = _awaited(ezauth.Accounts.admin_list_users)
    admin_disable_user = _awaited(ezauth.Accounts.admin_disable_user)
    admin_enable_user = _awaited(ezauth.Accounts.admin_enable_user)
    admin_delete_user = _awaited(ezauth.Accounts.admin_delete_user)
    admin_attach_identity = _awaited(ezauth.Accounts.admin_attach_identity)
    admin_revoke_all_sessions = _awaited(ezauth.Accounts.admin_revoke_all_sessions)

    # admin_passwords
    admin_set_password = _awaited(ezauth.Accounts.admin_set_password)
    admin_expire_password = _awaited(ezauth.Accounts.admin_expire_password)

    # export
    admin_export_user = _awaited(ezauth.Accounts.admin_export_user)

    # delivery
    claim_messages = _awaited(ezauth.Accounts.claim_messages)
    ack_message = _awaited(ezauth.Accounts.ack_message)
    nack_message = _awaited(ezauth.Accounts.nack_message)

    # upkeep
    events = _awaited(ezauth.Accounts.events)
    sweep = _awaited(ezauth.Accounts.sweep)
    backup = _awaited(ezauth.Accounts.backup)

    async def _call(self, operation: Callable[[], _T]) -> _T:
        # After `close` and in a child of a fork there are no threads; the core refuses at once.
        if self._closed or os.getpid() != self._process:
            return operation()
        return await asyncio.get_running_loop().run_in_executor(self._threads, operation)


def _in_loop(
    loop: asyncio.AbstractEventLoop,
    sender: Callable[[ezauth.Message], Optional[Awaitable[object]]],
) -> Callable[[ezauth.Message], None]:
    def send(message: ezauth.Message) -> None:
        # A loop that is closed takes nothing: what it was to run is closed, too.
        with contextlib.closing(_deliver(sender, message)) as delivery:
            asyncio.run_coroutine_threadsafe(delivery, loop).result()

    return send


async def _deliver(
    sender: Callable[[ezauth.Message], Optional[Awaitable[object]]], message: ezauth.Message
) -> None:
    result = sender(message)
    if inspect.isawaitable(result):
        await result
