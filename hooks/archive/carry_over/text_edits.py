"""The short way: where only the running text of some entries was changed, nothing else is read or made.

Not their front matter, opening, headings, links or pictures, which other pages, lists and checks ask about; not a
file more or less. Then every other page stays as it is, and what is right about the sources stays right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from archive.carry_over.carrying import Carrying
from archive.carry_over.inputs import Inputs
from archive.carry_over.ledger import Ledger
from archive.carry_over.marks import Marks, card
from archive.carry_over.page_keys import PageKeys, Surroundings
from archive.checks.entry import check_entry
from archive.edition import Edition
from archive.entries import Entry
from archive.links import sources_in
from archive.pages.view import View
from archive.problems import Problem, in_order
from archive.publication import named_files
from archive.readings import Readings
from archive.relations import Relations, RelationsOf
from archive.settings import Settings
from archive.sources import read_page, read_registries


@dataclass(kw_only=True)
class TextEdits(Edition):
    """An edition that knows only the entries whose text was changed, `edited`, and those that their pages name.

    `before` is the site before, `inputs` what it is made from now, `around` what the edited pages show of others.
    """

    before: Ledger
    inputs: Inputs
    edited: frozenset[str]
    around: dict[str, Surroundings]

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the edited entries, and what deserved attention before."""
        found = [*self.sources.problems, *self.before.warnings]
        for entry in self.entries.values():
            found += check_entry(entry, self.sources, self.settings.as_of)
        return in_order(found)

    @cached_property
    def views(self) -> dict[str, View]:
        """No generated page is asked for."""
        return {}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The edited entries, by their `src_uri`."""
        return {entry.src_uri: entry for entry in self.sources.entries if entry.src_uri in self.edited}

    @cached_property
    def public_files(self) -> set[str]:
        """The files that the edited entries name or show, and that the site has."""
        shown = {one for src_uri, entry in self.entries.items() for one in sources_in(entry.document, src_uri)}
        named = {one for entry in self.entries.values() for one in named_files(entry, self.sources)}
        return (shown | named) & self.before.known

    def title(self, src_uri: str) -> str | None:
        """Give the title that a page of the nav had before, and has still."""
        return self.before.titles.get(src_uri)

    def plan_text(self, plan: str) -> str:
        """Say what a plan undertook, as a result in one of the edited entries names it."""
        return next(around.plans[plan] for around in self.around.values() if plan in around.plans)

    @cached_property
    def relations(self) -> RelationsOf:
        """How the edited entries stand to others: as they did before."""
        return _Known(self.catalogue, around=self.around)

    def page_keys(self) -> dict[str, str]:
        """Name the pages of the edited entries."""
        marks = Marks(self.sources, self.inputs.files)
        keys = PageKeys(self, self.inputs, self.before.common, self.before.known, marks)
        return {src_uri: keys.entry(entry, self.around[src_uri].as_json) for src_uri, entry in self.entries.items()}

    def entry(self, src_uri: str) -> Entry:
        """Give any entry, read now if need be."""
        if src_uri not in self.sources.read:
            read_page(self.sources, src_uri)
        return next(entry for entry in self.sources.entries if entry.src_uri == src_uri)


@dataclass
class _Known(RelationsOf):
    """Relations that were found in an earlier build."""

    around: Mapping[str, Surroundings] = field(default_factory=dict)

    def entry(self, entry: Entry) -> Relations:
        """Give the relations of one entry."""
        around, by_id = self.around[entry.src_uri], self.catalogue.by_id

        def those(src_uris: list[str]) -> list[Entry]:
            return [by_id[src_uri.removesuffix(".md")] for src_uri in src_uris]

        return Relations(
            answers=those(around.answers),
            answered_by=those(around.answered_by),
            related=those(around.related),
            earlier=next(iter(those(around.earlier)), None),
            later=next(iter(those(around.later)), None),
        )


def text_edits(
    carrying: Carrying, docs_dir: Path, settings: Settings, readings: Readings, *, with_drafts: bool = False
) -> TextEdits | None:
    """Read what was changed since the build before; None where it is more than the text of entries."""
    before, inputs = carrying.before, carrying.inputs
    if before is None or before.inputs.around != inputs.around or before.inputs.files.keys() != inputs.files.keys():
        return None
    if before.inputs.day != inputs.day:
        return None  # what is late or to come may be otherwise
    if "" in inputs.files.values():
        return None  # no plain file, or one that cannot be read: the checks tell of it
    sources = read_registries(docs_dir, inputs.files, inputs.files, readings)
    edited = [src_uri for src_uri, hash in inputs.files.items() if before.inputs.files[src_uri] != hash]
    warned = {one.path for one in before.warnings}
    sources.with_drafts = with_drafts
    sources.hashes_before = before.inputs.files
    if any(src_uri not in before.cards or sources.shown(src_uri) in warned for src_uri in edited):
        return None
    for src_uri in edited:
        read_page(sources, src_uri)
    if sources.problems or [card(entry) for entry in sources.entries] != [before.cards[one] for one in edited]:
        return None
    around: dict[str, Surroundings] = {}
    for src_uri in edited:
        kept = carrying.store.find(before.surroundings[src_uri])
        if kept is None:
            return None
        around[src_uri] = Surroundings(**json.loads(kept))
    for other in {other for one in around.values() for other in one.marks} - sources.read:
        read_page(sources, other)
    return TextEdits(settings, sources, before=before, inputs=inputs, edited=frozenset(edited), around=around)
