"""The site on this machine while somebody writes: each page as it was last built, told of what is new or wrong."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
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
from archive.processes import let_go
from archive.strings import strings

# Asked by every page that is shown: answers when the site is another than the page was sent from.
NEWS = "/-/moi"
# Where everything that is wrong is listed.
PROBLEMS = "/-/loi/"
# An editor saves in several steps; so long after the last of them the site is built.
SETTLING = 0.05
# Where nobody saved for so long, in seconds, what earlier builds left is let go: that would keep readers waiting.
RESTING = 3.0
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
# The pages' own policy lets nothing run that stands in a page: what is put into it is fetched.
_OWN = {
    "/-/xem.js": (
        "text/javascript",
        b"""(function ask() {
  const edition = document.querySelector("[data-edition]").dataset.edition;
  fetch("/-/moi?" + edition).then(answer => answer.ok ? location.reload() : ask()).catch(() => setTimeout(ask, 1000));
})();
""",
    ),
    "/-/xem.css": (
        "text/css",
        b"""[data-wrong] { position: sticky; top: 0; z-index: 9; max-height: 40vh; overflow: auto; padding: 1em;
  background: #8d1216; color: #fff; font: 1rem/1.5 sans-serif }
[data-wrong] a { color: inherit }
[data-wrong] pre { all: unset; display: block; white-space: pre-wrap }
.problems { max-width: 50em; margin: 0 auto; padding: 1em; font: 1rem/1.6 sans-serif; overflow-wrap: anywhere }
.problems h1 { font-size: 1.4em } .problems h2 { font-size: 1.05em; margin-bottom: 0 }
.problems ul { padding-left: 1.2em } .problems li { margin: .6em 0 } .problems li::marker { color: #b3261e }
.problems .warning::marker { color: #8a6d00 } .problems .fix { color: #1b6e3c }
@media (prefers-color-scheme: dark) { .problems { color: #e6e6e6 } .problems a { color: #9ecbff }
  .problems .fix { color: #8fd6a8 } :root:has(.problems) { background: #1b1b1b } }
""",
    ),
}
_SCRIPT = '<script src="/-/xem.js" data-edition="{edition}" defer></script>'
_WRONG = (
    '<link rel="stylesheet" href="/-/xem.css"><div lang="vi" role="alert" data-wrong>'
    '<p><a href="/-/loi/">{link}</a></p><pre>{wrong}</pre></div>'
)

# Stands where no site could be built yet.
_NO_PAGE = b'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>-</title></head><body></body></html>'


class Preview:
    """A site that is shown and built anew: `edition` counts the builds, `wrong` is what kept the last from standing."""

    def __init__(self, site_dir: Path, build: Callable[[], str], problems: Callable[[], str]) -> None:
        """Show `site_dir`; `build` builds it and gives what is wrong, `problems` a page of all that is."""
        self.site_dir, self._build, self._problems = site_dir, build, problems
        self.edition, self.wrong = 0, ""
        self._changed, self._built = threading.Event(), threading.Condition()
        self.ended = False

    def rebuild(self) -> None:
        """Build now, and tell all pages that are shown."""
        wrong = self._build()
        with self._built:
            self.wrong, self.edition = wrong, self.edition + 1
            self._built.notify_all()

    def changed(self) -> None:
        """Note that a source was saved."""
        self._changed.set()

    def end(self) -> None:
        """Let all who wait go."""
        self.ended = True
        self._changed.set()
        with self._built:
            self._built.notify_all()

    def keep_up(self) -> None:
        """Build whenever something was saved, until the end."""
        while not self.ended:
            if not self._changed.wait(RESTING):
                let_go()
                self._changed.wait()
            while self._changed.is_set() and not self.ended:
                self._changed.clear()
                self._changed.wait(SETTLING)
            if not self.ended:
                self.rebuild()

    def wait_for_news(self, edition: int, longest: float) -> bool:
        """Tell whether there is another edition than this one, waiting for it a while."""
        with self._built:
            return self._built.wait_for(lambda: self.edition != edition or self.ended, longest) and not self.ended

    def page(self, content: bytes) -> bytes:
        """Put what is wrong, and a script that waits for news, into a page."""
        script = _SCRIPT.format(edition=self.edition)
        link = html.escape(strings()("preview.problems"))
        wrong = _WRONG.format(link=link, wrong=html.escape(self.wrong)) if self.wrong else ""
        head, body, rest = content.partition(b"<body>")
        return b"".join((head, body, wrong.encode(), rest)).replace(b"</body>", script.encode() + b"</body>")

    def problems_page(self) -> bytes:
        """Write the page of what is wrong now, which waits for news as others do."""
        script = _SCRIPT.format(edition=self.edition)
        return self._problems().replace("</body>", f"{script}</body>").encode()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, preview: Preview) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=str(preview.site_dir))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path in _OWN:
            self._send(200, *_OWN[address.path])
            return
        if address.path == PROBLEMS:
            self._send(200, "text/html", self._preview.problems_page())
            return
        if address.path != NEWS:
            super().do_GET()
            return
        is_new = self._preview.wait_for_news(int(address.query or 0), 20)
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
        status = 200
        if not path.exists():
            file, status = self._preview.site_dir / "404.html", 404
        # The form has a policy of its own, which lets nothing of ours run: it is shown as it lies.
        if file.suffix != ".html" or f"/{FORM_FOLDER}/" in urlsplit(self.path).path:
            return super().send_head()
        content = self._preview.page(file.read_bytes() if file.is_file() else _NO_PAGE)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each file that is asked for."""


class _Watcher(FileSystemEventHandler):
    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._preview.changed()


def show(preview: Preview, port: int, watched: Iterable[Path], ready: Callable[[str], None]) -> None:
    """Show a site until the process is told to end, building it whenever something below `watched` is saved.

    Raises OSError where the port is taken. `ready` is given the address.
    """
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, preview=preview)) as server:
        server.daemon_threads = True
        preview.rebuild()
        observer = Observer()
        for place in watched:
            observer.schedule(_Watcher(preview), str(place), recursive=place.is_dir(), event_filter=_CHANGES)
        observer.start()
        builder = threading.Thread(target=preview.keep_up, daemon=True)
        builder.start()
        ready(f"http://127.0.0.1:{server.server_address[1]}/")
        try:
            server.serve_forever()
        finally:
            preview.end()
            observer.stop()
            observer.join()
            builder.join()
