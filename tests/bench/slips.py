"""What happens to a query on its way from the head to the box: slips of the finger, keys left over, odd signs."""

from __future__ import annotations

import random
import re
import unicodedata

from events import table
from orthography import keys, new_style, old_style, unsigned

SLIPS = ("dropped", "doubled", "swapped", "neighbour", "space")


def slipped(chance: random.Random, text: str, kind: str) -> str:
    """Make one slip of a kind in one of the longer words."""
    words = text.split(" ")
    if kind == "space":
        place = chance.randrange(len(words) - 1)
        return " ".join([*words[:place], words[place] + words[place + 1], *words[place + 2 :]])
    long = [place for place, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return text
    place = chance.choice(long)
    words[place] = _slipped_word(chance, words[place], kind)
    return " ".join(words)


def _slipped_word(chance: random.Random, word: str, kind: str) -> str:
    at = chance.randrange(1, len(word))
    if kind == "dropped":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    if kind == "swapped":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    near = table("forms")["neighbours"]
    spots = [spot for spot, letter in enumerate(word) if letter in near]
    if not spots:
        return word
    at = chance.choice(spots)
    other: str = chance.choice(near[word[at]])
    return word[:at] + other + word[at + 1 :]


def partly_unsigned(chance: random.Random, text: str) -> str:
    """Take the signs off some of the words."""
    return " ".join(unsigned(word) if chance.random() < 0.5 else word for word in text.split(" "))


def left_over(chance: random.Random, text: str) -> str:
    """Leave Telex or VNI keys in the whole of a query, or in some of its words."""
    method = chance.randrange(2)
    if chance.random() < 0.5:
        return keys(text.lower(), method)
    return " ".join(keys(word, method) if chance.random() < 0.4 else word for word in text.split(" "))


def moved(text: str, to_new: bool) -> str:
    """Write the tones of oa, oe, uy in the other place."""
    return new_style(text) if to_new else old_style(text)


def decomposed(text: str) -> str:
    """Write letters and signs apart, as some keyboards and file names do."""
    return unicodedata.normalize("NFD", text)


def oddly_written(chance: random.Random, text: str) -> str:
    """Change capitals, and put signs and spaces where nobody needs them."""
    cased = chance.choice((str.upper, str.title, str.lower, str.capitalize))(text)
    words = cased.split(" ")
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(words))
        words[place] = chance.choice(("{},", "{} -", "({})", "{}  ", "{} /", "{}...", "{};", "“{}”")).format(
            words[place]
        )
    return str(chance.choice(("{}", "{}?", "{}!!", " {} ", "{}.", "#{}"))).format(" ".join(words))


def misplaced(chance: random.Random, text: str) -> str:
    """Write one of the names of places as people also do; give the text back unchanged if it has none."""
    names = [name for name in table("names")["variants"] if re.search(rf"(?<!\w){name}(?!\w)", text)]
    if not names:
        return text
    name = chance.choice(names)
    return text.replace(name, chance.choice(table("names")["variants"][name]))


def shortened(chance: random.Random, text: str, used: list[str]) -> str:
    """Write the short form where the document has the long one; `used` are the short forms it has."""
    for long, short in table("names")["abbreviations"].items():
        if short not in used:
            text = re.sub(re.escape(long), chance.choice((short, short.lower())), text, flags=re.IGNORECASE)
    return text


def abbreviable(text: str) -> list[str]:
    """List the short forms of the long ones in a text."""
    return [short for long, short in table("names")["abbreviations"].items() if long.lower() in text.lower()]
