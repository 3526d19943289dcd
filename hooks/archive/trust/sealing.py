"""The end of a build: what is put beside a site so that anybody may check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.entries import Entry
from archive.schema import Channel
from archive.trust import manifest
from archive.trust.journal import Journal
from archive.trust.keys import SigningKey, fingerprint, public_pem
from archive.trust.lookups import FOLDER, file_item, is_asked, items, shard_path, shard_text, shards
from archive.trust.manifest import Seen
from archive.trust.records import NAME as RECORD

ROOT = f"{FOLDER}/goc.json"
ROOT_SIGNATURE = f"{FOLDER}/goc.json.sig"
KEY, KEY_PEM = f"{FOLDER}/khoa.json", f"{FOLDER}/khoa.pem"
WHAT = "archive-lookups-1"
PREFIXES = tuple(f"{prefix:02x}" for prefix in range(256))
# What is put beside a site here.
OWN = frozenset({manifest.NAME, manifest.SIGNATURE, ROOT, ROOT_SIGNATURE, KEY, KEY_PEM, *map(shard_path, PREFIXES)})


@dataclass
class Seal:
    """Seals one site: its folder and address, who signs, and what its lookups tell.

    `entries` are all that the site has, or None where only files changed whose names and entries stayed as they were.
    """

    folder: Path
    site_url: str
    key: SigningKey | None
    journal: Journal
    entries: Sequence[Entry] | None
    channels: Sequence[Channel] = ()
    _written: dict[str, Seen] = field(default_factory=dict)
    _before: dict[str, Seen] = field(default_factory=dict)

    def put(self, changed: Iterable[str] | None, gone: Iterable[str] = ()) -> list[str]:
        """Write what is not there just so, and give its paths; `changed` names what is new in the site; None: all."""
        before = self._manifest_before() if changed is not None else None
        if before is None:
            self._before, files = {}, manifest.see_all(self.folder, self._all())
        else:
            self._before = before
            files = {path: seen for path, seen in before.items() if path not in OWN}
            for path in gone:
                files.pop(path, None)
            files |= manifest.see_all(self.folder, set(changed or ()) - OWN)
        made = self._lookups(files)
        for path, text in made.items():
            self._write(path, text.encode())
        self._key_files()
        self._root()
        files |= self._written
        self._signed(manifest.NAME, manifest.manifest_text(self.site_url, self._at, files).encode(), manifest.SIGNATURE)
        return sorted(path for path, seen in self._written.items() if self._before.get(path) != seen)

    @property
    def _at(self) -> dict[str, Any]:
        """Where in the journal the site stands."""
        return {"lines": len(self.journal.lines), "head": self.journal.head}

    def _all(self) -> list[str]:
        return [path for path in manifest.all_files(self.folder) if path not in OWN]

    def _manifest_before(self) -> dict[str, Seen] | None:
        try:
            return manifest.files_of((self.folder / manifest.NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _lookups(self, files: Mapping[str, Seen]) -> dict[str, str]:
        """Give the shards that may be other than before."""
        if self.entries is not None or not self._before:
            found = items(files, self.entries or (), self.channels, self.journal, self.site_url)
            return {shard_path(prefix): shard_text(shard) for prefix, shard in shards(found).items()}
        return self._patched(files)

    def _patched(self, files: Mapping[str, Seen]) -> dict[str, str]:
        """Move what is known of each file whose bytes changed to its new hash."""
        touched: dict[str, dict[str, list[dict[str, Any]]]] = {}

        def shard(digest: str) -> dict[str, list[dict[str, Any]]]:
            if digest[:2] not in touched:
                touched[digest[:2]] = json.loads((self.folder / shard_path(digest[:2])).read_text(encoding="utf-8"))
            return touched[digest[:2]]

        for path, (digest, size) in files.items():
            old = self._before.get(path)
            if old == (digest, size):
                continue
            is_record = path.endswith(f"/{RECORD}")
            moved = []
            if old is not None and (is_record or is_asked(path)):
                known = shard(old[0]).get(old[0][2:34], [])
                moved = [one for one in known if (one["t"] == "record") is is_record and _is_of(one, path)]
                shard(old[0])[old[0][2:34]] = [one for one in known if one not in moved]
            elif is_asked(path):
                moved = [file_item(path)]
            if moved:
                shard(digest).setdefault(digest[2:34], []).extend(moved)
        for path in self._before.keys() - files.keys() - OWN:
            digest = self._before[path][0]
            if is_asked(path):
                left = [one for one in shard(digest).get(digest[2:34], []) if not _is_of(one, path)]
                shard(digest)[digest[2:34]] = left
        for prefix in PREFIXES:  # the others stay, and are named again
            self._written[shard_path(prefix)] = self._before[shard_path(prefix)]
        return {shard_path(prefix): shard_text(known) for prefix, known in touched.items()}

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


def _is_of(item: Mapping[str, Any], path: str) -> bool:
    """Tell whether an item is that of a file, or of the entry whose record it is."""
    if item["t"] == "record":
        return bool(item["p"] == "/" + path.removesuffix(RECORD))
    return bool(item["t"] == "file" and item["p"] == file_item(path)["p"])
