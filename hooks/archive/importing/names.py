"""Names in capitals, shortened or spelt in another way, and the units and other items of registries that they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from archive.catalogue import Registries
from archive.importing.blocks import tidy
from archive.patterns import pattern
from archive.schema import Unit
from archive.suggestion import folded

_NOTE = pattern(r"\s*\([^)]*\)$")
_PLACE = pattern(r"(?:huyện(?! ủy)|xã|thị trấn|phường|tỉnh|thành phố|thị xã)\s", re.IGNORECASE)
_PLACE_OF = pattern(r"(?:huyện(?! ủy)|xã|thị trấn|phường|tỉnh)\s.+$", re.IGNORECASE)
# How the names of public bodies begin.
_BODY = pattern(
    r"(?:ủy ban|uỷ ban|ubnd|hđnd|hội|huyện|tỉnh|sở|phòng|ban|đảng|công an|bộ|trung tâm|đoàn|liên đoàn"
    r"|mặt trận|trường|chi|cục|tòa án|toà án|viện|thanh tra|xã|thị trấn|phường|thị xã|thành phố|văn phòng|công ty|đài"
    r"|kho bạc|ngân hàng|bảo hiểm|hạt)\b"
)
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ub": "uy ban",
    "mttq": "mat tran to quoc",
    "tt": "thi tran",
    "vh-tt": "van hoa thong tin",
    "vhtt": "van hoa thong tin",
    "vh&tt": "van hoa thong tin",
    "bch": "ban chap hanh",
}
_BETWEEN = pattern(r"[\s,;:&/–—-]+|\bva\b")
_PROPER = pattern(r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ]*)(?: [A-ZĐÀ-Ỹ][\wÀ-ỹ]*)*")
_AFTER_KIND = pattern(
    r"(?:huyện|xã|thị trấn|phường|tỉnh|thành phố|thị xã|quận|Huyện ủy|Đảng ủy)\s+(" + _PROPER.pattern + ")"
)
# Words that stay capital within a title of office or a body's name.
_CAPITAL = ("Phó", "Quyền")
_ALWAYS = {
    "nhà nước": "Nhà nước",
    "việt nam": "Việt Nam",
    "gia lai": "Gia Lai",
    "mặt trận tổ quốc": "Mặt trận Tổ quốc",
    "công an": "Công an",
    "ban thường vụ": "Ban Thường vụ",
    "ban thường trực": "Ban Thường trực",
    "ban chấp hành": "Ban Chấp hành",
}


@dataclass(frozen=True, slots=True)
class Match:
    """The item of a registry that a name means, if that is sure; else the nearest, best first."""

    id: str | None
    near: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Write a name in one way: without marks, with what is short written out."""
    words = re.sub(r"[^\w&-]+", " ", folded(tidy(name)).replace("_", " ")).split()
    return " ".join(_BETWEEN.sub(" ", " ".join(_SHORT.get(word, word) for word in words)).split())


def unit_of(name: str, units: Iterable[Unit], day: date | None = None) -> Match:
    """Find the unit that a name means: the same but for marks, case and what is short; of several that of the day."""
    wanted, known = plain(name), [(unit, spelling) for unit in units for spelling in (unit.name, *unit.aliases)]
    found = [unit for unit, spelling in known if plain(without_note(spelling)) == wanted]
    if not found and _PLACE.match(name):  # a place that stands for the body that governs it
        governs = plain(f"ủy ban nhân dân {name}")
        found = [unit for unit, spelling in known if plain(without_note(spelling)) == governs]
    if found:
        there = [unit for unit in found if day is None or _is_there(unit, day)]
        return Match((there or found)[0].id)
    scored = sorted(
        ((difflib.SequenceMatcher(None, wanted, plain(spelling)).ratio(), unit.id) for unit, spelling in known),
        key=lambda one: (-one[0], one[1]),
    )
    near = list(dict.fromkeys(id for score, id in scored if score >= 0.6))
    return Match(None, tuple(near[:3]))


def _is_there(unit: Unit, day: date) -> bool:
    return not (unit.from_ and unit.from_.start > day) and not (unit.until and unit.until.end < day)


def candidates(lines: Sequence[str]) -> Iterator[str]:
    """Yield what the lines of an issuer may mean together, the most of them first; the first may be the body above.

    A body below another bears the other's place in its registered name, or all of its name: “Phòng … huyện Đak Pơ”.
    """
    for first in range(len(lines)):
        name = " ".join(lines[first:])
        if first and _PLACE.match(name):
            continue  # the name began on the line before
        yield name
        above = " ".join(lines[:first])
        if place := _PLACE_OF.search(above):
            yield f"{name} {place[0]}"
        if above:
            yield f"{name} {above}"


def without_note(name: str) -> str:
    """Leave out the note behind a name that tells it from another's: “xã Ya Hội (từ 1/7/2025)”."""
    return _NOTE.sub("", name)


def names_body(text: str) -> bool:
    """Tell whether a line begins as the names of public bodies do."""
    return _BODY.match(text.lower()) is not None


def without_place(name: str) -> str:
    """Leave out the proper name of a place that ends a name: “Cổng thông tin điện tử huyện …”."""
    found = list(_AFTER_KIND.finditer(name))[-1:]
    return name[: found[0].start(1)].rstrip() if found and found[0].end() == len(name) else name


def said_in(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Name the ids of those of `names` (id, name) that a text has as whole words, in the order of `names`."""
    told = f" {plain(text)} "
    return list(dict.fromkeys(id for id, name in names if f" {plain(name)} " in told))


class Spelling:
    """Writes what stands in capitals as a sentence would have it, with the proper names that the registries know."""

    def __init__(self, registries: Registries) -> None:
        """Gather the proper names: what follows “xã”, “huyện” and the like."""
        texts = [spelling for unit in registries.units.values() for spelling in (unit.name, *unit.aliases)]
        found = {match[1] for text in texts for match in _AFTER_KIND.finditer(text)}
        self._proper = {**_ALWAYS, **{name.lower(): name for name in found}}

    def sentence(self, text: str) -> str:
        """Write a name as within a sentence, its first letter a capital."""
        said = tidy(text)
        if said != said.upper():
            return said
        small = said.lower()
        for lower, name in sorted(self._proper.items(), key=lambda item: -len(item[0])):
            small = re.sub(rf"(?<!\w){re.escape(lower)}(?!\w)", name, small)
        return small[:1].upper() + small[1:]

    def position(self, text: str) -> str:
        """Write a title of office: “PHÓ CHỦ TỊCH” becomes “Phó Chủ tịch”."""
        said = self.sentence(text)
        first, _, rest = said.partition(" ")
        if first in _CAPITAL and rest:
            said = f"{first} {rest[:1].upper()}{rest[1:]}"
        return re.sub(r"(Chánh |Phó Chánh )văn phòng", r"\1Văn phòng", said)
