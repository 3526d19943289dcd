"""Templates: where the theme's are found, and what was compiled of them in an earlier build."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, FileSystemLoader
from jinja2.bccache import Bucket

from archive.store import Store, key_of


def behind(loader: BaseLoader | None, folders: Iterable[str]) -> ChoiceLoader:
    """Look for a template where it was looked for before, then in `folders`."""
    return ChoiceLoader([*([loader] if loader else []), FileSystemLoader(list(folders))])


class Compiled(BytecodeCache):
    """Keeps compiled templates in the store, which notices what was damaged."""

    def __init__(self, store: Store, program: str) -> None:
        """Keep them in `store`, as `program` compiled them: Jinja itself, and which templates escape."""
        self._store, self._program = store, program

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of a template's very text."""
        kept = self._store.find(self._key(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._store.keep(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return key_of("template", self._program, bucket.key, bucket.checksum)
