"""How large and how deep a source may be: decided on its text, before anything is made of it.

Markdown converters need time that grows with the square of what is opened and never closed, and recursion as deep as
what is nested. What a clerk writes is far below these limits; what is above them is an accident or an attack.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from archive.patterns import pattern
from archive.safety.found import Found

MOST_BYTES = 1_000_000
LONGEST_LINE = 10_000
DEEPEST = 50
LONGEST_RUN = 20
# Processor time for one source, reading and converting each; the largest real report takes a hundredth of it.
MOST_SECONDS = 5.0
_AGAIN = 0.001

_RUN = pattern(r"[\[\](){}<>]" + f"{{{LONGEST_RUN + 1},}}")
_MARKER = pattern(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_RULE = pattern(r"[ \t]*(?:[-*_][ \t]*){3,}")
_INDENT = 4
_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_EMPTY = {"br", "col", "hr", "img", "wbr"}


class TooSlow(RuntimeError):
    """A source took more processor time than any honest one needs."""


def over_limits(text: str) -> Iterator[Found]:
    """Tell every limit that a source's text exceeds, the first line of each kind."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            yield Found("line_too_long", number, line[:40], {"count": str(len(line))})
            break
    for number, line in enumerate(lines):
        if (run := _RUN.search(line)) is not None:
            yield Found("brackets_run", number, run[0][:LONGEST_RUN])
            break
    deep = _too_deep(lines)
    if deep is not None:
        yield Found("nested_too_deep", deep, lines[deep].strip()[:40])


def _too_deep(lines: list[str]) -> int | None:
    """Find the line where quotes, lists, brackets or tags are nested too deeply."""
    brackets = tags = 0
    for number, line in enumerate(lines):
        if not line.strip():
            brackets = 0  # no link or emphasis goes on behind an empty line
            continue
        if not _RULE.fullmatch(line) and _markers(line) > DEEPEST:
            return number
        if "[" in line or "(" in line or "]" in line or ")" in line:
            for char in line:
                brackets += (char in "[(") - (char in "])" and brackets > 0)
                if brackets > DEEPEST:
                    return number
        if "<" in line:
            for closing, name in _TAG.findall(line):
                if name.lower() not in _EMPTY:
                    tags = max(0, tags + (-1 if closing else 1))
                if tags > DEEPEST:
                    return number
    return None


def _markers(line: str) -> int:
    """Count how deep a line begins: its indentation, its quotes and list items."""
    inside = line.expandtabs(_INDENT)
    depth, at = (len(inside) - len(inside.lstrip())) // _INDENT, 0
    while (marker := _MARKER.match(line, at)) is not None and depth <= DEEPEST:
        depth, at = depth + 1, marker.end()
    return depth


@contextlib.contextmanager
def limited(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Raise TooSlow where the block takes more processor time, on systems that can tell, in a process's main thread."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(number: int, frame: FrameType | None) -> None:
    collecting = {getattr(one, "__code__", None) for one in gc.callbacks}
    while frame is not None:
        # What is raised while memory is collected, or an object is done away with, is lost: it comes again.
        if frame.f_code in collecting or frame.f_code.co_name == "__del__":
            signal.setitimer(signal.ITIMER_PROF, _AGAIN)
            return
        frame = frame.f_back
    raise TooSlow
