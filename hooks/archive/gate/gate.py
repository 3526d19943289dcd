"""What must be so of a built site before it is published: every page whole, every way leads somewhere, nothing lost."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archive.assets import HASHED
from archive.gate.facts import Facts, facts_of
from archive.paths import SEARCH_FOLDER
from archive.patterns import pattern
from archive.store import Store, key_of
from archive.trust import manifest
from archive.trust.lookups import FOLDER as PROOF
from archive.trust.sealing import OWN

# More files than this part of them may not be lost at once without an operator's leave.
MOST_LOST = 0.05
NOT_FOUND = "404.html"
# There an anchor is a question, not a place.
_ASKED_BY_ANCHOR = f"{PROOF}/index.html"
# Their names change with what they say.
_PARTS = pattern(rf"{SEARCH_FOLDER}/[it]/[^/]+\.json")
_ENTRY = pattern(r"(?:bao-cao/\d{4}(?:-\w+)?|(?:tin-bai|dinh-chinh)/\d{4})/[^/]+/index\.html")
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OUT = ("https:", "http:", "mailto:", "tel:")
_STYLED = pattern(r"url\(\s*[\"']?([^\"')]+)")
_FEED_ADDRESS = pattern(r"(?:href=\"([^\"]+)\"|<(?:id|uri|logo|icon)>([^<]+)</)")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that keeps a site from being published: the code of `gate.<code>`, where, and what."""

    path: str
    code: str
    text: str = ""


