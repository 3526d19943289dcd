"""A build needs no network: while it runs, whatever tries to reach another machine is stopped, and named.

Python tells of each connection before it is made (PEP 578); a hook of that kind cannot be taken away again, so there is
one for the process, which looks whether a build is running in this context.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache

_closed: ContextVar[bool] = ContextVar("network_closed", default=False)


class NetworkTried(RuntimeError):
    """Something tried to reach another machine; the text is where."""


@contextlib.contextmanager
def no_network() -> Iterator[None]:
    """Let nothing of the block reach another machine."""
    _watch()
    before = _closed.set(True)
    try:
        yield
    finally:
        _closed.reset(before)


@cache
def _watch() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket.") or not _closed.get():
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        raise NetworkTried(str(arguments[0]))
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple):  # a path is a socket of this machine
            raise NetworkTried(f"{address[0]}:{address[1]}")
