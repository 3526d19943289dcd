"""What a period gives account of, on a golden archive of three periods: each number from the front matter it names."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from archive.account import Duty, Tally, coverage, plan_answers, undertakings
from archive.account.coverage import due_date
from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.periods import Period
from archive.schema import Report
from archive.sources import Sources, read_sources
from pagereader import article
from project import DOCS, run_hooks

OWNER = "ubnd-huyen-dak-po"
DUE = {"H1": (6, 15), "H2": (12, 15)}
UNITS = """
- {id: ubnd-huyen-dak-po, name: Ủy ban nhân dân huyện, kind: uy-ban-nhan-dan, reports: true}
- {id: van-phong, name: Văn phòng, kind: co-quan-chuyen-mon, until: 2022-12-31, successors: [phong-moi], reports: true}
- {id: phong-moi, name: Phòng mới, kind: co-quan-chuyen-mon, from: 2023-01-01, reports: true}
- {id: xa-a, name: Xã A, kind: uy-ban-nhan-dan, reports: true}
- {id: xa-b, name: Xã B, kind: uy-ban-nhan-dan, reports: true}
- {id: mat-tran, name: Mặt trận, kind: mat-tran-doan-the}
"""
CHANNELS = """
- {id: cong, name: Cổng, platform: website, unit: van-phong}
- {id: trang, name: Trang, platform: facebook, unit: xa-a}
"""
INDICATORS = """
- {id: doan-vao, name: Đoàn vào, measure: đoàn}
"""
# period, file, issuer, number, date, further keys
REPORTS = [
    ("2022-H2", "huyen", OWNER, "1/BC-UBND", "2022-12-10",
     "figures: [{channel: cong, posts: 10, reach: 100}, {channel: trang, posts: 5}]\n"
     "indicators: [{id: doan-vao, value: 2}]\n"
     "plans: [{id: a, text: Việc A}, {id: b, text: Việc B}, {id: c, text: Việc C}]\n"),
    ("2022-H2", "van-phong", "van-phong", "2/BC-VP", "2022-12-15", "figures: [{channel: cong, posts: 999}]\n"),
    ("2022-H2", "xa-a", "xa-a", "3/BC-UBND", "2022-12-16", "difficulties: [Thiếu máy]\n"),
    ("2023-H1", "huyen", OWNER, "1/BC-UBND", "2023-06-15",
     "figures: [{channel: cong, posts: 17, reach: 80}]\nindicators: [{id: doan-vao, value: 2}]\n"
     "results: [{plan: 2022-h2/ubnd-huyen-dak-po/a, status: done},\n"
     "  {plan: 2022-H2/ubnd-huyen-dak-po/b, status: dropped, note: Hết kinh phí}]\n"),
    ("2023-H1", "phong-moi", "phong-moi", "1/BC-PM", "2023", ""),
    ("2023-H1", "xa-a", "xa-a", "4/BC-UBND", "2023-06-01", "figures: [{channel: trang, posts: 6}]\n"),
    ("2023-H1", "xa-a-cu", "xa-a", "3/BC-UBND", "2023-05-30",
     "status: withdrawn\nreason: Nhầm\nfigures: [{channel: trang, posts: 777}]\ndifficulties: [Đã rút]\n"),
    ("2023-H1", "ke-hoach", "xa-b", "5/KH-UBND", "2023-01-05", "plans: [{id: d, text: Việc D}]\n"),
    ("2023-H2", "xa-a", "xa-a", "9/BC-UBND", "2023-12-01", "figures: [{channel: trang, posts: 4, videos: 0}]\n"),
]  # fmt: skip


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("account") / "docs"
    shutil.copytree(DOCS / "danh-muc", docs / "danh-muc")
    for name, text in (("don-vi", UNITS), ("kenh", CHANNELS), ("chi-tieu", INDICATORS)):
        (docs / f"danh-muc/{name}.yml").write_text(text, encoding="utf-8")
    for period, name, issuer, number, day, more in REPORTS:
        file = docs / f"bao-cao/{period.lower()}/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        front = f"title: {name}\nnumber: {number}\ndate: {day}\nissuer: {issuer}\nperiod: {period}\n"
        text = f"---\n{front}streams: [thong-tin-doi-ngoai]\n{more}---\n\nVăn bản.\n"
        file.write_text(text, encoding="utf-8")
    return docs


@pytest.fixture(scope="module")
def sources(docs: Path) -> Sources:
    found = read_sources(docs)
    assert found.problems == []
    return found


def on(sources: Sources, as_of: date) -> Catalogue:
    return Catalogue.of(sources.entries, sources.registries, as_of)


def duties(catalogue: Catalogue, period: str) -> dict[str, Duty]:
    return {one.unit.id: one.duty for one in coverage(catalogue, Period.parse(period), DUE)}


def test_coverage_tells_how_each_unit_stands(sources: Sources) -> None:
    catalogue = on(sources, date(2023, 12, 10))
    assert duties(catalogue, "2022-H2") == {
        OWNER: Duty.REPORTED, "van-phong": Duty.REPORTED, "phong-moi": Duty.NOT_YET_THERE,
        "xa-a": Duty.LATE, "xa-b": Duty.MISSING,
    }  # fmt: skip
    assert duties(catalogue, "2023-H1") == {
        OWNER: Duty.REPORTED, "van-phong": Duty.MERGED, "phong-moi": Duty.REPORTED,
        "xa-a": Duty.REPORTED, "xa-b": Duty.MISSING,
    }  # fmt: skip
    assert duties(catalogue, "2023-H2") == {
        OWNER: Duty.NOT_YET_DUE, "van-phong": Duty.MERGED, "phong-moi": Duty.NOT_YET_DUE,
        "xa-a": Duty.REPORTED, "xa-b": Duty.NOT_YET_DUE,
    }  # fmt: skip
    assert duties(catalogue, "2023") == {}


@pytest.mark.parametrize(
    ("as_of", "duty"), [(date(2023, 12, 15), Duty.NOT_YET_DUE), (date(2023, 12, 16), Duty.MISSING)]
)
def test_a_report_is_missing_from_the_day_after_it_was_due(sources: Sources, as_of: date, duty: Duty) -> None:
    assert duties(on(sources, as_of), "2023-H2")["xa-b"] is duty


def test_a_due_date_before_the_period_begins_is_that_of_the_next_year() -> None:
    assert due_date(Period.parse("2023-H2"), {"H2": (1, 15)}) == date(2024, 1, 15)
    assert due_date(Period.parse("2023-Q1"), DUE) is None


def test_one_report_speaks_for_each_number_and_withdrawn_ones_do_not(sources: Sources) -> None:
    tally = Tally(on(sources, date(2024, 1, 15)), OWNER)
    figures = tally.figures(Period.parse("2023-H1"))
    cong, trang = figures["cong"]["posts"], figures["trang"]["posts"]
    assert cong.now and cong.before and trang.now and trang.before
    assert (cong.now.value, cong.before.value, cong.change) == (17, 10, 7)
    # The owner counted before, the commune now: both numbers are shown, and nothing is made of them.
    assert (trang.now.value, trang.before.value, trang.change) == (6, 5, None)
    assert figures["cong"]["reach"].change == -20
    assert figures["cong"]["videos"].now is None and figures["cong"]["videos"].change is None
    last = tally.figures(Period.parse("2023-H2"))
    assert last["trang"]["videos"].now and last["trang"]["videos"].now.value == 0
    assert last["cong"]["posts"].now is None and last["cong"]["posts"].before == cong.now


def test_a_longer_period_adds_up_its_parts(sources: Sources) -> None:
    tally = Tally(on(sources, date(2024, 1, 15)), OWNER)
    year = tally.figures(Period.parse("2023"))["trang"]["posts"].now
    assert year and year.value == 10
    assert [entry.id for entry in year.sources] == ["bao-cao/2023-h1/xa-a", "bao-cao/2023-h2/xa-a"]
    assert "cong" not in tally.figures(Period.parse("2023")), "half a year is not the year"


def test_indicators_have_a_course_over_the_periods(sources: Sources) -> None:
    (row,) = Tally(on(sources, date(2024, 1, 15)), OWNER).indicators(Period.parse("2023-H1"))
    assert [(str(period), amount.value) for period, amount in row.course] == [("2022-H2", 2), ("2023-H1", 2)]
    assert row.change == 0


def test_plans_meet_their_results(sources: Sources) -> None:
    catalogue = on(sources, date(2024, 1, 15))
    kept = undertakings(catalogue, Period.parse("2022-H2"), plan_answers(catalogue))
    found = [(one.plan.id, one.result.status if one.result else None, one.answer and one.answer.id) for one in kept]
    assert found == [
        ("a", "done", "bao-cao/2023-h1/huyen"),
        ("b", "dropped", "bao-cao/2023-h1/huyen"),
        ("c", None, None),
    ]


def written(entry: Entry, channel: str, measure: str) -> set[int]:
    assert isinstance(entry.record, Report)
    return {getattr(row, measure) for row in entry.record.figures if row.channel == channel}


def test_every_amount_stands_in_the_front_matter_that_it_names() -> None:
    """On the repository's own content: each number equals, or adds up, what its sources say."""
    sources = read_sources(DOCS)
    catalogue = on(sources, date(2024, 1, 15))
    tally = Tally(catalogue, OWNER)
    seen = 0
    for period in catalogue.periods:
        for channel, rows in tally.figures(period).items():
            for measure, row in rows.items():
                if row.now is not None:
                    parts = [written(entry, channel, measure) for entry in row.now.sources]
                    assert all(len(part) == 1 for part in parts) and row.now.value == sum(map(sum, parts))
                    assert all(period.holds(entry.period) for entry in row.now.sources)
                    seen += 1
    assert seen > 60


