"""Most paragraphs hold no inline Markdown: they are told at once, where a dozen patterns would look through each."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from archive.patterns import pattern

# One of these is in all that an inline pattern of Markdown, of footnotes or of emphasis matches.
_SIGNS = pattern(rf"[\\`\[<&*_{STX}]|  \n")
# Markdown goes through inline patterns at 20, footnotes are put below the text at 50.
_JUST_BEFORE = 25


class Plain(Treeprocessor):
    """Has Markdown take texts without a sign as they are."""

    def run(self, root: Element) -> None:
        """Mark them so."""
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not _SIGNS.search(text):
                element.text = AtomicString(text)


def pass_over_plain(md: Markdown) -> Markdown:
    """Have a converter do so."""
    md.treeprocessors.register(Plain(md), "plain", _JUST_BEFORE)
    return md
