"""Plain text from Markdown, for summaries and descriptions."""

from __future__ import annotations

from archive.patterns import pattern

_BLOCK = pattern(r"\n[ \t]*\n")
_NOT_A_PARAGRAPH = pattern(r"\s*(?:#|>|[-*+]\s|\d+[.)]\s|\||```|~~~|!\[|<|\[\^|={3,}|-{3,})")
_INLINE = (
    (pattern(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (pattern(r"\[\^[^\]]+\]"), ""),
    (pattern(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (pattern(r"<(https?://[^>]+)>"), r"\1"),
    (pattern(r"</?[A-Za-z][^>]*>"), ""),
    (pattern(r"(\*\*|__|`+)(.+?)\1"), r"\2"),
    (pattern(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (pattern(r"\\([\\`*_{}\[\]()#+\-.!|<>])"), r"\1"),
)
# A paragraph without any of these is plain already.
_SIGNS = pattern(r"[\[<*_`\\]")


def first_paragraph(markdown: str) -> str | None:
    """Give the first paragraph of prose as plain text on one line; None where there is none."""
    for block in _BLOCK.split(markdown):
        if block.strip() and not _NOT_A_PARAGRAPH.match(block):
            text = plain(block)
            if text:
                return text
    return None


def plain(markdown: str) -> str:
    """Strip inline Markdown from one paragraph, white space folded."""
    if _SIGNS.search(markdown):
        for written, replacement in _INLINE:
            markdown = written.sub(replacement, markdown)
    return " ".join(markdown.split())


def shortened(text: str, limit: int) -> str:
    """Cut a text at a word's end to at most `limit` characters, the ellipsis included."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if text[limit - 1] != " ":
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.–-") + "…"
