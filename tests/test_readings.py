"""What sources say: the same whoever reads them, in this process or another, now or from the store."""

from __future__ import annotations

import os
import pickle
import signal
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import file_facts, readings
from archive.checks import QUESTIONS, check
from archive.front_matter import Document, packed
from archive.front_matter import read as read_document
from archive.hashing import hashes
from archive.readings import Readings
from archive.sources import Sources, read_sources
from archive.store import Store
from archive.strict_yaml import read as read_yaml
from commands import reading
from corpus import write_corpus
from drawing import picture

HERE, DAY = os.getpid(), date(2024, 1, 1)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path / "docs", 70, seed=4)
    (tmp_path / "docs/bao-cao/2012-h1/hong.md").write_text("---\ntitle: Hỏng\ndate: hôm qua\n---\n\nCó chữ.\n")
    monkeypatch.setattr(readings, "can_share", lambda: True)
    return tmp_path / "docs"


def said(sources: Sources) -> list[object]:
    """Gather all that was read, in order."""
    found: list[object] = [str(problem) for problem in sources.problems]
    for entry in sources.entries:
        document = entry.document
        found.append((entry.src_uri, repr(entry.record), document.body, document.tree.lines, document.place("title")))
    return found


def test_several_processes_read_what_one_reads(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = said(read_sources(docs))
    store = Store(tmp_path / "store")

    def elsewhere(*given: object) -> None:
        assert os.getpid() != HERE, "read in this process"
        return whole(*given)  # type: ignore[arg-type,return-value]

    whole = readings.read
    monkeypatch.setattr(readings, "read", elsewhere)
    assert said(read_sources(docs, Readings(store, "p", QUESTIONS), hashes(docs))) == alone


def test_what_is_in_the_store_is_read_nowhere(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Readings(Store(tmp_path / "store"), "p", QUESTIONS)
    first = said(read_sources(docs, kept, hashes(docs)))
    monkeypatch.setattr(readings, "done_apart", None)
    monkeypatch.setattr(readings, "read", None)
    assert said(read_sources(docs, kept, hashes(docs))) == first


def dies_elsewhere(document: Document) -> None:
    """End any process but this one."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


def test_processes_that_are_killed_cost_time_alone(docs: Path, tmp_path: Path) -> None:
    given = Readings(Store(tmp_path / "store"), "p", (dies_elsewhere,))
    assert said(read_sources(docs, given, hashes(docs))) == said(read_sources(docs))


def test_a_source_that_goes_meanwhile_is_told_as_ever(docs: Path, tmp_path: Path) -> None:
    known = hashes(docs)
    next(docs.glob("bao-cao/*/bao-cao-*.md")).unlink()
    alone = said(read_sources(docs))
    assert said(read_sources(docs, Readings(Store(tmp_path / "store"), "p", QUESTIONS), known)) == alone


@given(st.text())
def test_a_text_is_held_packed_and_given_as_it_was(text: str) -> None:
    text = text.encode(errors="replace").decode()
    assert Document("a.md", read_yaml("title: A"), packed(text)).body == text


def test_a_tree_that_was_kept_knows_its_lines() -> None:
    document, _ = read_document("---\ntitle: A\ntopics:\n  - b\n  - c\n---\nChữ\n".encode(), "a.md")
    assert document is not None
    once, again = pickle.loads(pickle.dumps(document)), pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(document))))
    for kept in (once, again):
        assert kept.tree.lines == document.tree.lines and kept.tree == document.tree
        assert kept.place("topics", 1).line == 5
    with pytest.raises(AttributeError):
        once.tree.nothing  # noqa: B018


def test_a_check_after_a_check_reads_nothing_again_and_says_the_same(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (docs / "tin-bai/2020").mkdir(parents=True, exist_ok=True)
    (docs / "tin-bai/2020/anh.jpg").write_bytes(picture(900, 600))
    story = docs / "bao-cao/2012-h1/hong.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n![](../../tin-bai/2020/anh.jpg)\n", encoding="utf-8")
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    monkeypatch.setattr(reading, "program_key", lambda hooks: "p")
    alone = [str(one) for one in check(read_sources(docs), DAY)]
    for _ in range(2):
        with reading.all_sources(docs) as sources:
            assert [str(one) for one in check(sources, DAY)] == alone
        monkeypatch.setattr(readings, "read", None)
        monkeypatch.setattr(file_facts, "read_picture", None)
