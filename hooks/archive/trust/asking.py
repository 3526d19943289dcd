"""Asking a site, without a network, whether something is the district's: a file, a hash, a number, an address."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from archive.patterns import pattern
from archive.strings import strings
from archive.trust.lookups import Item, divided, key_of_address, key_of_number, shard_path
from archive.wording import date_words

_HASH = pattern(r"(?:sha-?256\s*:\s*)?([0-9a-f]{64})", re.IGNORECASE)
_ADDRESS = pattern(r"https?://\S+|/\S*|(?:[a-z0-9_-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What is known of what was asked; `kind` is how it was taken: file, hash, address or number."""

    asked: str
    kind: str
    items: list[Item]

    @property
    def is_ours(self) -> bool:
        """Tell whether anything is known of it."""
        return bool(self.items)


def ask(folder: Path, asked: str, site_url: str) -> Answer:
    """Ask for a file (by its path), else for a hash, an address or a number as it was typed."""
    if _is_file(asked):
        digest, kind = hashlib.sha256(Path(asked).read_bytes()).hexdigest(), "file"
    elif (given := _HASH.fullmatch(asked.strip())) is not None:
        digest, kind = given[1].lower(), "hash"
    elif _ADDRESS.fullmatch(asked.strip()):
        text = asked.strip()
        whole = site_url.rstrip("/") + text if text.startswith("/") else text if "://" in text else f"https://{text}"
        digest, kind = key_of_address(whole), "address"
    else:
        digest, kind = key_of_number(asked), "number"
    return Answer(asked, kind, known(folder, digest))


def _is_file(asked: str) -> bool:
    try:
        return Path(asked).is_file()
    except (OSError, ValueError):  # too long for a name
        return False


def known(folder: Path, digest: str) -> list[Item]:
    """Give what a site knows of a hash."""
    prefix, key = divided(digest)
    try:
        shard: dict[str, list[Item]] = json.loads((folder / shard_path(prefix)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return shard.get(key, [])


def in_words(answer: Answer) -> list[str]:
    """Tell an answer as the page does: one line for each thing that is known, or what it means that nothing is."""
    text = strings()
    if not answer.items:
        return [text(f"verify.unknown.{answer.kind}")]
    return [_told(item, text) for item in answer.items]


def _told(item: Item, text: Any) -> str:
    days = {
        name: date_words(date.fromisoformat(item[key])) for name, key in (("since", "d"), ("until", "u")) if key in item
    }
    values = {"name": item.get("n", ""), "path": item["p"], "since": "", "until": "", **days}
    parts = [text(f"verify.known.{item['t']}", **values)]
    if item["t"] in ("file", "page") and item.get("n"):
        parts.append(text("verify.of", name=item["n"]))
    if item.get("d") and item["t"] != "earlier":
        parts.append(text("verify.since", **values))
    if item.get("s") in ("withdrawn", "superseded", "corrected"):
        parts.append(text(f"verify.status.{item['s']}"))
    if item.get("w"):
        parts.append(text("verify.reason", reason=item["w"]))
    if item.get("b"):
        parts.append(text("verify.replaced_by", path=item["b"]))
    return " ".join(parts)
