"""Building anew at each save, for the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path

from archive.processes import beside, let_go
from commands.showing import Showing

# An editor saves in several steps; so long after the last of them the site is built.
SETTLING = 0.05
# Where nobody saved for so long, in seconds, what earlier builds left is let go: a build would wait for that.
RESTING = 1.0


def preview(showing: Showing, build: Callable[[], str], watched: Iterable[Path], ready: Callable[[], None]) -> None:
    """Build and show a site, and build it whenever something below `watched` is saved, until the process shall end.

    `build` gives what is wrong. Where another process can show the site it is called without threads, and may
    have all cores at work.
    Raises OSError where the system cannot watch so much.
    """
    with showing, beside(lambda builder: showing.show(builder, watched)) as shown:
        if failed := shown.recv():
            raise failed
        shown.send(build())
        ready()
        keep_up(shown, build)


def keep_up(shown: Connection, build: Callable[[], str]) -> None:
    """Build whenever it is told that something was saved, until nobody shows the site any more."""
    try:
        while True:
            if not shown.poll(RESTING):
                let_go()
            shown.recv()
            while shown.poll(SETTLING):
                shown.recv()
            shown.send(build())
    except (EOFError, ConnectionError):
        return
