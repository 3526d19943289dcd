"""A paper to import, and what its import has to give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from importing.drafting import Block, Draft, Table, Title

MARK = re.compile(r"^[-+–•]\s+")


@dataclass(frozen=True)
class Paper:
    """A Word file and what its import has to give."""

    name: str
    docx: Callable[[], bytes]
    keys: dict[str, Any]
    headings: list[tuple[int, str]] | None  # None: no rule decides them
    words: str
    pointed_out: frozenset[str] = frozenset()
    contains: tuple[str, ...] = ()


def paper(
    name: str, draft: Draft, keys: dict[str, Any], *contains: str, blank: Iterable[str] = (), headed: bool = True
) -> Paper:
    """Pair a draft with what is expected of it; `blank` is to be pointed out, and streams where it speaks of none."""
    blocks = (*draft.body, *draft.appendix)
    headings = [(one.level, plain(one.text)) for one in blocks if isinstance(one, Title) and one.level]
    words = " ".join(filter(None, map(words_of, blocks)))
    if not re.search("đối ngoại|quảng bá", " ".join((*draft.subject, words)).lower()):
        blank = (*blank, "streams")
    return Paper(name, draft.docx, keys, headings if headed else None, words, frozenset(blank), contains)


def words_of(block: Block) -> str:
    """Read a block's words, with labels and without list marks."""
    if isinstance(block, Table):
        return " ".join(plain(cell) for row in block.rows for cell in row if cell not in ("", "<", "^"))
    text = block if isinstance(block, str) else getattr(block, "text", "")
    return plain(MARK.sub("", text))


def plain(text: str) -> str:
    """Leave out how a text is typed, and its footnotes."""
    return " ".join(re.sub(r"\*\*|__|\{.+?\}", "", text).replace("‑", "-").split())
