"""What may be asked of one event, in words: a few words on the matter, and the place or the year where needed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents import Document
from events import kinds, table

PLACES = ("village", "commune")
LONGEST = 14
KINDS = {kind["id"]: kind for claims in (False, True) for kind in kinds(claims)}
# What goes on for long, or is a thing: nobody asks on which day.
NOT_OF_A_DAY = {"kenh", "hoa-giai", "ocop", "phi-chinh-phu", "song-ngu", "cay-trong", "nuoc-sach", "nha-o", "tam-tru"}
NOT_OF_A_DAY |= {kind["id"] for kind in kinds(claims=True)}


@dataclass
class Ask:
    """The words of a query, and what must hold for a document to answer it."""

    words: str
    wants: dict[str, str]
    prefix: str = ""
    need: str = ""


def is_number(slot: str, kind: Mapping[str, Any]) -> bool:
    """Tell whether a slot holds a figure."""
    spec = kind["slots"].get(slot)
    return isinstance(spec, str) and not spec.startswith("@")


def asks(
    chance: random.Random,
    document: Document,
    *,
    place: bool = False,
    time: str = "",
    figures: bool = False,
    least: int = 1,
) -> Iterator[Ask]:
    """Word wishes for one event of a document, each with one fact more than the one before.

    The matter comes first; the place and the year are added as needed. `place` wants a place from the start,
    `time` a "month" or a "date"; with `figures` a figure is asked for; `least` is the least number of facts.
    """
    event = chance.choice(document.facts["events"])
    kind = KINDS[event["kind"]]
    forms: list[str] = table("asks")[event["kind"]]["short"]
    forms = [form for form in forms if any(is_number(slot, kind) for slot in _slots(form)) == figures]
    if time:
        # No Tết in July.
        forms = kind["names"] if chance.random() < 0.6 else [form for form in forms if "{occasion}" not in form]
    yield from _grown(chance, document, event, forms, place=place, time=time, least=least)


def questions(chance: random.Random, document: Document) -> Iterator[Ask]:
    """Word questions, of the kind's own forms or about the day of an event; each with one fact more."""
    event = chance.choice(document.facts["events"])
    kind = KINDS[event["kind"]]
    if chance.random() < 0.15 and event["kind"] not in NOT_OF_A_DAY:
        need, form, end = "day", chance.choice(kind["names"]), chance.choice(table("forms")["when"])
    else:
        need, form = chance.choice(table("asks")[event["kind"]]["questions"]).rstrip("?").split(": ", 1)
        end = "{}"
    for wish in _grown(chance, document, event, [form], asked=True):
        if need in wish.wants or (need == "village" and "commune" in wish.wants):
            continue
        wish.need, words = need, end.format(wish.words)
        wish.words = words[0].upper() + words[1:] + chance.choice(("?", "?", ""))
        if len(words.split()) <= LONGEST:
            yield wish


def in_words(chance: random.Random, time: str, value: str) -> str:
    """Say a year, a month or a day as people do; the value is ISO 8601."""
    year, month, day = (f"{value}-0-0".split("-"))[:3]
    form: str = chance.choice([form for form in table("forms")[time] if "mùng" not in form or 0 < int(day) <= 10])
    return form.format(year, y=year, m=int(month), mm=month, d=int(day), dd=day)


def short_place(name: str) -> str:
    """Leave "làng", "thôn" or "xã" off where the name has more than one word or cannot be taken for another."""
    bare = re.sub("^(làng|thôn|xã) ", "", name)
    return bare if " " in bare or bare in ("Hven", "Hway", "Hdang", "Kte", "Groi") else name


def _slots(form: str) -> list[str]:
    return re.findall(r"{(\w+)}", form)


def _grown(
    chance: random.Random,
    document: Document,
    event: Mapping[str, str],
    forms: Sequence[str],
    *,
    place: bool = False,
    time: str = "",
    least: int = 1,
    asked: bool = False,
) -> Iterator[Ask]:
    """Begin with a form whose slots are told; then add the place, the year, or both in either order."""
    forms = [form for form in forms if set(_slots(form)) <= set(event)]
    if not forms:
        return
    kind, form = KINDS[event["kind"]], chance.choice(forms)
    slots = _slots(form)
    core = form.format_map({slot: _value(chance, kind, slot, event[slot], asked) for slot in slots})
    core = re.sub(r"\b(\w+) \1\b", r"\1", core)
    wants = {"kind": event["kind"]} | {slot: event[slot] for slot in slots}
    can = [slot for slot in PLACES if slot in event and short_place(event[slot]) not in core]
    where = "" if not can or "village" in slots else can[0] if chance.random() < 0.7 else chance.choice(can)
    if place and not where and "village" not in slots:
        return
    adds = [where] if where else []
    if time:
        adds.append(time)
    elif "năm" not in core.split(" "):
        adds.insert(chance.choice((0, len(adds))), "year")
    adds = sorted(adds, key=lambda slot: slot != time and not (place and slot in PLACES))
    said = {slot: _piece(chance, document, event, slot, asked) for slot in adds}
    first = not asked and chance.random() < 0.12
    count = max(least - len(slots), int(bool(time)) + int(place and bool(where)), 0)
    # Two names side by side would read as one: "Nha Trang Kuk Kôn".
    ending = core.split(" ")[-1]
    link = "ở " if not first and ending[:1].isupper() and chance.random() < 0.7 else ""
    for size in range(count, len(adds) + 1):
        of_place = [link + said[slot][0].removeprefix(link) for slot in adds[:size] if slot in PLACES]
        of_time = [said[slot][0] for slot in adds[:size] if slot not in PLACES]
        if first and of_place:
            of_place = [of_place[0].removeprefix("ở ")]
        text = " ".join([*of_place, core, *of_time] if first else [core, *of_place, *of_time])
        if 3 <= len(text.split()) <= LONGEST:
            yield Ask(text, wants | {slot: said[slot][1] for slot in adds[:size]})


def _piece(
    chance: random.Random, document: Document, event: Mapping[str, str], slot: str, asked: bool
) -> tuple[str, str]:
    """Say a place or a time, and give the value that must hold."""
    if slot in PLACES:
        name = event[slot] if chance.random() < 0.2 else short_place(event[slot])
        return ("ở " if asked or chance.random() < 0.12 else "") + name, event[slot]
    value = {"year": document.facts["year"], "month": document.date[:7], "date": document.date}[slot]
    if slot != "year" and "day" in event and chance.random() < 0.7:
        value = event["day"][: len(value)]
    return f"năm {value}" if asked else in_words(chance, slot, value), value


def _value(chance: random.Random, kind: Mapping[str, Any], slot: str, value: str, asked: bool) -> str:
    if slot in PLACES and not asked and chance.random() < 0.5:
        return short_place(value)
    if is_number(slot, kind) and chance.random() < 0.4:
        return value.replace(".", "")
    return re.sub(r"[()]", "", value)
