"""The head of a paper: who issues it, its number, place and date, its kind, what it is about, and to whom it goes.

Decree 30/2020/NĐ-CP, appendix I: the issuing body on the left below the body above it, the national title on the right;
number and place with date below; then kind and subject, in a letter the subject below the number. Party papers stand in
the same order under “Đảng Cộng sản Việt Nam”. Whatever draws the two columns, lines are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.importing.blocks import Block, Paragraph, Side, in_capitals, lines_of, tidy
from archive.numbers import Kind, as_number
from archive.strings import strings
from archive.suggestion import folded

_TITLE = re.compile(r"cong h[oa]{2} xa hoi(?: chu(?: nghia(?: viet(?: nam)?)?)?)?|dang cong san(?: viet(?: nam)?)?")
# What is left of it where it did not fit on one line.
_TITLE_GOES_ON = re.compile(r"(?:chu )?(?:nghia )?(?:viet )?nam|(?:cong )?san viet nam|(?:- )?(?:hanh )?phuc")
_MOTTO = re.compile(r"doc lap\s*[-–—]\s*tu do(?:\s*[-–—](?:\s*hanh(?: phuc)?)?)?")
_RULE = re.compile(r"[\s_*=.~\-–—]+")
_BLANK = r"[\d\s.…_]*"
_NUMBER = re.compile(
    r"Số\s*:?\s*(?P<ordinal>[\d.…_ ]*[a-zđ]?)\s*"
    r"(?P<sign>[-–/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐđ.&]*(?:\s*[-–/]\s*[\wĐđ.&]+)*)",
)
_NO_SIGN = re.compile(r"Số\s*:?\s*(?P<ordinal>[\d.…_ ]*)/?\s*$")
_PLACE_DATE = re.compile(
    rf"(?P<place>[^\W\d][^,\d:]{{1,40}}),\s*ngày\s*(?P<day>{_BLANK})tháng\s*(?P<month>{_BLANK})năm\s*(?P<year>{_BLANK})",
    re.IGNORECASE,
)
_DATE_BEGINS = re.compile(r"\w, ?ngày\b", re.IGNORECASE)
_DATE_GOES_ON = re.compile(r"[\d.…_]{2,}(?:\s|$)|ngày|tháng|năm")
_ABOUT = re.compile(r"(?:V/v|v/v|Vv|Về việc|Trích yếu)\s*:?\s*")
_TO = re.compile(r"Kính gửi\s*:?\s*", re.IGNORECASE)
_STARTS_BODY = re.compile(
    r"(?:Thực hiện|Căn cứ|Triển khai|Theo|Để|Nhằm|Trong|Tiếp theo|Qua|Ngày|Hiện nay|Xét|Ủy ban|Uỷ ban|UBND|Phòng|Ban"
    r"|Đảng ủy|Sau khi|Tại)\s"
)
_LABELLED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[A-D])[.)/]\s|(?:Phần|PHẦN|Điều)\s+\w")
# Heads are short: whoever has none after so many lines has none.
_LONGEST = 40
_KIND_NAMES = {
    "báo cáo": Kind.REPORT, "kế hoạch": Kind.PLAN, "thông báo": Kind.NOTICE, "quyết định": Kind.DECISION,
    "chỉ thị": Kind.DIRECTIVE, "nghị quyết": Kind.RESOLUTION, "hướng dẫn": Kind.GUIDANCE, "tờ trình": Kind.PROPOSAL,
    "chương trình": Kind.PROGRAMME, "kết luận": Kind.CONCLUSION, "quy chế": Kind.REGULATION, "quy định": Kind.RULES,
    "đề án": Kind.PROJECT, "phương án": Kind.SCHEME, "biên bản": Kind.MINUTES, "công điện": Kind.TELEGRAM,
    "thông cáo": Kind.COMMUNIQUE, "giấy mời": Kind.INVITATION,
}  # fmt: skip


@dataclass
class Head:
    """What a paper's head says, each as it is written; where nothing was found, `places` tells where it was sought."""

    issuers: list[str] = field(default_factory=list)
    number: str = ""
    date: str = ""
    kind: Kind | None = None
    title: str = ""
    recipients: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)


