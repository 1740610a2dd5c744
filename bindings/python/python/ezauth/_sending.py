"""Calls a sender, on a thread of its own."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable
from typing import Optional

from ezauth._ezauth import Deliveries, Message

Sender = Callable[[Message], Optional[Awaitable[object]]]

_log = logging.getLogger("ezauth")


def start(deliveries: Deliveries, sender: Sender) -> None:
    """Starts the thread. It ends when there is nothing to deliver any more, and keeps no program
    from ending: the message that it is at comes again.
    """
    arguments = (deliveries, sender)
    threading.Thread(target=_run, args=arguments, name="ezauth-sender", daemon=True).start()


def _run(deliveries: Deliveries, sender: Sender) -> None:
    while (message := deliveries.take()) is not None:
        delivered = False
        # Telling of a failure can fail too, in a handler of the host's: whoever waits is answered.
        try:
            delivered = _deliver(sender, message)
        except BaseException:
            pass
        finally:
            deliveries.answer(delivered)
        # Its secrets need not wait for the next one.
        del message


def _deliver(sender: Sender, message: Message) -> bool:
    try:
        result = sender(message)
        if inspect.isawaitable(result):
            asyncio.run(_wait(result))
    # Whatever it is, even a `SystemExit`: it must not end the delivery of other messages.
    except BaseException:
        _log.exception("message %s was not delivered and will be tried again", message.id)
        return False
    return True


async def _wait(sent: Awaitable[object]) -> None:
    await sent
