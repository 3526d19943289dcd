"""An entry in one way, whatever its page looks like: what the journal names by its hash, and anybody may keep."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from archive.entries import Entry
from archive.schema import Status

NAME = "ban-ghi.json"
# What is said of an entry, not by it.
_ABOUT_ITSELF = {"allow", "aliases", "status", "reason", "replaced_by", "replaces", "changes", "publish_at"}
# What is left of a withdrawn entry.
_TOMBSTONE = ("title", "number", "date", "issuer", "unit", "period", "status", "reason", "streams", "replaced_by")


def record_path(id: str) -> str:
    """Say where in the site an entry's record lies."""
    return f"{id}/{NAME}"


def record_text(entry: Entry) -> str:
    """Write an entry as JSON: its keys as they were written, its text, and the SHA-256 of the files that it offers."""
    text = _text(entry)
    entry.document.once("record", lambda document: _hash(text))  # asked for again and again, and the text is not
    return text


def record_hash(entry: Entry) -> str:
    """Give the SHA-256 of an entry's record, in hexadecimal."""
    return entry.document.once("record", lambda document: _hash(_text(entry)))


def remember_hash(entry: Entry, known: str) -> None:
    """Take the SHA-256 of an entry's record as an earlier build found it: its text need not be written for it."""
    entry.document.once("record", lambda document: known)


def content_hash(entry: Entry) -> str:
    """Give the SHA-256 of what an entry says, whatever its name, its old addresses and its place in its life."""
    keys = {key: value for key, value in entry.document.data.items() if key not in _ABOUT_ITSELF}
    said = json.dumps([keys, entry.document.body, attached_hashes(entry)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def published_hashes(entry: Entry) -> dict[str, str]:
    """Give the SHA-256 of each file that an entry offers, as readers get it."""
    return {given.file: one.sha256 for given, one in zip(entry.record.attachments, entry.attachments, strict=False)}


def attached_hashes(entry: Entry) -> dict[str, str]:
    """Give the SHA-256 of each file that an entry offers, as a clerk gave it: what is made of a picture may change."""
    named = zip(entry.record.attachments, entry.attachments, strict=False)
    return {given.file: attached.facts.digest(attached.src_uri) for given, attached in named}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(entry: Entry) -> str:
    withdrawn = entry.record.status is Status.WITHDRAWN
    keys: dict[str, Any] = {key: value for key, value in entry.document.data.items() if key != "allow"}
    if withdrawn:
        keys = {key: value for key, value in keys.items() if key in _TOMBSTONE}
    record = {"id": entry.id, "keys": keys, "text": entry.body}
    if files := attached_hashes(entry):
        record["files"] = files
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
