"""“Có phải ý bạn là …?”: the nearest known name to one that a clerk mistyped, and ASCII slugs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from archive.strings import strings


def folded(text: str) -> str:
    """Strip marks and case from Vietnamese text: “Đak Pơ” becomes “dak po”."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    marks_apart = unicodedata.normalize("NFD", plain)
    return "".join(char for char in marks_apart if not unicodedata.combining(char)).casefold()


def slug(text: str) -> str:
    """Make the ASCII slug that stands for `text` in a URL: “Tin bài số 1” becomes “tin-bai-so-1”."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known name closest to `word`, compared without marks and case; None where none is near."""
    by_slug = {slug(name): name for name in known}
    found = difflib.get_close_matches(slug(word), by_slug, n=1, cutoff=0.6)
    return by_slug[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say “Có phải ý bạn là “x”?”, or list what is known where nothing is near."""
    known = list(known)
    guess = nearest(word, known)
    if guess is not None:
        return strings()("check.did_you_mean", guess=guess)
    few = known[:12]
    key = "check.choose_from" if len(known) <= len(few) else "check.choose_from_such"
    return strings()(key, names=", ".join(few)) if few else ""


def heading_id(text: str, separator: str) -> str:
    """Make the id of a heading, as Markdown's table of contents asks for it; no id of our templates begins so."""
    return f"muc{separator}{slug(text) or 1}"
