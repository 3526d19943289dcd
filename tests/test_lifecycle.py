"""The life of an entry: renamed, withdrawn, superseded; nothing that was published vanishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import front_matter
from archive.checks import check
from archive.editing import Draft, plain_or_quoted
from archive.problems import errors
from archive.sources import read_sources
from pagereader import article, page
from project import Run, run_hooks

FRONT = (
    "---\ntitle: Báo cáo\nnumber: {number}/BC-UBND\ndate: 2023-06-12\nissuer: ubnd-huyen-dak-po\nperiod: 2023-H1\n"
    "streams: [thong-tin-doi-ngoai]\n{more}---\n\n{body}\n"
)
A, B, STORY = "bao-cao/2023-h1/a", "bao-cao/2023-h1/b", "tin-bai/2023/tin"


@pytest.fixture
def docs(archive: Path) -> Path:
    """Two reports, of which one supersedes the other, and a story that links to the first."""
    texts = {
        A: FRONT.format(
            number=1,
            more=f"status: superseded   # bản cũ\nreplaced_by: {B}\nattachments: [{{file: bang.csv, title: Bảng}}]\n",
            body="## Mục\n\nXem [bảng](bang.csv).",
        ),
        B: FRONT.format(number=2, more=f"replaces:\n  - {A}\n", body="Thay [bản cũ](a.md#muc-muc)."),
        STORY: "---\ntitle: Tin\ndate: 2023-05-01\nunit: ubnd-xa-ha-tam\nformat: article\n"
        "streams: [quang-ba-hinh-anh]\n---\n\n[Báo cáo](../../bao-cao/2023-h1/a.md), [b](../../bao-cao/2023-h1/b.md)\n",
    }
    for id, text in texts.items():
        (archive / f"{id}.md").parent.mkdir(parents=True, exist_ok=True)
        (archive / f"{id}.md").write_text(text, encoding="utf-8")
    (archive / "bao-cao/2023-h1/bang.csv").write_text("a\n")
    assert errors(check(read_sources(archive), date(2024, 1, 15))) == []
    return archive


def text(docs: Path, id: str) -> str:
    return (docs / f"{id}.md").read_text(encoding="utf-8")


def test_a_renamed_entry_keeps_its_old_address_and_all_that_leads_to_it(hooks: Run, docs: Path) -> None:
    done = hooks("rename", docs / f"{A}.md", "ban-cu", "--docs-dir", docs)
    assert done.returncode == 0, done.stderr
    assert not (docs / f"{A}.md").exists()
    assert f"aliases:\n  - /{A}/\n---" in text(docs, "bao-cao/2023-h1/ban-cu")
    assert "replaces:\n  - bao-cao/2023-h1/ban-cu\n" in text(docs, B)
    assert "[bản cũ](ban-cu.md#muc-muc)" in text(docs, B)
    assert "(../../bao-cao/2023-h1/ban-cu.md)" in text(docs, STORY) and "/b.md)" in text(docs, STORY)
    assert errors(check(read_sources(docs), date(2024, 1, 15))) == []
    site = docs.parent / "site"
    assert run_hooks("build", "--docs-dir", docs, "--site-dir", site).returncode == 0
    old = page(site, f"/{A}/")
    (refresh,) = [m for m in old.all("meta") if m.attributes.get("http-equiv") == "refresh"]
    assert urljoin(f"/{A}/", refresh.attributes["content"].split("url=")[1]) == "/bao-cao/2023-h1/ban-cu/"
    assert urljoin(f"/{A}/", old.one("a").attributes["href"]) == "/bao-cao/2023-h1/ban-cu/"
    assert f"{A}/" not in (site / "sitemap.xml").read_text()


def test_renaming_twice_keeps_both_addresses(hooks: Run, docs: Path) -> None:
    for old, new in (("a", "hai"), ("hai", "ba")):
        assert hooks("rename", docs / f"bao-cao/2023-h1/{old}.md", new, "--docs-dir", docs).returncode == 0
    (record,) = (entry.record for entry in read_sources(docs).entries if entry.id == "bao-cao/2023-h1/ba")
    assert record.aliases == ["/bao-cao/2023-h1/a/", "/bao-cao/2023-h1/hai/"]


def test_moving_to_the_folder_that_fits_takes_files_and_own_links_along(hooks: Run, docs: Path) -> None:
    file = docs / f"{A}.md"
    body = text(docs, A).replace("period: 2023-H1", "period: 2023-H2").replace("date: 2023-06-12", "date: 2023-07-12")
    file.write_text(body + "\nXem [bản mới](b.md) và [tin](../../tin-bai/2023/tin.md).\n", encoding="utf-8")
    done = hooks("rename", file, "bao-cao/2023-h2/a", "--docs-dir", docs)
    assert done.returncode == 0, done.stderr
    assert (docs / "bao-cao/2023-h2/bang.csv").exists() and not (docs / "bao-cao/2023-h1/bang.csv").exists()
    assert "[bản mới](../2023-h1/b.md)" in text(docs, "bao-cao/2023-h2/a")
    assert "(../../tin-bai/2023/tin.md)" in text(docs, "bao-cao/2023-h2/a")
    assert errors(check(read_sources(docs), date(2024, 1, 15))) == []


def test_a_file_that_others_name_too_stays_with_them(hooks: Run, docs: Path) -> None:
    story, other = docs / f"{STORY}.md", docs / "tin-bai/2023/khac.md"
    other.write_text(text(docs, STORY) + "\n[ảnh](anh.jpg)\n", encoding="utf-8")
    story.write_text(text(docs, STORY).replace("2023-05-01", "2022-05-01") + "\n[ảnh](anh.jpg)\n", encoding="utf-8")
    (docs / "tin-bai/2023/anh.jpg").write_text("x")
    assert hooks("rename", story, "tin-bai/2022/tin", "--docs-dir", docs).returncode == 0
    assert (docs / "tin-bai/2023/anh.jpg").exists() and (docs / "tin-bai/2022/anh.jpg").exists()


def test_renaming_there_and_back_leaves_one_alias(hooks: Run, docs: Path) -> None:
    assert hooks("rename", docs / f"{A}.md", "hai", "--docs-dir", docs).returncode == 0
    done = hooks("rename", docs / "bao-cao/2023-h1/hai.md", "a", "--docs-dir", docs)
    assert done.returncode == 0, done.stderr
    assert read_sources(docs).entries[0].record.aliases == ["/bao-cao/2023-h1/hai/"]


@pytest.mark.parametrize(
    ("command", "more", "said"),
    [
        (["rename", f"{STORY}.md", "tin-bai/2022/tin"], "", "không khớp với năm"),
        (["withdraw", f"{STORY}.md", "--reason", "xem <b>"], "", "mã HTML"),
        (["withdraw", f"{STORY}.md", "--reason", "x"], "status: draft\n", "chưa được công bố"),
        (["withdraw", f"{STORY}.md", "--reason", "x"], "status: withdrawn\nreason: y\n", "đã rút rồi"),
    ],
)
def test_what_would_make_something_wrong_is_refused_and_nothing_changes(
    hooks: Run, docs: Path, command: list[str], more: str, said: str
) -> None:
    story = docs / f"{STORY}.md"
    story.write_text(text(docs, STORY).replace("---\n\n", f"{more}---\n\n"), encoding="utf-8")
    before = {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()}
    done = hooks(command[0], docs / command[1], *command[2:], "--docs-dir", docs)
    assert done.returncode == 2 and said in done.stderr
    assert {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("new", ["b", "Tên mới", "tin-bai/2023/x", "x/y"])
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(hooks: Run, docs: Path, new: str) -> None:
    before = {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()}
    assert hooks("rename", docs / f"{A}.md", new, "--docs-dir", docs).returncode == 2
    assert {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()} == before


def test_a_withdrawn_entry_is_a_tombstone_that_says_why(hooks: Run, docs: Path) -> None:
    reason = 'Số liệu "sai": chờ đính chính #1'
    done = hooks("withdraw", docs / f"{STORY}.md", "--reason", reason, "--as-of", "2024-01-10", "--docs-dir", docs)
    assert done.returncode == 0, done.stderr
    assert errors(check(read_sources(docs), date(2024, 1, 15))) == []
    record = next(entry.record for entry in read_sources(docs).entries if entry.id == STORY)
    assert (record.status, record.reason, str(record.changes[0].date)) == ("withdrawn", reason, "2024-01-10")
    assert "[Báo cáo]" in text(docs, STORY)  # the source keeps what the clerk wrote
    site = docs.parent / "site"
    assert run_hooks("build", "--docs-dir", docs, "--site-dir", site).returncode == 0
    shown = article(site, f"/{STORY}/")
    assert reason in shown.text and not shown.all("div", class_="body")
    assert STORY in (site / "du-lieu/catalogue.json").read_text()


def test_withdrawing_changes_a_status_that_is_there(hooks: Run, docs: Path) -> None:
    assert hooks("withdraw", docs / f"{A}.md", "--reason", "Nhầm", "--docs-dir", docs).returncode == 0
    assert text(docs, A).count("status:") == 1 and "status: withdrawn\n" in text(docs, A)


def test_what_cannot_be_read_is_not_touched(hooks: Run, docs: Path) -> None:
    file = docs / f"{A}.md"
    file.write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    done = hooks("withdraw", file, "--reason", "x", "--docs-dir", docs)
    assert done.returncode == 2 and file.read_text(encoding="utf-8") == "---\ntitle: a: b\n---\n"


def test_relations_lead_both_ways(site: Path) -> None:
    def hrefs(url: str, section: str) -> set[str]:
        found = article(site, url).all("section", **{"aria-labelledby": section})
        return {urljoin(url, unquote(a.attributes["href"])) for one in found for a in one.all("a")}

    later, earlier = "/bao-cao/2022-h2/doi-ngoai-6-thang-cuoi-nam/", "/bao-cao/2022-h1/doi-ngoai-6-thang-dau-nam/"
    assert earlier in hrefs(later, "tra-loi") and later in hrefs(earlier, "duoc-tra-loi")
    assert 1 <= len(hrefs(later, "lien-quan")) <= 5 and later not in hrefs(later, "lien-quan")


def test_a_citation_and_a_mail_name_the_number_and_the_address(site: Path) -> None:
    url = "/bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam/"
    about = article(site, url).one("section", class_="about")
    assert "số 175/BC-UBND, 14/6/2023." in about.text and f"dak-po.example{url}" in about.text
    mail = unquote(about.one("a").attributes["href"])
    assert mail.startswith("mailto:gop-y@dak-po.example?subject=Báo sai sót: 175/BC-UBND&body=") and url in mail


# What YAML takes for text: no controls, and not the two that Unicode has for no characters (the commands refuse them).
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    min_size=1,
).filter(str.strip)


@given(VALUES)
def test_any_value_that_is_set_is_read_back(value: str) -> None:
    draft = Draft.of(b"---\r\na: 1\r\nb:\r\n  - x\r\n---\r\n\r\nText\r\n", "a.md")
    draft.set("c", value.strip())
    draft.append("b", plain_or_quoted(value.strip()))
    document, problems = front_matter.read(draft.raw, "a.md")
    assert document is not None and problems == []
    nfc = front_matter.read(f"---\nc: {plain_or_quoted(value.strip())}\n---\n".encode(), "a.md")[0]
    assert nfc is not None and document.data["c"] == nfc.data["c"]
    assert document.data["b"] == ["x", document.data["c"]] and draft.raw.endswith(b"---\r\n\r\nText\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [x]\n", "a: [x, y]\n"),
        ("a: []\n", "a: [y]\n"),
        ("a:\n- x\nb: 1\n", "a:\n- x\n- y\nb: 1\n"),
        ("a:\n    - x\n\nb: 1\n", "a:\n    - x\n    - y\n\nb: 1\n"),
        ("b: 1\n", "b: 1\na:\n  - y\n"),
    ],
)
def test_an_item_is_added_in_the_clerks_own_style(before: str, after: str) -> None:
    draft = Draft.of(f"---\n{before}---\n".encode(), "a.md")
    draft.append("a", "y")
    assert draft.raw.decode() == f"---\n{after}---\n"
