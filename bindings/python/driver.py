"""The driver: a process through which the engine of `tests/` calls the Python package.

It reads a request a line and answers with a line, and converts: it decides nothing and checks
nothing. `tests/README.md` tells the lines, and the table of all languages the types.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Optional, TypeVar

import ezauth

if sys.version_info >= (3, 11):
    import tomllib
else:
    # It comes with mypy, where Python itself has none.
    import tomli as tomllib

TABLE = tomllib.loads(Path(__file__).parents[2].joinpath("tests", "operations.toml").read_text())
"""What every language offers."""
PARAMETERS = {
    operation["name"]: {each["name"]: each["type"] for each in operation["parameters"]}
    for operation in TABLE["operation"]
}

# The handle of a request that names none.
DEFAULT_HANDLE = "main"
# Longer than any delivery takes, shorter than the engine waits for an answer.
PATIENCE = 10

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}

Call = Callable[[], Any]
T = TypeVar("T")


class OutOfReach(Exception):
    """A time that no `datetime`, or a duration that no `timedelta` can show."""


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
        self._results.append(outcome(self._call))


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
            "replace_key": self._replace_key,
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
        method = getattr(self._accounts[handle], call)
        return lambda: operate(method, PARAMETERS[call], given)

    def _open(self, handle: str, given: dict[str, Any]) -> None:
        self._accounts[handle], mailbox = self._opened(given)
        if mailbox is not None:
            self._mailboxes[handle] = mailbox

    def _replace_key(self, _: str, given: dict[str, Any]) -> None:
        ezauth.Accounts.replace_key(**given["settings"])

    def _close(self, handle: str, _: dict[str, Any]) -> None:
        """The handle stays known, so that one can see what it answers now."""
        self._accounts[handle].close()

    def _set_clock(self, _: str, given: dict[str, Any]) -> None:
        self._clock.set(within_reach(lambda: EPOCH + timedelta(milliseconds=given["now"])))

    def _collected(self, handle: str, given: dict[str, Any]) -> list[ezauth.Message]:
        return self._mailboxes[handle].take(given.get("at_least") or 0)

    def _race(self, handle: str, given: dict[str, Any]) -> str:
        with_ = given.get("with") or {}
        if given["call"] == "open":
            call: Call = lambda: self._opened(with_)[0].close()
        else:
            call = self._operation(handle, given["call"], with_)
        self._waiting = Race(given["threads"], call)
        return "ready"

    def _go(self, _: str, __: dict[str, Any]) -> list[dict[str, Any]]:
        assert self._waiting is not None, "no race waits"
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


def operate(method: Callable[..., Any], types: dict[str, str], given: dict[str, Any]) -> Any:
    """Calls an operation. Python's own refusal of a type is told as what the library would answer."""
    given = {name: value for name, value in given.items() if value is not None}
    try:
        return method(**{name: argument(types[name], value) for name, value in given.items()})
    except TypeError as error:
        wrong = wrong_types(types, given)
        if not wrong:
            raise
        refused = ezauth.InvalidArgument("invalid argument")
        refused._fields = tuple((name, "wrong_type") for name in wrong)
        raise refused from error


def argument(type_: str, value: Any) -> Any:
    """A parameter, as the type that the package takes."""
    if type_ == "context":
        return ezauth.Context(**value)
    if type_ == "EventFilter":
        return ezauth.EventFilter(**value)
    if type_ == "UserFilter":
        return ezauth.UserFilter(**value)
    if type_ == "duration":
        return duration(value)
    return value


def duration(text: str) -> timedelta:
    """A duration in the text form of settings."""
    number, unit = re.fullmatch(r"(\d+)(\w+)", text).groups()  # type: ignore[union-attr]
    return within_reach(lambda: timedelta(milliseconds=int(number) * UNITS[unit]))


def within_reach(make: Callable[[], T]) -> T:
    try:
        return make()
    except OverflowError as error:
        raise OutOfReach from error


def wrong_types(types: dict[str, str], given: dict[str, Any]) -> list[str]:
    """The parameters, or the members of a record that is one, whose JSON type is not theirs."""
    wrong: list[str] = []
    for name, value in given.items():
        type_ = types[name].split()[-1]
        record = TABLE["records"].get("Context" if type_ == "context" else type_)
        expected = {"int": int, "bool": bool}.get(type_, str)
        if record is not None and isinstance(value, dict):
            wrong += wrong_types(record, value)
        elif not isinstance(value, expected):
            wrong.append(name)
    return wrong


def as_json(value: Any) -> Any:
    """A result: records as objects, times as milliseconds."""
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(milliseconds=1)
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if type(value).__module__ == "ezauth":
        fields = TABLE["records"][type(value).__name__]
        return {name: as_json(getattr(value, name)) for name in fields}
    return value


def outcome(call: Call) -> dict[str, Any]:
    """Makes a call and says how it went."""
    try:
        return {"ok": as_json(call())}
    except ezauth.Error as error:
        return {"error": describe(error)}
    except OutOfReach:
        return {"unsupported": True}
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
    lacking = [each for each in PARAMETERS if not hasattr(ezauth.Accounts, each)]
    if lacking:
        sys.exit(f"the package that is installed lacks {', '.join(lacking)}")
    process = Process()
    for line in sys.stdin:
        request = json.loads(line)
        handle, given = request.get("on") or DEFAULT_HANDLE, request.get("with") or {}
        call = request["call"]
        answer = outcome(lambda: process.perform(handle, call, given))
        print(json.dumps({"id": request["id"], **answer}), flush=True)


if __name__ == "__main__":
    main()
