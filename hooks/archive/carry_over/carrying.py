"""What of the site before stays in a build, and what the next build must know of this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from archive.carry_over.inputs import Inputs
from archive.carry_over.ledger import Ledger
from archive.carry_over.page_keys import PageKeys
from archive.store import Store, key_of


@dataclass
class Carrying:
    """Decides what stays. `before` is the site before, None where all is made; `after` is filled for the next build.

    `publishes` says that the site goes on with its journal.
    `gone` are files of the site before that go, besides those that `after` does not name.
    """

    inputs: Inputs
    store: Store
    before: Ledger | None = None
    publishes: bool = False
    after: Ledger = field(init=False)
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin the ledger of this build."""
        self.after = Ledger(self.inputs)

    @property
    def same_sources(self) -> bool:
        """Tell whether the site before was made of the same sources, as they were read, on the same day.

        What surrounds what they say, the templates, may be another.
        """
        if self.before is None or not self.before.data or self.publishes:
            return False  # of what is published, the journal tells more
        if "" in self.inputs.files.values():
            return False  # a file that cannot be read may say anything
        now, before = self.inputs, self.before.inputs
        return (now.day, now.said, now.files) == (before.day, before.said, before.files)

    def stays(self, path: str, key: str) -> bool:
        """Tell whether the site before has the file that `key` names at `path`; the next build may ask again."""
        self.after.keys[path] = key
        return self.before is not None and self.before.keys.get(path) == key

    def known(self, path: str, src_uris: Iterable[str]) -> str | None:
        """Give the name that a file had in the site before which is made of these sources, none of them another now."""
        if self.before is None:
            return None
        now, before = self.inputs.files, self.before.inputs.files
        same = all(now[one] and now[one] == before.get(one) for one in src_uris)
        return self.before.keys.get(path) if same else None

    def forget(self, goes: Callable[[str], bool]) -> None:
        """Take back of many files that they stay: they will be asked for anew."""
        self.after.keys = {path: key for path, key in self.after.keys.items() if not goes(path)}

    def keep(self, paths: Iterable[str]) -> None:
        """Say of files of the site before that they stay."""
        assert self.before is not None
        self.after.keys.update({path: self.before.keys[path] for path in paths})

    def carry_all(self) -> None:
        """Begin with all that the site before had and was."""
        assert self.before is not None
        self.after = replace(self.before, inputs=self.inputs, keys=dict(self.before.keys))

    def name_entries(self, keys: PageKeys) -> dict[str, str]:
        """Name the page of every entry of a whole edition, and remember what it shows of others."""
        found = {}
        for src_uri, entry in keys.edition.entries.items():
            around = keys.surroundings(entry).as_json
            found[src_uri] = keys.entry(entry, around)
            keys.marks.mark(entry)
            self.after.surroundings[src_uri] = name = key_of("surroundings", around)
            if not self.store.has(name):
                self.store.keep(name, around.encode())
        self.after.cards = keys.marks.cards
        return found
