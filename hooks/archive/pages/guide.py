"""The generated part of the clerks' guide: what each key means, and what each message means and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.pages.data import described
from archive.pages.view import View
from archive.schema.dictionary import Term
from archive.strings import strings

FOLDER = "huong-dan"
_PLACE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, kw_only=True)
class KeysPage(View):
    """Every key of the front matter and of the registries, by what it describes."""

    template = "guide-keys.html"
    dictionary: list[tuple[str, list[Term]]]


@dataclass(frozen=True, kw_only=True)
class MessagesPage(View):
    """Every message of `check`: its code, what it says, and how to mend it; what changes in it stands as “…”."""

    template = "guide-messages.html"
    messages: list[tuple[str, str, str]]


def guide_pages() -> Iterator[View]:
    """Build both pages, from the schema and from the catalogue of messages alone."""
    text = strings()
    yield KeysPage(
        src_uri=f"{FOLDER}/cac-khoa.md",
        title=text("guide.keys"),
        summary=text("guide.keys_summary"),
        dictionary=described(),
    )
    yield MessagesPage(
        src_uri=f"{FOLDER}/cac-thong-bao.md",
        title=text("guide.messages"),
        summary=text("guide.messages_summary"),
        messages=sorted(_messages(), key=lambda one: one[1]),
    )


def _messages() -> Iterator[tuple[str, str, str]]:
    texts = strings().texts
    for key, message in texts.items():
        if (found := re.fullmatch(r"problems\.(\w+)\.message", key)) is not None:
            yield found[1], _shown(message), _shown(texts[f"problems.{found[1]}.fix"])


def _shown(text: str) -> str:
    """Write a text with “…” where a message names what it is about."""
    return _PLACE.sub("…", text).replace("{{", "{").replace("}}", "}").strip()
