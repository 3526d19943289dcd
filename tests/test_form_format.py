"""How the form reads and writes sources: what was not changed keeps every byte (run by Node)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from archive.form.packages import YAML, Package, PackageMissing
from archive.form.vendored import ProgramChanged, vendored
from node import NODE
from project import DOCS, ROOT

CACHE = ROOT / ".cache/npm"
MODULE = ROOT / "hooks/archive/form/browser/format.mjs"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The module beside the package that it imports, as they stand in a site."""
    folder = tmp_path_factory.mktemp("format")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "format.mjs").write_bytes(MODULE.read_bytes())
    for name, content in YAML.read(CACHE).items():
        if name.startswith("browser/") and name.endswith(".js"):
            path = folder / "yaml" / name.removeprefix("browser/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


def run(form: Path, script: str, given: object) -> Any:
    program = f"""
import fs from "node:fs";
import {{ entry, registry, written }} from "./format.mjs";
const given = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify((() => {{ {script} }})()));
"""
    (form / "run.mjs").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [NODE, form / "run.mjs"], input=json.dumps(given), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_source_comes_back_as_it_was(form: Path) -> None:
    entries = [path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*-*/*/*.md"))]
    registries = [path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("danh-muc/*.yml"))]
    assert len(entries) > 40 and len(registries) == 5
    assert run(form, "return given.map(one => entry.toFile(entry.fromFile(one)));", entries) == entries
    assert run(form, "return given.map(one => registry.toFile(registry.fromFile(one)));", registries) == registries


SOURCE = """\
---
# Ghi chú của cán bộ
title: "Báo cáo: một" # sau dòng
topics: [doi-ngoai, kinh-te]
plans:
  - id: mot
    text: Việc một
  - {id: hai, text: 'Việc hai'}
---

Thân bài.
"""
CHANGES = {
    "a title": ('one.title = "Khác";', [('"Báo cáo: một"', "Khác")]),
    "a topic more": ('one.topics.push("van-hoa");', [("[doi-ngoai, kinh-te]", "[doi-ngoai, kinh-te, van-hoa]")]),
    "a plan's text": ('one.plans[1].text = "Đổi";', [("'Việc hai'", "Đổi")]),
    "a plan taken away": ("one.plans.shift();", [("  - id: mot\n    text: Việc một\n", "")]),
    "the text": ('one.body = "Thân khác.\\n";', [("Thân bài.", "Thân khác.")]),
    "a number": ("one.so = 12;", [("---\n\nThân", "so: 12\n---\n\nThân")]),
    "nothing filled in": ('one.summary = ""; one.signer = {position: ""};', []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_changes_itself_alone(form: Path, name: str) -> None:
    script, differences = CHANGES[name]
    expected = SOURCE
    for old, new in differences:
        assert old in expected
        expected = expected.replace(old, new, 1)
    made = run(form, f"const one = entry.fromFile(given); {script} return entry.toFile(one);", SOURCE)
    assert made == expected


def test_what_cannot_be_read_is_left_alone(form: Path) -> None:
    script = "try { entry.fromFile(given); return 'read'; } catch (error) { return 'refused'; }"
    assert run(form, script, "---\ntitle: [a\n---\n\nx\n") == "refused"


def test_a_package_of_other_bytes_is_not_used(tmp_path: Path) -> None:
    (tmp_path / YAML.file).write_bytes(b"other")
    other = Package(YAML.name, YAML.version, "AAAA")
    with pytest.raises(PackageMissing) as raised:
        other.read(tmp_path)
    assert raised.value.code == "other_bytes"


def test_a_program_that_is_another_stops_the_build() -> None:
    with pytest.raises(ProgramChanged):
        dict(vendored({"dist/sveltia-cms.js": b"other"}))
