"""Problems as they are told: a line each for programs, on a terminal grouped by file, in colours, the fix below.

The same that `ripgrep` and `ls` do: what is read by people is laid out, what is read by programs has its place in each
line (`path:line: message`; the matchers in `.github/` and of editors know that form).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from archive.mending import differences
from archive.problems import Problem, errors, in_order, report
from archive.strings import strings

_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def told(problems: Iterable[Problem]) -> str:
    """Tell problems for whoever reads them: people at a terminal, or a program."""
    return grouped(problems) if sys.stderr.isatty() and not os.environ.get("ARCHIVE_PLAIN") else report(problems)


def grouped(problems: Iterable[Problem]) -> str:
    """Tell problems by file, coloured, each with its fix below."""
    found = in_order(problems)
    text = strings()
    wrong = errors(found)
    lines = [click.style(text("check.found", count=len(wrong), files=len({one.path for one in wrong})), bold=True)]
    for path, ours in groupby(found, lambda one: one.path):
        lines += ["", click.style(path, bold=True, underline=True)]
        lines += [line for one in ours for line in _lines(one)]
    return "\n".join(lines if wrong else lines[1:])


def _lines(one: Problem) -> Iterable[str]:
    colour = "yellow" if one.warning else "red"
    key = f" «{one.place_in_words}»" if one.key else ""
    place = click.style(strings()("check.line", line=one.line), fg=colour) + click.style(key, fg="cyan")
    yield f"  {place} {one.message}"
    if one.fix:
        yield "    " + click.style("→ " + one.fix, fg="green")


def difference(path: Path | str, before: bytes, after: bytes) -> str:
    """Show what is changed in a file, coloured on a terminal."""
    lines = [click.style(str(path), bold=True)]
    lines += [click.style(line, fg=_COLOURS.get(sign)) for sign, line in differences(before, after)]
    return "\n".join(lines)
