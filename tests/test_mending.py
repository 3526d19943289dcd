"""`check --fix`: what is mended is how a source is written, never what it says; and what VS Code is given."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.editor import editor_files, merged
from archive.mending import Mender
from archive.schema import Report
from archive.sources import read_registries
from archive.tones import Tones
from project import DOCS, ROOT, Run

REGISTRIES = read_registries(DOCS).registries
MENDER = Mender(REGISTRIES)
RIGHT = """\
---
title: Báo cáo công tác đối ngoại
number: 175/BC-UBND
date: 2023-06-14
issuer: ubnd-huyen-dak-po
period: 2023-H1
streams: [thong-tin-doi-ngoai]
topics: [doi-ngoai]
recipients: [Ủy ban nhân dân huyện Đak Pơ]
basis:
  - number: 520/SNgV-HTQT
    date: 2023-05-26
    issuer: Sở Ngoại vụ
plans:
  - id: lam-tot
    text: Làm tốt.
---

Ủy ban nhân dân huyện Đak Pơ báo cáo.
"""
WRONG = {
    "a date as it is spoken": ("date: 2023-06-14", "date: 14/6/2023"),
    "a date written out": ("date: 2023-06-14", "date: ngày 14 tháng 6 năm 2023"),
    "a date within a list": ("    date: 2023-05-26", "    date: 26/5/2023"),
    "a period in words": ("period: 2023-H1", "period: 6 tháng đầu năm 2023"),
    "spaces within a number": ("175/BC-UBND", "175/ BC - UBND"),
    "a unit by its name": ("ubnd-huyen-dak-po", "UBND huyện Đak Pơ"),
    "a topic by its name": ("[doi-ngoai]", "[Đối ngoại]"),
    "a choice by its name": ("[thong-tin-doi-ngoai]", "[Thông tin đối ngoại]"),
    "an id with marks": ("id: lam-tot", "id: Làm tốt"),
    "spaces from Word": ("title: Báo cáo công", "title: Báo\u00a0cáo\u2009công"),
    "what cannot be seen": ("công tác", "công\u200b tác"),
    "spaces behind a value": ("2023-H1\n", "2023-H1  \n"),
    "tones on the other vowel": ("[Ủy ban nhân dân huyện Đak Pơ]", "[Uỷ ban nhân dân huyện Đak Pơ]"),
    "a value beside a text": (
        "  - id: lam-tot\n    text: Làm tốt.\n",
        "  - id: Làm tốt\n    text: Làm tốt.\n",
    ),
    "an indent of special spaces": (
        "Ủy ban nhân dân huyện Đak Pơ báo",
        "\u00a0\u00a0\u00a0\u00a0Ủy ban nhân dân huyện Đak Pơ báo",
    ),
    "marks apart": ("Báo cáo công tác", unicodedata.normalize("NFD", "Báo cáo công tác")),
}
LEFT = {
    "a date that cannot be": ("date: 2023-06-14", "date: 31/6/2023"),
    "a month where a day is wanted": ("plans:\n", "figures:\n  - {channel: x, posts: 1, as_of: 6/2023}\nplans:\n"),
    "a unit that nobody knows": ("ubnd-huyen-dak-po", "ubnd-huyen-nao-do"),
    "two spaces that break a line": ("báo cáo.\n", "báo cáo.  \nTiếp theo.\n"),
    "a name that a text quotes": ("Đak Pơ báo cáo.", "Đak Pơ báo cáo: giấy giả ghi “Uỷ ban nhân dân huyện Đak Pơ”."),
    "a text beside the value": ("    text: Làm tốt.", "    text: Làm tốt. # Làm tốt"),
    "an id that stands already": ("plans:\n", "plans:\n  - {id: Làm tốt, text: Làm tốt}\n"),
    "spaces that would make code": ("Ủy ban nhân dân huyện Đak Pơ báo", "12.\u00a0Đak Pơ báo"),
    "an address": ("báo cáo.", "báo cáo [x](https://a.vn/Uỷ\u00a0ban.pdf)."),
    "a word that is no name": ("báo cáo.", "báo cáo về hoà bình, khoẻ mạnh, thuý và quý."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_safe_is_mended(name: str) -> None:
    right, wrong = WRONG[name]
    assert right in RIGHT
    assert MENDER.mended(RIGHT.replace(right, wrong, 1).encode(), Report).decode() == RIGHT


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_sure_is_left_to_the_clerk(name: str) -> None:
    text = RIGHT.replace(*LEFT[name], 1)
    assert MENDER.mended(text.encode(), Report).decode() == text


@pytest.mark.parametrize("path", sorted(path for path in DOCS.rglob("*.md")), ids=lambda path: path.stem)
def test_what_is_well_stays_as_it_is(path: Path) -> None:
    assert MENDER.mended(path.read_bytes(), Report if "bao-cao" in path.parts else None) == path.read_bytes()


@given(st.text(max_size=60), st.sampled_from(["title", "summary", "number", "date", "issuer"]))
def test_words_stay_and_mending_twice_is_mending_once(text: str, key: str) -> None:
    raw = re.sub(rf"(?m)^{key}:.*$|\Z", lambda found: f"{key}: {text}", RIGHT, count=1).encode("utf-8", "ignore")
    once = MENDER.mended(raw + text.encode("utf-8", "ignore"), Report)
    assert MENDER.mended(once, Report) == once


def test_bytes_that_are_no_text_stay() -> None:
    assert MENDER.mended(b"\xff\xfe---", Report) == b"\xff\xfe---"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Uỷ ban xã Hoà An", "Ủy ban xã Hòa An"), ("UỶ BAN", "ỦY BAN"), ("Xã Thuỷ Xuân", "Xã Thủy Xuân")],
)
def test_tones(written: str, name: str) -> None:
    assert Tones([name]).of(f"… {written}, x") == f"… {name}, x"
    assert Tones([name]).of(f"{written}g") == f"{written}g"


def test_the_command_shows_what_it_mends_and_then_checks(archive: Path, hooks: Run) -> None:
    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    (folder / "Báo cáo 1.md").write_text(RIGHT.replace("2023-06-14", "14/6/2023"), encoding="utf-8")
    done = hooks("check", "--fix", "--docs-dir", archive)
    assert done.returncode == 0, done.stderr
    assert "-date: 14/6/2023\n+date: 2023-06-14\n" in done.stdout and "bao-cao-1.md" in done.stdout
    assert (folder / "bao-cao-1.md").read_text(encoding="utf-8") == RIGHT
    assert "Không có gì để tự sửa." in hooks("check", "--fix", "--docs-dir", archive).stdout


def test_what_cannot_be_mended_is_told_after_the_rest_was(archive: Path, hooks: Run) -> None:
    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(
        RIGHT.replace("2023-06-14", "14/6/2023").replace("2023-H1", "2023-H3"), encoding="utf-8"
    )
    done = hooks("check", "--fix", "--docs-dir", archive)
    assert done.returncode == 1 and "2023-H3" in done.stderr and "14/6/2023" not in done.stderr
    assert "date: 2023-06-14" in (folder / "a.md").read_text(encoding="utf-8")


def test_a_terminal_is_told_by_file_in_colours(archive: Path) -> None:
    from archive.checks import check
    from archive.dates import PartialDate
    from archive.sources import read_sources
    from commands.telling import grouped

    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(RIGHT.replace("2023-06-14", "14/6/2023"), encoding="utf-8")
    told = grouped(check(read_sources(archive), PartialDate(2026, 1, 15).start))
    plain = re.sub(r"\x1b\[[\d;]*m", "", told).splitlines()
    assert told != "\n".join(plain)
    at = next(number for number, line in enumerate(plain) if line.endswith("2023-h1/a.md"))
    assert plain[at + 1].startswith("  dòng 4 «date» Ngày “14/6/2023”") and plain[at + 2] == "    → Viết 2023-06-14."


def test_the_matcher_of_github_knows_each_line(archive: Path, hooks: Run) -> None:
    (matcher,) = json.loads((ROOT / ".github/check-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(RIGHT.replace("2023-06-14", "14/6/2023"), encoding="utf-8")
    line = hooks("check", "--docs-dir", archive).stderr.splitlines()[1]
    found = re.match(pattern["regexp"], line)
    assert found and found[pattern["file"]].endswith("a.md") and found[pattern["line"]] == "4"
    assert found[pattern["message"]].strip().startswith("«date»")


class _OfEditors(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: a day is a text, a year a number."""


