"""`import` as a clerk runs it: what is written, what is not, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from archive.catalogue import Registries
from archive.importing.blocks import PaperUnreadable
from archive.importing.paper import import_paper
from archive.safety.limits import limited
from importing.papers import papers
from project import DOCS, Run

PAPER = papers()[0]
SLUG = "ket-qua-cong-tac-thong-tin-doi-ngoai-6-thang-dau-nam-2024-nhiem-vu-6"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    file = tmp_path / "Báo cáo 6 tháng.docx"
    file.write_bytes(PAPER.docx())
    return file


def test_a_paper_becomes_an_entry_that_passes_the_checks(word: Path, archive: Path, hooks: Run) -> None:
    done = hooks("import", word, "--docs-dir", archive)
    assert done.returncode == 0, done.stderr
    entry = archive / f"bao-cao/2024-h1/{SLUG}.md"
    assert entry.is_file() and str(entry) in done.stdout and "python3 hooks check" in done.stdout
    checked = hooks("check", entry, "--docs-dir", archive)
    assert checked.returncode == 0, checked.stderr


def test_what_the_paper_leaves_blank_is_marked_above_its_key(tmp_path: Path, hooks: Run) -> None:
    blank = next(paper for paper in papers() if paper.name == "a division not in the registry")
    file = tmp_path / "a.docx"
    file.write_bytes(blank.docx())
    done = hooks("import", file, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (entry,) = (tmp_path / "out").iterdir()
    lines = entry.read_text(encoding="utf-8").splitlines()
    at = lines.index("issuer:")
    assert lines[at - 1].startswith("# CẦN ĐIỀN: “") and "Gần nhất:" in lines[at - 1] and "đoạn" in lines[at - 1]
    assert "CẦN ĐIỀN (issuer)" in done.stdout


def test_nothing_is_written_over_without_leave(word: Path, tmp_path: Path, hooks: Run) -> None:
    out = tmp_path / "out"
    assert hooks("import", word, "--out", out).returncode == 0
    (out / f"{SLUG}.md").write_text("của cán bộ", encoding="utf-8")
    again = hooks("import", word, "--out", out)
    assert again.returncode == 1 and "--force" in again.stderr
    assert (out / f"{SLUG}.md").read_text(encoding="utf-8") == "của cán bộ"
    assert hooks("import", word, "--out", out, "--force").returncode == 0
    assert "BC-UBND" in (out / f"{SLUG}.md").read_text(encoding="utf-8")


def test_units_that_give_one_title_to_their_reports_do_not_take_each_others_names(
    word: Path, tmp_path: Path, hooks: Run
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{SLUG}.md").write_text("---\ntitle: x\nissuer: ubnd-xa-tan-an\n---\n", encoding="utf-8")
    assert hooks("import", word, "--out", out).returncode == 0
    assert {path.name for path in out.iterdir()} == {f"{SLUG}.md", f"{SLUG}-ubnd-huyen-dak-po.md"}
    assert hooks("import", word, "--out", out).returncode == 1


def test_the_original_is_offered_where_that_is_asked_for(word: Path, archive: Path, hooks: Run) -> None:
    assert hooks("import", word, "--docs-dir", archive, "--attach").returncode == 0
    folder = archive / "bao-cao/2024-h1"
    assert (folder / f"{SLUG}.docx").read_bytes() == word.read_bytes()
    assert f"  - file: {SLUG}.docx\n    title: Văn bản gốc\n" in (folder / f"{SLUG}.md").read_text(encoding="utf-8")
    checked = hooks("check", folder / f"{SLUG}.md", "--docs-dir", archive)
    assert checked.returncode == 0, checked.stderr


def test_pictures_lie_beside_the_entry(tmp_path: Path, hooks: Run) -> None:
    pictured = next(paper for paper in papers() if paper.name == "a picture with its caption")
    (tmp_path / "a.docx").write_bytes(pictured.docx())
    assert hooks("import", tmp_path / "a.docx", "--out", tmp_path / "out").returncode == 0
    names = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert names == [".md", ".png"]


def test_a_picture_that_browsers_cannot_show_is_told_of(tmp_path: Path, hooks: Run) -> None:
    pictured = next(paper for paper in papers() if paper.name == "a picture with its caption")
    with (
        zipfile.ZipFile(io.BytesIO(pictured.docx())) as given,
        zipfile.ZipFile(tmp_path / "a.docx", "w") as made,
    ):
        for name in given.namelist():
            content = given.read(name)
            content = content.replace(b".png", b".emf") if name.endswith(".rels") else content
            content = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" if name.endswith(".png") else content
            made.writestr(name.replace(".png", ".emf"), content.replace(b'Extension="png"', b'Extension="emf"'))
    done = hooks("import", tmp_path / "a.docx", "--out", tmp_path / "out")
    assert done.returncode == 0 and "kiểu EMF" in done.stdout and "PNG" in done.stdout, done.stdout + done.stderr


def test_a_paper_without_letters_in_its_title_has_a_name(tmp_path: Path, hooks: Run) -> None:
    (tmp_path / "….txt").write_text("BÁO CÁO\n…\n\nCác xã đã gửi báo cáo.", encoding="utf-8")
    assert hooks("import", tmp_path / "….txt", "--out", tmp_path / "out").returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["van-ban.md"]


def locked_pdf() -> bytes:
    made, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def scanned_pdf() -> bytes:
    made, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(made)
    return made.getvalue()


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le").join([b"\0" * 400] * 2)
BAD = {
    "a locked Word file": ("a.docx", lambda: ENCRYPTED, "mật khẩu"),
    "a Word file of the old kind": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 900, ".docx"),
    "a Word file of the old kind by its name": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 900, ".docx"),
    "no Word file": ("a.docx", lambda: b"%PDF-1.4", "không phải tệp Word"),
    "a package of something else": ("a.docx", lambda: zipped(xl__workbook="<a/>"), "không phải tệp Word"),
    "half a Word file": ("a.docx", lambda: PAPER.docx()[:9000], "hỏng"),
    "an empty Word file": (
        "a.docx",
        lambda: zipped(
            word__document='<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/>'
            "</w:document>"
        ),
        "không có chữ",
    ),
    "a locked PDF": ("a.pdf", locked_pdf, "mật khẩu"),
    "pictures of pages": ("a.pdf", scanned_pdf, "OCR"),
    "half a PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<", "hỏng"),
    "no PDF": ("a.pdf", lambda: b"Ch\xe0o", "không phải tệp PDF"),
    "an empty text": ("a.txt", lambda: b" \n\n", "không có chữ"),
    "a program by the name of a text": ("a.txt", lambda: b"MZ\0\0\1", "không có chữ"),
    "a picture": ("a.png", lambda: b"\x89PNG", ".docx, .pdf và .txt"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_said_with_the_way_out_and_leaves_nothing(what: str, tmp_path: Path, hooks: Run) -> None:
    name, content, said = BAD[what]
    (tmp_path / name).write_bytes(content())
    done = hooks("import", tmp_path / name, "--out", tmp_path / "out")
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "out").exists()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAID = "<w:p><w:r><w:t>Chữ của xã</w:t></w:r></w:p>"
COUNTED = SAID.replace("<w:r>", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r>')
LIST = (
    f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
WIDE = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
STRANGE = {
    "no body": ("", {}),
    "a list that begins at a hundred thousand million": (f"<w:body>{COUNTED}</w:body>", {"word__numbering": LIST}),
    "a level that is no number": (f"<w:body>{COUNTED.replace('ilvl w:val=', 'ilvl w:val=-')}</w:body>", {}),
    "tables in tables": (f"<w:body>{'<w:tbl><w:tr><w:tc>' * 70}{SAID}{'</w:tc></w:tr></w:tbl>' * 70}</w:body>", {}),
    "a cell of a million columns": (f"<w:body><w:tbl><w:tr><w:tc>{WIDE}{SAID}</w:tc></w:tr></w:tbl></w:body>", {}),
    "tables without rows and cells": (f"<w:body><w:tbl/><w:tbl><w:tr/></w:tbl>{SAID}</w:body>", {}),
    "no rows at the foot": (
        f"<w:body>{SAID.replace('xã', 'xã./.')}{SAID.replace('Chữ của xã', 'Nơi nhận:')}<w:tbl/></w:body>",
        {},
    ),
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_strange_word_file_is_read_or_refused(what: str) -> None:
    body, parts = STRANGE[what]
    content = zipped(word__document=f"<w:document {NAMESPACE}>{body}</w:document>", **parts)
    try:
        imported = import_paper(content, "a.docx", Registries())
    except PaperUnreadable as refused:
        assert refused.code in ("damaged", "no_text")
    else:
        assert "Chữ của xã" in imported.body and len(imported.body) < 500


def test_one_bad_file_does_not_keep_the_others(word: Path, tmp_path: Path, hooks: Run) -> None:
    (tmp_path / "a.pdf").write_bytes(scanned_pdf())
    done = hooks("import", tmp_path / "a.pdf", word, "--out", tmp_path / "out")
    assert done.returncode == 1 and "OCR" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{SLUG}.md"]


def test_a_file_that_is_not_there_is_a_wrong_use(tmp_path: Path, hooks: Run) -> None:
    assert hooks("import", tmp_path / "a.docx").returncode == 2


def test_two_hundred_pages_are_read(tmp_path: Path, hooks: Run) -> None:
    text = (DOCS.parent / "tests/importing/test_import_command.py").name
    rows = [f"{number}. Việc thứ {number} đã làm xong, có biên bản kèm theo ({text})." for number in range(1, 8001)]
    (tmp_path / "a.txt").write_text("BÁO CÁO\nKết quả năm 2023\n\n" + "\n".join(rows), encoding="utf-8")
    done = hooks("import", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (entry,) = (tmp_path / "out").iterdir()
    assert entry.read_text(encoding="utf-8").count("Việc thứ") == 8000


@pytest.mark.parametrize("piece", ["[](", "Đak Pơ, ngày ", "Số: ", ":a", "~^", "*", "1. ", "\t", "A "])
def test_no_text_hangs(piece: str) -> None:
    """Ten times what an entry may hold is read in the time of a breath; a square of it would take hours."""
    with limited(20):
        import_paper(("BÁO CÁO\nx\n\n" + piece * 100_000).encode(), "a.txt", Registries())


def test_a_text_in_the_old_coding_is_read(tmp_path: Path, hooks: Run) -> None:
    from importing.tcvn3 import tcvn3

    said = (
        "Số: 12/BC-UBND\n\nBáo cáo\nkết quả công tác đối ngoại 6 tháng đầu năm 2009\n\nCác xã đã gửi báo cáo đúng hạn."
    )
    (tmp_path / "a.txt").write_bytes(tcvn3(said).encode("latin-1"))
    done = hooks("import", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 0 and "TCVN3" in done.stdout, done.stdout + done.stderr
    (entry,) = (tmp_path / "out").iterdir()
    assert "Các xã đã gửi báo cáo đúng hạn." in entry.read_text(encoding="utf-8")
