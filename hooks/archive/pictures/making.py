"""Making picture files: what was made before is in the store; much that is new is made in several processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.processes import can_share, cores, in_turn, pool
from archive.store import Store

# Two photographs, or a dozen pictures for sharing, take longer than it takes to begin processes.
_FEWEST = 12


@dataclass(frozen=True)
class Drawing:
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
    wanted = {key: drawing for drawing in drawings for key in drawing.keys.values() if not store.has(key)}
    lacking: dict[int, tuple[Drawing, list[str]]] = {}
    for key, drawing in wanted.items():
        lacking.setdefault(id(drawing), (drawing, []))[1].append(key)
    if len(wanted) < _FEWEST or not can_share():
        shares = (drawing.made(keys) for drawing, keys in lacking.values())
        _keep(shares, store)
        return
    from concurrent.futures.process import BrokenProcessPool

    store.close()  # an open database is not to be copied into other processes
    # Where one of them is killed, what it should have made is made when it is asked for.
    with contextlib.suppress(BrokenProcessPool), pool(len(wanted)) as executor:
        work = in_turn(lambda one: executor.submit(one[0].made, one[1]), lacking.values(), 3 * cores())
        _keep(work, store)


def _keep(shares: Iterable[list[tuple[str, bytes]]], store: Store) -> None:
    for share in shares:
        for key, content in share:
            store.keep(key, content)
