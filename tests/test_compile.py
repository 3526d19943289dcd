"""`new report --compile`: half of a district's report, from what the archive holds, each statement with its source."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from archive import front_matter
from archive.checks import check
from archive.problems import errors
from archive.schema import Correction, Report, Story
from archive.sources import Sources, read_sources
from project import DOCS, Run

OWN = "bao-cao/2023-h2/doi-ngoai-6-thang-cuoi-nam.md"
MADE = "bao-cao/2023-h2/ket-qua-cong-tac-thong-tin-doi-ngoai-6-thang-cuoi-nam-2023.md"
DAY = "2023-12-20"
ISSUER = "ubnd-huyen-dak-po"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive before the district has reported on the second half of 2023."""
    docs = tmp_path_factory.mktemp("compile") / "docs"
    shutil.copytree(DOCS, docs)
    (docs / OWN).unlink()
    return docs


@pytest.fixture(scope="module")
def sources(docs: Path) -> Sources:
    return read_sources(docs)


@pytest.fixture(scope="module")
def text(docs: Path, sources: Sources) -> str:
    from project import run_hooks

    done = run_hooks("new", "report", "--compile", "2023-H2", "--issuer", ISSUER, "--docs-dir", docs, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    return (docs / MADE).read_text(encoding="utf-8")


def test_figures_are_those_of_the_units_summed_per_channel(text: str, sources: Sources) -> None:
    """Counted here once more, from the reports alone: whoever runs a channel counts all of it, else each its part."""
    document, _ = front_matter.read(text.encode(), "")
    assert document is not None
    channels = sources.registries.channels
    said: dict[tuple[str, str], dict[str, int]] = {}
    for entry in sources.entries:
        if isinstance(entry.record, Report) and str(entry.record.period) == "2023-H2" and entry.counts:
            for row in entry.record.figures:
                for measure in ("posts", "videos", "reach", "interactions"):
                    if (value := getattr(row, measure)) is not None:
                        said.setdefault((row.channel, measure), {})[entry.record.issuer] = value
    expected: dict[str, dict[str, str]] = {}
    for (channel, measure), by_unit in said.items():
        whole = by_unit.get(channels[channel].unit)
        if whole is not None:  # of the rest not all units have reported: a sum that stands in the text alone
            expected.setdefault(channel, {})[measure] = str(whole)
        assert f"{whole or sum(by_unit.values()):,}".replace(",", ".") in text
    assert expected
    found = {
        row["channel"]: {key: row[key] for key in row if key not in ("channel", "as_of")}
        for row in document.data["figures"]
    }
    assert found == expected


def test_compared_with_the_period_before(text: str) -> None:
    assert (
        "| Cổng thông tin điện tử huyện Đak Pơ | Tin bài | 258 | 231 | +27 | [62/BC-VP](van-phong-hdnd-ubnd.md)" in text
    )
    parts = next(line for line in text.splitlines() if line.startswith("| Trang thông tin điện tử các xã"))
    assert "93 (tổng của 2 đơn vị)" in parts and "| – |" in parts  # other units counted then


def test_stories_and_corrections_of_the_period_each_once(text: str, sources: Sources) -> None:
    for kind, folder in ((Story, "tin-bai"), (Correction, "dinh-chinh")):
        of_period = [one for one in sources.entries if isinstance(one.record, kind) and str(one.period) == "2023-H2"]
        expected = {one.src_uri for one in of_period if one.counts and one.is_public(date(2023, 12, 20))}
        found = Counter(re.findall(rf"\]\(\.\./\.\./({folder}/[^)]+)\)", text))
        assert set(found) == expected and set(found.values()) == {1}


def test_every_statement_has_its_source(text: str) -> None:
    body = text.split("\n---\n", 1)[1]
    statements = [line for line in body.splitlines() if re.match(r"\s*- |\| (?!Kênh|---)", line)]
    assert len(statements) > 20
    assert [line for line in statements if "](" not in line and not line.endswith(":")] == []


def test_who_has_not_reported(text: str, sources: Sources) -> None:
    line = next(line for line in text.splitlines() if line.startswith("- Chưa có báo cáo"))
    reported = {
        entry.unit_id
        for entry in sources.entries
        if isinstance(entry.record, Report) and str(entry.record.period) == "2023-H2"
    }
    named = set(re.findall(r"/don-vi/([^/]+)/", line))
    having_to = {
        unit.id
        for unit in sources.registries.units.values()
        if (unit.reports and unit.from_ is None) or (unit.reports and unit.from_.start <= date(2023, 12, 31))
    }
    assert named == having_to - reported - {ISSUER} and f"{len(named)} đơn vị" in line


def test_plans_of_the_last_period_come_as_results_to_fill_in(text: str, sources: Sources, docs: Path) -> None:
    plans = [plan.id for entry in sources.entries if isinstance(entry.record, Report) and entry.record.issuer == ISSUER
             and str(entry.record.period) == "2023-H1" for plan in entry.record.plans]  # fmt: skip
    assert plans and [f"  - plan: 2023-h1/{ISSUER}/{plan}" in text for plan in plans] == [True] * len(plans)
    assert text.count("): …") == len(plans)


def test_once_the_results_are_filled_in_it_passes_the_checks(text: str, docs: Path) -> None:
    filled = text.replace("    status:\n    note:\n", "    status: done\n").replace("status: draft\n", "")
    (docs / MADE).write_text(filled, encoding="utf-8")
    assert errors(check(read_sources(docs), date(2023, 12, 20))) == []


def test_a_period_in_which_nothing_was_reported(archive: Path, hooks: Run) -> None:
    done = hooks("new", "report", "--compile", "2030-H1", "--issuer", ISSUER, "--docs-dir", archive, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    (made,) = (archive / "bao-cao/2030-h1").iterdir()
    assert made.read_text(encoding="utf-8").count("Kho chưa có mục nào của kỳ này.") >= 4


def test_only_reports_are_compiled(hooks: Run) -> None:
    done = hooks("new", "story", "--compile", "2023-H2", "--title", "x")
    assert done.returncode == 2 and "new report --compile" in done.stderr


def test_who_has_nobody_below_compiles_nothing(hooks: Run) -> None:
    done = hooks("new", "report", "--compile", "2023-H2", "--issuer", "ubnd-xa-cu-an")
    assert done.returncode == 2 and "không có đơn vị trực thuộc" in done.stderr


def test_a_report_that_is_there_already_is_told_of(hooks: Run, tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    arguments = ("--issuer", ISSUER, "--docs-dir", tmp_path / "docs", "--as-of", DAY, "--slug", "khac")
    done = hooks("new", "report", "--compile", "2023-H2", *arguments)
    assert done.returncode == 0 and OWN in done.stderr
    made = (tmp_path / "docs/bao-cao/2023-h2/khac.md").read_text(encoding="utf-8")
    assert "recipients:\n  - Sở Ngoại vụ tỉnh Gia Lai" in made and "XEM LẠI: lấy theo báo cáo trước" in made


def test_what_came_after_the_day_is_not_told(hooks: Run, tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    arguments = ("--issuer", ISSUER, "--docs-dir", tmp_path / "docs", "--as-of", "2023-10-01", "--slug", "khac")
    assert hooks("new", "report", "--compile", "2023-H2", *arguments).returncode == 0
    made = (tmp_path / "docs/bao-cao/2023-h2/khac.md").read_text(encoding="utf-8")
    assert "22/11/2023" not in made and "van-phong-hdnd-ubnd.md" not in made
