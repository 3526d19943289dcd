"""Declarations: what was read by one is not read again, and a small build loads nothing that reads."""

from __future__ import annotations

import hashlib
import pickle
import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest

from archive import readings, settings
from archive.dates import PartialDate
from archive.declared import Declared, Limits, keys_of, reader, required_keys
from archive.readings import Reading, Readings
from archive.schema import Channel, Report, Unit
from archive.settings import SettingsWrong, settings_of
from archive.store import Store
from checkouts import copy_project, run_in
from corpus import write_corpus
from project import AS_OF
from test_checks import SETTINGS

GIVEN = SETTINGS | {"due": {"H1": "06-15"}, "as_of": "2024-01-01"}
REPORT = """---
title: Báo cáo
number: 1/BC-UBND
date: {date}
issuer: ubnd
period: 2023-H1
streams: [thong-tin-doi-ngoai]
---

{text}
"""


class Place(Declared):
    name: str
    from_: str | None = None


def test_a_declaration_holds_its_keys_and_no_other() -> None:
    assert keys_of(Place) == {"name": "name", "from": "from_"} and required_keys(Place) == ["name"]
    assert keys_of(Channel)["from"] == "from_" and required_keys(Unit) == ["id", "name", "kind"]
    one = Place(name="An Khê")
    assert one.from_ is None and repr(one) == "Place(name='An Khê', from_=None)"
    assert one == Place(name="An Khê") != Place(name="An Khê", from_="2020")
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(TypeError, match="without name"):
        Place(from_="2020")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="with other"):
        Place(name="An Khê", other="x")  # type: ignore[call-arg]


def test_a_limit_that_a_value_cannot_have_is_no_limit_unnoticed() -> None:
    class Number(Declared):
        value: Annotated[int | None, Limits(ge=1)]

    with pytest.raises(TypeError, match="nullable has no ge"):
        reader(Number)


def test_lists_that_are_not_given_are_each_their_own() -> None:
    first, second = (Unit(id="a", name="A", kind="x") for _ in range(2))  # type: ignore[arg-type]
    first.aliases.append("b")
    assert second.aliases == []


def test_settings_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    first = settings_of(GIVEN, store, "p")
    assert first.due == {"H1": (6, 15)} and str(first.as_of) == "2024-01-01"

    def again(declared: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr(settings, "reader", again)
        assert settings_of(GIVEN, store, "p") == first
        for other, program in ((GIVEN | {"place": "An Khê"}, "p"), (GIVEN, "q"), (GIVEN | {"carry_over": False}, "p")):
            with pytest.raises(AssertionError):
                settings_of(other, store, program)
    assert settings_of(GIVEN | {"carry_over": False}, store, "p").carry_over is False
    with monkeypatch.context() as patched:
        patched.setattr(settings, "reader", again)
        with pytest.raises(AssertionError):  # the plain way keeps nothing
            settings_of(GIVEN | {"carry_over": False}, store, "p")
    store.close()


def test_settings_are_of_the_day_whenever_they_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, given = Store(tmp_path), GIVEN | {"as_of": ""}
    for day in (date(2024, 1, 1), date(2024, 1, 2)):
        monkeypatch.setattr(settings, "today", lambda day=day: day)
        assert settings_of(given, store, "p").as_of == day
    with sqlite3.connect(tmp_path / "store.sqlite") as database:  # others may write it meanwhile
        database.execute("DELETE FROM made")
    database.close()
    store.close()


def test_wrong_settings_are_told_each_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wrong = GIVEN | {"page_size": 0, "domain": "Đak", "license": {"name": "a"}, "due": {"H1": "mai"}, "nope": 1}
    for _ in range(2):
        with pytest.raises(SettingsWrong) as told:
            settings_of(wrong, store, "p")
        assert str(told.value).splitlines()[1:] == [
            "  extra.archive.license.url: còn thiếu",
            "  extra.archive.domain: “Đak” chưa đúng dạng",
            "  extra.archive.page_size: phải từ 1 trở lên",
            "  extra.archive.due: không dùng được giá trị “{'H1': 'mai'}”",
            "  extra.archive.nope: không có mục này",
        ]
    store.close()


def test_where_the_keys_stayed_the_record_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    reads = Readings(store, "p")

    def raw(text: str, date: str) -> bytes:
        return REPORT.format(date=date, text=text).encode()

    def read(text: str, date: str, before: bytes = b"") -> Reading:
        return reads.of(raw(text, date), "a.md", Report, hashlib.sha256(before).hexdigest())

    right, wrong = "2023-06-14", "14/6/2023"
    first = read("Một.", right)
    assert first.problems == [] and read("Một.", wrong).problems

    def again(*given: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr(readings, "read_record", again)
        second = read("Hai.", right, before=raw("Một.", right))
        assert second.record == first.record and second.document and second.document.body == "Hai."
        with pytest.raises(AssertionError):  # another day
            read("Hai.", "2023-06-15", before=raw("Một.", right))
        with pytest.raises(AssertionError):  # what was wrong is told with its lines
            read("Hai.", wrong, before=raw("Một.", wrong))
        with pytest.raises(AssertionError):  # never read
            read("Ba.", right, before=raw("Bốn.", right))
    assert read("Hai.", "2023-06-15", before=raw("Một.", right)).record.date == PartialDate.parse("2023-06-15")
    store.close()


def test_an_edited_text_loads_nothing_that_reads_what_was_read(tmp_path: Path) -> None:
    """What checks front matter takes longer to load than all that is made of an edited text."""
    copy_project(tmp_path)
    write_corpus(tmp_path / "docs", 20)
    source = min((tmp_path / "docs/bao-cao").glob("*/bao-cao-*.md"))

    def loaded() -> set[str]:
        done = run_in(tmp_path, "build", "--as-of", AS_OF, PYTHONPROFILEIMPORTTIME="1")
        assert done.returncode == 0, done.stderr[-3000:]
        return set(re.findall(r"(?m)^import time: .*\| +(\w+)$", done.stderr))

    assert "pydantic" in loaded()  # it can be told by this
    source.write_text(source.read_text(encoding="utf-8").rstrip() + " Một câu.\n", encoding="utf-8")
    assert "markdown" in (small := loaded()) and "pydantic" not in small
    page = tmp_path / "site" / source.relative_to(tmp_path / "docs").with_suffix("") / "index.html"
    assert "Một câu." in page.read_text(encoding="utf-8")
    source.write_text(source.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: Tờ "), encoding="utf-8")
    loaded()
    assert "<title>Tờ " in page.read_text(encoding="utf-8")
