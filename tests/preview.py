"""A preview that runs, for the tests that ask it and the script that takes pictures of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checkouts import program_of
from project import ROOT


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def preview(docs_dir: Path, as_of: str, *, project: Path = ROOT, terminal: Path | None = None) -> Iterator[str]:
    """Show an archive, and give the address; the preview is stopped in the end, and leaves nothing.

    `project` is the copy of this project that shows it, `terminal` takes what it tells there.
    """
    port = free_port()
    command = [*program_of(project), "serve", "--docs-dir", docs_dir, "--port", str(port), "--as-of", as_of]
    with (
        (terminal or Path(os.devnull)).open("w") as told,
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=told, text=True) as process,
    ):
        assert process.stdout
        said = process.stdout.readline()
        try:
            assert f"http://127.0.0.1:{port}/" in said
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()
    shutil.rmtree(project / ".cache/preview" / str(port), ignore_errors=True)


def ask(address: str) -> str:
    """Fetch a page, be it one that tells of something missing."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.read().decode())
