"""The store: what was made is given again, whatever happened to it in between."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store import LARGE, LARGEST, NAMES, Apart, Store, key_of

KEY = key_of("a", 1, b"b")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def kept(store: Store, content: bytes = b"whole") -> Path:
    """Keep something, and give the file that it lies in."""
    store.get(KEY, lambda: content)
    store.close()
    (file,) = (one for one in store.folder.iterdir() if one.is_file())
    return file


def test_what_is_there_is_not_made_again(store: Store) -> None:
    made: list[int] = []
    for _ in range(3):
        assert store.get(KEY, lambda: bytes(made.append(1) or b"x" * 100)) == b"x" * 100
        store.close()
    assert made == [1]


def test_what_lies_at_the_place_of_another_is_not_given(store: Store) -> None:
    other = key_of("b")
    store.keep(KEY, b"one")
    store.keep(other, b"other")
    store.close()
    with sqlite3.connect(store.folder / NAMES[0]) as database:
        database.execute(
            "UPDATE made SET content = (SELECT content FROM made WHERE key = ?) WHERE key = ?", (other, KEY)
        )
    database.close()
    assert (store.find(KEY), store.find(other)) == (None, b"other")


def test_what_was_not_settled_is_lost_whole(store: Store) -> None:
    store.keep(KEY, b"half")
    assert Store(store.folder).find(KEY) is None
    store.settle()
    assert Store(store.folder).find(KEY) == b"half"


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 500, b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_database_is_begun_anew(store: Store, damage: bytes) -> None:
    file = kept(store)
    file.write_bytes(damage)
    assert store.get(KEY, lambda: b"made again") == b"made again"
    store.close()
    assert Store(store.folder).find(KEY) == b"made again"


def test_a_file_cut_anywhere_gives_what_was_kept_or_nothing(store: Store) -> None:
    file = kept(store, b"x" * 9000)
    whole = file.read_bytes()
    for length in range(0, len(whole), 997):
        file.write_bytes(whole[:length])
        assert Store(store.folder).find(KEY) in (None, b"x" * 9000)


def test_a_store_that_grew_too_large_is_begun_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(store, b"x" * 9000)
    monkeypatch.setitem(LARGEST, file.name, file.stat().st_size)
    assert store.find(KEY) == b"x" * 9000
    store.close()
    monkeypatch.setitem(LARGEST, file.name, file.stat().st_size - 1)
    assert store.find(KEY) is None


def test_what_is_large_lies_by_itself_and_does_not_crowd_out_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = NAMES
    store.keep("few", b"few bytes")
    assert not store.has("many") and not (store.folder / large).exists()
    store.keep("many", b"m" * LARGE)
    store.close()
    assert (store.folder / small).stat().st_size < LARGE <= (store.folder / large).stat().st_size
    again = Store(store.folder)
    assert again.has("many") and again.find("many") == b"m" * LARGE and again.find("few") == b"few bytes"
    again.close()
    monkeypatch.setitem(LARGEST, large, LARGE)
    assert not again.has("many") and again.find("many") is None and again.find("few") == b"few bytes"
    again.close()
    (store.folder / large).write_bytes(b"no database")
    assert again.get("many", lambda: b"n" * LARGE) == b"n" * LARGE and again.find("few") == b"few bytes"


@pytest.mark.parametrize("content", [b"short", b"?" * 37, None, "text"])
def test_what_was_damaged_is_made_again(store: Store, content: object) -> None:
    with sqlite3.connect(kept(store)) as database:
        database.execute("UPDATE made SET content = ?", (content,))
    database.close()
    assert store.get(KEY, lambda: b"whole") == b"whole"
    store.close()
    assert Store(store.folder).find(KEY) == b"whole"


def test_a_store_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "store"
    blocked.write_text("a file where the folder should be")
    assert Store(blocked).get(KEY, lambda: b"made") == b"made"
    assert list(tmp_path.iterdir()) == [blocked]


def test_what_another_process_is_writing_is_left_to_it(store: Store) -> None:
    database = sqlite3.connect(kept(store))
    database.execute("BEGIN EXCLUSIVE")
    assert store.get(KEY, lambda: b"made meanwhile") == b"made meanwhile"
    database.rollback()
    database.close()
    assert Store(store.folder).find(KEY) == b"whole"


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_parts_have_another_name(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_a_process_apart_asks_what_was_found_ahead_and_hands_over_the_rest() -> None:
    apart = Apart({KEY: b"found"})
    other = key_of("other")
    assert apart.get(KEY, lambda: b"made") == b"found" and apart.get(other, lambda: b"made") == b"made"
    assert apart.taken() == [(other, b"made")] and apart.taken() == []
