"""Text in TCVN 5712:1993 (“ABC”, fonts .VnTime): one byte a letter, shown as Latin where the font is missing.

Fonts whose name ends in H draw the same bytes as capitals.
"""

from __future__ import annotations

import re

from archive.patterns import pattern

_SMALL = {
    "a": "aµ¸¶·¹",
    "ă": "¨»¾¼½Æ",
    "â": "©ÇÊÈÉË",
    "e": "eÌÐÎÏÑ",
    "ê": "ªÒÕÓÔÖ",
    "i": "i×ÝØÜÞ",
    "o": "oßãáâä",
    "ô": "«åèæçé",
    "ơ": "¬êíëìî",
    "u": "uïóñòô",
    "ư": "\u00adõøö÷ù",
    "y": "yúýûüþ",
}
_TONED = {
    "a": "aàáảãạ",
    "ă": "ăằắẳẵặ",
    "â": "âầấẩẫậ",
    "e": "eèéẻẽẹ",
    "ê": "êềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọ",
    "ô": "ôồốổỗộ",
    "ơ": "ơờớởỡợ",
    "u": "uùúủũụ",
    "ư": "ưừứửữự",
    "y": "yỳýỷỹỵ",
}
_LETTERS = {byte: letter for base, row in _SMALL.items() for byte, letter in zip(row, _TONED[base], strict=True)}
_LETTERS |= {"®": "đ", "§": "Đ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư"}
_TABLE = str.maketrans(_LETTERS)
_FONT = pattern(r"(?:[A-Z]{6}\+)?\.?Vn[A-Z]\w*", re.ASCII)
# Letters that only Unicode text has, and signs within words that only this coding has there.
_UNICODE = pattern("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_CODED = pattern(r"[A-Za-z\u00a1-\u00ff][®µ¸¶·¹»¾¼½¨©ª«¬\u00ad¡-¦×÷Æ§][A-Za-z]?|®[a-zµ-þ]")


def is_old_font(name: str) -> bool:
    """Tell whether a font draws this coding."""
    return _FONT.match(name) is not None


def unicode_of(text: str, font: str = "") -> str:
    """Write a text of this coding in Unicode; in capitals where the font draws capitals."""
    written = text.translate(_TABLE)
    return written.upper() if font.rstrip("0123456789 ").upper().endswith("H") and font else written


def is_coded(text: str) -> bool:
    """Tell whether a plain text, whose font nobody knows, is in this coding."""
    coded = len(_CODED.findall(text))
    return coded >= 3 and coded > len(_UNICODE.findall(text))
