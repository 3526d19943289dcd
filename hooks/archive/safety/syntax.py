"""The Markdown of the archive: which extensions are on, and the marks of those that are not.

Whoever writes for another site knows other marks; here they would be printed as they are typed. So each is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.patterns import pattern
from archive.safety.code import lines_outside_code
from archive.safety.found import Found

# Extensions with their settings. Snippets read other files, attribute lists set any attribute, emoji fetch pictures:
# what can is not here.
EXTENSIONS: dict[str, dict[str, object]] = {
    "footnotes": {},
    "tables": {"use_align_attribute": True},
    "fenced_code": {},
    "toc": {"marker": ""},
    "pymdownx.betterem": {},
    "pymdownx.saneheaders": {},
}

# Each mark by its name in the strings (`syntax.<name>`).
_MARKS = {
    "admonition": pattern(
        r"^\s*(?:!!!|\?\?\?\+?)\s+[A-Za-z][\w-]*(?:\s+[A-Za-z][\w-]*)*\s*(?:[\"“][^\"”]*[\"”])?\s*$", re.ASCII
    ),
    "tabs": pattern(r"^\s*===[!+]?\s+[\"“](?!.*===\s*$)"),
    "snippet": pattern(r"^\s*-+8<-+"),
    "attributes": pattern(r"\{:?\s*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s}]+))(?:\s+[^{}]{0,300})?\}"),
    "macro": pattern(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}"),
    "critic": pattern(r"\{(?:\+\+|--|~~|==|>>).{0,300}?(?:\+\+|--|~~|==|<<)\}"),
    "emoji": pattern(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])"),
    "deleted": pattern(r"(?<!~)~~(?=[^\s~]).{1,300}?(?<=[^\s~])~~(?!~)"),
    "marked": pattern(r"(?<![=\w])==(?=[^\s=>]).{1,300}?(?<=[^\s=<])==(?![=\w>])"),
    "inserted": pattern(r"\^\^(?=\S).{1,300}?(?<=\S)\^\^"),
    "raised": pattern(r"(?<=\w)\^(?!\^)[^\s^]{1,12}\^(?![\^\w])"),
    "lowered": pattern(r"(?<=[A-Za-z])~(?!~)[^\s~]{1,12}~(?!~)"),
    "keys": pattern(r"(?<!\+)\+\+(?=[a-z])[a-z0-9+-]+\+\+(?!\+)"),
    "formula": pattern(
        r"(?<!\$)\$\$(?=[^\s$])[^$]{1,300}(?<=\S)\$\$(?!\$)|\\([(\[])[^)\]]{0,200}?[=^_{][^)\]]{0,200}\\[)\]]"
    ),
    "wiki_link": pattern(r"\[\[[^\[\]]+\]\](?!\()"),
    "abbreviation": pattern(r"^\*\[[^\]]+\]:"),
    "task": pattern(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s"),
    "definition": pattern(r"^:(?:\s{3}|\t)\S"),
    "alert": pattern(r"^\s*>\s*\[!\w+\]"),
    "block": pattern(r"^\s*/{3,}\s*\w|^\s*:{3,}\s*\S"),
    "contents": pattern(r"^\s*\[TOC\]\s*$"),
}
_LEADS = pattern(r"[!?={}:~^+$\\\[\]/-]")
_DIAGRAM = pattern(r"^\s*(?:`{3,}|~{3,})[ ]*\{?\s*\.?(mermaid|math|geojson|topojson|stl)\b")
_FENCE_OPTIONS = pattern(r"^(?:`{3,}|~{3,})[ ]*(?:\{[^}]+\}|[\w#.+-]*[ ]*[\w-]+=.*)$")


def not_allowed(extensions: Iterable[str]) -> list[str]:
    """Name the extensions that may not be switched on."""
    known = {name for extension in EXTENSIONS for name in (extension, f"markdown.extensions.{extension}")}
    return [extension for extension in extensions if extension not in known]


def switched_off(text: str) -> Iterator[Found]:
    """Tell every mark of an extension that is off, those in code left out."""
    yield from _of_fences(text)
    for number, line in enumerate(lines_outside_code(text)):
        if not _LEADS.search(line):
            continue
        for name, form in _MARKS.items():
            found = form.search(line)
            if found is not None and not _escaped(line, found.start()):
                yield Found("syntax_off", number, found[0].strip()[:60], {"name": name})
                break


def _of_fences(text: str) -> Iterator[Found]:
    """Tell the fences that would draw something, or set options."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        if not line.startswith(("```", "~~~")):
            continue
        marks = line[: len(line) - len(line.lstrip(line[0]))]
        if not fence:
            name = "diagram" if _DIAGRAM.match(line) else "fence" if _FENCE_OPTIONS.match(line) else ""
            if name:
                yield Found("syntax_off", number, line.strip()[:60], {"name": name})
        fence = "" if fence == marks else fence or marks


def _escaped(line: str, at: int) -> bool:
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1 and line[at] not in "\\"
