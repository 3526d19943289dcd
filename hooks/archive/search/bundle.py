"""The browser's modules put together: what is several files to read is one file to fetch."""

from __future__ import annotations

import re
from pathlib import Path

from archive.patterns import pattern

BROWSER = Path(__file__).parent / "browser"
# Each module stands behind those that it imports from.
ENGINE = (
    "text",
    "lists",
    "slips",
    "terms",
    "naming",
    "query",
    "ranking",
    "judging",
    "mending",
    "excerpt",
    "writing",
    "engine",
)
INTERFACE = ("parts", "state", "results", "box", "page", "interface")

_IMPORT = pattern(r'^import .* from "\./\w+\.mjs";\n', re.MULTILINE)
_COMMENT = pattern(r"^\s*(?://|/\*\*|\*/|\* ).*\n", re.MULTILINE)


def bundle(modules: tuple[str, ...], exported: str) -> str:
    """Join modules into one that exports a single function; comments and indentation are left out.

    A module imports by one line for each other module, and declares nothing that another one declares too.
    """
    text = "".join((BROWSER / f"{name}.mjs").read_text(encoding="utf-8") for name in modules)
    text = _COMMENT.sub("", _IMPORT.sub("", text))
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return re.sub(r"^\s+", "", text, flags=re.MULTILINE) + f"export {{ {exported} }};\n"


def engine_module() -> str:
    """Give the search engine as one ES module that exports `open`."""
    return bundle(ENGINE, "open")


def interface_module() -> str:
    """Give the search interface as one ES module that exports `start`."""
    return bundle(INTERFACE, "start")