@dataclass
class _Lines:
    """The lines of a paper, taken one by one: each with the number of the block that it is of."""

    rows: list[tuple[int, Paragraph]]
    at: int = 0

    @property
    def row(self) -> Paragraph | None:
        return self.rows[self.at][1] if self.at < len(self.rows) else None

    def take(self, side: Side) -> str:
        """Take the next line of a side, which goes on from the one before; nothing where none is near."""
        for at in range(self.at, min(self.at + 3, len(self.rows))):
            if self.rows[at][1].side in (side, Side.WHOLE) and _DATE_GOES_ON.match(self.rows[at][1].text):
                return self.rows.pop(at)[1].text
        return ""


def take_head(blocks: list[Block]) -> tuple[Head, list[Block]]:
    """Divide a paper into what its head says and the blocks that follow; a paper without head is all body."""
    head, lines = Head(), _Lines(list(_rows(blocks)))
    if not _names_state(lines):
        return head, blocks
    _top(head, lines)
    _subject(head, lines)
    _recipients(head, lines)
    first = lines.rows[lines.at][0] if lines.at < len(lines.rows) else len(blocks)
    rest = list(blocks[first:])
    if rest and lines.at and lines.rows[lines.at - 1][0] == first and isinstance(rest[0], Paragraph):
        left = [row for number, row in lines.rows[lines.at :] if number == first]
        rest[0] = replace(rest[0], runs=tuple(run for row in left for run in row.runs))
    return head, rest


def _rows(blocks: list[Block]) -> Iterator[tuple[int, Paragraph]]:
    for number, block in enumerate(blocks):
        for line in lines_of([block]):
            if not (_RULE.fullmatch(line.text) and len(line.text) < 60):
                yield number, line


def _names_state(lines: _Lines) -> bool:
    """Tell whether a paper begins as official ones do."""
    first = [row.text for _, row in lines.rows[:_LONGEST]]
    return any(_TITLE.search(folded(text)) or _NUMBER.search(text) or _PLACE_DATE.search(text) for text in first)


def _top(head: Head, lines: _Lines) -> None:
    """Read on until the kind of the paper, or to whom it goes."""
    known, issuers, ended = 0, 0, False  # how far the lines say what only heads say
    for _ in range(_LONGEST):
        row = lines.row
        ended = row is not None and bool(_kind(row) or _TO.match(row.text) or _is_body(head, row))
        if row is None or ended:
            break
        lines.at += 1
        if _read_line(head, lines, row):
            known, issuers = lines.at, len(head.issuers)
    if not ended:
        lines.at, head.issuers = known, head.issuers[:issuers]  # the rest is body
    text = strings()
    first = lines.rows[0][1].place
    last = lines.rows[max(lines.at - 1, 0)][1].place
    for key in ("issuer", "number", "date"):
        head.places.setdefault(key, text("importing.place.between", first=first, last=last))


def _read_line(head: Head, lines: _Lines, row: Paragraph) -> bool:
    """Take what one line of the head says, and tell whether only heads say such.

    It may hold a number and a date, or an issuing body and the national title.
    """
    said = row.text
    day = _PLACE_DATE.search(said)
    if _DATE_BEGINS.search(said) and not (day and day["year"].strip()):
        said = f"{said} {lines.take(row.side)}".strip()
    number, day = _NUMBER.search(said) or _NO_SIGN.search(said), _PLACE_DATE.search(said)
    if number is not None and not head.number:
        _note_number(head, number, row)
        said = said.replace(number[0].strip(), "", 1)
        day = _PLACE_DATE.search(said)
    if day is not None:
        _note_date(head, day, row)
        said = said[: day.start()]
    if about := _ABOUT.match(said.strip()):
        _subject_of_letter(head, lines, said.strip()[about.end() :], row)
        return True
    own = _without_state(said)
    names_state, said = tidy(own) != tidy(said), own.strip(" -–—_*.")
    if said and number is None and day is None and row.side is not Side.RIGHT and not head.number:
        head.issuers.append(said)
        head.places.setdefault("issuer", row.place)
    return number is not None or day is not None or names_state


def _without_state(said: str) -> str:
    """Take the national title and the motto out of a line."""
    if _TITLE_GOES_ON.fullmatch(folded(said)):
        return ""
    for form in (_TITLE, _MOTTO):
        found = form.search(folded(said))
        if found is not None and len(folded(said)) == len(said):
            said = said[: found.start()] + said[found.end() :]
    return said