_OfEditors.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith("timestamp")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EDITOR = {name: json.loads(content) for name, content in editor_files(REGISTRIES)}


@pytest.mark.parametrize("name", ["don-vi", "kenh", "linh-vuc", "chi-tieu", "dia-danh"])
def test_the_registries_fit_the_schemas_of_the_editor(name: str) -> None:
    schema = EDITOR[f"{name}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    as_editors_read = yaml.load((DOCS / f"danh-muc/{name}.yml").read_text(encoding="utf-8"), _OfEditors)
    jsonschema.validate(as_editors_read, schema)
    assert EDITOR["settings.json"]["yaml.schemas"][f"./.vscode/{name}.schema.json"] == f"docs/danh-muc/{name}.yml"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**as_editors_read[0], "khoa-la": 1}], schema)


@pytest.mark.parametrize("collection", ["bao-cao", "tin-bai", "dinh-chinh"])
def test_the_entries_fit_the_schemas_of_the_editor(collection: str) -> None:
    schema = EDITOR[f"{collection}.schema.json"]
    for path in (DOCS / collection).rglob("*.md"):
        front_matter = path.read_text(encoding="utf-8").split("---\n")[1]
        jsonschema.validate(yaml.load(front_matter, _OfEditors), schema)
    assert all("description" in key for key in schema["properties"].values())


def test_settings_of_a_clerk_stay() -> None:
    ours = json.dumps(EDITOR["settings.json"]).encode()
    made = json.loads(merged("settings.json", ours, b'{"editor.fontSize": 18}'))
    assert made["editor.fontSize"] == 18 and "yaml.schemas" in made
    tasks = json.dumps(EDITOR["tasks.json"]).encode()
    made = json.loads(merged("tasks.json", tasks, b'{"tasks": [{"label": "x"}]}'))
    assert made["tasks"][0]["label"] == "x" and len(made["tasks"]) == 4


def test_settings_that_cannot_be_read_are_not_written_over(hooks: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{ // của tôi\n}", encoding="utf-8")
    done = hooks("editor", "--out", tmp_path)
    assert done.returncode == 1 and "settings.json" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_the_task_of_the_editor_reads_line_by_line() -> None:
    check, *_ = EDITOR["tasks.json"]["tasks"]
    assert check["options"]["env"] == {"PYTHONUTF8": "1", "ARCHIVE_PLAIN": "1"} and "| cat" not in check["command"]
