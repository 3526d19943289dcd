"""The built site: what stands where, on the repository's own content and on the real report."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from archive import strict_yaml
from archive.entries import Collection
from archive.paths import dest_uri, is_reserved
from archive.schema import Status
from archive.sources import Sources, read_sources
from pagereader import article, page
from project import AS_OF, DOCS, run_hooks

SAMPLE_URL = "/bao-cao/2023-h1/doi-ngoai/"


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(DOCS)


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def visible(sources: Sources) -> list[str]:
    return [entry.url for entry in sources.entries if entry.record.status is not Status.DRAFT]


def test_the_example_shows_every_unit_channel_topic_collection_and_status(sources: Sources) -> None:
    entries, registries = sources.entries, sources.registries
    before_2025 = {unit.id for unit in registries.units.values() if not unit.from_ or unit.from_.year < 2025}
    assert {entry.unit_id for entry in entries} == before_2025
    assert {id for entry in entries for id in entry.channel_ids} == set(registries.channels)
    assert {id for entry in entries for id in entry.record.topics} == set(registries.topics)
    assert {entry.collection for entry in entries} == set(Collection)
    assert {entry.record.status for entry in entries} == set(Status)
    assert {str(entry.period) for entry in entries} == {"2022-H1", "2022-H2", "2023-H1", "2023-H2"}
    assert all(entry.record.sample for entry in entries) and len(entries) >= 40


def test_every_public_entry_has_its_page_and_stands_in_its_lists(site: Path, sources: Sources) -> None:
    for entry in sources.entries:
        if entry.record.status is Status.DRAFT:
            continue
        assert article(site, entry.url).one("h1").text == entry.record.title
        lists = [f"/ky/{entry.period.slug}/", f"/{entry.collection}/", f"/don-vi/{entry.unit_id}/"]
        lists += [f"/linh-vuc/{id}/" for id in entry.record.topics] + [f"/kenh/{id}/" for id in entry.channel_ids]
        for url in lists:
            hrefs = {urljoin(url, a.attributes["href"]) for a in article(site, url).all("a")}
            assert entry.url in hrefs, (entry.url, url)


def test_a_draft_is_nowhere(site: Path, sources: Sources) -> None:
    (draft,) = (entry for entry in sources.entries if entry.record.status is Status.DRAFT)
    assert not (site / draft.id).exists()
    for file in site.rglob("*"):
        if file.is_file() and file.suffix in (".html", ".json", ".xml"):
            text = file.read_text(encoding="utf-8")
            assert draft.id not in text and draft.record.title not in text


def test_a_withdrawn_entry_keeps_number_date_and_reason_and_nothing_else(site: Path, sources: Sources) -> None:
    (entry,) = (entry for entry in sources.entries if entry.record.status is Status.WITHDRAWN)
    text = article(site, entry.url).text
    assert str(entry.number) in text and str(entry.record.reason) in text
    assert str(entry.record.date.year) in text
    assert not article(site, entry.url).all("div", class_="body")


def test_what_was_superseded_and_what_superseded_it_link_to_each_other(site: Path, sources: Sources) -> None:
    (old,) = (entry for entry in sources.entries if entry.record.status is Status.SUPERSEDED)
    new = f"/{old.record.replaced_by}/"
    for here, there in ((old.url, new), (new, old.url)):
        notices = article(site, here).all("div", class_="notice")
        assert there in {urljoin(here, a.attributes["href"]) for notice in notices for a in notice.all("a")}


def test_every_link_of_every_page_leads_somewhere(site: Path, pages: list[Path]) -> None:
    for path in pages:
        url = "/" + posixpath.dirname(path.relative_to(site).as_posix()) + "/"
        ids = {}
        for a in page(site, "/" + path.relative_to(site).as_posix()).all("a"):
            target = urlsplit(urljoin("http://site" + url.replace("//", "/"), a.attributes.get("href", "")))
            if target.netloc != "site" or target.scheme not in ("http", ""):
                continue
            file = site / unquote(target.path).strip("/")
            file = file / "index.html" if not file.suffix else file
            assert file.is_file(), (path, a.attributes)
            if target.fragment and file.suffix == ".html":
                if file not in ids:
                    ids[file] = set(re.findall(r'\bid="([^"]+)"', file.read_text(encoding="utf-8")))
                asks = file == site / "kiem-tra/index.html"  # there an anchor is a question
                assert asks or unquote(target.fragment) in ids[file], (path, a.attributes)


def test_every_page_has_title_language_one_h1_and_headings_in_order(site: Path, pages: list[Path]) -> None:
    for path in pages:
        document = page(site, "/" + path.relative_to(site).as_posix())
        language = "en" if path.relative_to(site).parts[0] == "en" else "vi"
        assert document.one("html").attributes["lang"] == language
        assert document.one("head").one("title").text
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", path.read_text(encoding="utf-8"))]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_no_page_asks_a_third_party_for_anything(pages: list[Path]) -> None:
    for path in pages:
        text = path.read_text(encoding="utf-8")
        asked = re.findall(
            r"""<(?:script|img|link|iframe|source|video)\b[^>]*?(?:src|href)=["']?((?:https?:)?//[^"'> ]+)""", text
        )
        assert [url for url in asked if not url.startswith("https://luu-tru.dak-po.example/")] == [], path


