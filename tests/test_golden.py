"""Golden cases of the checker: small archives in `golden/`, each with its full list of problems, in order.

A case starts from a fixed report (`BASES`) with the registries of `golden/registries/`, is read and checked as
of AS_OF, and must yield exactly its `problems`: none, and no warning either, for those in `golden/harmless/`.
A problem is written `path:line key code`, with `-` for no key, and ` warning` behind one that may be published.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.checks import check
from archive.neighbourhood import read_neighbourhood
from archive.problems import Problem
from archive.sources import read_registries, read_sources
from drawing import docx, pdf, picture, xlsx

GOLDEN = Path(__file__).parent / "golden"
AS_OF = date(2024, 1, 15)

# What a file of a case holds that is written as one of these words: the smallest of its kind.
SMALLEST = {"JPEG": picture(2, 2), "PDF": pdf(), "DOCX": docx(), "XLSX": xlsx("Bảng")}

# The front matter that an entry of each collection has before a case changes it; the first key is on line 2.
BASES = {
    "bao-cao": {
        "title": "title: Kết quả công tác đối ngoại 6 tháng đầu năm 2023",
        "number": "number: 12/BC-UBND",
        "date": "date: 2023-06-12",
        "issuer": "issuer: ubnd-huyen",
        "period": "period: 2023-H1",
        "streams": "streams: [thong-tin-doi-ngoai]",
    },
    "tin-bai": {
        "title": "title: Lễ hội cồng chiêng",
        "date": "date: 2023-04-20",
        "streams": "streams: [quang-ba-hinh-anh]",
        "unit": "unit: phong-van-hoa",
        "format": "format: article",
    },
    "dinh-chinh": {
        "title": "title: Huyện không phát tiền qua tin nhắn",
        "date": "date: 2023-05-10",
        "streams": "streams: [thong-tin-doi-ngoai]",
        "claim": "claim: Huyện nhắn tin phát tiền hỗ trợ.",
        "verdict": "verdict: false",
        "facts": "facts: Huyện không nhắn tin phát tiền cho ai.",
        "sources": "sources: [Công an huyện]",
    },
}


@dataclass(frozen=True)
class Source:
    """An entry made from the base of its collection: its lines changed, dropped and added, in this order."""

    change: dict[str, str] = field(default_factory=dict)
    drop: list[str] = field(default_factory=list)
    add: list[str] = field(default_factory=list)
    body: str = "Nội dung."

    def text(self, path: str) -> str:
        """Write the entry as it would lie at `path`."""
        base = BASES[path.split("/")[0]]
        unknown = {*self.change, *self.drop} - base.keys()
        assert not unknown, f"the base has no {unknown}"
        lines = [self.change.get(key, line) for key, line in base.items() if key not in self.drop]
        return "\n".join(["---", *lines, *self.add, "---", "", self.body, ""])


@dataclass(frozen=True)
class Case(Source):
    """The base report with its changes at `path`, and whatever else lies in the archive.

    `others` are further entries made from their bases, `files` whole texts (None takes a registry away), `raw`
    files of one byte for each character.
    """

    name: str = ""
    path: str = "bao-cao/2023-h1/a.md"
    report: bool = True
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def contents(self) -> dict[str, bytes]:
        """Give every file of the archive by its path."""
        texts: dict[str, str | None] = {f"danh-muc/{name}": text for name, text in registries().items()}
        if self.report:
            texts[self.path] = self.text(self.path)
        texts |= {path: Source(**given).text(path) for path, given in self.others.items()}
        texts |= self.files
        contents = {path: SMALLEST.get(text) or text.encode() for path, text in texts.items() if text is not None}
        return contents | {path: text.encode("latin-1") for path, text in self.raw.items()}

    def write(self, docs_dir: Path) -> None:
        """Lay the archive down in an empty folder; skips where the file system holds two names for one."""
        for path, content in self.contents().items():
            file = docs_dir / path
            if file.exists():
                pytest.skip(f"this file system has no room for {path} beside its twin")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


@cache
def registries() -> dict[str, str]:
    """Read the fixed registries, by file name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((GOLDEN / "registries").glob("*.yml"))}


@cache
def cases(folder: str) -> dict[str, list[Case]]:
    """Read the cases below one folder of `golden/`, by the theme that is their file's name."""
    return {
        file.stem: [Case(**given) for given in yaml.safe_load(file.read_text(encoding="utf-8"))]
        for file in sorted((GOLDEN / folder).glob("*.yml"))
    }


def params(folder: str) -> list[Any]:
    """Make a pytest parameter of each case, named after its theme and itself."""
    return [pytest.param(case, id=f"{theme}: {case.name}") for theme, found in cases(folder).items() for case in found]


def found_in(case: Case, docs_dir: Path) -> list[Problem]:
    """Lay a case down, read it and check it; paths are told from the archive's own folder."""
    case.write(docs_dir)
    problems = check(read_sources(docs_dir), AS_OF)
    return [problem._replace(path=problem.path.removeprefix(f"{docs_dir.as_posix()}/")) for problem in problems]


def told(problem: Problem) -> str:
    """Write a problem as cases do."""
    return f"{problem.path}:{problem.line} {problem.key or '-'} {problem.code}" + " warning" * problem.warning


@pytest.mark.parametrize("case", params("wrong"))
def test_wrong(case: Case, tmp_path: Path) -> None:
    """Everything wrong is told, nothing else, in order; each with words that are complete."""
    problems = found_in(case, tmp_path)
    assert [told(problem) for problem in problems] == case.problems
    for problem in problems:
        assert problem.message
        assert problem.fix
        assert not re.search(r"\{\w*\}", problem.message + problem.fix), f"a place was left unfilled: {problem}"


@pytest.mark.parametrize("case", params("wrong"))
def test_a_file_checked_alone_is_told_the_same(case: Case, tmp_path: Path) -> None:
    """Reading only what may concern a file finds what reading everything finds."""
    case.write(tmp_path)
    everything = check(read_sources(tmp_path), AS_OF)
    for src_uri in read_registries(tmp_path).files:
        sources = read_registries(tmp_path)
        read_neighbourhood(sources, [src_uri])
        path = sources.shown(src_uri)
        assert check(sources, AS_OF, {path}) == [problem for problem in everything if problem.path == path]


@pytest.mark.parametrize("case", params("harmless"))
def test_harmless(case: Case, tmp_path: Path) -> None:
    """What only looks wrong is let through without a word."""
    assert [str(problem) for problem in found_in(case, tmp_path)] == []


def test_wrong_cases_expect_and_harmless_ones_do_not() -> None:
    """A case lies in the folder that it belongs to."""
    assert [case.name for found in cases("wrong").values() for case in found if not case.problems] == []
    assert [case.name for found in cases("harmless").values() for case in found if case.problems] == []


@pytest.mark.parametrize("folder", ["wrong", "harmless"])
def test_names_are_unique(folder: str) -> None:
    """A case is found by its name."""
    names = Counter(case.name for found in cases(folder).values() for case in found)
    assert [name for name, count in names.items() if count > 1] == []
