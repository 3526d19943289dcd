"""The parts of a Word file that say how its text is shown: styles, and numbers that Word makes (ECMA-376, 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.importing.blocks import Role
from archive.patterns import pattern

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The style of paragraphs that are to be read as they are (`archive.word`).
PLAIN_STYLE = "Đoạn của kho lưu trữ"
_GOES_ON = pattern(r"list continue(?: (\d))?")
_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL"}
_ROMAN |= {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
# What no list counts to: written out in Roman figures or letters it would fill the memory.
_MOST = 3999
_OFF = {"0", "false", "off", "none"}


def value(parent: Any, name: str) -> str | None:
    """Give the value of a child element; None where there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}val", "")


def number_in(said: str | None, otherwise: int) -> int:
    """Read a number that a file says; `otherwise` where it says none, or one that no count has."""
    return int(said) if said is not None and re.fullmatch(r"\d{1,6}", said, re.ASCII) else otherwise


def is_on(parent: Any, name: str) -> bool | None:
    """Tell whether a property is on; None where nothing is said."""
    said = value(parent, name)
    return None if said is None else said not in _OFF


@dataclass
class Styles:
    """The styles of a file, by their ids; each goes on from the one that it is based on."""

    elements: dict[str, Any] = field(default_factory=dict)
    default: Any = None
    usual: str | None = None

    @classmethod
    def of(cls, root: Any) -> Styles:
        """Read `styles.xml`; an absent one has no styles."""
        if root is None:
            return cls()
        found = {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}
        usual = next((name for name, style in found.items() if _is_usual(style)), None)
        return cls(found, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), usual)

    def chain(self, style: str | None) -> Iterator[Any]:
        """Yield a style and all that it rests on."""
        seen: set[str] = set()
        while style and style in self.elements and style not in seen:
            seen.add(style)
            yield self.elements[style]
            style = value(self.elements[style], "basedOn")

    def run_properties(self, run: Any, paragraph_style: str | None) -> list[Any]:
        """Give the properties that a run goes by, the nearest first."""
        own = run.find(f"{W}rPr")
        found = [own] if own is not None else []
        for name in (value(own, "rStyle"), paragraph_style):
            found += [said for style in self.chain(name) if (said := style.find(f"{W}rPr")) is not None]
        return [*found, self.default] if self.default is not None else found

    def role(self, style: str | None) -> Role:
        """Say what a style makes of its paragraphs."""
        names = [(value(one, "name") or "").lower() for one in self.chain(style)]
        if names and names[0] == PLAIN_STYLE.lower():
            return Role.PLAIN
        if names and _GOES_ON.fullmatch(names[0]):
            return Role.WITHIN
        if any(re.match(r"list (?:bullet|number)", name) for name in names):
            return Role.ITEM
        return Role.QUOTE if any(name in ("quote", "intense quote") for name in names) else Role.ANY

    def depth(self, style: str | None) -> int:
        """Say at which depth of a list, from 0, a paragraph of a style goes on; -1 where it does not."""
        said = value(self.elements.get(style or ""), "name") or ""
        found = _GOES_ON.fullmatch(said.lower())
        return int(found[1] or 1) - 1 if found else -1

    def heading(self, style: str | None) -> int:
        """Say of which level of heading a style is; 0 where it is none."""
        for one in self.chain(style):
            named = re.fullmatch(r"(?:heading|tiêu đề|đầu đề) ?(\d)", (value(one, "name") or "").lower())
            if named:
                return int(named[1])
        return 0


def _is_usual(style: Any) -> bool:
    """Tell whether a style is that of paragraphs which name none."""
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


@dataclass
class Level:
    """How one level of a list is numbered: the form of the figure, the text around it, where it begins."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Read `numbering.xml`; an absent one has no lists."""
        if root is None:
            return cls()
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
        found = {}
        for number in root.findall(f"{W}num"):
            name = value(number, "abstractNumId") or ""
            if name not in abstract:
                continue
            levels = dict(_levels(abstract[name]))
            key = name
            for override in number.findall(f"{W}lvlOverride"):
                level, start = int(override.get(f"{W}ilvl", "0")), value(override, "startOverride")
                if start is not None and level in levels:
                    levels[level] = Level(levels[level].form, levels[level].text, int(start))
                    key = f"{name}:{number.get(f'{W}numId')}"  # counts for itself
            found[number.get(f"{W}numId", "")] = (key, levels)
        return cls(found)

    def label(self, number: str, level: int) -> tuple[str, bool]:
        """Count on, and give the label of the next paragraph at a level, and whether that is a mere bullet."""
        key, levels = self.lists.get(number, ("", {}))
        if level not in levels:
            return "", False
        counts = self.counted.setdefault(key, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if levels[level].form == "bullet":
            return "", True

        def figure(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = levels.get(at, Level("decimal", "", 1))
            form = "decimal" if at < level and ("%" in levels[level].text[2:]) and one.form != "none" else one.form
            return written(counts.get(at, one.start), form)

        return re.sub(r"%(\d)", figure, levels[level].text), False


def _levels(abstract: Any) -> Iterator[tuple[int, Level]]:
    for level in abstract.findall(f"{W}lvl"):
        form, text, start = (value(level, name) for name in ("numFmt", "lvlText", "start"))
        yield int(level.get(f"{W}ilvl", "0")), Level(form or "decimal", text or "", int(start or 1))


def written(number: int, form: str) -> str:
    """Write a figure as a list does: Roman, a letter, or decimal."""
    if not 0 < number <= _MOST:
        return str(number)
    if form in ("upperRoman", "lowerRoman"):
        made = ""
        for size, sign in _ROMAN.items():
            count, number = divmod(number, size)
            made += sign * count
        return made if form == "upperRoman" else made.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form == "none" else str(number)
