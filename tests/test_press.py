"""The press: what it takes from the inside of MkDocs is what it was, and many processes print what one prints."""

from __future__ import annotations

import hashlib
import inspect
import os
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from unittest import mock

import markdown
import mkdocs
import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.files import Files

from archive.carry_over import search
from archive.store import Store
from archive.trust.events import Publishing
from archive.trust.journal import Journal
from archive.trust.keys import SignedBefore
from commands import building
from press import printing, private
from press.saying import _as_text
from press.templates import Compiled, Once
from rebuilding import tree

# Each as MkDocs 1.6.1 has it; where one differs, read what changed before the new number is put here.
KNOWN = {
    "populate_page": "31a70ea4caef1e12",
    "build_page": "adcdbd14b2361126",
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
    """Each prints a share; a handful of pages is printed by this process alone."""
    from corpus import write_corpus

    write_corpus(archive, 30, seed=3)
    trees, noted, prints = {}, archive.parent / "noted", printing.Press.print

    def noting(self: printing.Press, src_uris: Iterable[str]) -> printing.Printed:
        with noted.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return prints(self, src_uris)

    monkeypatch.setattr(printing.Press, "print", noting)
    monkeypatch.setattr(printing, "can_share", lambda: True)
    monkeypatch.setattr("archive.processes.cores", lambda: 3)
    for name, fewest in (("several", 1), ("one", 10**6)):
        monkeypatch.setattr(printing, "FEWEST", fewest)
        monkeypatch.setattr(search, "HALVED", fewest)
        site = archive.parent / name
        store = archive.parent / f"store-{name}"
        building.built(archive, site, as_of=date(2026, 1, 1), site_before=archive / "none", store_dir=store)
        trees[name] = tree(site)
        there = set(noted.read_text().split()) if noted.exists() else set()
        noted.unlink(missing_ok=True)
        assert len(there) > 1 if name == "several" else not there
        assert str(os.getpid()) not in there
    assert trees["several"] == trees["one"]


def test_one_converter_serves_all_pages(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs makes one to look at the extensions; its own way makes one for every page besides."""
    from corpus import write_corpus

    made: list[int] = []
    make = markdown.Markdown.__init__

    def counted(self: markdown.Markdown, **settings: object) -> None:
        made.append(1)
        make(self, **settings)

    write_corpus(archive, 12, seed=3)
    monkeypatch.setattr(markdown.Markdown, "__init__", counted)
    monkeypatch.setattr(printing, "FEWEST", 10**6)
    building.built(archive, archive.parent / "site", as_of=date(2026, 1, 1), site_before=archive / "none")
    assert len(made) == 2


def test_the_icons_of_the_theme_are_found_and_not_listed(archive: Path) -> None:
    config = building.built(archive, archive.parent / "site", as_of=date(2026, 1, 1), site_before=archive / "none")
    assert config.theme.dirs == [config.theme.custom_dir]
    env = config.theme.get_env()
    assert not [name for name in env.list_templates() if name.startswith(".icons")]
    env = config.plugins.on_env(env, config=config, files=Files([]))
    assert "entry.html" in env.list_templates(filter_func=lambda name: not name.startswith("."))
    assert env.get_template(".icons/material/menu.svg").render().startswith("<svg")
    listed = tree(archive.parent / "site")
    assert not [path for path in listed if ".icons" in path or path.startswith("assets/images/")]


def test_compiled_templates_are_kept_and_damaged_ones_compiled_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def rendered(program: str, *, autoescape: bool) -> str:
        loader = DictLoader({"a": "{{ '<' }}"})
        env = Environment(loader=loader, bytecode_cache=Compiled(store, program), autoescape=autoescape)
        with mock.patch.object(Environment, "compile", autospec=True, side_effect=Environment.compile) as compiled:
            said = env.get_template("a").render()
        return f"{said} {compiled.call_count}"

    assert rendered("one", autoescape=False) == "< 1"
    store.close()
    assert rendered("one", autoescape=False) == "< 0"
    assert rendered("another", autoescape=True) == "&lt; 1", "another program may escape what this did not"
    store.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        database.execute("UPDATE made SET content = X'00' || substr(content, 2)")
    database.close()
    assert rendered("one", autoescape=False) == "< 1"


def test_what_pages_have_in_common_is_written_once_for_each_language_and_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def note(what: str) -> str:
        written.append(what)
        return what

    env = Environment(autoescape=True)
    env.globals.update(once=Once(), note=note)
    page = env.from_string('{% call once("row", one) %}<b>{{ note(shown) }}</b>{% endcall %}')

    def shown(one: str | None, what: str, language: str = "vi", base: str = "..") -> str:
        return page.render(one=one, shown=what, language=language, base_url=base)

    assert shown("a", "<A>") == "<b>&lt;A&gt;</b>" == shown("a", "told before")
    assert shown("a", "A", "en") == "<b>A</b>" == shown("a", "A", base="../..")
    assert [shown(None, "B"), shown(None, "C")] == ["<b>B</b>", "<b>C</b>"]
    assert written == ["<A>", "A", "A", "B", "C"]
    monkeypatch.setattr(Once, "MOST", 3)
    assert [shown("d", "D"), shown("a", "anew")] == ["<b>D</b>", "<b>anew</b>"]


def test_of_a_publication_the_settings_say_only_that_it_is_one() -> None:
    signed = SignedBefore("k", {b"m": b"s"})
    one, other = Publishing(Journal(), "2024-01-15", signed), Publishing(Journal(), "2024-01-16", leave="x")
    assert _as_text({"extra": {"publishing": one}}) == _as_text({"extra": {"publishing": other}})
    assert _as_text({"extra": {"publishing": one}}) != _as_text({"extra": {}})
