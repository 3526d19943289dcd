"""A text as a reader sees it, whatever was done to its letters so that a search would not find it."""

from __future__ import annotations

import html
import unicodedata

from archive.patterns import pattern
from archive.safety.characters import without_unseen

# Letters of other alphabets that look like ours (Unicode confusables, those of Vietnamese capitals and digits).
_DASHES = dict.fromkeys(range(8208, 8214), "-")
_ALIKE = _DASHES | str.maketrans("АВЕКМНОРСТХУаеорсухіІЈјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYaeopcyxiIJjABEZHIKMNOPTYXo")
_TAG = pattern(r"</?[A-Za-z][^<>@\n]{0,300}>")
# Plain Vietnamese has none of these: marks, entities, and letters from elsewhere.
_ODD = pattern(
    r"[^\0-%'-)+-;=-\[\]^a-}\x7f-\x9f\u00a1-\u00ac\u00ae-\u02ff\u1ea0-\u1eff\u2013\u2014\u2018-\u201e\u2020-\u2026]"
)
_MARKS = pattern(r"[*`~\\]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")


def as_seen(text: str) -> str:
    """Give a text without markup, entities, invisible characters, lookalikes and odd forms of letters, line by line."""
    if not _ODD.search(text):
        return text
    if "&" in text:
        text = "\n".join(html.unescape(line).replace("\n", " ") for line in text.split("\n"))
    text = unicodedata.normalize("NFKC", without_unseen(text)).translate(_ALIKE)
    return _MARKS.sub("", _TAG.sub("", text))
