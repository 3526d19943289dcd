"""What of a Markdown text is code: there, no mark means anything."""

from __future__ import annotations

from archive.patterns import pattern

# As the converter's own extension reads a fence: at the line's beginning, and closed by the very same marks.
_FENCE = pattern(r"(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*$")
_INLINE = pattern(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_INDENTED = pattern(r"(?: {4}|\t)[ \t]*\S")
_OPENS_LIST = pattern(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)(?:[ \t]|$)")


def lines_outside_code(text: str) -> list[str]:
    """Give the lines of a text, with what is code in them left blank."""
    rows = text.split("\n")
    if "`" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return rows
    lines: list[str] = []
    fence, in_list, code_may_begin = "", False, True
    for number, row in enumerate(rows):
        if fence:
            fence = "" if row.rstrip(" ") == fence else fence
            lines.append("")
            continue
        found = _FENCE.match(row)
        if found is not None and any(below.rstrip(" ") == found[1] for below in rows[number + 1 :]):
            fence = found[1]
            lines.append("")
            continue
        indented = _INDENTED.match(row) is not None
        if indented and code_may_begin and not in_list:
            lines.append("")
            continue
        if row.strip():
            in_list = _OPENS_LIST.match(row) is not None or (in_list and row[0] in " \t")
        code_may_begin = not row.strip()
        lines.append(_INLINE.sub(lambda code: " " * len(code[0]), row) if "`" in row else row)
    return lines
