"""The press: what it takes from the inside of MkDocs is what it was, and many processes print what one prints."""

from __future__ import annotations

import hashlib
import inspect
import os
from datetime import date
from pathlib import Path

import mkdocs
import pytest
from jinja2 import DictLoader, Environment

from archive.store import Store
from commands import building
from press import printing, private
from press.templates import Compiled
from rebuilding import tree

# Each as MkDocs 1.6.1 has it; where one differs, read what changed before the new number is put here.
KNOWN = {
    "populate_page": "31a70ea4caef1e12",
    "build_page": "adcdbd14b2361126",
    "ExtractAnchors": "95da536fb4b96614",
    "ExtractTitle": "253a44071bfb0c4a",
    "RawHTML": "1bc67630834f6212",
    "RelativePaths": "523b46edca9448ef",
    "toc_of": "67a357fabce574b9",
}


@pytest.mark.parametrize("name", private.__all__)
def test_what_is_taken_from_mkdocs_is_what_it_was(name: str) -> None:
    assert mkdocs.__version__ == "1.6.1"
    source = inspect.getsource(getattr(private, name))
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == KNOWN[name]


def test_page_render_is_what_the_converter_does_for_many() -> None:
    from mkdocs.structure.pages import Page

    assert hashlib.sha256(inspect.getsource(Page.render).encode()).hexdigest()[:16] == "320529348f7a8af1"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process there")
def test_several_processes_print_what_one_prints(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, index and warnings are the same, with the plain way of MkDocs as well."""
    from corpus import write_corpus

    write_corpus(archive, 30, seed=3)
    trees = {}
    for name, fewest in (("several", 1), ("one", 10**6)):
        monkeypatch.setattr(printing, "FEWEST", fewest)
        monkeypatch.setattr(printing, "cores", lambda: 3)
        site = archive.parent / name
        store = archive.parent / f"store-{name}"
        building.built(archive, site, as_of=date(2026, 1, 1), site_before=archive / "none", store_dir=store)
        trees[name] = tree(site)
    assert trees["several"] == trees["one"]


def test_compiled_templates_are_kept_and_damaged_ones_compiled_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def rendered() -> str:
        env = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), bytecode_cache=Compiled(store), autoescape=True)
        return env.get_template("a").render()

    assert rendered() == "2"
    store.close()
    assert rendered() == "2"
    assert (tmp_path / "store.sqlite").stat().st_size > 0
