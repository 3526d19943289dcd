"""No word of a paper is lost, wherever it stands and however strange it is there.

What the importer makes of a line stands in the front matter; whatever it makes nothing of stays in the text.
"""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.paper import Imported, import_paper
from importing.test_papers import registries
from project import Run

TOP = """\
ỦY BAN NHÂN DÂN
HUYỆN ĐAK PƠ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/BC-UBND
Đak Pơ, ngày 05 tháng 6 năm 2023
"""
KIND = "BÁO CÁO\nCông tác thông tin đối ngoại 6 tháng đầu năm 2023\n"
TO = "Kính gửi: Sở Ngoại vụ tỉnh Gia Lai.\n"
BODY = """\
Thực hiện yêu cầu của Sở, huyện báo cáo như sau:
I. KẾT QUẢ
Huyện đã đăng 12 tin.
Trên đây là báo cáo của huyện./.
"""
FOOT = """\
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
"""
WHOLE = TOP + KIND + TO + BODY + FOOT
SIGNER = {"position": "Phó Chủ tịch", "on_behalf_of": "Ủy ban nhân dân", "name": "Nguyễn Văn An"}


def imported(text: str | bytes) -> Imported:
    return import_paper(text.encode() if isinstance(text, str) else text, "van-ban.txt", registries())


def with_line(line: str, before: str = "Trên đây") -> Imported:
    return imported(WHOLE.replace(before, f"{line}\n{before}", 1))


