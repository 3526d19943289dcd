"""The key of each page: all that its bytes depend on, without its bytes."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property

from archive.carry_over.inputs import Inputs
from archive.carry_over.marks import Marks, Names
from archive.edition import Edition
from archive.entries import Entry
from archive.front_matter import Document
from archive.links import sources_in
from archive.schema import Report
from archive.store import key_of


@dataclass(frozen=True)
class Surroundings:
    """What an entry's page shows of other entries: those by their `src_uri`, each with its mark, and plans' texts."""

    answers: list[str] = field(default_factory=list)
    answered_by: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    replacing: list[str] = field(default_factory=list)
    plans: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def as_json(self) -> str:
        """Write it for the store."""
        return json.dumps(vars(self), ensure_ascii=False)


def shared_key(inputs: Inputs, template: str, common: str) -> str:
    """Name what all pages of a template share; `common` is what the ledger has of that."""
    # A template that is not ours is the theme's, and may use any of ours.
    around = inputs.templates.get(template, inputs.around)
    return key_of("shared", inputs.program, inputs.said, around, inputs.registries, common)


@dataclass
class PageKeys:
    """The keys of an edition's pages."""

    edition: Edition
    inputs: Inputs
    common: str
    known: Container[str]
    marks: Marks
    _around: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _names(self) -> Names:
        return Names(self.marks.mark)

    def surroundings(self, entry: Entry) -> Surroundings:
        """Gather what an entry's page shows of others."""
        relations, record = self.edition.relations.entry(entry), entry.record
        ids = [*([record.replaced_by] if record.replaced_by else []), *record.replaces]
        replacing = [self.edition.catalogue.by_id[id] for id in ids if id in self.edition.catalogue.by_id]
        groups = {
            "answers": relations.answers,
            "answered_by": relations.answered_by,
            "related": relations.related,
            "earlier": [relations.earlier] if relations.earlier else [],
            "later": [relations.later] if relations.later else [],
            "replacing": replacing,
        }
        plans = [result.plan for result in record.results] if isinstance(record, Report) else []
        return Surroundings(
            **{name: [other.src_uri for other in others] for name, others in groups.items()},
            plans={plan: self.edition.plan_text(plan) for plan in plans},
            marks={other.src_uri: self.marks.mark(other) for others in groups.values() for other in others},
        )

    def view(self, src_uri: str) -> str:
        """Name a generated page."""
        edition = self.edition
        name = self._names.name((edition.views[src_uri], edition.alternates(src_uri)))
        return key_of("view", self._shared(src_uri), self._lists, src_uri, name, self._text(src_uri))

    @cached_property
    def _lists(self) -> str:
        """What the filters of all lists offer."""
        return self._names.name(self.edition.choices)

    def plain(self, src_uri: str) -> str:
        """Name a page that a clerk wrote outside the collections."""
        return key_of("plain", self._shared(src_uri), src_uri, self._text(src_uri))

    def entry(self, entry: Entry, around: str) -> str:
        """Name an entry's page, `around` being its surroundings as JSON."""
        links = self._links(entry.document, entry.src_uri)
        own = self.inputs.files[entry.src_uri]
        shared = self._shared(entry.src_uri)
        untold = self.edition.untold(entry)
        return key_of("entry", shared, entry.src_uri, own, *self.marks.named(entry), links, around, *map(str, untold))

    def _shared(self, src_uri: str) -> str:
        template = self.edition.template(src_uri) or ""
        if template not in self._around:
            self._around[template] = shared_key(self.inputs, template, self.common)
        return self._around[template]

    def _text(self, src_uri: str) -> str:
        """Name what a clerk wrote of a page that is no entry: its text, where its links lead, the pictures in it."""
        document = self.edition.document(src_uri)
        if document is None:
            return ""
        return key_of(self.inputs.files[src_uri], self._links(document, src_uri))

    def _links(self, document: Document, src_uri: str) -> str:
        """Name what the links and pictures of a text mean: whether each is there, and the bytes of what is no page."""
        files = self.inputs.files
        found = sources_in(document, src_uri)
        return key_of(
            *(f"{one} {one in self.known} {'' if one.endswith('.md') else files.get(one, '')}" for one in found)
        )
