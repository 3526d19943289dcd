"""Problems as they are told: a line each for programs, on a terminal grouped by file, in colours, the fix below.

The same that `ripgrep` and `ls` do: what is read by people is laid out, what is read by programs has its place in each
line (`path:line: message`; the matchers in `.github/` and of editors know that form).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from archive.problems import PLAIN, Problem, by_file, counted, errors, report
from archive.strings import strings


def told(problems: Iterable[Problem]) -> str:
    """Tell problems for whoever reads them: people at a terminal, or a program."""
    return grouped(problems) if sys.stderr.isatty() and not os.environ.get(PLAIN) else report(problems)


def grouped(problems: Iterable[Problem]) -> str:
    """Tell problems by file, coloured, each with its fix below."""
    found = list(problems)
    lines = [click.style(counted(found), bold=True)] if errors(found) else []
    for path, ours in by_file(found):
        lines += ["", click.style(path, bold=True, underline=True)]
        lines += [line for one in ours for line in _lines(one)]
    return "\n".join(lines)


def _lines(one: Problem) -> Iterable[str]:
    colour = "yellow" if one.warning else "red"
    key = f" «{one.place_in_words}»" if one.key else ""
    place = click.style(strings()("check.line", line=one.line), fg=colour) + click.style(key, fg="cyan")
    yield f"  {place} {one.message}"
    if one.fix:
        yield "    " + click.style("→ " + one.fix, fg="green")