def test_entries_stay_out_of_the_nav(site: Path, sources: Sources) -> None:
    (nav,) = page(site, "/").all("nav", class_="sections")
    hrefs = {urljoin("/", a.attributes["href"]) for a in nav.all("a")}
    assert hrefs.isdisjoint(visible(sources)) and "/ky/" in hrefs


def test_the_catalogue_holds_every_public_entry_newest_first(site: Path, sources: Sources) -> None:
    data = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))
    assert {entry["url"] for entry in data["entries"]} == set(visible(sources))
    dates = [entry["date"][:4] for entry in data["entries"]]
    assert dates == sorted(dates, reverse=True)
    assert data["license"].startswith("https://creativecommons.org/") and data["generated"].startswith("202")
    by_id = {entry.id: entry for entry in sources.entries}
    for entry in data["entries"]:
        source = by_id[entry["id"]]
        assert entry["url"] == f"/{entry['id']}/" and entry["period"] == str(source.period)
        assert ("issuer" in entry) == (source.collection is Collection.REPORTS) != ("unit" in entry)
        for attached in entry["attachments"]:
            file = site / unquote(attached["url"]).strip("/")
            assert file.stat().st_size == attached["bytes"]


def test_the_sitemap_names_every_page_once_with_dates_that_the_content_names(site: Path, pages: list[Path]) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    places = [urlsplit(loc).path for loc in re.findall(r"<loc>(.*?)</loc>", text)]
    built = {"/" + p.relative_to(site).as_posix().removesuffix("index.html") for p in pages} - {"/404.html"}
    assert sorted(places) == sorted(built)
    assert all(day < "2024" for day in re.findall(r"<lastmod>(.*?)</lastmod>", text))


def test_everything_the_archive_makes_stands_in_places_that_sources_may_not_take(site: Path, sources: Sources) -> None:
    from_sources = {dest_uri(src_uri) for src_uri in sources.files}
    for file in site.rglob("*"):
        place = file.relative_to(site).as_posix()
        assert file.is_dir() or place in from_sources or is_reserved(place), place


def test_the_real_report_is_published_and_listed_in_its_period(sample_site: Path) -> None:
    assert article(sample_site, SAMPLE_URL).one("h1")
    hrefs = {urljoin("/ky/2023-h1/", a.attributes["href"]) for a in article(sample_site, "/ky/2023-h1/").all("a")}
    assert SAMPLE_URL in hrefs


@pytest.mark.parametrize(("name", "place"), [("xa-cu-an", "Cư An"), ("doi-ngoai-6-thang-dau-nam", "Đak Pơ")])
def test_a_paper_is_dated_where_its_issuer_sits(name: str, place: str, site: Path) -> None:
    dated = article(site, f"/bao-cao/2023-h1/{name}/").one("p", class_="paper-date").text
    assert dated.startswith(f"{place}, ngày ")


def test_the_real_report_shows_the_blanks_that_the_paper_has(sample_site: Path) -> None:
    head = article(sample_site, SAMPLE_URL).one("header", class_="paper-head")
    assert head.one("p", class_="paper-number").text == "Số: /BC-UBND"
    assert head.one("p", class_="paper-date").text == "Đak Pơ, ngày tháng năm 2023"
    assert [blank.attributes["aria-label"] for blank in head.all("span", class_="blank")] == ["để trống"] * 3
    assert "1/1/2023" not in article(sample_site, SAMPLE_URL).text


def test_every_paragraph_of_the_real_report_is_there_and_its_plans_are_listed(sample: Path, sample_site: Path) -> None:
    _, front, body = sample.read_text(encoding="utf-8").split("---\n", 2)
    text = article(sample_site, SAMPLE_URL).one("div", class_="body").text
    paragraphs = [" ".join(line.lstrip("#- ").split()) for line in body.splitlines() if line.strip()]
    assert len(paragraphs) > 15 and all(paragraph in text for paragraph in paragraphs)
    plans = [plan["text"] for plan in strict_yaml.read(front).data["plans"]]
    listed = [
        item.text
        for item in article(sample_site, SAMPLE_URL).one("section", **{"aria-labelledby": "nhiem-vu"}).all("li")
    ]
    assert listed == plans and len(plans) == 2


