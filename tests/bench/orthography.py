"""Vietnamese letters: signs taken off, tones moved, keys that were typed but not turned into letters.

Documents use it for slugs and for the older place of a tone; queries use all of it.
"""

from __future__ import annotations

import re
import unicodedata

TONES = {"\u0300": ("f", "2"), "\u0301": ("s", "1"), "\u0303": ("x", "4"), "\u0309": ("r", "3"), "\u0323": ("j", "5")}
SHAPES = {"ă": ("aw", "a8"), "â": ("aa", "a6"), "đ": ("dd", "d9"), "ê": ("ee", "e6"), "ô": ("oo", "o6")}
SHAPES |= {"ơ": ("ow", "o7"), "ư": ("uw", "u7")}
NEW_PLACE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "ọe": "oẹ"}
NEW_PLACE |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
OLD_PLACE = {new: old for old, new in NEW_PLACE.items()}


def folded(text: str) -> str:
    """Take off every sign, keep small plain letters."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def unsigned(text: str) -> str:
    """Take off every sign, keep capitals."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def toneless(text: str) -> str:
    """Take off the five tones only, keep the shapes of letters (ă, â, đ, ê, ô, ơ, ư)."""
    plain = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if letter not in TONES))


def slug(text: str) -> str:
    """Make a part of an address: plain letters, digits and hyphens, at most eight words."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text))[:8])


def new_style(text: str) -> str:
    """Put the tone on the last vowel of open oa, oe, uy: hòa becomes hoà."""
    return _moved(text, NEW_PLACE)


def old_style(text: str) -> str:
    """Put the tone on the first vowel of open oa, oe, uy: hoà becomes hòa."""
    return _moved(text, OLD_PLACE)


def keys(text: str, method: int) -> str:
    """Spell words as the keys that write them: method 0 is Telex, 1 is VNI; the tone's key comes last."""
    return " ".join(_keys_of_word(word, method) for word in text.split(" "))


def _keys_of_word(word: str, method: int) -> str:
    tone, out = "", ""
    for letter in unicodedata.normalize("NFC", word):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((TONES[mark][method] for mark in marks if mark in TONES), tone)
        shape = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        typed = SHAPES.get(shape.lower(), (shape.lower(), shape.lower()))[method]
        out += typed.capitalize() if letter.isupper() else typed
    end = re.search(r"\W*$", out)
    return out[: end.start()] + tone + out[end.start() :] if end else out + tone


def _moved(text: str, places: dict[str, str]) -> str:
    def turn(match: re.Match[str]) -> str:
        pair = places[match[1].lower()]
        return pair.upper() if match[1].isupper() else pair.capitalize() if match[1][0].isupper() else pair

    return re.sub(rf"(?<![qQ])({'|'.join(places)})(?!\w)", turn, text, flags=re.IGNORECASE)
