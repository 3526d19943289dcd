"""What the front matter asks for, found in what a paper says: period, bases, streams, difficulties and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.catalogue import Registries
from archive.dates import PartialDate, as_iso
from archive.importing.blocks import Paragraph, Table
from archive.importing.names import said_in, without_place
from archive.importing.structure import Heading, Item, Node, bare, text_of
from archive.numbers import as_number
from archive.patterns import pattern
from archive.periods import Period, as_period
from archive.schema import Platform, Stream
from archive.suggestion import folded, slug

_PERIOD = pattern(
    # Nine months and the like are no period of the archive, nor is their year what is told of.
    r"6 tháng (?:đầu|cuối) năm \d{4}|(?:\d{1,2}|ba|chín) tháng (?:đầu |cuối )?năm \d{4}"
    r"|quý (?:IV|I{1,3}|[1-4])(?: năm |[ /-])\d{4}"
    r"|tháng (?:1[0-2]|0?[1-9])(?: năm |[ /-])\d{4}|năm \d{4}",
    re.IGNORECASE,
)
_SIX = pattern(r"\b(?:sáu|06) tháng (?=đầu|cuối)", re.IGNORECASE)
_DATE = r"ngày\s+(?P<date>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_BASIS = pattern(
    r"số\s*:?\s*(?P<number>\d{1,6}[a-zđ]?\s*[-–/][^\s,;()]{1,60}+(?:\s*[-–]\s*[A-ZĐ][^\s,;()]{0,60}+)?),?\s+"
    rf"{_DATE},?\s+của\s+(?P<issuer>[^,;()]{{1,200}}?)"
    r"(?=\s+(?:về|yêu cầu|triển khai|ban hành|quy định|phê duyệt|hướng dẫn|thực hiện)\b"
    rf"|[,;()]|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
_DIFFICULT = pattern(r"khó khăn|vướng mắc|tồn tại|hạn chế|bất cập", re.IGNORECASE)
_PLANNED = pattern(
    r"phương hướng|nhiệm vụ trọng tâm|nhiệm vụ, giải pháp|kế hoạch công tác"
    r"|nhiệm vụ (?:công tác )?(?:\d|quý|tháng|năm|thời gian tới)",
    re.IGNORECASE,
)
_PAST = pattern(r"kết quả|tình hình|đánh giá|ưu điểm", re.IGNORECASE)
_LAST_WORDS = pattern(r"^trên đây là|^ủy ban nhân dân .{0,80}báo cáo .{0,80}\./\.$", re.IGNORECASE)
_MOST_WORDS = 6


def period_of(title: str, day: str) -> tuple[Period | None, bool]:
    """Propose the period that a title names first, else that of its date; and tell whether the title names it."""
    for found in _PERIOD.finditer(_SIX.sub("6 tháng ", title)):
        if (period := as_period(found[0])) is not None:
            return period, True
    try:
        return Period.half_of(PartialDate.parse(day)), False
    except ValueError:
        return None, False


def bases_of(nodes: list[Node]) -> list[dict[str, str]]:
    """Name the papers that this one rests on, from what stands before its first heading."""
    found: list[dict[str, str]] = []
    for node in nodes:
        if isinstance(node, Heading):
            break
        for match in _BASIS.finditer("" if isinstance(node, Table) else text_of(node)):
            number, day = as_number(re.sub(r"\s*([-–/])\s*", r"\1", match["number"])), as_iso(_bare(match["date"]))
            if number and day:
                one = {"number": str(number), "date": day, "issuer": match["issuer"].strip()}
                if one not in found:
                    found.append(one)
    return found


def _bare(day: str) -> str:
    text = re.sub(r"\s*([/.-])\s*", r"\1", day)
    return f"ngày {text}" if "tháng" in text else text


def streams_of(text: str) -> list[str]:
    """Propose the streams that a text speaks of."""
    said = folded(text)
    found = [str(Stream.INFORMATION)] if "doi ngoai" in said else []
    if re.search(r"quang ba[^.;]{0,40}hinh anh", said):
        found.append(str(Stream.IMAGE))
    return found


def topics_of(text: str, registries: Registries) -> list[str]:
    """Propose the topics whose names a text has."""
    return said_in(text, ((topic.id, topic.name) for topic in registries.topics.values()))


def channels_of(text: str, registries: Registries) -> list[str]:
    """Propose the channels whose names a text has."""
    channels = registries.channels.values()
    names = [(channel.id, channel.name) for channel in channels]
    # A district's papers name its portal without the district.
    names += [(one.id, without_place(one.name)) for one in channels if one.platform is Platform.WEBSITE]
    found = said_in(text, names)
    return [channel.id for channel in channels if channel.id in found]


def difficulties_of(nodes: list[Node]) -> list[str]:
    """Name the difficulties: the items, else the paragraphs, below a heading that speaks of them."""
    return list(dict.fromkeys(_below(nodes, lambda text: _DIFFICULT.search(text) is not None)))


def plans_of(nodes: list[Node]) -> list[dict[str, str]]:
    """Name what is undertaken: the items, else the paragraphs, below a heading that speaks of what is to come."""
    plans: dict[str, dict[str, str]] = {}

    def speaks(text: str) -> bool:
        return _PLANNED.search(text) is not None and not _PAST.match(_unlabelled(text))

    for text in dict.fromkeys(_below(nodes, speaks)):
        first = " ".join(re.split(r"[,;:.(]", text)[0].split()[:_MOST_WORDS])
        id = stem = slug(first) or "ke-hoach"
        number = 1
        while id in plans:
            number += 1
            id = f"{stem}-{number}"
        plans[id] = {"id": id, "text": text}
    return list(plans.values())


def _unlabelled(text: str) -> str:
    return re.sub(r"^(?:[IVX]+|[\d.]+|[a-zđ])[.)/]?\s+", "", text)


def _below(nodes: list[Node], speaks: Any) -> Iterator[str]:
    """Yield what stands below headings that speak of something, down to the next of their level."""
    level, items, paragraphs = 0, list[str](), list[str]()
    for node in [*nodes, None]:
        if node is None or (isinstance(node, Heading) and level and node.level <= level):
            yield from items or paragraphs
            level, items, paragraphs = 0, [], []
        if isinstance(node, Heading):
            if not level and speaks(node.paragraph.text):
                level = node.level
        elif not level or node is None or isinstance(node, Table):
            continue
        elif isinstance(node, Item):
            text = bare(node.paragraph.text) if not node.label else node.paragraph.text[len(node.label) :].strip()
            items.append(text)
        elif isinstance(node, Paragraph) and not _LAST_WORDS.match(node.text) and not node.text.endswith(":"):
            paragraphs.append(node.text)