Files = dict[str, str]
REPORT = (
    "---\ntitle: {title}\nnumber: {number}/BC-UBND\ndate: {date}\nissuer: ubnd-huyen-dak-po\nperiod: 2023-H1\n"
    "streams: [thong-tin-doi-ngoai]\n{more}---\n\nThân bài.\n"
)


@pytest.fixture
def build(archive: Path) -> Callable[..., Path]:
    def run(files: Files, as_of: str = AS_OF, missing: bool = False) -> Path:
        if missing:  # nothing but what is given
            shutil.rmtree(archive / "bao-cao")
            shutil.rmtree(archive / "tin-bai")
            shutil.rmtree(archive / "dinh-chinh")
        for name, text in files.items():
            (archive / name).parent.mkdir(parents=True, exist_ok=True)
            (archive / name).write_text(text, encoding="utf-8")
        done = run_hooks("build", "--docs-dir", archive, "--site-dir", archive.parent / "site", "--as-of", as_of)
        assert done.returncode == 0, done.stderr
        return archive.parent / "site"

    return run


def report(number: int = 1, title: str = "Báo cáo", date: str = "2023-06-12", more: str = "") -> str:
    return REPORT.format(number=number, title=title, date=date, more=more)


def test_an_archive_without_entries_still_has_all_its_pages(build: Callable[..., Path]) -> None:
    site = build({})
    for url in ("/", "/ky/", "/bao-cao/", "/tin-bai/", "/dinh-chinh/", "/don-vi/", "/linh-vuc/", "/kenh/", "/404.html"):
        assert article(site, url).one("h1").text


def test_long_lists_are_cut_into_pages_of_fifty_that_hold_everything_once(build: Callable[..., Path]) -> None:
    site = build({f"bao-cao/2023-h1/b-{n:03}.md": report(n + 1) for n in range(130)})
    for first, below in (
        ("/ky/2023-h1/", "/ky/2023-h1/thong-tin-doi-ngoai/trang-{}/"),
        ("/bao-cao/", "/bao-cao/trang-{}/"),
        ("/don-vi/ubnd-huyen-dak-po/", "/don-vi/ubnd-huyen-dak-po/trang-{}/"),
    ):
        urls, counts, seen = [first], [], set()
        for url in urls:
            items = article(site, url).all("li", class_="entry")
            counts.append(len(items))
            seen |= {urljoin(url, item.all("a")[0].attributes["href"]) for item in items}
            urls += [urljoin(url, a.attributes["href"]) for a in article(site, url).all("a", rel="next")]
        assert urls == [first, below.format(2), below.format(1)]
        assert counts == [30, 50, 50] and len(seen) == 130


def test_an_entry_appears_on_its_day_with_its_files_and_not_before(build: Callable[..., Path]) -> None:
    more = "publish_at: 2023-07-01\nattachments:\n  - {file: bang.csv, title: Bảng}\n"
    files = {"bao-cao/2023-h1/a.md": report(more=more), "bao-cao/2023-h1/bang.csv": "a,b\n"}
    site = build(files, as_of="2023-06-30")
    assert not (site / "bao-cao/2023-h1/a").exists() and not (site / "bao-cao/2023-h1/bang.csv").exists()
    site = build({}, as_of="2023-07-01")
    assert (site / "bao-cao/2023-h1/a/index.html").exists() and (site / "bao-cao/2023-h1/bang.csv").exists()


def test_files_of_drafts_and_withdrawn_entries_and_files_nobody_names_stay_out(build: Callable[..., Path]) -> None:
    attached = "attachments:\n  - {{file: {}, title: Tệp}}\n"
    files = {
        "bao-cao/2023-h1/a.md": report(1, more="status: draft\n" + attached.format("nhap.csv")),
        "bao-cao/2023-h1/b.md": report(2, more="status: withdrawn\nreason: Sai\n" + attached.format("rut.csv")),
        "bao-cao/2023-h1/c.md": report(3, more=attached.format("that.csv")) + "\n[Bảng](trong-bai.csv)\n",
    }
    names = ("nhap.csv", "rut.csv", "that.csv", "trong-bai.csv", "khong-ai-nhac.csv")
    site = build(files | {f"bao-cao/2023-h1/{name}": "a\n" for name in names})
    assert sorted(file.name for file in site.glob("bao-cao/2023-h1/*.csv")) == ["that.csv", "trong-bai.csv"]


