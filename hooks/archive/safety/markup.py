"""The HTML that texts may hold: what imported tables need, and `lang`; nh3 is asked of all that is rendered.

What a text writes as HTML is looked at where it stands, so that a clerk is shown the line. The allow-list is asked once
more of what was made of it: what it takes out is a problem too, never a silent change.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

from archive.patterns import pattern
from archive.safety.code import lines_outside_code
from archive.safety.found import Found
from archive.safety.targets import SCHEMES, fault_of

# What a clerk may write as HTML, each with its attributes.
_CELL = {"colspan", "rowspan", "align", "scope"}
WRITTEN: dict[str, set[str]] = {
    **{name: set() for name in ("table", "caption", "thead", "tbody", "tfoot", "tr", "colgroup")},
    **{name: set() for name in ("br", "p", "ul", "ol", "li", "strong", "em", "b", "i", "u", "sup", "sub")},
    "col": {"span"},
    "td": _CELL,
    "th": _CELL,
    "span": {"lang"},
}
# What the converter makes besides.
_MADE: dict[str, set[str]] = {
    **{f"h{level}": {"id"} for level in range(1, 7)},
    **{name: set() for name in ("blockquote", "pre", "hr")},
    "a": {"href", "title", "class", "id"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "div": {"class"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
}
_NAMES = set(WRITTEN) | set(_MADE)
_ATTRIBUTES = {name: WRITTEN.get(name, set()) | _MADE.get(name, set()) for name in _NAMES}
_NUMBER = pattern(r"\d{1,3}")
_VALUES = {
    ("div", "class"): pattern(r"footnote"),
    ("a", "class"): pattern(r"footnote-(?:ref|backref)"),
    ("code", "class"): pattern(r"language-[\w#.+-]+"),
    ("a", "id"): pattern(r"fnref\d*:[\w:.-]+"),
    ("sup", "id"): pattern(r"fnref\d*:.+"),
    ("li", "id"): pattern(r"fn:.+"),
    ("span", "lang"): pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    ("ol", "start"): _NUMBER,
    ("col", "span"): _NUMBER,
    **{(cell, name): _NUMBER for cell in ("td", "th") for name in ("colspan", "rowspan")},
    **{(cell, "align"): pattern(r"left|right|center") for cell in ("td", "th")},
    **{(cell, "scope"): pattern(r"row|col|rowgroup|colgroup") for cell in ("td", "th")},
    **{(f"h{level}", "id"): pattern(r"muc-[a-z0-9_-]+") for level in range(1, 7)},
}

_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = pattern(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_AUTOLINK = pattern(r"<((?:[A-Za-z][A-Za-z0-9+.-]*:|[^\s<>@]+@)[^\s<>]*)>")
_COMMENT = pattern(r"<!--|<!\[|<!\w|<\?")
# An address of a link may stand between angle brackets; a bracket may be escaped.
_LEADS_TO_LINK = pattern(r"(?:\]\(\s*|^ {0,3}\[(?!\^)[^\]]+\]:\s+|\\)$", re.MULTILINE)
_OPENED = pattern(r"</?[A-Za-z][A-Za-z0-9:-]*(?=[\s/>]|$)")


def html_in(text: str) -> Iterator[Found]:
    """Tell every tag, attribute and comment that a text may not hold, those in code left out."""
    if "<" not in text:
        return
    outside = "\n".join(lines_outside_code(text))
    seen = 0
    for opened in re.finditer("<", outside):
        at = opened.start()
        if at < seen or _LEADS_TO_LINK.search(outside, outside.rfind("\n", 0, at) + 1, at):
            continue
        line = outside.count("\n", 0, at)
        if _COMMENT.match(outside, at):
            yield Found("html_comment", line, outside[at : at + 30].split("\n")[0])
        elif _AUTOLINK.match(outside, at):
            continue
        elif (tag := _TAG.match(outside, at)) is not None:
            seen = tag.end()
            yield from _faults_of(tag, line)
        elif (begun := _OPENED.match(outside, at)) is not None:
            yield Found("html_open", line, begun[0])


def _faults_of(tag: re.Match[str], line: int) -> Iterator[Found]:
    name = tag[2].lower()
    if name not in WRITTEN:
        yield Found("html_tag", line, f"<{tag[1]}{tag[2]}>", {"tag": tag[2]})
        return
    for attribute, value in _ATTRIBUTE.findall("" if tag[1] else tag[3].strip().rstrip("/")):
        known, bare = attribute.lower(), html.unescape(value.strip("\"'"))
        if known not in WRITTEN[name] or not _fits(name, known, bare):
            text = f"{attribute}={value}" if value else attribute
            yield Found("html_attribute", line, text[:60], {"tag": tag[2]})


def _fits(name: str, attribute: str, value: str) -> bool:
    form = _VALUES.get((name, attribute))
    return form is None or form.fullmatch(value) is not None


def autolinks_in(text: str) -> Iterator[tuple[int, str]]:
    """Find the line and target of each address between angle brackets."""
    if "<" in text:
        for number, line in enumerate(lines_outside_code(text)):
            for found in _AUTOLINK.finditer(line):
                if ":" in found[1]:
                    yield number, found[1]


def _filtered(name: str, attribute: str, value: str) -> str | None:
    if attribute in ("href", "src") and fault_of(value, is_picture=attribute == "src") is not None:
        return None
    return value if _fits(name, attribute, value) else None


_CLEANER = nh3.Cleaner(
    tags=_NAMES,
    clean_content_tags=set(),
    attributes=_ATTRIBUTES,
    attribute_filter=_filtered,
    strip_comments=True,
    link_rel=None,
    url_schemes=set(SCHEMES),
)


def cleaned(body: str) -> tuple[str, str | None]:
    """Pass a rendered body through the allow-list; the second names the first thing it took out, None for nothing."""
    clean = _CLEANER.clean(body)
    if _same(body, clean):
        return clean, None
    return clean, _first_missing(body, clean)


def _same(body: str, clean: str) -> bool:
    """Tell quickly whether two texts are the same HTML, written by two hands."""
    return _plainly(body) == _plainly(clean)


def _plainly(text: str) -> str:
    return html.unescape(text.replace(" />", ">").replace("/>", ">"))


class _Parts(HTMLParser):
    """The tags, attributes and words of an HTML text, one after the other."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and each of its attributes."""
        self.parts.append(f"<{tag}>")
        self.parts += sorted(f'{name}="{value or ""}"' for name, value in attrs)

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """Note an instruction."""
        self.parts.append(f"<?{data}>")

    def handle_data(self, data: str) -> None:
        """Note the words, whatever the white space between."""
        self.parts += data.split()


def _first_missing(body: str, clean: str) -> str | None:
    """Name the first part of a body that is not in what was left of it; what was added (`tbody`) is no loss."""
    left = iter(_Parts(clean).parts)
    for part in _Parts(body).parts:
        if not any(other == part for other in left):
            return part
    return None