@dataclass
class Gate:
    """Looks at the site in `folder`: `digests` are those of its files, `expected` the files that it should have.

    `entries` are the ids of the catalogue, `live` the paths that are published now; `leave` lets files go.
    """

    folder: Path
    site_url: str
    digests: Mapping[str, str]
    expected: Collection[str]
    entries: Collection[str]
    live: Collection[str] = ()
    leave: bool = False
    store: Store | None = None
    program: str = ""
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def faults(self) -> list[Fault]:
        """Tell everything that keeps the site from being published, in order."""
        return sorted({*self._of_files(), *self._of_pages(), *self._of_entries(), *self._of_feeds(), *self._of_loss()})

    @cached_property
    def pages(self) -> dict[str, Facts]:
        """Every page of the site, read."""
        return {path: self._facts(path) for path in self.digests if path.endswith(".html")}

    def _facts(self, path: str) -> Facts:
        key = key_of("facts", self.program, self.digests[path])
        kept = self.store.find(key) if self.store else None
        if kept is not None:
            return Facts(**json.loads(kept))
        found = facts_of((self.folder / path).read_bytes())
        if self.store:
            self.store.keep(key, found.as_json.encode())
        return found

    def _of_files(self) -> Iterator[Fault]:
        """Nothing lies in the site but what belongs there, and nothing of that is missing."""
        there = set(manifest.all_files(self.folder))
        belongs = {*self.expected, *OWN}
        for path in there - belongs:
            yield Fault(path, "unexpected")
        for path in {*self.expected} - there:
            yield Fault(path, "absent")
        for path in there:
            if (self.folder / path).is_symlink():
                yield Fault(path, "unexpected")

    def _of_pages(self) -> Iterator[Fault]:
        """Every page has title, language, canonical address and policy, no id twice; all that it leads to is there."""
        for path, facts in self.pages.items():
            for name in ("title", "lang"):
                if not getattr(facts, name):
                    yield Fault(path, f"no_{name}")
            own = (
                facts.canonical.startswith(self.site_url)
                if facts.leads_to
                else facts.canonical == self._own_address(path)
            )
            if path != NOT_FOUND and not own:
                yield Fault(path, "canonical", facts.canonical)
            if facts.leads_to:
                yield from self._of_address(path, facts.canonical)
            yield from (Fault(path, "policy", breach) for breach in facts.breaches)
            twice = [id for id, count in Counter(facts.ids).items() if count > 1]
            yield from (Fault(path, "id_twice", id) for id in twice)
            yield from (Fault(path, "third_party", one) for one in facts.fetched if self._is_elsewhere(one))
            for address in (*facts.addresses, *facts.fetched, *([facts.leads_to] if facts.leads_to else [])):
                yield from self._of_address(path, address)

    def _is_elsewhere(self, address: str) -> bool:
        leaves = _SCHEME.match(address) is not None or address.startswith("//")
        return leaves and not address.startswith(self.site_url)

    def _own_address(self, path: str) -> str:
        return self.site_url.rstrip("/") + "/" + path.removesuffix("index.html")

    def _of_address(self, path: str, address: str) -> Iterator[Fault]:
        """An address within the site is that of a file there, and its anchor that of an element in it."""
        address = address.strip()
        if address.startswith(self.site_url):
            address = "/" + address.removeprefix(self.site_url)
        if _SCHEME.match(address) or address.startswith("//"):
            if not address.lower().startswith(_OUT):
                yield Fault(path, "address", address)
            return
        parts = urlsplit(address)
        target = self._target(path, unquote(parts.path)) if parts.path else path
        if target is None:
            yield Fault(path, "leads_nowhere", address)
        elif parts.fragment and target.endswith(".html") and target != _ASKED_BY_ANCHOR:
            yield from self._of_anchor(path, target, unquote(parts.fragment))

    def _of_anchor(self, path: str, target: str, anchor: str) -> Iterator[Fault]:
        if target not in self._ids:
            self._ids[target] = set(self.pages[target].ids)
        if anchor not in self._ids[target]:
            yield Fault(path, "no_anchor", f"{target}#{anchor}")

    def _target(self, path: str, to: str) -> str | None:
        """Give the file of the site that an address on a page means; None where there is none."""
        below = "" if to.startswith("/") else posixpath.dirname(path)
        place = posixpath.normpath(posixpath.join(below, to.lstrip("/"))) if to.strip("/") else ""
        if to.endswith("/") or place in ("", "."):
            place = posixpath.join("" if place == "." else place, "index.html")
        if place in self.digests or place in OWN or _PARTS.fullmatch(place):
            return place
        folder = posixpath.join(place, "index.html")
        return folder if folder in self.digests else None

    def _of_entries(self) -> Iterator[Fault]:
        """Every entry of the catalogue has its page, and every page of a collection is that of an entry or leads on.

        A site without one entry is none.
        """
        if not self.entries:
            yield Fault("", "empty")
        for id in self.entries:
            if f"{id}/index.html" not in self.digests:
                yield Fault(f"{id}/index.html", "absent")
        for path, facts in self.pages.items():
            is_entry = path.removesuffix("/index.html") in self.entries
            if _ENTRY.fullmatch(path) and not is_entry and not facts.leads_to:
                yield Fault(path, "no_entry")

    def _of_feeds(self) -> Iterator[Fault]:
        """What a feed, the sitemap, the catalogue or a style leads to within the site is there."""
        for path in self.digests:
            if path == "du-lieu/catalogue.json":
                catalogue = json.loads((self.folder / path).read_text(encoding="utf-8"))
                for address in _addresses_in(catalogue["entries"]):
                    yield from self._of_address(path, "/" + address.strip("/") + "/" * address.endswith("/"))
                continue
            if path.endswith(".css"):
                for address in _STYLED.findall((self.folder / path).read_text(encoding="utf-8")):
                    yield from self._of_address(path, address)
                continue
            if path.endswith("feed.xml") or path == "sitemap.xml":
                text = (self.folder / path).read_text(encoding="utf-8")
                found = [one or other for one, other in _FEED_ADDRESS.findall(text)]
                found += re.findall(r"<loc>([^<]+)</loc>", text)
            elif path.endswith("feed.json"):
                found = list(_addresses_in(json.loads((self.folder / path).read_text(encoding="utf-8"))))
            else:
                continue
            for address in dict.fromkeys(found):
                if address.startswith(self.site_url):
                    yield from self._of_address(path, address.replace("&amp;", "&"))

    def _of_loss(self) -> Iterator[Fault]:
        """Not more than a twentieth of what is published goes at once, but by an operator's leave."""
        gone = lost(self.live, self.digests)
        if "CNAME" in gone and not self.leave:
            yield Fault("CNAME", "domain")
        if not self.leave and is_large(gone, self.live):
            few = ", ".join(sorted(gone)[:3])
            yield Fault("", "shrinks", f"{len(gone)}/{len(self.live)}: {few} …")


def lost(live: Iterable[str], now: Container[str]) -> set[str]:
    """Name the files that are published and would go, but for those whose names change with what they say."""
    return {path for path in live if path not in now and not HASHED.fullmatch(path) and path not in (*OWN, ".nojekyll")}


def is_large(gone: Sized, live: Iterable[str]) -> bool:
    """Tell whether more goes at once than goes by itself."""
    return len(gone) > MOST_LOST * sum(1 for path in live if not HASHED.fullmatch(path) and path not in OWN)


# The keys of a JSON Feed, and of the catalogue, that hold an address.
_NAMES_ADDRESS = {"url", "id", "home_page_url", "feed_url", "external_url", "image"}


def _addresses_in(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _NAMES_ADDRESS and isinstance(item, str):
                yield item
            yield from _addresses_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _addresses_in(item)
