"""Making picture files: what was made before is in the store; much that is new is made in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.processes import can_share, done_apart
from archive.store import Store

# Two photographs, or a dozen pictures for sharing, take longer than it takes to begin processes.
_FEWEST = 12


class Drawing(NamedTuple):
    """Files that are made together: each by its path in the site, with the key of all that it depends on.

    `make` makes those of some keys, in their order.
    """

    keys: Mapping[str, str]
    make: Callable[[Sequence[str]], Iterable[bytes]]

    def made(self, keys: Sequence[str]) -> list[tuple[str, bytes]]:
        """Make the files of some keys; gives each with its key."""
        return list(zip(keys, self.make(keys), strict=True))


def files_of(drawings: Sequence[Drawing], store: Store) -> Iterator[tuple[str, bytes]]:
    """Yield the files of all drawings, as (path in the site, content)."""
    _ahead(drawings, store)
    for drawing in drawings:
        for path, key in drawing.keys.items():
            yield path, store.get(key, lambda: drawing.made([key])[0][1])  # noqa: B023 - called at once


def _ahead(drawings: Iterable[Drawing], store: Store) -> None:
    """Make what is not in the store, each drawing's files at once."""
    wanted: set[str] = set()
    lacking: list[tuple[Drawing, list[str]]] = []
    for drawing in drawings:
        keys = dict.fromkeys(drawing.keys.values())
        if new := [key for key in keys if key not in wanted and not store.has(key)]:
            wanted.update(new)
            lacking.append((drawing, new))
    shares: Iterable[list[tuple[str, bytes]]] = map(_made, lacking)
    if len(wanted) >= _FEWEST and can_share():
        store.close()  # an open database is not to be copied into other processes
        shares = done_apart(_made, lacking, len(wanted))
    for share in shares:
        for key, content in share:
            store.keep(key, content)


def _made(lacking: tuple[Drawing, list[str]]) -> list[tuple[str, bytes]]:
    drawing, keys = lacking
    return drawing.made(keys)
