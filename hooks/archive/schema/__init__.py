"""The one declaration of what entries and registries hold; validation, forms and documents are made from it."""

from archive.declared import required_keys
from archive.numbers import Kind
from archive.schema.base import Mention, Schema, mentions, read_record
from archive.schema.choices import Format, Platform, ResultStatus, Status, Stream, UnitKind, Verdict
from archive.schema.entries import Correction, PlainPage, Record, Report, Story
from archive.schema.registries import Channel, Indicator, PlaceName, Topic, Unit

__all__ = [
    "Channel",
    "Correction",
    "Format",
    "Indicator",
    "Kind",
    "Mention",
    "PlaceName",
    "PlainPage",
    "Platform",
    "Record",
    "Report",
    "ResultStatus",
    "Schema",
    "Status",
    "Story",
    "Stream",
    "Topic",
    "Unit",
    "UnitKind",
    "Verdict",
    "mentions",
    "read_record",
    "required_keys",
]
