"""The real report gives the same entry as text, Word and PDF; printed papers give what their Word files did."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from archive.importing.paper import Imported, import_paper
from importing.drafting import Draft, Title
from importing.paper import Paper
from importing.papers import papers
from importing.test_papers import headings_of, registries, words_of

SAMPLES = os.environ.get("ARCHIVE_SAMPLES")
needs_samples = pytest.mark.skipif(not SAMPLES, reason="the real report lies where ARCHIVE_SAMPLES says")
HAS_OFFICE = bool(shutil.which("soffice") or os.environ.get("ARCHIVE_REQUIRE_OFFICE"))
needs_office = pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice prints papers as PDF")


def printed(folder: Path, papers: dict[str, bytes]) -> dict[str, bytes]:
    """Print Word files as PDF, by LibreOffice, in a font that has every Vietnamese letter and that Debian has."""
    for name, content in papers.items():
        with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(folder / f"{name}.docx", "w") as made:
            for part in given.namelist():
                made.writestr(part, given.read(part).replace(b"Times New Roman", b"DejaVu Serif"))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / f"{name}.docx") for name in papers)], check=True, capture_output=True)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in papers}


def imported(content: bytes, name: str) -> Imported:
    return import_paper(content, name, registries())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    """The real report, out of each kind of file; the Word file is made in the layout of the decree."""
    folder = Path(SAMPLES or "")
    (text,) = folder.glob("000_*.txt")
    (written,) = folder.glob("bao-cao-*.md")
    word = word_of(written.read_text(encoding="utf-8"))
    found = {"txt": imported(text.read_bytes(), text.name), "docx": imported(word, "a.docx")}
    if HAS_OFFICE:
        pdf = printed(tmp_path_factory.mktemp("pdf"), {"a": word})["a"]
        found["pdf"] = imported(pdf, "a.pdf")
    return found


def word_of(source: str) -> bytes:
    """Draft the report as its author would have: bold paragraphs for titles, the head in a table, nothing styled."""
    _, front, body = source.split("---\n", 2)
    title = re.search(r"^title: >-\n((?:  .*\n)+)", front, re.MULTILINE)
    assert title is not None
    blocks: list[Any] = []
    body = body.replace("năm 2023; Ủy ban", "năm 2023;\n\nỦy ban", 1)  # two paragraphs on paper
    for block in re.split(r"\n\n|\n(?=- )", body.strip()):
        marks, _, text = block.partition(" ")
        blocks.append(Title(len(marks), text) if re.fullmatch("#+", marks) else block)
    return Draft(
        issuer=("ỦY BAN NHÂN DÂN", "HUYỆN ĐAK PƠ"),
        number="Số:            /BC-UBND",
        date="Đak Pơ, ngày     tháng      năm 2023",
        subject=[line.strip() for line in title[1].splitlines()],
        to=("Kính gửi: Sở Ngoại vụ tỉnh Gia Lai.",),
        body=blocks,
        copies=("- Như kính gửi;", "- Lãnh đạo UBND huyện;", "- Lãnh đạo Văn phòng;", "- Lưu VT-UB."),
        signature=("**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", ""),
    ).docx()


KINDS = ["txt", "docx", pytest.param("pdf", marks=needs_office)]


@needs_samples
@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_of_the_real_report(kind: str, sample: dict[str, Imported]) -> None:
    keys = sample[kind].keys
    assert keys["title"].startswith("Kết quả hoạt động đối ngoại 6 tháng đầu năm 2023, phương hướng nhiệm vụ đối ngoại")
    assert (keys["number"], keys["date"], keys["issuer"]) == ("/BC-UBND", "2023", "ubnd-huyen-dak-po")
    assert keys["period"] == "2023-H1" and "kind" not in keys
    assert keys["recipients"] == ["Sở Ngoại vụ tỉnh Gia Lai"]
    assert keys["basis"] == [{"number": "520/SNgV-HTQT", "date": "2023-05-26", "issuer": "Sở Ngoại vụ tỉnh Gia Lai"}]
    signer = {key: value for key, value in keys["signer"].items() if key != "name"}
    assert signer == {"position": "Chủ tịch", "on_behalf_of": "Ủy ban nhân dân"}
    assert keys["copies"] == ["Như kính gửi", "Lãnh đạo UBND huyện", "Lãnh đạo Văn phòng", "Lưu VT-UB"]
    assert keys["streams"] == ["thong-tin-doi-ngoai", "quang-ba-hinh-anh"]
    assert {"doi-ngoai", "kinh-te", "van-hoa", "xa-hoi"} <= set(keys["topics"])
    assert {"cong-thong-tin-huyen", "trang-tin-tuc-dak-po", "cong-an-huyen-dak-po"} <= set(keys["channels"])
    assert [text.split(" ", 2)[:2] for text in keys["difficulties"]] == [["Bên", "cạnh"], ["Vẫn", "còn"]]
    assert [plan["text"].split(" ", 2)[:2] for plan in keys["plans"]] == [["Triển", "khai"], ["Thông", "qua"]]


@needs_samples
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_real_report_leaves_blank_is_pointed_out(kind: str, sample: dict[str, Imported]) -> None:
    no_name = set() if kind == "txt" else {"signer"}  # the Word file that is made here is not signed yet
    assert {mark.key for mark in sample[kind].marks} == {"number", "date"} | no_name
    assert not any(mark.is_missing for mark in sample[kind].marks)


@needs_samples
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_real_report_in_its_order(kind: str, sample: dict[str, Imported]) -> None:
    (text,) = Path(SAMPLES or "").glob("000_*.txt")
    whole = unicodedata.normalize("NFC", text.read_text(encoding="utf-8"))
    body = whole[whole.index("Thực hiện Công văn số") : whole.index("Nơi nhận:")]
    assert words_of(sample[kind].body) == re.sub(r"(?m)^\s*-\s", " ", body).split()


@needs_samples
@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_the_real_report(kind: str, sample: dict[str, Imported]) -> None:
    found = [(level, text.split(" ")[0]) for level, text in headings_of(sample[kind].body)]
    assert found == [(2, "I."), (3, "1."), (3, "2."), (3, "3."), (3, "4."), (2, "II.")]
    assert sample[kind].body == sample["txt"].body


# What a PDF does not tell: tables, what a footnote belongs to, old fonts that are not there to be named.
PRINTED = [paper for paper in papers() if "footnote" not in paper.name and ".VnTime" not in paper.name]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    numbered = {str(number): paper.docx() for number, paper in enumerate(PRINTED)}
    made = printed(tmp_path_factory.mktemp("pdfs"), numbered)
    return {paper.name: made[str(number)] for number, paper in enumerate(PRINTED)}


@needs_office
@pytest.mark.parametrize("paper", [pytest.param(paper, id=paper.name) for paper in PRINTED])
def test_a_printed_paper_says_what_the_word_file_said(paper: Paper, pdfs: dict[str, bytes]) -> None:
    found = imported(pdfs[paper.name], "a.pdf")
    keys = {**found.keys, "plans": [plan["text"] for plan in found.keys.get("plans", [])]}
    assert {key: keys.get(key) for key in paper.keys} == paper.keys
    assert paper.pointed_out <= {mark.key for mark in found.marks}
    if "table" not in paper.name and "appendix" not in paper.name:
        assert words_of(found.body) == unicodedata.normalize("NFC", paper.words).split()
