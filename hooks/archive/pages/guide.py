"""The generated part of the guide: what each key means, and what each message means and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.pages.data import described
from archive.pages.view import View
from archive.patterns import pattern
from archive.schema.dictionary import Term
from archive.strings import strings

FOLDER = "huong-dan"
_PLACE = pattern(r"\{[^{}]*\}")


@dataclass(frozen=True, kw_only=True)
class KeysPage(View):
    """Every key of the front matter and of the registries, by what it describes."""

    template = "guide-keys.html"
    dictionary: list[tuple[str, list[Term]]]


@dataclass(frozen=True, kw_only=True)
class MessagesPage(View):
    """Every message of a command: its code, what it says, and what to do; what changes in it stands as “…”."""

    template = "guide-messages.html"
    messages: list[tuple[str, str, str]]


def guide_pages() -> Iterator[View]:
    """Build all pages, from the schema and from the catalogue of messages alone."""
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
    yield MessagesPage(
        src_uri=f"{FOLDER}/thong-bao-khi-dang.md",
        title=text("guide.publishing"),
        summary=text("guide.publishing_summary"),
        messages=sorted(_of_publishing(), key=lambda one: one[1]),
    )


def _messages() -> Iterator[tuple[str, str, str]]:
    texts = strings().texts
    for key, message in texts.items():
        if (found := re.fullmatch(r"problems\.(\w+)\.message", key)) is not None:
            yield found[1], _shown(message), _shown(texts[f"problems.{found[1]}.fix"])


def _of_publishing() -> Iterator[tuple[str, str, str]]:
    """Yield why a publication may fail: each message says first what is wrong, then what to do."""
    text = strings()
    refused = [
        (code, text(f"commands.publish.{code}", what="…")) for code in ("gone", "key_needed", "key_other", "day_back")
    ]
    for code, message in (*text.group("publishing.failed").items(), *refused):
        first, _, then = _shown(message).replace("\n…", "").partition(". ")
        yield code, first if first.endswith("…") else first.rstrip(".") + ".", then
    yield "gate", _shown(text("gate.stopped", count="…")), text("guide.gate")


def _shown(text: str) -> str:
    """Write a text with “…” where a message names what it is about."""
    return _PLACE.sub("…", text).replace("{{", "{").replace("}}", "}").strip()
