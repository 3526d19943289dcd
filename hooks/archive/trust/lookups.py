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
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from archive.entries import Entry
from archive.schema import Channel, Status
from archive.search.site import FOLDER as SEARCH
from archive.trust.journal import Journal
from archive.trust.manifest import Seen
from archive.trust.records import NAME as RECORD
from archive.trust.records import record_hash

FOLDER = "kiem-tra"
SHARDS = f"{FOLDER}/so"
# So much of a hash stands in a shard behind the byte that names it.
LENGTH = 32
# Files that nobody holds by themselves: the parts of the search index, and these here.
_NOT_ASKED = (f"{SEARCH}/i/", f"{SEARCH}/t/", f"{FOLDER}/")
Item = dict[str, Any]
Shards = dict[str, dict[str, list[Item]]]


def shard_path(prefix: str) -> str:
    """Say where in the site a shard lies."""
    return f"{SHARDS}/{prefix}.json"


def key_of_number(number: str) -> str:
    """Give the hash that a document's number is asked by, however it was typed."""
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFC", number)).upper().lstrip("0")
    return hashlib.sha256(f"so:{bare}".encode()).hexdigest()


def key_of_address(address: str) -> str:
    """Give the hash that an address is asked by: of the whole, without what browsers add to it."""
    parts = urlsplit(unicodedata.normalize("NFC", address.strip()))
    host = parts.netloc.rsplit("@", 1)[-1].lower().removeprefix("www.").removesuffix(":443")
    path = unquote(parts.path).removesuffix("index.html").rstrip("/")
    return hashlib.sha256(f"url:{host}{path}".encode()).hexdigest()


def items(
    files: Mapping[str, Seen], entries: Iterable[Entry], channels: Iterable[Channel], journal: Journal, site_url: str
) -> Iterator[tuple[str, Item]]:
    """Yield everything that may be asked, as (hash, what is known)."""
    for path, (digest, _) in files.items():
        if is_asked(path):
            yield digest, file_item(path)
    for channel in channels:
        if channel.url:
            yield key_of_address(channel.url), {"t": "channel", "p": f"/kenh/{channel.id}/", "n": channel.name}
    since = first_dates(journal)
    for entry in entries:
        about = _about(entry)
        own = record_hash(entry)
        known = {**about, **({"d": since[own]} if own in since else {})}
        yield own, {"t": "record", **known}
        yield key_of_address(site_url.rstrip("/") + entry.url), {"t": "address", **known}
        if entry.number and entry.number.ordinal:
            yield key_of_number(str(entry.number)), {"t": "number", **known}
        yield from _earlier(entry, about, journal)


def shards(found: Iterable[tuple[str, Item]]) -> Shards:
    """Divide what may be asked by the first byte of its hash; every shard is there, if empty."""
    divided: Shards = {f"{prefix:02x}": defaultdict(list) for prefix in range(256)}
    for digest, item in found:
        divided[digest[:2]][digest[2 : 2 + LENGTH]].append(item)
    return divided


def shard_text(shard: Mapping[str, list[Item]]) -> str:
    """Write a shard, the same bytes whatever order it was gathered in."""
    ordered = {key: sorted(known, key=_order) for key, known in sorted(shard.items()) if known}
    return json.dumps(ordered, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def is_asked(path: str) -> bool:
    """Tell whether somebody may hold a file of the site and ask for it."""
    return not path.startswith(_NOT_ASKED) and not path.endswith(f"/{RECORD}")


def file_item(path: str) -> Item:
    """Say what is known of a file of the site."""
    return {"t": "file", "p": "/" + quote(path.removesuffix("index.html"))}


def first_dates(journal: Journal) -> dict[str, str]:
    """Give the day on which each record was first published, by its hash."""
    found: dict[str, str] = {}
    for event in journal.events:
        if "sha256" in event:
            found.setdefault(event["sha256"], event["date"])
    return found


def _about(entry: Entry) -> Item:
    record = entry.record
    about: Item = {"p": entry.url, "n": record.title, "s": str(record.status)}
    if record.status is Status.WITHDRAWN and record.reason:
        about["w"] = record.reason
    if record.replaced_by:
        about["b"] = f"/{record.replaced_by}/"
    return about


def _earlier(entry: Entry, about: Item, journal: Journal) -> Iterator[tuple[str, Item]]:
    """Yield what was published of an entry and is no more: records and attached files, with their days."""
    told = journal.told.get(entry.id, [])
    for event, later in pairwise(told):
        days = {"d": event["date"], "u": later["date"]}
        if event["sha256"] != later["sha256"]:
            yield event["sha256"], {"t": "earlier", **about, **days}
        for name, digest in event.get("files", {}).items():
            if later.get("files", {}).get(name) != digest:
                yield digest, {"t": "earlier", **about, **days, "f": name}


def _order(item: Item) -> str:
    return json.dumps(item, ensure_ascii=False, sort_keys=True)
