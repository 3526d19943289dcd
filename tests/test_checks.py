"""The checks on archives that nobody would write: never a crash, and what passes them can be built."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.checks import check
from archive.declared import keys_of
from archive.edition import Edition
from archive.problems import errors
from archive.schema import Correction, Report, Story
from archive.settings import read_settings
from archive.sources import read_sources
from test_golden import BASES, registries

SETTINGS = {
    "owner": "ubnd-huyen",
    "place": "Đak Pơ",
    "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "publisher": {"name": "a", "email": "a@b.example"},
    "contact": "c@b.example",
    "as_of": "2024-01-15",
}
IDS = ["bao-cao/2023-h1/a", "tin-bai/2023/b", "dinh-chinh/2023/c", "bao-cao/2023-h1/x"]
WORDS = [
    *IDS, "ubnd-huyen", "kinh-te", "cong-thong-tin", "doan-vao", "2023", "2023-06-30", "2024-12-31", "2023-H1",
    "12/KH-UBND", "draft",
    "withdrawn", "superseded", "corrected", "thong-tin-doi-ngoai", "false", "true", "7", "", "a.pdf", "../a",
    "/tin-bai/2023/b/", "/cu/moi/", "2023-h1/ubnd-huyen/a", "https://a.example/",
]  # fmt: skip
PARTS = [
    "id",
    "text",
    "file",
    "title",
    "alt",
    "channel",
    "posts",
    "value",
    "plan",
    "status",
    "date",
    "note",
    "position",
]
VALUE = st.recursive(
    st.sampled_from(WORDS) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=3),
    max_leaves=5,
)


def entry(base: str, extra: dict[str, object], body: str) -> str:
    lines = [line for key, line in BASES[base].items() if key not in extra]
    lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in extra.items()]
    return "\n".join(["---", *lines, "---", "", body])


def extras(schema: type) -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from(sorted(keys_of(schema))), VALUE, max_size=4)


BODY = st.lists(
    st.sampled_from(["Văn bản.", "[x](", "](", "b.md)", "```", "[a]: ", "<", "# ", "\n\n", "&", "|"]), max_size=6
)


@given(extras(Report), extras(Story), extras(Correction), BODY)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_three_entries_are_checked_and_what_passes_becomes_pages(
    report: dict[str, object], story: dict[str, object], correction: dict[str, object], body: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder)
        texts = {f"danh-muc/{name}": text for name, text in registries().items()}
        for id, base, extra in zip(IDS, BASES, (report, story, correction), strict=False):
            texts[f"{id}.md"] = entry(base, extra, "".join(body))
        for name, text in texts.items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_text(text, encoding="utf-8")
        problems = check(read_sources(docs), date(2024, 1, 15))
        for problem in problems:
            assert problem.path.startswith(folder) and problem.line >= 1 and problem.message and problem.fix
        if not errors(problems):
            edition = Edition.of(docs, read_settings(SETTINGS))
            assert edition.views and [one.write() for one in edition.data_files("Kho", "https://a.example/")]
            assert all(edition.face(src_uri) for src_uri in (*edition.views, *edition.entries))
