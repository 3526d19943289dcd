"""The page of the preview that lists what is wrong: by file, with line, message and fix."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from archive.problems import Problem, by_file, counted, errors
from archive.strings import strings

_PAGE = """<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/-/xem.css"></head>
<body><main class="problems"><h1>{title}</h1>{body}<p><a href="/">{home}</a></p></main></body></html>
"""


def problems_page(problems: Iterable[Problem]) -> str:
    """Write the page; each line can be opened in VS Code, the program that our settings are for."""
    text, found = strings(), list(problems)
    title = counted(found).rstrip(":") if errors(found) else text("preview.none_wrong")
    files = "".join(_file(path, ours) for path, ours in by_file(found))
    return _PAGE.format(title=html.escape(title), body=files, home=html.escape(text("preview.home")))


def _file(path: str, problems: list[Problem]) -> str:
    rows = "".join(_row(one) for one in problems)
    return f"<section><h2>{html.escape(path)}</h2><ul>{rows}</ul></section>"


def _row(one: Problem) -> str:
    text = strings()
    place = html.escape(text("check.line", line=one.line) + (f" «{one.place_in_words}»" if one.key else ""))
    address = html.escape(f"vscode://file/{Path(one.path).absolute().as_posix().lstrip('/')}:{one.line}")
    kind = f"<strong>{html.escape(text('check.warning'))}</strong> " if one.warning else ""
    message, fix = html.escape(one.message), html.escape(one.fix)
    name = ' class="warning"' if one.warning else ""
    return f'<li{name}>{kind}<a href="{address}">{place}</a> {message}<br><span class="fix">→ {fix}</span></li>'
