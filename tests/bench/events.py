"""What a document tells: events of a kind, from the patterns and vocabularies of the TOML files here."""

from __future__ import annotations

import random
import re
import tomllib
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from orthography import toneless

HERE = Path(__file__).resolve().parent
CLAIMS = "kinds-claims"


@cache
def table(name: str) -> dict[str, Any]:
    """Read one of the TOML files of this folder."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def kinds(claims: bool) -> list[dict[str, Any]]:
    """List the kinds of false claim, or those of event."""
    files = sorted(file.stem for file in HERE.glob("kinds-*.toml") if (file.stem == CLAIMS) == claims)
    return [kind for file in files for kind in table(file)["kind"]]


class Event:
    """Something that happened: a kind, values for its slots, and which of them the text has told so far."""

    def __init__(self, chance: random.Random, kind: dict[str, Any], day: date, commune: str | None) -> None:
        names = table("names")
        self.chance, self.kind = chance, kind
        commune = commune or chance.choice(list(names["communes"]))
        village = chance.choice(names["communes"][commune])
        call, person = _person(chance)
        self.values = {"village": village, "commune": commune, "person": f"{call} {person}"}
        self.values["day"] = _day_in_words(chance, day)
        self.values["place"] = chance.choice(table("prose")["places"]).format(village=village, commune=commune)
        self.values |= {slot: _value(chance, spec) for slot, spec in kind["slots"].items()}
        self.known = self.values | {"day": day.isoformat(), "person": person}
        self.told: set[str] = set()

    def say(self, pattern: str) -> str:
        """Fill a pattern; its slots become facts."""
        pattern = pattern.replace("{name}", self.chance.choice(self.kind["names"]))
        slots = set(re.findall(r"{(\w+)}", pattern))
        self.told |= slots | ({"village", "commune"} if "place" in slots else set())
        return pattern.format_map(self.values)

    def facts(self) -> dict[str, str]:
        """Give what was told, in its plain form."""
        return {"kind": self.kind["id"]} | {slot: self.known[slot] for slot in sorted(self.told - {"place"})}


@cache
def twins() -> list[tuple[dict[str, Any], dict[str, list[tuple[str, str]]]]]:
    """List the kinds with values that differ by tones alone, and those values in pairs by slot."""
    found = []
    for kind in kinds(claims=False):
        pairs = {
            slot: [two for two in combinations(values, 2) if toneless(two[0]) == toneless(two[1])]
            for slot, values in kind["slots"].items()
            if isinstance(values, list)
        }
        if pairs := {slot: two for slot, two in pairs.items() if two}:
            found.append((kind, pairs))
    return found


def _person(chance: random.Random) -> tuple[str, str]:
    people = table("names")["people"]
    woman, bahnar = chance.random() < 0.5, chance.random() < 0.3
    call = chance.choice(people["calls_of_women" if woman else "calls"])
    if bahnar:
        return call, chance.choice(people["bahnar_women" if woman else "bahnar_men"])
    middle, given = people["women" if woman else "men"], people["given_women" if woman else "given_men"]
    return call, f"{chance.choice(people['families'])} {chance.choice(middle)} {chance.choice(given)}"


def _value(chance: random.Random, spec: list[str] | str) -> str:
    """Choose from a list; make a figure of a span ("2..40:2"), or a name after a pattern ("@song")."""
    if isinstance(spec, list):
        return chance.choice(spec)
    if spec.startswith("@"):
        thing = table("things")[spec[1:]]
        parts = {part: _value(chance, values) for part, values in thing.items() if part != "pattern"}
        return str(thing["pattern"].format_map({part: value.replace(".", "") for part, value in parts.items()}))
    span, _, step = spec.partition(":")
    least, most = (int(end) for end in span.split(".."))
    return f"{chance.randrange(least, most + 1, int(step or 1)):,}".replace(",", ".")


def _day_in_words(chance: random.Random, day: date) -> str:
    form: str = chance.choice(table("prose")["days"])
    return form.format(d=day.day, m=day.month, y=day.year, dd=f"{day.day:02}", mm=f"{day.month:02}")
