"""A body as Markdown that shows just the words of the paper: what would be a mark is escaped, nothing is left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.importing.blocks import Cell, Paragraph, Picture, Role, Run, Table, seen, tidy
from archive.importing.structure import Heading, Item, Node, Within, without_bullet
from archive.patterns import pattern
from archive.strings import strings

_MARKS = pattern(r"[\\`*_\[\]<>|{]|([~^=$+])\1+|:(?=[a-z][a-z0-9_+-]*:)|[~^](?=.*?[~^])|(?<=[~^])[~^]")
_AMPERSAND = pattern(r"&(?=#?\w+;)")
_BEGINS = pattern(r"(?:#{1,6}|[-+:>])(?=\s|$)")
# What opens a block of extensions that are off.
_OPENS = pattern(r"!!!|\?\?\?|/{3,}|:{2,}|:\s{3}|-+8")
_RULE = pattern(r"[-=*_]{3,}")


def markdown_of(nodes: list[Node], notes: Mapping[str, str], names: Mapping[int, str]) -> str:
    """Write a body; `names` are those of the picture files, by the number of their node."""
    called: list[str] = []
    parts: list[tuple[str, str]] = []
    for number, node in enumerate(nodes):
        if isinstance(node, Heading):
            parts.append((f"{'#' * node.level} {_spoken(_even(node.paragraph), called)}", ""))
        elif isinstance(node, Item):
            parts.append((_item(node, _spoken(_unmarked(node), called)), "\n"))
        elif isinstance(node, Within):
            parts.append(("    " * (node.depth + 1) + _opened(_spoken(node.paragraph, called)), ""))
        elif isinstance(node, Table):
            parts.append((table_of(node, called), ""))
        elif isinstance(node, Paragraph) and node.role is Role.QUOTE:
            parts.append((f"> {_opened(_spoken(node, called))}", "\n>\n"))
        elif isinstance(node, Picture):
            if number in names:
                parts.append((f"![{escaped(node.alt)}]({names[number]})", ""))
        else:
            parts.append((_opened(_spoken(node, called)), ""))
    text = ""
    for number, (part, joint) in enumerate(parts):
        text += ("" if not number else joint if joint and parts[number - 1][1] == joint else "\n\n") + part
    # A note that is called in a title or an address, which have none, stays all the same.
    if lost := [id for id in notes if id not in called]:
        text += f"\n\n{strings()('importing.notes_of_head')} " + " ".join(_call(id, called) for id in lost)
    text += "".join(f"\n\n[^{number}]: {escaped(notes.get(id, ''))}" for number, id in enumerate(called, 1))
    return text + "\n"


def escaped(text: str) -> str:
    """Escape what Markdown would take for a mark, so that it is shown as it is written."""
    formula = re.search(r"[=^_{]", text) is not None
    return _MARKS.sub(lambda found: _escape(found, formula=formula), _AMPERSAND.sub("&amp;", text))


def _escape(found: re.Match[str], *, formula: bool) -> str:
    """Write a mark so that it is shown; before a bracket a backslash might open a `formula`."""
    sign, text = found[0], found.string
    if sign in "<>":
        return html.escape(sign)
    around = text[max(found.start() - 1, 0) : found.end() + 1]
    if sign == "_" and re.fullmatch(r"\w_\w", around):  # within a word it is no mark
        return sign
    if sign in "{:~^" or (sign == "]" and text[found.end() : found.end() + 1] in ("(", ":")):
        return f"&#{ord(sign)};"
    if sign in "[]" and formula:
        return f"&#{ord(sign)};"
    if len(sign) > 1:  # a mark of extensions that are off: no backslash takes it away
        return "".join(f"&#{ord(one)};" for one in sign)
    return "\\" + sign


def _opened(text: str) -> str:
    """Escape what at the beginning of a paragraph would make it a list, a heading or a rule."""
    if numbered := re.match(r"(\d{1,9})([.)])(?=\s|$)", text):
        return f"{numbered[1]}\\{text[numbered.end(1) :]}"
    if _OPENS.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    return "\\" + text if _BEGINS.match(text) or _RULE.match(text) else text


def _item(node: Item, text: str) -> str:
    indent = "    " * node.depth
    if node.counts:
        return f"{indent}{node.label} {_opened(text.removeprefix(node.label).lstrip())}"
    # A converter counts for itself, and not as the paper does: a number that was typed stays a part of the text.
    return f"{indent}- {_opened(text)}"


def _unmarked(node: Item) -> Paragraph:
    """Give the paragraph of an item, without the bullet that was typed before it: Markdown has one of its own."""
    return node.paragraph if node.label else without_bullet(node.paragraph)


def _even(title: Paragraph) -> Paragraph:
    """Give a title without its bold and italics: all of it stands out anyway."""
    return replace(title, runs=tuple(replace(run, bold=False, italic=False) for run in title.runs))


def _spoken(paragraph: Paragraph, called: list[str], *, keeps: bool = False) -> str:
    """Write a paragraph with its stretches in bold and italics, unless all of it is (but where it `keeps` that)."""
    label = escaped(tidy(paragraph.label)) + " " if paragraph.label else ""
    said = ""
    plain = paragraph.is_bold or all(run.italic for run in paragraph.runs if run.text.strip())
    plain = plain and not keeps and paragraph.role in (Role.ANY, Role.QUOTE)
    for run in _joined(paragraph.runs):
        if run.note:
            said = said.rstrip() + _call(run.note, called)
            continue
        if run.link and (text := seen(run.text).strip()):
            said += f"[{escaped(text)}]({run.link})" + (" " if run.text.endswith(" ") else "")
            continue
        text = "  \n".join(escaped(seen(part)) for part in _broken(paragraph, run.text))
        mark = "" if plain else ("**" if run.bold else "") + ("*" if run.italic else "")
        inner = text.strip()
        if mark and inner and not re.match(r"[^\w]|.*[\\;]$", inner) and (not said or said.endswith((" ", "("))):
            text = text.replace(inner, mark + inner + mark[::-1], 1)
        said += text
    return label + re.sub(r" {2,}(?!\n)", " ", said).strip()


def _broken(paragraph: Paragraph, text: str) -> list[str]:
    """Divide a text at line breaks that are to stay."""
    return [part.strip(" ") for part in text.split("\n")] if paragraph.role is Role.PLAIN and "\n" in text else [text]


def _joined(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Join runs of the same hand: word processors break them within words."""
    held: Run | None = None
    for run in runs:
        if (
            held is not None
            and not held.note
            and not run.note
            and held.link == run.link
            and ((held.bold, held.italic) == (run.bold, run.italic) or not run.text.strip())
        ):
            held = replace(held, text=held.text + run.text)
        else:
            if held is not None:
                yield held
            held = run
    if held is not None:
        yield held


