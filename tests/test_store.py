"""The store: what was made is given again, whatever happened to it in between."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store import Store, key_of

KEY = key_of("a", 1, b"b")


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    store, made = Store(tmp_path), []
    for _ in range(3):
        assert store.get(KEY, lambda: bytes(made.append(1) or b"x" * 100)) == b"x" * 100
    assert made == [1]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [KEY]


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 500])
def test_what_was_damaged_is_made_again(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.get(KEY, lambda: b"whole")
    (file,) = (one for one in tmp_path.rglob("*") if one.is_file())
    for broken in (damage, file.read_bytes()[:-1], file.read_bytes()[:-1] + b"?"):
        file.write_bytes(broken)
        assert store.get(KEY, lambda: b"whole") == b"whole"
        assert file.read_bytes().endswith(b"whole")


@pytest.mark.skipif(sys.platform == "win32", reason="a file's rights are another thing there")
def test_a_store_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "store"
    blocked.write_text("a file where the folder should be")
    assert Store(blocked).get(KEY, lambda: b"made") == b"made"
    assert list(tmp_path.iterdir()) == [blocked]


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_parts_have_another_name(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)
