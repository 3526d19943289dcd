"""How to cite an entry, and how to tell its publisher of a mistake in it."""

from __future__ import annotations

from urllib.parse import quote

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.settings import Settings
from archive.strings import strings
from archive.wording import date_words, paper_name


def citation(entry: Entry, catalogue: Catalogue, site_name: str, url: str) -> str:
    """Write one line that names who, what, number, date and where, for use in papers and reports."""
    unit = catalogue.registries.units[entry.unit_id].name if entry.unit_id else site_name
    text = strings()
    number = text("citation.number", number=entry.number) if entry.number and entry.number.ordinal else ""
    date = date_words(entry.record.date)
    return text("citation.line", unit=unit, title=entry.record.title, number=number, date=date, site=site_name, url=url)


def mistake_mail(entry: Entry, catalogue: Catalogue, settings: Settings, url: str) -> str:
    """Prepare a mail to the unit, or the portal where the unit has given no address, with number and URL."""
    unit = catalogue.registries.units.get(entry.unit_id or "")
    here = unit is not None and not catalogue.has_ended(unit)
    address = unit.contact.email if here and unit and unit.contact and unit.contact.email else settings.contact
    text = strings()
    name = str(entry.number) if entry.number and entry.number.ordinal else entry.record.title
    subject = text("mistake.subject", name=name)
    number = text("mistake.number", number=paper_name(entry)) if entry.number else ""
    body = text("mistake.body", title=entry.record.title, number=number, url=url)
    return f"mailto:{address}?subject={quote(subject)}&body={quote(body)}"
