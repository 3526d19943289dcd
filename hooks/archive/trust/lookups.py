"""What a browser asks to learn whether something is the district's: small files by the first byte of a hash.

A file is asked for by its SHA-256; a number, an address or an entry's record by that of its name. So the server learns
one byte of it, and nothing of a file that is not ours. Each shard maps the next sixteen bytes to what is known.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from archive.entries import Entry
from archive.paths import SEARCH_FOLDER
from archive.patterns import pattern
from archive.schema import Channel, Status
from archive.trust.journal import Journal
from archive.trust.manifest import Seen
from archive.trust.records import NAME as RECORD
from archive.trust.records import record_hash

FOLDER = "kiem-tra"
SHARDS = f"{FOLDER}/so"
PREFIXES = tuple(f"{prefix:02x}" for prefix in range(256))
# Files that nobody holds by themselves: the parts of the search index, and these here.
_NOT_ASKED = pattern(rf"{SEARCH_FOLDER}/.*\.(?:json|mjs)|{FOLDER}/(?!index\.html).*|.*/{RECORD}")
_NOT_ENCODED = pattern(r"%(?![0-9A-Fa-f]{2})")
_AROUND_NUMBER = pattern(r"^số\s*:?\s+|^số:|[,;.]?\s+(?:ngày|tháng|năm)\s.*$", re.IGNORECASE)
Item = dict[str, Any]
Shards = dict[str, dict[str, list[Item]]]


def shard_path(prefix: str) -> str:
    """Say where in the site a shard lies."""
    return f"{SHARDS}/{prefix}.json"


def divided(digest: str) -> tuple[str, str]:
    """Divide a hash into the byte that names its shard, and the sixteen by which it stands there."""
    return digest[:2], digest[2:34]


def key_of_number(number: str) -> str:
    """Give the hash that a document's number is asked by, however it was typed or printed: “Số: 175/BC-UBND ngày …”."""
    bare = _AROUND_NUMBER.sub("", unicodedata.normalize("NFC", number).strip())
    return hashlib.sha256(f"so:{_bare(bare)}".encode()).hexdigest()


def _bare(number: str) -> str:
    return re.sub(r"\s+", "", number).upper().lstrip("0")


def key_of_address(address: str) -> str:
    """Give the hash that an address is asked by: of the whole, without what browsers add to it."""
    text = unicodedata.normalize("NFC", address.strip())
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that do not close
        return hashlib.sha256(f"url:{text}".encode()).hexdigest()
    host = parts.netloc.rsplit("@", 1)[-1].lower().removeprefix("www.").removesuffix(":443")
    path = _decoded(parts.path).removesuffix("index.html").rstrip("/")
    return hashlib.sha256(f"url:{host}{path}".encode()).hexdigest()


def _decoded(path: str) -> str:
    """Decode an address's path as browsers do: all of it, or nothing."""
    try:
        return path if _NOT_ENCODED.search(path) else unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path


def items(
    files: Mapping[str, Seen],
    entries: Sequence[Entry],
    channels: Iterable[Channel],
    journal: Journal,
    site_url: str,
    days: Mapping[str, str],
) -> Iterator[tuple[str, Item]]:
    """Yield everything that may be asked, as (hash, what is known); `days` tell since when files are as they are."""
    root, first = site_url.rstrip("/"), first_dates(journal)
    owners = {path: entry for entry in entries for path in _own_files(entry)}
    for path, (digest, _) in files.items():
        if is_asked(path):
            about = _about(owners[path], digest, first) if path in owners else {}
            yield digest, since({**about, **file_item(path)}, days.get(path))
            if path not in owners or not path.endswith("/index.html"):
                yield key_of_address(root + "/" + path), {**about, **file_item(path), "t": "page"}
    for channel in channels:
        if channel.url:
            yield key_of_address(channel.url), {"t": "channel", "p": f"/kenh/{channel.id}/", "n": channel.name}
    for entry in entries:
        own = record_hash(entry)
        known = _about(entry, own, first)
        yield own, {"t": "record", **known}
        for url in (entry.url, *entry.record.aliases):
            yield key_of_address(root + url), {"t": "address", **known}
        if entry.number and entry.number.ordinal:
            yield key_of_number(str(entry.number)), {"t": "number", **known}
        yield from _earlier(entry, journal)


def shards(found: Iterable[tuple[str, Item]]) -> Shards:
    """Divide what may be asked by the first byte of its hash; every shard is there, if empty."""
    made: Shards = {prefix: defaultdict(list) for prefix in PREFIXES}
    for digest, item in found:
        prefix, key = divided(digest)
        made[prefix][key].append(item)
    return made


def shard_text(shard: Mapping[str, list[Item]]) -> str:
    """Write a shard, the same bytes whatever order it was gathered in."""
    ordered = {key: sorted(known, key=_order) for key, known in sorted(shard.items()) if known}
    return json.dumps(ordered, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def is_asked(path: str) -> bool:
    """Tell whether somebody may hold a file of the site and ask for it."""
    return _NOT_ASKED.fullmatch(path) is None


def file_item(path: str) -> Item:
    """Say what is known of a file of the site."""
    return {"t": "file", "p": "/" + quote(path.removesuffix("index.html"))}


def since(item: Item, day: str | None) -> Item:
    """Say of a file since when it is published as it is, unless the journal tells of an earlier day."""
    return {**item, "d": min(day, item.get("d", day))} if day else item


def first_dates(journal: Journal) -> dict[str, str]:
    """Give the day on which each record and attached file was first published, by its hash."""
    found: dict[str, str] = {}
    for event in journal.events:
        for digest in (event.get("sha256"), *event.get("files", {}).values()):
            if digest:
                found.setdefault(digest, event["date"])
    return found


def _own_files(entry: Entry) -> Iterator[str]:
    """Name the files of a site that are an entry's: its page, and what it offers."""
    yield f"{entry.id}/index.html"
    for attached in entry.attachments:
        yield attached.url.lstrip("/")


def _about(entry: Entry, digest: str, since: Mapping[str, str]) -> Item:
    """Say of which entry something is, how that stands, and since when it is so."""
    record = entry.record
    about: Item = {"p": entry.url, "n": record.title, "s": str(record.status)}
    if digest in since:
        about["d"] = since[digest]
    if record.status is Status.WITHDRAWN and record.reason:
        about["w"] = record.reason
    if record.replaced_by:
        about["b"] = f"/{record.replaced_by}/"
    return about


def _earlier(entry: Entry, journal: Journal) -> Iterator[tuple[str, Item]]:
    """Yield what was published of an entry and is no more: records and attached files, with their days."""
    about = _about(entry, "", {})
    told = [journal.told.get(entry.id, [])]
    told += [[*journal.told.get(one["id"], []), one] for one in journal.merged.get(entry.id, [])]
    for event, later in (pair for events in told for pair in pairwise(events)):
        days = {"d": event["date"], "u": later["date"]}
        if event["sha256"] != later.get("sha256"):
            yield event["sha256"], {"t": "earlier", **about, **days}
        for name, digest in event.get("files", {}).items():
            if later.get("files", {}).get(name) != digest:
                yield digest, {"t": "earlier", **about, **days, "f": name}


def _order(item: Item) -> str:
    return json.dumps(item, ensure_ascii=False, sort_keys=True)