def test_every_number_on_a_period_page_leads_to_a_report_that_says_it(docs: Path, tmp_path: Path) -> None:
    done = run_hooks("build", "--docs-dir", docs, "--site-dir", tmp_path / "site", "--as-of", "2024-01-15")
    assert done.returncode == 0, done.stderr
    page = article(tmp_path / "site", "/ky/2023-h1/")
    cells = page.one("section", **{"aria-labelledby": "so-lieu"}).all("td")
    numbers = [cell.text for cell in cells]
    other = "6 kỳ trước 5, do đơn vị khác báo cáo"
    assert numbers == [
        *("17 tăng 7 (kỳ trước 10)", "–", "80 giảm 20 (kỳ trước 100)", "–"),
        *(other, "–", "–", "–"),
    ]
    for cell in cells:
        for link in cell.all("a"):
            name = link.attributes["href"].strip("/").split("/")[-1]
            assert re.search(rf"\b{link.text}\b", (docs / f"bao-cao/2023-h1/{name}.md").read_text(encoding="utf-8"))
    kept = page.one("section", **{"aria-labelledby": "nhiem-vu-ky-truoc"}).text
    assert "Việc A" in kept and "Đã hoàn thành" in kept and "Không thực hiện nữa" in kept and "Hết kinh phí" in kept
    assert "Chưa báo cáo kết quả" in kept and "Đã rút" not in page.text.split("Thông tin đối ngoại")[0]
