"""The kinds of value that front matter and registries hold: each reads a clerk's text or says what is wrong.

Every type is declared once: how it is read, what a JSON Schema may say of it, and (with `Reference`) where
its values come from, so that checks, forms and the data dictionary agree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from archive.dates import PartialDate, as_iso, spoken
from archive.declared import Described, Limits, Read
from archive.numbers import DocumentNumber, as_number
from archive.patterns import pattern
from archive.periods import Period, as_period
from archive.strings import strings
from archive.suggestion import nearest, slug
from archive.wording import choice_words

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema, PydanticCustomError

_CONTROL = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = " \t\n\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SUSPECT = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f<&]")
_TAG = pattern(r"<[A-Za-z/!?][^<>]*>?")
_ENTITY = pattern(r"&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_URL = pattern(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.ASCII)
_EMAIL = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


class Reference:
    """Marks an id that must stand in a registry, or be that of an entry or of a plan."""

    def __init__(self, to: Literal["unit", "channel", "topic", "indicator", "entry", "plan"]) -> None:
        """Take what it refers to."""
        self.to = to

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say in JSON Schema what the id refers to."""
        return {**handler(schema), "x-to": self.to}


def _wrong(code: str) -> PydanticCustomError:
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(code, "wrong")


def _fail(code: str, value: object, **values: object) -> PydanticCustomError:
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(code, "{text}", {"text": str(value)[:80], **values})


def _not_text(value: object) -> PydanticCustomError:
    if isinstance(value, dict) and len(value) == 1:
        # “Lưu: VT” in a list of copies: YAML takes what stands before the colon for a key.
        ((before, after),) = value.items()
        if isinstance(after, str):
            return _fail("text_colon", f"{before}: {after}")
    return _wrong("not_text")


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise _not_text(value)
    text = value.strip()
    if not text.strip(_INVISIBLE):
        raise _wrong("empty")
    return text


def _paragraphs(value: object) -> str:
    text = _as_text(value)
    if not _SUSPECT.search(text):
        return text
    if _CONTROL.search(text):
        raise _wrong("control_character")
    markup = _TAG.search(text)
    entity = next((found for found in _ENTITY.finditer(text) if html.unescape(found[0]) != found[0]), None)
    if markup or entity:
        raise _fail("text_html", markup[0] if markup else entity[0] if entity else "")
    return text


def _line(value: object) -> str:
    text = _paragraphs(value)
    if len(text.splitlines()) > 1:
        raise _wrong("line_break")
    return text