def test_what_a_clerk_writes_is_shown_and_never_run(build: Callable[..., Path]) -> None:
    title = "'A < B & \"C\" > D {{ 7*7 }} {% raw %} O''Hare'"
    site = build({"bao-cao/2023-h1/a.md": report(title=title)})
    for url in ("/bao-cao/2023-h1/a/", "/ky/2023-h1/", "/"):
        assert 'A < B & "C" > D {{ 7*7 }} {% raw %} O\'Hare' in page(site, url).text
        assert "&amp;amp;" not in (site / url.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_body_that_begins_with_a_rule_is_not_taken_for_front_matter(build: Callable[..., Path]) -> None:
    site = build({"bao-cao/2023-h1/a.md": report().replace("Thân bài.", "---\ntitle: x\n\n---\n\nSau.")})
    assert {"title: x", "Sau."} <= {p.text for p in article(site, "/bao-cao/2023-h1/a/").all("p")}


def test_contents_stand_where_there_is_more_than_one_heading(build: Callable[..., Path]) -> None:
    headings = {0: "", 1: "## Một\n", 2: "## Một\n\n## Hai\n", 3: "## Một\n\n### Trong một\n"}
    files = {
        f"bao-cao/2023-h1/b{count}.md": report(count + 1).replace("Thân bài.", f"{text}\nThân bài.")
        for count, text in headings.items()
    }
    site = build(files)
    shown = {
        count: bool(article(site, f"/bao-cao/2023-h1/b{count}/").all("nav", class_="contents")) for count in headings
    }
    assert shown == {0: False, 1: False, 2: True, 3: True}


def test_the_barest_entries_and_registries_are_shown(build: Callable[..., Path]) -> None:
    streams = "streams: [quang-ba-hinh-anh]"
    party = report(2).replace("ubnd-huyen-dak-po", "huyen-uy-dak-po").replace("2/BC-UBND", "-CV/HU")
    files = {
        "tin-bai/2023/a.md": f"---\ntitle: A\ndate: 2023\nunit: ubnd-xa-ha-tam\nformat: video\n{streams}\n---\n",
        "dinh-chinh/2023/a.md": f"---\ntitle: A\ndate: 2023-02\n{streams}\n"
        "claim: a\nverdict: unproven\nfacts: b\nsources: [c]\n---\n",
        "bao-cao/2023-h1/a.md": party.replace("date: 2023-06-12", "date: 2023-06"),
        "bao-cao/2023-h1/b.md": report(3, more="figures: [{channel: zalo-dak-po}]\nsigner: {position: Chủ tịch}\n"),
        "bao-cao/2023-q3/c.md": report(4, date="2023-08-01").replace("2023-H1", "2023-Q3"),
        "bao-cao/2023-m05/d.md": report(5).replace("2023-H1", "2023-M05"),
        "gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n",
    }
    site = build(files)
    for url in (
        "/tin-bai/2023/a/",
        "/dinh-chinh/2023/a/",
        "/bao-cao/2023-h1/a/",
        "/bao-cao/2023-h1/b/",
        "/gioi-thieu/",
    ):
        assert article(site, url).one("h1").text
    assert "Số: -CV/HU" in article(site, "/bao-cao/2023-h1/a/").text
    for period in ("2023", "2023-h1", "2023-h2", "2023-q2", "2023-q3", "2023-m05"):
        assert article(site, f"/ky/{period}/").one("h1").text
    for name, text in (("don-vi", "[{id: a, name: A, kind: uy-ban-nhan-dan}]"), ("kenh", "[]"), ("linh-vuc", "[]")):
        files[f"danh-muc/{name}.yml"] = text
    empty = {name: text if name.startswith("danh-muc") else "---\ntitle: x\n---\n" for name, text in files.items()}
    done = build({name: text for name, text in empty.items() if name.startswith(("danh-muc", "gioi"))}, missing=True)
    assert article(done, "/don-vi/a/").one("h1").text == "A"


def test_an_attachment_is_offered_with_type_size_pages_and_hash(build: Callable[..., Path], archive: Path) -> None:
    import hashlib

    import pikepdf

    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.save(folder / "Bảng số 1.pdf")
    site = build({"bao-cao/2023-h1/a.md": report(more="attachments:\n  - {file: Bảng số 1.pdf, title: Bảng}\n")})
    offered = article(site, "/bao-cao/2023-h1/a/").one("ul", class_="attachments")
    copied = site / unquote(urljoin("bao-cao/2023-h1/a/", offered.one("a").attributes["href"]))
    digest = hashlib.sha256(copied.read_bytes()).hexdigest()
    assert "PDF" in offered.text and "3 trang" in offered.text and digest in offered.text
    (entry,) = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))["entries"]
    assert entry["attachments"][0]["sha256"] == digest


def test_a_channel_and_a_unit_are_open_until_their_last_day(build: Callable[..., Path]) -> None:
    before = article(build({}, as_of="2025-02-28"), "/kenh/").text
    after = article(build({}, as_of="2025-03-01"), "/kenh/").text
    assert "Đã đóng" not in before and "Đã đóng" in after
