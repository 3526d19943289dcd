"""Whatever bytes a clerk's file holds, they are read or a problem says why not: never a crash, never a guess."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import front_matter, strict_yaml

YAMLISH = st.text(alphabet="abc:-#&*!|>'\"%@`{}[],? \n\t~đơ\u0301", max_size=60)


def read(text: str) -> front_matter.Document:
    document, problems = front_matter.read(text.encode(), "a.md")
    assert document is not None and problems == []
    return document


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_problem(raw: bytes) -> None:
    document, problems = front_matter.read(raw, "a.md")
    assert document is not None or problems


@given(YAMLISH)
@settings(max_examples=500)
def test_any_text_between_fences_is_read_or_refused_with_a_problem(text: str) -> None:
    document, problems = front_matter.read(f"---\n{text}\n---\n".encode(), "a.md")
    assert document is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 4


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text("abc", min_size=1), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=5), VALUES, min_size=1, max_size=4))
def test_what_yaml_writes_we_read_as_text(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10_000)
    tree = strict_yaml.read(text)
    assert tree.faults == [] and tree.data == data
    for key in data:
        assert text.split("\n")[tree.line((key,)) - 1].startswith(f'"{key}"')


@pytest.mark.parametrize("value", ["012", "12:30", "no", "null", "~", "1e3", "0x1F", "2023-05-26", "=", "yes", "1_000"])
def test_nothing_is_retyped(value: str) -> None:
    assert read(f"---\na: {value}\n---\n").data == {"a": value}


def test_bom_crlf_and_nfd_are_accepted_and_normalised() -> None:
    text = unicodedata.normalize("NFD", "---\r\ntitle: Đak Pơ đối ngoại\r\n---\r\n\r\nThân bài\r\n")
    document, problems = front_matter.read(b"\xef\xbb\xbf" + text.encode(), "a.md")
    assert problems == [] and document is not None
    assert (document.data, document.body, document.body_line) == ({"title": "Đak Pơ đối ngoại"}, "Thân bài", 5)


def test_every_key_and_item_knows_its_line() -> None:
    document = read("---\na: 1\nb:\n  - x\n  - c: 2\n    d:\n      - y\n---\nThân")
    places = {("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "d"): 6, ("b", 1, "d", 0): 7}
    assert {path: document.tree.line(path) for path in places} == places


def test_rules_in_the_body_are_no_fences() -> None:
    assert read("---\na: 1\n---\nMột\n\n---\n\nHai").body == "Một\n\n---\n\nHai"


def test_a_path_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    document = read("---\na:\n  - b: 1\n---\n")
    assert document.tree.line(("a", 0, "missing")) == 3
    assert document.tree.line(("missing",)) == 1
