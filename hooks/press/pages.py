"""Pages that share one Markdown converter, where MkDocs would make one for each, and what was converted before."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from archive.carry_over.inputs import Inputs
from archive.front_matter import Document
from archive.links import sources_in
from archive.problems import Place, problem
from archive.safety.limits import TooSlow, limited
from archive.store import Store, key_of
from press.plain import pass_over_plain
from press.private import RelativePaths, toc_of
from press.saying import said_of_bodies


@dataclass
class Converter:
    """Converts the Markdown of one page after the other, as `Page.render` does.

    `shared` names all that bodies depend on besides their text and where their links lead; `keep` takes what was made.
    """

    config: MkDocsConfig
    shared: str
    keep: Callable[[str, bytes], None]

    @classmethod
    def of(cls, config: MkDocsConfig, inputs: Inputs, keep: Callable[[str, bytes], None]) -> Converter:
        """Make the converter of a build."""
        return cls(config, key_of(inputs.program, said_of_bodies(config)), keep)

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        config = self.config
        return pass_over_plain(
            markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
        )

    def key(self, document: Document, src_uri: str, files: Files) -> str:
        """Name the body of a page; `files` are those that its links may mean."""
        found = (f"{one} {files.get_file_from_path(one) is not None}" for one in sources_in(document, src_uri))
        return key_of("body", self.shared, src_uri, document.body, *found)

    def convert(self, page: ArchivePage, files: Files) -> None:
        """Set the content and the table of contents of a page from its Markdown, or from what was made of it before."""
        text = page.markdown or ""
        if not text.strip():
            page.content, page.toc = "", toc_of([])
            return
        made: dict[str, Any] = json.loads(page.kept) if page.kept is not None else self._made(page, files, text)
        if page.kept is None and page.key:
            self.keep(page.key, json.dumps(made, ensure_ascii=False).encode())
        page.content, page.toc = made["content"], toc_of(made["toc"])

    def _made(self, page: Page, files: Files, text: str) -> dict[str, Any]:
        found = self._markdown.reset()
        RelativePaths(page.file, files, self.config)._register(found)
        with in_time(page.file):
            content = found.convert(text)
        return {"content": content, "toc": getattr(found, "toc_tokens", [])}


@contextlib.contextmanager
def in_time(file: File) -> Iterator[None]:
    """Stop the build by the name of a page that takes too long to convert, or is nested too deeply."""
    try:
        with limited():
            yield
    except (TooSlow, RecursionError) as stop:
        code = "too_slow" if isinstance(stop, TooSlow) else "nested_too_deep"
        raise PluginError(str(problem(code, Place(file.src_uri), text=""))) from None


class LimitedPage(Page):
    """A page that MkDocs converts its own way, for no longer than any honest text needs."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown."""
        with in_time(self.file):
            super().render(config, files)


class ArchivePage(Page):
    """A page that MkDocs treats as its own, converted by the converter of its build.

    `kept` is its body as it was made before, `key` its name in the store.
    """

    def __init__(self, file: File, config: MkDocsConfig, converter: Converter) -> None:
        """Stand for `file`."""
        super().__init__(None, file, config)
        self._converter = converter
        self.key, self.kept = "", None  # type: str, bytes | None

    def name(self, document: Document, files: Files) -> None:
        """Name its body for the store."""
        self.key = self._converter.key(document, self.file.src_uri, files)

    def find(self, document: Document, files: Files, store: Store) -> None:
        """Look for its body in the store."""
        self.name(document, files)
        self.kept = store.find(self.key)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown; what is wrong with links and anchors the archive's own checks have told."""
        self._converter.convert(self, files)
