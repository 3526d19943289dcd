"""A text as a reader sees it, whatever was done to its letters so that a search would not find it."""

from __future__ import annotations

import html
import re
import unicodedata

from archive.safety.characters import without_unseen

# Letters of other alphabets that look like ours (Unicode confusables, those of Vietnamese capitals and digits).
_DASHES = dict.fromkeys(range(8208, 8214), "-")
_ALIKE = _DASHES | str.maketrans("АВЕКМНОРСТХУаеорсухіІЈјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYaeopcyxiIJjABEZHIKMNOPTYXo")
_TAG = re.compile(r"</?[A-Za-z][^<>@\n]{0,300}>")
# Plain Vietnamese has none of these: marks, entities, and letters from elsewhere.
_ODD = re.compile(
    r"[&<*`~\\_\u00a0\u00ad\u0300-\u036f\u0370-\u1e9f\u1f00-\u2012\u2015-\u2017\u201f\u2027-\uffff]|[^\0-\uffff]"
)
_MARKS = re.compile(r"[*`~\\]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")


def as_seen(text: str) -> str:
    """Give a text without markup, entities, invisible characters, lookalikes and odd forms of letters, line by line."""
    if not _ODD.search(text):
        return text
    if "&" in text:
        text = "\n".join(html.unescape(line).replace("\n", " ") for line in text.split("\n"))
    text = unicodedata.normalize("NFKC", without_unseen(text)).translate(_ALIKE)
    return _MARKS.sub("", _TAG.sub("", text))
