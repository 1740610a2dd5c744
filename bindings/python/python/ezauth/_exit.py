"""Closes what is still open when the interpreter exits."""

from __future__ import annotations

import atexit
import contextlib
from weakref import WeakValueDictionary

from ezauth._ezauth import Accounts
from ezauth.errors import Error

_open: WeakValueDictionary[int, Accounts] = WeakValueDictionary()


def close_at_exit(accounts: Accounts) -> None:
    """Closes these accounts at exit, unless they have gone by then."""
    _open[id(accounts)] = accounts


@atexit.register
def _close_all() -> None:
    # The list of references is made at once: other threads may still be opening.
    for reference in _open.valuerefs():
        accounts = reference()
        if accounts is not None:
            # In a child of a fork they answer `Forked`: they are the parent's to close.
            with contextlib.suppress(Error):
                accounts.close()
