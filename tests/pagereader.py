"""Reading built pages in tests: text, links and headings, by the standard library's parser alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

SILENT = {"script", "style", "svg"}
VOID = {"meta", "link", "input", "br", "hr", "img", "path"}


@dataclass
class Node:
    """An element with its attributes and what it holds."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text a reader sees, white space folded."""
        parts = [child if isinstance(child, str) else child.text for child in self.children if self.tag not in SILENT]
        return re.sub(r"\s+", " ", " ".join(parts)).strip()

    def all(self, tag: str, **attributes: str) -> list[Node]:
        """Find the elements below with a tag and, by word, given attributes (`class_` for class)."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                wanted = {key.rstrip("_"): value for key, value in attributes.items()}
                if child.tag == tag and all(v in child.attributes.get(k, "").split() for k, v in wanted.items()):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def one(self, tag: str, **attributes: str) -> Node:
        """Find the only such element."""
        (found,) = self.all(tag, **attributes)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page(site: Path, url: str) -> Node:
    """Read the page of a site at a URL from its root."""
    path = site / url.strip("/") / "index.html" if not url.endswith(".html") else site / url.strip("/")
    builder = _Builder()
    builder.feed(path.read_text(encoding="utf-8"))
    return builder.open[0]


def article(site: Path, url: str) -> Node:
    """Read what a page says, without header, navigation and footer."""
    return page(site, url).one("article")
