"""Declarations: what was read by one is not read again, and a small build loads nothing that reads."""

from __future__ import annotations

import hashlib
import pickle
import re
from pathlib import Path

import pytest

from archive import readings, settings
from archive.declared import Declared, keys_of, required_keys
from archive.readings import Reading, Readings
from archive.schema import Channel, Report, Unit
from archive.settings import SettingsWrong, settings_of
from archive.store import Store
from checkouts import copy_project, run_in
from corpus import write_corpus
from project import AS_OF

GIVEN = {
    "owner": "ubnd",
    "place": "Đak Pơ",
    "license": {"name": "CC BY 4.0", "url": "https://a.vn/"},
    "publisher": {"name": "Cổng", "email": "a@b.vn"},
    "contact": "a@b.vn",
    "due": {"H1": "06-15"},
    "as_of": "2024-01-01",
}
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


def test_wrong_settings_are_told_each_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wrong = GIVEN | {"page_size": 0, "domain": "Đak", "license": {"name": "a"}, "nope": 1}
    for _ in range(2):
        with pytest.raises(SettingsWrong) as told:
            settings_of(wrong, store, "p")
        for key in ("page_size", "domain", "license.url", "nope"):
            assert f"extra.archive.{key}:" in str(told.value)
    store.close()


def test_where_the_keys_stayed_the_record_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    reads = Readings(store, "p")

    def read(text: str, date: str = "2023-06-14", before: str | None = None) -> Reading:
        raw = REPORT.format(date=date, text=text).encode()
        digest = hashlib.sha256(REPORT.format(date=date, text=before).encode()).hexdigest() if before else None
        return reads.of(raw, "a.md", Report, digest)

    first, faulty = read("Một."), read("Một.", date="14/6/2023")
    assert faulty.problems

    def again(*given: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr(readings, "read_record", again)
        second = read("Hai.", before="Một.")
        assert second.record == first.record and second.document and second.document.body == "Hai."
        for given in ({"before": None}, {"before": "Không có."}, {"before": "Một.", "date": "2023-06-15"}):
            with pytest.raises(AssertionError):
                read("Ba.", **given)  # type: ignore[arg-type]
        with pytest.raises(AssertionError):  # what was wrong is told with its lines
            read("Hai.", date="14/6/2023", before="Một.")
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

    assert "pydantic" in loaded()
    source.write_text(source.read_text(encoding="utf-8").rstrip() + " Một câu.\n", encoding="utf-8")
    assert "markdown" in (small := loaded()) and "pydantic" not in small
    source.write_text(source.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: Tờ "), encoding="utf-8")
    assert "pydantic" in loaded()