def _matching(code: str, form: re.Pattern[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _line(value)
        if not form.fullmatch(text):
            raise _fail(code, text, slug=slug(text) or "…")
        return text

    return read


def _date(value: object) -> PartialDate:
    text = _line(value)
    try:
        found = PartialDate.parse(text)
    except ValueError:
        guess = as_iso(text)
        if guess and guess != text:
            raise _fail("date_form", text, guess=guess) from None
        raise _fail("date_impossible" if spoken(text) else "date", text) from None
    if not 1900 <= found.year <= 2100:
        raise _fail("date_year", text)
    return found


def _day(value: object) -> date:
    found = _date(value)
    if found.day is None:
        raise _fail("day", value)
    return found.start


def _period(value: object) -> Period:
    text = _line(value)
    try:
        return Period.parse(text)
    except ValueError:
        guess = as_period(text)
    raise _fail("period", text) if guess is None else _fail("period_form", text, guess=guess)


def _number(value: object) -> DocumentNumber:
    text = _line(value)
    try:
        return DocumentNumber.parse(text)
    except ValueError:
        guess = as_number(text)
    raise _fail("number", text) if guess is None else _fail("number_form", text, guess=guess)


def _count(value: object) -> int:
    text = _line(value)
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        digits = re.sub(r"[\s.,]", "", text)
        guess = digits if re.fullmatch(r"\d{1,3}(?:[\s.,]\d{3})+", text, re.ASCII) else None
        raise _fail("count_form" if guess else "count", text, guess=guess or "")
    return int(text)


def _quantity(value: object) -> int | float:
    text = _line(value)
    if re.fullmatch(r"\d{1,3}(?:[\s.,]\d{3})+", text, re.ASCII):  # one thousand to some, one to others
        raise _fail("quantity_form", text, guess=re.sub(r"[\s.,]", "", text))
    if comma := re.fullmatch(r"(\d{1,12}),(\d{1,4})", text, re.ASCII):
        raise _fail("quantity_comma", text, guess=f"{comma[1]}.{comma[2]}")
    if not re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", text, re.ASCII):
        raise _fail("quantity", text)
    return float(text) if "." in text else int(text)


def _yes_or_no(value: object) -> bool:
    text = _line(value)
    if text not in ("true", "false"):
        raise _fail("boolean", text)
    return text == "true"


def _beside(value: object) -> str:
    text = _line(value)
    parts = text.split("/")
    if "\\" in text or ":" in text or text.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise _fail("file_outside", text)
    return text


def _path(code: str, form: str) -> Callable[[object], str]:
    pattern = re.compile(form, re.ASCII)

    def read(value: object) -> str:
        text = _line(value)
        if not pattern.fullmatch(text):
            raise _fail(code, text)
        return text

    return read


def one_of(choices: type[StrEnum]) -> Any:
    """Make the type whose values are the members of `choices`."""

    def read(value: object) -> StrEnum:
        text = _line(value)
        try:
            return choices(text)
        except ValueError:
            guess = nearest(text, [str(choice) for choice in choices])
            names = ", ".join(f"{choice} ({choice_words(choice)})" for choice in choices)
            said = strings()("check.did_you_mean", guess=guess) if guess else ""
            raise _fail("choice", text, guess=said, names=names) from None

    return Read(read)


def list_or_one(value: object) -> object:
    """Read a single value where a list may stand as a list of one."""
    return [value] if isinstance(value, str) else value


_SLUG_FORM = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ENTRY_FORM = rf"(?:bao-cao/\d{{4}}(?:-(?:h[12]|q[1-4]|m\d\d))?|tin-bai/\d{{4}}|dinh-chinh/\d{{4}})/{_SLUG_FORM}"
_PLAN_FORM = rf"\d{{4}}(?:-(?:[hH][12]|[qQ][1-4]|[mM]\d\d))?/{_SLUG_FORM}/{_SLUG_FORM}"


def _json(kind: str, of: str = "string", **more: Any) -> Described:
    """Say of a type what JSON Schema can, and its `kind`: the name that readers know it by (`kinds.<kind>`)."""
    return Described({"type": of, "x-kind": kind, **more})


Line = Annotated[str, Read(_line)]
Paragraphs = Annotated[str, Read(_paragraphs), _json("paragraphs")]
Id = Annotated[str, Read(_matching("id", _ID)), _json("id", pattern=f"^{_ID.pattern}$")]
Url = Annotated[str, Read(_matching("url", _URL)), _json("url", format="uri", pattern=r"^https?://\S+$")]
Email = Annotated[str, Read(_matching("email", _EMAIL)), _json("email", format="email")]
Date = Annotated[PartialDate, Read(_date), _json("date", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Day = Annotated[date, Read(_day), _json("day", format="date", pattern=r"^\d{4}-\d{2}-\d{2}$")]
PeriodValue = Annotated[Period, Read(_period), _json("period", pattern=r"^\d{4}(-(H[12]|Q[1-4]|M(0[1-9]|1[0-2])))?$")]
Number = Annotated[DocumentNumber, Read(_number), _json("number", pattern=r"^[^\s/]*/\S+$")]
Count = Annotated[int, Read(_count), _json("count", "integer", minimum=0)]
Quantity = Annotated[int | float, Read(_quantity), _json("quantity", "number", minimum=0)]
YesOrNo = Annotated[bool, Read(_yes_or_no), _json("yes_or_no", "boolean")]
FileBeside = Annotated[str, Read(_beside), _json("file")]
UrlPath = Annotated[str, Read(_path("url_path", rf"/(?:{_SLUG_FORM}/)+")), _json("url_path")]
EntryId = Annotated[str, Read(_path("entry_id", _ENTRY_FORM)), Reference("entry"), _json("entry")]
PlanId = Annotated[str, Read(_path("plan_id", _PLAN_FORM)), Reference("plan"), _json("plan")]
UnitId = Annotated[Id, Reference("unit")]
ChannelId = Annotated[Id, Reference("channel")]
TopicId = Annotated[Id, Reference("topic")]
IndicatorId = Annotated[Id, Reference("indicator")]
Lines = list[Line]
NOT_EMPTY = Limits(min_length=1)


def no_items() -> Any:
    """Declare a list that holds nothing where it is not given."""
    return field(default_factory=list)
