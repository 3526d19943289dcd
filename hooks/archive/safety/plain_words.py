"""A line as a reader sees it, whatever was done to its letters so that a search would not find it."""

from __future__ import annotations

import html
import re
import unicodedata

from archive.safety.characters import without_unseen

# Letters of other alphabets that look like ours (Unicode confusables, those of Vietnamese capitals and digits).
_ALIKE = str.maketrans("АВЕКМНОРСТХУаеорсухіІЈјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYaeopcyxiIJjABEZHIKMNOPTYXo")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"[*`~\\]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")


def as_seen(line: str) -> str:
    """Give a line without markup, entities, invisible characters, lookalikes and odd forms of letters."""
    if line.isascii() and not any(sign in line for sign in "&<*`~\\_"):
        return line
    text = without_unseen(html.unescape(line))
    text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return _MARKS.sub("", _TAG.sub("", text))
