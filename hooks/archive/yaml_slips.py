"""What a clerk slipped on where YAML cannot be read: libyaml's words, turned into the line that is to be mended."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

# What libyaml says of the usual slips, and the code under which we explain each.
_SAID = (
    ("mapping values are not allowed", "yaml_colon"),
    ("cannot start any token", "yaml_character"),
    ("unexpected end of stream", "yaml_quote"),
    ("unknown escape character", "yaml_backslash"),
    ("did not find expected hexdecimal", "yaml_backslash"),
    ("did not find expected ',' or ']'", "yaml_bracket"),
    ("did not find expected ',' or '}'", "yaml_bracket"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("too deep", "yaml_too_deep"),
)
_VALUE = r"^\s*(?:- +)*(?:[\w-]+:\s+)?"


class Slip(NamedTuple):
    """A problem's code, the row that it is on (the first is 0), and what the row says."""

    code: str
    row: int
    text: str = ""


def slip(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Explain why `text` could not be read; the row is the one to mend, which libyaml may have left behind."""
    rows = text.split("\n")
    code = next((code for words, code in _SAID if words in (error.problem or "")), "yaml_syntax")
    mark = error.problem_mark or error.context_mark
    row = min(mark.line, len(rows) - 1) if mark else 0
    opened = min(error.context_mark.line, len(rows) - 1) if error.context_mark else row
    if code in ("yaml_no_colon", "yaml_bracket", "yaml_quote"):
        row = opened
    if code == "yaml_colon" and len(re.findall(r":(?:\s|$)", rows[row])) < 2:
        code = "yaml_indent"
    if code == "yaml_indent":
        code = _seen_on(rows[row])
    if code == "yaml_indent" and row and _lacks_colon(rows[row - 1]):
        code, row = "yaml_no_colon", row - 1
    if code == "yaml_character" and rows[row].lstrip(" ").startswith("\t"):
        code = "yaml_tab"
    if code in ("yaml_no_colon", "yaml_indent", "yaml_character") and re.search("[\u00a0\u2000-\u200b]", rows[row]):
        code = "yaml_space"
    if code == "yaml_quote":
        row = next((number for number in range(row) if _leaves_quote_open(rows[number])), row)
        if re.search(_VALUE + r"'[^']*\w'\w", rows[row]):
            code = "yaml_apostrophe"
    return Slip(code, row, rows[row].strip()[:80])


def _seen_on(row: str) -> str:
    """Name what stands on a row that does not fit: a value in quotes or brackets with text behind it."""
    if re.search(_VALUE + r"[\"']", row):
        return "yaml_quote"
    return "yaml_character" if re.search(_VALUE + r"[\[{]", row) else "yaml_indent"


def _lacks_colon(row: str) -> bool:
    return bool(row.strip()) and not re.match(r"\s*[-#]", row) and not re.search(r":(?:\s|$)", row)


def _leaves_quote_open(row: str) -> bool:
    opened = re.match(_VALUE + r"([\"'])", row)
    return opened is not None and row.count(opened[1]) % 2 == 1
