"""Papers of every kind, typed in every way: what their import gives, and that no word is lost, added or moved."""

from __future__ import annotations

import html
import re
import shutil
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from archive.checks import check
from archive.importing.entry import files_of, folder_of
from archive.importing.paper import Imported, import_paper
from archive.problems import errors
from archive.safety.rendering import rendered
from archive.sources import Registries, read_registries, read_sources
from importing.paper import Paper
from importing.papers import papers
from project import DOCS

PAPERS = [pytest.param(paper, id=paper.name) for paper in papers()]


@cache
def registries() -> Registries:
    return read_registries(DOCS).registries


@cache
def _imported(name: str) -> Imported:
    paper = next(one for one in papers() if one.name == name)
    return import_paper(paper.docx(), "van-ban.docx", registries())


def imported(paper: Paper) -> Imported:
    return _imported(paper.name)


def words_of(body: str) -> list[str]:
    """The words that a reader sees of a body, footnotes and their marks left out."""
    made = re.sub(r'<div class="footnote">.*?</div>', " ", rendered(body), flags=re.DOTALL)
    made = re.sub(r"<sup.*?</sup>", "", made)
    made = re.sub(r"</?(?:strong|em|b|i|a|span)\b[^>]*>", "", made)
    return unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", " ", made))).split()


def headings_of(body: str) -> list[tuple[int, str]]:
    found = re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", rendered(body))
    return [
        (int(level), " ".join(html.unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", text)).split()))
        for level, text in found
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_is_there_in_its_order(paper: Paper) -> None:
    assert words_of(imported(paper).body) == unicodedata.normalize("NFC", paper.words).split()


@pytest.mark.parametrize("paper", PAPERS)
def test_front_matter(paper: Paper) -> None:
    keys = imported(paper).keys
    found = {**keys, "plans": [plan["text"] for plan in keys.get("plans", [])]}
    assert {key: found.get(key) for key in paper.keys} == paper.keys


@pytest.mark.parametrize("paper", [one for one in PAPERS if one.values[0].headings is not None])
def test_headings(paper: Paper) -> None:
    assert headings_of(imported(paper).body) == paper.headings


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_blank_or_unsure_is_pointed_out(paper: Paper) -> None:
    assert paper.pointed_out <= {mark.key for mark in imported(paper).marks}
    unsure = {mark.key for mark in imported(paper).marks if mark.is_missing}
    assert unsure - {"streams", ""} <= paper.pointed_out  # the stream of other matters; a picture without words


@pytest.mark.parametrize("paper", [one for one in PAPERS if one.values[0].contains])
def test_what_is_kept_of_the_layout(paper: Paper) -> None:
    body = imported(paper).body
    assert [text for text in paper.contains if text not in body] == []


def test_there_are_enough() -> None:
    names = [one.values[0].name for one in PAPERS]
    assert len(names) == len(set(names)) >= 32


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = papers()[0]
    first, second = (files_of(import_paper(paper.docx(), "a.docx", registries())) for _ in range(2))
    assert first == second


def lay_out(made: Imported, docs_dir: Path) -> None:
    """Write what was made of a paper into an archive that holds the registries and nothing else."""
    folder = docs_dir / folder_of(made.keys)
    folder.mkdir(parents=True)
    shutil.copytree(DOCS / "danh-muc", docs_dir / "danh-muc")
    for name, content in files_of(made).items():
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("paper", PAPERS)
def test_only_what_is_pointed_out_keeps_an_entry_from_being_published(paper: Paper, tmp_path: Path) -> None:
    """The entry is checked as it was written; what is wrong with it the clerk was told."""
    made = imported(paper)
    lay_out(made, tmp_path)
    wrong = {problem.key.split(".")[0] for problem in errors(check(read_sources(tmp_path), date(2026, 1, 15)))}
    assert wrong <= {mark.key for mark in made.marks if mark.is_missing}