def _note_number(head: Head, found: re.Match[str], row: Paragraph) -> None:
    ordinal = re.sub(r"[^\da-zđ]", "", found["ordinal"])
    sign = found.groupdict().get("sign") or ""
    guess = as_number(ordinal + re.sub(r"\s+", "", sign)) if sign else None
    head.number, head.places["number"] = str(guess) if guess else "", row.place
    if not ordinal or guess is None:
        head.blank.add("number")


def _note_date(head: Head, found: re.Match[str], row: Paragraph) -> None:
    parts = [re.sub(r"\D", "", found[name]) for name in ("year", "month", "day")]
    known = []
    for part, width in zip(parts, (4, 2, 2), strict=True):
        if not part or (width == 4 and len(part) != 4):
            break
        known.append(part.zfill(width))
    head.date, head.places["date"] = "-".join(known), row.place
    if len(known) < 3:
        head.blank.add("date")


def _subject_of_letter(head: Head, lines: _Lines, said: str, row: Paragraph) -> None:
    """Read what a letter is about: it stands below the number, on several lines."""
    head.kind, head.places["title"] = Kind.LETTER, row.place
    while (more := lines.row) is not None and not (
        _TO.match(more.text) or _PLACE_DATE.search(more.text) or more.gap or more.side is Side.RIGHT
    ):
        if _STARTS_BODY.match(more.text) or _TITLE.search(folded(more.text)):
            break
        said, lines.at = f"{said} {more.text}", lines.at + 1
    said = tidy(said)
    head.title = said[:1].upper() + said[1:]


def _kind(row: Paragraph) -> Kind | None:
    """Tell the kind that a line names: it stands alone, in capitals."""
    said = row.text.strip(" :.")
    return _KIND_NAMES.get(said.lower()) if said == said.upper() else None


def _is_body(head: Head, row: Paragraph) -> bool:
    """Tell whether the head has ended without a kind, as that of a letter does."""
    known = bool(head.number or "number" in head.blank) and bool(head.title)
    return known and row.side is Side.WHOLE and not _PLACE_DATE.search(row.text) and not _TITLE.search(folded(row.text))


def _subject(head: Head, lines: _Lines) -> None:
    """Read what the paper is about: the lines below its kind."""
    row = lines.row
    if row is None or (kind := _kind(row)) is None:
        return
    head.kind = kind
    said: list[str] = []
    lines.at += 1
    while (row := lines.row) is not None and not _ends_subject(row, said):
        said.append(row.text)
        lines.at += 1
        head.places.setdefault("title", row.place)
    head.title = tidy(" ".join(said))


def _ends_subject(row: Paragraph, said: list[str]) -> bool:
    """Tell whether a line is no longer part of the subject."""
    text = row.text
    if _TO.match(text) or _LABELLED.match(text) or row.heading or len(said) >= 6:
        return True
    if not said:
        return False
    if row.gap > 1 or (row.gap and not (row.is_centred or row.is_bold)):
        return True
    if in_capitals(text) and said[-1] != said[-1].upper():
        return True  # “CHỦ TỊCH ỦY BAN NHÂN DÂN …”: who decides, above what a decision rests on
    return not (row.is_centred or row.is_bold) and _STARTS_BODY.match(text) is not None


def _recipients(head: Head, lines: _Lines) -> None:
    """Read to whom the paper goes: behind “Kính gửi”, on that line or below it as a list."""
    row = lines.row
    if row is None or (found := _TO.match(row.text)) is None:
        return
    head.places["recipients"] = row.place
    said = row.text[found.end() :]
    lines.at += 1
    listed: list[str] = []
    while (row := lines.row) is not None and (
        re.match(r"[-–+•]\s", row.text) or row.is_bullet or (not said and not listed)
    ):
        listed.append(row.text.lstrip("-–+• "))
        lines.at += 1
    if said and not listed:
        while (row := lines.row) is not None and said[-1] not in ".;:" and not row.gap and row.text[:1].islower():
            said, lines.at = f"{said} {row.text}", lines.at + 1
    head.recipients = [one for part in [said, *listed] if (one := tidy(part).rstrip(" .;,"))]
