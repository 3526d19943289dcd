"""The pictures of an edition: those of its entries by their place in the site, and those that pages are shared with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from archive.catalogue import Catalogue
from archive.entries import Collection, Entry
from archive.file_facts import FileFacts
from archive.languages import BY_CODE, LANGUAGES, Language
from archive.pages.view import View
from archive.pictures.making import Drawing
from archive.pictures.picture import ENDINGS, Picture, PictureWrong
from archive.pictures.share import FOLDER, HEIGHT, WIDTH, Letters, SharePicture, touch_icon
from archive.wording import choice_words


class Shared(NamedTuple):
    """The picture that a page is passed on with: its URL from the site's root, size in pixels, and words."""

    url: str
    width: int
    height: int
    alt: str


@dataclass
class Pictured:
    """What is drawn and what is cleaned for one edition; `names` are the site's name in each language."""

    catalogue: Catalogue
    facts: FileFacts
    public_files: set[str]
    names: dict[str, str]
    host: str

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """The pictures among the sources that are published, by their path in the site."""
        found = {}
        for src_uri in sorted(self.public_files):
            if not src_uri.lower().endswith(ENDINGS):
                continue
            try:
                found[src_uri] = self.facts.picture(src_uri)
            except PictureWrong:
                continue  # the checks have told of it
        return found

    def share_of(self, view: View | None, entry: Entry | None) -> Shared:
        """Choose the picture of a page: a story's own cover, else the period's, the unit's, the collection's."""
        if entry is not None and entry.cover and entry.record.cover:
            cover = entry.cover
            width = cover.widths[min(2, len(cover.widths) - 1)]
            return Shared(f"/{cover.copy(width, cover.ending)}", width, cover.height_at(width), entry.record.cover.alt)
        language = BY_CODE[view.language] if view else LANGUAGES[0]
        if view is not None and view.shared_as is not None:
            drawn = self._share(*view.shared_as, language)
        elif entry is not None:
            drawn = self._of_collection(entry.collection)
        else:
            collection = getattr(view, "collection", None)
            drawn = self._of_collection(collection) if collection else self._of_site(language)
        return Shared(drawn.url, WIDTH, HEIGHT, drawn.title)

    def drawings(self, views: Iterable[View], fonts: Path) -> list[Drawing]:
        """Name every picture file of the site; `fonts` is the folder of the archive's letters."""
        letters = Letters.of(fonts)
        shared = [share.drawing(letters) for share in self._shares(views).values()]
        return [touch_icon(), *shared, *(picture.drawing for picture in self.pictures.values())]

    def _shares(self, views: Iterable[View]) -> dict[str, SharePicture]:
        """Name every share picture that the pages need, by its path in the site."""
        shares = [self._of_site(language) for language in LANGUAGES]
        shares += [self._of_collection(collection) for collection in Collection]
        shares += [self._share(*view.shared_as, BY_CODE[view.language]) for view in views if view.shared_as]
        return {one.path: one for one in shares}

    def _of_collection(self, collection: Collection) -> SharePicture:
        return self._share(str(collection), choice_words(collection), LANGUAGES[0])

    def _of_site(self, language: Language) -> SharePicture:
        return self._share("trang", self.names[language.code], language, above=language.text("site.brand_first"))

    def _share(self, name: str, title: str, language: Language, above: str | None = None) -> SharePicture:
        path = f"{FOLDER}/{language.folder}{name}.png"
        return SharePicture(path, title, above or self.names[language.code], self.host)
