"""What an edition adds to the journal: each entry's story, with nothing left out and nothing told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.sources import read_sources
from archive.trust.events import DayTurned, Gone, Publishing, extended
from archive.trust.journal import Journal
from test_golden import AS_OF, Case

DAYS = [f"2024-01-{day:02}" for day in range(10, 30)]


def entries(folder: Path, **texts: str) -> list[Entry]:
    """Read reports named by `texts`: each the lines that are added to its front matter, then its body behind a line."""
    folder.mkdir()
    for number, (name, text) in enumerate(texts.items(), 1):
        added, _, body = text.partition("\n\n")
        path = f"bao-cao/2023-h1/{name.replace('_', '-')}.md"
        change = {"number": f"number: {number}/BC-UBND"}
        case = Case(path=path, change=change, add=added.split("\n") if added else [], body=body or "Chữ.")
        for name_of, content in case.contents().items():
            (folder / name_of).parent.mkdir(parents=True, exist_ok=True)
            (folder / name_of).write_bytes(content)
    sources = read_sources(folder)
    assert sources.problems == []
    return list(Catalogue.of(sources.entries, sources.registries, AS_OF).entries)


def told(tmp_path: Path, *editions: dict[str, str], leave: str = "") -> Journal:
    journal = Journal()
    for number, edition in enumerate(editions):
        found = entries(tmp_path / str(number), **edition)
        journal = extended(Publishing(journal, DAYS[number], leave=leave), found)
    return Journal.read(journal.text)


def last(journal: Journal, count: int) -> list[tuple[str, str]]:
    return [(event["event"], event.get("id", "").rsplit("/", 1)[-1]) for event in journal.events[-count:]]


def alias(name: str) -> str:
    return f"aliases: [/bao-cao/2023-h1/{name}/]"


def test_what_does_not_change_is_not_told(tmp_path: Path) -> None:
    assert last(told(tmp_path, {"a": ""}, {"a": ""}), 3) == [("publish", "a")]


def test_a_change_is_told_by_whether_readers_were(tmp_path: Path) -> None:
    noted = "changes: [{date: 2023-07-01, note: Sửa.}]\n\nMới."
    assert last(told(tmp_path, {"a": ""}, {"a": "\n\nMới."}), 1) == [("change", "a")]
    (tmp_path / "noted").mkdir()
    assert last(told(tmp_path / "noted", {"a": ""}, {"a": noted}), 1) == [("correct", "a")]


def test_a_new_name_does_not_hide_a_change_or_a_withdrawal(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    changed = told(tmp_path / "x", {"a": ""}, {"b": f"{alias('a')}\n\nMới."})
    assert last(changed, 2) == [("rename", "b"), ("change", "b")] and changed.untold == {"bao-cao/2023-h1/b": [DAYS[1]]}
    gone = told(tmp_path / "y", {"a": ""}, {"b": f"{alias('a')}\nstatus: withdrawn\nreason: Nhầm."})
    assert last(gone, 2) == [("rename", "b"), ("withdraw", "b")] and gone.events[-1]["reason"] == "Nhầm."


def test_a_new_name_alone_is_no_change(tmp_path: Path) -> None:
    assert last(told(tmp_path, {"a": ""}, {"b": alias("a")}), 1) == [("rename", "b")]


def test_what_comes_back_with_another_text_says_so(tmp_path: Path) -> None:
    withdrawn = {"a": "status: withdrawn\nreason: Nhầm."}
    (tmp_path / "x").mkdir()
    assert last(told(tmp_path / "x", {"a": ""}, withdrawn, {"a": ""}), 2) == [("withdraw", "a"), ("restore", "a")]
    (tmp_path / "y").mkdir()
    found = told(tmp_path / "y", {"a": ""}, withdrawn, {"a": "\n\nKhác."})
    assert last(found, 3) == [("withdraw", "a"), ("restore", "a"), ("change", "a")]


def test_an_entry_that_goes_into_another_is_told_and_stays_known(tmp_path: Path) -> None:
    found = told(tmp_path, {"a": "", "b": ""}, {"b": alias("a")})
    assert ("merge", "a") in last(found, 2) and found.merged.keys() == {"bao-cao/2023-h1/b"}
    two = "aliases: [/bao-cao/2023-h1/a/, /bao-cao/2023-h1/b/]"
    (tmp_path / "y").mkdir()
    found = told(tmp_path / "y", {"a": "", "b": ""}, {"c": two})
    assert last(found, 2) == [("rename", "c"), ("merge", "b")]


def test_an_address_that_led_somewhere_goes_on_leading_there(tmp_path: Path) -> None:
    with pytest.raises(Gone, match="2023-h1/a"):
        told(tmp_path, {"a": ""}, {"b": alias("a")}, {"b": ""})


def test_what_is_gone_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Gone, match="2023-h1/a"):
        told(tmp_path, {"a": "", "b": ""}, {"b": ""})
    (tmp_path / "y").mkdir()
    found = told(tmp_path / "y", {"a": "", "b": ""}, {"b": ""}, {"b": ""}, leave="Theo quyết định.")
    assert last(found, 1) == [("remove", "a")]


def test_a_day_does_not_go_back(tmp_path: Path) -> None:
    found = entries(tmp_path / "a", a="")
    journal = extended(Publishing(Journal(), "2024-01-15"), found)
    assert extended(Publishing(journal, "2024-01-15"), found) == journal
    with pytest.raises(DayTurned, match="2024-01-15"):
        extended(Publishing(journal, "2024-01-14"), found)


def test_a_superseded_entry_names_what_took_its_place(tmp_path: Path) -> None:
    first = {"a": "", "b": ""}
    second = {"a": "status: superseded\nreplaced_by: bao-cao/2023-h1/b", "b": "replaces: [bao-cao/2023-h1/a]"}
    found = told(tmp_path, first, second)
    event = next(event for event in found.events if event["event"] == "supersede")
    assert event["id"] == "bao-cao/2023-h1/a" and event["by"] == "bao-cao/2023-h1/b"
