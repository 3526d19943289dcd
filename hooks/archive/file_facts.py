"""What is known of the files beside texts, worked out once for all builds: it depends on the bytes of a file alone."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from archive.pictures.picture import ENDINGS, Picture, PictureWrong, read_picture
from archive.store import Apart, Store, key_of


class Published(NamedTuple):
    """A file as it is published: its size in bytes, its SHA-256 in hexadecimal, the number of pages of a PDF."""

    size: int
    sha256: str
    pages: int | None = None


@dataclass
class FileFacts:
    """What is known of the files below `docs_dir`, by `src_uri`.

    `hashes` has the SHA-256 of those that a build has hashed, `store` what was worked out before by this `program`.
    """

    docs_dir: Path
    hashes: Mapping[str, str] = field(default_factory=dict)
    store: Store | Apart | None = None
    program: str = ""
    _pictures: dict[str, Picture | str] = field(default_factory=dict)
    _published: dict[str, Published] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """Give what is known to a process on another machine, which has neither the store nor the files."""
        return {**self.__dict__, "store": None}

    def digest(self, src_uri: str) -> str:
        """Give the SHA-256 of a file as it lies there, in hexadecimal."""
        if known := self.hashes.get(src_uri):
            return known
        with (self.docs_dir / src_uri).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def picture(self, src_uri: str) -> Picture:
        """Give a picture, all of which can be unpacked; raises PictureWrong, and OSError where it cannot be read."""
        if src_uri not in self._pictures:
            try:
                self._pictures[src_uri] = self._seen(src_uri)
            except PictureWrong as wrong:
                self._pictures[src_uri] = str(wrong)
        found = self._pictures[src_uri]
        if isinstance(found, str):
            raise PictureWrong(found)
        return found

    def published(self, src_uri: str) -> Published:
        """Give a file as readers get it: of a picture that is not what a phone took."""
        if src_uri not in self._published:
            self._published[src_uri] = self._as_published(src_uri)
        return self._published[src_uri]

    def _seen(self, src_uri: str) -> Picture:
        path, digest = self.docs_dir / src_uri, self.hashes.get(src_uri)
        if self.store is None or not digest:
            return read_picture(path, src_uri, whole=True)
        key = Picture.sight_key(digest)
        if (kept := self.store.find(key)) is not None:
            width, height, plain = json.loads(kept)
            return Picture(path, src_uri, width, height, plain, digest)
        picture = read_picture(path, src_uri, whole=True)
        if picture.digest == digest:  # else it was saved since
            self.store.keep(key, json.dumps([picture.width, picture.height, picture.plain]).encode())
        return picture

    def _as_published(self, src_uri: str) -> Published:
        digest = self.hashes.get(src_uri)
        if self.store is None or not digest:
            return self._measured(src_uri)[0]
        key = key_of("published", self.program, digest, Path(src_uri).suffix.lower())
        if (kept := self.store.find(key)) is not None:
            return Published(*json.loads(kept))
        found, measured = self._measured(src_uri)
        if measured == digest:  # else it was saved since
            self.store.keep(key, json.dumps(found).encode())
        return found

    def _measured(self, src_uri: str) -> tuple[Published, str]:
        """Measure a file now; gives the SHA-256 of what lies there as well."""
        if src_uri.lower().endswith(ENDINGS):
            try:
                picture = self.picture(src_uri)
            except PictureWrong:
                pass  # the checks tell of it
            else:
                content = picture.published(self.store)
                return Published(len(content), hashlib.sha256(content).hexdigest()), picture.digest
        content = (self.docs_dir / src_uri).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return Published(len(content), digest, _pages(content) if src_uri.lower().endswith(".pdf") else None), digest


def _pages(content: bytes) -> int | None:
    import pikepdf  # slow to load, and few builds meet a new file

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        return None
