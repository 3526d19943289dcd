"""`check --fix`: the sources mended where that is safe, and shown; what would make anything wrong is taken back."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from archive.checks import check
from archive.drafting.writing import write_all
from archive.entries import COLLECTIONS, Collection
from archive.mending import Mender
from archive.problems import errors
from archive.sources import SCHEMAS, Sources, read_sources
from archive.strings import strings
from archive.suggestion import slug

_COLOURS = {"-": "red", "+": "green", "@": "cyan"}
_TEXTS = (".md", ".yml", ".yaml")


def mend(sources: Sources, chosen: Iterable[str], day: date, *, aside: bool = False) -> set[str]:
    """Mend sources and show how, `aside` where a program reads the output; gives the names of the chosen ones now."""
    echo = functools.partial(click.echo, err=aside)
    docs_dir, text, mender = sources.docs_dir, strings(), Mender(sources.registries)
    before: dict[Path, bytes] = {}
    after: dict[Path, bytes] = {}
    for src_uri in sorted(chosen):
        path = docs_dir / src_uri
        if path.suffix not in _TEXTS or not path.is_file() or path.is_symlink():
            continue
        raw = path.read_bytes()
        made = mender.mended(raw, _schema_of(src_uri))
        if made != raw:
            before[path], after[path] = raw, made
    named = _renamed(sources, chosen)
    if not after and not named:
        echo(text("commands.check.nothing_to_mend"))
        return set(chosen)
    wrong = {(one.path, one.code, one.key) for one in errors(check(sources, day))}
    write_all(after)
    _move(docs_dir, named)
    shown = {sources.shown(new): sources.shown(old) for old, new in named.items()}
    left = {(shown.get(one.path, one.path), one.code, one.key) for one in errors(check(read_sources(docs_dir), day))}
    if left - wrong:
        _move(docs_dir, {new: old for old, new in named.items()})
        write_all(before)
        click.echo(text("commands.check.not_mended"), err=True)
        return set(chosen)
    for path, made in after.items():
        echo(_difference(sources.shown(path.relative_to(docs_dir).as_posix()), before[path], made))
    for old, new in named.items():
        echo(text("commands.check.renamed", old=sources.shown(old), new=sources.shown(new)))
    echo(text("commands.check.mended", count=len(after.keys() | {docs_dir / old for old in named})))
    return {named.get(one, one) for one in chosen}


def _schema_of(src_uri: str) -> type | None:
    top = src_uri.split("/", 1)[0]
    return SCHEMAS[Collection(top)] if top in COLLECTIONS and src_uri.endswith(".md") else None


def _renamed(sources: Sources, chosen: Iterable[str]) -> dict[str, str]:
    """Name entries whose file bears no name that an address can have: none of them can have been published."""
    found: dict[str, str] = {}
    for src_uri in sorted(chosen):
        folder, _, name = src_uri.rpartition("/")
        stem = name.removesuffix(".md")
        new = f"{folder}/{slug(stem)}.md"
        is_entry = _schema_of(src_uri) is not None and src_uri.count("/") == 2
        if is_entry and slug(stem) not in ("", stem) and new not in sources.known_files | set(found.values()):
            found[src_uri] = new
    return found


def _move(docs_dir: Path, named: dict[str, str]) -> None:
    for old, new in named.items():
        (docs_dir / old).rename(docs_dir / new)


def _difference(path: str, before: bytes, after: bytes) -> str:
    """Show what is changed in a file, coloured on a terminal."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    lines = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    return "\n".join([click.style(path, bold=True), *(click.style(one, fg=_COLOURS.get(one[0])) for one in lines)])