def _call(note: str, called: list[str]) -> str:
    if note not in called:
        called.append(note)
    return f"[^{called.index(note) + 1}]"


def table_of(table: Table, called: list[str]) -> str:
    """Write a table: as Markdown where that can hold it, as HTML where cells are merged or hold several paragraphs."""
    rows = [row for row in table.rows if row]
    simple = (
        all(cell.columns == 1 and cell.rows == 1 and len(cell.paragraphs) <= 1 for row in rows for cell in row)
        and len({len(row) for row in rows}) == 1
    )
    if not simple or len(rows) < 2:
        return _html(rows, called)
    lines = [
        "| " + " | ".join(_cell(cell, called, keeps=number > 0) for cell in row) + " |"
        for number, row in enumerate(rows)
    ]
    rules = " | ".join(_rule(column) for column in zip(*rows, strict=True))
    return "\n".join([lines[0], f"| {rules} |", *lines[1:]])


def _cell(cell: Cell, called: list[str], *, keeps: bool) -> str:
    """Write a cell; those of the first row stand in bold anyway."""
    return " ".join(_spoken(one, called, keeps=keeps) for one in cell.paragraphs)


def _rule(column: tuple[Cell, ...]) -> str:
    """Say how a column is set: to the right or to the middle where all below its head are."""
    sides = {one.align for cell in column[1:] for one in cell.paragraphs}
    return {frozenset({"right"}): "---:", frozenset({"center"}): ":---:"}.get(frozenset(sides), "---")


def _html(rows: list[tuple[Cell, ...]], called: list[str]) -> str:
    heads = max((cell.rows for cell in rows[0]), default=1) if len(rows) > 1 else 0
    lines = ["<table>", *(["<thead>"] if heads else [])]
    for number, row in enumerate(rows):
        if heads and number == heads:
            lines += ["</thead>", "<tbody>"]
        name = "th" if number < heads else "td"
        lines.append("<tr>" + "".join(_html_cell(cell, name, called) for cell in row) + "</tr>")
    ends = (["</tbody>"] if len(rows) > heads else ["</thead>"]) if heads else []
    written = "\n".join([*lines, *ends, "</table>"])
    # Markdown does not look into such a table: its notes are called below it.
    notes = [run.note for row in rows for cell in row for one in cell.paragraphs for run in one.runs if run.note]
    calls = " ".join(_call(note, called) for note in dict.fromkeys(notes))
    return f"{written}\n\n{strings()('importing.notes_of_table')} {calls}" if calls else written


def _html_cell(cell: Cell, name: str, called: list[str]) -> str:
    spans = "".join(
        f' {side}="{count}"' for side, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1
    )
    text = "<br>".join(_html_text(paragraph, called, keeps=name == "td") for paragraph in cell.paragraphs)
    return f"<{name}{spans}>{text}</{name}>"


def _html_text(paragraph: Paragraph, called: list[str], *, keeps: bool) -> str:
    """Write a paragraph of a cell, where it `keeps` them in bold and italics; of a note that it calls the number."""
    said = html.escape(f"{paragraph.label} " if paragraph.label else "", quote=False)
    for run in _joined(paragraph.runs):
        if run.note:
            said += f" ({_call(run.note, called)[2:-1]})"
            continue
        text = html.escape(seen(run.text), quote=False)
        marks = [name for name, on in (("strong", run.bold), ("em", run.italic)) if on and keeps and text.strip()]
        for name in reversed(marks):
            text = text.replace(text.strip(), f"<{name}>{text.strip()}</{name}>", 1)
        said += text
    return re.sub(r" {2,}", " ", said).strip()