# A sentence in the text, which begins as a part of a head or of a foot does.
SENTENCES = [
    "Nơi nhận hồ sơ là bộ phận một cửa của huyện.",
    "Q.1 là nơi tổ chức lễ hội giao lưu.",
    "TL: 5 bài.",
    "KT.XH của huyện phát triển ổn định.",
    "TM điện tử được mở rộng tới các xã.",
    "TM. UBND huyện có trách nhiệm chỉ đạo các xã.",
    "Báo cáo của xã kết thúc bằng ký hiệu ./.",
    "Số: 99/KH-UBND là kế hoạch đã ban hành.",
    "Hội nghị họp tại Gia Lai, ngày 5 tháng 6 năm 2023 có 20 người.",
    "KẾ HOẠCH",
    "Kính gửi lời cảm ơn tới các cơ quan báo chí.",
    "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("before", ["Thực hiện yêu cầu", "I. KẾT QUẢ", "Huyện đã đăng", "Trên đây"])
def test_a_sentence_that_begins_as_heads_and_feet_do(sentence: str, before: str) -> None:
    made = with_line(sentence, before)
    assert sentence in made.body.replace("\n", " ")
    for rest in ("I. KẾT QUẢ", "Huyện đã đăng 12 tin.", "Trên đây là báo cáo của huyện./."):
        assert rest in made.body
    assert made.keys["date"] == "2023-06-05" and made.keys["number"] == "12/BC-UBND"
    assert made.keys["signer"] == SIGNER and made.keys["copies"] == ["Như trên", "Lưu: VT"]


BEHIND = "DANH SÁCH TIN BÀI ĐÃ ĐĂNG\n(Kèm theo Báo cáo số 12/BC-UBND)\nBài về lễ hội cồng chiêng\nGhi chú: đến 31/5.\n"


@pytest.mark.parametrize("text", [BEHIND, BEHIND.lower(), "Ý KIẾN CỦA SỞ NGOẠI VỤ\nĐồng ý với báo cáo.\n"])
def test_what_stands_behind_the_signature_stays(text: str) -> None:
    made = imported(WHOLE + "\n" + text)
    assert [line for line in text.splitlines() if line not in made.body] == []
    assert made.keys["signer"] == SIGNER


def test_a_paper_without_head_is_all_text() -> None:
    lines = [
        "Tình hình đối ngoại",
        "Đoạn một nói về việc chung.",
        "Họp tại Gia Lai, ngày 5 tháng 6 năm 2023 có 20 người.",
    ]
    made = imported("\n\n".join(lines))
    assert made.body.split("\n\n") == [*lines[:2], lines[2] + "\n"]
    assert {"title", "number", "date", "issuer"} <= {mark.key for mark in made.marks if mark.is_missing}


def test_a_kind_and_what_it_is_about_on_one_line() -> None:
    made = imported(TOP + "BÁO CÁO KẾT QUẢ CÔNG TÁC ĐỐI NGOẠI NĂM 2023\n\n" + BODY + FOOT)
    assert made.keys["title"] == "KẾT QUẢ CÔNG TÁC ĐỐI NGOẠI NĂM 2023"
    assert made.body.startswith("Thực hiện yêu cầu")


def test_a_letter_that_does_not_say_what_it_is_about() -> None:
    made = imported(TOP.replace("BC-UBND", "UBND-VP") + BODY + FOOT)
    assert made.body.startswith("Thực hiện yêu cầu") and "title" in {mark.key for mark in made.marks if mark.is_missing}


@pytest.mark.parametrize(
    ("addressed", "recipients"),
    [
        ("Kính gửi: Sở Ngoại vụ tỉnh Gia Lai\n- Công tác chỉ đạo được quan tâm.", ["Sở Ngoại vụ tỉnh Gia Lai"]),
        ("Kính gửi:\n- Sở Ngoại vụ;\n- UBND tỉnh.\n- Công tác chỉ đạo được quan tâm.", ["Sở Ngoại vụ", "UBND tỉnh"]),
        ("Kính gửi: - Sở Ngoại vụ; - UBND tỉnh.\n- Công tác chỉ đạo được quan tâm.", ["Sở Ngoại vụ", "UBND tỉnh"]),
        ("Kính gửi: Sở Ngoại vụ; UBND tỉnh.\n- Công tác chỉ đạo được quan tâm.", ["Sở Ngoại vụ", "UBND tỉnh"]),
    ],
)
def test_a_list_below_the_addressee_is_of_the_text(addressed: str, recipients: list[str]) -> None:
    made = imported(TOP + KIND + addressed + "\n" + BODY + FOOT)
    assert made.keys["recipients"] == recipients
    assert made.body.startswith("- Công tác chỉ đạo được quan tâm.")


def test_figures_on_lines_of_their_own_are_no_page_numbers() -> None:
    table = "Kênh\nSố tin\nCổng thông tin\n12\nTrang Facebook\n5\nTổng cộng\n17"
    assert made_of(with_line(table).body) >= {"12", "5", "17"}


def test_page_numbers_are_left_out() -> None:
    page = "\n".join(f"Đoạn {'một' * number} của trang nói về việc đã làm trong kỳ." for number in range(1, 30))
    assert not re.search(r"\d", imported(f"{page}\n7\n{page}\n8\n{page}").body)
    assert not re.search(r"\d", imported(f"{page}\n7\n\f{page}").body)


def made_of(body: str) -> set[str]:
    return {line for line in body.split("\n") if line}


@pytest.mark.parametrize("written", ["31 tháng 6 năm 2023", "5 tháng 16 năm 2023", "5 tháng 6 năm 0000"])
def test_a_day_that_cannot_be_is_pointed_out(written: str) -> None:
    made = imported(WHOLE.replace("05 tháng 6 năm 2023", written))
    assert made.keys["date"] == "" and made.keys["issuer"] == "ubnd-huyen-dak-po"
    assert any(mark.key == "date" and mark.is_missing and written in mark.message for mark in made.marks)


def test_a_broken_byte_is_pointed_out_and_the_rest_is_read() -> None:
    made = imported(WHOLE.encode().replace(b"12 tin", b"12 t\xffn"))
    assert "12 t�n" in made.body and made.keys["signer"] == SIGNER
    assert any("dòng 12" in mark.message for mark in made.marks)


def test_what_cannot_be_seen_is_left_out() -> None:
    assert "đã đăng 12 tin" in imported(WHOLE.replace("đăng", "đă\u200bng\x07")).body


MARKS = st.integers(0, 9999).map("dấu{:04}".format)
BEGINNINGS = ["TM.", "KT. CHỦ TỊCH", "Nơi nhận:", "Số:", "V/v", "PHÓ CHỦ TỊCH", "-", "1."]
LINES = st.one_of(
    MARKS,
    MARKS.map(str.upper),
    st.builds("{} {}".format, st.sampled_from(BEGINNINGS), MARKS),
    st.builds("{}, ngày 1 tháng 2 năm 2020".format, MARKS),
    st.builds("{} trong câu này.".format, MARKS),
)


@given(st.lists(st.tuples(st.integers(0, WHOLE.count("\n")), LINES), min_size=1, max_size=5))
def test_whatever_line_stands_wherever(added: list[tuple[int, str]]) -> None:
    lines = WHOLE.splitlines()
    for at, line in sorted(added, reverse=True):
        lines.insert(at, line)
    made = imported("\n".join(lines))
    issuers = " ".join(mark.message for mark in made.marks)  # a name that is not known is told as it is written
    everywhere = f"{made.body} {json.dumps(made.keys, ensure_ascii=False)} {issuers}".lower()
    for _, line in added:
        word = next(word for word in line.lower().replace(",", "").split() if word.startswith("dấu"))
        assert word in everywhere, lines


@pytest.mark.parametrize("behind", ["DANH SÁCH TIN BÀI\n- Bài một\n- Bài hai\n", "BẢNG TỔNG HỢP\nKÊNH\nSỐ TIN\n"])
@pytest.mark.parametrize("name", ["Nguyễn Văn An\n", ""])
def test_a_list_behind_the_signature_is_neither_copies_nor_office(behind: str, name: str) -> None:
    made = imported(WHOLE.replace("Nguyễn Văn An\n", name) + "\n" + behind)
    assert made.keys["copies"] == ["Như trên", "Lưu: VT"] and made.keys["signer"]["position"] == "Phó Chủ tịch"
    assert [line for line in behind.splitlines() if line.removeprefix("- ") not in made.body] == []
    assert name or "signer" in {mark.key for mark in made.marks}


@pytest.mark.parametrize(
    ("office", "name", "signer"),
    [
        (
            "CHỈ HUY TRƯỞNG",
            "Đại tá Lê Văn An",
            {"position": "Chỉ huy trưởng", "name": "Đại tá Lê Văn An"},
        ),
        ("CHỦ TỊCH", "Rah Lan H’Yến", {"position": "Chủ tịch", "name": "Rah Lan H’Yến"}),
        ("CHỦ TỊCH", "NGUYỄN VĂN AN", {"position": "Chủ tịch", "name": "Nguyễn Văn An"}),
        ("KT. HẠT TRƯỞNG\nPHÓ HẠT TRƯỞNG", "Nguyễn Văn An", {"position": "Phó Hạt trưởng", "name": "Nguyễn Văn An"}),
        ("THƯ KÝ\t\t\tCHỦ TỌA", "Trần Thị B\t\t\tNguyễn Văn A", {"position": "Chủ tọa", "name": "Nguyễn Văn A"}),
    ],
)
def test_who_signs(office: str, name: str, signer: dict[str, str]) -> None:
    made = imported(TOP + KIND + TO + BODY + f"{office}\n{name}\n")
    assert made.keys["signer"] == signer


def test_a_list_below_the_addressees_is_of_the_text_when_it_reports() -> None:
    lines = "Kính gửi:\n- UBND tỉnh\n- Sở Ngoại vụ\n- Công tác chỉ đạo: huyện đã ban hành 5 văn bản.\n"
    made = imported(TOP + KIND + lines + BODY + FOOT)
    assert made.keys["recipients"] == ["UBND tỉnh", "Sở Ngoại vụ"]
    assert made.body.startswith("- Công tác chỉ đạo: huyện đã ban hành 5 văn bản.")


def test_a_text_that_begins_with_a_list_is_no_title() -> None:
    made = imported(TOP + KIND + "- Đăng 12 tin;\n- Phát 3 bài.\n" + FOOT)
    assert made.keys["title"] == "Công tác thông tin đối ngoại 6 tháng đầu năm 2023"
    assert made.body == "- Đăng 12 tin;\n- Phát 3 bài.\n" and made.keys["signer"] == SIGNER


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(body: str) -> bytes:
    """A Word file of the given paragraphs, and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        made.writestr("[Content_Types].xml", types)
        made.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def paragraph(text: str, between: str = "<w:br/>") -> str:
    runs = between.join(f'<w:t xml:space="preserve">{line}</w:t>' for line in text.splitlines())
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def of_word(body: str) -> Imported:
    return import_paper(word_file(body), "a.docx", registries())


def test_a_paper_that_is_one_paragraph_with_breaks() -> None:
    made = of_word(paragraph(WHOLE))
    assert made.keys["signer"] == SIGNER and made.keys["title"].startswith("Công tác thông tin")
    assert [line for line in BODY.splitlines() if line not in made.body] == []


def test_text_in_a_box_within_a_box_is_read_once() -> None:
    inner = paragraph("lõi")
    for _ in range(40):
        inner = f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    assert of_word(paragraph("Lời đầu.") + inner).body == "Lời đầu.\n\nlõi\n"


@pytest.mark.parametrize(
    ("xml", "shown", "told"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓", ""),
        ('<w:r><w:sym w:font="Webdings" w:char="F099"/></w:r>', "□", "phông chữ riêng"),
        ("<w:r><w:t>một</w:t><w:ptab/><w:t>hai</w:t></w:r>", "một hai", ""),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r>'
            "</m:oMath>",
            "a+b",
            "công thức",
        ),
    ],
)
def test_signs_and_formulas(xml: str, shown: str, told: str) -> None:
    made = of_word(paragraph("Lời đầu.") + f"<w:p>{xml}</w:p>")
    assert shown in made.body
    assert not told or any(told in mark.message for mark in made.marks)


def test_parts_of_other_files_are_told_of() -> None:
    made = of_word(paragraph("Lời đầu.") + '<w:altChunk w:id="x"/>')
    assert any("altChunk" in mark.message for mark in made.marks)


def test_a_row_that_was_deleted_is_left_out() -> None:
    def row(text: str, deleted: str = "") -> str:
        return f"<w:tr>{deleted}<w:tc>{paragraph(text)}</w:tc></w:tr>"

    rows = row("Kênh") + row("bỏ", "<w:trPr><w:del/></w:trPr>") + row("Cổng thông tin")
    body = of_word(paragraph("Lời đầu.") + f"<w:tbl>{rows}</w:tbl>").body
    assert "Kênh" in body and "Cổng thông tin" in body and "bỏ" not in body


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{''.join(map(paragraph, cell.splitlines()))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


COPIES, SIGNATURE = FOOT.split("TM. ")[0], "TM. " + FOOT.split("TM. ")[1]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("NỘI DUNG", "CHỦ TRÌ", "THỜI GIAN"),
            ("Đăng tin", "Phòng Văn hóa", "Quý I"),
            ("Phát bài", "Đài", "Quý II"),
        ),
        (("ĐƠN VỊ", "SỐ TIN"), ("BAN TUYÊN GIÁO", "12"), ("TRUNG TÂM VĂN HÓA", "5")),
        (("Nơi nhận tin", "Số tin"), ("Báo Gia Lai", "47")),
    ],
)
def test_a_table_of_the_text_is_no_foot(rows: tuple[tuple[str, ...], ...]) -> None:
    lines = "".join(map(paragraph, (TOP + KIND + TO + BODY).splitlines()))
    made = of_word(lines.replace(paragraph("Huyện đã đăng 12 tin."), table(*rows)) + table((COPIES, SIGNATURE)))
    assert made.keys["signer"] == SIGNER and made.keys["copies"] == ["Như trên", "Lưu: VT"]
    assert [f"| {' | '.join(row)} |" for row in rows if f"| {' | '.join(row)} |" not in made.body] == []


SLOW = {
    "an office and a name without end": WHOLE.replace("Nguyễn Văn An", "Aa" * 300 + "@"),
    "tabs behind a number": WHOLE.replace("Huyện đã", "Số" + " " * 9 + "\t " * 60_000 + "x Huyện đã"),
    "a number without end": WHOLE.replace("Thực hiện", "Theo văn bản số 1/" + "-A" * 20_000 + " ngày Thực hiện"),
    "bases without end": WHOLE.replace("Thực hiện", "số 1/A ngày 1/1/2020 của " * 4_000 + "Thực hiện"),
    "names between hyphens": WHOLE.replace("Thực hiện", "A-" * 3_000 + "A Thực hiện"),
    "copies without end": WHOLE.replace("Trên đây", "Nơi nhận:\n" * 20_000 + "Trên đây"),
    "an issuer without end": WHOLE.replace("HUYỆN ĐAK PƠ", "HUYỆN ĐAK PƠ " * 40_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_texts_without_end_are_read(name: str) -> None:
    """What took minutes or for ever takes a breath; the limit is that of the slowest machine, ten times over."""
    began = time.monotonic()
    assert "Huyện đã đăng 12 tin." in imported(SLOW[name]).body
    assert time.monotonic() - began < 60


def test_a_folder_that_is_a_file(tmp_path: Path, hooks: Run) -> None:
    (tmp_path / "a.txt").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = hooks("import", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 2 and "không phải thư mục" in done.stderr and "Traceback" not in done.stderr
