"""Templates: where the theme's are found, what was compiled of them before, and what many pages have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, FileSystemLoader, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context

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


class Once:
    """Writes what many pages have in common once: `{% call once("row", entry.id) %}…{% endcall %}` in a template.

    The block must depend on nothing but what is given, the language of the page, the way from it to the root, and what
    all pages of a build share; links are relative, so where a page lies is to be given. With None among what is given
    it is written every time.
    """

    # The rows of lists above all: some twenty megabytes.
    MOST = 20_000

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[tuple[Hashable, ...], str] = {}

    @pass_context
    def __call__(self, context: Context, *about: Hashable, caller: Callable[[], str]) -> str:
        """Give what the block says, written now or before."""
        if None in about:
            return caller()
        key = (context["language"], context["base_url"], *about)
        if (kept := self._kept.get(key)) is None:
            if len(self._kept) >= self.MOST:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[key] = caller()
        return kept
