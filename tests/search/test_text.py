"""What a token is: the golden vectors hold the rules of both languages, properties hold what no vector names."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.search.bundle import BROWSER
from archive.search.runs import pair_of_names, runs_of
from archive.search.text import Token, alias_table, name_of, tokens
from node import run_node
from project import ROOT

VECTORS = ROOT / "tests/golden/tokens.tsv"
PLACES = [
    ["Đak Pơ", "Đăk Pơ", "Đắk Pơ", "Đắc Pơ", "Đakpơ"],
    ["Ya Hội", "Yă Hội", "Ia Hội"],
    ["Gia Lai", "Gialai"],
    ["Đak", "Đăk", "Đắk"],
]
SPOKEN = [
    "Đak Pơ",
    "Đắk",
    "Pơ",
    "Gia",
    "Lai",
    "Gialai",
    "ngày 2/9/2023",
    "tháng 6",
    "quý II",
    "12/BC-UBND",
    "1.200",
    "tổ",
]
VIETNAMESE = st.text(st.sampled_from("aăâeêioôơuưybcdđghklmnpqrstvx ÁẮẤỏộợữỵ0123456789/.-,\n\u0301\u0323ŏĭƀ😀İ"))


def vectors() -> list[tuple[str, str]]:
    """Read the vectors: a text, in which escapes stand for signs that editors change, and its tokens."""
    found = []
    for line in VECTORS.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if not line.startswith("# "):
            text, expected = line.split("\t")
            text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
            found.append((text.replace("\\n", "\n").replace("\\t", "\t"), expected))
    return found


def said(found: list[Token]) -> str:
    return " ".join(
        (one.form if one.form == one.folded else f"{one.form}|{one.folded}") + "".join(f">{name}" for name in one.also)
        for one in found
    )


def test_there_are_vectors_enough() -> None:
    assert len(vectors()) >= 300


def test_the_vectors_hold_in_python() -> None:
    aliases = alias_table((name, spellings) for name, *spellings in PLACES)
    wrong = [(text, said(tokens(text, aliases)), expected) for text, expected in vectors()]
    assert [one for one in wrong if one[1] != one[2]] == []


def test_the_vectors_hold_in_javascript() -> None:
    script = f"""
        import {{ aliasTable, tokens }} from {(BROWSER / "text.mjs").as_uri()!r};
        const aliases = aliasTable(given.places);
        const say = (token) => (token.form === token.folded ? token.form : `${{token.form}}|${{token.folded}}`)
            + token.also.map((name) => `>${{name}}`).join("");
        console.log(JSON.stringify(given.texts.map((text) => tokens(text, aliases).map(say).join(" "))));
    """
    texts, expected = zip(*vectors(), strict=True)
    got = run_node(script, {"places": PLACES, "texts": texts})
    assert [one for one in zip(texts, got, expected, strict=True) if one[1] != one[2]] == []


@given(VIETNAMESE)
def test_the_tokens_lie_in_the_text_one_behind_the_other(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(unicodedata.normalize("NFC", text))
        assert token.form and token.folded
        at = token.start


# What dates and numbers are made of, in pieces.
PIECES = [
    "ngày",
    "ngay",
    "mồng",
    "tháng",
    "năm",
    "nam",
    "quý",
    "q",
    "t",
    "iv",
    "ii,",
    "5",
    "5,",
    "12.",
    "2023",
    "-",
    "/",
    "q1",
    "QI,",
    "(qiv)",
    "tháng\u00a05",
    "quý\u00a0I",
    "tháng\n5",
    "Đường",
    "2/9",
    "phố",
]


@given(VIETNAMESE | st.lists(st.sampled_from([*SPOKEN, *PIECES]), max_size=12).map(" ".join))
def test_what_is_weighed_is_what_stands_there(text: str) -> None:
    aliases = alias_table((name, spellings) for name, *spellings in PLACES)
    numbered = alias_table((name, spellings) for name, *spellings in [*PLACES, ["Đường 2/9", "phố 5", "5"]])
    assert numbered.numbered and not aliases.numbered
    for known in (None, aliases, numbered):
        there = tokens(text, known)
        runs, also = runs_of(text, known)
        names = [name_of(token[:2]) for token in there]
        assert [name for run in runs for name in run] == names
        assert also == [name_of((one, one)) for token in there for one in token.also]
        joined = [not one.date and not other.date for one, other in pairwise(there)]
        pairs = [pair for pair, together in zip(pairwise(names), joined, strict=True) if together]
        assert [pair for run in runs for pair in pairwise(run)] == pairs


def test_neighbours_are_named_key_by_key_and_form_by_form() -> None:
    (run,), _ = runs_of("Đak Pơ")
    assert run == ["dak\tđak", "po\tpơ"]
    assert pair_of_names(*run) == "dak po\tđak pơ"


@given(VIETNAMESE)
def test_case_and_composition_make_no_difference(text: str) -> None:
    forms = [token.form for token in tokens(text)]
    assert [token.form for token in tokens(unicodedata.normalize("NFD", text))] == forms


def test_both_languages_agree_on_any_text() -> None:
    texts: list[str] = []

    @given(VIETNAMESE)
    def gather(text: str) -> None:
        texts.append(text)

    gather()
    script = f"""
        import {{ tokens }} from {(BROWSER / "text.mjs").as_uri()!r};
        console.log(JSON.stringify(given.map((text) => tokens(text).map((token) => [token.form, token.folded]))));
    """
    expected = [[[token.form, token.folded] for token in tokens(text)] for text in texts]
    assert run_node(script, texts) == expected
