"""The languages that the site speaks: Vietnamese whole, others in the pages that sum it up."""

from __future__ import annotations

from typing import NamedTuple

from archive.strings import Strings, strings


class Language(NamedTuple):
    """A language by its code, and the folder of its pages: empty for the archive's own."""

    code: str
    folder: str = ""

    @property
    def text(self) -> Strings:
        """Its catalogue of strings."""
        return strings(self.code)

    def told(self, vietnamese: str | None, english: str | None) -> str | None:
        """Choose what is said in it, in Vietnamese where nothing else was given."""
        return (english or vietnamese) if self.code == "en" else vietnamese


VIETNAMESE = Language("vi")
ENGLISH = Language("en", "en/")
LANGUAGES = (VIETNAMESE, ENGLISH)
BY_CODE = {language.code: language for language in LANGUAGES}
