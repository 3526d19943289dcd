"""What the archive promises its readers: how it serves everyone, and how it corrects itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.languages import Language
from archive.pages.view import View

# The statements by their key in the strings, with their addresses.
STATEMENTS = {"accessibility": "tro-nang", "corrections_policy": "chinh-sach-dinh-chinh"}


@dataclass(frozen=True, kw_only=True)
class StatementPage(View):
    """A statement in sections: each a heading, and a text."""

    template = "statement.html"
    lead: str
    sections: list[tuple[str, str]]


def statement_pages(language: Language) -> Iterator[StatementPage]:
    """Build the statements in a language."""
    for key, address in STATEMENTS.items():
        said = language.text.group(f"statements.{key}")
        numbers = sorted(int(name.removeprefix("heading")) for name in said if name.startswith("heading"))
        yield StatementPage(
            src_uri=f"{language.folder}{address}.md",
            language=language.code,
            title=said["title"],
            summary=said["lead"],
            lead=said["lead"],
            sections=[(said[f"heading{number}"], said[f"text{number}"]) for number in numbers],
        )
