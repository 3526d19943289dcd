"""Every visible text of the archive: one catalogue per language, `locale/<language>.toml`.

Templates, problems, commands and data all ask here, so that a second language is one more file.
"""

from __future__ import annotations

import contextlib
import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from archive.environment import ROOT
from archive.seals import keep, read_kept

LOCALES = Path(__file__).parent / "locale"
# Reading TOML takes a good part of a short command: what was read is kept, by the hash of catalogue and this module.
KEPT = ROOT / ".cache" / "strings"


class Strings:
    """A language's texts by dotted key; calling it fills the named places of one text."""

    def __init__(self, texts: dict[str, str], language: str = "vi") -> None:
        self.texts = texts
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Give the text of `key` with `{name}` places filled; KeyError where the catalogue lacks it.

        Where the language has another form for one thing, it stands at `<key>_one`.
        """
        text = self.texts[key]
        if str(values.get("count")) == "1":
            text = self.texts.get(f"{key}_one", text)
        return text.format_map(values) if values else text

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def group(self, prefix: str) -> dict[str, str]:
        """Give the texts right below `prefix`, by the last part of their keys, in the catalogue's order."""
        start = prefix + "."
        below = {key.removeprefix(start): text for key, text in self.texts.items() if key.startswith(start)}
        return {key: text for key, text in below.items() if "." not in key}


def strings(language: str = "vi") -> Strings:
    """Give the catalogue of a language, read once per process: it is part of the program, not of a build."""
    return _read(language)


@cache
def _read(language: str) -> Strings:
    written = (LOCALES / f"{language}.toml").read_bytes()
    file = KEPT / f"{language}-{sha256(written + Path(__file__).read_bytes()).hexdigest()[:16]}.json"
    if (kept := read_kept(file)) is not None:
        return Strings(json.loads(kept), language)
    import tomllib

    texts = dict(_flat(tomllib.loads(written.decode())))
    for old in KEPT.glob(f"{language}-*"):
        with contextlib.suppress(OSError):
            old.unlink()
    keep(file, json.dumps(texts, ensure_ascii=False).encode())
    return Strings(texts, language)


def _flat(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, value))
    return flat
