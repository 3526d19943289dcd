"""JSON whose one long list has an item a line: what changed is seen in a comparison, and one item at a time is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def with_rows(head: Mapping[str, object], key: str, rows: Iterable[object]) -> str:
    """Write an object: what is in `head`, which is not empty, and behind it the list that `key` names."""
    first = json.dumps(head, ensure_ascii=False)
    below = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"{first[:-1]}, {json.dumps(key)}: [\n{below}\n]}}\n"
