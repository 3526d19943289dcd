"""How a build begins: what is there to be read, and how much of it need be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.carry_over.carrying import Carrying
from archive.carry_over.inputs import Inputs
from archive.carry_over.ledger import ledger_file, read_ledger
from archive.carry_over.text_edits import text_edits
from archive.checks import QUESTIONS
from archive.edition import Edition
from archive.looking import Looking
from archive.readings import Readings
from archive.settings import Settings
from archive.store import Store


def begin(
    docs_dir: Path,
    settings: Settings,
    said: Iterable[object],
    shown_with: str,
    folders: tuple[Path, Path],
    store: Store,
    site: Path | None,
    *,
    looking: Looking | None = None,
    publishes: bool = False,
    with_drafts: bool = False,
) -> tuple[Edition, Carrying]:
    """Read as little as the changes allow.

    `said` is all that mkdocs.yml says but the day, `shown_with` the folder of the assets, `folders` those of the
    program and of the templates, `site` the site before, `looking` who has looked at the disk since the process began.
    """
    looking = looking or Looking()
    inputs = Inputs.of(looking.sources(docs_dir, store.folder), *folders, settings.as_of.isoformat(), said, shown_with)
    before = None
    if site is not None:
        before = read_ledger(ledger_file(store.folder, site), inputs.program, site, looking)
    carrying = Carrying(inputs, store, before, publishes)
    readings = Readings(store, inputs.program, QUESTIONS)
    # What is published is compared whole with what was.
    edits = None if publishes else text_edits(carrying, docs_dir, settings, readings, with_drafts=with_drafts)
    if edits is not None:
        carrying.carry_all()
        return edits, carrying
    edition = Edition.of(docs_dir, settings, readings, inputs.files, with_drafts=with_drafts)
    named = {edition.sources.shown(src_uri) for src_uri in inputs.files}
    if before is not None and carrying.same_sources and named.issuperset(one.path for one in before.warnings):
        edition.checked = before.warnings  # what is wrong with just these, as it is told from the same folder
    return edition, carrying
