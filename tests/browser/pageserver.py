"""A web server for tests: on this machine alone, gone with the block that started it."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


class _Handler(SimpleHTTPRequestHandler):
    # Not every system knows what a module is.
    extensions_map: ClassVar[dict[str, str]] = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


class Server(ThreadingHTTPServer):
    """A server on this machine alone."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no error."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, which ends with a slash."""
    with running(Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))) as address:
        yield address


@contextlib.contextmanager
def running(server: Server) -> Iterator[str]:
    """Let a server answer until the block ends; gives its address, which ends with a slash."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
