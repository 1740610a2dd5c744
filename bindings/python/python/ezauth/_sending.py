"""Calls a sender on the delivery thread."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Optional

from ezauth._ezauth import Message

_log = logging.getLogger("ezauth")


def deliver(sender: Callable[[Message], Optional[Awaitable[None]]], message: Message) -> bool:
    """Whether the sender took the message. What it raises is logged, and the message comes again.

    An asynchronous sender runs in an event loop of this thread; `ezauth.aio` gives it the loop of
    the program.
    """
    try:
        result = sender(message)
        if inspect.isawaitable(result):
            asyncio.run(_wait(result))
    # Whatever it is, even a `SystemExit`: it must end neither the thread nor the delivery of others.
    except BaseException:
        _log.exception("message %s was not delivered and will be tried again", message.id)
        return False
    return True


async def _wait(sent: Awaitable[None]) -> None:
    await sent
