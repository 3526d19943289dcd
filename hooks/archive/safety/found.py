"""One thing found in a text that should not be there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the code of its problem, the lines below the text's first, the very words, and what is told."""

    code: str
    line: int
    text: str
    values: dict[str, str] = field(default_factory=dict, hash=False)
