"""The accounts for programs on asyncio: the same operations, awaited.

    async with await aio.Accounts.open("auth.db") as accounts:
        found = await accounts.get_session(token)

Calls run in threads, so that a password that is hashed does not hold up the event loop. Cancelling
a call stops the waiting and not the call. A sender may be a coroutine function: it runs in the event
loop that opened the accounts. It must not close them.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Optional, TypeVar, Union

import ezauth

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ezauth.types import Sender, VerificationType

_T = TypeVar("_T")


class Accounts:
    """The accounts in one database. Open them with `open`."""

    def __init__(self, accounts: ezauth.Accounts) -> None:
        """Awaits what these accounts answer. They are closed together."""
        self._accounts = accounts
        self._threads = ThreadPoolExecutor(thread_name_prefix="ezauth")
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

    async def create_user_with_password(self, email: str, password: str) -> ezauth.UserIdentity:
        """As `ezauth.Accounts.create_user_with_password`."""
        return await self._call(self._accounts.create_user_with_password, email, password)

    async def sign_in_with_password(
        self, identifier: str, password: str, context: Optional[ezauth.Context] = None
    ) -> ezauth.SignIn:
        """As `ezauth.Accounts.sign_in_with_password`."""
        return await self._call(
            self._accounts.sign_in_with_password, identifier, password, context
        )

    async def get_session(self, token: str) -> Optional[ezauth.SessionUser]:
        """As `ezauth.Accounts.get_session`."""
        return await self._call(self._accounts.get_session, token)

    async def revoke_user_session_token(self, token: str) -> bool:
        """As `ezauth.Accounts.revoke_user_session_token`."""
        return await self._call(self._accounts.revoke_user_session_token, token)

    async def request_email_verification(self, identity: str) -> str:
        """As `ezauth.Accounts.request_email_verification`."""
        return await self._call(self._accounts.request_email_verification, identity)

    async def verify_magic_link(
        self, token: str, type: VerificationType, proof: Optional[str] = None
    ) -> ezauth.UserIdentity:
        """As `ezauth.Accounts.verify_magic_link`."""
        return await self._call(self._accounts.verify_magic_link, token, type, proof)

    async def claim_messages(self, limit: int, lease: timedelta) -> list[ezauth.Message]:
        """As `ezauth.Accounts.claim_messages`."""
        return await self._call(self._accounts.claim_messages, limit, lease)

    async def ack_message(self, lease: str) -> bool:
        """As `ezauth.Accounts.ack_message`."""
        return await self._call(self._accounts.ack_message, lease)

    async def _call(self, operation: Callable[..., _T], *arguments: Any) -> _T:
        # After `close` and in a child of a fork there are no threads; the core refuses at once.
        if self._closed or os.getpid() != self._process:
            return operation(*arguments)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, operation, *arguments)


def _in_loop(
    loop: asyncio.AbstractEventLoop,
    sender: Callable[[ezauth.Message], Optional[Awaitable[None]]],
) -> Callable[[ezauth.Message], None]:
    def send(message: ezauth.Message) -> None:
        result = sender(message)
        if inspect.isawaitable(result):
            asyncio.run_coroutine_threadsafe(_wait(result), loop).result()

    return send


async def _wait(sent: Awaitable[None]) -> None:
    await sent
