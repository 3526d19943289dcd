"""What a source says, worked out once for all builds: it depends on the source's bytes and on this program alone."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from archive import front_matter
from archive.declared import reader
from archive.entries import opening
from archive.front_matter import Document, is_blank
from archive.links import anchors_of, links_in, pictures_in, raw_in
from archive.problems import Place, Problem, problem
from archive.processes import FEWEST, can_share, done_apart, shares_of
from archive.registries import RegistryReading, read_registry
from archive.safety.filetypes import Examined
from archive.safety.limits import TooSlow, limited
from archive.schema import PlainPage, Record, read_record
from archive.schema.registries import Listed
from archive.store import Store, key_of

Schema = type[Record] | type[PlainPage] | None
Made = TypeVar("Made")


class Wanted(NamedTuple):
    """A source that will be read: its file, its path as a clerk would type it, its schema, its SHA-256."""

    file: Path
    path: str
    schema: Schema
    digest: str


@dataclass(frozen=True)
class Reading:
    """A source, read: its document and record as far as they could be made, and what is wrong with it."""

    document: Document | None
    record: Any = None
    problems: list[Problem] = field(default_factory=list)

    def record_fits(self, document: Document) -> bool:
        """Tell whether the record is that of `document`, too: of the same front matter, in which nothing was wrong."""
        same = self.document is not None and self.document.tree == document.tree
        return same and self.record is not None and not self.problems


class Readings(NamedTuple):
    """Reads sources, through a store where there is one; `program` names the code that reads.

    `questions` are asked of each text before it is kept: the answers are kept with it.
    """

    store: Store | None = None
    program: str = ""
    questions: Sequence[Callable[[Document], object]] = ()

    def of(self, raw: bytes, path: str, schema: Schema, digest_before: str | None = None) -> Reading:
        """Read the bytes of a source, by its path as a clerk would type it; without a schema, no record is made.

        `digest_before` is the SHA-256 of the source when it was read before: where the front matter is the same, so is
        the record.
        """
        if self.store is None:
            return read(raw, path, schema)
        key = self._key(path, schema, hashlib.sha256(raw).hexdigest())
        return self._kept(key, lambda: self.whole(raw, path, schema, self._before(path, schema, digest_before)))

    def _before(self, path: str, schema: Schema, digest: str | None) -> Reading | None:
        kept = self.store.find(self._key(path, schema, digest)) if self.store is not None and digest else None
        before: Reading | None = pickle.loads(kept) if kept is not None else None
        return before

    def of_registry(self, raw: bytes, path: str, schema: type[Listed]) -> RegistryReading:
        """Read the bytes of a registry, by its path as a clerk would type it."""
        key = key_of("registry", self.program, path, schema.__name__, hashlib.sha256(raw).hexdigest())
        return self._kept(key, lambda: read_registry(raw, path, schema))

    def _kept(self, key: str, make: Callable[[], Made]) -> Made:
        """Give what `key` names, made now where it was not before."""
        kept = self.store.find(key) if self.store is not None else None
        if kept is not None:
            before: Made = pickle.loads(kept)
            return before
        made = make()
        if self.store is not None:
            self.store.keep(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        return made

    def whole(self, raw: bytes, path: str, schema: Schema, before: Reading | None = None) -> Reading:
        """Read the bytes of a source, and ask what will be asked of it."""
        made = read(raw, path, schema, before)
        if made.document is not None and made.record is not None:
            for ask in self.questions:
                ask(made.document)
        return made

    def ahead(self, wanted: Iterable[Wanted]) -> None:
        """Read in several processes what was not read before, if it is much: `of` finds it in the store."""
        if self.store is None or not can_share():
            return
        new = [one for one in wanted if not self.store.has(self._key(one.path, one.schema, one.digest))]
        if len(new) < FEWEST:
            return
        self.store.close()  # an open database is not to be copied into other processes
        here = self._replace(store=None)
        for share in done_apart(here.share, shares_of(new), len(new)):
            for key, kept in share:
                self.store.keep(key, kept)

    def share(self, wanted: Sequence[Wanted]) -> list[tuple[str, bytes]]:
        """Read a share of many sources; gives what is to be kept of each that can be read, with its key."""
        found = []
        for one in wanted:
            try:
                raw = one.file.read_bytes()
            except OSError:
                continue  # whoever asks for it will be told
            key = self._key(one.path, one.schema, hashlib.sha256(raw).hexdigest())
            found.append((key, pickle.dumps(self.whole(raw, one.path, one.schema), pickle.HIGHEST_PROTOCOL)))
        return found

    def _key(self, path: str, schema: Schema, digest: str) -> str:
        return key_of("reading", self.program, path, schema and schema.__name__, digest)

    def of_file(self, name: str, digest: str | None, content: Callable[[], bytes], *, registry: bool) -> Examined:
        """Examine a file beside texts, known by the SHA-256 of its content where that is known."""
        if self.store is None:
            return _examined(name, content(), registry=registry)
        key = key_of("examined", self.program, name, digest or hashlib.sha256(content()).hexdigest())
        return self._kept(key, lambda: _examined(name, content(), registry=registry))


def _examined(name: str, content: bytes, *, registry: bool) -> Examined:
    from archive.safety.attached import examined  # slow to load, and no file may be new

    return examined(name, content, registry=registry)


def besides_text(document: Document) -> str:
    """Name all that a source says but the running text of its body."""
    return document.once("besides text", _besides_text)


def _besides_text(document: Document) -> str:
    front = json.dumps(document.data, ensure_ascii=False)
    links, pictures = [target for _, target in links_in(document)], [found[1:] for found in pictures_in(document)]
    return key_of(front, opening(document), links, pictures, sorted(anchors_of(document)), is_blank(document))


def read(raw: bytes, path: str, schema: Schema, before: Reading | None = None) -> Reading:
    """Read the bytes of a source; never raises for what a clerk wrote, nor goes on for long.

    `before` is what it said before, read by the same schema.
    """
    try:
        with limited():
            document, problems = front_matter.read(raw, path)
        if document is None or not document.tree.whole or schema is None:
            return Reading(document, None, problems)
        known = before.record if before is not None and before.record_fits(document) else None
        if known is None:
            reader(schema)  # it may have to be loaded first, which is no fault of the text
        with limited():
            record, wrong = read_record(schema, document) if known is None else (known, [])
            for ask in (links_in, raw_in, pictures_in, anchors_of, opening, is_blank, besides_text):
                ask(document)  # the answers are kept with it
    except TooSlow:
        return Reading(None, None, [problem("too_slow", Place(path))])
    return Reading(document, record, [*problems, *wrong])
