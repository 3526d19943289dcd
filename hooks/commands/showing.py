"""The site on this machine while somebody writes: each page as it was last built, told of what is new or wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from archive.paths import FORM_FOLDER
from commands.news import NEWS, NO_PAGE, OWN, PROBLEMS, waiting, with_news

# What only reads a file is no change; a build reads thousands, and is not to be told of each.
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]


class Showing(ThreadingHTTPServer):
    """A site that is shown: `edition` counts its builds, `wrong` is what kept the last from standing."""

    daemon_threads = True

    def __init__(self, port: int, site_dir: Path, problems: Callable[[], str]) -> None:
        """Take a port of this machine, from which `site_dir` is to be shown; `problems` gives a page of all problems.

        Raises OSError where it is taken.
        """
        self.site_dir, self._problems = site_dir, problems
        self.edition, self.wrong, self.ended = 0, "", False
        self._built = threading.Condition()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def show(self, builder: Connection, watched: Iterable[Path]) -> None:
        """Show the site until whoever builds it goes: after each build it tells what is wrong, or nothing.

        It is told, by None, when `watched` is watched, and then whenever something below is saved; by an error, that
        so much cannot be watched.
        """
        observer = Observer()
        try:
            for place in watched:
                observer.schedule(_Watcher(builder), str(place), recursive=place.is_dir(), event_filter=_CHANGES)
            observer.start()
        except OSError as error:
            builder.send(error)
            return
        answering = threading.Thread(target=self.serve_forever, daemon=True)
        with suppress(EOFError, ConnectionError, KeyboardInterrupt):
            builder.send(None)
            self.built(builder.recv())  # nothing is shown before
            answering.start()
            while True:
                self.built(builder.recv())
        self._end()
        if answering.ident:
            self.shutdown()
        observer.stop()
        observer.join()
        self.server_close()

    def built(self, wrong: str) -> None:
        """Note that there is another edition, or what kept it from standing, and tell all pages that are shown."""
        with self._built:
            self.wrong, self.edition = wrong, self.edition + 1
            self._built.notify_all()

    def _end(self) -> None:
        with self._built:
            self.ended = True
            self._built.notify_all()

    def wait_for_news(self, edition: int, longest: float) -> bool:
        """Tell whether there is another edition than this one, waiting for it a while."""
        with self._built:
            return self._built.wait_for(lambda: self.edition != edition or self.ended, longest) and not self.ended

    def problems_page(self) -> bytes:
        """Write the page of what is wrong now, which waits for news as others do."""
        edition = self.edition  # of before: what is saved meanwhile is news
        return waiting(self._problems().encode(), edition)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    server: Showing

    def __init__(self, request: Any, client_address: Any, server: Showing) -> None:
        super().__init__(request, client_address, server, directory=str(server.site_dir))

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path in OWN:
            self._send(200, *OWN[address.path])
            return
        if address.path == PROBLEMS:
            self._send(200, "text/html", self.server.problems_page())
            return
        if address.path != NEWS:
            super().do_GET()
            return
        is_new = self.server.wait_for_news(int(address.query or 0), 20)
        self.send_response(204 if is_new else 408)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send a page with what is to be put into it; other files as they lie."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and urlsplit(self.path).path.endswith("/") else path
        # The form has a policy of its own, which lets nothing of ours run: it is shown as it lies.
        if path.exists() and (file.suffix != ".html" or f"/{FORM_FOLDER}/" in urlsplit(self.path).path):
            return super().send_head()
        content, status = _read(file), 200
        if content is None:
            content, status = _read(self.server.site_dir / "404.html") or NO_PAGE, 404
        content = with_news(content, self.server.edition, self.server.wrong)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each file that is asked for."""


def _read(file: Path) -> bytes | None:
    """Read a page; a build may take it away at any time."""
    with suppress(OSError):
        return file.read_bytes()
    return None


class _Watcher(FileSystemEventHandler):
    def __init__(self, builder: Connection) -> None:
        self._builder = builder

    def on_any_event(self, event: FileSystemEvent) -> None:
        with suppress(OSError):  # it is gone, and the end is near
            self._builder.send(None)
