"""A period in a few numbers: what was published, who reported, about what, and when, on a small archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.pages.selections import address, selections
from archive.pages.strip import by_month, by_topic, course, strip
from archive.periods import Period
from archive.schema import Format, Kind, Status
from archive.sources import read_sources

H1, H2, YEAR = Period.parse("2023-H1"), Period.parse("2023-H2"), Period.parse("2023")
DUE = {"H1": (6, 15), "H2": (12, 15)}

REPORT = "title: {}\nnumber: {}\ndate: {}\nissuer: {}\nperiod: {}\nstreams: [thong-tin-doi-ngoai]\n"
STORY = "title: {}\ndate: {}\nunit: phong-van-hoa\nformat: {}\nstreams: [quang-ba-hinh-anh]\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    registries = {
        "don-vi": "- {id: huyen, name: Huyện, kind: uy-ban-nhan-dan, reports: true}\n"
        "- {id: xa, name: Xã, kind: uy-ban-nhan-dan, reports: true}\n"
        "- {id: phong-van-hoa, name: Phòng, kind: co-quan-chuyen-mon}\n",
        "kenh": "[]\n",
        "linh-vuc": "- {id: kinh-te, name: Kinh tế}\n- {id: van-hoa, name: Văn hóa}\n- {id: khac, name: Khác}\n",
        "chi-tieu": "[]\n",
    }
    entries = {
        "bao-cao/2023-h1/huyen": REPORT.format("A", "1/BC-UBND", "2023-06-10", "huyen", "2023-H1"),
        "bao-cao/2023-h2/huyen": REPORT.format("B", "2/BC-UBND", "2023-12-10", "huyen", "2023-H2")
        + "topics: [van-hoa, kinh-te]\n",
        "bao-cao/2023-h2/xa": REPORT.format("C", "3/BC-UBND", "2024-01-10", "xa", "2023-H2"),
        "bao-cao/2023-h2/ke-hoach": REPORT.format("D", "4/KH-UBND", "2023-07", "xa", "2023-H2") + "topics: [van-hoa]\n",
        "tin-bai/2023/phim": STORY.format("E", "2023-08-01", "video"),
        "tin-bai/2023/rut": STORY.format("F", "2023-08-02", "article")
        + "status: withdrawn\nreason: Nhầm.\ntopics: [khac]\n",
    }
    for name, text in registries.items():
        (tmp_path / "danh-muc").mkdir(exist_ok=True)
        (tmp_path / f"danh-muc/{name}.yml").write_text(text, encoding="utf-8")
    for id, text in entries.items():
        file = tmp_path / f"{id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text}---\n\nNội dung.\n", encoding="utf-8")
    sources = read_sources(tmp_path)
    assert not sources.problems
    return Catalogue.of(sources.entries, sources.registries, date(2024, 6, 1))


def test_each_number_stands_against_the_period_before(catalogue: Catalogue) -> None:
    counts = {one.key: (one.now, one.before, one.change, one.of) for one in strip(catalogue, H2, DUE)}
    assert counts == {
        "bao-cao": (3, 1, 2, None),
        "tin-bai": (1, 0, 1, None),
        "dinh-chinh": (0, 0, 0, None),
        "units": (2, 1, 1, 2),
    }


def test_the_first_period_has_nothing_to_stand_against(catalogue: Catalogue) -> None:
    assert [one.change for one in strip(catalogue, H1, DUE)] == [None] * 4
    assert [one.key for one in strip(catalogue, YEAR, DUE)] == ["bao-cao", "tin-bai", "dinh-chinh"]


def test_the_course_goes_up_to_the_period_itself(catalogue: Catalogue) -> None:
    told = course(catalogue, H2)
    assert told.rows == [(H1, (1, 0, 0)), (H2, (3, 1, 0))] and told.most == 3
    assert course(catalogue, H1).rows == [(H1, (1, 0, 0))]


def test_topics_are_counted_without_what_was_withdrawn(catalogue: Catalogue) -> None:
    counted = by_topic(catalogue, catalogue.by_period[H2])
    assert [(topic.id, count) for topic, count in counted] == [("van-hoa", 2), ("kinh-te", 1)]


def test_a_year_goes_month_by_month_and_what_is_dated_elsewhere_comes_last(catalogue: Catalogue) -> None:
    months = [
        (month, [one.record.title for one in entries]) for month, entries in by_month(YEAR, catalogue.by_period[YEAR])
    ]
    assert months == [(6, ["A"]), (7, ["D"]), (8, ["E", "F"]), (12, ["B"]), (None, ["C"])]


def test_single_choices_hold_what_they_name(catalogue: Catalogue) -> None:
    found = {
        address(choice): [one.record.title for one in entries] for choice, entries in selections(catalogue).items()
    }
    assert found == {
        "loai/bao-cao": ["C", "B", "A"],
        "loai/ke-hoach": ["D"],
        "loai/bai-viet": ["F"],
        "loai/video": ["E"],
        "trang-thai/da-rut": ["F"],
    }


def test_every_choice_has_an_address_of_its_own() -> None:
    choices = [*Kind, *Format, Status.CORRECTED, Status.SUPERSEDED, Status.WITHDRAWN]
    assert len({address(choice) for choice in choices}) == len(choices)
