"""The gate: what a built site must be before it goes out; each fault is brought about and told."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.gate.gate import Fault, Gate
from archive.store import Store
from archive.trust import manifest

SITE_URL = "https://luu-tru.dak-po.example/"
ENTRY = "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam"
PAGE = f"{ENTRY}/index.html"


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    shutil.copytree(site, tmp_path / "site", copy_function=os.link)
    return tmp_path / "site"


def gate_of(site: Path, expected: Path | None = None, **more: object) -> Gate:
    """Make the gate of a site; what it should have is what `expected` has."""
    digests = {path: seen[0] for path, seen in manifest.see_all(site, manifest.all_files(site)).items()}
    catalogue = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))
    files = set(manifest.all_files(expected or site))
    return Gate(site, SITE_URL, digests, files, {entry["id"] for entry in catalogue["entries"]}, **more)


def edit(site: Path, path: str, change: Callable[[str], str]) -> None:
    """Change a file of a copied site; the original is linked, and stays as it is."""
    text = (site / path).read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (site / path).unlink()
    (site / path).write_text(changed, encoding="utf-8")


def test_the_example_site_passes(site: Path) -> None:
    assert gate_of(site).faults() == []


@pytest.mark.parametrize(
    ("path", "change", "fault"),
    [
        (PAGE, lambda text: re.sub("<title>.*?</title>", "<title></title>", text), Fault(PAGE, "no_title")),
        (PAGE, lambda text: text.replace('<html lang="vi">', "<html>"), Fault(PAGE, "no_lang")),
        (
            PAGE,
            lambda text: text.replace(f'rel="canonical" href="{SITE_URL}', 'rel="canonical" href="https://x.example/'),
            Fault(PAGE, "canonical", f"https://x.example/{ENTRY}/"),
        ),
        (PAGE, lambda text: text.replace("default-src 'none'; ", ""), Fault(PAGE, "policy", "Content-Security-Policy")),
        (PAGE, lambda text: text.replace("</main>", "<script>x</script></main>"), Fault(PAGE, "policy", "<script>x")),
        (
            PAGE,
            lambda text: text.replace("</main>", '<p id="noi-dung"></p></main>'),
            Fault(PAGE, "id_twice", "noi-dung"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", '<a href="../khong-co/">x</a></main>'),
            Fault(PAGE, "leads_nowhere", "../khong-co/"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", '<img src="/anh/khong-co.jpg" alt="x"></main>'),
            Fault(PAGE, "leads_nowhere", "/anh/khong-co.jpg"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", '<img srcset="a.webp 1w, /anh/b.webp 2w" alt="x"></main>'),
            Fault(PAGE, "leads_nowhere", "/anh/b.webp"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", '<a href="/don-vi/#khong-co">x</a></main>'),
            Fault(PAGE, "no_anchor", "don-vi/index.html#khong-co"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", '<a href="ftp://x.example/">x</a></main>'),
            Fault(PAGE, "address", "ftp://x.example/"),
        ),
        (
            PAGE,
            lambda text: text.replace("</main>", f'<a href="{SITE_URL}khong-co/">x</a></main>'),
            Fault(PAGE, "leads_nowhere", "/khong-co/"),
        ),
        (
            "feed.xml",
            lambda text: text.replace(f"/{ENTRY}/", "/khong-co/"),
            Fault("feed.xml", "leads_nowhere", "/khong-co/"),
        ),
        (
            "feed.json",
            lambda text: text.replace(f"/{ENTRY}/", "/khong-co/"),
            Fault("feed.json", "leads_nowhere", "/khong-co/"),
        ),
        (
            "sitemap.xml",
            lambda text: text.replace(f"/{ENTRY}/", "/khong-co/"),
            Fault("sitemap.xml", "leads_nowhere", "/khong-co/"),
        ),
    ],
)
def test_a_page_that_is_not_whole_is_stopped(path: str, change: Callable[[str], str], fault: Fault, copy: Path) -> None:
    if ENTRY not in (copy / path).read_text(encoding="utf-8"):
        newest = json.loads((copy / "du-lieu/catalogue.json").read_text(encoding="utf-8"))["entries"][0]["id"]
        edit(copy, path, lambda text: text.replace(f"/{newest}/", f"/{ENTRY}/"))
    edit(copy, path, change)
    assert fault in gate_of(copy).faults()


def test_what_is_lost_or_strange_is_stopped(copy: Path, site: Path) -> None:
    shutil.rmtree(copy / ENTRY)
    (copy / "la.html").write_text("<html></html>")
    (copy / ".an").write_text("x")
    (copy / "x").symlink_to("/etc")
    found = gate_of(copy, site).faults()
    assert {Fault(PAGE, "absent"), Fault("la.html", "unexpected"), Fault(".an", "unexpected")} <= set(found)
    assert Fault("x", "unexpected") in found


def test_a_page_that_the_catalogue_does_not_know_is_stopped(copy: Path) -> None:
    shutil.copytree(copy / ENTRY, copy / "bao-cao/2023-h1/gia")
    assert Fault("bao-cao/2023-h1/gia/index.html", "no_entry") in gate_of(copy).faults()


def test_a_twentieth_may_go_and_no_more_but_by_leave(site: Path) -> None:
    there = sorted(manifest.all_files(site))
    before = [path for path in there if not path.startswith(("tim-kiem/", "kiem-tra/"))]
    few, many = [f"cu/{number}.html" for number in range(5)], [f"cu/{number}.html" for number in range(len(before))]
    assert gate_of(site, live=[*there, *few]).faults() == []
    found = gate_of(site, live=[*there, *many]).faults()
    assert [fault.code for fault in found] == ["shrinks"] and f"{len(many)}/" in found[0].text
    assert gate_of(site, live=[*there, *many], leave=True).faults() == []


def test_pages_that_were_read_before_are_known_by_their_bytes(site: Path, copy: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert gate_of(copy, store=store, program="x").faults() == []
    edit(copy, PAGE, lambda text: text.replace("</main>", '<a href="/khong-co/">x</a></main>'))
    assert gate_of(copy, store=store, program="x").faults() == [Fault(PAGE, "leads_nowhere", "/khong-co/")]
    store.close()
