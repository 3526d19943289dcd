"""A web server that counts: what it sends is compressed as nginx would, and counted as it is sent, not estimated."""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from pageserver import Server, running

GZIP_LEVEL = 6
# Shorter answers stay as they are: nginx's gzip_min_length.
GZIP_LEAST = 20
TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
}


@dataclass(frozen=True)
class Sent:
    """What went out since the last reset: bytes of bodies, and answers."""

    bytes: int
    requests: int


@dataclass
class Counter:
    """The folders that are served, by the first part of their address, and what of the counted ones went out."""

    mounts: Mapping[str, Path]
    uncounted: frozenset[str]
    sent: dict[str, list[int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    bodies: dict[Path, tuple[bytes, bool]] = field(default_factory=dict)

    def reset(self) -> Sent:
        """Tell what went out, and begin anew."""
        with self.lock:
            counted, self.sent = self.sent, {}
        sizes = [size for answers in counted.values() for size in answers]
        return Sent(sum(sizes), len(sizes))

    def file(self, address: str) -> Path | None:
        """Find the file that an address means, in a folder that is served."""
        parts = PurePosixPath(unquote(urlsplit(address).path)).parts[1:]
        if not parts or parts[0] not in self.mounts or ".." in parts:
            return None
        file = self.mounts[parts[0]].joinpath(*parts[1:])
        return file if file.is_file() else None

    def body(self, file: Path) -> tuple[bytes, bool]:
        """Give what is sent for a file, and whether that is compressed."""
        if file not in self.bodies:
            body = file.read_bytes()
            small = file.suffix not in TYPES or len(body) < GZIP_LEAST
            self.bodies[file] = (body, False) if small else (gzip.compress(body, GZIP_LEVEL, mtime=0), True)
        return self.bodies[file]

    def add(self, address: str, size: int) -> None:
        """Count one answer."""
        if PurePosixPath(address).parts[1] not in self.uncounted:
            with self.lock:
                self.sent.setdefault(urlsplit(address).path, []).append(size)


class _Server(Server):
    counter: Counter


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave together and at once: nothing waits for an acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output is the tables."""

    def do_GET(self) -> None:
        """Send a file."""
        counter = self.server.counter
        file = counter.file(self.path)
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, compressed = counter.body(file)
        counter.add(self.path, len(body))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def counting(mounts: Mapping[str, Path], uncounted: frozenset[str] = frozenset()) -> Iterator[tuple[str, Counter]]:
    """Serve folders on this machine alone; gives the address, which ends with a slash, and what counts."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.counter = Counter(mounts, uncounted)
    with running(server) as address:
        yield address, server.counter
