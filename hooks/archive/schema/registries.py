"""The registries of `docs/danh-muc/`: units, channels, topics, indicators, place names; each a list in a YAML file."""

# No `from __future__ import annotations`: what the keys refer to is read from what is declared here.

from typing import Annotated

from archive.schema.base import Schema
from archive.schema.choices import Platform, UnitKind
from archive.schema.values import Date, Email, Id, Line, Lines, Paragraphs, UnitId, Url, YesOrNo, no_items, one_of


class Contact(Schema):
    """How citizens reach a unit."""

    address: Line | None = None
    phone: Line | None = None
    email: Email | None = None


class Listed(Schema):
    """What every registry's items have."""

    id: Id
    name: Line
    name_en: Line | None = None


class Unit(Listed):
    """An organisation that publishes; one that was merged stays, and names its successors."""

    kind: Annotated[UnitKind, one_of(UnitKind)]
    aliases: Lines = no_items()
    place: Line | None = None
    parent: UnitId | None = None
    from_: Date | None = None
    until: Date | None = None
    successors: list[UnitId] = no_items()
    reports: YesOrNo = False
    contact: Contact | None = None
    note: Paragraphs | None = None


class Channel(Listed):
    """An official channel: what is not here is not the district's."""

    platform: Annotated[Platform, one_of(Platform)]
    url: Url | None = None
    unit: UnitId
    from_: Date | None = None
    until: Date | None = None


class Topic(Listed):
    """What entries are about."""

    description: Paragraphs | None = None
    description_en: Paragraphs | None = None


class Indicator(Listed):
    """Something counted in each period, such as directing papers issued."""

    measure: Line
    measure_en: Line | None = None
    description: Paragraphs | None = None


class PlaceName(Listed):
    """A name that is written in several ways: search takes each for the other."""

    spellings: Lines = no_items()
