"""One build's whole state, from sources to pages and data: what the hooks keep on `config.extra`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from archive.catalogue import Catalogue
from archive.checks import check
from archive.data.linked import embedded, entry_node, page_node, unit_node
from archive.entries import Entry
from archive.excerpt import shortened
from archive.front_matter import Document
from archive.languages import BY_CODE, LANGUAGES, VIETNAMESE, Language
from archive.pages.view import View
from archive.paths import url_of
from archive.pictured import Pictured
from archive.problems import Problem
from archive.publication import public_files
from archive.readings import Readings
from archive.relations import RelationsOf
from archive.schema import Report
from archive.search.site import search_files
from archive.settings import Settings
from archive.sources import Sources, read_sources
from archive.trust.journal import Journal

if TYPE_CHECKING:
    from archive.choices import ChoicesOf
    from archive.data.files import DataFile

# How long a description may be before search engines and share previews cut it anyway.
SUMMARY_LENGTH = 240


class Face(NamedTuple):
    """What a page is to MkDocs: its title and description, its Markdown, the template around it."""

    title: str
    template: str
    summary: str | None = None
    markdown: str = ""


@dataclass
class Edition:
    """What the site says on the day `settings.as_of`, made once from the sources and then only read."""

    settings: Settings
    sources: Sources
    journal: Journal | None = None
    """What was published so far and with this edition; None where it is not to be published."""
    checked: list[Problem] | None = None
    """What is wrong with just these sources; None where they were not checked before."""

    @classmethod
    def of(
        cls,
        docs_dir: Path,
        settings: Settings,
        readings: Readings | None = None,
        hashes: dict[str, str] | None = None,
        *,
        with_drafts: bool = False,
    ) -> Edition:
        """Read the sources below `docs_dir`; never raises for what a clerk wrote."""
        return cls(settings, read_sources(docs_dir, readings, hashes, with_drafts=with_drafts))

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything wrong with the sources, sorted; the rest of an edition makes sense only without errors."""
        return check(self.sources, self.settings.as_of) if self.checked is None else self.checked

    @cached_property
    def catalogue(self) -> Catalogue:
        """The public entries and the registries."""
        return Catalogue.of(self.sources.entries, self.sources.registries, self.settings.as_of)

    @cached_property
    def views(self) -> dict[str, View]:
        """Every generated page by its `src_uri`."""
        from archive.pages.site import site_views  # where texts alone were edited, none of it is asked for

        return {view.src_uri: view for view in site_views(self.catalogue, self.settings)}

    def language(self, src_uri: str) -> Language:
        """Say what a page is written in."""
        view = self.views.get(src_uri)
        return BY_CODE[view.language] if view else VIETNAMESE

    def alternates(self, src_uri: str) -> dict[str, str]:
        """Give the URL of a page in each language that has it, by the language's code; none where only one has."""
        bare = src_uri.removeprefix(self.language(src_uri).folder)
        uris = {language.code: f"{language.folder}{bare}" for language in LANGUAGES}
        found = {code: url_of(uri) for code, uri in uris.items() if uri in self.views}
        return found if len(found) > 1 else {}

    def url_in(self, url: str, language: str) -> str:
        """Lead to a page in a language where it has that page, else to the archive's own."""
        return self._urls_in.get(language, {}).get(url, url)

    @cached_property
    def _urls_in(self) -> dict[str, dict[str, str]]:
        """The URL of each page in another language, by that of the archive's own page."""
        found: dict[str, dict[str, str]] = {}
        for view in self.views.values():
            folder = BY_CODE[view.language].folder
            if folder:
                found.setdefault(view.language, {})[url_of(view.src_uri.removeprefix(folder))] = view.url
        return found

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every public entry by its `src_uri`."""
        return {entry.src_uri: entry for entry in self.catalogue.entries}

    def template(self, src_uri: str) -> str | None:
        """Name the template of a page; None for one that is not the archive's."""
        if src_uri in self.entries:
            return "entry.html"
        if (view := self.views.get(src_uri)) is not None:
            return view.template
        return "plain.html" if src_uri in self.sources.pages else None

    def face(self, src_uri: str) -> Face | None:
        """Give the face of a page; None for one that is not the archive's."""
        template = self.template(src_uri) or ""
        if (entry := self.entries.get(src_uri)) is not None:
            summary = shortened(entry.summary, SUMMARY_LENGTH) if entry.summary else None
            return Face(entry.record.title, template, summary, entry.body)
        page, document = self.sources.pages.get(src_uri, (None, None))
        view = self.views.get(src_uri)
        if view is not None:  # a clerk's page may introduce it
            summary = page.summary if page else None
            return Face(view.title, template, summary or view.summary, document.body if document else "")
        if page and document:
            return Face(page.title, template, page.summary, document.body)
        return None

    def entry(self, src_uri: str) -> Entry:
        """Give a public entry."""
        return self.entries[src_uri]

    def document(self, src_uri: str) -> Document | None:
        """Give the source of a page; None for one that has none."""
        if (entry := self.entries.get(src_uri)) is not None:
            return entry.document
        return self.sources.pages.get(src_uri, (None, None))[1]

    def title(self, src_uri: str) -> str | None:
        """Give the title of a page; None for one that is not the archive's."""
        face = self.face(src_uri)
        return face.title if face else None

    @cached_property
    def public_files(self) -> set[str]:
        """The sources that may be published."""
        return public_files(self.sources, self.settings.as_of)

    @cached_property
    def _plans(self) -> dict[str, str]:
        return {
            entry.plan_id(plan): plan.text
            for entry in self.catalogue.entries
            if isinstance(entry.record, Report)
            for plan in entry.record.plans
        }

    def plan_text(self, plan: str) -> str:
        """Say what a plan undertook; its id where the report that holds it is not public."""
        return self._plans.get(plan.lower(), plan)

    @cached_property
    def relations(self) -> RelationsOf:
        """How entries stand to each other."""
        return RelationsOf(self.catalogue)

    @cached_property
    def choices(self) -> ChoicesOf:
        """What the filters of lists offer."""
        from archive.choices import ChoicesOf

        return ChoicesOf.of(self.catalogue)

    def pictured(self, site_name: str, site_url: str) -> Pictured:
        """Give the pictures of the edition, made anew only for another name or address."""
        host = urlsplit(site_url).netloc
        return Pictured(self.catalogue, self.sources.facts, self.public_files, self._names(site_name), host)

    def _names(self, site_name: str) -> dict[str, str]:
        english = self.settings.english.name if self.settings.english else site_name
        return {"vi": site_name, "en": english}

    def data_files(self, site_name: str, site_url: str) -> Iterator[DataFile]:
        """Yield the data files of the site at `site_url` (with a slash at its end)."""
        from archive.data.files import data_files

        pages = {view.url: view.modified for view in self.views.values() if not view.leads_on}
        pages |= {entry.url: entry.modified for entry in self.catalogue.entries}
        pages |= {url_of(src_uri): pages.get(url_of(src_uri)) for src_uri in self.sources.pages}
        return data_files(self.catalogue, self.settings, site_name, site_url, pages)

    def untold(self, entry: Entry) -> list[date]:
        """Give the days on which an entry was changed after publication without a word to readers."""
        return [date.fromisoformat(day) for day in self.journal.untold.get(entry.id, [])] if self.journal else []

    def search_files(self) -> Iterator[tuple[str, str]]:
        """Yield every file of the site's search, as (path, text)."""
        return search_files(self.catalogue, self.sources.pages)

    def linked_data(self, src_uri: str, site_name: str, site_url: str) -> str:
        """Describe a page in schema.org's words, as JSON-LD for a script element."""
        entry, view, face = self.entries.get(src_uri), self.views.get(src_uri), self.face(src_uri)
        if entry is not None:
            return embedded(entry_node(entry, self.catalogue, self.settings, site_url))
        if view is not None and view.of_unit is not None:
            return embedded(unit_node(view.of_unit, site_url))
        if face is None:
            return ""
        language = self.language(src_uri).code
        home = view is not None and view.is_home
        title = self._names(site_name)[language] if home else face.title
        return embedded(page_node(title, face.summary, url_of(src_uri), site_url, language))
