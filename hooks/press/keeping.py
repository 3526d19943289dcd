"""Which of a build's files stay as the site has them, and need not pass MkDocs at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import write_file

from archive.carry_over.carrying import Carrying
from archive.carry_over.marks import Marks
from archive.carry_over.page_keys import PageKeys, shared_key
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from archive.entries import Entry
from archive.paths import dest_uri
from archive.pictures.making import files_of
from archive.publication import named_files
from archive.store import key_of
from archive.trust.records import record_hash, record_path, record_text, remember_hash
from press.kept import Kept, KnownFiles

NOT_FOUND = "404.html"


def keep_unchanged(files: Files, config: MkDocsConfig, marks: Marks) -> Files:
    """Put a file that stays in the place of each that the site before has just so."""
    edition: Edition = config.extra["edition"]
    carrying: Carrying = config.extra["carrying"]
    titles = {src_uri: edition.title(src_uri) for src_uri in _named_in(config.nav)}
    carrying.after.titles = {src_uri: title for src_uri, title in titles.items() if title}
    registries = edition.catalogue.registries
    items = [*registries.units.values(), *registries.channels.values()]
    carrying.after.ended = [item.id for item in items if edition.catalogue.has_ended(item)]
    carrying.after.known = frozenset(files.src_uris)
    keys = PageKeys(edition, carrying.inputs, carrying.after.common, carrying.after.known, marks)
    entries = carrying.name_entries(keys)
    found = []
    for file in files:
        if isinstance(file, Kept):
            found.append(file)
            continue
        if not file.is_documentation_page():
            key = _key_of_file(file, carrying)
        elif file.src_uri in entries:
            key = entries[file.src_uri]
        else:
            key = keys.view(file.src_uri) if file.src_uri in edition.views else keys.plain(file.src_uri)
        found.append(Kept.of(file.src_uri, config) if carrying.stays(file.dest_uri, key) else file)
    carrying.after.warnings = list(edition.problems)
    if carrying.stays(NOT_FOUND, key_of(NOT_FOUND, shared_key(carrying.inputs, NOT_FOUND, carrying.after.common))):
        config.theme.static_templates.discard(NOT_FOUND)
    return Files(found)


def picture_files(edition: Edition, config: MkDocsConfig) -> Iterator[File]:
    """Give the pictures of the site: those that it has just so are not even looked at."""
    carrying: Carrying | None = config.extra.get("carrying")
    fonts = Path(config.theme.custom_dir or "") / "assets/fonts"
    new, keys = [], {}
    for drawing in config.extra["pictured"].drawings(edition.views.values(), fonts):
        stays = {path for path, key in drawing.keys.items() if carrying and carrying.stays(path, key)}
        yield from (Kept.of(path, config) for path in drawing.keys if path in stays)
        if lacking := {path: key for path, key in drawing.keys.items() if path not in stays}:
            new.append(drawing._replace(keys=lacking))
            keys.update(lacking)
    for path, content in files_of(new, config.extra["store"]):
        yield put(path, content, config, keys[path])


def put_record(entry: Entry, edition: Edition, config: MkDocsConfig) -> File:
    """Have the record of an entry in the site, known by its hash; that of the same sources is not made anew."""
    carrying: Carrying | None = config.extra.get("carrying")
    path = record_path(entry.id)
    if carrying and (known := carrying.known(path, (entry.src_uri, *named_files(entry, edition.sources)))):
        remember_hash(entry, known)
        carrying.keep([path])
        return Kept.of(path, config)
    text = record_text(entry)
    return put(path, text.encode(), config, record_hash(entry))


def put(path: str, content: bytes, config: MkDocsConfig, key: str | None = None) -> File:
    """Have a file that the archive made in the site: written at once, so that thousands need not wait in memory.

    What the site before has just so, by its `key` or its content, stays; without carry-over MkDocs writes it.
    """
    carrying: Carrying | None = config.extra.get("carrying")
    if carrying is None:
        return File.generated(config, path, content=content)
    if not carrying.stays(path, key or key_of(content)):
        write_file(content, f"{config.site_dir}/{path}")
    return Kept.of(path, config)


def _named_in(nav: Any) -> Iterator[str]:
    """Yield the sources that a nav of mkdocs.yml names, however deep."""
    if isinstance(nav, str):
        yield nav
    for item in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _named_in(item)


def _key_of_file(file: File, carrying: Carrying) -> str:
    """Name a file that is no page, by its bytes."""
    if file.generated_by is None:
        known = carrying.inputs.files if file.src_uri in carrying.inputs.files else carrying.inputs.assets
        if hash := known.get(file.src_uri):
            return hash
    return key_of(file.content_bytes)


def edited_files(edition: TextEdits, config: MkDocsConfig) -> Files:
    """Give MkDocs the pages that were edited; all others that it asks for are there, and stay."""
    carrying: Carrying = config.extra["carrying"]
    config.theme.static_templates.discard(NOT_FOUND)
    for src_uri, key in edition.page_keys().items():
        carrying.stays(dest_uri(src_uri), key)
    docs_dir, site_dir, directories = str(edition.sources.docs_dir), config.site_dir, config.use_directory_urls
    alone = InclusionLevel.NOT_IN_NAV
    found = [File(src_uri, docs_dir, site_dir, directories, inclusion=alone) for src_uri in edition.edited]
    for entry in edition.entries.values():
        put_record(entry, edition, config)
    return KnownFiles(found, carrying.after.known, config)
