"""The driver: a process through which the engine of `tests/` calls the Python package.

It reads a request a line and answers with a line, and converts: it decides nothing and checks
nothing. `tests/README.md` tells the lines. What the package does not have yet is answered with
`{"unsupported": true}`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import ezauth

# The handle of a request that names none.
DEFAULT_HANDLE = "main"
# Longer than any delivery takes, shorter than the engine waits for an answer.
PATIENCE = 10

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}

Call = Callable[[], Any]


class Unsupported(Exception):
    """The package does not have this yet."""


class Mailbox:
    """A sender that keeps its messages, for somebody who waits for them."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._messages: list[ezauth.Message] = []
        self._taken = 0

    def __call__(self, message: ezauth.Message) -> None:
        with self._arrived:
            self._messages.append(message)
            self._arrived.notify_all()

    def take(self, at_least: int) -> list[ezauth.Message]:
        with self._arrived:
            self._arrived.wait_for(lambda: len(self._messages) >= at_least, PATIENCE)
            new = self._messages[self._taken :]
            self._taken = len(self._messages)
            return new


class Race:
    """Threads that wait to make one call."""

    def __init__(self, threads: int, call: Call) -> None:
        # One place each for the threads and for `go`; the first meeting says that all are there.
        self._start = threading.Barrier(threads + 1)
        self._call = call
        self._results: list[dict[str, Any]] = []
        self._threads = [threading.Thread(target=self._run) for _ in range(threads)]
        for thread in self._threads:
            thread.start()
        self._start.wait()

    def go(self) -> list[dict[str, Any]]:
        self._start.wait()
        for thread in self._threads:
            thread.join()
        return self._results

    def _run(self) -> None:
        self._start.wait()
        self._start.wait()
        self._results.append(outcome(self._call, {}))


class Process:
    """What the driver holds: open accounts by name, the clock, and a race that waits."""

    def __init__(self) -> None:
        self._accounts: dict[str, ezauth.Accounts] = {}
        self._mailboxes: dict[str, Mailbox] = {}
        self._clock = ezauth.SettableClock(EPOCH)
        self._waiting: Optional[Race] = None

    def perform(self, handle: str, call: str, given: dict[str, Any]) -> Any:
        controls = {
            "open": self._open,
            "close": self._close,
            "set_clock": self._set_clock,
            "collected": self._collected,
            "race": self._race,
            "go": self._go,
            "abort": self._abort,
        }
        if call in controls:
            return controls[call](handle, given)
        return self._operation(handle, call, given)()

    def _operation(self, handle: str, call: str, given: dict[str, Any]) -> Call:
        accounts = self._accounts[handle]
        method = getattr(accounts, call, None)
        if method is None:
            raise Unsupported
        return lambda: method(**arguments(call, given))

    def _open(self, handle: str, given: dict[str, Any]) -> None:
        self._accounts[handle], mailbox = self._opened(given)
        if mailbox is not None:
            self._mailboxes[handle] = mailbox

    def _close(self, handle: str, _: dict[str, Any]) -> None:
        """The handle stays known, so that one can see what it answers now."""
        self._accounts[handle].close()

    def _set_clock(self, _: str, given: dict[str, Any]) -> None:
        self._clock.set(EPOCH + timedelta(milliseconds=given["now"]))

    def _collected(self, handle: str, given: dict[str, Any]) -> list[ezauth.Message]:
        return self._mailboxes[handle].take(given.get("at_least") or 0)

    def _race(self, handle: str, given: dict[str, Any]) -> str:
        # Where the call is not supported, none waits for `go`.
        self._waiting = None
        with_ = given.get("with") or {}
        if given["call"] == "open":
            call: Call = lambda: self._opened(with_)[0].close()
        else:
            call = self._operation(handle, given["call"], with_)
        self._waiting = Race(given["threads"], call)
        return "ready"

    def _go(self, _: str, __: dict[str, Any]) -> list[dict[str, Any]]:
        if self._waiting is None:
            raise Unsupported
        return self._waiting.go()

    def _abort(self, _: str, __: dict[str, Any]) -> None:
        os.abort()

    def _opened(self, given: dict[str, Any]) -> tuple[ezauth.Accounts, Optional[Mailbox]]:
        settings = dict(given.get("settings") or {})
        sender = senders()[given.get("sender") or "none"]
        clock = None
        if given.get("clock") is not None:
            self._set_clock("", {"now": given["clock"]})
            clock = self._clock
        database = settings.pop("database", "")
        accounts = ezauth.Accounts.open(database, sender=sender, clock=clock, **settings)
        return accounts, sender if isinstance(sender, Mailbox) else None


def senders() -> dict[str, Any]:
    """The senders that `open` knows by name."""

    def fail(message: ezauth.Message) -> None:
        raise ConnectionError("the mail server is down")

    return {
        "none": None,
        "console": ezauth.ConsoleSender(),
        "fail": fail,
        "collect": Mailbox(),
    }


def arguments(call: str, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a request, as the types that the package takes."""
    taken = {name: value for name, value in given.items() if value is not None}
    if "context" in taken:
        taken["context"] = ezauth.Context(**taken["context"])
    if call == "claim_messages":
        number, unit = re.fullmatch(r"(\d+)(\w+)", taken["lease"]).groups()  # type: ignore[union-attr]
        taken["lease"] = timedelta(milliseconds=int(number) * UNITS[unit])
    return taken


def as_json(value: Any) -> Any:
    """A result: records as objects, times as milliseconds."""
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(milliseconds=1)
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if type(value).__module__ == "ezauth":
        fields = [name for name in dir(value) if not name.startswith("_")]
        return {name: as_json(getattr(value, name)) for name in fields}
    return value


def outcome(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Makes a call and says how it went."""
    try:
        return {"ok": as_json(call())}
    except Unsupported:
        return {"unsupported": True}
    except ezauth.Error as error:
        return {"error": describe(error)}
    except TypeError as error:
        # Python's own refusal of what the library would refuse.
        wrong = [name for name, value in given.items() if not isinstance(value, (str, dict))]
        if not wrong:
            return {"failure": f"TypeError: {error}"}
        fields = [{"field": name, "reason": "wrong_type"} for name in wrong]
        refused = ezauth.InvalidArgument("invalid argument")
        return {"error": {**describe(refused), "fields": fields}}
    except Exception as error:
        return {"failure": f"{type(error).__name__}: {error}"}


def describe(error: ezauth.Error) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": error.kind,
        "number": error.number,
        "message": str(error),
        "fields": [{"field": each.field, "reason": each.reason} for each in error.fields],
    }
    if error.retry_after is not None:
        described["retry_after"] = error.retry_after // timedelta(milliseconds=1)
    if error.storage is not None:
        described["storage"] = error.storage
    return described


def main() -> None:
    process = Process()
    for line in sys.stdin:
        request = json.loads(line)
        handle, given = request.get("on") or DEFAULT_HANDLE, request.get("with") or {}
        call = request["call"]
        answer = outcome(lambda: process.perform(handle, call, given), given)
        print(json.dumps({"id": request["id"], **answer}), flush=True)


if __name__ == "__main__":
    main()
