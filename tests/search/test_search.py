"""Search of a built site: everything public is found, nothing else is, and the command tells a clerk what it finds."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from archive.entries import AttachedFile
from archive.file_facts import FileFacts
from archive.search.attached import attached_paragraphs
from archive.search.engine import Answer, open_index
from archive.search.prose import paragraphs
from drawing import docx, pdf
from project import AS_OF, Run, run_hooks

FRONT = "streams: [thong-tin-doi-ngoai]\n"
REPORT = f"{FRONT}issuer: ubnd-xa-ya-hoi\nperiod: 2023-H1\n"


@pytest.fixture(scope="module")
def found_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with one of everything, built."""
    from project import DOCS

    docs = tmp_path_factory.mktemp("search") / "docs"
    shutil.copytree(DOCS / "danh-muc", docs / "danh-muc")
    beside = docs / "bao-cao/2023-h1"
    entries = {
        "bao-cao/2023-h1/cong": "title: Báo cáo liên hoan cồng chiêng\nnumber: 77/BC-UBND\ndate: 2023-06-15\n"
        f"{REPORT}summary: Tóm tắt nói về cầu treo Kông Jang.\ndifficulties: [Thiếu máy quay hồng ngoại.]\n"
        "plans: [{id: may, text: Mua đèn lồng giấy.}]\n"
        "attachments:\n  - {file: bien-ban.pdf, title: Biên bản nghiệm thu sân khấu}\n"
        "  - {file: danh-sach.docx, title: Danh sách đội}\n  - {file: hong.pdf, title: Tệp quét cũ}\n"
        "channels: [youtube-dak-po]\n---\n\n## Nhà rông mới\n\nLàng dựng **nhà sàn** bên suối, khách đến từ "
        "[Thụy Điển](https://example.org/).\n\n| Đội | Giải |\n| --- | --- |\n| Kuk Kôn | Nhất toàn đoàn |\n",
        "bao-cao/2023-h1/nhap": f"title: Bản nháp mật mía\nnumber: 78/BC-UBND\ndate: 2023-06-16\n{REPORT}"
        "status: draft\n---\n\nNội dung nháp thảo nguyên.\n",
        "bao-cao/2023-h1/rut": f"title: Thông báo đã thu hồi\nnumber: 79/TB-UBND\ndate: 2023-06-17\n{REPORT}"
        "status: withdrawn\nreason: Nhầm địa danh Plei Bông.\n---\n\nChữ bị rút hoàng hôn tím.\n",
        "bao-cao/2023-h1/sau": f"title: Báo cáo sẽ đăng\nnumber: 80/BC-UBND\ndate: 2023-06-18\n{REPORT}"
        "publish_at: 2030-01-01\n---\n\nNội dung tương lai vệ tinh.\n",
        "tin-bai/2023/dua": f"title: Mùa dưa ở Tân An\ndate: 2023-05-02\n{FRONT}unit: ubnd-xa-tan-an\n"
        "format: article\nplace: bến nước Đak Trôi\n---\n\nDưa lê giòn ngọt.\n",
        "dinh-chinh/2023/cau": f"title: Cầu không sập\ndate: 2023-05-03\n{FRONT}claim: Cầu sập đêm qua vì lũ quét.\n"
        "verdict: false\nfacts: Cầu vẫn thông xe bình thường.\nsources: [Biên bản của Hạt quản lý đường bộ]\n---\n",
    }
    for path, text in entries.items():
        file = docs / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\n" + text, encoding="utf-8")
    (docs / "gioi-thieu.md").write_text(
        "---\ntitle: Giới thiệu cổng\n---\n\nBộ phận trực ban ngoài giờ.\n", encoding="utf-8"
    )
    introduction = "---\ntitle: Kho lưu trữ\n---\n\nNgười dân tra cứu miễn phí suốt ngày đêm.\n"
    (docs / "index.md").write_text(introduction, encoding="utf-8")
    (beside / "bien-ban.pdf").write_bytes(pdf("Nghiem thu gian khoan tre"))
    (beside / "danh-sach.docx").write_bytes(docx("Danh sách đội chiêng", "Đội trưởng mặc áo thổ cẩm xanh lam"))
    (beside / "hong.pdf").write_bytes(pdf())  # a scan: no text in it
    site = docs.parent / "site"
    done = run_hooks("build", "--docs-dir", docs, "--site-dir", site, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    return site


def asked(site: Path, text: str) -> Answer:
    folder = site / "tim-kiem"
    return open_index(lambda path: json.loads((folder / path).read_text(encoding="utf-8"))).query(text)


CONG, CAU, DUA = "bao-cao/2023-h1/cong", "dinh-chinh/2023/cau", "tin-bai/2023/dua"


@pytest.mark.parametrize(
    ("text", "id"),
    {
        "lien hoan cong chieng": CONG,
        "77/BC-UBND": CONG,
        "báo cáo số 77": CONG,
        "ngày 15 tháng 6 năm 2023": CONG,
        "cau treo kong jang": CONG,
        "hồng ngoại": CONG,
        "den long giay": CONG,
        "nhà sàn bên suối": CONG,
        "thuy dien": CONG,
        "Kuk Kôn nhất toàn đoàn": CONG,
        "bien ban nghiem thu san khau": CONG,
        "gian khoan tre": CONG,
        "ao tho cam xanh lam": CONG,
        "tệp quét cũ": CONG,
        "youtube dak po": "kenh/youtube-dak-po",
        "Plei Bông": "bao-cao/2023-h1/rut",
        "79/TB-UBND": "bao-cao/2023-h1/rut",
        "bến nước Đak Trôi": DUA,
        "dua le": DUA,
        "cầu sập vì lũ quét": CAU,
        "hạt quản lý đường bộ": CAU,
        "uy ban nhan dan xa ya hoi": "don-vi/ubnd-xa-ya-hoi",
        "chuyển đổi số": "linh-vuc/chuyen-doi-so",
        "truc ban ngoai gio": "gioi-thieu",
        "tra cuu mien phi": "index",
    }.items(),
)
def test_everything_public_is_found(found_site: Path, text: str, id: str) -> None:
    found = [one.record["id"] for one in asked(found_site, text).results if not one.near]
    assert id in found[:3]
    if id.count("/") == 2:
        assert next(one for one in found if one.count("/") == 2) == id


@pytest.mark.parametrize("text", ["mat mia", "thảo nguyên", "78/BC-UBND", "hoàng hôn tím", "vệ tinh", "80/BC-UBND"])
def test_what_is_not_public_is_nowhere_in_the_index(found_site: Path, text: str) -> None:
    hidden = {"bao-cao/2023-h1/nhap", "bao-cao/2023-h1/sau"}
    answer = asked(found_site, text)
    assert not hidden & {one.record["id"] for one in answer.results}
    told = "".join(file.read_text(encoding="utf-8") for file in (found_site / "tim-kiem").rglob("*.json"))
    for word in ("mật mía", "thảo nguyên", "hoàng hôn", "vệ tinh", "80/BC-UBND", "78/BC-UBND"):
        assert word not in told


def test_the_text_of_an_attachment_says_which_file_it_stands_in(found_site: Path) -> None:
    first = asked(found_site, "gian khoan tre").results[0]
    assert first.record["attachment"] == ["Biên bản nghiệm thu sân khấu", "/bao-cao/2023-h1/bien-ban.pdf"]
    assert "gian khoan tre" in first.excerpt


@pytest.mark.parametrize("text", ['"hoàn toàn không có câu này"', "xqzxqz cong chieng", "12/3/2031"])
def test_what_is_not_there_is_not_called_found(found_site: Path, text: str) -> None:
    answer = asked(found_site, text)
    assert answer.total == 0 and all(one.near for one in answer.results)


def test_a_quoted_phrase_is_exact(found_site: Path) -> None:
    assert [one.record["id"] for one in asked(found_site, '"nhà sàn"').results if not one.near] == [CONG]
    assert asked(found_site, '"sàn nhà"').total == 0
    assert asked(found_site, '"nha san"').total == 1
    assert asked(found_site, '"nhà sản"').total == 0


def test_more_results_do_not_reorder_the_first(found_site: Path) -> None:
    folder = found_site / "tim-kiem"
    search = open_index(lambda path: json.loads((folder / path).read_text(encoding="utf-8")))
    few, many = (search.query("đak pơ", limit=limit).results for limit in (10, 30))
    assert [one.record["id"] for one in few] == [one.record["id"] for one in many][:10]


@pytest.mark.parametrize(
    "text", ["", "!!!", "😀", '"', "__proto__", "constructor toString", "<b>x</b>", "a" * 10_000, "a " * 5000]
)
def test_no_query_is_too_odd(found_site: Path, text: str) -> None:
    asked(found_site, text)


@pytest.mark.parametrize("damage", [b"PK\x03\x04", b"", b"not a word file"])
def test_a_damaged_word_file_is_found_by_its_title_alone(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "hong.docx"
    whole = docx("Một đoạn")
    for content in (damage, whole[: len(whole) // 2], whole.replace(b"<w:body>", b"<w:bod>>")):
        file.write_bytes(content)
        assert [one.text for one in attached_paragraphs(AttachedFile("hong.docx", "Tệp", FileFacts(tmp_path)))] == [
            "Tệp"
        ]


def test_the_themes_search_is_not_shipped(found_site: Path) -> None:
    names = [file.relative_to(found_site).as_posix() for file in found_site.rglob("*") if file.is_file()]
    assert not [name for name in names if re.search(r"lunr|workers/search|search_index", name)]


def test_the_engine_is_one_small_module_that_asks_for_nothing_else(found_site: Path) -> None:
    engine = (found_site / "tim-kiem/engine.mjs").read_text(encoding="utf-8")
    assert engine.count("export {") == 1
    assert not re.search(r"\bimport\b|\bwindow\b|\bfetch\b|querySelector", engine)


def test_the_command_tells_what_it_finds(found_site: Path, hooks: Run) -> None:
    done = hooks("search", "ddooij", "chieeng", "--site-dir", found_site)
    assert done.returncode == 0, done.stderr
    assert "Hiểu là: đội chiêng" in done.stdout
    assert "1. Báo cáo liên hoan cồng chiêng" in done.stdout
    assert "/bao-cao/2023-h1/cong/" in done.stdout
    given = json.loads(hooks("search", "dua le", "--json", "--site-dir", found_site).stdout)
    assert given["results"][0]["id"] == DUA


def test_the_command_says_when_there_is_no_site(tmp_path: Path, hooks: Run) -> None:
    done = hooks("search", "dua", "--site-dir", tmp_path)
    assert done.returncode == 2
    assert "python3 hooks build" in done.stderr


def test_markdown_is_read_as_its_readers_see_it() -> None:
    text = (
        "# Đầu mục #\n\nMột **đoạn**\nhai dòng.\n\n- mục [một](/a/)\n- mục hai\n\nDưới\n====\n\n"
        "| A | B |\n|---|---|\n| 1 | hai |\n\n> trích\n\n```\nmã\n```\n\n[^1]: chú thích\n\n---\n"
    )
    assert [(one.text, one.heading) for one in paragraphs(text)] == [
        ("Đầu mục", True),
        ("Một đoạn hai dòng.", False),
        ("mục một", False),
        ("mục hai", False),
        ("Dưới", True),
        ("A · B", False),
        ("1 · hai", False),
        ("trích", False),
        ("mã", False),
        ("chú thích", False),
    ]
