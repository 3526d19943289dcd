"""Whatever a paper says, its Markdown shows just that, and holds no mark that the archive does not know."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from archive.checks.texts import check_text
from archive.front_matter import read
from archive.importing.blocks import Paragraph, Run
from archive.importing.markdown import markdown_of
from archive.importing.structure import nodes
from importing.test_papers import words_of

MARKS = r"""
đối xã Đak 5 1. a) I. * ** _ __ ` ``` [ ] ]( ( ) < > <b> </div> <!-- & &lt; &#60; # ## | || ~~ ~ ^ ^^ == = $$ { {{ }}
+ ++ - --- === : :: :smile: ! !!! \ \* [x] [^1] [^1]: https://dak-po.example/a_b /// @ ' " … %} {% ??? [TOC] --8<--
"""
PIECES = st.sampled_from([*MARKS.split(), "!!! note", "/// x"])
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", ""])), min_size=1, max_size=9).map(
    lambda pieces: "".join(piece + space for piece, space in pieces).strip()
)


def shown(texts: list[str]) -> tuple[str, list[str]]:
    paragraphs = [Paragraph((Run(text),), "đoạn 1") for text in texts]
    body = markdown_of(nodes(paragraphs), {}, {})
    return body, words_of(body)


def words(texts: list[str]) -> list[str]:
    return unicodedata.normalize("NFC", " ".join(texts)).split()


@given(TEXTS.map(lambda text: "Chữ " + text))
@example("Chữ <b>đậm</b> & &lt; `mã` [a](b) *x* _y_ ~~z~~ ==k== {{m}} $$n$$ ^^o^^")
def test_every_mark_is_shown_as_it_is_written(text: str) -> None:
    assert shown([text])[1] == words([text])


@given(TEXTS)
def test_no_mark_is_one_that_the_archive_refuses(text: str) -> None:
    document, _ = read(f"---\ntitle: x\n---\n\n{shown([text])[0]}".encode(), "a.md")
    assert document is not None
    assert [problem.code for problem in check_text(document)] == []
