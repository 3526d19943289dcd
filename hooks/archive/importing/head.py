"""The head of a paper: who issues it, its number, place and date, its kind, what it is about, and to whom it goes.

Decree 30/2020/NĐ-CP, appendix I: the issuing body on the left below the body above it, the national title on the right;
number and place with date below; then kind and subject, in a letter the subject below the number. Party papers stand in
the same order under “Đảng Cộng sản Việt Nam”. Whatever draws the two columns, lines are read one by one. A line of
which nothing is made goes back to the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.dates import PartialDate
from archive.importing.blocks import Block, Paragraph, Side, tidy
from archive.importing.forms import (
    ABOUT,
    BULLET,
    DATE_BEGINS,
    DATE_GOES_ON,
    LABELLED,
    NO_SIGN,
    NUMBER,
    PLACE_DATE,
    TO,
    is_sentence,
    kind_named,
    names_state,
    without_state,
)
from archive.importing.lines import Lines
from archive.importing.subject import Subject, recipients_of, subject_of, subject_of_letter
from archive.numbers import Kind, as_number
from archive.strings import strings

# Heads are short: whoever has none after so many lines has none.
_LONGEST = 40
# Bodies above one another, and the letters of a line that names one, at the most.
_MOST_BODIES, _LONGEST_NAME = 6, 120


@dataclass
class Head:
    """What a paper's head says, each as it is written; where nothing was found, `places` tells where it was sought.

    `blank` are keys that the paper leaves blank, `wrong` what it says of one that cannot be so. `left_over` are lines
    among it of which nothing was made: they stand before the text that follows.
    """

    issuers: list[str] = field(default_factory=list)
    number: str = ""
    date: str = ""
    kind: Kind | None = None
    title: str = ""
    recipients: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)

    def has(self, key: str) -> bool:
        """Tell whether a number or a date was found, be it blank."""
        return bool(getattr(self, key)) or key in self.blank


def take_head(blocks: list[Block]) -> tuple[Head, list[Block]]:
    """Divide a paper into what its head says and the blocks that follow; a paper without head is all body."""
    head, lines = Head(), Lines.of(blocks)
    _top(head, lines)
    if lines.used or (lines.row is not None and kind_named(lines.row)[0]):
        if not head.title:
            _note_subject(head, subject_of(lines))
        head.recipients, place = recipients_of(lines)
        head.places |= {"recipients": place} if place else {}
    if lines.rows:
        sought = strings()("importing.place.between", first=lines.place(0), last=lines.place(max(lines.at - 1, 0)))
        head.places = dict.fromkeys(("issuer", "number", "date"), sought) | head.places
    rest = lines.rest(lines.at)
    head.left_over += [row.text for row in lines.unused(lines.at)]
    return head, rest


def _note_subject(head: Head, subject: Subject | None) -> None:
    if subject is not None:
        head.kind, head.title = subject.kind, subject.text
        if subject.place:
            head.places["title"] = subject.place


def _top(head: Head, lines: Lines) -> None:
    """Read on until the kind of the paper, or to whom it goes, or its text: there the lines stand then."""
    bodies: list[int] = []
    known = 0  # how far lines say what only heads say
    for _ in range(_LONGEST):
        row = lines.row
        if row is None or _ends(head, row, bodies):
            break
        at = lines.at
        if _read_line(head, lines, row):
            known = lines.at
        elif _names_body(head, row) and len(bodies) < _MOST_BODIES:
            bodies.append(at)
            known = at + 1 if names_state(row.text) else known
        lines.at = max(lines.at, at + 1)
    row = lines.row
    begun = known or len(bodies) < _MOST_BODIES // 2
    lines.at = lines.at if row is not None and begun and (kind_named(row)[0] or TO.match(row.text)) else known
    for at in bodies:
        if at < lines.at:
            head.issuers.append(without_state(lines.rows[at][1].text).strip(" -–—_*."))
            head.places.setdefault("issuer", lines.place(at))
            lines.used.add(at)


def _ends(head: Head, row: Paragraph, bodies: list[int]) -> bool:
    """Tell whether the top of a head has ended: with the kind, the addressee, or, as in some letters, the text."""
    text = row.text
    begun = head.has("number") or head.has("date") or not bodies
    if kind_named(row, alone=not begun or row.side is not Side.WHOLE)[0] is not None or TO.match(text):
        return True
    if NUMBER.match(text) or ABOUT.match(text) or PLACE_DATE.search(text) or names_state(text):
        return False
    if row.heading or LABELLED.match(text) or is_sentence(row):
        return True
    return head.has("number") and bool(head.title) and row.side is Side.WHOLE


def _read_line(head: Head, lines: Lines, row: Paragraph) -> bool:
    """Take what one line of the head says, and tell whether only heads say such; the lines then stand behind it.

    It may hold a number and a date, or the national title; what else it holds is left over.
    """
    said, at = row.text, lines.at
    day = PLACE_DATE.search(said)
    if DATE_BEGINS.search(said) and not (day and (day["figures"] or day["year"].strip())) and not head.has("date"):
        said = f"{said} {_goes_on(lines, row.side)}".strip()
    number = (None if head.number else NUMBER.search(said)) or (None if head.has("number") else NO_SIGN.search(said))
    if number is not None:
        _note_number(head, number, row)
        said = said.replace(number[0].strip(), "", 1)
    if not head.has("date") and (day := PLACE_DATE.search(said)) is not None:
        _note_date(head, day, row)
        said = said[: day.start()]
    is_fact = said != row.text
    if (about := ABOUT.match(said.strip())) and head.has("number") and not head.title:
        lines.use(at)
        _note_subject(head, subject_of_letter(lines, said.strip()[about.end() :], row))
        return True
    own = tidy(without_state(said)).strip(" -–—_*.")
    if names_state(said) and (is_fact or not own or row.side is Side.RIGHT or head.has("number")):
        is_fact = True
    if not is_fact:
        return False
    lines.use(at)
    if own:
        lines.put_back(at, own)
    return True


def _goes_on(lines: Lines, side: Side) -> str:
    """Use the next line of a side, where a date goes on; nothing where none is near."""
    for at in range(lines.at + 1, min(lines.at + 4, len(lines.rows))):
        row = lines.rows[at][1]
        if at not in lines.used and row.side in (side, Side.WHOLE) and DATE_GOES_ON.match(row.text):
            lines.used.add(at)
            return row.text
    return ""


def _names_body(head: Head, row: Paragraph) -> bool:
    """Tell whether a line may name who issues the paper, or a body above."""
    text = row.text
    fits = len(text) <= _LONGEST_NAME and not text.endswith((":", ";", "!", "?")) and not BULLET.match(text)
    return fits and row.side is not Side.RIGHT and not head.has("number")


def _note_number(head: Head, found: re.Match[str], row: Paragraph) -> None:
    ordinal = re.sub(r"[^\da-zđ]", "", found["ordinal"])
    sign = found.groupdict().get("sign") or ""
    guess = as_number(ordinal + re.sub(r"\s+", "", sign)) if sign else None
    head.number, head.places["number"] = str(guess) if guess else "", row.place
    if sign and guess is None:
        head.wrong["number"] = tidy(found[0])
    if ordinal and guess is not None:
        head.blank.discard("number")
    else:
        head.blank.add("number")


def _note_date(head: Head, found: re.Match[str], row: Paragraph) -> None:
    if found["figures"]:
        parts = re.findall(r"\d+", found["figures"])[::-1]
    else:
        parts = [re.sub(r"\D", "", found[name]) for name in ("year", "month", "day")]
    known = []
    for part, width in zip(parts, (4, 2, 2), strict=True):
        if not part or (width == 4 and len(part) != 4):
            break
        known.append(part.zfill(width))
    head.date, head.places["date"] = "-".join(known), row.place
    try:
        PartialDate.parse(head.date)
    except ValueError:  # no such day
        head.date, head.wrong["date"] = "", tidy(found[0])
    if len(known) < 3 or not head.date:
        head.blank.add("date")
