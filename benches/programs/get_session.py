"""Calls `get_session` as often as each line of its input says, and answers with the nanoseconds that
it took.

    get_session.py DATABASE TOKENS
"""

import itertools
import sys
import time

import ezauth


def main() -> None:
    database, path = sys.argv[1:]
    with open(path, encoding="ascii") as file:
        tokens = itertools.cycle(file.read().split())
    with ezauth.Accounts.open(database) as accounts:
        for line in sys.stdin:
            now = list(itertools.islice(tokens, int(line)))
            start = time.perf_counter_ns()
            for token in now:
                if accounts.get_session(token) is None:
                    raise LookupError("the session is there")
            print(time.perf_counter_ns() - start, flush=True)


if __name__ == "__main__":
    main()
