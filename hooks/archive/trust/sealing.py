"""The end of a build: what is put beside a site so that anybody may check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.entries import Entry
from archive.schema import Channel
from archive.trust import manifest
from archive.trust.journal import Journal
from archive.trust.keys import Signer, fingerprint, public_pem
from archive.trust.lookups import (
    FOLDER,
    PREFIXES,
    Item,
    Shards,
    divided,
    file_item,
    is_asked,
    items,
    shard_path,
    shard_text,
    shards,
    since,
)
from archive.trust.manifest import Days, Live, Rows, Seen
from archive.trust.records import NAME as RECORD

ROOT = f"{FOLDER}/goc.json"
ROOT_SIGNATURE = f"{FOLDER}/goc.json.sig"
KEY, KEY_PEM = f"{FOLDER}/khoa.json", f"{FOLDER}/khoa.pem"
WHAT = "archive-lookups-1"
# What is put beside a site here.
OWN = frozenset({manifest.NAME, manifest.SIGNATURE, ROOT, ROOT_SIGNATURE, KEY, KEY_PEM, *map(shard_path, PREFIXES)})


@dataclass
class Seal:
    """Seals one site: its folder and address, who signs, and what its lookups tell.

    `entries` are all that the site has, or None where only files changed whose names and entries stayed as they were.
    `live` is what is published, of which a publication tells since when it is as it is; `also` is known beside that.
    """

    folder: Path
    site_url: str
    key: Signer | None
    journal: Journal
    entries: Sequence[Entry] | None
    channels: Sequence[Channel] = ()
    live: Live | None = None
    also: Sequence[tuple[str, Item]] = ()
    _written: dict[str, Seen] = field(default_factory=dict)
    _before: dict[str, Seen] = field(default_factory=dict)
    _days_before: Days = field(default_factory=dict)

    def put(self, changed: Iterable[str] | None, gone: Iterable[str] = ()) -> None:
        """Write what is not there just so; `changed` names what is new in the site, None for all."""
        if changed is not None and self.entries is None and self.live is None:
            rows = self._rows_before()
            if rows and self._put_few(rows, set(changed) - OWN, set(gone) - OWN):
                return
        before = self._manifest_before() if changed is not None else None
        if before is None:
            self._before, files = {}, manifest.see_all(self.folder, self._all())
        else:
            self._before = before
            files = {path: seen for path, seen in before.items() if path not in OWN}
            for path in gone:
                files.pop(path, None)
            files |= manifest.see_all(self.folder, set(changed or ()) - OWN)
        days = self.live.days_of(files) if self.live else {}
        self._own_files(files, days)
        files |= self._written
        text = manifest.manifest_text(self.site_url, self._at, files, days)
        self._signed(manifest.NAME, text.encode(), manifest.SIGNATURE)

    def _put_few(self, rows: Rows, changed: set[str], gone: set[str]) -> bool:
        """Write what a few files that changed bring about; False where `rows` are not as we write them."""
        try:
            self._before = rows.files([*OWN, *gone, *changed])
        except ValueError:  # a row that we did not write
            return False
        if not all(shard_path(prefix) in self._before for prefix in PREFIXES):
            return False
        files = manifest.see_all(self.folder, changed)
        self._own_files(files, {})
        text = rows.text(self.site_url, self._at, gone | OWN, files | self._written)
        self._signed(manifest.NAME, text.encode(), manifest.SIGNATURE)
        return True

    def _own_files(self, files: Mapping[str, Seen], days: Mapping[str, str]) -> None:
        for path, text in self._lookups(files, days):
            self._write(path, text.encode())
        self._key_files()
        self._root()

    @property
    def _at(self) -> dict[str, Any]:
        """Where in the journal the site stands."""
        return {"lines": len(self.journal.lines), "head": self.journal.head}

    def _all(self) -> list[str]:
        return [path for path in manifest.all_files(self.folder) if path not in OWN]

    def _rows_before(self) -> Rows | None:
        try:
            return Rows.of((self.folder / manifest.NAME).read_bytes().decode())
        except (OSError, ValueError):
            return None

    def _manifest_before(self) -> dict[str, Seen] | None:
        try:
            text = (self.folder / manifest.NAME).read_text(encoding="utf-8")
            files, self._days_before = manifest.files_and_days(text)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return files

    def _lookups(self, files: Mapping[str, Seen], days: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the shards that may be other than before: path, text."""
        if self.entries is not None or not self._before:
            found = shards(items(files, self.entries or (), self.channels, self.journal, self.site_url, days))
        else:
            found = self._patched(files, days)
        for prefix in list(found):
            yield shard_path(prefix), shard_text(found.pop(prefix))

    def _patched(self, files: Mapping[str, Seen], days: Mapping[str, str]) -> Shards:
        """Move what is known of each file whose bytes or day changed to its new hash."""
        touched: Shards = {}

        def known(digest: str) -> list[Item]:
            """Give what is known of a hash, to be changed."""
            prefix, key = divided(digest)
            if prefix not in touched:
                touched[prefix] = json.loads((self.folder / shard_path(prefix)).read_text(encoding="utf-8"))
            return touched[prefix].setdefault(key, [])

        for path in self._before.keys() | files.keys():
            old, new = self._before.get(path), files.get(path)
            same = old == new and self._days_before.get(path) == days.get(path)
            if path in OWN or same or not (is_asked(path) or path.endswith(f"/{RECORD}")):
                continue
            moved = [] if old else [file_item(path)]
            if old is not None:
                moved = [one for one in known(old[0]) if _is_of(one, path)]
                known(old[0])[:] = [one for one in known(old[0]) if one not in moved]
            if new is not None:
                known(new[0]).extend(self._dated(one, path, days) for one in moved)
        for digest, item in self.also:
            known(digest).append(item)
        for prefix in PREFIXES:  # the others stay, and are named again
            self._written[shard_path(prefix)] = self._before[shard_path(prefix)]
        return touched

    def _dated(self, item: Item, path: str, days: Mapping[str, str]) -> Item:
        """Give what is known of a file its day in this edition, in the place of that in the one before."""
        if item["t"] != "file":
            return item
        stale = item.get("d") is not None and item["d"] == self._days_before.get(path)
        return since({key: value for key, value in item.items() if not (stale and key == "d")}, days.get(path))

    @property
    def _public(self) -> str | None:
        return self.key.public if self.key else None

    def _key_files(self) -> None:
        public = self._public
        if public is None:
            for path in (KEY, KEY_PEM, ROOT_SIGNATURE, manifest.SIGNATURE):
                (self.folder / path).unlink(missing_ok=True)
            return
        since = next((event["date"] for event in reversed(self.journal.keys) if event["key"] == public), None)
        told = {"key": public, "fingerprint": fingerprint(public), "since": since}
        self._write(KEY, (json.dumps(told, indent=1) + "\n").encode())
        self._write(KEY_PEM, public_pem(public).encode())

    def _root(self) -> None:
        known = {prefix: self._written[shard_path(prefix)][0] for prefix in PREFIXES}
        root = {"what": WHAT, "site": self.site_url, "journal": self._at, "key": self._public, "shards": known}
        self._signed(ROOT, (json.dumps(root, sort_keys=True) + "\n").encode(), ROOT_SIGNATURE)

    def _signed(self, path: str, content: bytes, signature: str) -> None:
        self._write(path, content)
        if self.key is not None:
            self._write(signature, self.key.sign(content))

    def _write(self, path: str, content: bytes) -> None:
        seen = hashlib.sha256(content).hexdigest(), len(content)
        self._written[path] = seen
        if self._before.get(path) != seen:
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _is_of(item: Item, path: str) -> bool:
    """Tell whether an item is that of a file, or, for a record, of the entry whose record it is."""
    if path.endswith(f"/{RECORD}"):
        return bool(item["t"] == "record" and item["p"] == "/" + path.removesuffix(RECORD))
    return bool(item["t"] == "file" and item["p"] == file_item(path)["p"])
