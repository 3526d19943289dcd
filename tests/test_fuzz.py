"""Front matter, names and texts that nobody would write, through the whole path: told in full, or published whole.

A few dozen each time; `python3 hooks test --long` goes on for hours.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.checks import check
from archive.gate.gate import Gate
from archive.policy import breaches
from archive.problems import errors
from archive.safety.limits import over_limits
from archive.safety.markup import cleaned
from archive.safety.rendering import rendered
from archive.sources import read_sources
from archive.trust import manifest
from archive.trust.verifying import verify_site
from rebuilding import Project, report

LONG = bool(os.environ.get("ARCHIVE_LONG"))
BOUNDED = settings(
    max_examples=5_000 if LONG else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=not LONG,
)
QUICK = settings(BOUNDED, max_examples=200_000 if LONG else 400)
SITE_URL = "https://luu-tru.dak-po.example/"

# What means something somewhere: to YAML, Markdown, HTML, a browser, a spreadsheet, a template, a file system.
ATOMS = [
    *("<", ">", "&", '"', "'", "`", "*", "_", "~", "^", "[", "]", "(", ")", "{", "}", "|", "#", "\\", "/", ":", "!"),
    *("\n", "\n\n", "    ", "- ", "1. ", "> ", "| a | b |\n|-|-|\n", "```", "~~~", "[^1]", "[^1]: ", "](", "![", "]: "),
    *(
        "<b>",
        "</b>",
        "<script>",
        "<img src=x onerror=a>",
        "<!--",
        "-->",
        "<table><tr><td colspan=2>",
        "<br>",
        "<?",
        "<a ",
    ),
    *(
        "javascript:",
        "data:",
        "https://x.example/",
        "//x",
        "mailto:",
        "a@b.vn",
        "http:",
        "%3C",
        "&lt;",
        "&#60;",
        "\u202e",
    ),
    *(
        "{{ x }}",
        "{% x %}",
        "${x}",
        "$$",
        "=1+1",
        "@a",
        "!!!",
        ":x:",
        "MẬT",
        "Đak Pơ",
        "0912345678",
        "\u200b",
        "\u0301",
    ),
    *("Đak Pơ ", "công tác đối ngoại ", "Chữ thường. ", "**đậm** ", "[x](https://x.example/) ", "`mã` "),
    *("a", "b", "đối ngoại", " ", " ", "1", "2023", "../", "#muc-a", "(a.md)", "on", "style=", "x=", "\t", "😀", "İ"),
]
BODY = st.lists(st.sampled_from(ATOMS), max_size=40).map("".join)
LINE = st.lists(st.sampled_from([atom for atom in ATOMS if "\n" not in atom]), min_size=1, max_size=12).map("".join)
NAME = st.lists(
    st.sampled_from([*"abc-_. '()&=%#+~!@,;$", "đ", "ơ\u031b", "À", "..", "%2e", "<b>", "CON", "😀", "\u202e"]),
    min_size=1,
    max_size=10,
).map("".join)


def is_name(name: str) -> bool:
    return name not in (".", "..") and len(name.encode()) < 200


@BOUNDED
@pytest.mark.timeout(0 if LONG else 300)
@given(title=LINE, more=st.lists(LINE, min_size=6, max_size=6), body=BODY, name=NAME.filter(is_name), text=BODY)
def test_an_entry_is_told_in_full_or_published_whole(
    title: str, more: list[str], body: str, name: str, text: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        keys: dict[str, Any] = {
            "summary": more[0],
            "recipients": [more[1]],
            "signer": {"position": more[2]},
            "difficulties": [more[3]],
            "plans": [{"id": "p", "text": more[4]}],
            "attachments": [{"file": f"{name}.txt", "title": more[5]}],
        }
        src_uri, front = report(1, "huyen", "2023-H1", **keys)
        project.write(src_uri, {**front, "title": title}, body)
        (project.docs / "bao-cao/2023-h1" / f"{name}.txt").write_text(text or "a", encoding="utf-8")
        wrong = errors(check(read_sources(project.docs), project.as_of))
        told = project.build()
        if wrong:
            assert all(str(problem) in told for problem in wrong)
            assert not project.site.exists()
            return
        assert told == ""
        assert is_whole(project.site) == []
        page = (project.site / "bao-cao/2023-h1/bao-cao-1/index.html").read_text(encoding="utf-8")
        assert list(breaches(page)) == []


def is_whole(site: Path) -> list[object]:
    """Tell everything that the gate and `verify` find."""
    digests = {path: seen[0] for path, seen in manifest.see_all(site, manifest.all_files(site)).items()}
    entries = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))["entries"]
    gate = Gate(site, SITE_URL, digests, digests.keys(), {entry["id"] for entry in entries})
    return [*gate.faults(), *verify_site(site).faults]


@QUICK
@pytest.mark.timeout(0 if LONG else 300)
@given(BODY)
def test_what_the_checks_let_through_loses_nothing_to_the_allow_list(body: str) -> None:
    """What a clerk is shown before a build is what the build would say."""
    from archive.checks.texts import check_markup
    from archive.front_matter import read

    document, problems = read(f"---\ntitle: A\n---\n\n{body}\n".encode(), "a.md")
    if document is None:
        assert problems
        return
    if list(over_limits(document.body)) or list(check_markup(document)):
        return
    html = rendered(document.body)
    clean, lost = cleaned(html)
    assert lost is None, (lost, html)
    assert cleaned(clean) == (clean, None)


@QUICK
@pytest.mark.timeout(0 if LONG else 300)
@given(
    st.binary(max_size=300) | BODY.map(str.encode), st.sampled_from(["pdf", "docx", "xlsx", "csv", "txt", "jpg", "png"])
)
def test_any_bytes_are_examined_without_a_crash(content: bytes, ending: str) -> None:
    from archive.safety.attached import examined

    starts = {
        "pdf": b"%PDF-1.4\n",
        "docx": b"PK\x03\x04",
        "xlsx": b"PK\x03\x04",
        "jpg": b"\xff\xd8\xff",
        "png": b"\x89PNG\r\n\x1a\n",
    }
    for given_bytes in (content, starts.get(ending, b"") + content):
        found = examined(f"a.{ending}", given_bytes)
        assert all(fault.code for fault in found.faults)


@QUICK
@pytest.mark.timeout(0 if LONG else 300)
@given(st.data())
def test_a_real_file_with_some_bytes_changed_is_examined_without_a_crash(data: st.DataObject) -> None:
    from archive.safety.attached import examined
    from drawing import docx, pdf, xlsx

    ending, whole = data.draw(
        st.sampled_from([("pdf", pdf("Doi ngoai")), ("docx", docx("Một")), ("xlsx", xlsx("Một"))])
    )
    changed = bytearray(whole)
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        changed[at] = byte
    cut = data.draw(st.integers(0, len(whole)))
    examined(f"a.{ending}", bytes(changed[:cut] if data.draw(st.booleans()) else changed))
