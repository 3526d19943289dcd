"""The closed lists of values. Their names for readers are `choices.<list>.<value>` in the catalogue of strings."""

from __future__ import annotations

from enum import StrEnum


class Stream(StrEnum):
    """The two kinds of work that the archive is about."""

    INFORMATION = "thong-tin-doi-ngoai"
    IMAGE = "quang-ba-hinh-anh"


class Status(StrEnum):
    """Where an entry stands in its life."""

    PUBLISHED = "published"
    DRAFT = "draft"
    """Checked, and shown to nobody."""
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    """Still there to read; another entry has taken its place."""
    WITHDRAWN = "withdrawn"
    """A tombstone: number, date and reason stay, the text and its files are gone."""


class Format(StrEnum):
    """What a story is."""

    ARTICLE = "article"
    VIDEO = "video"
    PHOTOS = "photos"
    BROADCAST = "broadcast"


class Verdict(StrEnum):
    """What checking a claim has shown."""

    FALSE = "false"
    MISLEADING = "misleading"
    DOCTORED = "doctored"
    IMPERSONATION = "impersonation"
    OUTDATED = "outdated"
    UNPROVEN = "unproven"


class ResultStatus(StrEnum):
    """What became of a plan."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    DROPPED = "dropped"


class UnitKind(StrEnum):
    """What a unit is in the political system."""

    COMMITTEE = "uy-ban-nhan-dan"
    PARTY = "co-quan-dang"
    OFFICE = "co-quan-chuyen-mon"
    SERVICE = "don-vi-su-nghiep"
    FORCE = "luc-luong-vu-trang"
    UNION = "mat-tran-doan-the"


class Platform(StrEnum):
    """Where a channel lives."""

    WEBSITE = "website"
    FACEBOOK = "facebook"
    YOUTUBE = "youtube"
    ZALO = "zalo"
    TIKTOK = "tiktok"
    RADIO = "radio"
    PRINT = "print"


class Disclosure(StrEnum):
    """What must not be public, and may be let stand once, with a reason."""

    MARKING = "marking"
    IDENTITY = "identity_number"
    PASSPORT = "passport"
    MOBILE = "mobile_number"
    EMAIL = "email_unknown"
    CREDENTIAL = "credential"
