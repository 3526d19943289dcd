"""Checks of what texts may hold: no mark of an extension that is off, no HTML that runs, no link that leads astray."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.front_matter import Document
from archive.links import links_in, pictures_in
from archive.patterns import pattern
from archive.problems import Place, Problem, problem
from archive.safety.characters import control_in, deceiving_in, named
from archive.safety.found import Found
from archive.safety.limits import TooSlow, limited
from archive.safety.markup import autolinks_in, cleaned, html_in
from archive.safety.rendering import rendered
from archive.safety.syntax import switched_off
from archive.safety.targets import fault_of
from archive.strings import strings

# What may take long to render is rendered before a build would.
_LARGE = 50_000
_DECLARES = pattern(r"<!\w")
_DEFINED = pattern(r" {0,3}\[(?!\^)([^\]]+)\]:\s*<?([^\s<>]+)")
# One of these is not shown; a line may begin with a bracket and a colon, and go on as text.
_DEFINITION = pattern(r" {0,3}\[(?!\^)[^\]]+\]:\s*(?:<[^<>]*>|\S+)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*")
_NAMED = pattern(r"\]\[([^\]]+)\]|\[([^\[\]]+)\](?!:)")
_SHOWN_BY_NAME = pattern(r"!\[([^\]]*)\](?:\[([^\]]*)\])?(?!\()")
# What may become HTML that no rule above sees: only such texts are rendered to be asked.
_DOUBTFUL = pattern(r"<|(?<!https:)//|\]\s*[(:]\s*<?(?!https://|mailto:|tel:)[^)\s]*[:&%\\]|!\[[^\n]*\n?[^\n]*//")


def check_text(document: Document) -> Iterator[Problem]:
    """A text's marks, HTML, links and characters are those that the archive shows as they are meant."""
    yield from faults_of_characters(document)
    yield from faults_of_markup(document)


def faults_of_characters(document: Document) -> list[Problem]:
    """Tell which characters of a source are not what readers see."""
    return document.once("characters", lambda document: list(check_characters(document)))


def faults_of_markup(document: Document) -> list[Problem]:
    """Tell what is wrong with the markup of a text; that it takes too long, where it does."""
    return document.once("markup", _in_time)


def _in_time(document: Document) -> list[Problem]:
    try:
        with limited():
            return list(check_markup(document))
    except TooSlow:
        return [problem("too_slow", Place(document.path, document.body_line))]


def check_characters(document: Document) -> Iterator[Problem]:
    """No character controls what is shown, turns its direction or hides it; neither in keys nor in the text."""
    for path, value in document.written():
        if (found := deceiving_in(value)) is not None:
            yield problem("hidden_character", document.written_place(path), name=named(found[0]))
    for code, seek in (("control_character", control_in), ("hidden_character", deceiving_in)):
        if (found := seek(document.body)) is not None:
            line = document.body.count("\n", 0, found.start())
            yield problem(code, document.place_below(line), name=named(found[0]))


def check_markup(document: Document) -> Iterator[Problem]:
    """All that is rendered of a text passes the allow-list, and no mark is printed as it was typed."""
    told = [*_of_marks(document), *_of_links(document)]
    yield from told
    if told or not (len(document.body) > _LARGE or _DOUBTFUL.search(document.body)):
        return
    try:
        lost = cleaned(rendered(document.body))[1]
    except RecursionError:
        yield problem("nested_too_deep", document.place_below(0), text="")
        return
    if lost is not None:
        yield removed(document, lost)


def _of_marks(document: Document) -> Iterator[Problem]:
    text = strings()
    for found in (*switched_off(document.body), *_confirmed(document.body, list(html_in(document.body)))):
        values = dict(found.values)
        if found.code == "syntax_off":
            values = {part: text(f"syntax.{found.values['name']}.{part}") for part in ("name", "instead")}
        yield problem(found.code, document.place_below(found.line), text=found.text, **values)


def _confirmed(body: str, found: list[Found]) -> list[Found]:
    """Keep what becomes HTML when it is rendered: some code is known only then, such as that in lists."""
    if not found:
        return []
    try:
        made = rendered(body).lower()
    except RecursionError:
        return found
    made = made.replace("</", "<").replace("&lt;/", "&lt;")
    begun = {"html_tag": lambda text: text.lower().strip("</>"), "html_comment": lambda text: text[1:3].lower()}
    sure = []
    for one in found:
        name = begun[one.code](one.text) if one.code in begun and not _DECLARES.match(one.text) else ""
        if not name or f"<{name}" in made or f"&lt;{name}" not in made:
            sure.append(one)
    return sure


def _of_links(document: Document) -> Iterator[Problem]:
    body, first = document.body, document.body_line
    defined = {line: found for line, row in enumerate(body.split("\n"), first) if (found := _DEFINED.match(row))}
    shown = {(name or alt).lower() for alt, name in _SHOWN_BY_NAME.findall(body)}
    named = {(one or other).lower() for one, other in _NAMED.findall(body)}
    pictures = {(line, target) for line, _, target in pictures_in(document)}
    links = [one for one in links_in(document) if one not in pictures]
    links = [(line, target) for line, target in links if line not in defined or defined[line][1].lower() not in shown]
    for line, found in defined.items():
        name, target = found[1], found[2]
        if _DEFINITION.fullmatch(found.string) and fault_of(target) is None and name.lower() not in named:
            yield problem("definition_unused", Place(document.path, line), text=name)
        if (line, target) not in links:
            (pictures.add if name.lower() in shown else links.append)((line, target))
    links += [(first + number, target) for number, target in autolinks_in(body)]
    for is_picture, targets in ((False, links), (True, sorted(pictures))):
        for line, target in targets:
            if (code := fault_of(target, is_picture=is_picture)) is not None:
                yield problem(code, Place(document.path, line), text=target)


def removed(document: Document, lost: str) -> Problem:
    """Tell of a part of a rendered text that the allow-list takes out, at the line that holds it."""
    if lost.startswith(("src=", "href=")):
        code = "picture_remote" if lost.startswith("src=") else "link_scheme"
        target = lost.partition("=")[2].strip('"')
        number = next((at for at, row in enumerate(document.body.split("\n")) if target in row), 0)
        return problem(code, document.place_below(number), text=target)
    words = [word for word in re.split(r"[^\w]+", lost) if word]
    rows = document.body.split("\n")
    line = next((number for number, row in enumerate(rows) if words and all(word in row for word in words)), None)
    if line is None:
        line = next((number for number, row in enumerate(rows) if words and words[0] in row.lower()), 0)
    return problem("html_removed", document.place_below(line), text=lost)
